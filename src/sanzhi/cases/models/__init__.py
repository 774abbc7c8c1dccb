from .case import Case, Search
from .categories import Category, CategoryMapping
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .course import Contest, DelayRule, Extension, Suspension, SuspensionGround
from .daily import Counted, DayCategory, DayOffice, DayTown
from .desk import Editing, Phrase, SavedFilter
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingRule
from .sheets import Sheet

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
    "Counted",
    "DayCategory",
    "DayOffice",
    "DayTown",
    "Contest",
    "DelayRule",
    "Editing",
    "Extension",
    "LimitRule",
    "Move",
    "Phrase",
    "RoutingRule",
    "SavedFilter",
    "Search",
    "Sheet",
    "Suspension",
    "SuspensionGround",
]
