from .lists import Admission, DutyItem, DutyList, Hand, Kind
from .rounds import ClockPoint, GridCard, PatrolStop, PatrolTask, Route, RouteStop, Shift
from .visits import Addendum, Correction, GridDiary, Need, VisitRecord

__all__ = [
    "Addendum", "Admission", "ClockPoint", "Correction", "DutyItem", "DutyList", "GridCard", "GridDiary", "Hand", "Kind", "Need", "PatrolStop",
    "PatrolTask", "Route", "RouteStop", "Shift", "VisitRecord",
]  # fmt: skip
