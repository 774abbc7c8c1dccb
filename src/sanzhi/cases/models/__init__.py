from .case import Case, Search
from .categories import Category, CategoryMapping, CategoryVersion
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .kinds import KindVersion
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingDraft, RoutingRule
from .sheets import Sheet

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
    "KindVersion",
    "LimitRule",
    "Move",
    "RoutingDraft",
    "RoutingRule",
    "Search",
    "Sheet",
]
