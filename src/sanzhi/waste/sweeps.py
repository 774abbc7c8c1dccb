"""What the clock makes due of waste. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery

from sanzhi.people.models import Grid

from . import queries, rules
from .files import SHELF
from .models import Bin, Conflict, Inspection

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


def follow_ended_grids(*, at: datetime) -> int:
    """桶随网格: what is in use in a grid that has ended goes on in the one that took over, or in none. What was graded
    there is counted with it from then on. Returns how many."""
    due = Bin.objects.filter(ended_at=None, grid__valid_to__lte=at.date())
    after = Subquery(Grid.objects.filter(code=OuterRef("grid_id")).values("successor_id")[:1])
    done = 0
    while ids := list(due.order_by("id").values_list("id", flat=True)[:BATCH]):
        done += Bin.objects.filter(pk__in=ids).update(grid_id=after)
    return done


def _in_turns(model, due: dict, **empty) -> int:
    """A few thousand rows at a time, so that nobody waits behind a long lock."""
    rows = model.objects.filter(**due)
    if "photo" in empty:
        rows = rows.exclude(photo="")
    done = 0
    while ids := list(rows.order_by("id").values_list("id", flat=True)[:BATCH]):
        done += model.objects.filter(pk__in=ids).update(**empty)
    return done
