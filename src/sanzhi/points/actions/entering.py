"""入账: from a claim that stands to a posting in the book, in as few calls as there are versions of the standard."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.ledger.actions import Telling
from sanzhi.ledger.rules import Line
from sanzhi.people.roles import Actor
from sanzhi.points import scoring
from sanzhi.points.models import Claim, Round

ADD, DEDUCT, REVERSE = "points.add", "points.deduct", "points.reverse"


def enter(claims: Sequence[Claim], held: Round, by: Actor, at: datetime) -> None:
    """Post additions, settle what was set aside for deductions, mark every claim as entered."""
    added = [claim for claim in claims if claim.direction == "+"]
    by_version: dict[int, list[Claim]] = defaultdict(list)
    for claim in added:
        by_version[claim.item.standard_id].append(claim)
    accounts = _accounts(added, held.area_id)
    issuer = accounts.get(codes.of_issuer(held.area_id), 0)
    for version, rows in sorted(by_version.items()):
        lines = [
            Line(f"claim:{one.id}", issuer, accounts[scoring.holder_of(one)], one.points or 0) for one in rows
        ]
        telling = Telling(ADD, ("round", held.id), codes.POINT, f"standard:{version}")
        for claim, posted in zip(rows, ledger.post(lines, telling, by=by.person_id, at=at), strict=True):
            claim.posting = posted.id
    taken = {f"claim:{one.id}:settled": one.posting for one in claims if one.direction == "-" and one.posting}
    if taken:
        ledger.settle(taken, DEDUCT, about=("round", held.id), by=by.person_id, at=at)
    for claim in claims:
        claim.state, claim.decided_at = Claim.State.CONFIRMED, at
    Claim.objects.bulk_update(claims, ["state", "posting", "decided_at"])


def set_aside(claims: Sequence[Claim], held: Round, at: datetime) -> None:
    """Hold what would be deducted, never more than the holder has: no balance below nought, no debt (I5)."""
    accounts = _accounts(claims, held.area_id)
    left = {number: stand.free for number, stand in book.balances(list(accounts.values())).items()}
    by_version: dict[int, list[tuple[Claim, Line]]] = defaultdict(list)
    for claim in claims:
        giver = accounts[scoring.holder_of(claim)]
        amount = min(claim.points or 0, left[giver])
        left[giver] -= amount
        if amount:
            line = Line(f"claim:{claim.id}", giver, accounts[codes.of_issuer(held.area_id)], amount)
            by_version[claim.item.standard_id].append((claim, line))
    for version, rows in sorted(by_version.items()):
        telling = Telling(DEDUCT, ("round", held.id), codes.POINT, f"standard:{version}")
        posted = ledger.hold([line for _claim, line in rows], telling, by=None, at=at)
        for (claim, _line), one in zip(rows, posted, strict=True):
            claim.posting = one.id


def let_go(claims: Sequence[Claim], at: datetime) -> None:
    """What was set aside for deductions that do not stand."""
    held = {f"claim:{one.id}:void": one.posting for one in claims if one.direction == "-" and one.posting}
    if held:
        ledger.void(held, DEDUCT, about=("round", claims[0].round_id or 0), by=None, at=at)


def _accounts(claims: Sequence[Claim], area: str) -> dict[str, int]:
    wanted = {scoring.holder_of(claim) for claim in claims} | {codes.of_issuer(area)}
    return book.accounts(codes.POINT, sorted(wanted))
