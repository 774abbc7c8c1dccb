from .case import Case, Search
from .categories import Category, CategoryMapping, CategoryVersion
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .course import Contest, DelayRule, Extension, Suspension, SuspensionGround
from .daily import Counted, DayCategory, DayOffice, DayTown
from .family import Join, Link, Merge, Split
from .kinds import KindVersion
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingDraft, RoutingRule
from .sheets import Sheet
from .supervision import Level, Supervision, SupervisionRule

__all__ = [
    "Assignment",
    "Attachment",
    "CallBack",
    "Card",
    "Case",
    "Category",
    "CategoryMapping",
    "CategoryVersion",
    "ClockPause",
    "ClockRun",
    "Counted",
    "DayCategory",
    "DayOffice",
    "DayTown",
    "Contest",
    "DelayRule",
    "Extension",
    "Join",
    "Level",
    "KindVersion",
    "LimitRule",
    "Link",
    "Merge",
    "Move",
    "RoutingDraft",
    "RoutingRule",
    "Search",
    "Sheet",
    "Suspension",
    "SuspensionGround",
    "Split",
    "Supervision",
    "SupervisionRule",
]
