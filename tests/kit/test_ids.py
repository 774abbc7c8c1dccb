import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit import ids
from sanzhi.kit.ids import ALPHABET, case_number, code_of, normalise_code, public_code
from sanzhi.kit.verdict import Refusal


def test_a_case_number_is_the_county_the_year_and_six_digits():
    assert case_number("TX", 2026, 123) == "TX2026-000123"
    assert case_number("TX", 2026, 1_234_567) == "TX2026-1234567"
    with pytest.raises(ValueError, match="start at 1"):
        case_number("TX", 2026, 0)


def test_a_public_code_is_four_groups_of_four_without_letters_that_look_like_digits():
    for _ in range(200):
        assert re.fullmatch(rf"([{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", public_code())


def test_ten_thousand_codes_are_all_different_and_use_every_symbol_everywhere():
    codes = {public_code() for _ in range(10_000)}
    assert len(codes) == 10_000
    for place in range(19):
        assert len({code[place] for code in codes}) in (1, 32)


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', '—')}\n",
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    ],
)
def test_a_code_is_understood_however_it_is_typed(spoil):
    for _ in range(50):
        code = public_code()
        assert normalise_code(spoil(code)) == code


def test_every_single_wrong_symbol_is_noticed():
    code = public_code().replace("-", "")
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(Refusal, match="逐位核对"):
                normalise_code(code[:place] + wrong + code[place + 1 :])


def test_every_two_swapped_symbols_are_noticed():
    code = public_code().replace("-", "")
    for a, b in combinations(range(16), 2):
        if code[a] != code[b]:
            swapped = list(code)
            swapped[a], swapped[b] = code[b], code[a]
            with pytest.raises(Refusal, match="逐位核对"):
                normalise_code("".join(swapped))


def test_a_code_of_the_wrong_length_is_told_how_long_it_should_be():
    with pytest.raises(Refusal, match="16 位.*4 位"):
        normalise_code("K7M2")


@given(st.text(max_size=40))
def test_whatever_is_typed_ends_as_a_code_or_a_refusal(text):
    try:
        assert normalise_code(normalise_code(text)) == normalise_code(text)
    except Refusal as refusal:
        assert refusal.code in {"code_length", "code_mistyped"}


def test_a_code_of_a_seed_is_the_same_each_time_and_reads_like_any_other() -> None:
    seed = bytes(range(32))
    assert code_of(seed) == code_of(seed) == normalise_code(code_of(seed).lower())
    assert code_of(seed) != code_of(seed[1:])
    with pytest.raises(ValueError, match="guessed"):
        code_of(b"short")


def test_a_label_is_eight_symbols_understood_however_it_is_typed_and_a_slip_is_noticed():
    code = ids.tag_code()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)
    assert ids.normalise_tag(f" {code.lower().replace('-', ' ')} ") == code
    for place, symbol in enumerate(code):
        for other in ids.ALPHABET:
            if symbol != "-" and other != symbol:
                with pytest.raises(Refusal, match="桶号有误"):
                    ids.normalise_tag(code[:place] + other + code[place + 1 :])
    with pytest.raises(Refusal, match="8 位"):
        ids.normalise_tag("K7M2")
