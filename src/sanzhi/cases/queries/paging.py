"""翻页的位置: where a page ended, as a key in an address, and read back."""

from datetime import datetime

from sanzhi.kit.calendar import COUNTY

__all__ = ["key_at", "place_of"]


def key_at(moment: datetime, row_id: int) -> str:
    """The key of a row in an order by moment and id."""
    return f"{moment.timestamp():.6f}-{row_id}"


def place_of(key: str) -> tuple[datetime, int] | None:
    """(moment, id) of a key; anything that is not one starts at the first page."""
    stamp, _dash, row_id = key.partition("-")
    try:
        return datetime.fromtimestamp(float(stamp), tz=COUNTY), int(row_id)
    except (ValueError, OverflowError, OSError):
        return None
