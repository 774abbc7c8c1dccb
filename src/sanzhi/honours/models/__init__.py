from .diary import Entry, EntryPhoto, WallNote
from .exposure import Exposure, ExposureReply, Opening, Takedown
from .good import Nomination
from .papers import Paper
from .red import Category, Deed, Named

__all__ = [
    "Category",
    "Deed",
    "Entry",
    "EntryPhoto",
    "Exposure",
    "ExposureReply",
    "Named",
    "Nomination",
    "Opening",
    "Paper",
    "Takedown",
    "WallNote",
]
