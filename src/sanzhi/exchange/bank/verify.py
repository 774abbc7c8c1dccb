"""核验积分证明: each one's own act, thirty days at most, and its signed text says what its row says and no more."""

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import crypto
from sanzhi.kit.verdict import Refusal

from . import queries, signing
from .models import Statement
from .terms import FIELDS, LIFE


def check_statements() -> Finding:
    looked, violations = 0, list[Violation]()
    for row in Statement.objects.select_related("bank").order_by("id").iterator(chunk_size=500):
        looked += 1
        violations += [Violation("statement", f"statement {row.id}", fault) for fault in _faults(row)]
    return Finding(looked, violations, [])


def _faults(row: Statement) -> list[str]:
    faults = []
    if row.asked_by_id != row.person_id:
        faults.append("somebody else asked for it")
    if row.expires_at - row.issued_at > LIFE:
        faults.append("it lasts longer than thirty days")
    if not row.token:
        return faults
    try:
        claims = queries.claims_of(row)
    except (Refusal, crypto.Undecipherable):
        return [*faults, "its text is not what we signed"]
    if claims["aud"] != row.bank.code or claims["purpose"] != row.purpose:
        faults.append("it is for another bank or purpose than its row says")
    if set(claims) & set(FIELDS) != set(row.fields):
        faults.append("it tells other things than were chosen")
    if signing.position_in(claims) != row.position:
        faults.append("its place in the list is another one")
    return faults


CHECKS: dict[str, Check] = {"statements": in_one_view(check_statements)}
