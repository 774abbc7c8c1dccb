"""What the clock makes due of honours. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from . import queries
from .files import SHELF
from .models import Deed, Named

UNNAMED_FOR = timedelta(days=1)  # a form that was sent may still be waiting to be mended


def drop_photos(*, at: datetime) -> int:
    """红榜的照片: gone when the name's time is up, or when anybody on it took their consent back. Returns how many."""
    back = Named.objects.filter(deed=OuterRef("pk"), consent__withdrawn_at__isnull=False)
    over = Deed.objects.filter(Q(until__lte=at) | Exists(back)).exclude(photo_digest="")
    gone = over.update(photo_digest="", photo_mime="")
    named = {*queries.photos_named(), *queries.diary_photos_named()}
    SHELF.drop_orphans(named, before=at - UNNAMED_FOR)
    return gone
