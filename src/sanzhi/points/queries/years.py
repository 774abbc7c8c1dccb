"""年度: which years are closed, what came out, what still stands in the way."""

from django.db.models import Exists, OuterRef

from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim, Standard, Year, YearTotal

from .rounds import PAGE_SIZE

OPEN_STATES = ("submitted", "returned", "verified", "scored", "publicised", "objected")


def open_in_year(area: str, year: int) -> int:
    """How many claims of the year are not decided yet."""
    return Claim.objects.filter(area=area, year=year, state__in=OPEN_STATES).count()


def not_closed(year: int) -> list[str]:
    """Villages where something was entered in this year and nobody has closed it. One query."""
    here = Standard.objects.filter(state="effective", area__level="village").filter(
        ~Exists(Year.objects.filter(area=OuterRef("area"), year=year)),
        Exists(Claim.objects.filter(area=OuterRef("area"), year=year, state="confirmed")),
    )
    return list(here.order_by("area").values_list("area", flat=True).distinct())


def years_of(reach: str, before: int = 0) -> list[Year]:
    """年度: the last closed first, a page and one more."""
    rows = Year.objects.filter(area__gte=reach, area__lt=reach + "~")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("area", "notice").order_by("-id")[: PAGE_SIZE + 1])


def year_by_id(actor: Actor, year_id: int) -> Year | None:
    found = Year.objects.select_related("area", "notice").filter(pk=year_id).first()
    return found if found and actor.reach and found.area_id.startswith(actor.reach) else None


def totals_of(household_id: int) -> list[YearTotal]:
    """A household's closed years, the newest first."""
    return list(
        YearTotal.objects.filter(household=household_id).select_related("year").order_by("-year__year")
    )
