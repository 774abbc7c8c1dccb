"""材料的存放: this room's own shelf."""

from sanzhi.kit.shelf import Shelf

SHELF = Shelf("dispute-papers")
