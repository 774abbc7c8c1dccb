"""What goes on once a notice has stood. Read for a batch, for whoever is to be told."""

from collections.abc import Collection
from dataclasses import dataclass

from sanzhi.honours.models import Deed, Nomination


@dataclass(frozen=True)
class Stood:
    """What waited for a notice: which, of what kind, where, and who may not go on with it."""

    notice: int
    what: str
    id: int
    place: str
    hands: tuple[int | None, ...] = ()


def due_after(notices: Collection[int]) -> list[Stood]:
    """Deeds to publish and awards to give, of these notices. Two queries."""
    deeds = Deed.objects.filter(notice__in=notices, published_at=None, ended_at=None)
    found = [
        Stood(notice, "deed", pk, area, (by,))
        for notice, pk, area, by in deeds.values_list("notice", "id", "area", "entered_by")
    ]
    good = Nomination.objects.filter(notice__in=notices, state="announced")
    for one in good.only("notice", "level", "place", "checked_by", "nominee"):
        what = "good_village" if one.level == Nomination.Level.VILLAGE else "good"
        found.append(Stood(one.notice_id or 0, what, one.pk, one.place, (one.checked_by_id, one.nominee_id)))
    return found
