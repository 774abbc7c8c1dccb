"""A kind that belongs to a room above: the engine keeps number, clocks, lists and cards; the steps are the room's."""

import pytest

from sanzhi.cases import access, actions, queries, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.flow import (
    MATTER_1,
    RoomKind,
    admit,
    beside_room,
    flow_of,
    is_county,
    of_county,
    room_kind,
    rooms,
)
from sanzhi.cases.models import Case, ClockRun
from sanzhi.journal import queries as journal
from sanzhi.kit.flow import Flow, State, Step
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County

OWN = {
    "trial-new": State(desk="待受理", public="已收到", holder="受理单位", clock="trial-accept"),
    "trial-open": State(desk="办理中", public="正在办理", holder="受理单位"),
    "trial-endoff": State(desk="已终止", public="已终止", holder="", ended=True),
}
STATES = {**OWN, "follow_up": MATTER_1.states["follow_up"], "closed": MATTER_1.states["closed"]}
STEPS = (
    Step(
        "trial-accept", ("trial-new",), "trial-open", "受理", stops=("trial-accept",), starts=("trial-work",)
    ),
    Step(
        "trial-off", ("trial-new", "trial-open"), "trial-endoff", "终止", stops=("trial-accept", "trial-work")
    ),
    Step("trial-done", ("trial-open",), "follow_up", "办成", stops=("trial-work",), starts=("call_back",)),
)
OPEN = ("trial-new", "trial-open", "follow_up")
TRIAL_1 = Flow(
    "trial",
    start="trial-new",
    states=STATES,
    steps=(*STEPS, *beside_room(OPEN, tuple(STATES), "trial-open", ("trial-work",))),
)
TRIAL = RoomKind("trial", "试办事项", {1: TRIAL_1}, "closed", 3, "本平台约定")
LIMITS = [
    {"clock": f"trial-{name}", "pace": "", "name": name, "limit": limit, "yellow": limit, "red": "20d",
     "basis": "本平台约定", "confidence": "D"}
    for name, limit in (("accept", "3wd"), ("work", "10d"))
]  # fmt: skip


@pytest.fixture
def kind(db, monkeypatch) -> RoomKind:
    monkeypatch.setattr(rooms, "_admitted", dict(rooms._admitted))
    admit(TRIAL)
    assert actions.add_limits(LIMITS) == 2
    assert actions.add_limits(LIMITS) == 0
    return TRIAL


def filed(county: County, kind: RoomKind) -> Case:
    origin = Origin(county.resident.person_id, "web", receiver_id=county.room.id)
    filing = county.filing(kind=kind.code)
    return actions.register_in_room(filing, origin, kind, by=county.resident, at=MONDAY)


def taken(case: Case, step: str, county: County, at, **changes) -> Case:
    held = actions.hold(case.id, None)
    actions.take_in_room(held, step, by=county.dispatcher, at=at, content={}, changes=changes)
    return Case.objects.get(pk=case.pk)


def refused(call) -> str:
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code


# --- filing and handling -------------------------------------------------------------------------------


def test_a_case_of_a_room_is_filed_at_the_desk_it_names_with_the_rooms_own_clock(county, kind):
    case = filed(county, kind)
    assert (case.kind, case.kind_version, case.state, case.secrecy) == ("trial", 1, "trial-new", "closed")
    assert (case.receiver_id, case.holder_id, case.routing) == (county.room.id, county.room.id, {})
    assert ClockRun.objects.get(case=case).rule.clock == "trial-accept"
    assert queries.kind_of(case) is None
    assert queries.kind_name("trial") == "试办事项"


def test_its_steps_run_its_clocks_and_all_of_it_verifies(county, kind):
    case = taken(filed(county, kind), "trial-accept", county, MONDAY + HOUR)
    assert (case.state, case.due_at) == ("trial-open", (MONDAY + 11 * DAY).replace(hour=0))
    done = {"done_at": MONDAY + DAY, "done_late": False, "holder_id": county.centre.id}
    case = taken(case, "trial-done", county, MONDAY + DAY, **done)
    assert case.state == "follow_up"
    actions.call_back(case.id, solved=True, satisfied=5, by=county.caller, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert (case.state, case.solved, case.satisfied) == ("closed", True, 5)
    assert [found.violations for found in (check() for check in verify.CHECKS.values())] == [[]] * len(
        verify.CHECKS
    )


def test_what_was_not_solved_goes_back_to_where_the_room_says(county, kind):
    case = taken(
        taken(filed(county, kind), "trial-accept", county, MONDAY + HOUR), "trial-done", county, MONDAY + DAY
    )
    actions.reopen(case.id, reason="还没有解决", by=county.resident, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert (case.state, case.reopens) == ("trial-open", 1)


def test_a_step_is_announced_as_the_rooms(county, kind):
    case = taken(filed(county, kind), "trial-accept", county, MONDAY + HOUR)
    assert [entry.kind for entry in journal.entries_about("case", case.id)] == [
        "case.register",
        "case.trial-accept",
    ]


# --- what the common pages may not do ------------------------------------------------------------------


def test_nobody_is_offered_a_rooms_own_step_on_the_common_page_or_in_bulk(county, kind):
    case = filed(county, kind)
    page = queries.case_page(county.dispatcher, case.public_code, at=MONDAY)
    assert not {offer.step.name for offer in page.offers} & {step.name for step in STEPS}
    assert "urge" in {offer.step.name for offer in page.offers}
    accept = TRIAL_1.step("trial-accept", "trial-new")
    for actor in (county.dispatcher, county.decider, county.resident, county.supervisor):
        assert access.may_step(actor, case, accept).code == "role_may_not"


def test_the_common_form_files_no_case_of_a_room(county, kind):
    origin = Origin(county.resident.person_id, "web")
    filing = county.filing(kind="trial")
    assert refused(lambda: actions.register(filing, origin, by=county.resident, at=MONDAY)) == "kind_not_open"


def test_a_county_designs_no_kind_under_a_rooms_code(kind):
    assert not of_county("trial")
    assert not is_county("trial-new")
    assert is_county("other-new")
    assert room_kind("trial-endoff") is TRIAL
    assert flow_of("trial", 1) is TRIAL_1


def test_a_confidential_case_of_a_room_is_seen_by_its_desk_and_its_reporter_alone(county, kind):
    case = filed(county, kind)
    seen = {
        actor.role.code: queries.visible_to(actor).filter(pk=case.pk).exists()
        for actor in (
            county.dispatcher,
            county.resident,
            county.supervisor,
            county.leader,
            county.decider,
            county.handler,
        )
    }
    assert {role for role, sees in seen.items() if sees} == {"town_dispatcher", "resident"}


# --- admitting -----------------------------------------------------------------------------------------


def test_a_code_is_admitted_once_and_twice_the_same_is_nothing(kind):
    admit(TRIAL)
    with pytest.raises(ValueError, match="another room"):
        admit(RoomKind("trial", "别的", {1: TRIAL_1}, "open", 3, "本平台约定"))


@pytest.mark.parametrize(("code", "ended"), [("trial-endx", False), ("trial-x", True), ("other-x", False)])
def test_a_flow_with_codes_that_the_tables_would_misread_is_not_admitted(code, ended):
    states = {code: State("一", "一", "", ended=ended), "trial-endz": State("二", "二", "", ended=True)}
    flow = Flow("trial", code, states, (Step("trial-go", (code,), "trial-endz", "走"),))
    with pytest.raises(ValueError, match="trial"):
        admit(RoomKind("trial", "试办", {1: flow}, "open", 3, "本平台约定"))
