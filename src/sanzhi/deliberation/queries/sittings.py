"""Which meetings there are, who came, what was resolved."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation import rules
from sanzhi.deliberation.models import (
    Elector,
    Item,
    Meeting,
    Member,
    Method,
    Polled,
    Proxy,
    Recusal,
    Vote,
)
from sanzhi.deliberation.packs import PACKS, Quorum
from sanzhi.kit import walls
from sanzhi.people.roles import Actor

from .figures import presence
from .rosters import PAGE_SIZE, reads_close, refused, visible_to

METHODS = Method.choices
PRINTED = 500  # ballots at once


def meetings(actor: Actor, *, body: int = 0, before: int = 0) -> list[Meeting]:
    """会议, the newest first, a page and one more: of the bodies in one's sight, or of one of them."""
    rows = Meeting.objects.filter(_in_sight(actor)).select_related("body__area")
    if body:
        rows = rows.filter(body_id=body)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def meeting_here(actor: Actor, meeting: int) -> Meeting:
    """One meeting of a body in sight, or to which one was called; Refusal "not_visible" for any other."""
    rows = Meeting.objects.select_related("body__area", "again_of", "called_by")
    found = rows.filter(_in_sight(actor), pk=meeting).first()
    if found is None:
        raise refused()
    return found


def _in_sight(actor: Actor) -> Q:
    seen = Q(body__in=visible_to(actor))
    if not actor.is_resident:
        return seen
    was_called = Elector.objects.filter(person_id=actor.person_id).values("meeting")
    return (seen | Q(pk__in=was_called)) & ~Q(state=Meeting.State.CALLED)


def meeting_at(door: str) -> Meeting | None:
    """The meeting whose door bears this code."""
    return Meeting.objects.select_related("body").filter(door=door.strip().upper()).first()


def items_of(actor: Actor, meeting: Meeting) -> list[Item]:
    """议程, each with its resolution where it has one. What a confidential item says, only the body and its keepers read."""
    rows = Item.objects.filter(meeting=meeting).select_related("resolution")
    return [_veiled(one, actor) for one in rows]


def _veiled(item: Item, actor: Actor) -> Item:
    """Whoever counts a confidential item finds it, and not what it says."""
    if item.confidential and not reads_close(actor):
        item.title, item.text, item.adviser, item.opinion = public_title(item), "", "", ""
    return item


def public_title(item: Item) -> str:
    """What it is called where others read too."""
    return _("保密的议题") if item.confidential else item.title


def item_here(actor: Actor, item: int) -> Item:
    """One item of a meeting in sight; Refusal "not_visible" for any other."""
    found = Item.objects.select_related("meeting__body__area", "resolution").filter(pk=item).first()
    if found is None:
        raise refused()
    found.meeting = meeting_here(actor, found.meeting_id)
    return _veiled(found, actor)


def resolved(item: Item) -> bool:
    """Whether something came of it: a resolution (short of people, only when the meeting is over), or that it will not be voted
    on there."""
    resolution = getattr(item, "resolution", None)
    if resolution is None:
        gone = (Meeting.State.CANCELLED, Meeting.State.SHORT)
        return item.state == Item.State.DROPPED or item.meeting.state in gone
    return resolution.code != "quorum_short" or item.meeting.state != Meeting.State.OPEN


def followed(item: Item) -> Item:
    """The item as it was put at last: at the meeting called again for want of people, if this one's was, and so on. What was
    voted down there and then is not put again by it."""
    rows = Item.objects.select_related("meeting__body", "resolution")
    found = rows.get(pk=item.pk)
    while getattr(found, "resolution", None) is None or found.resolution.code == "quorum_short":
        copies = rows.filter(
            meeting__again_of=found.meeting_id, title=found.title, text=found.text, method=found.method
        )
        if (copy := copies.first()) is None:
            break
        found = copy
    return found


@dataclass(frozen=True)
class Needed:
    """到会够不够, in one measure."""

    measure: str
    quorum: Quorum
    entitled: int
    present: int
    met: bool


def quorum_of(meeting: Meeting) -> list[Needed]:
    """法定人数 in every measure of this meeting, from its frozen roster."""
    asked = PACKS[meeting.body.pack].quorum
    return [
        Needed(one, asked[one], entitled, there, asked[one].share.met(there, entitled))
        for one, (entitled, there) in presence(meeting).items()
    ]


def electors(meeting: Meeting, *, after: int = 0, words: str = "") -> list[Elector]:
    """应到的人 by number, a page and one more; `words`: of the name, or the number."""
    rows = Elector.objects.filter(meeting=meeting, number__gt=after).select_related("person", "household")
    said = words.strip()
    if said:
        number = int(said) if said.isascii() and said.isdecimal() and len(said) <= 7 else 0
        rows = rows.filter(Q(person__name__contains=said) | Q(number=number))
    return list(rows.order_by("number")[: PAGE_SIZE + 1])


