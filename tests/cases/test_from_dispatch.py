"""The citizen's time: it runs from the first dispatch, is counted once, and a card goes to whoever holds the matter."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.cases.models import Card, Case, ClockRun
from sanzhi.kit.deadlines import Limit
from tests.cases.course import given_pace
from tests.county import DAY, HOUR, MONDAY, County, assign, give_back, report, sign_for, verify


def running(case: Case) -> dict[str, ClockRun]:
    runs = ClockRun.objects.filter(case=case, stopped_at=None, paused_at=None).select_related("rule")
    return {run.rule.clock: run for run in runs}


def test_the_handling_time_starts_when_the_matter_is_handed_out_and_not_with_the_signature(county: County):
    case = county.filed()
    assert set(running(case)) == {"dispatch"}
    assign(county, case, MONDAY + HOUR)
    given = running(case)
    assert set(given) == {"sign", "handle"}
    sign_for(county, case, MONDAY + DAY)
    case.refresh_from_db()
    assert running(case)["handle"].started_at == MONDAY + HOUR
    assert case.due_at == given["handle"].due_at


def test_a_matter_handed_from_office_to_office_keeps_its_limit(county: County):
    case = county.filed()
    assign(county, case, MONDAY + HOUR)
    due_at = running(case)["handle"].due_at
    give_back(county, case, MONDAY + DAY)
    assert set(running(case)) == {"dispatch", "handle"}
    cases.assign(case.id, lead=county.water.id, by=county.dispatcher, at=MONDAY + 2 * DAY)
    assert running(case)["handle"].due_at == due_at
    assert ClockRun.objects.filter(case=case, rule__clock="handle").count() == 1


def test_the_card_goes_to_whoever_holds_the_matter_when_its_time_is_up(county: County):
    case = county.filed()
    assign(county, case, MONDAY + HOUR)
    give_back(county, case, MONDAY + DAY)
    sweeps.raise_cards(at=MONDAY + 8 * DAY)
    late = Card.objects.filter(case=case, clock__rule__clock="handle")
    assert set(late.values_list("office__name", flat=True)) == {county.room.name}


def test_what_is_answered_on_the_spot_after_its_time_is_counted_as_late(county: County):
    case = county.filed()
    assign(county, case, MONDAY + HOUR)
    give_back(county, case, MONDAY + DAY)
    cases.answer_on_spot(
        case.id, reply="路灯归供电所管，电话已告知。", by=county.dispatcher, at=MONDAY + 10 * DAY
    )
    case.refresh_from_db()
    assert (case.done_late, set(running(case))) == (True, {"call_back"})


def test_a_delay_asked_for_comes_to_nothing_with_the_return(county: County):
    case = county.case_in("handling")
    cases.ask_delay(case.id, more=3, reason="配件还在路上", by=county.handler, at=MONDAY + DAY)
    give_back(county, case, MONDAY + DAY + HOUR)
    assert list(case.extensions.values_list("state", flat=True)) == ["lapsed"]


@pytest.mark.parametrize(
    ("pace", "dispatch", "sign"),
    [
        ("general", "1wd", "1wd"),
        ("utilities", "8h", "8h"),
        ("emergency", "1h", "1h"),
        ("complex", "1wd", "1wd"),
    ],
)
def test_what_is_urgent_is_handed_out_and_signed_for_in_less_time_than_it_may_take(
    county: County, pace: str, dispatch: str, sign: str
):
    given_pace(county, pace)
    case = county.filed()
    assert running(case)["dispatch"].rule.limit == dispatch
    assign(county, case, MONDAY + HOUR / 2)
    given = running(case)
    assert given["sign"].rule.limit == sign
    assert given["sign"].due_at <= given["handle"].due_at
    assert Limit.parse(sign).unit == Limit.parse(dispatch).unit


def test_reopening_counts_anew_because_the_work_is_asked_for_anew(county: County):
    case = county.case_in("handling")
    report(county, case, MONDAY + DAY)
    verify(county, case, MONDAY + DAY + HOUR)
    cases.reopen(case.id, reason="又坏了，还是不亮", by=county.resident, at=MONDAY + 2 * DAY)
    assert running(case)["handle"].started_at == MONDAY + 2 * DAY


def test_a_matter_filed_before_keeps_the_way_it_was_promised(county: County):
    case = county.case_in("assigned", version=2)
    assert set(running(case)) == {"sign"}
