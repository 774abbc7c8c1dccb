"""开会: called, its agenda written, told of in time, its roster frozen; closed, or called again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.deliberation import access, queries, rules
from sanzhi.deliberation.models import Elector, Item, Meeting, Method, Proposal, Task
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .bodies import held_body, noted
from .gates import let_in


@dataclass(frozen=True)
class NewMeeting:
    """会议: `measure` is "heads" or "households" where the law leaves the choice."""

    title: str
    place: str
    starts_at: datetime
    measure: str = "heads"


@dataclass(frozen=True)
class NewItem:
    """议题: `method` is hands, named or secret."""

    title: str
    text: str
    method: str = "hands"
    important: bool = False
    adviser: str = ""
    opinion: str = ""
    confidential: bool = False


@transaction.atomic
def call_meeting(body_id: int, new: NewMeeting, *, by: Actor, at: datetime) -> Meeting:
    """召集会议. Nobody is told yet. Raises Refusal."""
    return _called(body_id, new, None, by, at)


def _called(body_id: int, new: NewMeeting, again_of: Meeting | None, by: Actor, at: datetime) -> Meeting:
    body = held_body(body_id, by)
    rules.measure_stands(PACKS[body.pack], new.measure).or_refuse()
    if not 2 <= len(new.title.strip()) <= 80 or not 2 <= len(new.place.strip()) <= 100:
        raise Refusal("meeting_shape", _("请写会议名称（2 到 80 个字）和地点（2 到 100 个字）。"))
    if new.starts_at <= at:
        raise Refusal("meeting_past", _("开会的时间要在以后。"))
    meeting = Meeting.objects.create(
        body=body, title=new.title.strip(), place=new.place.strip(), starts_at=new.starts_at, measure=new.measure,
        door=ids.tag_code(), called_by_id=by.person_id, called_at=at, again_of=again_of,
    )  # fmt: skip
    _carry(meeting)
    starts = new.starts_at.isoformat()
    noted("council.called", ("meeting", meeting.pk), by, at, council=body.pk, starts_at=starts)
    return meeting


def _carry(meeting: Meeting) -> None:
    """What follows from earlier resolutions and is not accepted yet stands first on the next agenda, to be heard; what follows
    from a confidential item on an item of its own, as confidential."""
    with override("zh-hans"):  # what is kept does not change with who reads it
        title = _("上次没办完的事项")
    left = Task.objects.filter(body_id=meeting.body_id).exclude(state=Task.State.ACCEPTED)
    for confidential in (False, True):
        rows = left.filter(resolution__item__confidential=confidential).order_by("due_on", "id")
        lines = [f"{one.text}（{one.owner}，{one.due_on:%Y-%m-%d}）" for one in rows]
        if lines:
            Item.objects.create(
                meeting=meeting, number=meeting.items.count() + 1, title=title, text="\n".join(lines),
                method=Method.HEAR, confidential=confidential,
            )  # fmt: skip


@transaction.atomic
def put_item(meeting_id: int, new: NewItem, *, by: Actor, at: datetime) -> Item:
    """列入议程, while nobody has been told. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.CALLED)
    pack = PACKS[meeting.body.pack]
    if not 2 <= len(new.title.strip()) <= 80:
        raise Refusal("title_shape", _("议题名称 2 到 80 个字。"))
    rules.method_stands(pack, new.method).or_refuse()
    rules.papers_stand(pack, new.important, new.text, new.adviser, new.opinion).or_refuse()
    item = Item.objects.create(
        meeting=meeting, number=meeting.items.count() + 1, title=new.title.strip(), text=new.text.strip(),
        method=new.method, important=new.important, adviser=new.adviser.strip(), opinion=new.opinion.strip(),
        confidential=new.confidential,
    )  # fmt: skip
    noted("council.item", ("meeting", meeting.pk), by, at, item=item.pk, method=item.method)
    return item


@transaction.atomic
def drop_item(item_id: int, *, by: Actor, at: datetime) -> Item:
    """撤下议题, before it is voted on. Raises Refusal."""
    item = held_item(item_id, by)
    if item.state != Item.State.WAITING:
        raise Refusal("voted_already", _("已经开始表决的议题不能撤下。"))
    item.state = Item.State.DROPPED
    item.save(update_fields=["state"])
    noted("council.item_dropped", ("meeting", item.meeting_id), by, at, item=item.pk)
    _reopened([item], by, at)
    return item


@transaction.atomic
def note_heard(item_id: int, *, by: Actor, at: datetime) -> Item:
    """听取了: a report, or what is not done yet, heard and not voted on. Raises Refusal."""
    item = held_item(item_id, by)
    if (
        item.method != Method.HEAR
        or item.state != Item.State.WAITING
        or item.meeting.state != Meeting.State.OPEN
    ):
        raise Refusal("wrong_state", _("这个议题要表决，或者会还没开。"))
    item.state = Item.State.HEARD
    item.save(update_fields=["state"])
    noted("council.item_heard", ("meeting", item.meeting_id), by, at, item=item.pk)
    return item


