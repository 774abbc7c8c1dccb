"""以案定补: one payment for one dispute, drafted by the clerk, reviewed by one and approved by another."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.disputes import access, queries, rules
from sanzhi.disputes.models import Agreement, Instalment, Subsidy
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .held import held

State = Subsidy.State


@transaction.atomic
def draft_subsidy(case_id: int, grade: str, *, by: Actor, at: datetime) -> Subsidy:
    """拟补贴: agreed, performed and with a complete dossier; once for a dispute. Raises Refusal."""
    it = held(case_id)
    access.may_keep(by, it.dispute).or_refuse()
    known = Subsidy.objects.filter(case=it.dispute).first()
    if known:
        return known
    if grade not in Subsidy.Grade.values:
        raise Refusal("choice_unknown", _("请选择难易程度。"))
    mediator = it.dispute.mediator
    agreed = Agreement.objects.filter(case=it.dispute, in_force_at__isnull=False).exists()
    owed = Instalment.objects.filter(agreement__case=it.dispute, performed_on=None).exists()
    if mediator is None or not agreed or owed or not it.case.done_at:
        raise Refusal("not_earned", _("调解成功并且履行完毕的才能拟补贴。"))
    if rules.missing(queries.dossier_of(it.dispute, it.parties)):
        raise Refusal("dossier_incomplete", _("卷宗还不齐，不能拟补贴。"))
    one = Subsidy.objects.create(
        case=it.dispute, body=it.dispute.body, mediator_id=mediator.person_id, grade=grade,
        amount_cents=rules.subsidy_cents(it.dispute.body.kind, grade), drafted_by_id=by.person_id, drafted_at=at,
    )  # fmt: skip
    _noted("subsidy.drafted", one, by, at, area=it.dispute.body.area_id)
    return one


@transaction.atomic
def review_subsidy(case_id: int, *, by: Actor, at: datetime) -> Subsidy:
    """审核通过. Raises Refusal."""
    one = _in(case_id, str(State.DRAFTED))
    access.may_review(by, one, one.body).or_refuse()
    one.state, one.reviewed_by_id = State.REVIEWED, by.person_id
    return _moved("subsidy.reviewed", one, by, at, area=one.body.area_id)


@transaction.atomic
def approve_subsidy(case_id: int, *, by: Actor, at: datetime) -> Subsidy:
    """批准. Raises Refusal."""
    one = _in(case_id, str(State.REVIEWED))
    access.may_approve(by, one, one.body).or_refuse()
    one.state, one.approved_by_id = State.APPROVED, by.person_id
    return _moved("subsidy.approved", one, by, at, area=one.body.area_id)


@transaction.atomic
def pay_subsidy(case_id: int, *, by: Actor, at: datetime) -> Subsidy:
    """登记发放. Raises Refusal."""
    one = _in(case_id, str(State.APPROVED))
    access.may_approve(by, one, one.body).or_refuse()
    one.state, one.ended_at = State.PAID, at
    return _moved("subsidy.paid", one, by, at, area=one.body.area_id)


@transaction.atomic
def refuse_subsidy(case_id: int, *, reason: str, by: Actor, at: datetime) -> Subsidy:
    """不予补贴: with a reason that its mediator reads. Raises Refusal."""
    one = _in(case_id, str(State.DRAFTED), str(State.REVIEWED))
    (access.may_review if one.state == State.DRAFTED else access.may_approve)(by, one, one.body).or_refuse()
    if len(reason.strip()) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    one.state, one.reason, one.ended_at = State.REFUSED, reason.strip()[:200], at
    return _moved("subsidy.refused", one, by, at, area=one.body.area_id)


def _in(case_id: int, *states: str) -> Subsidy:
    rows = Subsidy.objects.select_for_update(of=("self",))
    one = rows.select_related("body").filter(pk=queries.subsidy_id(case_id)).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这笔补贴。"))
    if one.state not in states:
        raise Refusal(
            "elsewhere", _("这笔补贴现在是“%(state)s”，不能这样办。") % {"state": one.get_state_display()}
        )
    return one


def _moved(kind: str, one: Subsidy, by: Actor, at: datetime, *, area: str) -> Subsidy:
    one.save(update_fields=["state", "reviewed_by", "approved_by", "reason", "ended_at"])
    _noted(kind, one, by, at, area=area)
    return one


def _noted(kind: str, one: Subsidy, by: Actor, at: datetime, *, area: str) -> None:
    hands = [who for who in (one.mediator_id, one.drafted_by_id, one.reviewed_by_id) if who]
    content = {"area": area, "hands": hands, "persons": [one.mediator_id], "amount": one.amount_cents}
    record(kind, by=by.person_id, at=at, about=("subsidy", one.pk), content=content, topic=kind)
