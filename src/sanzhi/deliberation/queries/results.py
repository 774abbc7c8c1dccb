"""结果: what came of what was put to a body, for the rooms that ask and for anybody; and its minutes, for who lives there."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation.models import Body, Elector, Item, Meeting, Resolution
from sanzhi.kit import walls
from sanzhi.kit.masking import mask_name, mask_text
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people import queries as people
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .minutes import Signed, minutes_of
from .rosters import PAGE_SIZE, refused
from .sittings import followed, resolved


def meetings_to_put_to(area: str, packs: Collection[str]) -> list[Meeting]:
    """Meetings of which nobody was told yet, of bodies under one of these packs, of a place (a code's beginning)."""
    rows = Meeting.objects.filter(
        body__area__gte=area,
        body__area__lt=area + "~",
        body__pack__in=packs,
        body__ended_at=None,
        state=Meeting.State.CALLED,
    )
    return list(rows.select_related("body").order_by("starts_at"))


def came_to(item: Item) -> Verdict:
    """Whether it was passed, at whichever meeting it was put at last. A no says why, or that it is not over."""
    last = followed(item)
    resolution = getattr(last, "resolution", None)
    if not resolved(last):
        return no("not_resolved", _("还没有表决结果。"))
    if resolution is None:
        return no("never_voted", _("这个议题撤下了，或者会没有开，没有表决。"))
    return YES if resolution.passed else no(resolution.code, resolution.sentence)


@dataclass(frozen=True)
class Resolved:
    """表决过的: who resolved it, counted in what; when they were told and met."""

    resolution: Resolution
    body: str
    measure: str
    notified_on: date
    met_on: date
    entitled: int
    present: int
    in_favour: int


def resolved_as(item: Item) -> Resolved:
    """Of an item that was resolved, passed or not: its figures, in the one measure its meeting was counted in."""
    last = followed(item)
    meeting, resolution = last.meeting, last.resolution
    assert meeting.noticed_at
    entitled, present, in_favour, *_rest = resolution.counts[meeting.measure]
    return Resolved(
        resolution, resolution.pack, meeting.measure, localdate(meeting.noticed_at), localdate(meeting.starts_at),
        entitled, present, in_favour,
    )  # fmt: skip


def bodies_with_results(place: str, after: int = 0) -> list[Body]:
    """For anybody: the bodies of a place (a code's beginning) that resolved something, a page and one more."""
    told = Resolution.objects.filter(item__meeting__body=OuterRef("pk"), item__confidential=False)
    rows = Body.objects.filter(Exists(told), pk__gt=after, area__gte=place, area__lt=place + "~")
    return list(rows.select_related("area__parent").order_by("pk")[: PAGE_SIZE + 1])


def body_shown(body: int) -> Body:
    """One that anybody may ask of; Refusal "not_visible" where there is none."""
    found = Body.objects.select_related("area__parent").filter(pk=body).first()
    if found is None:
        raise refused()
    return found


def results_of(body: Body, before: int = 0) -> list[Resolution]:
    """What it resolved, passed or not, the newest first, a page and one more; nothing confidential."""
    rows = Resolution.objects.filter(item__meeting__body=body, item__confidential=False)
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("item__meeting").order_by("-pk")[: PAGE_SIZE + 1])


def result_shown(result: int) -> Resolution:
    """One of them, with its item, meeting and body. Refusal "not_visible" for what is confidential."""
    rows = Resolution.objects.filter(item__confidential=False).select_related(
        "item__meeting__body__area__parent"
    )
    found = rows.filter(pk=result).first()
    if found is None:
        raise refused()
    return found


@dataclass(frozen=True)
class Read:
    """一份会议记录, as this reader may read it: its words, and whether names of those who were there are covered."""

    signed: Signed
    meeting: Meeting
    content: dict[str, Any]
    notes: str
    covered: bool


def minutes_for(actor: Actor, meeting: int) -> Read:
    """会议记录 that two signed, for whoever was called and for the grown and young who live there; else Refusal "not_visible".
    Whoever was not called reads no names but of those who led and signed it, and of a meeting with a confidential item not
    what was said."""
    one = Meeting.objects.select_related("body__area").filter(pk=meeting).first()
    if one is None:
        raise refused()
    called = Elector.objects.filter(meeting=one, person_id=actor.person_id).exists()
    homes = Person.objects.filter(pk=actor.person_id).values_list("area", "household__area").first() or ()
    near = any(one.body.area_id in people.up_from(home) for home in homes if home)
    if not (called or near):
        raise refused()
    with walls.the_house():
        signed = minutes_of(one)
        if signed is None or not signed.locked:
            raise refused()
        return _read(signed, one, covered=not called)


def _read(signed: Signed, meeting: Meeting, *, covered: bool) -> Read:
    content, notes = dict(signed.minutes.content), signed.minutes.notes
    if not covered:
        return Read(signed, meeting, content, notes, covered)
    if Item.objects.filter(meeting=meeting, confidential=True).exists():
        notes = ""
    named = {signed.minutes.chair, *(each.person.name for each in signed.signatures)}
    others = set(Elector.objects.filter(meeting=meeting).values_list("person__name", flat=True)) - named
    for name in sorted(others, key=len, reverse=True):
        notes = notes.replace(name, mask_name(name)) if len(name) > 1 else notes
    content["recused"] = [[title, mask_name(name), ""] for title, name, _reason in content["recused"]]
    return Read(signed, meeting, content, mask_text(notes), covered)
