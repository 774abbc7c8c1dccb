from .calls import Call
from .case import Case, Search
from .categories import Category, CategoryMapping
from .clients import ClientCase
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingRule
from .sheets import Sheet, SheetPart, SheetTrouble

__all__ = [
    "Assignment",
    "Attachment",
    "Call",
    "CallBack",
    "Card",
    "Case",
    "Category",
    "CategoryMapping",
    "ClientCase",
    "ClockPause",
    "ClockRun",
    "LimitRule",
    "Move",
    "RoutingRule",
    "Search",
    "Sheet",
    "SheetPart",
    "SheetTrouble",
]
