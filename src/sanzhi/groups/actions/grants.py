"""资助: proposed by one, agreed by another, in milestones; each reported with evidence, accepted by one, paid by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries, rules
from sanzhi.groups.models import Bid, Grant, Milestone
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.notices import queries as notices
from sanzhi.people.roles import Actor

from .funds import a_reason, a_voucher, held_fund


@dataclass(frozen=True)
class NewMilestone:
    """一个阶段: what, for how much (fen), by when."""

    what: str
    fen: int
    due_on: date


@transaction.atomic
def propose_grant(
    bid: int, *, fen: int, contract: str, milestones: Sequence[NewMilestone], by: Actor, at: datetime
) -> Grant:
    """提出资助: of a scored bid, in milestones that are all of its money. Raises Refusal."""
    one = Bid.objects.select_for_update(of=("self",)).select_related("call").filter(pk=bid, withdrawn_at=None).first()  # fmt: skip
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    fund = held_fund(one.call.fund_id, by)
    if one.grant:
        raise Refusal("decided", _("已经提出过。"))
    announced = bool(one.call.notice_id and notices.stands(one.call.notice_id, at))
    rules.may_grant(
        scores=one.scores.count(), announced=announced, fen=fen, asked=one.fen, milestones=[row.fen for row in milestones],
    ).or_refuse()  # fmt: skip
    given = queries.granted_in(one.call_id)
    if given + fen > one.call.total:
        raise Refusal("call_spent", _("超过了这次征集一共安排的钱。"))
    if len(contract.strip()) < 2:
        raise Refusal("contract_missing", _("请写协议编号。"))
    grant = Grant.objects.create(
        bid=one,
        fund=fund,
        fen=fen,
        contract=contract.strip()[:40],
        proposed_by_id=by.person_id,
        proposed_at=at,
    )
    Milestone.objects.bulk_create(
        [
            Milestone(grant=grant, number=number, what=row.what.strip(), fen=row.fen, due_on=row.due_on)
            for number, row in enumerate(milestones, start=1)
        ]
    )
    _told("fund.grant_proposed", grant, by, at)
    return grant


@transaction.atomic
def agree_grant(grant: int, *, by: Actor, at: datetime) -> Grant:
    """同意资助, by a second person: its money is set aside, and never more than the fund has. Raises Refusal."""
    one = _proposed(grant, by)
    access.another(by, one.proposed_by_id).or_refuse()
    code = codes.of_grantee(one.bid.group_id)
    new = NewAccount(code, one.bid.group.name, one.fund.area_id, unit=codes.FEN)
    (taker,) = ledger.open_accounts([new], at=at)
    giver = queries.accounts_of(one.fund_id).fund
    rows = list(one.milestones.all())
    lines = [Line(f"milestone:{row.pk}", giver, taker, row.fen) for row in rows]
    telling = Telling("fund.granted", ("grant", one.pk), unit=codes.FEN, basis=one.contract)
    for row, posted in zip(rows, ledger.hold(lines, telling, by=by.person_id, at=at), strict=True):
        row.hold = posted.id
    Milestone.objects.bulk_update(rows, ["hold"])
    one.agreed_by_id, one.agreed_at = by.person_id, at
    one.save(update_fields=["agreed_by", "agreed_at"])
    _told("fund.grant_agreed", one, by, at)
    return one


@transaction.atomic
def refuse_grant(grant: int, *, reason: str, by: Actor, at: datetime) -> Grant:
    """不同意资助, with a reason, by a second person or whoever proposed it; another can be proposed then. Raises Refusal."""
    one = _proposed(grant, by)
    one.reason = a_reason(reason)
    one.refused_by_id, one.refused_at = by.person_id, at
    one.save(update_fields=["reason", "refused_by", "refused_at"])
    _told("fund.grant_refused", one, by, at, reason=one.reason)
    return one


@transaction.atomic
def report_milestone(milestone: int, *, evidence: str, by: Actor, at: datetime) -> Milestone:
    """报告完成, with what shows it, by whoever runs the organisation. Raises Refusal."""
    row = _milestone(milestone)
    access.may_run(by, row.grant.bid.group).or_refuse()
    if row.state != Milestone.State.PLANNED or row.grant.agreed_at is None:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    if len(evidence.strip()) < 10:  # what was done, for whom, how often
        raise Refusal("evidence_missing", _("请写明做了什么、有什么为证（至少 10 个字）。"))
    row.state, row.evidence, row.remark = Milestone.State.REPORTED, evidence.strip()[:1000], ""
    row.reported_by_id, row.reported_at = by.person_id, at
    row.save()
    _told("fund.milestone_reported", row.grant, by, at, milestone=row.number)
    return row


@transaction.atomic
def accept_milestone(milestone: int, *, passes: bool, remark: str, by: Actor, at: datetime) -> Milestone:
    """验收: good, or back with a remark; by another than reported it. Raises Refusal."""
    row = _milestone(milestone)
    access.may_keep_fund(by, row.grant.fund.area_id).or_refuse()
    if row.state != Milestone.State.REPORTED:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    access.another(by, row.reported_by_id).or_refuse()
    if len(remark.strip()) < 4:  # a word is no remark
        raise Refusal("reason_missing", _("请写明验收意见（至少 4 个字）。"))
    row.remark = remark.strip()[:300]
    row.state = Milestone.State.ACCEPTED if passes else Milestone.State.PLANNED
    if passes:
        row.accepted_by_id, row.accepted_at = by.person_id, at
    row.save()
    _told("fund.milestone_judged", row.grant, by, at, milestone=row.number, passes=passes)
    return row


@transaction.atomic
def pay_milestone(milestone: int, *, voucher: str, by: Actor, at: datetime) -> Milestone:
    """付款: of an accepted one, by another than accepted it; what was set aside moves. Raises Refusal."""
    row = _milestone(milestone)
    access.may_keep_fund(by, row.grant.fund.area_id).or_refuse()
    if row.state != Milestone.State.ACCEPTED or row.hold is None:
        raise Refusal("not_accepted", _("验收合格的才付款，付过的不再付。"))
    access.another(by, row.accepted_by_id).or_refuse()
    fund = held_fund(row.grant.fund_id, by)
    a_voucher(voucher, Milestone.objects.filter(grant__fund=fund, state="paid"))
    about = ("milestone", row.pk)
    (posted,) = ledger.settle(
        {f"milestone:{row.pk}:paid": row.hold}, "fund.paid", about=about, by=by.person_id, at=at
    )
    row.state, row.posting, row.voucher = Milestone.State.PAID, posted.id, voucher.strip()
    row.paid_by_id, row.paid_at = by.person_id, at
    row.save()
    _told("fund.paid", row.grant, by, at, milestone=row.number, fen=row.fen)
    return row


@transaction.atomic
def end_grant(grant: int, *, reason: str, by: Actor, at: datetime) -> Grant:
    """终止资助: what was not accepted is let go and lies free in the fund again; what was accepted is still paid. Raises Refusal."""
    one = _held(grant, by)
    if one.agreed_at is None or one.ended_at:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    said = a_reason(reason)
    rows = list(one.milestones.select_for_update().filter(state__in=("planned", "reported")))
    if not rows:
        raise Refusal("nothing_left", _("各阶段都已经验收或者付款，没有可以终止的。"))
    holds = {f"milestone:{row.pk}:dropped": row.hold for row in rows if row.hold}
    if holds:
        ledger.void(holds, "fund.dropped", about=("grant", one.pk), by=by.person_id, at=at)
    for row in rows:
        row.state = Milestone.State.DROPPED
        row.save(update_fields=["state"])
    one.ended_at, one.reason = at, said
    one.save(update_fields=["ended_at", "reason"])
    _told("fund.grant_ended", one, by, at)
    return one


def _held(grant: int, by: Actor) -> Grant:
    rows = Grant.objects.select_for_update(of=("self",)).select_related("fund", "bid__group")
    one = rows.filter(pk=grant).first()
    verdict = access.may_keep_fund(by, one.fund.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _proposed(grant: int, by: Actor) -> Grant:
    """Held, and not decided yet. Raises Refusal."""
    one = _held(grant, by)
    if one.agreed_at:
        raise Refusal("decided", _("已经同意过。"))
    if one.refused_at:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return one


def _milestone(milestone: int) -> Milestone:
    rows = Milestone.objects.select_for_update(of=("self",)).select_related(
        "grant__fund", "grant__bid__group"
    )
    row = rows.filter(pk=milestone).first()
    if row is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    return row


def _told(topic: str, grant: Grant, by: Actor, at: datetime, **content: object) -> None:
    record(topic, by=by.person_id, at=at, about=("grant", grant.pk), content=content)
