"""A county's own kind merged, linked and split: as the built-in matter, exactly where its designer switched it on."""

import pytest

from sanzhi.cases import actions, queries, sweeps, verify
from sanzhi.cases.actions import Origin, Part
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.flow import flow_from, own
from sanzhi.cases.kinds import Kind, read, whole
from sanzhi.cases.kinds.paths import ending, reached
from sanzhi.cases.models import Case, ClockRun, Merge
from sanzhi.people.roles import Actor
from tests.cases.test_kind_asking import errors
from tests.county import DAY, HOUR, MONDAY, County, a_resident
from tests.kinds import asking, belonging, drafted, in_use, noise, refused

LATER = MONDAY + DAY
SAME = "说的是同一处工地"
WORDS = {"reply": "已要求工地夜间停工，请您监督。"}


@pytest.fixture
def code(county: County, drafter, publisher) -> str:
    return in_use(drafter, publisher, MONDAY, belonging())


def filed(county: County, code: str, by: Actor | None = None) -> Case:
    who = by or county.resident
    filing = county.filing(kind=code, details={"f1": "工地"})
    return actions.register(filing, Origin(who.person_id, "web"), by=who, at=LATER)


def step(case: Case, name: str, by: Actor, at, **said) -> Case:
    return actions.kind_step(case.id, f"{case.kind}-{name}", by=by, at=at, **said)


def done(county: County, case: Case) -> None:
    """Given to the roads office, measured, answered: now its reporter is asked."""
    step(case, "t1", county.dispatcher, LATER + HOUR, lead=county.roads.id)
    step(case, "t2", county.handler, LATER + 2 * HOUR, details={"f3": 62})
    step(case, "t3", county.dispatcher, LATER + 3 * HOUR, words=WORDS)


def merged(county: County, code: str) -> tuple[Case, Case, Actor]:
    main, other = filed(county, code), a_resident("陆大山")
    case = filed(county, code, other)
    actions.merge(case.id, into=main.id, reason=SAME, by=county.dispatcher, at=LATER)
    return main, fresh(case), other


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def sound() -> bool:
    return all(not check().violations for check in verify.CHECKS.values())


# --- merged --------------------------------------------------------------------------------------------


def test_merged_its_clock_stands_and_undone_it_stands_where_it_stood_with_the_time_it_had_left(county, code):
    main, case = filed(county, code), filed(county, code)
    step(case, "t1", county.dispatcher, LATER, lead=county.roads.id)
    before = fresh(case)
    actions.merge(case.id, into=main.id, reason=SAME, by=county.dispatcher, at=LATER + DAY)
    assert (fresh(case).state, fresh(case).holder_id, fresh(case).due_at) == ("merged", None, None)
    actions.unmerge(case.id, reason="不是同一处", by=county.dispatcher, at=LATER + 8 * DAY)
    after = fresh(case)
    assert (after.state, after.holder_id, after.lead_id) == (before.state, county.roads.id, county.roads.id)
    assert after.due_at == before.due_at + 7 * DAY
    assert sound()


def test_of_the_ways_back_only_the_one_it_came_by_is_offered(county, code):
    _main, case, _other = merged(county, code)
    offers = queries.offers(county.dispatcher, case, frozenset(), LATER)
    names = [one.step.name for one in offers if one.step.name.startswith("unmerge")]
    assert names == ["unmerge_s1"]


def test_its_reporter_reads_how_far_the_main_case_is_and_rates_for_themselves(county, code):
    main, case, other = merged(county, code)
    assert refused(lambda: actions.rate(case.id, solved=True, satisfied=5, by=other, at=LATER)) == (
        "main_not_done"
    )
    done(county, main)
    seen = queries.main_progress(case)
    assert seen and WORDS["reply"] in [word for line in seen.lines for word in line.words.values()]
    actions.rate(case.id, solved=False, satisfied=1, by=other, at=LATER + DAY)
    assert (fresh(case).state, fresh(case).satisfied, fresh(main).state) == ("closed", 1, "follow_up")
    actions.reopen(case.id, reason="夜里还在打桩", by=other, at=LATER + 2 * DAY)
    assert fresh(case).state == f"{code}-s1"
    assert sound()


