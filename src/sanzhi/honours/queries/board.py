"""荣誉的汇总: awards by place and month, how many agree to be named, how many exposures were answered and fixed. Numbers, no names."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import ExtractMonth

from sanzhi.honours.models import Deed, Exposure, ExposureReply, Named, Nomination
from sanzhi.people.roles import Actor

from .red import in_area

MOST_PLACES = 30


@dataclass(frozen=True)
class Part:
    """So many of so many."""

    part: int
    whole: int


@dataclass(frozen=True)
class Counts:
    """Of a year and a place: `places` gives (code, name, awards, deeds published), `months` (month, awards, deeds)."""

    places: list[tuple[str, str, int, int]]
    months: list[tuple[int, int, int]]
    agreed: Part
    replied: Part
    fixed: Part


def board(actor: Actor, year: int, after: str = "") -> Counts:
    """Over the reach of whoever looks; counted anew each time from the rows. `after`: the last place of the page ahead."""
    here = in_area(actor.reach or "-")
    awards = Nomination.objects.filter(here, awarded_at__year=year)
    deeds = Deed.objects.filter(here, published_at__year=year)
    asked = Named.objects.filter(here, asked_at__year=year).aggregate(
        whole=Count("id"), part=Count("id", filter=Q(consent__isnull=False, consent__withdrawn_at=None))
    )
    answered = Exists(ExposureReply.objects.filter(exposure=OuterRef("pk")))
    out = Exposure.objects.filter(here, second_at__year=year).annotate(answered=answered)
    exposed = out.aggregate(
        whole=Count("id"),
        replied=Count("id", filter=Q(answered=True)),
        fixed=Count("id", filter=Q(fixed_at__isnull=False)),
    )
    return Counts(
        _places(awards, deeds, after),
        _months(awards, deeds),
        Part(asked["part"], asked["whole"]),
        Part(exposed["replied"], exposed["whole"]),
        Part(exposed["fixed"], exposed["whole"]),
    )


def _places(awards, deeds, after: str) -> list[tuple[str, str, int, int]]:
    """The places with the most first, a page and one more. As many at most as a county has places."""
    found: dict[tuple[str, str], list[int]] = {}
    for column, rows in enumerate((awards, deeds)):
        for code, name, n in rows.values_list("area", "area__name").annotate(n=Count("id")).order_by("area"):
            found.setdefault((code, name), [0, 0])[column] = n
    every = sorted(found.items(), key=lambda row: (-sum(row[1]), row[0]))
    first = next((n for n, (place, _counts) in enumerate(every, start=1) if place[0] == after), 0)
    return [(code, name, good, red) for (code, name), (good, red) in every[first : first + MOST_PLACES + 1]]


def _months(awards, deeds) -> list[tuple[int, int, int]]:
    by_month = [
        dict(rows.annotate(m=ExtractMonth(when)).values_list("m").annotate(n=Count("id")).order_by("m"))
        for rows, when in ((awards, "awarded_at"), (deeds, "published_at"))
    ]
    good, red = by_month
    return [(month, good.get(month, 0), red.get(month, 0)) for month in range(1, 13)]
