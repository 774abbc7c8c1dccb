"""What the clock makes due of waste. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from . import queries, rules
from .files import SHELF
from .models import Conflict, Inspection

UNNAMED_FOR = timedelta(days=7)
BATCH = 5_000


def drop_old_photos(*, at: datetime) -> int:
    """照片保存期满: after 90 days the photo goes and the grade stays. Returns how many rows had one."""
    before = queries.old(at)
    gone = sum(
        _in_turns(model, {"taken_at__lt": before}, photo="", mime="") for model in (Inspection, Conflict)
    )
    SHELF.drop_orphans(queries.photos_named(), before=at - UNNAMED_FOR)
    return gone


def forget_places(*, at: datetime) -> int:
    """位置保存期满: after 30 days where the phone stood is forgotten. Returns how many rows had one."""
    return _in_turns(
        Inspection,
        {"taken_at__lt": at - rules.PLACES_KEPT, "latitude__isnull": False},
        latitude=None,
        longitude=None,
    )


def _in_turns(model, due: dict, **empty) -> int:
    """A few thousand rows at a time, so that nobody waits behind a long lock."""
    rows = model.objects.filter(**due)
    if "photo" in empty:
        rows = rows.exclude(photo="")
    done = 0
    while ids := list(rows.order_by("id").values_list("id", flat=True)[:BATCH]):
        done += model.objects.filter(pk__in=ids).update(**empty)
    return done
