"""银行答复和复核: told only where the person agreed; a refusal can be looked at again by a person, once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sanzhi.exchange.bank import access, queries
from sanzhi.exchange.bank.models import Answer, Statement
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor


@transaction.atomic
def tell_outcome(statement: int, *, outcome: str, reason: str, by: Actor, at: datetime) -> Answer:
    """银行答复: what was decided and why; the second one answers the asking again. Raises Refusal."""
    access.may_check(by).or_refuse()
    if outcome not in Answer.Outcome.values or not 2 <= len(reason.strip()) <= 300:
        raise Refusal("reason_missing", _("请选结果并写明理由（2 至 300 字）。"))
    with walls.the_house():
        row = Statement.objects.filter(
            pk=statement, bank=by.office_id, checkings__office=by.office_id
        ).first()
        if row is None:
            raise Refusal("not_visible", _("请先核对这份证明。"))
        if not row.may_answer:
            raise Refusal("not_agreed", _("居民没有同意把结果告诉平台，请直接告诉本人。"))
        first = Answer.objects.filter(statement=row, again=False).first()
        if first and first.asked_again_at is None:
            raise Refusal("answered", _("已经答复过了。"))
        try:
            with transaction.atomic():
                said = Answer.objects.create(
                    statement=row, outcome=outcome, reason=reason.strip(), by_id=by.person_id, at=at,
                    again=first is not None,
                )  # fmt: skip
        except IntegrityError as error:
            raise Refusal("answered", _("已经答复过了。")) from error
        _told("statement.answered", row, by, at, {"person": row.person_id, "outcome": outcome})
    return said


@transaction.atomic
def ask_again(statement: int, *, by: Actor, at: datetime) -> None:
    """请人工复核并说明 (个人信息保护法 art. 24): of a refusal, once. Raises Refusal."""
    row = queries.statement_of(by, statement)
    declined = Answer.objects.filter(statement=row, again=False, outcome=Answer.Outcome.DECLINED)
    if not declined.filter(asked_again_at=None).update(asked_again_at=at):
        raise Refusal("nothing_to_ask", _("现在没有可以要求复核的答复。"))
    _told("statement.asked_again", row, by, at, {})


def _told(kind: str, row: Statement, by: Actor, at: datetime, content: dict) -> None:
    record(kind, by=by.person_id, at=at, about=("statement", row.id), content=content, topic=kind)
