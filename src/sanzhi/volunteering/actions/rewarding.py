"""交积分: confirmed hours of a grown person who takes part become one claim, once and only once. Nothing here deducts: what fewer
hours gave too much is moved back in the book, on the volunteer's own word."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.points.actions import Served
from sanzhi.points.models import Claim
from sanzhi.volunteering.models import SignUp

HOUR = 60  # minutes
ENDED = ("withdrawn", "revised")  # what the village rejected was decided, and is not handed over again


@transaction.atomic
def hand_over(signup: int, *, at: datetime) -> Claim | None:
    """交积分: whole hours; none where the village has no such item, or the person takes no part or is not grown."""
    one = SignUp.objects.select_for_update(of=("self",)).select_related("shift__activity").get(pk=signup)
    if one.claim_id or one.state != SignUp.State.CONFIRMED:
        return one.claim
    return _handed(one, f"hours:{one.pk}", (one.minutes or 0) // HOUR, at)


def _handed(one: SignUp, key: str, hours: int, at: datetime) -> Claim | None:
    if hours <= 0 or one.confirmed_by_id is None:
        return None
    words = f"志愿服务 {hours} 小时：{one.shift.activity.title}"
    served = Served(key, one.person_id, localdate(one.shift.starts_at), hours, words, one.confirmed_by_id)
    claim = points.take_service(served, at=at)
    if claim:
        one.claim = one.claim or claim
        one.save(update_fields=["claim"])
        said = {"claim": claim.pk}
        record("volunteer.handed_over", by=None, at=at, about=("signup", one.pk), content=said)
    return claim


def follow(one: SignUp, correction: int, *, by: Actor, at: datetime) -> None:
    """After a correction: what was not scored yet is withdrawn and handed over as it is now. Of what was scored more hours give
    the difference; fewer move it back, and what is left is handed over anew. Raises Refusal while it is announced."""
    with walls.the_house():
        mine = Claim.objects.filter(key=f"hours:{one.pk}") | Claim.objects.filter(
            key__startswith=f"hours:{one.pk}:"
        )
        standing = [
            claim for claim in mine.exclude(state__in=ENDED).order_by("id") if not points.let_go_service(claim.pk, at=at)
        ]  # fmt: skip
        hours = (one.minutes or 0) // HOUR
        given = [claim for claim in standing if claim.state != Claim.State.REJECTED]
        if given and sum(claim.quantity for claim in standing) > hours and _moved_back(one, given, by, at):
            standing = [claim for claim in standing if claim not in given]
        one.claim = standing[0] if standing else None
        one.save(update_fields=["claim"])
        left = hours - sum(claim.quantity for claim in standing)
        _handed(one, f"hours:{one.pk}:{correction}", left, at)


def _moved_back(one: SignUp, claims: Sequence[Claim], by: Actor, at: datetime) -> bool:
    """All of them, or none: points spent already stay, the hours are put right all the same. Returns whether they were."""
    try:
        with transaction.atomic():
            for claim in claims:
                points.take_back_service(claim.pk, by=by, at=at)
    except Refusal as refusal:
        if refusal.code != "short":
            raise
        record("volunteer.points_kept", by=by.person_id, at=at, about=("signup", one.pk), content={})
        return False
    return True
