"""单位撤并之后: what was asked of it goes on with its successor, and nothing stands still because it is gone."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Case, Supervision
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Office
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, an_office

pytestmark = pytest.mark.django_db
ASKED = {"level": "urge", "why": "居民多次来电", "ask": "请说明何时修好"}


@pytest.fixture
def county(db) -> County:
    made = County()
    made.keeper = a_member_of_staff("系统老郁", "system_admin", made.centre)
    return made


def closed(county: County, at, successor: int | None = None) -> None:
    cases.close_office(county.roads.id, successor=successor, by=county.keeper, at=at)


def test_what_it_was_asked_is_asked_of_its_successor_and_becomes_firmer_there(county):
    case = county.case_in("handling")
    one = cases.supervise(case.id, **ASKED, by=county.supervisor, at=MONDAY + DAY)
    closed(county, MONDAY + DAY + HOUR, county.water.id)
    one.refresh_from_db()
    assert one.office_id == county.water.id
    assert sweeps.watch(at=one.due_at + 2 * DAY) >= 1
    assert queries.open_supervision(case.id).office_id == county.water.id


def test_a_supervision_of_a_closed_case_needs_a_successor_too(county):
    case = county.case_in("closed")
    cases.supervise(case.id, **ASKED, office=county.roads.id, by=county.supervisor, at=MONDAY + 9 * DAY)
    with pytest.raises(Refusal) as refused:
        closed(county, MONDAY + 10 * DAY)
    assert refused.value.code == "office_has_cases" and "1 件" in refused.value.sentence


def test_one_case_that_cannot_be_supervised_holds_up_no_other(county, caplog):
    """An office that ended without a successor, as an old installation may have it."""
    stuck, other = county.case_in("handling"), county.case_in("handling")
    first = cases.supervise(stuck.id, **ASKED, by=county.supervisor, at=MONDAY + DAY)
    gone = an_office("gone", "早已撤销的科", "department")
    Office.objects.filter(pk=gone.pk).update(valid_to=(MONDAY + DAY).date())
    Supervision.objects.filter(pk=first.pk).update(office=gone)
    second = cases.supervise(other.id, **ASKED, by=county.supervisor, at=MONDAY + DAY + HOUR)
    assert sweeps.watch(at=second.due_at + DAY) >= 1
    assert queries.open_supervision(other.id).level == "press"
    assert queries.open_supervision(stuck.id).level == "urge"


def test_a_matter_reopened_after_its_office_closed_goes_back_to_who_received_it(county):
    case = county.case_in("closed")
    people.close_office(county.roads.id, successor=None, by=county.keeper, at=case.closed_at + DAY)
    cases.reopen(case.id, reason="又不亮了", by=county.resident, at=case.closed_at + 3 * DAY)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.holder_id, case.lead_id) == ("registered", county.room.id, None)


def test_an_answer_that_was_declined_is_nothing_to_contest(county):
    case = county.case_in("follow_up")
    cases.decline_answer(case.id, by=county.caller, at=MONDAY + 20 * HOUR)
    with pytest.raises(Refusal) as refused:
        cases.contest_rating(case.id, reason="没有不满意", by=county.handler, at=MONDAY + 21 * HOUR)
    assert refused.value.code == "nothing_to_contest"