def all_electors(meeting: Meeting) -> QuerySet[Elector]:
    return Elector.objects.filter(meeting=meeting).select_related("person", "household").order_by("number")


def ballots_to_print(meeting: Meeting, *, after: int = 0) -> list[Elector]:
    """Whose ballots are printed at once, by number."""
    return list(Elector.objects.filter(meeting=meeting, number__gt=after).order_by("number")[:PRINTED])


def printings(meeting: Meeting) -> list[tuple[int, int, int]]:
    """Of everybody's ballots, as many printings as it takes: (after which number, the first, the last)."""
    rows = Elector.objects.filter(meeting=meeting).order_by("number").values_list("number", flat=True)
    numbers = [0, *rows]
    return [
        (numbers[start - 1], numbers[start], numbers[min(start + PRINTED, len(numbers)) - 1])
        for start in range(1, len(numbers), PRINTED)
    ]


def own_elector(actor: Actor, meeting: Meeting) -> Elector | None:
    """Oneself on the frozen roster."""
    return Elector.objects.filter(meeting=meeting, person_id=actor.person_id).first()


@dataclass(frozen=True)
class Own:
    """我在这个会上: whether I am there, for whom I hold a proxy, what I voted on, from what I am recused."""

    elector: Elector | None
    givers: list[Elector]
    voted: dict[int, str]
    polled: frozenset[int]
    recused: frozenset[int]


def own(actor: Actor, meeting: Meeting) -> Own:
    me = own_elector(actor, meeting)
    if me is None:
        return Own(None, [], {}, frozenset(), frozenset())
    return Own(
        me,
        _givers(me, meeting),
        dict(Vote.objects.filter(elector=me).values_list("item", "choice")),
        frozenset(Polled.objects.filter(elector=me).values_list("item", flat=True)),
        frozenset(Recusal.objects.filter(elector=me).values_list("item", flat=True)),
    )


def _givers(holder: Elector, meeting: Meeting) -> list[Elector]:
    if PACKS[meeting.body.pack].proxy is None:
        return []
    with walls.the_house():  # whose name they hold a paper of
        return [row.giver for row in Proxy.objects.filter(holder=holder).select_related("giver__person")]


def giver_to(actor: Actor, meeting: Meeting, giver: int | None) -> Elector | None:
    """For whom one votes with their paper, if for somebody else; Refusal "not_visible" for whoever gave one none."""
    if giver is None:
        return None
    me = own_elector(actor, meeting)
    found = next((one for one in _givers(me, meeting) if one.pk == giver), None) if me else None
    if found is None:
        raise refused()
    return found


def recused_from(meeting: Meeting, *, close: bool) -> list[Recusal]:
    """Who keeps out of which item and why; of confidential items, whose reasons tell what they say, only where `close`."""
    rows = Recusal.objects.filter(item__meeting=meeting).select_related("item", "elector__person")
    return list((rows if close else rows.filter(item__confidential=False)).order_by("item__number", "id"))


def proxies_of(meeting: Meeting) -> list[Proxy]:
    rows = Proxy.objects.filter(meeting=meeting).select_related("giver__person", "holder__person")
    return list(rows.order_by("id"))


def proxy_here(actor: Actor, proxy: int) -> Proxy:
    """One written proxy of a meeting in sight; Refusal "not_visible" for any other."""
    found = Proxy.objects.filter(pk=proxy, meeting__body__in=visible_to(actor)).first()
    if found is None:
        raise refused()
    return found


def named_votes(item: Item, *, after: int = 0) -> list[Vote]:
    """记名票 by the elector's number, a page and one more."""
    rows = Vote.objects.filter(item=item, elector__number__gt=after).select_related("elector__person")
    return list(rows.order_by("elector__number")[: PAGE_SIZE + 1])


def every_vote(item: Item) -> list[Vote]:
    """All of them, to be counted again elsewhere."""
    return list(Vote.objects.filter(item=item).select_related("elector").order_by("elector__number"))


def members_of(body: int) -> list[int]:
    """The people who sit there now."""
    return list(Member.objects.filter(body_id=body, to_day__isnull=True).values_list("person_id", flat=True))


def called_to(meeting: int) -> list[int]:
    """The people on the frozen roster."""
    return list(Elector.objects.filter(meeting_id=meeting).values_list("person_id", flat=True))


def days_told(meeting: Meeting, at: datetime | None = None) -> int:
    """Days between being told (or `at`) and the meeting."""
    told = at or meeting.noticed_at
    return (localdate(meeting.starts_at) - localdate(told)).days if told else -1


def told_verdict(meeting: Meeting, at: datetime) -> rules.Verdict:
    return rules.told_early_enough(PACKS[meeting.body.pack], days_told(meeting, at))
