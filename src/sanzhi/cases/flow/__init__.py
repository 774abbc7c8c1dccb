"""The flows a case can be filed under, by kind and version; a running case keeps the version it was filed under."""

from dataclasses import replace

from sanzhi.cases.kinds import ASKED
from sanzhi.kit.flow import Flow, State, Step

from . import asking, course, dispatched, family
from .county import clock_code, flow_from, has_own_codes, own, published
from .county import county_flow as _county_flow
from .dispatched import NOT_HERE
from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED
from .rooms import RoomKind, admit, beside_room, room_kind, room_kinds

__all__ = [
    "DISPATCHERS",
    "FLOWS",
    "HANDLERS",
    "MATTER_1",
    "MATTER_2",
    "MATTER_3",
    "BUILT_IN",
    "NEWEST",
    "NOT_HERE",
    "RoomKind",
    "UNDECIDED",
    "admit",
    "beside_room",
    "clock_code",
    "every_state",
    "flow_from",
    "flow_of",
    "has_own_codes",
    "is_county",
    "of_county",
    "own",
    "published",
    "room_kind",
    "room_kinds",
    "waits_for_parts",
]

MATTER_2 = Flow(
    "matter",
    start=MATTER_1.start,
    states={**MATTER_1.states, **course.STATES, **family.STATES, **asking.STATES},
    steps=(*course.adapted(MATTER_1.steps), *course.STEPS, *family.STEPS, *asking.STEPS),
)

MATTER_3 = replace(MATTER_2, steps=dispatched.from_dispatch(MATTER_2.steps))

FLOWS: dict[tuple[str, int], Flow] = {
    ("matter", 1): MATTER_1,
    ("matter", 2): MATTER_2,
    ("matter", 3): MATTER_3,
}
NEWEST = 3  # what new filings get
BUILT_IN = frozenset(code for code, _version in FLOWS)


def of_county(kind: str) -> bool:
    """Whether a kind is one the county has designed. Its matters may stand in a built-in state all the same."""
    return kind not in BUILT_IN and room_kind(kind) is None


def is_county(code: str) -> bool:
    """Whether a state, step or clock belongs to a kind that the county has designed."""
    return has_own_codes(code) and room_kind(code) is None


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under: built in, a room's, or the county's own. KeyError for a version never published."""
    if found := FLOWS.get((kind, version)):
        return found
    room = room_kind(kind)
    return room.flows[version] if room else _county_flow(kind, version)


def waits_for_parts(flow: Flow, step: Step) -> bool:
    """Whether a step says that the work is done: it is not while a part that was split off is still being handled."""
    if not is_county(step.name):
        return step.name in family.GATED
    return step.to is not None and (step.to == ASKED or flow.states[step.to].ended)


def every_state(kind: str = "matter") -> dict[str, State]:
    """The states of all versions of a kind, the newest words winning: for filters and legends over many cases."""
    return {key: state for flow in _flows(kind) for key, state in flow.states.items()}


def _flows(kind: str) -> list[Flow]:
    room = room_kind(kind)
    return list(room.flows.values()) if room else [flow for (of, _), flow in FLOWS.items() if of == kind]
