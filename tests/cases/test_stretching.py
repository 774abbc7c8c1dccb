"""延期规则和中止事由: published by the county, checked against the limit and the law they rest on."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import Extension, SuspensionGround
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff

DELAY = {
    "pace": "general",
    "name": "延期（一般事项）",
    "most": "3wd",
    "times": 2,
    "basis": "本地约定：2026 年第 3 次会议",
}
GROUND = {"name": "等待上级批复", "most": "20d", "times": 1, "basis": "参照《行政许可法》第四十五条"}


@pytest.fixture
def county(db) -> County:
    county = County()
    county.keeper = a_member_of_staff("管规则", "system_admin", county.centre)
    return county


def delay(county, **changes):
    said = {**DELAY, "granted_by": ["town_dispatcher"], **changes}
    return cases.publish_delay(cases.NewDelay(**said), by=county.keeper, at=MONDAY + HOUR)


def ground(county, at=MONDAY + HOUR, **changes):
    return cases.publish_ground(cases.NewGround(**GROUND | changes), by=county.keeper, at=at)


def test_a_new_delay_rule_holds_for_what_is_asked_from_then_on(county):
    case = county.case_in("handling")
    delay(county)
    with pytest.raises(Refusal, match="每次最多延期3个工作日"):
        cases.ask_delay(case.id, more=4, reason="配件还在路上", by=county.handler, at=MONDAY + 5 * HOUR)
    cases.ask_delay(case.id, more=3, reason="配件还在路上", by=county.handler, at=MONDAY + 5 * HOUR)
    assert Extension.objects.get().rule.name == "延期（一般事项）"


def test_a_rule_of_no_times_ends_delays(county):
    case = county.case_in("handling")
    delay(county, times=0)
    with pytest.raises(Refusal, match="最多延期 0 次"):
        cases.ask_delay(case.id, more=1, reason="配件还在路上", by=county.handler, at=MONDAY + 5 * HOUR)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"most": "3d"}, "要用同一个单位"),
        ({"most": "三天"}, "这样的形式"),
        ({"times": 10}, "次数请写 0 到 9"),
        ({"granted_by": []}, "请选择由谁审核"),
        ({"granted_by": ["handler"]}, "请选择由谁审核"),
        ({"basis": "无"}, "请写明依据"),
        ({"pace": "moon"}, "请选择适用的事项"),
    ],
)
def test_what_is_wrong_with_a_delay_rule_is_said(county, changes, told):
    with pytest.raises(Refusal, match=told):
        delay(county, **changes)


def test_a_clock_stands_still_only_on_a_ground_with_its_article(county):
    with pytest.raises(Refusal, match="中止要有法规依据"):
        ground(county, basis="本地约定：2026 年第 3 次会议")
    own = ground(county)
    case = county.case_in("handling")
    at = MONDAY + 5 * HOUR
    until = at + 10 * DAY
    cases.suspend(case.id, ground=own.code, reason="已报省厅", until=until, by=county.handler, at=at)
    case.refresh_from_db()
    assert case.state == "suspended"


def test_a_ground_is_replaced_or_ended_and_what_stands_still_goes_on(county):
    case = county.case_in("suspended")
    code = SuspensionGround.objects.get(name="等待听证").code
    later = MONDAY + 20 * HOUR
    ground(county, at=later, code=code, name="等待听证（新）", most="10d")
    assert [one.name for one in queries.suspension_grounds(later) if one.code == code] == ["等待听证（新）"]
    cases.end_ground(code, by=county.keeper, at=later + HOUR)
    assert code not in [one.code for one in queries.suspension_grounds(later + HOUR)]
    with pytest.raises(Refusal, match="已经停用或换过"):
        cases.end_ground(code, by=county.keeper, at=later + 2 * HOUR)
    cases.resume(case.id, by=county.handler, at=later + 3 * HOUR)
    case.refresh_from_db()
    assert case.state == "handling"


def test_only_the_keeper_of_the_clocks_may(county):
    for verb in (
        lambda: cases.publish_delay(
            cases.NewDelay(**DELAY, granted_by=["town_dispatcher"]), by=county.decider, at=MONDAY
        ),
        lambda: cases.publish_ground(cases.NewGround(**GROUND), by=county.decider, at=MONDAY),
        lambda: cases.end_ground("hearing", by=county.decider, at=MONDAY),
    ):
        with pytest.raises(Refusal, match="只有系统管理员"):
            verb()


def test_a_ground_published_twice_is_two_grounds(county):
    first, second = ground(county), ground(county, at=MONDAY + HOUR + timedelta(minutes=1))
    assert first.code != second.code
