"""称重: those of one's place, one's own household's, and what may become a claim."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim
from sanzhi.waste import rules
from sanzhi.waste.models import Weighing

from .bins import PAGE_SIZE, household_of, within, works_here
from .deciding import ENDED


def weighings_in(actor: Actor, before: int = 0) -> list[Weighing]:
    """称重 of one's place, what came last first, a page and one more."""
    if not works_here(actor):
        return []
    return _page(Weighing.objects.filter(within(actor.reach)), before)


def weighings_of_mine(actor: Actor, before: int = 0) -> list[Weighing]:
    """我家的称重, what came last first, a page and one more."""
    return _page(Weighing.objects.filter(household=household_of(actor) or 0), before)


def _page(rows: Any, before: int) -> list[Weighing]:
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.select_related("bin", "household").order_by("-id")[: PAGE_SIZE + 1])


def weighings_kept_of(actor: Actor) -> list[dict[str, Any]]:
    """Every weighing of one's household, for one's own copy (个人信息保护法 art. 45). One query."""
    rows = Weighing.objects.filter(household=household_of(actor) or 0).order_by("-id")
    return list(rows.values("weighed_at", "stream", "grams", "scale"))


def weighed_due(area: str, person: int | None, at: datetime) -> list[tuple[int, int, date]]:
    """(weighing, household, day) of what was sorted out, came in long enough ago and was not entered by `person`."""
    rows = Weighing.objects.filter(area=area, claim=None, stream__in=rules.REWARDED)
    rows = rows.filter(received_at__lte=at - rules.WINDOW).exclude(entered_by=person)
    return list(rows.order_by("id").values_list("id", "household", "day"))


def rewarded_days(area: str, days: Collection[date]) -> set[tuple[int, date]]:
    """{(household, day)} for which waste has given a claim already. One query."""
    rows = Claim.objects.filter(area=area, source="waste", happened_on__in=days)
    return set(rows.exclude(state__in=ENDED).values_list("household", "happened_on"))
