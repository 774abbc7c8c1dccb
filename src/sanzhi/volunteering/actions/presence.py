"""签到、签退: by the code of the shift, where it is said also by the place; or by the leader's hand. What nobody ends, the clock ends."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import geometry, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import Shift, SignUp
from sanzhi.volunteering.rules import Span

NOT_YET = (SignUp.State.SIGNED, SignUp.State.MISSED)  # what was noted of somebody may turn out wrong


@transaction.atomic
def check_in(door: str, *, point: tuple[float, float] | None = None, by: Actor, at: datetime) -> SignUp:
    """扫码签到, with a phone's place or without it, also after somebody had noted that one did not come. Where the phone
    stood is not kept. Raises Refusal."""
    shift, one = _mine_at(door, by)
    rules.may_come(Span(shift.starts_at, shift.ends_at), at).or_refuse()
    if one.state not in NOT_YET:
        return one
    metres = _metres(shift, point)
    if metres is not None:
        rules.is_near(metres).or_refuse()
    how = "qr" if metres is None else "place"
    return _came(one, how, metres, by, at)


@transaction.atomic
def check_out(door: str, *, by: Actor, at: datetime) -> SignUp:
    """扫码签退. Raises Refusal."""
    _shift, one = _mine_at(door, by)
    if one.state in NOT_YET:
        raise Refusal("not_come", _("还没有签到。"))
    return go(one, by, at) if one.state == SignUp.State.CAME else one


def _mine_at(door: str, by: Actor) -> tuple[Shift, SignUp]:
    shift = Shift.objects.select_related("activity").filter(door=door.strip().upper()).first()
    if shift is None:
        raise Refusal("not_visible", _("没有找到这个班次。"))
    rows = SignUp.objects.select_for_update(of=("self",)).filter(shift=shift, person=by.person_id)
    one = rows.exclude(state="off").first()
    if one is None or one.state == SignUp.State.WAITING:
        raise Refusal("not_signed", _("您没有报这个班次，请先报名。"))
    return shift, one


def _metres(shift: Shift, point: tuple[float, float] | None) -> int | None:
    place = (shift.activity.latitude, shift.activity.longitude)
    if point is None or place[0] is None or place[1] is None:
        return None
    return round(geometry.metres((float(place[1]), float(place[0])), (point[1], point[0])))


@transaction.atomic
def check_in_for(signup: int, *, came_at: datetime, by: Actor, at: datetime) -> SignUp:
    """代签到: for whoever came without a phone, with the time at which they came; or had been noted as not come, by mistake.
    Raises Refusal."""
    one = held(signup, by)
    if one.state not in NOT_YET:
        raise Refusal("came_already", _("已经签到，或者没有轮到这一位。"))
    if not one.shift.starts_at - rules.BEFORE <= came_at <= min(at, one.shift.ends_at):
        raise Refusal("came_shape", _("到的时间要在班次里，而且不能在现在以后。"))
    return _came(one, "leader", None, by, came_at)


@transaction.atomic
def check_out_for(signup: int, *, went_at: datetime, by: Actor, at: datetime) -> SignUp:
    """代签退. Raises Refusal."""
    one = held(signup, by)
    if one.state != SignUp.State.CAME or one.came_at is None:
        raise Refusal("not_come", _("还没有签到，或者已经签退。"))
    if not one.came_at <= went_at <= at:
        raise Refusal("went_shape", _("走的时间要在到的时间以后，而且不能在现在以后。"))
    return go(one, by, went_at)


def held(signup: int, by: Actor) -> SignUp:
    """One of an organisation that the actor runs, not their own, locked. Raises Refusal."""
    rows = SignUp.objects.select_for_update(of=("self",)).select_related("group", "shift__activity")
    one = rows.filter(pk=signup).first()
    verdict = access.may_confirm(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _came(one: SignUp, how: str, metres: int | None, by: Actor, at: datetime) -> SignUp:
    one.state, one.came_at, one.came_how, one.metres = SignUp.State.CAME, at, how, metres
    one.save(update_fields=["state", "came_at", "came_how", "metres"])
    record("volunteer.came", by=by.person_id, at=at, about=("signup", one.pk), content={"how": how})
    return one


def go(one: SignUp, by: Actor, at: datetime) -> SignUp:
    """One held, who came, goes."""
    one.state, one.went_at = SignUp.State.WENT, at
    one.save(update_fields=["state", "went_at"])
    record("volunteer.went", by=by.person_id, at=at, about=("signup", one.pk), content={})
    return one


@transaction.atomic
def close_shift(shift: int, *, at: datetime) -> bool:
    """到点收尾, by the clock, half an hour after it ended: whoever forgot to check out went at its end; whoever did not come
    waits for the leader's word; who waited for a place is off. Safe to repeat. Returns whether now."""
    found = Shift.objects.select_for_update(of=("self",)).select_related("activity").get(pk=shift)
    if found.state != Shift.State.OPEN or at < found.ends_at + rules.AFTER:
        return False
    with walls.the_house():
        rows = SignUp.objects.filter(shift=found)
        rows.filter(state="came").update(state="went", went_at=found.ends_at, went_by_clock=True)
        rows.filter(state="waiting").update(state="off")
        left = rows.filter(state__in=("signed", "went")).exists()
    found.state, found.closed_at = Shift.State.CLOSED, at
    found.save(update_fields=["state", "closed_at"])
    said = {"activity": found.activity_id, "group": found.activity.group_id}
    topic = "volunteer.closed" if left else None
    record("volunteer.closed", by=None, at=at, about=("shift", found.pk), content=said, topic=topic)
    return True
