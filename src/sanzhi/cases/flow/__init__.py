"""The flows a case can be filed under, by kind and version; a running case keeps the version it was filed under."""

from sanzhi.kit.flow import Flow

from .county import clock_code, flow_from, is_county, own, published
from .county import county_flow as _county_flow
from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED

__all__ = [
    "DISPATCHERS",
    "FLOWS",
    "HANDLERS",
    "MATTER_1",
    "UNDECIDED",
    "clock_code",
    "flow_from",
    "flow_of",
    "is_county",
    "own",
    "published",
]

FLOWS: dict[tuple[str, int], Flow] = {("matter", 1): MATTER_1}


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under, built in or the county's own. KeyError for a version never published."""
    return FLOWS.get((kind, version)) or _county_flow(kind, version)
