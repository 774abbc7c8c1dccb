"""A county's own kind that asks how it went: the built-in call-back, rating and reopening, on states of its own."""

from datetime import datetime

import pytest

from sanzhi.cases import actions, queries, rules, sweeps, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.flow import flow_from
from sanzhi.cases.kinds import lint, read, walk, whole
from sanzhi.cases.models import CallBack, Case, ClockRun, FollowUp, RatingLink
from tests.cases.test_kind_lint import CALENDAR
from tests.county import DAY, HOUR, MONDAY, County
from tests.kinds import asking, drafted, noise, refused

LATER = MONDAY + DAY
WORDS = {"reply": "已要求工地夜间停工，请您监督。"}


@pytest.fixture
def code(county: County, drafter, publisher) -> str:
    """Of a published kind that asks."""
    draft = drafted(drafter, MONDAY, asking())
    actions.publish_kind(draft.id, by=publisher, at=MONDAY, revision=draft.revision)
    return draft.code


def answered(county: County, code: str, at=LATER) -> Case:
    """Filed, assigned, measured by the roads office and answered by the town: now the resident is asked."""
    filing = county.filing(kind=code, details={"f1": "工地"})
    case = actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=at)
    again(county, case, at)
    return Case.objects.get(pk=case.pk)


def again(county: County, case: Case, at) -> None:
    step = f"{case.kind}-t"
    actions.kind_step(case.id, step + "1", lead=county.roads.id, by=county.dispatcher, at=at + HOUR)
    measured(county, case, at)


def measured(county: County, case: Case, at) -> None:
    step = f"{case.kind}-t"
    actions.kind_step(case.id, step + "2", details={"f3": 62}, by=county.handler, at=at + 2 * HOUR)
    actions.kind_step(case.id, step + "3", words=WORDS, by=county.dispatcher, at=at + 3 * HOUR)


def clocks_of(case: Case) -> set[str]:
    return set(ClockRun.objects.filter(case=case, stopped_at=None).values_list("rule__clock", flat=True))


def sound() -> bool:
    return all(not check().violations for check in verify.CHECKS.values())


# --- on the way ----------------------------------------------------------------------------------------


def test_answered_it_waits_for_the_call_back_desk_with_its_clock_its_lot_and_its_link(county, code):
    case = answered(county, code)
    assert (case.state, case.holder_id, case.closed_at) == ("follow_up", queries.centre_id(), None)
    assert (case.done_at, case.done_late) == (LATER + 3 * HOUR, False)
    assert clocks_of(case) == {"call_back"}
    follow_up = FollowUp.objects.get(case=case, settled_at=None)
    assert RatingLink.objects.filter(follow_up=follow_up, revoked_at=None).exists()
    assert case in queries.inbox(county.caller).rows
    assert sound()


def test_whoever_measured_it_is_the_one_who_handled_it_and_does_not_call_back(county, code):
    case = answered(county, code)
    assert case.handled_by_id == county.handler.person_id


def test_solved_by_telephone_it_is_closed_with_both_verdicts(county, code):
    case = answered(county, code)
    actions.call_back(case.id, solved=True, satisfied=4, by=county.caller, at=LATER + DAY)
    case.refresh_from_db()
    assert (case.state, case.solved, case.satisfied) == ("closed", True, 4)
    assert clocks_of(case) == set()
    assert sound()


def test_not_solved_it_is_measured_again_by_the_same_office_on_a_new_clock(county, code):
    case = answered(county, code)
    actions.call_back(case.id, solved=False, satisfied=2, by=county.caller, at=LATER + DAY)
    case.refresh_from_db()
    assert (case.state, case.holder_id, case.reopens) == (f"{code}-s2", county.roads.id, 1)
    assert clocks_of(case) == {f"{code}-1-c2"}
    measured(county, case, LATER + DAY)
    assert FollowUp.objects.filter(case=case, round=1, settled_at=None).exists()
    assert sound()


def test_a_kind_that_names_no_state_for_it_begins_anew_at_the_desk_that_received_it(
    county, drafter, publisher
):
    draft = drafted(drafter, MONDAY, asking(again="", again_clock=""))
    actions.publish_kind(draft.id, by=publisher, at=MONDAY, revision=draft.revision)
    case = answered(county, draft.code)
    actions.rate(case.id, solved=False, satisfied=1, by=county.resident, at=LATER + DAY)
    case.refresh_from_db()
    assert (case.state, case.holder_id, case.lead_id) == (f"{draft.code}-s1", case.receiver_id, None)
    assert clocks_of(case) == {f"{draft.code}-1-c1"}
    again(county, case, LATER + DAY)
    assert sound()


def test_the_resident_rates_it_and_asks_again_within_thirty_days(county, code):
    case = answered(county, code)
    actions.rate(case.id, solved=True, satisfied=5, by=county.resident, at=LATER + DAY)
    reason = "工地又开始夜里打桩"
    late = LATER + DAY + rules.REOPEN_WITHIN + HOUR

    def ask(at: datetime) -> object:
        return actions.reopen(case.id, reason=reason, by=county.resident, at=at)

    assert refused(lambda: ask(late)) == "reopen_too_late"
    ask(LATER + 2 * DAY)
    case.refresh_from_db()
    assert (case.state, case.solved, case.closed_at) == (f"{code}-s2", None, None)
    assert sound()


