"""What the clock makes due of points. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from sanzhi.kit.verdict import Refusal

from . import actions, queries
from .files import SHELF
from .models import Standard

UNNAMED_FOR = timedelta(days=7)


def bring_into_force(*, at: datetime) -> int:
    """到期生效: every standard whose notice has stood. One that does not stand is left for people. Returns how many."""
    done = 0
    waiting = Standard.objects.filter(state="published", notice__until__lte=at).order_by("id")
    for number in waiting.values_list("id", flat=True):
        try:
            actions.take_effect(number, at=at)
        except Refusal:  # an objection is open or upheld, or nobody has proven that it hung on the wall
            continue
        done += 1
    return done


def drop_unnamed_photos(*, at: datetime) -> int:
    """清除没有申报用到的照片. Returns how many files."""
    return SHELF.drop_orphans(queries.photos_named(), before=at - UNNAMED_FOR)
