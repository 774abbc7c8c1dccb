import stat
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.kit import crypto

PHONE = {"table": "people_person", "column": "phone"}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.SANZHI_HOME = tmp_path
    crypto.ensure_keys(tmp_path)
    return tmp_path


@given(st.text(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_sealed_opens_as_it_was(plain):
    assert crypto.decrypt(crypto.encrypt(plain, **PHONE, row=1), **PHONE, row=1) == plain


def test_a_token_shows_nothing_of_its_content_and_is_never_the_same_twice():
    tokens = {crypto.encrypt("13812345678", **PHONE, row=1) for _ in range(100)}
    assert len(tokens) == 100
    assert not any(b"1381" in token or b"5678" in token for token in tokens)


def test_a_token_moved_to_any_other_row_column_or_table_never_opens():
    places = [
        (table, column, row)
        for table in ("people_person", "cases_case")
        for column in ("phone", "id_no", "address")
        for row in (1, 2, 11, "1a")
    ]
    swaps = list(permutations(places, 2))
    for (table, column, row), (table2, column2, row2) in swaps:
        token = crypto.encrypt("13812345678", table=table, column=column, row=row)
        with pytest.raises(crypto.Undecipherable):
            crypto.decrypt(token, table=table2, column=column2, row=row2)
    assert len(swaps) == 552


def test_a_token_with_any_one_byte_changed_never_opens():
    token = crypto.encrypt("13812345678", **PHONE, row=1)
    for place in range(len(token)):
        spoilt = token[:place] + bytes((token[place] ^ 1,)) + token[place + 1 :]
        with pytest.raises(crypto.Undecipherable):
            crypto.decrypt(spoilt, **PHONE, row=1)


def test_a_token_cut_short_never_opens_and_the_error_does_not_quote_it():
    token = crypto.encrypt("13812345678", **PHONE, row=1)
    for length in range(len(token)):
        with pytest.raises(crypto.Undecipherable, match=r"^people_person\.phone: "):
            crypto.decrypt(token[:length], **PHONE, row=1)


def test_a_field_without_its_row_cannot_be_sealed():
    with pytest.raises(ValueError, match="table, column and row"):
        crypto.encrypt("x", **PHONE, row=None)


def test_the_index_finds_a_value_however_it_was_written_but_only_in_its_column():
    index = crypto.blind_index("33048319900101001X", column="people_person.id_no")
    assert index in crypto.blind_indexes(" 330483 19900101 001x", column="people_person.id_no")
    assert index not in crypto.blind_indexes("33048319900101001X", column="people_person.phone")
    assert index not in crypto.blind_indexes("330483199001010011", column="people_person.id_no")


def test_the_two_kinds_of_key_differ_and_only_their_owner_can_read_them(home):
    files = {path.name: path for path in (home / "keys").iterdir()}
    assert set(files) == {"field.1", "index.1"}
    assert files["field.1"].read_text() != files["index.1"].read_text()
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700


def test_making_keys_twice_keeps_the_first(home):
    token = crypto.encrypt("x", **PHONE, row=1)
    crypto.ensure_keys(home)
    assert crypto.decrypt(token, **PHONE, row=1) == "x"


def test_rotation_keeps_old_content_readable_and_found_until_every_row_is_rewritten(home):
    old = [crypto.encrypt(str(row), **PHONE, row=row) for row in range(20)]
    old_index = crypto.blind_index("13812345678", column="people_person.phone")
    assert not any(map(crypto.needs_rotation, [*old, old_index]))

    assert crypto.new_version(home) == 2
    assert all(map(crypto.needs_rotation, [*old, old_index]))
    assert [crypto.decrypt(token, **PHONE, row=row) for row, token in enumerate(old)] == [
        str(r) for r in range(20)
    ]
    newest, *others = crypto.blind_indexes("13812345678", column="people_person.phone")
    assert others == [old_index]
    assert newest == crypto.blind_index("13812345678", column="people_person.phone") != old_index

    new = [crypto.rotate(token, **PHONE, row=row) for row, token in enumerate(old)]
    assert not any(map(crypto.needs_rotation, new))
    assert [crypto.rotate(token, **PHONE, row=row) for row, token in enumerate(new)] == new
    for kind in ("field", "index"):
        (home / "keys" / f"{kind}.1").unlink()
    assert [crypto.decrypt(token, **PHONE, row=row) for row, token in enumerate(new)] == [
        str(r) for r in range(20)
    ]
    with pytest.raises(crypto.Undecipherable):
        crypto.decrypt(old[0], **PHONE, row=0)


def test_a_token_cannot_be_rotated_into_another_place(home):
    token = crypto.encrypt("x", **PHONE, row=1)
    crypto.new_version(home)
    with pytest.raises(crypto.Undecipherable):
        crypto.rotate(token, **PHONE, row=2)


@pytest.mark.parametrize("lost", [("field.1",), ("index.1",), ("field.1", "index.1")])
def test_lost_keys_stop_everything_and_are_never_made_anew(home, lost):
    for name in lost:
        (home / "keys" / name).unlink()
    with pytest.raises(crypto.KeysMissing, match="backup"):
        crypto.encrypt("x", **PHONE, row=1)
        crypto.blind_index("x", column="people_person.phone")
    assert not any((home / "keys" / name).exists() for name in lost)


def test_a_new_suite_can_follow_and_the_old_tokens_still_open(monkeypatch):
    old = crypto.encrypt("x", **PHONE, row=1)
    monkeypatch.setitem(crypto.SUITES, 2, crypto.SUITES[1])
    monkeypatch.setattr(crypto, "CURRENT_SUITE", 2)
    assert crypto.needs_rotation(old)
    new = crypto.rotate(old, **PHONE, row=1)
    assert (old[0], new[0]) == (1, 2)
    assert crypto.decrypt(old, **PHONE, row=1) == crypto.decrypt(new, **PHONE, row=1) == "x"
    with pytest.raises(crypto.Undecipherable):
        crypto.decrypt(b"\x63" + old[1:], **PHONE, row=1)
