from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit import codes

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def citizen(body):
    """GB 11643 by its own weights, apart from the library we use."""
    return body + "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]


@pytest.mark.parametrize(
    "number",
    [
        "11010519491231002X",
        "34052419800101001X",
        "360426199101010071",
        "11010519491231002x",
        "110105 19491231 002X",
    ],
)
def test_a_citizen_number_of_the_standard_is_accepted(number):
    assert codes.check_citizen_id(number)


@pytest.mark.parametrize("number", ["330483199001011239", "330425199601011239"])
def test_people_registered_in_tongxiang_are_accepted_whatever_year_the_place_code_began(number):
    assert codes.check_citizen_id(citizen(number[:-1]))


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "citizen_id_shape"),
        ("1101051949123100", "citizen_id_shape"),
        ("0101051949123100AX", "citizen_id_shape"),
        (citizen("33048319900230001"), "citizen_id_birth"),
        (citizen("33048319230229001"), "citizen_id_birth"),
        (citizen("33048317990101001"), "citizen_id_birth"),
        ("110105194912310021", "citizen_id_check"),
    ],
)
def test_a_wrong_citizen_number_is_told_what_is_wrong(number, code):
    assert codes.check_citizen_id(number).code == code


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(place, shift):
    right = "360426199101010071"
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert not codes.check_citizen_id(wrong)


def test_a_birth_date_is_read_and_an_age_counted_in_full_years():
    born = codes.birth_date("11010519491231002X")
    assert born == date(1949, 12, 31)
    assert codes.age_on(born, date(2025, 12, 30)) == 75
    assert codes.age_on(born, date(2025, 12, 31)) == 76
    assert codes.birth_date("not a number") is None


def test_who_was_born_on_a_leap_day_turns_eighteen_on_the_first_of_march():
    assert codes.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert codes.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize("code", ["91110000600037341L", "91440300708461136T", "9111 0000 6000 37341l"])
def test_a_social_credit_code_of_the_standard_is_accepted(code):
    assert codes.check_uscc(code)


def test_the_code_of_a_collective_economic_organisation_begins_with_n_and_is_accepted():
    symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    body = "N2330483MF1234567"
    total = sum(w * symbols.index(s) for w, s in zip(weights, body, strict=True))
    assert codes.check_uscc(body + symbols[(31 - total % 31) % 31])


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("9111000060003734IL", "uscc_shape"),
        ("91110000600037341", "uscc_shape"),
        ("91110000600037342L", "uscc_check"),
    ],
)
def test_a_wrong_social_credit_code_is_told_what_is_wrong(code, why):
    assert codes.check_uscc(code).code == why


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("13812345678", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("0573-88110000", "057388110000"),
        ("(0573) 8811 0000", "057388110000"),
        ("010-62345678", "01062345678"),
    ],
)
def test_a_telephone_number_is_understood_however_it_is_written(typed, stored):
    assert codes.check_phone(typed)
    assert codes.clean_phone(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "12812345678", "1381234567", "138123456789", "88110000", "12345", "abc"]
)
def test_what_is_no_telephone_number_is_refused(typed):
    assert codes.check_phone(typed).code == "phone_shape"
    assert not codes.check_mobile(typed)


def test_a_landline_is_a_phone_but_cannot_take_a_text_message():
    assert codes.check_phone("0573-88110000")
    assert codes.check_mobile("0573-88110000").code == "mobile_shape"


@pytest.mark.parametrize("code", ["330483000000", "330483101000", "330483101201", "330000000000"])
def test_a_division_code_of_any_level_is_accepted(code):
    assert codes.check_division_code(code)


@pytest.mark.parametrize(
    ("code", "why"),
    [("330483", "division_shape"), ("033048310120", "division_shape"), ("330483000201", "division_gap")],
)
def test_a_wrong_division_code_is_told_what_is_wrong(code, why):
    assert codes.check_division_code(code).code == why


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("citizen", "360426199101010071"),
        ("household_book", "360426199101010071"),
        ("hk_macao_pass", "H12345678"),
        ("taiwan_pass", "12345678"),
        ("residence_permit", "810000199001010012"),
        ("foreign_resident", "USA110088010101"),
        ("passport", "EA1234567"),
        ("uscc", "91110000600037341L"),
    ],
)
def test_each_kind_of_document_is_accepted_in_its_own_shape(kind, number):
    assert codes.check_id_number(kind, number)
    assert not codes.check_id_number(kind, "?")


def test_a_document_we_do_not_know_is_refused_by_name():
    assert codes.check_id_number("library_card", "1").code == "id_kind"


@given(st.text(max_size=30))
def test_nothing_typed_breaks_a_check(text):
    for kind in codes.ID_KINDS:
        codes.check_id_number(kind, text)
    codes.check_phone(text)
    codes.check_division_code(text)
