"""发起活动、排班次: templates by weekday, shifts built of them, a single one besides."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups.models import Group
from sanzhi.journal.actions import record
from sanzhi.kit import ids, walls
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import Activity, Shift, SignUp, Template
from sanzhi.volunteering.rules import Weekly


@dataclass(frozen=True)
class NewActivity:
    """活动: of which organisation, what and where; `point`: (latitude, longitude) of the place, if phones shall check in there."""

    group: int
    title: str
    content: str
    place: str
    leader: str
    phone: str
    project: str = ""
    beneficiary: str = ""
    point: tuple[Any, Any] | None = None


@transaction.atomic
def open_activity(new: NewActivity, *, by: Actor, at: datetime) -> Activity:
    """发起活动. Raises Refusal."""
    group = Group.objects.filter(pk=new.group).first()
    verdict = access.may_run(by, group) if group else access.not_there()
    verdict.or_refuse()
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    said["group_id"] = said.pop("group")
    del said["point"]
    if not (len(said["title"]) >= 2 and len(said["content"]) >= 4 and said["place"] and said["leader"]):
        raise Refusal("activity_shape", _("请写明活动名称、做什么、在哪里、谁负责。"))
    latitude, longitude = new.point or (None, None)
    one = Activity.objects.create(
        **said, latitude=latitude, longitude=longitude, opened_by_id=by.person_id, opened_at=at
    )
    _told("volunteer.activity", one, by, at, title=one.title)
    return one


@transaction.atomic
def end_activity(activity: int, *, by: Actor, at: datetime) -> Activity:
    """结束活动: no further shifts; the shifts to come have to be cancelled first, so that whoever signed up is told. Raises Refusal."""
    one = held(activity, by, access.may_wind_up)
    if one.shifts.filter(state="open", ends_at__gt=at).exists():
        raise Refusal("shifts_left", _("还有没有开始的班次，请先取消，报名的人会收到通知。"))
    one.ended_at = one.ended_at or at
    one.save(update_fields=["ended_at"])
    _told("volunteer.activity_ended", one, by, at)
    return one


@transaction.atomic
def put_template(activity: int, new: Weekly, *, by: Actor, at: datetime) -> Template:
    """排模板. Raises Refusal."""
    one = held(activity, by)
    rules.template_stands(new).or_refuse()
    if one.templates.filter(
        ended_at=None, weekday=new.weekday, starts__lt=new.ends, ends__gt=new.starts
    ).exists():
        raise Refusal("template_overlaps", _("这一天这个时间已经有一个模板。"))  # fmt: skip
    made = Template.objects.create(activity=one, **asdict(new), entered_by_id=by.person_id, entered_at=at)
    _told("volunteer.template", one, by, at, template=made.pk)
    return made


@transaction.atomic
def end_template(template: int, *, by: Actor, at: datetime) -> Template:
    """结束模板; shifts built of it stay. Raises Refusal."""
    found = Template.objects.filter(pk=template).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    one = held(found.activity_id, by, access.may_wind_up)
    found.ended_at = found.ended_at or at
    found.save(update_fields=["ended_at"])
    _told("volunteer.template_ended", one, by, at, template=found.pk)
    return found


@transaction.atomic
def build_shifts(activity: int, *, first: date, last: date, by: Actor, at: datetime) -> int:
    """按模板排班次, from one day to another; what is there already stays. Returns how many are new. Raises Refusal."""
    one = held(activity, by)
    if not localdate(at) <= first <= last or (last - first).days >= rules.MOST_SHIFTS:
        raise Refusal("days_shape", _("从今天或以后起，一次最多排 %(days)d 天。") % {"days": rules.MOST_SHIFTS})  # fmt: skip
    weekly = [Weekly(row.weekday, row.starts, row.ends, row.needed) for row in one.templates.filter(ended_at=None)]  # fmt: skip
    there = set(one.shifts.values_list("starts_at", flat=True))
    rows = [
        Shift(
            activity=one, starts_at=span.starts_at, ends_at=span.ends_at, needed=needed, door=ids.tag_code()
        )
        for span, needed in rules.built(weekly, first, last)
        if span.starts_at not in there and span.starts_at > at
    ]
    Shift.objects.bulk_create(rows)
    _told("volunteer.shifts", one, by, at, n=len(rows))
    return len(rows)


@transaction.atomic
def add_shift(
    activity: int, *, day: date, starts: time, ends: time, needed: int, by: Actor, at: datetime
) -> Shift:
    """加一个班次. Raises Refusal."""
    one = held(activity, by)
    rules.template_stands(Weekly(day.weekday(), starts, ends, needed)).or_refuse()
    ((span, _needed),) = rules.built([Weekly(day.weekday(), starts, ends, needed)], day, day)
    if span.ends_at <= at:
        raise Refusal("shift_over", _("这个班次已经结束，请选后面的。"))
    if one.shifts.filter(starts_at=span.starts_at).exists():
        raise Refusal("shift_there", _("这个时间已经有一个班次。"))
    shift = Shift.objects.create(
        activity=one, starts_at=span.starts_at, ends_at=span.ends_at, needed=needed, door=ids.tag_code()
    )
    _told("volunteer.shifts", one, by, at, n=1)
    return shift


@transaction.atomic
def cancel_shift(shift: int, *, reason: str, by: Actor, at: datetime) -> Shift:
    """取消班次, before anybody has come; whoever signed up is told. Raises Refusal."""
    found = Shift.objects.select_for_update(of=("self",)).filter(pk=shift).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    one = held(found.activity_id, by, access.may_wind_up)
    if len(reason.strip()) < 4:  # a word is no reason
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    with walls.the_house():
        signups = SignUp.objects.filter(shift=found).exclude(state="off")
        if found.state != Shift.State.OPEN or signups.exclude(state__in=("signed", "waiting")).exists():
            raise Refusal("shift_began", _("已经有人签到或者已经结束，不能取消。"))
        people = sorted(signups.values_list("person", flat=True))
        signups.update(state="off", seat=None)
    found.state, found.closed_at = Shift.State.CANCELLED, at
    found.save(update_fields=["state", "closed_at"])
    said = {"activity": one.pk, "people": people, "reason": reason.strip()}
    about = ("shift", found.pk)
    record("volunteer.shift_cancelled", by=by.person_id, at=at, about=about, content=said, topic="volunteer.shift_cancelled")  # fmt: skip
    return found


def held(activity: int, by: Actor, may: Callable[[Actor, Group], Verdict] = access.may_run) -> Activity:
    """One that the actor runs, or winds up (`may`), locked. Raises Refusal."""
    one = Activity.objects.select_for_update(of=("self",)).select_related("group").filter(pk=activity).first()
    verdict = may(by, one.group) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.ended_at:
        raise Refusal("activity_ended", _("这个活动已经结束。"))
    return one


def _told(kind: str, one: Activity, by: Actor, at: datetime, **content: object) -> None:
    said = {"group": one.group_id, **content}
    record(kind, by=by.person_id, at=at, about=("activity", one.pk), content=said)
