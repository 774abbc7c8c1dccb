"""议事机构和名册: opened, filled one by one or from a table, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.deliberation import access, queries
from sanzhi.deliberation.models import Body, Member, Origin
from sanzhi.deliberation.packs import PACKS
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor

from .gates import let_in

MOST_ROWS = 10_000  # 本平台约定: of one table


@transaction.atomic
def open_body(pack: str, name: str, area: str, *, above: int | None = None, by: Actor, at: datetime) -> Body:
    """设议事机构, of one place under one rule pack. Raises Refusal."""
    access.may_keep(by, area).or_refuse()
    if pack not in PACKS or not 2 <= len(name.strip()) <= 60:
        raise Refusal("body_shape", _("请选择是什么会，名称 2 到 60 个字。"))
    if known.area(area) is None:
        raise Refusal("area_unknown", _("请选择村（社区）。"))
    if above and not Body.objects.filter(_reached(by), pk=above, ended_at=None).exists():
        raise Refusal("choice_unknown", _("请选择上级议事机构。"))
    if Body.objects.filter(area_id=area, name=name.strip(), ended_at=None).exists():
        raise Refusal("name_taken", _("这里已经有同名的议事机构。"))
    body = Body.objects.create(
        pack=pack, name=name.strip(), area_id=area, above_id=above, opened_by_id=by.person_id, opened_at=at
    )
    noted("council.opened", ("council", body.pk), by, at, pack=pack, name=body.name, area=area)
    return body


@dataclass(frozen=True)
class NewMember:
    """名册的一行. `household`: its number, "" for none; `area_cm2`: of an owner; a phone is not needed."""

    name: str
    origin: str = "villager"
    phone: str = ""
    household: str = ""
    represents: str = ""
    woman: bool = False
    area_cm2: int = 0


@transaction.atomic
def add_member(body_id: int, new: NewMember, *, by: Actor, at: datetime) -> Member:
    """加进名册, with or without a phone or an account. Raises Refusal."""
    body = held_body(body_id, by)
    member = _added(body, new, _next_number(body), by, at)
    noted("council.member", ("council", body.pk), by, at, person=member.person_id, origin=member.origin)
    return member


@dataclass(frozen=True)
class Problem:
    """一行的问题: which row, counted from 1, and what is to be mended."""

    row: int
    sentence: str


@transaction.atomic
def import_members(
    body_id: int, rows: Sequence[NewMember], *, by: Actor, at: datetime
) -> tuple[int, list[Problem]]:
    """导入名册: good rows are entered, each bad one is named; nothing is dropped silently. Raises Refusal."""
    body = held_body(body_id, by)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise Refusal("rows_count", _("一次导入 1 到 %(most)d 行。") % {"most": MOST_ROWS})
    number = _next_number(body)
    added: list[int] = []
    problems: list[Problem] = []
    for row, new in enumerate(rows, start=1):
        try:
            with transaction.atomic():
                added.append(_added(body, new, number + len(added), by, at).person_id)
        except Refusal as refusal:
            problems.append(Problem(row, refusal.sentence))
    if added:
        noted("council.members", ("council", body.pk), by, at, people=added, refused=len(problems))
    return len(added), problems


@transaction.atomic
def end_member(member_id: int, *, by: Actor, at: datetime) -> Member:
    """离任、迁出: from today on no member any more; what they voted stays. Raises Refusal."""
    member = Member.objects.select_for_update(of=("self",)).filter(pk=member_id).first()
    if member is None:
        raise queries.refused()
    held_body(member.body_id, by)
    if member.to_day is None:
        member.to_day = max(localdate(at), member.from_day)
        member.save(update_fields=["to_day"])
        noted("council.member_ended", ("council", member.body_id), by, at, person=member.person_id)
    return member


@transaction.atomic
def end_body(body_id: int, *, by: Actor, at: datetime) -> Body:
    """撤销议事机构: it meets no more. Raises Refusal."""
    body = held_body(body_id, by)
    if body.meetings.filter(state__in=("called", "noticed", "open")).exists():
        raise Refusal("meeting_open", _("还有没开完的会，请先开完或取消。"))
    body.ended_at = at
    body.save(update_fields=["ended_at"])
    noted("council.ended", ("council", body.pk), by, at)
    return body


def _reached(by: Actor) -> Q:
    return Q(area__gte=by.reach, area__lt=by.reach + "~")


def held_body(body_id: int, by: Actor) -> Body:
    """The body, locked, for its keeper. Fetching is checking."""
    found = Body.objects.select_for_update(of=("self",)).filter(pk=body_id).first()
    body = let_in(found, found, by, access.may_keep)
    if body.ended_at:
        raise Refusal("body_ended", _("这个议事机构已经撤销。"))
    return body


def noted(
    kind: str, about: tuple[str, int], by: Actor, at: datetime, *, tell: bool = False, **said: object
) -> None:
    """In the journal; with `tell`, also for those who hear of it."""
    record(kind, by=by.person_id, at=at, about=about, content=said, topic=kind if tell else None)


def _next_number(body: Body) -> int:
    return (Member.objects.filter(body=body).aggregate(last=Max("number"))["last"] or 0) + 1


def _added(body: Body, new: NewMember, number: int, by: Actor, at: datetime) -> Member:
    if not 1 <= len(new.name.strip()) <= 60:
        raise Refusal("name_missing", _("请填写姓名。"))
    if new.origin not in Origin.values:
        raise Refusal("origin_unknown", _("请选择来源。"))
    if "area" in PACKS[body.pack].quorum and new.area_cm2 <= 0:
        raise Refusal("area_missing", _("业主要填专有部分面积。"))
    home = _household(body, new.household)
    person = _person(new, home, body.area_id, by, at)
    if Member.objects.filter(body=body, person=person, to_day=None).exists():
        raise Refusal("on_roster", _("%(name)s已经在名册上。") % {"name": person.name})
    return Member.objects.create(
        body=body, person=person, number=number, origin=new.origin, woman=new.woman,
        represents=new.represents.strip()[:100], household=home, area_cm2=new.area_cm2, from_day=localdate(at),
        entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip


def _household(body: Body, number: str) -> Household | None:
    if not number.strip():
        return None
    found = known.household_by_number(body.area_id, number)
    if found is None:
        raise Refusal(
            "household_unknown",
            _("户号 %(number)s 还没有登记，请先登记这一户。") % {"number": number.strip()},
        )
    return found


def _person(new: NewMember, home: Household | None, area: str, by: Actor, at: datetime) -> Person:
    """Known by the phone, or by name in the household; else written down."""
    if home and not new.phone.strip():
        same = Person.objects.filter(household=home, name=new.name.strip()).first()
        if same:
            return same
    return people.register_resident(name=new.name, phone=new.phone, area_code=area, by=by, at=at)
