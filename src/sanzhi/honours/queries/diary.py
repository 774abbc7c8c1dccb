"""日行一善: one's own diary, read by oneself alone; and the wall of a village, read by everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.honours.models import Entry, EntryPhoto, WallNote
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .red import PAGE_SIZE, in_area

MOST_A_YEAR = 2_000


@dataclass(frozen=True)
class Hung:
    """A note as everybody reads it; `name` where its writer signed it."""

    note: WallNote
    name: str


def entries(actor: Actor, *, before: int = 0) -> list[Entry]:
    """我的日记, the newest day first, a page and one more; `before`: the last id of the page ahead."""
    rows = Entry.objects.filter(person=actor.person_id)
    if before:
        last = Entry.objects.filter(pk=before, person=actor.person_id).values_list("day", flat=True).first()
        rows = rows.filter(Q(day__lt=last) | Q(day=last, id__lt=before)) if last else rows.none()
    return list(rows.select_related("note").order_by("-day", "-id")[: PAGE_SIZE + 1])


def days_of_year(actor: Actor, year: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """一年: of each of the twelve months, the days with something in them as (day, id of one entry). Nothing is counted."""
    rows = Entry.objects.filter(
        person=actor.person_id, day__gte=date(year, 1, 1), day__lt=date(year + 1, 1, 1)
    )
    months: dict[int, dict[int, int]] = {month: {} for month in range(1, 13)}
    for day, entry in rows.order_by("day", "id").values_list("day", "id")[:MOST_A_YEAR]:
        months[day.month].setdefault(day.day, entry)
    return [(month, list(days.items())) for month, days in months.items()]


def entry_by_id(actor: Actor, entry_id: int) -> Entry:
    """One of one's own. Refusal "not_visible" for any other: nobody reads them, whatever their post."""
    rows = Entry.objects.filter(pk=entry_id, person=actor.person_id).select_related("note")
    found = rows.prefetch_related("photos").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def entry_photo(actor: Actor, entry_id: int, place: int) -> tuple[str, str]:
    """(digest, type) of a photo of one's own. Refusal "not_visible" for any other."""
    rows = EntryPhoto.objects.filter(entry=entry_id, person=actor.person_id, place=place)
    found = rows.values_list("digest", "mime").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return found


def village_of(person_id: int | None) -> str:
    """The code of the village somebody lives in; "" where nobody has registered it."""
    one = Person.objects.select_related("household").filter(pk=person_id).first()
    if one is None:
        return ""
    return (one.household.area_id if one.household else one.area_id) or ""


def wall(area: str, at: datetime, *, before: int = 0) -> list[Hung]:
    """好事墙 of a place and all in it, the newest first, a page and one more."""
    with walls.the_house():
        rows = WallNote.objects.filter(in_area(area), state="shown", until__gt=at, decided_at__lte=at)
        if before:
            rows = rows.filter(id__lt=before)
        found = rows.select_related("area", "person").order_by("-id")[: PAGE_SIZE + 1]
        return [
            Hung(one, one.person.name if one.signed and not one.person.erased_at else "") for one in found
        ]


def notes_to_read(actor: Actor, after: int = 0) -> list[WallNote]:
    """待看: what waits for the clerk, the oldest first, a page and one more."""
    rows = WallNote.objects.filter(in_area(actor.reach or "-"), state="asked", id__gt=after)
    return list(rows.select_related("area", "person").order_by("id")[: PAGE_SIZE + 1])


def note_by_id(actor: Actor, note_id: int) -> WallNote:
    found = WallNote.objects.select_related("area", "person").filter(pk=note_id).first()
    if found is None or not actor.reach or not found.area_id.startswith(actor.reach):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def diary_photos_named() -> Collection[str]:
    return set(EntryPhoto.objects.values_list("digest", flat=True))
