"""垃圾桶: found by its label, those of a place, those of one's household."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor
from sanzhi.points.rules import grown_on
from sanzhi.waste.access import WORK
from sanzhi.waste.models import Bin, Stream, WasteRound

PAGE_SIZE = 20
MOST_LABELS = 240  # on one paper
STREAMS = tuple(Stream.choices)


def within(reach: str) -> Q:
    """Of a place and all in it, as a range, which an index knows; nothing for whoever has none."""
    return Q(area__gte=reach or "-", area__lt=(reach or "-") + "~")


def works_here(actor: Actor) -> bool:
    return bool(actor.reach) and any(actor.may(one) for one in WORK)


def bins_seen(actor: Actor) -> QuerySet[Bin]:
    """Those of one's place for whoever works on waste there."""
    return Bin.objects.filter(within(actor.reach)) if works_here(actor) else Bin.objects.none()


def bins_in(actor: Actor, *, number: str = "", before: int = 0) -> list[Bin]:
    """The newest first, a page and one more; `number`: of which household; `before`: the last id of the page ahead."""
    rows = bins_seen(actor).select_related("household", "area", "grid")
    if number.strip():
        rows = rows.filter(household__number=number.strip())
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def bin_by_id(actor: Actor, bin_id: int) -> Bin:
    found = bins_seen(actor).select_related("household", "area").filter(pk=bin_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这只桶。"))
    return found


def bin_by_code(actor: Actor, typed: str) -> Bin:
    """By its label; "not_visible" for what is nowhere and what is elsewhere alike. Raises Refusal."""
    code = ids.normalise_tag(typed)
    found = bins_seen(actor).select_related("household").filter(code=code).first()
    if found is None:
        raise Refusal("not_visible", _("没有这个桶号，或者不是您这里的桶。"))
    return found


def labels(actor: Actor, area: str, *, after: int = 0, only: Collection[int] = ()) -> list[Bin]:
    """标签 of a village's bins in use, in the order of their ids, as many as one paper takes and one more."""
    rows = bins_seen(actor).filter(area=area, ended_at=None, id__gt=after)
    if only:
        rows = rows.filter(pk__in=only)
    return list(rows.select_related("household", "area").order_by("id")[: MOST_LABELS + 1])


def bins_of_round(found: WasteRound) -> list[Bin]:
    """Every bin in use where a round goes, household by household: what a phone takes along."""
    rows = Bin.objects.filter(area=found.area_id, ended_at=None)
    if found.grid_id:
        rows = rows.filter(grid=found.grid_id)
    return list(rows.select_related("household").order_by("household__number", "stream", "id"))


def household_of(actor: Actor) -> int | None:
    """The household of whoever asks."""
    return Person.objects.filter(pk=actor.person_id or 0).values_list("household", flat=True).first()


def my_bins(actor: Actor) -> list[Bin]:
    """我家的桶."""
    home = household_of(actor)
    return list(Bin.objects.filter(household=home, ended_at=None).order_by("stream")) if home else []


def grown_people_of(households: Collection[int], at: datetime) -> dict[int, list[int]]:
    """{household: who of it is known to be grown}. One query."""
    found: dict[int, list[int]] = {}
    rows = Person.objects.filter(household__in=households, birth_date__isnull=False).order_by("id")
    for home, person, born in rows.values_list("household", "id", "birth_date"):
        if grown_on(born, localdate(at)):
            found.setdefault(home, []).append(person)
    return found
