"""附件的存放: this room's own shelf."""

from sanzhi.kit.shelf import Kept, Shelf

__all__ = ["Kept", "drop_orphans", "keep_covered", "keep_image", "keep_pages", "path_of"]

_SHELF = Shelf("uploads")
keep_image = _SHELF.keep_image
keep_pages = _SHELF.keep_pages
keep_covered = _SHELF.keep_covered
path_of = _SHELF.path_of
drop_orphans = _SHELF.drop_orphans
