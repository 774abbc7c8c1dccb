"""Who lives in a village: for whoever writes there, and for the lint that lets nobody be written of."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from sanzhi.honours import rules
from sanzhi.kit import walls
from sanzhi.people.models import Household, Person


def names_in(area: str) -> Collection[str]:
    """The names of a village's registered people, for the lint alone: they reach no page."""
    with walls.the_house():
        there = Q(household__area=area) | Q(area=area)
        return set(Person.objects.filter(there, erased_at=None).values_list("name", flat=True))


def households_numbered(area: str, numbers: Iterable[str]) -> list[Household]:
    return list(
        Household.objects.filter(area=area, number__in=list(numbers), status="active").order_by("number")
    )


def grown_of(households: Iterable[int], day: date) -> list[Person]:
    """The members of these households who are known to be grown, by household."""
    rows = Person.objects.filter(household__in=list(households), died_on=None, erased_at=None)
    rows = rows.select_related("household").order_by("household__number", "-is_head", "id")
    return [one for one in rows if rules.grown(one.birth_date, day)]


def head_of(household_id: int) -> Person | None:
    return Person.objects.filter(household=household_id, is_head=True).first()


def people_of(ids: Iterable[int]) -> list[Person]:
    return list(Person.objects.filter(pk__in=list(ids)).select_related("household"))