def test_left_unrated_it_closes_a_week_after_its_main_case(county, code):
    main, case, _other = merged(county, code)
    done(county, main)
    actions.call_back(main.id, solved=True, satisfied=5, by=county.caller, at=LATER + DAY)
    assert sweeps.close_merged(at=LATER + 7 * DAY) == 0
    assert sweeps.close_merged(at=LATER + 8 * DAY) == 1
    assert (fresh(case).state, fresh(case).satisfied) == ("closed", None)
    assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
    assert sound()


def test_a_main_case_sent_elsewhere_takes_it_along_and_its_own_page_says_where(county, code):
    main, case, other = merged(county, code)
    said = {"channel": next(iter(CHANNELS)), "reason": "属于信访事项", "route": "请到市信访局反映"}
    actions.transfer(main.id, by=county.decider, at=LATER + DAY, **said)
    assert sweeps.close_merged(at=LATER + DAY) == 1
    page = queries.public_page(other, case.public_code, at=LATER + DAY)
    assert (page.case.state, page.timeline[-1].words["route"]) == ("transferred", said["route"])
    assert sound()


def test_of_a_kind_that_asks_nobody_it_ends_where_its_main_case_ends_with_the_same_answer(
    county, drafter, publisher
):
    code = in_use(drafter, publisher, MONDAY, noise(beside=["merge"]))
    main, case, other = merged(county, code)
    done(county, main)
    assert sweeps.close_merged(at=LATER + 4 * HOUR) == 1
    page = queries.public_page(other, case.public_code, at=LATER + DAY)
    assert (page.case.state, page.timeline[-1].words["reply"]) == (f"{code}-end1", WORDS["reply"])
    assert Merge.objects.get().ended_as == "closed"
    assert sound()


def test_it_is_merged_only_into_an_open_case_of_its_own_kind_and_version(county, code, drafter, publisher):
    main, _case, _other = merged(county, code)

    def ask(case: Case, into: Case) -> str:
        said = {"reason": SAME, "by": county.dispatcher, "at": LATER + DAY}
        return refused(lambda: actions.merge(case.id, into=into.id, **said))

    assert ask(filed(county, code), county.filed()) == "other_kind"
    assert ask(main, filed(county, code)) == "has_merged"
    newer = actions.draft_kind("噪声扰民", code, copied=belonging(about="改了"), by=drafter, at=LATER)
    actions.publish_kind(newer.id, by=publisher, at=LATER, revision=newer.revision)
    assert ask(filed(county, code), main) == "other_version"
    assert ask(filed(county, in_use(drafter, publisher, MONDAY, asking())), main) == "other_kind"


def test_a_kind_without_the_switches_has_none_of_it(county, drafter, publisher):
    code = in_use(drafter, publisher, MONDAY, asking())
    one, two = filed(county, code), filed(county, code)
    said = {"reason": SAME, "by": county.dispatcher, "at": LATER}
    assert refused(lambda: actions.merge(one.id, into=two.id, **said)) == "not_of_its_kind"
    assert refused(lambda: actions.link(one.id, other=county.filed().id, **said)) == "unknown_step"
    assert refused(lambda: actions.link(county.filed().id, other=one.id, **said)) == "not_of_its_kind"
    assert refused(lambda: actions.split(one.id, parts=[a_part(county)], **said)) == "unknown_step"


# --- linked and split ----------------------------------------------------------------------------------


def test_it_is_linked_with_a_case_of_any_kind_that_can_be_linked(county, code):
    case, lamp = filed(county, code), county.filed()
    actions.link(case.id, other=lamp.id, reason="同一处工地", by=county.dispatcher, at=LATER)
    assert [one.id for one in queries.family(county.dispatcher, lamp).linked] == [case.id]
    actions.unlink(lamp.id, other=case.id, reason="没有关系", by=county.dispatcher, at=LATER)
    assert queries.family(county.dispatcher, case).linked == []
    assert sound()


def a_part(county: County) -> Part:
    said = ("工地夜间施工许可", "请核实有没有夜间施工许可。", "city.roads", county.village.code)
    return Part(*said, "村口", county.roads.id)


