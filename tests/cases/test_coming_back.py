"""What was declined or sent elsewhere can come back once; one matter can be closed to all but those who have to do with it."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import Case, ClockRun, Contest
from tests.cases.course import refused
from tests.county import DAY, HOUR, MONDAY, County, a_resident, assign

LATER = MONDAY + DAY


@pytest.mark.parametrize("state", ["not_accepted", "transferred"])
def test_the_reporter_objects_once_and_the_county_looks_again(county: County, state: str):
    case = county.case_in(state)
    cases.object_to_ending(case.id, reason="还没有起诉，请接着办", by=county.resident, at=LATER)
    again = Case.objects.get(pk=case.pk)
    assert (again.state, again.holder_id, again.receiver_id) == (
        "registered",
        county.centre.id,
        county.centre.id,
    )
    assert set(ClockRun.objects.filter(case=case, stopped_at=None).values_list("rule__clock", flat=True)) == {
        "dispatch"
    }
    cases.not_accept(
        case.id, reason="确已进入诉讼程序", route="请向法院申请", by=county.decider, at=LATER + HOUR
    )

    def once_more() -> object:
        return cases.object_to_ending(case.id, reason="还是不服", by=county.resident, at=LATER + DAY)

    assert refused(once_more) == "objected_already"


def test_nobody_objects_for_another_or_after_a_month(county: County):
    case = county.case_in("not_accepted")
    stranger = a_resident("陆大山")
    assert (
        refused(lambda: cases.object_to_ending(case.id, reason="替他不服", by=stranger, at=LATER))
        == "not_yours"
    )
    late = MONDAY + 40 * DAY
    assert (
        refused(lambda: cases.object_to_ending(case.id, reason="还没有起诉", by=county.resident, at=late))
        == "object_too_late"
    )


def test_a_desk_takes_back_what_it_declined_wrongly_and_the_reporter_is_told(county: County):
    case = county.case_in("not_accepted")
    cases.take_back(case.id, reason="核实后属于本平台", by=county.dispatcher, at=LATER)
    told = queries.public_page(county.resident, case.public_code, at=LATER)
    cases.not_accept(
        case.id, reason="确已进入诉讼程序", route="请向法院申请", by=county.dispatcher, at=LATER + HOUR
    )
    cases.object_to_ending(case.id, reason="还没有起诉", by=county.resident, at=LATER + DAY)  # the first time
    assert told.timeline[-1].label == "受理单位收回，重新办理"
    assert Case.objects.get(pk=case.pk).holder_id == county.centre.id


def test_a_matter_is_closed_to_all_but_those_who_have_to_do_with_it(county: County):
    case = county.filed()
    assign(county, case, MONDAY + HOUR)
    assert queries.visible_to(county.supervisor).filter(pk=case.pk).exists()

    def set_to(secrecy: str) -> Case:
        return cases.set_secrecy(
            case.id, secrecy=secrecy, reason="涉及未成年人", by=county.dispatcher, at=LATER
        )

    set_to("closed")
    seen = {
        name: queries.visible_to(getattr(county, name)).filter(pk=case.pk).exists()
        for name in ("supervisor", "leader", "caller", "dispatcher", "handler", "resident")
    }
    assert seen == {
        "supervisor": False, "leader": False, "caller": False, "dispatcher": True, "handler": True, "resident": True,
    }  # fmt: skip
    assert queries.case_page(county.handler, case.public_code, at=LATER).reporter_name == ""
    assert refused(lambda: set_to("closed")) == "secrecy_same"
    assert refused(lambda: set_to("hidden")) == "secrecy_missing"
    set_to("open")
    assert queries.visible_to(county.supervisor).filter(pk=case.pk).exists()


def test_a_contest_has_to_be_decided_within_its_own_time(county: County):
    case = county.case_in("follow_up")
    cases.call_back(case.id, solved=True, satisfied=1, by=county.caller, at=LATER)
    cases.contest_rating(
        case.id, reason="评价的是另一件事", no_photo_because="电话录音在案", by=county.handler, at=LATER
    )
    contest = Contest.objects.get(case=case)
    assert contest.limit is not None
    assert (contest.limit.limit, contest.due_at > LATER + 5 * DAY) == ("5wd", True)
