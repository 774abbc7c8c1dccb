"""到会: signed in by a clerk or by one's own phone; who votes for whom; who keeps out of what."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries, rules
from sanzhi.deliberation.models import Elector, Item, Meeting, Proxy, Recusal, Vote
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit import walls
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import noted


@transaction.atomic
def sign_in(meeting_id: int, said: str, *, by: Actor, at: datetime) -> Elector:
    """现场签到: `said` is the number on the roster, or the code of the person's own QR. Raises Refusal."""
    meeting = attended(meeting_id, by)
    return came(elector_said(meeting, said), Elector.Via.CLERK, by, at)


@transaction.atomic
def sign_in_self(door: str, *, by: Actor, at: datetime) -> Elector:
    """扫码签到, by the code at the door of the meeting. Raises Refusal."""
    meeting = queries.meeting_at(door)
    if meeting is None or meeting.state != Meeting.State.OPEN:
        raise Refusal("not_open", _("这个会现在不签到，请核对会场的签到码。"))
    found = queries.own_elector(by, meeting)
    if found is None:
        raise Refusal("not_on_roster", _("这次会议的名册上没有您，请找会务的人核对。"))
    return came(found, Elector.Via.SELF, by, at)


def came(elector: Elector, via: Any, by: Actor, at: datetime) -> Elector:
    """They are there; with them whoever gave them a proxy. A second time changes nothing."""
    with (
        walls.the_house()
    ):  # whether another of the household is there is counted, and the giver's row is not theirs
        held = Elector.objects.select_for_update(of=("self",)).get(pk=elector.pk)
        if held.present_at is not None:
            return held
        given = Proxy.objects.filter(giver=held).select_related("holder").first()
        if given and given.holder.present_at is not None:
            raise Refusal("proxy_given", _("已经书面委托同户的人表决，那个人已经到会。"))
        _there(held, via, by, at)
        for proxy in Proxy.objects.filter(holder=held, giver__present_at=None).select_related("giver"):
            _there(proxy.giver, Elector.Via.PROXY, by, at)
    noted("council.present", ("meeting", held.meeting_id), by, at, elector=held.pk, via=via)
    return held


def _there(elector: Elector, via: Any, by: Actor, at: datetime) -> None:
    elector.present_at, elector.via, elector.signed_by_id = at, via, by.person_id
    try:
        with transaction.atomic():
            elector.save(update_fields=["present_at", "via", "signed_by"])
    except IntegrityError as error:
        raise Refusal("household_there", _("这一户已经有代表到会，一户一票。")) from error


@transaction.atomic
def enter_proxy(meeting_id: int, giver: str, holder: str, paper: Kept, *, by: Actor, at: datetime) -> Proxy:
    """登记书面委托: who gives it and who holds it, by number; with a photo of the signed paper. Raises Refusal."""
    meeting = attended(meeting_id, by)
    gives, holds = elector_said(meeting, giver), elector_said(meeting, holder)
    same = (
        gives.household_id is not None and gives.household_id == holds.household_id and gives.pk != holds.pk
    )
    rules.proxy_stands(PACKS[meeting.body.pack], same).or_refuse()
    if (
        Proxy.objects.filter(giver__in=(gives, holds)).exists()
        or Proxy.objects.filter(holder__in=(gives, holds)).exists()
    ):
        raise Refusal("proxy_taken", _("一个人只能委托一次，也只能受一个人委托；受委托的人不能再委托。"))
    if gives.present_at is not None or Vote.objects.filter(elector=gives).exists():
        raise Refusal("giver_there", _("本人已经到会，不用委托。"))
    proxy = Proxy.objects.create(
        meeting=meeting, giver=gives, holder=holds, paper=paper.digest, mime=paper.mime, entered_by_id=by.person_id,
        entered_at=at,
    )  # fmt: skip
    if holds.present_at is not None:
        _there(gives, Elector.Via.PROXY, by, at)
    noted("council.proxy", ("meeting", meeting.pk), by, at, giver=gives.pk, holder=holds.pk)
    return proxy


@transaction.atomic
def recuse(item_id: int, said: str, reason: str, *, by: Actor, at: datetime) -> Recusal:
    """回避: there, without a vote on this item; before it is voted on. Raises Refusal."""
    item = Item.objects.filter(pk=item_id).first()
    if item is None:
        raise Refusal("not_visible", _("没有找到这个议题。"))
    meeting = attended(item.meeting_id, by)
    if item.state != Item.State.WAITING:
        raise Refusal("voted_already", _("已经开始表决，不能再登记回避。"))
    if not 2 <= len(reason.strip()) <= 100:
        raise Refusal("reason_missing", _("请写明为什么回避（2 到 100 个字）。"))
    elector = elector_said(meeting, said)
    made, new = Recusal.objects.get_or_create(
        item=item, elector=elector, defaults={"reason": reason.strip(), "by_id": by.person_id, "at": at}
    )
    if new:
        noted("council.recused", ("meeting", meeting.pk), by, at, item=item.pk, elector=elector.pk)
    return made


def attended(meeting_id: int, by: Actor) -> Meeting:
    """An open meeting, for its keeper; not locked: many sign in at once."""
    meeting = Meeting.objects.select_related("body").filter(pk=meeting_id).first()
    if meeting is None or not by.reach or not meeting.body.area_id.startswith(by.reach):
        raise Refusal("not_visible", _("没有找到这次会议。"))
    access.may_keep(by, meeting.body.area_id).or_refuse()
    if meeting.state != Meeting.State.OPEN:
        raise Refusal("not_open", _("会议没有在签到、表决。"))
    return meeting


def elector_said(meeting: Meeting, said: str) -> Elector:
    """Who bears this number on the roster, or this code on their QR."""
    typed = said.strip().upper()
    rows = Elector.objects.filter(meeting=meeting).select_related("person")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 7 else 0
    found = rows.filter(number=number).first() if number else rows.filter(code=typed).first()
    if found is None:
        raise Refusal("elector_unknown", _("这次会议的名册上没有这个号，请核对。"))
    return found
