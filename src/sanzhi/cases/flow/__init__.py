"""The flows a case can be filed under, by kind and version; a running case keeps the version it was filed under."""

from sanzhi.kit.flow import Flow, State

from . import family
from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED

__all__ = [
    "DISPATCHERS",
    "FLOWS",
    "HANDLERS",
    "MATTER_1",
    "MATTER_2",
    "NEWEST",
    "UNDECIDED",
    "all_states",
    "flow_of",
]

MATTER_2 = Flow(
    "matter",
    start=MATTER_1.start,
    states={**MATTER_1.states, **family.STATES},
    steps=(*MATTER_1.steps, *family.STEPS),
)

FLOWS: dict[tuple[str, int], Flow] = {("matter", 1): MATTER_1, ("matter", 2): MATTER_2}
NEWEST = {"matter": 2}  # what a new filing of each kind is filed under


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under. KeyError for a version never published."""
    return FLOWS[kind, version]


def all_states() -> dict[str, State]:
    """Every state that a case of any version may stand in, by its key; the newest version's words win."""
    return {key: state for flow in FLOWS.values() for key, state in flow.states.items()}
