"""更正和转户: asked by one, approved by another; an entry is never changed, it is moved back by one of its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.points import access, queries
from sanzhi.points.models import Claim, Item, Transfer

from .entering import REVERSE
from .held import a_claim, a_claim_in, reason_of, told
from .rounds import give_back

MOVE = "points.transfer"


@transaction.atomic
def revise(claim_id: int, *, reason: str, by: Actor, at: datetime) -> Claim:
    """更正: what was entered by mistake is moved back, once; approved by another than who reported and verified it.

    Raises Refusal; "short" where an addition was spent already.
    """
    claim = a_claim_in(claim_id, "confirmed")
    access.may_approve(by, claim.verified_by_id, claim.area_id).or_refuse()
    if by.person_id == claim.reported_by_id:
        raise Refusal("own_request", _("登记的人不能自己更正。"))
    return _moved_back(claim, reason_of(reason)[:300], by, at)


@transaction.atomic
def take_back_service(claim_id: int, *, by: Actor, at: datetime) -> Claim:
    """冲正志愿服务: the hours were fewer, by the volunteer's own word (the one hand) and whoever leads there (the other). Moved
    back like every entry. Raises Refusal: while it is announced; "short" where it was spent already."""
    claim = a_claim(claim_id)
    if claim.state != Claim.State.CONFIRMED or claim.source != Item.Source.VOLUNTEER:
        raise Refusal("announced", _("这次服务的积分正在公示，入账以后才能减少时长。"))
    return _moved_back(claim, "服务时长已更正。", by, at)


def _moved_back(claim: Claim, note: str, by: Actor, at: datetime) -> Claim:
    claim.note = note
    if claim.posting:
        old = _posting_to_reverse(claim)
        moved = ledger.reverse(
            {f"claim:{claim.id}:reversed": old}, REVERSE, about=("claim", claim.id), by=by.person_id, at=at
        )
        claim.reversal = moved[0].id
    give_back(claim)
    claim.state, claim.decided_at = Claim.State.REVISED, at
    claim.save(update_fields=["state", "note", "reversal", "decided_at"])
    told("points.revised", claim, by, at, reason=claim.note)
    return claim


def _posting_to_reverse(claim: Claim) -> int:
    """Of an addition its posting; of a deduction what settled the hold."""
    if claim.direction == "+":
        assert claim.posting
        return claim.posting
    return book.posting(f"claim:{claim.id}:settled")


@transaction.atomic
def ask_transfer(giver: int, taker: int, *, points: int, reason: str, by: Actor, at: datetime) -> Transfer:
    """申请转户: when a household splits, merges or moves; as the village decided. Raises Refusal."""
    from_home, to_home = Household.objects.get(pk=giver), Household.objects.get(pk=taker)
    access.may_record(by, from_home.area_id).or_refuse()
    if from_home == to_home or points < 1:
        raise Refusal("transfer_shape", _("请选两户不同的人家，分数大于零。"))
    if queries.balance_of(giver).free < points:
        raise Refusal("short", _("转出的这一户没有这么多积分。"))
    assert by.person_id
    asked = Transfer.objects.create(
        area_id=from_home.area_id, giver=from_home, taker=to_home, points=points, reason=reason_of(reason)[:200],
        asked_by_id=by.person_id, asked_at=at,
    )  # fmt: skip
    _noted("points.transfer_asked", asked, by, at, tell=True)
    return asked


@transaction.atomic
def approve_transfer(transfer_id: int, *, by: Actor, at: datetime) -> Transfer:
    """核准转户: entered at once. Raises Refusal."""
    asked = _open(transfer_id, by)
    taker = asked.taker
    own = NewAccount(codes.of_household(taker.pk), taker.number, taker.area_id, household=taker.pk)
    to_account = ledger.open_accounts([own], at=at)[0]
    from_code = codes.of_household(asked.giver_id)
    from_account = book.accounts(codes.POINT, [from_code])[from_code]
    telling = Telling(MOVE, ("transfer", asked.id), codes.POINT)
    line = Line(f"transfer:{asked.id}", from_account, to_account, asked.points)
    asked.posting = ledger.post([line], telling, by=by.person_id, at=at)[0].id
    asked.approved_by_id, asked.approved_at = by.person_id, at
    asked.save(update_fields=["posting", "approved_by", "approved_at"])
    _noted("points.transfer_approved", asked, by, at)
    return asked


@transaction.atomic
def refuse_transfer(transfer_id: int, *, by: Actor, at: datetime) -> Transfer:
    """不准转户. Raises Refusal."""
    asked = _open(transfer_id, by)
    asked.refused_at = at
    asked.save(update_fields=["refused_at"])
    _noted("points.transfer_refused", asked, by, at)
    return asked


@transaction.atomic
def bring_home(*, key: str, by: Actor, at: datetime) -> int:
    """归到我家: all of one's own free points, by oneself; the same key again moves nothing. Returns how many. Raises Refusal."""
    mine = queries.participation_of(by.person_id) if by.person_id else None
    if mine is None:
        raise Refusal("not_taking_part", _("请先参加积分，再办理。"))
    names = [codes.of_person(mine.person_id), codes.of_household(mine.household_id)]
    accounts = book.accounts(codes.POINT, names)
    free = book.balance(accounts[names[0]]).free
    if free < 1:
        raise Refusal("nothing_there", _("您本人名下没有可以归户的积分。"))
    telling = Telling("points.home", ("person", mine.person_id), codes.POINT)
    line = Line(f"home:{mine.person_id}:{key}", accounts[names[0]], accounts[names[1]], free)
    ledger.post([line], telling, by=by.person_id, at=at)
    return free


def _open(transfer_id: int, by: Actor) -> Transfer:
    asked = Transfer.objects.select_for_update(of=("self",)).select_related("taker").get(pk=transfer_id)
    access.may_approve_transfer(by, asked).or_refuse()
    if asked.approved_at or asked.refused_at:
        raise Refusal("decided", _("这一条已经办过了。"))
    return asked


def _noted(kind: str, asked: Transfer, by: Actor, at: datetime, *, tell: bool = False) -> None:
    content = {
        "area": asked.area_id, "giver": asked.giver_id, "taker": asked.taker_id, "points": asked.points,
        "hands": [asked.asked_by_id],
    }  # fmt: skip
    topic = kind if tell else None
    record(kind, by=by.person_id, at=at, about=("transfer", asked.id), content=content, topic=topic)
