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
    """Of a year and a place: `places` and `months` give (name, awards, deeds published)."""

    places: list[tuple[str, int, int]]
    months: list[tuple[int, int, int]]
    agreed: Part
    replied: Part
    fixed: Part


def board(actor: Actor, year: int) -> Counts:
    """Over the reach of whoever looks; counted anew each time from the rows."""
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
        _places(awards, deeds),
        _months(awards, deeds),
        Part(asked["part"], asked["whole"]),
        Part(exposed["replied"], exposed["whole"]),
        Part(exposed["fixed"], exposed["whole"]),
    )


def _places(awards, deeds) -> list[tuple[str, int, int]]:
    """The places with the most, by name."""
    found: dict[str, list[int]] = {}
    for column, rows in enumerate((awards, deeds)):
        for name, n in rows.values_list("area__name").annotate(n=Count("id")).order_by("area__name"):
            found.setdefault(name, [0, 0])[column] = n
    every = sorted(found.items(), key=lambda row: (-sum(row[1]), row[0]))
    return [(name, good, red) for name, (good, red) in every[:MOST_PLACES]]


def _months(awards, deeds) -> list[tuple[int, int, int]]:
    by_month = [
        dict(rows.annotate(m=ExtractMonth(when)).values_list("m").annotate(n=Count("id")).order_by("m"))
        for rows, when in ((awards, "awarded_at"), (deeds, "published_at"))
    ]
    good, red = by_month
    return [(month, good.get(month, 0), red.get(month, 0)) for month in range(1, 13)]
