"""报名、改期、取消: a place goes to one; when one is free again, whoever waits longest has it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import Shift, SignUp, Volunteer
from sanzhi.volunteering.rules import Span

TAKEN = ("signed", "came", "went", "missed", "confirmed")


@transaction.atomic
def sign_up(shift: int, *, by: Actor, at: datetime) -> SignUp:
    """报名, by oneself; where all places are taken one waits. Signed up twice is signed up once. Raises Refusal."""
    volunteer = Volunteer.objects.filter(person=by.person_id).first() if by.is_resident else None
    access.may_sign(volunteer).or_refuse()
    assert volunteer  # or it was refused
    return _signed(shift, volunteer, by, at)


@transaction.atomic
def sign_up_for(shift: int, number: str, name: str, *, by: Actor, at: datetime) -> SignUp:
    """替人报名, under the volunteer's number and name: for whoever does not use a phone for this; they are told. Numbers can be
    counted through, so that one alone brings nobody's name. Raises Refusal."""
    found = Shift.objects.select_related("activity__group").filter(pk=shift).first()
    verdict = access.may_run(by, found.activity.group) if found else access.not_there()
    verdict.or_refuse()
    with walls.the_house():
        volunteer = Volunteer.objects.select_related("person").filter(number=number.strip().upper()).first()
    if volunteer is None or volunteer.person.name != name.strip() or volunteer.left_at:
        raise Refusal("no_volunteer", _("没有这个编号和姓名的志愿者，请照本人的志愿服务页填写。"))
    return _signed(shift, volunteer, by, at)


@transaction.atomic
def change_shift(signup: int, *, to: int, by: Actor, at: datetime) -> SignUp:
    """改到另一个班次 of the same activity: the old place is given up for it, also where one then waits. Raises Refusal."""
    old = _own(signup, by)
    target = Shift.objects.filter(pk=to, activity=old.shift.activity_id).first()
    if target is None or target.pk == old.shift_id:
        raise Refusal("choice_unknown", _("请选择同一个活动的另一个班次。"))
    _held(old.volunteer)
    for number in sorted((old.shift_id, target.pk)):  # in one order, whoever changes
        hold_shift(number)
    free_place(old, by=by, at=at)
    return _signed(target.pk, old.volunteer, by, at)


@transaction.atomic
def sign_off(signup: int, *, by: Actor, at: datetime) -> SignUp:
    """取消报名, by oneself, before one came. Raises Refusal."""
    one = _own(signup, by)
    hold_shift(one.shift_id)
    return free_place(one, by=by, at=at)


def hold_shift(shift: int) -> Shift:
    """One that people may sign up for, locked: places are given one after the other. Raises Refusal."""
    found = Shift.objects.select_for_update(of=("self",)).select_related("activity__group").filter(pk=shift).first()  # fmt: skip
    if found is None:
        raise Refusal("not_visible", _("没有找到这个班次。"))
    return found


def _own(signup: int, by: Actor) -> SignUp:
    one = SignUp.objects.select_related("shift", "volunteer").filter(pk=signup).first()
    verdict = access.may_have(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    return one


def _held(volunteer: Volunteer) -> None:
    """Locked before any shift, as by whoever leaves: one shift after the other. Raises Refusal where one has left, or waits for a
    guardian's word."""
    with walls.the_house():
        access.may_sign(Volunteer.objects.select_for_update().get(pk=volunteer.pk)).or_refuse()


def _signed(number: int, volunteer: Volunteer, by: Actor, at: datetime) -> SignUp:
    _held(volunteer)
    shift = hold_shift(number)
    access.in_standing(shift.activity.group).or_refuse()
    if shift.state != Shift.State.OPEN:
        raise Refusal("shift_over", _("这个班次已经结束或者取消，请选后面的。"))
    with walls.the_house():  # the places of others are counted and not shown
        mine = SignUp.objects.filter(volunteer=volunteer).exclude(state="off")
        known = mine.filter(shift=shift).first()
        if known:
            return known
        others = mine.filter(
            state__in=("signed", "waiting", "came"), shift__ends_at__gt=at, shift__state="open"
        )
        spans = [Span(*pair) for pair in others.values_list("shift__starts_at", "shift__ends_at")]
        rules.may_sign(Span(shift.starts_at, shift.ends_at), at, spans).or_refuse()
        taken = set(SignUp.objects.filter(shift=shift, state__in=TAKEN).values_list("seat", flat=True))
        seat = next((n for n in range(1, shift.needed + 1) if n not in taken), None)
        one = SignUp.objects.create(
            shift=shift, group=shift.activity.group, volunteer=volunteer, person_id=volunteer.person_id,
            state="signed" if seat else "waiting", seat=seat, of_places=shift.needed, signed_at=at, planned=shift.minutes,
        )  # fmt: skip
    topic = None if by.person_id == one.person_id else "volunteer.signed_for"
    _told("volunteer.signed", one, by, at, topic=topic, waits=seat is None)
    return one


def free_place(one: SignUp, *, by: Actor, at: datetime) -> SignUp:
    """The place of one who does not come; whoever waits longest has it now and is told. Raises Refusal."""
    with walls.the_house():
        again = SignUp.objects.select_for_update(of=("self",)).get(pk=one.pk)
        if again.state not in ("signed", "waiting"):
            raise Refusal("came_already", _("已经签到或者已经取消，不用再取消。"))
        seat, again.state, again.seat = again.seat, SignUp.State.OFF, None
        again.save(update_fields=["state", "seat"])
        _told("volunteer.off", again, by, at)
        rows = SignUp.objects.select_for_update(of=("self",)).filter(shift=one.shift_id, state="waiting")
        following = rows.order_by("id").first() if seat else None
        if following and one.shift.ends_at > at:
            following.state, following.seat = SignUp.State.SIGNED, seat
            following.save(update_fields=["state", "seat"])
            _told("volunteer.moved_up", following, by, at, topic="volunteer.moved_up")
    return again


def _told(kind: str, one: SignUp, by: Actor, at: datetime, topic: str | None = None, **content: object) -> None:  # fmt: skip
    said = {"shift": one.shift_id, "person": one.person_id, **content}
    record(kind, by=by.person_id, at=at, about=("signup", one.pk), content=said, topic=topic)
