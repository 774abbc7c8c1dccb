"""委托书的存放: this room's own shelf, for what principals signed."""

from sanzhi.kit.shelf import Shelf

WORDS = Shelf("agency-words")
