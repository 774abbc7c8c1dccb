"""开证明、收回: the resident's own act, confirmed by a code to their own phone a moment before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.exchange.bank import facts, queries, rules, signing
from sanzhi.exchange.bank.models import Statement
from sanzhi.exchange.bank.terms import LIFE
from sanzhi.journal.actions import record
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor


@dataclass(frozen=True)
class Asked:
    """给谁看、做什么用、看什么."""

    bank: int
    purpose: str
    fields: Sequence[str]
    may_answer: bool


@transaction.atomic
def issue(asked: Asked, *, confirmed_at: datetime | None, origin: str, by: Actor, at: datetime) -> Statement:
    """开证明 for one bank and one purpose, good for thirty days. `origin`: the address residents use. Raises Refusal."""
    member = queries.member_asking(by)
    rules.confirmed(confirmed_at, at).or_refuse()
    rules.fields_problem(asked.fields).or_refuse()
    bank = _bank(asked, at)
    fields = rules.in_order(asked.fields)
    said = facts.of(member, fields, asked.purpose, at)
    _code, salt, digest = queries.TICKETS.fresh()
    row = Statement.objects.create(
        person=member.person, household=member.household, bank=bank, purpose=asked.purpose, fields=fields,
        may_answer=asked.may_answer, asked_by_id=by.person_id, confirmed_at=confirmed_at, issued_at=at,
        expires_at=at + LIFE, salt=salt, digest=digest, position=_next_position(),
    )  # fmt: skip
    text = signing.issue(
        said, origin=origin, bank=bank.code, position=row.position, issued_at=at, expires_at=row.expires_at
    )
    row.token = crypto.encrypt(text, table=queries.TABLE, column="token", row=row.id)
    row.save(update_fields=["token"])
    content = {"bank": bank.id, "purpose": asked.purpose, "fields": fields, "may_answer": asked.may_answer}
    record("statement.issued", by=by.person_id, at=at, about=("statement", row.id), content=content)
    return row


@transaction.atomic
def revoke(statement: int, *, by: Actor, at: datetime) -> Statement:
    """收回: one press, no reason asked; twice is once. Raises Refusal for somebody else's."""
    queries.statement_of(by, statement)
    row = Statement.objects.select_for_update(of=("self",)).get(pk=statement)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        record("statement.revoked", by=by.person_id, at=at, about=("statement", row.id), content={})
    return row


def _bank(asked: Asked, at: datetime) -> Office:
    found = next((one for one in queries.banks(at) if one.id == asked.bank), None)
    if found is None:
        raise Refusal("bank_unknown", _("请选一家已经接入的银行。"))
    if asked.purpose not in Statement.Purpose.values:
        raise Refusal("purpose_unknown", _("请选做什么用。"))
    return found


def _next_position() -> int:
    """Its own place in the status lists: of a sequence, so that two at once get two."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('exchange_statement_place')")
        return signing.scattered(cursor.fetchone()[0])
