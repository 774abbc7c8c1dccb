"""红榜: what everybody reads of it, what a person is asked, what the desk has in hand.

A name is never read from a deed: it is read from whoever lives, has agreed, has not taken it back, while its time runs.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.honours.models import Deed, Named
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.notices import queries as notices
from sanzhi.people.roles import Actor

PAGE_SIZE = 20


@dataclass(frozen=True)
class Shown:
    """A deed as everybody may read it now: `names` and `photo` only while all that is needed for them holds."""

    deed: Deed
    names: tuple[str, ...]
    photo: bool


def in_area(reach: str) -> Q:
    """Codes that begin with `reach`, as a range, which an index knows."""
    return Q(area__gte=reach, area__lt=reach + "~")


def _public(at: datetime) -> QuerySet[Deed]:
    """Published, not ended; with somebody left who stands by it; a household's only while nobody of it has taken it back."""
    agreed = Named.objects.filter(deed=OuterRef("pk"), consent__withdrawn_at=None, consent__isnull=False)
    back = Named.objects.filter(deed=OuterRef("pk"), consent__withdrawn_at__isnull=False)
    rows = Deed.objects.filter(published_at__lte=at, ended_at=None)
    return rows.filter(Exists(agreed)).exclude(Q(household__isnull=False) & Exists(back))


def red_board(
    area: str, at: datetime, *, category: str = "", period: str = "", before: int = 0
) -> list[Shown]:
    """红榜 of a place and all in it, the newest first, a page and one more."""
    with walls.the_house():
        rows = _public(at).filter(in_area(area))
        if category:
            rows = rows.filter(category=category)
        if period:
            rows = rows.filter(period=period)
        if before:
            last = Deed.objects.filter(pk=before).values_list("published_at", flat=True).first()
            rows = (
                rows.filter(Q(published_at__lt=last) | Q(published_at=last, id__lt=before))
                if last
                else rows.none()
            )
        found = list(
            rows.select_related("area", "area__parent").order_by("-published_at", "-id")[: PAGE_SIZE + 1]
        )
        return _shown(found, at)


def deed_shown(deed_id: int, at: datetime) -> Shown:
    """One of them. Refusal "not_visible" for whatever is not there for everybody."""
    with walls.the_house():
        found = _public(at).select_related("area", "area__parent").filter(pk=deed_id).first()
        if found is None:
            raise Refusal("not_visible", _("没有找到这一条，或者已经不再公布。"))
        return _shown([found], at)[0]


def _shown(deeds: list[Deed], at: datetime) -> list[Shown]:
    named: dict[int, list[Named]] = {}
    rows = Named.objects.filter(deed__in=deeds).select_related("person", "consent").order_by("id")
    for row in rows:
        named.setdefault(row.deed_id, []).append(row)
    return [_as_shown(deed, named.get(deed.pk, []), at) for deed in deeds]


def _as_shown(deed: Deed, named: list[Named], at: datetime) -> Shown:
    if deed.until is None or at >= deed.until:
        return Shown(deed, (), photo=False)
    standing = [
        row for row in named if row.consent and row.consent.withdrawn_at is None and not row.person.erased_at
    ]
    with_photo = all(row in standing and row.consent and "photo" in row.consent.items for row in named)
    names = tuple(row.person.name for row in standing)
    if deed.household_id:
        names = (label_of_home([row for row in standing if row.person.is_head] or standing),)
    return Shown(deed, names, photo=bool(deed.photo_digest) and with_photo)


def label_of_home(members: list[Named]) -> str:
    return _("%(name)s家") % {"name": members[0].person.name}


def deeds_in_hand(actor: Actor, before: int = 0) -> list[Deed]:
    """Of one's area, the newest first, a page and one more, each with `.waiting` (how many have not answered)."""
    rows = Deed.objects.filter(in_area(actor.reach or "-"))
    if before:
        rows = rows.filter(id__lt=before)
    return list(
        rows.select_related("area", "notice").order_by("-id").prefetch_related("named")[: PAGE_SIZE + 1]
    )


def deed_by_id(actor: Actor, deed_id: int) -> Deed:
    """One of one's area, for the desk. Refusal "not_visible" for any other."""
    found = (
        Deed.objects.select_related("area", "notice", "entered_by", "published_by").filter(pk=deed_id).first()
    )
    if found is None or not actor.reach or not found.area_id.startswith(actor.reach):
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def named_with(deed: Deed) -> list[Named]:
    return list(deed.named.select_related("person", "consent").order_by("id"))


def asked_of(person_id: int, before: int = 0) -> list[Named]:
    """What one was asked to be named with, the newest first, a page and one more."""
    rows = Named.objects.filter(person=person_id).select_related("deed", "deed__area", "consent")
    if before:
        rows = rows.filter(id__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def asked_by_id(actor: Actor, named_id: int) -> Named:
    rows = Named.objects.filter(person=actor.person_id).select_related("deed", "deed__area", "consent")
    found = rows.filter(pk=named_id).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一条。"))
    return found


def stands(notice_id: int | None, at: datetime) -> Verdict:
    """Whether what a notice announced may take effect."""
    return notices.stands(notice_id or 0, at)


def photos_named() -> Collection[str]:
    """Every photo of a deed that some row still names."""
    return set(Deed.objects.exclude(photo_digest="").values_list("photo_digest", flat=True))
