"""The flows a case can be filed under, by kind and version; a running case keeps the version it was filed under."""

from sanzhi.kit.flow import Flow

from . import asking
from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED

__all__ = ["DISPATCHERS", "FLOWS", "HANDLERS", "MATTER_1", "MATTER_2", "NEWEST", "UNDECIDED", "flow_of"]

MATTER_2 = Flow(
    "matter",
    start=MATTER_1.start,
    states={**MATTER_1.states, **asking.STATES},
    steps=(*MATTER_1.steps, *asking.STEPS),
)
NEWEST = 2  # what is filed from now on

FLOWS: dict[tuple[str, int], Flow] = {("matter", 1): MATTER_1, ("matter", 2): MATTER_2}


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under. KeyError for a version never published."""
    return FLOWS[kind, version]
