from .diary import Entry, WallNote
from .exposure import Exposure, ExposureReply, Opening, Takedown
from .good import Nomination
from .red import Category, Deed, Named

__all__ = [
    "Category",
    "Deed",
    "Entry",
    "Exposure",
    "ExposureReply",
    "Named",
    "Nomination",
    "Opening",
    "Takedown",
    "WallNote",
]
