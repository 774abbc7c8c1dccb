from .diary import Entry, WallNote
from .good import Nomination
from .red import Category, Deed, Named

__all__ = ["Category", "Deed", "Entry", "Named", "Nomination", "WallNote"]