def test_split_it_is_not_answered_before_its_parts_are_done_and_they_are_as_confidential_as_it(county, code):
    case = filed(county, code)
    (part,) = actions.split(
        case.id, parts=[a_part(county)], reason="要两家办", by=county.dispatcher, at=LATER
    )
    assert (fresh(part).kind, fresh(part).secrecy) == ("matter", "shielded")
    step(case, "t1", county.dispatcher, LATER + HOUR, lead=county.roads.id)
    step(case, "t2", county.handler, LATER + 2 * HOUR, details={"f3": 62})
    offers = queries.offers(county.dispatcher, fresh(case), frozenset(), LATER + 2 * HOUR)
    answer = next(one for one in offers if one.step.name == f"{code}-t3")
    assert answer.verdict.code == "parts_open"
    ask = {"words": WORDS, "by": county.dispatcher}
    assert refused(lambda: step(case, "t3", at=LATER + 3 * HOUR, **ask)) == "parts_open"
    at = LATER + 4 * HOUR
    actions.sign_for(part.id, by=county.handler, at=at)
    said = {"reply": "没有夜间施工许可，已责令停工。", "no_photo_because": "夜间"}
    actions.report_done(part.id, **said, by=county.handler, at=at)
    actions.verify(part.id, by=county.dispatcher, at=at)
    step(case, "t3", at=at + HOUR, **ask)
    assert fresh(case).state == "follow_up"
    assert sound()


# --- designed ------------------------------------------------------------------------------------------


def gone_elsewhere() -> dict:
    """A kind that ends by being sent elsewhere and in no other way."""
    spec = noise(beside=["transfer", "split"])
    spec["states"] = spec["states"][:-1]
    spec["steps"][2]["to"] = "s1"
    return spec


FAULTS = {
    "a confidential matter read by whoever is merged in": (belonging(secrecy="closed"), "merged_unseen"),
    "split, and nothing to hold back": (gone_elsewhere(), "split_ungated"),
    "contested before nobody": (belonging(secrecy="closed"), "contested_unseen"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_switch_that_makes_no_sense_is_named(fault):
    spec, named = FAULTS[fault]
    assert named in errors(spec)
    assert errors(belonging()) == set()


@pytest.mark.parametrize("beside", ["merge", "transfer"])
def test_no_switch_hides_a_state_out_of_reach_or_one_without_an_end(beside):
    spec = noise(beside=[beside])
    spec["states"].insert(3, {"code": "s4", "desk": "歇着", "public": "歇着", "holder": "receiver"})
    kind = whole(read("noise", spec))
    assert "s4" not in reached(kind) and "s4" not in ending(kind)  # being sent elsewhere is no end of its own
    assert {"unreachable", "endless"} <= errors(spec)


def test_what_is_drawn_is_what_the_flow_does():
    spec = read("noise", belonging())
    drawn = {(one.code, frm, one.to) for one in whole(spec).steps for frm in one.frm}
    assert {("unmerge_s2", "merged", "s2"), ("follow_transferred", "merged", "transferred")} <= drawn
    flow = flow_from(spec, 1)
    moves = {
        (own(step.name) or step.name, own(frm) or frm, own(step.to) or step.to)
        for step in flow.steps
        if step.to
        for frm in step.frm
    }
    assert drawn == moves


def test_a_dry_run_walks_what_was_merged_undone_linked_and_split(county, drafter):
    one, two = county.filed(), county.filed()
    said = {"reason": SAME, "by": county.dispatcher}
    actions.merge(one.id, into=two.id, at=LATER, **said)
    actions.unmerge(one.id, at=LATER + HOUR, **said)
    actions.link(one.id, other=two.id, at=LATER + HOUR, **said)
    actions.split(one.id, parts=[a_part(county)], at=LATER + HOUR, **said)
    spec = queries.spec_to_copy(drafter, "matter")
    told = queries.dry_run(
        drafter, drafted(drafter, MONDAY, spec | {"name": "照抄"}), "matter", at=LATER + DAY
    )
    assert (told.cases, told.passed) == (3, 3)
    plain = drafted(drafter, MONDAY, spec | {"name": "不带", "beside": []})
    told = queries.dry_run(drafter, plain, "matter", at=LATER + DAY)
    assert {step for _state, step, _why in told.stops} == {"merge", "absorb"}


def test_where_a_clock_stands_still_a_case_is_not_merged_because_undone_it_would_run():
    spec = belonging()
    spec["steps"][1] |= {"stops": [], "starts": [], "pauses": ["c2"]}
    spec["steps"][2]["stops"] = ["c2"]
    kind: Kind = whole(read("noise", spec))
    assert next(one for one in kind.steps if one.code == "merge").frm == ("s1", "s2")
