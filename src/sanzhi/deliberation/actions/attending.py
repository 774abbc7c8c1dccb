"""到会: signed in by a clerk or by one's own phone; who votes for whom; who keeps out of what."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries, rules
from sanzhi.deliberation.models import Elector, Item, Meeting, Proxy, Recusal, Resolution
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit import walls
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import noted
from .gates import let_in, share_meeting
from .meetings import held_item


@transaction.atomic
def sign_in(meeting_id: int, said: str, *, by: Actor, at: datetime) -> Elector:
    """现场签到: `said` is the number on the roster, or the code of the person's own QR. Raises Refusal."""
    meeting = attended(meeting_id, by)
    return came(elector_said(meeting, said), meeting, Elector.Via.CLERK, by, at)


@transaction.atomic
def sign_in_self(door: str, *, by: Actor, at: datetime) -> Elector:
    """扫码签到, by the code at the door of the meeting. Raises Refusal."""
    meeting = queries.meeting_at(door)
    if meeting:
        share_meeting(meeting.pk)
        meeting.refresh_from_db(fields=["state"])
    if meeting is None or meeting.state != Meeting.State.OPEN:
        raise Refusal("not_open", _("这个会现在不签到，请核对会场的签到码。"))
    return came(own_elector(by, meeting), meeting, Elector.Via.SELF, by, at)


def own_elector(by: Actor, meeting: Meeting) -> Elector:
    """Oneself on the frozen roster. Raises Refusal."""
    found = queries.own_elector(by, meeting)
    if found is None:
        raise Refusal("not_on_roster", _("这次会议的名册上没有您，请找会务的人核对。"))
    return found


def came(elector: Elector, meeting: Meeting, via: Any, by: Actor, at: datetime) -> Elector:
    """They are there; with them whoever gave them a proxy. A second time changes nothing. Whoever calls shares the meeting's
    row. Raises Refusal."""
    with walls.the_house():  # others of the household are not one's own to see
        home = _held_with_home(elector, meeting)
        me = next(one for one in home if one.pk == elector.pk)
        if me.present_at is not None:
            return me
        if me.by_household and any(one.present_at for one in home):
            raise Refusal("household_there", _("这一户已经有代表到会，一户一票。"))
        moment = moment_of(meeting, at)
        _there(me, via, by, moment)
        for giver in _absent_givers(me, home, meeting):
            _there(giver, Elector.Via.PROXY, by, moment)
    if via in (Elector.Via.CLERK, Elector.Via.SELF):  # whoever comes by voting is recorded by the vote
        noted("council.present", ("meeting", meeting.pk), by, at, elector=me.pk, via=via)
    return me


def _held_with_home(elector: Elector, meeting: Meeting) -> list[Elector]:
    """Their row, locked; where one of a household acts for others, the rows of all of it, always in one order."""
    rows = Elector.objects.select_for_update(of=("self",)).filter(meeting=meeting)
    together = elector.by_household or PACKS[meeting.body.pack].proxy is not None
    if together and elector.household_id:
        return list(rows.filter(household=elector.household_id).order_by("pk"))
    return list(rows.filter(pk=elector.pk))


def _absent_givers(holder: Elector, home: list[Elector], meeting: Meeting) -> list[Elector]:
    if PACKS[meeting.body.pack].proxy is None:
        return []
    givers = set(Proxy.objects.filter(holder=holder).values_list("giver", flat=True))
    return [one for one in home if one.pk in givers and one.present_at is None]


def moment_of(meeting: Meeting, at: datetime) -> datetime:
    """When somebody came: after every result that did not count them, however long they waited for it to be counted."""
    last = Resolution.objects.filter(item__meeting=meeting).aggregate(last=Max("decided_at"))["last"]
    return max(at, last + timedelta(microseconds=1)) if last else at


def _there(elector: Elector, via: Any, by: Actor, moment: datetime) -> None:
    elector.present_at, elector.via, elector.signed_by_id = moment, via, by.person_id
    elector.save(update_fields=["present_at", "via", "signed_by"])


@transaction.atomic
def enter_proxy(meeting_id: int, giver: str, holder: str, paper: Kept, *, by: Actor, at: datetime) -> Proxy:
    """登记书面委托: who gives it and who holds it, by number; with a photo of the signed paper. Raises Refusal."""
    meeting = attended(meeting_id, by)
    gives, holds = elector_said(meeting, giver), elector_said(meeting, holder)
    same = (
        gives.household_id is not None and gives.household_id == holds.household_id and gives.pk != holds.pk
    )
    rules.proxy_stands(PACKS[meeting.body.pack], same).or_refuse()
    home = {one.pk: one for one in _held_with_home(gives, meeting)}
    gives, holds = (
        home[gives.pk],
        home[holds.pk],
    )  # as they are now that nobody of the household comes meanwhile
    if (
        Proxy.objects.filter(giver__in=(gives, holds)).exists()
        or Proxy.objects.filter(holder__in=(gives, holds)).exists()
    ):
        raise Refusal("proxy_taken", _("一个人只能委托一次，也只能受一个人委托；受委托的人不能再委托。"))
    if gives.present_at is not None:
        raise Refusal("giver_there", _("本人已经到会，不用委托。"))
    proxy = Proxy.objects.create(
        meeting=meeting, giver=gives, holder=holds, paper=paper.digest, mime=paper.mime, entered_by_id=by.person_id,
        entered_at=at,
    )  # fmt: skip
    if holds.present_at is not None:
        _there(gives, Elector.Via.PROXY, by, moment_of(meeting, at))
    noted("council.proxy", ("meeting", meeting.pk), by, at, giver=gives.pk, holder=holds.pk)
    return proxy


@transaction.atomic
def recuse(item_id: int, said: str, reason: str, *, by: Actor, at: datetime) -> Recusal:
    """回避: there, without a vote on this item; before it is voted on. Raises Refusal."""
    item = held_item(item_id, by)  # nobody opens the vote meanwhile
    if item.meeting.state != Meeting.State.OPEN:
        raise _not_open()
    if item.state != Item.State.WAITING:
        raise Refusal("voted_already", _("已经开始表决，不能再登记回避。"))
    if not 2 <= len(reason.strip()) <= 100:
        raise Refusal("reason_missing", _("请写明为什么回避（2 到 100 个字）。"))
    elector = elector_said(item.meeting, said)
    made, new = Recusal.objects.get_or_create(
        item=item, elector=elector, defaults={"reason": reason.strip(), "by_id": by.person_id, "at": at}
    )
    if new:
        noted("council.recused", ("meeting", item.meeting_id), by, at, item=item.pk, elector=elector.pk)
    return made


def attended(meeting_id: int, by: Actor) -> Meeting:
    """An open meeting, for its keeper; shared, for many sign in at once. Raises Refusal."""
    share_meeting(meeting_id)
    found = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    meeting = let_in(found, found and found.body, by, access.may_keep)
    if meeting.state != Meeting.State.OPEN:
        raise _not_open()
    return meeting


def _not_open() -> Refusal:
    return Refusal("not_open", _("会议没有在签到、表决。"))


def elector_said(meeting: Meeting, said: str) -> Elector:
    """Who bears this number on the roster, or this code on their QR. Raises Refusal."""
    typed = said.strip().upper()
    rows = Elector.objects.filter(meeting=meeting).select_related("person")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 7 else 0
    found = rows.filter(number=number).first() if number else rows.filter(code=typed).first()
    if found is None:
        raise Refusal("elector_unknown", _("这次会议的名册上没有这个号，请核对。"))
    return found
