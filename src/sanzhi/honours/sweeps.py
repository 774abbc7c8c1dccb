"""What the clock makes due of honours. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from . import queries
from .files import BLURRED, ORIGINALS, PAPERS, SHELF
from .models import Deed, Exposure, Named, Nomination, Paper

AN_HOUR = timedelta(hours=1)
UNNAMED_FOR = timedelta(days=1)  # a form that was sent may still be waiting to be mended


def drop_photos(*, at: datetime) -> int:
    """红榜的照片: gone when the name's time is up, or when anybody on it took their consent back. Returns how many."""
    back = Named.objects.filter(deed=OuterRef("pk"), consent__withdrawn_at__isnull=False)
    over = Deed.objects.filter(Q(until__lte=at) | Exists(back)).exclude(photo_digest="")
    gone = over.update(photo_digest="", photo_mime="")
    named = {*queries.photos_named(), *queries.diary_photos_named()}
    SHELF.drop_orphans(named, before=at - UNNAMED_FOR)
    return gone


def drop_papers(*, at: datetime) -> int:
    """签字纸的照片: gone with the name it stands for: its time is up, it ended, or it was taken back. Returns how many."""
    mine = {"consent": OuterRef("consent")}
    deed_over = Named.objects.filter(Q(deed__until__lte=at) | Q(deed__ended_at__isnull=False), **mine)
    good_over = Nomination.objects.filter(Q(shown_until__lte=at) | Q(state__in=queries.NOT_AWARDED), **mine)
    over = Q(consent__withdrawn_at__isnull=False) | Exists(deed_over) | Exists(good_over)
    gone = Paper.objects.filter(over).exclude(digest="").update(digest="", mime="")
    PAPERS.drop_orphans(queries.papers_named(), before=at - UNNAMED_FOR)
    return gone


def end_exposures(*, at: datetime) -> int:
    """到期的曝光: no page shows them any more; here their photos go. Originals go an hour after nothing names them.
    Returns how many photos."""
    over = Q(until__lte=at) | Q(fixed_at__isnull=False) | Q(ended_at__isnull=False)
    gone = Exposure.objects.filter(over).exclude(blurred_digest="").update(blurred_digest="", blurred_mime="")
    BLURRED.drop_orphans(queries.blurred_named(), before=at - AN_HOUR)
    ORIGINALS.drop_orphans(queries.originals_named(), before=at - AN_HOUR)
    return gone
