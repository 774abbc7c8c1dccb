from .good import Nomination
from .red import Category, Deed, Named

__all__ = ["Category", "Deed", "Named", "Nomination"]
