"""材料和委托书的存放: this room's own shelves, for what is shown with a petition and for what principals signed."""

from sanzhi.kit.shelf import Shelf

PAPERS = Shelf("petition-papers")
WORDS = Shelf("agency-words")
