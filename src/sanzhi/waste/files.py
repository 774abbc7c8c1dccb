"""检查照片的存放: this room's own shelf."""

from sanzhi.kit.shelf import Shelf

SHELF = Shelf("waste-photos")
