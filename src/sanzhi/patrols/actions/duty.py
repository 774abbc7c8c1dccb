"""上岗、下岗: about where somebody is, only between the two, for themselves alone, and gone after thirty days."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, rules
from sanzhi.patrols.models import ClockPoint, Shift
from sanzhi.people.roles import Actor


@transaction.atomic
def go_on_duty(*, place: tuple[float, float] | None = None, by: Actor, at: datetime) -> Shift:
    """上岗. Raises Refusal."""
    access.may_walk(by, by.reach).or_refuse()
    try:
        with transaction.atomic():
            shift = Shift.objects.create(person_id=by.person_id, area_id=by.reach, on_at=at)
    except IntegrityError as error:
        raise Refusal("on_duty_already", _("您已经上岗。")) from error
    record("shift.on", by=by.person_id, at=at, about=("shift", shift.pk), content={})
    if place:
        note_point(by, at, place)
    return shift


@transaction.atomic
def go_off_duty(*, by: Actor, at: datetime) -> Shift:
    """下岗: from now on nothing is noted. Raises Refusal."""
    shift = Shift.objects.select_for_update(of=("self",)).filter(person=by.person_id, off_at=None).first()
    if shift is None:
        raise Refusal("off_duty_already", _("您没有上岗。"))
    return _ended(shift, by.person_id, at)


def _ended(shift: Shift, by: int | None, at: datetime) -> Shift:
    shift.off_at = at
    shift.save(update_fields=["off_at"])
    record("shift.off", by=by, at=at, about=("shift", shift.pk), content={})
    return shift


def note_point(by: Actor, at: datetime, place: tuple[float, float]) -> bool:
    """打点: about where, if one was on duty at that moment and not for longer than a day's work; the exact place is thrown away here."""
    on = Shift.objects.filter(person=by.person_id, on_at__range=(at - rules.LONGEST_SHIFT, at)).filter(Q(off_at=None) | Q(off_at__gte=at)).first()  # fmt: skip
    latitude, longitude = rules.rounded(*place)
    if on is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return False
    ClockPoint.objects.create(shift=on, at=at, latitude=latitude, longitude=longitude)
    return True


@transaction.atomic
def end_forgotten_shifts(*, at: datetime) -> int:
    """忘记下岗: nobody is on duty for longer than a day's work."""
    with walls.the_house():
        rows = Shift.objects.select_for_update(of=("self",), skip_locked=True)
        found = list(rows.filter(off_at=None, on_at__lt=at - rules.LONGEST_SHIFT))
        for one in found:
            _ended(one, None, one.on_at + rules.LONGEST_SHIFT)
    return len(found)


@transaction.atomic
def forget_points(*, at: datetime) -> int:
    """三十天以后删掉 (本平台约定)."""
    with walls.the_house():
        gone = ClockPoint.objects.filter(at__lt=at - rules.KEEP_POINTS).delete()[0]
        if gone:
            record("clock.forgotten", by=None, at=at, about=("clock", 0), content={"many": gone})
    return gone
