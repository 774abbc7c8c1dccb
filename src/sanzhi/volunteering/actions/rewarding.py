"""交积分: confirmed hours of a grown person who takes part become one claim, once and only once. Nothing here ever deducts."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.points.actions import Served
from sanzhi.points.models import Claim
from sanzhi.volunteering.models import SignUp

HOUR = 60  # minutes


@transaction.atomic
def hand_over(signup: int, *, at: datetime) -> Claim | None:
    """交积分: whole hours; none where the village has no such item, or the person takes no part or is not grown."""
    one = SignUp.objects.select_for_update(of=("self",)).select_related("shift__activity").get(pk=signup)
    if one.claim_id or one.state != SignUp.State.CONFIRMED:
        return one.claim
    return _handed(one, f"hours:{one.pk}", at)


def _handed(one: SignUp, key: str, at: datetime) -> Claim | None:
    hours = (one.minutes or 0) // HOUR
    if not hours or one.confirmed_by_id is None:
        return None
    words = f"志愿服务 {hours} 小时：{one.shift.activity.title}"
    served = Served(key, one.person_id, localdate(one.shift.starts_at), hours, words, one.confirmed_by_id)
    claim = points.take_service(served, at=at)
    if claim:
        one.claim = claim
        one.save(update_fields=["claim"])
        said = {"claim": claim.pk}
        record("volunteer.handed_over", by=None, at=at, about=("signup", one.pk), content=said)
    return claim


def follow(one: SignUp, *, by: Actor, at: datetime) -> None:
    """After a correction: what was not scored yet is withdrawn and handed over as it is now; what was scored stays."""
    with walls.the_house():
        claim = one.claim
        if claim is None or not points.let_go_service(claim.pk, at=at):
            return
        one.claim = None
        one.save(update_fields=["claim"])
        _handed(one, f"hours:{one.pk}:{at:%Y%m%d%H%M%S}", at)