def test_three_calls_in_vain_close_it_as_not_reached(county, code):
    case = answered(county, code)
    for day in (1, 2, 3):
        actions.no_answer(case.id, by=county.caller, at=LATER + day * DAY)
    actions.close_unreached(case.id, by=county.caller, at=LATER + 4 * DAY)
    case.refresh_from_db()
    assert (case.state, case.satisfied) == ("closed", None)
    assert CallBack.objects.filter(case=case, reached=False).count() == 3
    assert sound()


def test_nobody_called_and_silent_it_is_closed_by_the_clock_and_can_still_be_rated(county, code):
    case = answered(county, code)
    FollowUp.objects.filter(case=case).update(how="link", next_try_at=None)
    assert sweeps.close_unasked(at=LATER + 10 * DAY) == 1
    actions.rate(case.id, solved=True, satisfied=4, by=county.resident, at=LATER + 11 * DAY)
    case.refresh_from_db()
    assert (case.state, case.satisfied) == ("closed", 4)


def test_the_pages_of_desk_and_resident_know_the_way_on(county, code):
    case = answered(county, code)
    page = queries.public_page(county.resident, case.public_code, at=LATER + DAY)
    offers = {one.step.name: one.verdict.ok for one in page.offers}
    assert offers["rate"] and offers["reopen"] and offers["supplement"] and not offers["urge"]
    assert page.kind and page.kind.code == code
    assert [field.label for field, _said in page.details] == ["声源", "分贝"]
    assert page.timeline[-1].label == "已答复您"
    calling = {one.step.name for one in queries.offers(county.caller, case, frozenset(), LATER + DAY)}
    assert {"call_back", "no_answer", "reopen"} <= calling


# --- designed ------------------------------------------------------------------------------------------

FAULTS = {
    "a step to the call-back that is not switched on": (asking(beside=[]), "not_asked"),
    "a call-back no step leads to": (noise(beside=["follow_up"]), "asking_unreached"),
    "handled again where no office leads": (asking(again="s3"), "again_unplaced"),
    "handled again nowhere": (asking(again="s9"), "again_unplaced"),
    "handled again without a clock": (asking(again_clock=""), "again_unclocked"),
    "something to take over that is none": (asking(beside=["follow_up", "magic"]), "beside_unknown"),
    "a code that is the platform's": (
        asking(states=[*asking()["states"], {"code": "closed", "desk": "好", "public": "好", "holder": "lead"}]), "code_taken",
    ),
    "the handling clock still on when asked": (
        asking(steps=[*asking()["steps"][:2], asking()["steps"][2] | {"stops": []}]), "two_clocks",
    ),
    "going on from the call-back by a step of one's own": (
        asking(steps=[*asking()["steps"], asking()["steps"][2] | {"code": "t9", "label": "再答", "frm": ["follow_up"]}]),
        "step_unplaced",
    ),
}  # fmt: skip


def errors(spec) -> set[str]:
    found = lint(read("noise", spec), at=MONDAY, calendar=CALENDAR)
    assert all(one.sentence for one in found)
    return {one.code for one in found if one.level == "error"}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_does_not_join_the_call_back_is_named(fault):
    spec, named = FAULTS[fault]
    assert named in errors(spec)


def test_a_sound_kind_that_asks_is_passed_and_every_way_through_has_one_clock():
    assert errors(asking()) == set()
    places = walk(whole(read("noise", asking()))).places
    assert {place.state for place in places} == {"s1", "s2", "s3", "follow_up", "closed"}
    assert all(len(place.clocks) == (place.state != "closed") for place in places)


def test_what_is_drawn_is_what_the_flow_does():
    kind = read("noise", asking())
    drawn = {
        (step.code if step.code in {"call_back", "rate", "close_unreached", "decline_answer", "close_unasked", "reopen",
                                    "reopen_unassigned"} else f"noise-{step.code}", frm.removeprefix("noise-"), step.to)
        for step in whole(kind).steps for frm in step.frm
    }  # fmt: skip
    moves = {
        (step.name, frm.removeprefix("noise-"), step.to.removeprefix("noise-"))
        for step in flow_from(kind, 1).steps
        if step.to
        for frm in step.frm
    }
    assert drawn == moves


def test_without_the_switch_a_kind_is_the_flow_it_was():
    flow = flow_from(read("noise", noise()), 1)
    assert set(flow.states) == {"noise-s1", "noise-s2", "noise-s3", "noise-end1"}
    assert {step.name for step in flow.steps} == {
        "noise-t1", "noise-t2", "noise-t3", "urge", "supplement", "card", "shield", "unshield",
    }  # fmt: skip


def test_a_copy_of_the_platforms_matter_asks_as_the_matter_does(county, drafter):
    spec = queries.spec_to_copy(drafter, "matter") | {"name": "照抄"}
    assert errors(spec) == set()
    draft = drafted(drafter, MONDAY, spec)
    county.case_in("follow_up")
    county.case_in("closed")
    told = queries.dry_run(drafter, draft, "matter", at=LATER)
    assert (told.cases, told.passed, told.ended) == (2, 2, 1)
