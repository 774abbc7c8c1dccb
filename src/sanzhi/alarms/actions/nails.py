"""钉子警情: proposed by the rule, confirmed or not by a person, worked on by plan, pulled out when all three hold."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.alarms import access, detection, queries, rules
from sanzhi.alarms.models import Colour, Nail, PlanStep, Proposal, Review, Sort
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor


@transaction.atomic
def propose(*, at: datetime) -> list[int]:
    """研判: what the rule in force finds, each thing once; nothing else changes by it (I11)."""
    rule = queries.rule_on(at)
    found = detection.propose_nails(rule, at) + detection.propose_early(rule, at)
    towns: dict[str, list[int]] = {}
    for number, area in Proposal.objects.filter(pk__in=found).order_by("pk").values_list("pk", "area"):
        towns.setdefault(area[:9].ljust(12, "0"), []).append(number)
    for town, numbers in towns.items():
        said = {"area": town, "proposals": numbers}
        record(
            "nail.proposed", by=None, at=at, about=("area", int(town)), content=said, topic="nail.proposed"
        )
    return found


@dataclass(frozen=True)
class Confirmed:
    """认定: with a reason, a colour, the office that answers for it and the official who leads."""

    reason: str
    colour: str
    lead_office: int
    lead_official: str


@transaction.atomic
def confirm(proposal_id: int, told: Confirmed, *, by: Actor, at: datetime) -> Nail:
    """认定: a nail from now on; one that had been pulled out is raised again. Raises Refusal."""
    one = _open(proposal_id, by)
    if one.sort == Sort.EARLY:
        raise Refusal("only_a_sign", _("苗头只能记下处理意见，不认定为钉子警情。"))
    if told.colour not in Colour.values or not told.lead_official.strip():
        raise Refusal("nail_short", _("请选颜色、牵头单位，写包案领导。"))
    if not people.keep_open([told.lead_office], at):
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    nail = one.nail or Nail(
        area_id=one.area_id, sort=one.sort, cause=one.cause, place=one.place, place_key=one.place_key,
        party_key=one.party_key, raised=0,
    )  # fmt: skip
    rule = one.rule
    nail.raised += 1
    nail.colour, nail.lead_office_id, nail.lead_official = (
        told.colour,
        told.lead_office,
        told.lead_official.strip()[:30],
    )
    nail.quiet_days, nail.last_alarm_at = rule.quiet_days, one.last_at
    nail.confirmed_by_id, nail.confirmed_at = by.person_id, at
    nail.performed_on = nail.performed_by_id = nail.satisfied = nail.followed_at = None
    nail.removed_by_id = nail.removed_at = None
    nail.performed_how = nail.followed_how = ""
    nail.save()
    one.nail = nail
    _decide(one, "confirmed", told.reason, by, at)
    _noted("nail.confirmed", nail, by, at, colour=nail.colour, raised=nail.raised)
    return nail


@transaction.atomic
def reject(proposal_id: int, *, reason: str, by: Actor, at: datetime) -> Proposal:
    """不认定: as easy as confirming; of an early sign, what was made of it. Raises Refusal."""
    one = _open(proposal_id, by)
    _decide(one, "rejected", reason, by, at)
    said = {"area": one.area_id, "reason": one.reason}
    record("nail.rejected", by=by.person_id, at=at, about=("proposal", one.pk), content=said)
    return one


def _open(proposal_id: int, by: Actor) -> Proposal:
    one = Proposal.objects.select_for_update(of=("self",)).select_related("rule").get(pk=proposal_id)
    access.may_judge(by, one.area_id).or_refuse()
    if one.decided_at:
        raise Refusal("decided", _("已经有人研判过。"))
    return one


def _decide(one: Proposal, decision: str, reason: str, by: Actor, at: datetime) -> None:
    one.decision, one.reason = decision, _said(reason)
    one.decided_by_id, one.decided_at = by.person_id, at
    one.save(update_fields=["decision", "reason", "decided_by", "decided_at", "nail"])


@transaction.atomic
def add_step(nail_id: int, *, office: int, what: str, due_on: date, by: Actor, at: datetime) -> PlanStep:
    """联合方案加一步. Raises Refusal."""
    nail = _held(nail_id, by)
    if due_on < localdate(at):
        raise Refusal("due_past", _("完成日期不能早于今天。"))
    if not people.keep_open([office], at):
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    step = PlanStep.objects.create(
        nail=nail, office_id=office, what=_said(what)[:120], due_on=due_on, added_at=at
    )
    _noted("nail.step_added", nail, by, at, step=step.pk, office=office)
    return step


@transaction.atomic
def finish_step(step_id: int, *, how: str, by: Actor, at: datetime) -> PlanStep:
    """一步完成. Raises Refusal."""
    step = PlanStep.objects.select_for_update(of=("self",)).get(pk=step_id)
    nail = _held(step.nail_id, by)
    if step.done_at:
        raise Refusal("done", _("这一步已经完成。"))
    step.done_how, step.done_by_id, step.done_at = _said(how), by.person_id, at
    step.save(update_fields=["done_how", "done_by", "done_at"])
    _noted("nail.step_done", nail, by, at, step=step.pk)
    return step


@transaction.atomic
def review(nail_id: int, *, colour: str, found: str, by: Actor, at: datetime) -> Review:
    """研判一次: what was found, and the colour from now on. Raises Refusal."""
    nail = _held(nail_id, by)
    if colour not in Colour.values:
        raise Refusal("nail_short", _("请选颜色。"))
    made = Review.objects.create(nail=nail, colour=colour, found=_said(found), by_id=by.person_id, at=at)
    nail.colour = colour
    nail.save(update_fields=["colour"])
    _noted("nail.reviewed", nail, by, at, colour=colour)
    return made


@transaction.atomic
def note_performed(nail_id: int, *, on: date, how: str, by: Actor, at: datetime) -> Nail:
    """协议履行. Raises Refusal."""
    nail = _held(nail_id, by)
    if on > localdate(at):
        raise Refusal("day_out", _("履行的日期还没有到。"))
    nail.performed_on, nail.performed_how, nail.performed_by_id = on, _said(how), by.person_id
    nail.save(update_fields=["performed_on", "performed_how", "performed_by"])
    _noted("nail.performed", nail, by, at, on=on.isoformat())
    return nail


@transaction.atomic
def follow_up(nail_id: int, *, satisfied: bool, how: str, by: Actor, at: datetime) -> Nail:
    """回访: of what was performed, satisfied or not. Raises Refusal."""
    nail = _held(nail_id, by)
    if nail.performed_on is None:
        raise Refusal("not_performed", _("协议履行以后再回访。"))
    nail.satisfied, nail.followed_how, nail.followed_at = satisfied, _said(how), at
    nail.save(update_fields=["satisfied", "followed_how", "followed_at"])
    _noted("nail.followed_up", nail, by, at, satisfied=satisfied)
    return nail


@transaction.atomic
def remove(nail_id: int, *, by: Actor, at: datetime) -> Nail:
    """拔除: performed, quiet and satisfied, all three or not at all. Raises Refusal that names what is wanting."""
    nail = Nail.objects.select_for_update(of=("self",)).get(pk=nail_id)
    access.may_remove(by, nail).or_refuse()
    if nail.removed_at:
        return nail
    last = queries.last_alarm_of(nail, at)
    wanting = rules.out(nail.performed_on, nail.satisfied, last, nail.quiet_days, at)
    if wanting:
        raise Refusal("not_out", "".join(wanting))
    nail.last_alarm_at, nail.removed_by_id, nail.removed_at = last, by.person_id, at
    nail.save(update_fields=["last_alarm_at", "removed_by", "removed_at"])
    _noted("nail.removed", nail, by, at, raised=nail.raised)
    return nail


def _held(nail_id: int, by: Actor) -> Nail:
    nail = Nail.objects.select_for_update(of=("self",)).get(pk=nail_id)
    access.may_judge(by, nail.area_id).or_refuse()
    if nail.removed_at:
        raise Refusal("removed", _("已经拔除。"))
    return nail


def _said(text: str) -> str:
    """Raises Refusal for words too short to say anything, or that name somebody."""
    said = text.strip()[:300]
    if len(said) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    rules.names_nobody(said).or_refuse()
    return said


def _noted(kind: str, nail: Nail, by: Actor, at: datetime, **content: Any) -> None:
    said = {"area": nail.area_id, **content}
    record(kind, by=by.person_id, at=at, about=("nail", nail.pk), content=said)