@transaction.atomic
def send_notice(meeting_id: int, *, by: Actor, at: datetime) -> Meeting:
    """发通知: the day, the place and the matters, to everybody on the roster. Too late is refused, with the article. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.CALLED)
    if not meeting.items.exists():
        raise Refusal("agenda_empty", _("请先列议题：通知要写明议什么。"))
    if not queries.members_of(meeting.body_id):
        raise Refusal("roster_empty", _("名册上还没有人。"))
    queries.told_verdict(meeting, at).or_refuse()
    meeting.state, meeting.noticed_at = Meeting.State.NOTICED, at
    meeting.save(update_fields=["state", "noticed_at"])
    days = queries.days_told(meeting)
    noted("council.noticed", ("meeting", meeting.pk), by, at, tell=True, council=meeting.body_id, days=days)
    return meeting


@transaction.atomic
def open_meeting(meeting_id: int, *, by: Actor, at: datetime) -> Meeting:
    """开始签到: the roster as it stands today is frozen; whoever is on it has a vote, nobody else. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.NOTICED)
    members = list(queries.whole_roster(meeting.body, localdate(at)))
    if not members:
        raise Refusal("roster_empty", _("名册上还没有人。"))
    homeless = [
        one.person.name for one in members if meeting.measure == "households" and not one.household_id
    ]
    if homeless:
        said = {"n": len(homeless), "names": "、".join(homeless[:5])}
        raise Refusal(
            "household_missing", _("按户表决的，每个人都要登记户号；还缺 %(n)d 人：%(names)s。") % said
        )
    Elector.objects.bulk_create(
        Elector(
            meeting=meeting, member=one, person_id=one.person_id, household_id=one.household_id, number=one.number,
            area_cm2=one.area_cm2, by_household=meeting.measure == "households", code=ids.tag_code(),
        )
        for one in members
    )  # fmt: skip
    meeting.state, meeting.opened_at = Meeting.State.OPEN, at
    meeting.save(update_fields=["state", "opened_at"])
    noted("council.rolled", ("meeting", meeting.pk), by, at, tell=True, electors=len(members))
    return meeting


@transaction.atomic
def close_meeting(meeting_id: int, *, by: Actor, at: datetime) -> Meeting:
    """散会: when every item has a result or was dropped. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.OPEN)
    if meeting.items.filter(state__in=(Item.State.WAITING, Item.State.VOTING)).exists():
        raise Refusal("items_left", _("还有没表决的议题；表决完，或者撤下再散会。"))
    return _ended(meeting, Meeting.State.CLOSED, "council.closed", by, at)


@transaction.atomic
def cancel_meeting(meeting_id: int, *, by: Actor, at: datetime) -> Meeting:
    """取消会议, before its roster is frozen; whoever was told is told again. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.CALLED, Meeting.State.NOTICED)
    _ended(meeting, Meeting.State.CANCELLED, "council.cancelled", by, at)
    _reopened(list(meeting.items.all()), by, at)
    return meeting


def _reopened(items: list[Item], by: Actor, at: datetime) -> None:
    """What residents proposed and will not be voted on after all is open again, and its author hears of it."""
    with walls.the_house():
        for one in Proposal.objects.select_for_update(of=("self",)).filter(item__in=items):
            one.state, one.item, one.answered_by, one.answered_at = Proposal.State.OPEN, None, None, None
            one.save(update_fields=["state", "item", "answered_by", "answered_at"])
            about = ("proposal", one.pk)
            noted("council.proposal_reopened", about, by, at, tell=True, person=one.person_id)


@transaction.atomic
def reconvene(meeting_id: int, new: NewMeeting, *, by: Actor, at: datetime) -> Meeting:
    """改期另开: this one ends; what it has not resolved for want of people goes to the next, which is told of anew. Raises Refusal."""
    meeting = held(meeting_id, by, Meeting.State.NOTICED, Meeting.State.OPEN)
    if meeting.items.filter(state=Item.State.VOTING).exists():
        raise Refusal("vote_open", _("还有正在表决的议题，请先结束表决。"))
    left = Q(state=Item.State.WAITING) | Q(resolution__code="quorum_short")
    items = list(meeting.items.filter(left).exclude(method=Method.HEAR).order_by("number"))
    if not items:
        raise Refusal("nothing_left", _("议题都有结果了，不用另开。"))
    _ended(meeting, Meeting.State.SHORT, "council.short", by, at)
    again = _called(meeting.body_id, new, meeting, by, at)
    for number, one in enumerate(items, start=again.items.count() + 1):
        copy = Item.objects.create(
            meeting=again, number=number, title=one.title, text=one.text, method=one.method, important=one.important,
            adviser=one.adviser, opinion=one.opinion, confidential=one.confidential,
        )  # fmt: skip
        with walls.the_house():  # what was proposed goes along
            Proposal.objects.filter(item=one).update(item=copy)
    _reopened(list(meeting.items.filter(state=Item.State.WAITING)), by, at)
    return again


def _ended(meeting: Meeting, state: Any, kind: str, by: Actor, at: datetime) -> Meeting:
    told = meeting.noticed_at is not None and kind != "council.closed"
    meeting.state, meeting.ended_at = state, at
    meeting.save(update_fields=["state", "ended_at"])
    noted(kind, ("meeting", meeting.pk), by, at, tell=told, council=meeting.body_id)
    return meeting


def held(meeting_id: int, by: Actor, *states: Any) -> Meeting:
    """The meeting, locked, for its keeper, in one of these states. Fetching is checking."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("body")
    found = rows.filter(pk=meeting_id).first()
    meeting = let_in(found, found and found.body, by, access.may_keep)
    if meeting.state not in states:
        raise Refusal(
            "wrong_state", _("会议现在是“%(state)s”，不能这样做。") % {"state": meeting.get_state_display()}
        )
    return meeting


def held_item(item_id: int, by: Actor) -> Item:
    """The item, locked, of an open or not yet told meeting, for its keeper."""
    found = Item.objects.filter(pk=item_id).values_list("meeting", flat=True).first()
    held(found or 0, by, Meeting.State.CALLED, Meeting.State.NOTICED, Meeting.State.OPEN)
    return Item.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=item_id)
