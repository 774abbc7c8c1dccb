"""志愿服务记录证明: asked for, shown inside the organisation for a week, issued; free, and truthful (《志愿服务条例》第十九条)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups.models import Group
from sanzhi.journal.actions import record
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.volunteering import access, queries, rules
from sanzhi.volunteering.models import Certificate, Volunteer


@transaction.atomic
def ask_certificate(group: int, *, first: date, last: date, by: Actor, at: datetime) -> Certificate:
    """申请证明, of the hours that one organisation confirmed from a day to a day. Raises Refusal."""
    volunteer = Volunteer.objects.select_for_update().filter(person=by.person_id).first()
    access.may_ask(volunteer).or_refuse()
    assert volunteer  # or it was refused
    total = queries.hours_between(volunteer.pk, group, first, last)
    if not total.minutes:
        raise Refusal("no_hours", _("这段时间在这个组织没有核定过的时长。"))
    waiting = Certificate.objects.filter(group=group, volunteer=volunteer, state__in=("asked", "shown"))
    if waiting.exists():
        raise Refusal("asked_already", _("已经有一张在办，请等它办好。"))
    one = Certificate.objects.create(
        group_id=group, volunteer=volunteer, person_id=volunteer.person_id, first_day=first, last_day=last,
        minutes=total.minutes, times=total.times, content=total.content, asked_at=at,
    )  # fmt: skip
    _told("certificate.asked", one, by, at)
    return one


@transaction.atomic
def show(certificate: int, *, by: Actor, at: datetime) -> Certificate:
    """内部公示, from now on, of what is confirmed now. Raises Refusal."""
    one = _held(certificate, by, "asked")
    total = queries.hours_between(one.volunteer_id, one.group_id, one.first_day, one.last_day)
    if not total.minutes:
        raise Refusal("no_hours", _("这段时间在这个组织没有核定过的时长。"))
    one.minutes, one.times, one.content = total.minutes, total.times, total.content
    one.state, one.shown_at, one.shown_by_id = Certificate.State.SHOWN, at, by.person_id
    one.save(update_fields=["minutes", "times", "content", "state", "shown_at", "shown_by"])
    _told("certificate.shown", one, by, at, topic=False)
    return one


@transaction.atomic
def issue(certificate: int, *, by: Actor, at: datetime) -> Certificate:
    """出具证明, under a number and a code that opens its public page. Raises Refusal."""
    one = _held(certificate, by, "shown")
    rules.may_issue(one.shown_at, at).or_refuse()
    group = Group.objects.get(pk=one.group_id)
    one.state, one.issued_at, one.issued_by_id = Certificate.State.ISSUED, at, by.person_id
    one.number = ids.case_number("ZM", localdate(at).year, one.pk)
    one.code = ids.public_code()
    one.in_charge, one.handler, one.contact = group.in_charge, by.name, group.phone
    one.save()
    _told("certificate.issued", one, by, at)
    return one


@transaction.atomic
def refuse(certificate: int, *, reason: str, by: Actor, at: datetime) -> Certificate:
    """不出具, with a reason that the volunteer reads. Raises Refusal."""
    one = _held(certificate, by, "asked", "shown")
    return _ended(one, "refused", "certificate.refused", reason, by, at)


@transaction.atomic
def revoke(certificate: int, *, reason: str, by: Actor, at: datetime) -> Certificate:
    """作废, where it turned out wrong; its public page says so. Raises Refusal."""
    one = _held(certificate, by, "issued")
    return _ended(one, "revoked", "certificate.revoked", reason, by, at)


def _ended(one: Certificate, state: str, kind: str, reason: str, by: Actor, at: datetime) -> Certificate:
    if len(reason.strip()) < 4:  # a word is no reason
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    one.state, one.ended_at, one.reason = state, at, reason.strip()[:200]
    one.save(update_fields=["state", "ended_at", "reason"])
    _told(kind, one, by, at)
    return one


def _held(certificate: int, by: Actor, *states: str) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).select_related("group")
    one = rows.filter(pk=certificate).first()
    verdict = access.may_certify(by, one) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    if one.state not in states:
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    return one


def _told(kind: str, one: Certificate, by: Actor, at: datetime, *, topic: bool = True) -> None:
    said = {"group": one.group_id, "person": one.person_id}
    about = ("certificate", one.pk)
    record(kind, by=by.person_id, at=at, about=about, content=said, topic=kind if topic else None)
