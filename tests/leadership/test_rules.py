"""党建引领的规矩, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from sanzhi.leadership import rules

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("indicator", "direction"),
    [
        ("信访量", "down"), ("来信来访件数", "down"), ("警情数", "down"), ("投诉举报总量", "down"), ("新收民商事案件收案数", "down"),
        ("信访下降率", "up"), ("警情减少数", "up"), ("零上访村占比", "up"), ("12345 工单", "down"),
    ],
)  # fmt: skip
def test_no_project_is_judged_by_fewer_people_asking(indicator: str, direction: str):
    assert rules.indicator_stands(indicator, direction).code == "rewards_silence"


@pytest.mark.parametrize(
    ("indicator", "direction"),
    [
        ("信访积案化解率", "up"), ("未化解积案", "down"), ("超期未办结工单", "down"), ("警情回访满意率", "up"), ("电梯加装台数", "up"),
        ("路口拥堵时长", "down"), ("诉求按期办结率", "up"), ("投诉办理平均时长", "down"),
    ],
)  # fmt: skip
def test_what_was_solved_and_what_is_left_may_be_counted(indicator: str, direction: str):
    assert rules.indicator_stands(indicator, direction)


@pytest.mark.parametrize(
    ("due", "reported", "accepted", "stands"),
    [
        (date(2026, 3, 20), False, False, "ahead"), (date(2026, 3, 9), False, False, "soon"), (TODAY, False, False, "soon"),
        (date(2026, 3, 1), False, False, "late"), (date(2026, 3, 1), True, False, "waiting"), (date(2026, 3, 1), True, True, "done"),
    ],
)  # fmt: skip
def test_where_a_milestone_stands(due: date, reported: bool, accepted: bool, stands: str):
    assert rules.standing(due, reported, accepted, TODAY) == stands


def test_a_figure_has_reached_its_target_from_the_right_side():
    assert rules.reached(Decimal("90"), Decimal("90"), "up") and not rules.reached(
        Decimal("89.9"), Decimal("90"), "up"
    )
    assert rules.reached(Decimal("3"), Decimal("5"), "down") and not rules.reached(
        Decimal("6"), Decimal("5"), "down"
    )


@pytest.mark.parametrize(
    ("begins", "until", "withdrawn", "stands"),
    [
        (date(2026, 3, 3), None, None, "coming"), (TODAY, None, None, "holds"), (TODAY, TODAY, None, "holds"),
        (date(2025, 1, 1), date(2026, 3, 1), None, "ended"), (date(2025, 1, 1), None, TODAY, "withdrawn"),
        (date(2025, 1, 1), None, date(2026, 3, 3), "holds"),
    ],
)  # fmt: skip
def test_whether_a_document_holds_on_a_day(begins, until, withdrawn, stands: str):
    assert rules.in_force(begins, until, withdrawn, TODAY) == stands
