"""核定时长、没有来、更正: by the leader, never of oneself; a volunteer may say that it is wrong."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, rules
from sanzhi.volunteering.models import Correction, SignUp
from sanzhi.volunteering.rules import Span

from . import rewarding
from .presence import held


@transaction.atomic
def confirm(signup: int, *, minutes: int, said: str = "", by: Actor, at: datetime) -> SignUp:
    """核定时长: the minutes that count, and a word on the service. Points follow once (`reactions`). Raises Refusal."""
    one = held(signup, by)
    if one.state != SignUp.State.WENT:
        raise Refusal("not_gone", _("签到、签退以后才核定。"))
    assert one.came_at and one.went_at  # or it was refused
    span = Span(one.shift.starts_at, one.shift.ends_at)
    rules.may_confirm(minutes, rules.counted(span, one.came_at, one.went_at)).or_refuse()
    one.state, one.minutes, one.said = SignUp.State.CONFIRMED, minutes, said.strip()[:200]
    one.confirmed_by_id, one.confirmed_at = by.person_id, at
    one.save(update_fields=["state", "minutes", "said", "confirmed_by", "confirmed_at"])
    _told("volunteer.confirmed", one, by, at, minutes=minutes)
    return one


@transaction.atomic
def missed(signup: int, *, by: Actor, at: datetime) -> SignUp:
    """没有来: kept for the organisation; nothing follows from it, and checking in undoes it. Raises Refusal."""
    one = held(signup, by)
    if one.state != SignUp.State.SIGNED or one.shift.starts_at > at:
        raise Refusal("came_already", _("已经签到，或者还没有开始。"))
    one.state = SignUp.State.MISSED
    one.save(update_fields=["state"])
    record("volunteer.missed", by=by.person_id, at=at, about=("signup", one.pk), content={})
    return one


@transaction.atomic
def ask_correction(signup: int, *, minutes: int, reason: str, by: Actor, at: datetime) -> Correction:
    """要求更正: what it should be, and why. Raises Refusal."""
    one = SignUp.objects.select_for_update(of=("self",)).filter(pk=signup).first()
    verdict = access.may_have(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.confirmed_at is None:
        raise Refusal("not_confirmed", _("核定以后才能要求更正。"))
    rules.may_correct(one.confirmed_at, at, minutes, one.planned, reason).or_refuse()
    if one.corrections.filter(answered_at=None).exists():
        raise Refusal("asked_already", _("已经要求过，请等答复。"))
    asked = Correction.objects.create(
        signup=one, person_id=one.person_id, minutes=minutes, reason=reason.strip()[:300], asked_at=at
    )
    _told("volunteer.correction_asked", one, by, at)
    return asked


@transaction.atomic
def answer_correction(correction: int, *, granted: int | None, answer: str, by: Actor, at: datetime) -> Correction:  # fmt: skip
    """答复更正: `granted` minutes from now on, or None: it stays. Points follow, in the book too. Raises Refusal."""
    asked = Correction.objects.select_for_update(of=("self",)).filter(pk=correction).first()
    if asked is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    one = held(asked.signup_id, by)
    if asked.answered_at:
        raise Refusal("answered", _("已经答复过。"))
    if len(answer.strip()) < 4:  # a word is no answer
        raise Refusal("reason_missing", _("请写明答复（至少 4 个字）。"))
    if granted is not None:
        rules.may_grant(granted, one.minutes or 0, asked.minutes).or_refuse()
    asked.granted, asked.answer = granted, answer.strip()[:300]
    asked.answered_by_id, asked.answered_at = by.person_id, at
    asked.save(update_fields=["granted", "answer", "answered_by", "answered_at"])
    if granted is not None and granted != one.minutes:
        one.minutes = granted
        one.save(update_fields=["minutes"])
        rewarding.follow(one, asked.pk, by=by, at=at)
    _told("volunteer.corrected", one, by, at, granted=granted)
    return asked


def _told(kind: str, one: SignUp, by: Actor, at: datetime, **content: object) -> None:
    said = {"group": one.group_id, "shift": one.shift_id, "person": one.person_id, **content}
    record(kind, by=by.person_id, at=at, about=("signup", one.pk), content=said, topic=kind)
