"""议事照片的存放: this room's own shelf: a hall at a show of hands, tally sheets, signed proxies."""

from sanzhi.kit.shelf import Shelf

SHELF = Shelf("meeting-photos")
