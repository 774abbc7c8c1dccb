"""牵头人和重点工程: named, begun, reported by the owner, accepted by another, and warned of before it is late."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.leadership import access, queries, rules
from sanzhi.leadership.models import KeyProject, Lead, Milestone, Reading
from sanzhi.people.models import Area, Office
from sanzhi.people.roles import Actor

HEARD = ("project.reported", "project.sent_back")  # what somebody else is told of


@dataclass(frozen=True)
class NewLead:
    """牵头人 as entered: a public post, and what its holder answers for."""

    area: str
    part: str
    name: str
    post: str
    duties: str
    since: date


@dataclass(frozen=True)
class NewProject:
    """重点工程 as entered; by what figure it is judged, and which way is better."""

    number: int
    title: str
    about: str
    owner: int
    begins_on: date
    ends_on: date
    indicator: str
    unit: str
    direction: str
    target: Decimal


@transaction.atomic
def name_lead(new: NewLead, *, by: Actor, at: datetime) -> Lead:
    """登记牵头人. A place has one secretary at a time. Raises Refusal."""
    access.may_keep(by, new.area).or_refuse()
    area = Area.objects.select_for_update().filter(code=new.area, valid_to=None).first()
    if area is None or new.part not in Lead.Part.values:
        raise Refusal("choice_unknown", _("请选择地方和职务。"))
    if not new.name.strip() or not new.post.strip() or not new.duties.strip():
        raise Refusal("lead_incomplete", _("请写明姓名、职务和负责什么。"))
    there = Lead.objects.filter(Q(until=None) | Q(until__gt=new.since), area=area, part=Lead.Part.SECRETARY)
    if new.part == Lead.Part.SECRETARY and there.exists():
        raise Refusal("secretary_there", _("这里已经登记了书记，请先登记卸任。"))
    one = Lead.objects.create(
        area=area, part=new.part, name=new.name.strip(), post=new.post.strip(), duties=new.duties.strip(),
        since=new.since, entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    record(
        "leadership.named",
        by=by.person_id,
        at=at,
        about=("lead", one.pk),
        content={"area": new.area, "part": new.part},
    )
    return one  # fmt: skip


@transaction.atomic
def end_lead(lead: int, *, on: date, by: Actor, at: datetime) -> Lead:
    """登记卸任, from a day on. Raises Refusal."""
    one = Lead.objects.select_for_update().filter(pk=lead).first()
    if one is None:
        raise queries.missing()
    access.may_keep(by, one.area_id).or_refuse()
    if one.until is not None:
        return one
    rules.span_stands(one.since, on).or_refuse()
    one.until = on
    one.save(update_fields=["until"])
    record("leadership.ended", by=by.person_id, at=at, about=("lead", one.pk), content={"on": str(on)})
    return one


@transaction.atomic
def begin_project(new: NewProject, *, by: Actor, at: datetime) -> KeyProject:
    """立项. The figure may not be one that is better the fewer people ask (I18). Raises Refusal."""
    owner = Office.objects.filter(pk=new.owner, valid_to=None).first()
    if owner is None or new.direction not in KeyProject.Direction.values:
        raise Refusal("choice_unknown", _("请选择牵头单位和指标的方向。"))
    access.may_keep(by, owner.area_id).or_refuse()
    rules.span_stands(new.begins_on, new.ends_on).or_refuse()
    rules.indicator_stands(new.indicator, new.direction).or_refuse()
    if KeyProject.objects.filter(number=new.number).exists():
        raise Refusal("number_taken", _("这个编号已经用了。"))
    one = KeyProject.objects.create(
        number=new.number, title=new.title.strip(), about=new.about.strip(), owner=owner, begins_on=new.begins_on,
        ends_on=new.ends_on, indicator=new.indicator.strip(), unit=new.unit.strip(), direction=new.direction,
        target=new.target, entered_by_id=by.person_id, entered_at=at,
    )  # fmt: skip
    _told("project.begun", one, by, at, number=one.number)
    return one


@transaction.atomic
def add_milestone(project: int, *, title: str, due_on: date, by: Actor, at: datetime) -> Milestone:
    """设节点. Raises Refusal."""
    one = _held(project, by)
    rules.due_stands(due_on, one.begins_on, one.ends_on).or_refuse()
    made = Milestone.objects.create(project=one, title=title.strip(), due_on=due_on)
    _told("project.milestone", one, by, at, milestone=made.pk, due=str(due_on))
    return made


@transaction.atomic
def drop_milestone(milestone: int, *, reason: str, by: Actor, at: datetime) -> Milestone:
    """撤节点: it stays to be read, with why; an accepted one is not dropped. Raises Refusal."""
    found = _milestone(milestone)
    access.may_keep(by, found.project.owner.area_id).or_refuse()
    if found.accepted_at or found.dropped_at:
        raise Refusal("ended_already", _("这个节点已经验收或者撤了。"))
    if len(reason.strip()) < 2:
        raise Refusal("reason_missing", _("请写明理由。"))
    found.dropped_at = at
    found.save(update_fields=["dropped_at"])
    _told("project.milestone_dropped", found.project, by, at, milestone=found.pk, reason=reason.strip())
    return found


@transaction.atomic
def report(milestone: int, *, evidence: str, by: Actor, at: datetime) -> Milestone:
    """报节点完成, with what shows it; until it is accepted it may be reported anew. Raises Refusal."""
    found = _milestone(milestone)
    access.may_report(by, found.project.owner_id).or_refuse()
    if found.accepted_at or found.dropped_at:
        raise Refusal("ended_already", _("这个节点已经验收或者撤了。"))
    if len(evidence.strip()) < 4:
        raise Refusal("evidence_missing", _("请写明完成情况和依据。"))
    found.evidence, found.reported_by_id, found.reported_at = evidence.strip(), by.person_id, at
    found.save(update_fields=["evidence", "reported_by", "reported_at"])
    _told("project.reported", found.project, by, at, milestone=found.pk, place=found.project.owner.area_id)
    return found


@transaction.atomic
def accept(milestone: int, *, yes: bool, reason: str = "", by: Actor, at: datetime) -> Milestone:
    """验收, or 退回 with a reason; by another than who reported. Raises Refusal."""
    found = _milestone(milestone)
    access.may_accept(by, found).or_refuse()
    if found.reported_at is None or found.accepted_at or found.dropped_at:
        raise Refusal("not_reported", _("这个节点现在不能验收。"))
    if not yes and len(reason.strip()) < 2:
        raise Refusal("reason_missing", _("退回请写明理由。"))
    if yes:
        found.accepted_by_id, found.accepted_at = by.person_id, at
    else:
        found.reported_by, found.reported_at, found.evidence = None, None, ""
    found.save(update_fields=["accepted_by", "accepted_at", "reported_by", "reported_at", "evidence"])
    kind = "project.accepted" if yes else "project.sent_back"
    _told(
        kind, found.project, by, at, milestone=found.pk, owner=found.project.owner_id, reason=reason.strip()
    )
    return found  # fmt: skip


@transaction.atomic
def read_off(project: int, *, on: date, value: Decimal, source: str, by: Actor, at: datetime) -> Reading:
    """填读数, and where it was read. A second of a day stands beside the first, and holds. Raises Refusal."""
    one = KeyProject.objects.filter(pk=project).first()
    if one is None:
        raise queries.missing()
    access.may_report(by, one.owner_id).or_refuse()
    if on > localdate(at) or on < one.begins_on:
        raise Refusal("day_outside", _("请填工程开始以后、今天以前的日子。"))
    if len(source.strip()) < 2:
        raise Refusal("source_missing", _("请写明数字从哪里来。"))
    made = Reading.objects.create(
        project=one, on=on, value=value, source=source.strip(), entered_by_id=by.person_id, entered_at=at
    )
    _told("project.read", one, by, at, on=str(on), value=str(value))
    return made


@transaction.atomic
def close_project(project: int, *, on: date, by: Actor, at: datetime) -> KeyProject:
    """结项: when no milestone is left. Raises Refusal."""
    one = _held(project, by)
    if Milestone.objects.filter(project=one, accepted_at=None, dropped_at=None).exists():
        raise Refusal("milestones_left", _("还有节点没有验收。"))
    one.closed_on = on
    one.save(update_fields=["closed_on"])
    _told("project.closed", one, by, at, on=str(on))
    return one


@transaction.atomic
def warn(milestone: int, *, at: datetime) -> bool:
    """节点预警: once when it comes near, once when it is late. False: nothing to say any more."""
    found = (
        Milestone.objects.select_for_update(of=("self",)).select_related("project__owner").get(pk=milestone)
    )
    today = localdate(at)
    stands = rules.standing(found.due_on, found.reported_at is not None, found.accepted_at is not None, today)
    known = found.warned_on is not None and (stands == "soon" or found.warned_on > found.due_on)
    if stands not in ("soon", "late") or known or found.dropped_at:
        return False
    found.warned_on = today
    found.save(update_fields=["warned_on"])
    said = {"milestone": found.pk, "owner": found.project.owner_id, "place": found.project.owner.area_id}
    kind = f"project.{stands}"
    record(kind, by=None, at=at, about=("project", found.project_id), content=said, topic=kind)
    return True


def _milestone(milestone: int) -> Milestone:
    rows = Milestone.objects.select_for_update(of=("self",)).select_related("project__owner")
    found = rows.filter(pk=milestone).first()
    if found is None:
        raise queries.missing()
    return found


def _held(project: int, by: Actor) -> KeyProject:
    one = (
        KeyProject.objects.select_for_update(of=("self",)).select_related("owner").filter(pk=project).first()
    )
    if one is None:
        raise queries.missing()
    access.may_keep(by, one.owner.area_id).or_refuse()
    if one.closed_on:
        raise Refusal("closed_already", _("这个工程已经结项。"))
    return one


def _told(kind: str, project: KeyProject, by: Actor, at: datetime, **content: object) -> None:
    topic = kind if kind in HEARD else None
    record(kind, by=by.person_id, at=at, about=("project", project.pk), content=content, topic=topic)
