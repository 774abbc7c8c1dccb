from .case import Case, Search
from .categories import Category, CategoryMapping
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .family import Join, Link, Merge, Split
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingRule
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
    "ClockPause",
    "ClockRun",
    "Join",
    "Level",
    "LimitRule",
    "Link",
    "Merge",
    "Move",
    "RoutingRule",
    "Search",
    "Sheet",
    "Split",
    "Supervision",
    "SupervisionRule",
]
