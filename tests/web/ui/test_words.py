"""Times as people say them."""

from datetime import datetime, timedelta

import pytest

from sanzhi.kit.clock import COUNTY
from sanzhi.web.ui import words
from sanzhi.web.ui.shapes import WrongUse

NOON = datetime(2026, 11, 23, 12, tzinfo=COUNTY)


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({"days": 2, "hours": 3, "minutes": 59}, "还剩 2 天 3 小时"),
        ({"days": 2, "minutes": 59}, "还剩 2 天"),
        ({"hours": 5, "minutes": 1}, "还剩 5 小时 1 分钟"),
        ({"hours": 5}, "还剩 5 小时"),
        ({"minutes": 9, "seconds": 59}, "还剩 9 分钟"),
        ({"seconds": 59}, "还剩 不到 1 分钟"),
        ({"microseconds": 1}, "还剩 不到 1 分钟"),
        ({}, "已超期 不到 1 分钟"),
        ({"seconds": -1}, "已超期 不到 1 分钟"),
        ({"days": -1}, "已超期 1 天"),
        ({"days": -1, "hours": -4}, "已超期 1 天 4 小时"),
    ],
)
def test_time_left_is_rounded_down_to_two_units(left, said):
    assert words.time_left(NOON + timedelta(**left), NOON) == said


def test_the_moment_a_limit_is_due_is_the_first_late_one():
    assert words.urgency(NOON, NOON - timedelta(microseconds=1)) == "soon"
    assert words.urgency(NOON, NOON) == "late"
    assert words.urgency(NOON + words.SOON, NOON) == "soon"
    assert words.urgency(NOON + words.SOON + timedelta(seconds=1), NOON) == "ahead"


def test_a_moment_is_told_in_the_county_s_time_and_must_have_a_zone():
    assert words.moment(datetime.fromisoformat("2026-11-23T09:00:00+00:00")) == "11月23日 星期一 17:00"
    with pytest.raises(WrongUse):
        words.moment(datetime(2026, 11, 23, 9))


def test_midnight_is_the_end_of_the_day_it_closes():
    assert words.deadline(datetime(2026, 11, 26, tzinfo=COUNTY)) == "11月25日 星期三 24:00"
    assert words.deadline(NOON) == words.moment(NOON)
