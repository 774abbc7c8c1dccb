"""谁参加、谁评分、谁回避."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from sanzhi.people.models import Household, Person
from sanzhi.points import rules
from sanzhi.points.models import Panelist, Participant, Pledge, Tie

PAGE_SIZE = 50


def household_of(person_id: int) -> Household | None:
    """The household somebody is registered in."""
    person = Person.objects.select_related("household", "household__area").filter(pk=person_id).first()
    return person.household if person else None


def participation_of(person_id: int) -> Participant | None:
    """Whether somebody takes part now."""
    rows = Participant.objects.filter(person=person_id, left_at=None)
    return rows.select_related("household", "area").first()


def household_takes_part(household_id: int, scope: str = "all") -> bool:
    """A household takes part as long as one of its people does to whom a standard of this scope applies."""
    rows = Participant.objects.filter(household=household_id, left_at=None)
    return rows.filter(person__residence__in=rules.RESIDENCES[scope]).exists()


def joined_on(area: str, scope: str) -> dict[int, date]:
    """{household: since when it takes part, without a break}, where a standard of this scope applies. One query."""
    found: dict[int, date] = {}
    rows = Participant.objects.filter(area=area, left_at=None, person__residence__in=rules.RESIDENCES[scope])
    rows = rows.order_by("-joined_at")
    for home, joined in rows.values_list("household", "joined_at"):
        found[home] = localdate(joined)  # the earliest of its people
    return found


def people_of(households: Collection[int]) -> dict[int, list[int]]:
    """{household: who of it takes part}. One query."""
    found: dict[int, list[int]] = {}
    rows = Participant.objects.filter(household__in=households, left_at=None).order_by("id")
    for home, person in rows.values_list("household", "person"):
        found.setdefault(home, []).append(person)
    return found


def participants(area: str, after: int = 0) -> list[Participant]:
    """参加的人 of a village, a page and one more; `after`: the last id of the page ahead."""
    rows = Participant.objects.filter(area=area, left_at=None, id__gt=after)
    return list(rows.select_related("person", "household").order_by("id")[: PAGE_SIZE + 1])


def household_numbers(households: Collection[int]) -> dict[int, str]:
    """{household: its number in the village}. One query."""
    return dict(Household.objects.filter(pk__in=households).values_list("id", "number"))


def pledges_of(household_id: int) -> list[Pledge]:
    return list(Pledge.objects.filter(household=household_id, ended_at=None).order_by("id"))


def panel_of(area: str, day: date) -> list[Panelist]:
    """评定小组 of a village on a day."""
    rows = Panelist.objects.filter(area=area, since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    return list(rows.select_related("person").order_by("id"))


def seat_of(person_id: int, area: str) -> bool:
    return Panelist.objects.filter(person=person_id, area=area, until=None).exists()


def ties_of(person_id: int) -> set[int]:
    """The households a panelist does not score, besides their own."""
    return set(Tie.objects.filter(person=person_id).values_list("household", flat=True))


def ties_told(area: str, after: int = 0) -> list[Tie]:
    """The ties of a village's panel, a page and one more; `after`: the last id of the page ahead."""
    seats = Panelist.objects.filter(area=area, until=None).values("person")
    rows = Tie.objects.filter(person__in=seats, id__gt=after).select_related("person", "household")
    return list(rows.order_by("id")[: PAGE_SIZE + 1])
