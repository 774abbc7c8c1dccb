"""各地: what was counted in every town, or every village, of cases reported in a span; for whoever compares places."""

from collections.abc import Collection
from datetime import datetime

from django.db.models.functions import Left

from sanzhi.cases.models import Case
from sanzhi.kit import walls
from sanzhi.kit.planning import planned_anew

from .measures import Tally, counts_of, tallies


@planned_anew()
def tallies_by_place(
    since: datetime, until: datetime, at: datetime, width: int, wanted: Collection[str]
) -> dict[str, Tally]:
    """{the first `width` digits of an area's code: the `wanted` tallies}, past the wall, since it returns numbers only.

    Confidential matters are in no figure.
    """
    known = {code: which for code, which in tallies(at).items() if code in wanted}
    with walls.the_house():
        rows = Case.objects.filter(reported_at__gte=since, reported_at__lt=until).exclude(
            secrecy=Case.Secrecy.CLOSED
        )
        counted = rows.values(prefix=Left("area_id", width)).annotate(**counts_of(known)).order_by()
        return {row.pop("prefix"): Tally(row) for row in counted}
