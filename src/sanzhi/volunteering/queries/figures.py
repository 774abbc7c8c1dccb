"""汇总: hours that leaders confirmed, beside how many live there. Of places, never of anybody."""

from datetime import datetime

from django.db.models import Count, Sum
from django.db.models.functions import Substr

from sanzhi.kit import walls
from sanzhi.people.models import Person
from sanzhi.volunteering.models import SignUp


def confirmed_by_place(since: datetime, until: datetime, width: int) -> dict[str, int]:
    """{a place's first digits: whole hours confirmed}, of shifts that began in [since, until) of the organisations of that
    place: an organisation's hours are public, where a volunteer lives is not."""
    with walls.the_house():
        served = SignUp.objects.filter(
            state=SignUp.State.CONFIRMED, shift__starts_at__gte=since, shift__starts_at__lt=until
        )
        rows = served.values(place=Substr("group__area_id", 1, width)).annotate(minutes=Sum("minutes"))
        return {row["place"]: row["minutes"] // 60 for row in rows.order_by()}


def hours_by_place(since: datetime, until: datetime, width: int) -> dict[str, tuple[int, int]]:
    """{a place's first digits: (whole hours confirmed, registered residents)}, of places where somebody is registered."""
    hours = confirmed_by_place(since, until, width)
    with walls.the_house():
        living = Person.objects.filter(household__isnull=False, erased_at=None, died_on=None)
        homes = living.values(place=Substr("household__area_id", 1, width)).annotate(people=Count("pk"))
        return {row["place"]: (hours.get(row["place"], 0), row["people"]) for row in homes.order_by()}
