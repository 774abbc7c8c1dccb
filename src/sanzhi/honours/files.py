"""照片的存放: this room's own shelves; what is to be exposed lies apart until it is blurred."""

from sanzhi.kit.shelf import Shelf

SHELF = Shelf("honour-photos")
PAPERS = Shelf("consent-papers")
ORIGINALS = Shelf("exposure-originals")
BLURRED = Shelf("exposure-photos")
