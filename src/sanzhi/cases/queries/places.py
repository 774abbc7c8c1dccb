"""事项在哪里: what an actor may see, counted by village, and as single points inside one village."""

from dataclasses import dataclass

from django.db.models import Count

from sanzhi.cases.models import Case
from sanzhi.people.roles import Actor

from .filters import Filters, narrowed
from .lists import visible_to

MOST_POINTS = 500


@dataclass(frozen=True)
class CasePoint:
    """一件事的点: what a map needs to show it and to open it."""

    public_code: str
    title: str
    state: str
    longitude: float
    latitude: float


def counted_by_village(actor: Actor, filters: Filters) -> dict[str, int]:
    """{village code: how many cases the filters leave there}, of those the actor may see."""
    rows = narrowed(visible_to(actor), filters).order_by()
    return dict(rows.values_list("area_id").annotate(n=Count("id")))


def points_in(actor: Actor, filters: Filters, village: str) -> tuple[list[CasePoint], bool]:
    """The newest MOST_POINTS cases of a village that came with a position, and whether there are more.

    Of a matter that shields its reporter, or is confidential, the point would say where they live.
    """
    rows = narrowed(visible_to(actor), filters).filter(
        area_id=village, latitude__isnull=False, longitude__isnull=False, secrecy=Case.Secrecy.OPEN
    )
    fields = ("public_code", "title", "state", "longitude", "latitude")
    found = list(rows.order_by("-reported_at", "-id").values_list(*fields)[: MOST_POINTS + 1])
    return [CasePoint(*row) for row in found[:MOST_POINTS]], len(found) > MOST_POINTS
