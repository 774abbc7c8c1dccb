from .case import Case, Search
from .categories import Category, CategoryMapping
from .clocks import Card, ClockPause, ClockRun, LimitRule
from .follow_up import CallScript, FollowUp, RatingLink, SamplingRule
from .moves import Assignment, Attachment, CallBack, Move
from .routing import RoutingRule
from .sheets import Sheet

__all__ = [
    "Assignment",
    "Attachment",
    "CallBack",
    "CallScript",
    "Card",
    "Case",
    "Category",
    "CategoryMapping",
    "ClockPause",
    "ClockRun",
    "FollowUp",
    "LimitRule",
    "Move",
    "RatingLink",
    "RoutingRule",
    "SamplingRule",
    "Search",
    "Sheet",
]
