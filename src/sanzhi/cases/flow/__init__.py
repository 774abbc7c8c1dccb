"""The flows a case can be filed under, by kind and version; a running case keeps the version it was filed under."""

from sanzhi.kit.flow import Flow

from .matter import DISPATCHERS, HANDLERS, MATTER_1, UNDECIDED

__all__ = ["DISPATCHERS", "FLOWS", "HANDLERS", "MATTER_1", "UNDECIDED", "flow_of"]

FLOWS: dict[tuple[str, int], Flow] = {("matter", 1): MATTER_1}


def flow_of(kind: str, version: int) -> Flow:
    """The flow a case was filed under. KeyError for a version never published."""
    return FLOWS[kind, version]
