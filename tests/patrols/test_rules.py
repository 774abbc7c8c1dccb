"""网格, without a database: rhythms, rounding, what is not written, which numbers hang on a board."""

from datetime import date

import pytest

from sanzhi.patrols import rules

MONDAY, SATURDAY = date(2026, 3, 2), date(2026, 3, 7)


@pytest.mark.parametrize(
    ("rhythm", "weekday", "day", "walked"),
    [
        ("daily", None, SATURDAY, True), ("workdays", None, SATURDAY, False), ("workdays", None, MONDAY, True),
        ("weekly", 5, SATURDAY, True), ("weekly", 5, MONDAY, False),
    ],
)  # fmt: skip
def test_a_route_is_walked_in_its_rhythm(rhythm, weekday, day, walked) -> None:
    assert rules.falls_on(rhythm, weekday, day) is walked


def test_a_place_is_kept_no_closer_than_some_hundred_metres_and_goes_after_thirty_days() -> None:
    assert rules.rounded(30.745678, 120.481234) == (30.746, 120.481)
    assert rules.points_go_after(MONDAY) == date(2026, 4, 1)


@pytest.mark.parametrize(
    "text", ["他家是重点人员", "老 上 访 户", "儿子吸毒", "全家信教", "确诊糖尿病", "重点\u3000人员"]
)
def test_nobody_is_filed_under_what_they_believe_suffer_from_or_once_did(text: str) -> None:
    assert rules.names_no_label(text).code == "labels_people"


@pytest.mark.parametrize("text", ["一个人住，买菜不方便。", "想请人陪着去卫生院", "楼道灯不亮", "要一辆轮椅"])
def test_what_a_household_needs_is_written(text: str) -> None:
    assert rules.names_no_label(text)


@pytest.mark.parametrize(("phone", "hangs"), [("13800001111", False), ("138 0000 1111", False), ("0573-88880000", True), ("12345", True), ("没有", False)])  # fmt: skip
def test_a_private_telephone_never_hangs_on_the_public_board(phone: str, hangs: bool) -> None:
    assert bool(rules.of_an_office(phone)) is hangs


def test_a_signed_diary_is_sealed_over_every_word() -> None:
    lines = [{"at": "09:00", "kind": "fine", "text": "东桥"}]
    sealed = rules.sealed(lines, "晴")
    assert sealed == rules.sealed(list(lines), "晴")
    assert sealed not in (rules.sealed(lines, "雨"), rules.sealed([], "晴"))
