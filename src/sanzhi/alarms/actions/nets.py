"""三张网: joint handling of an alarm, clues from grid and people, and the parties that the police approved."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.alarms import access, flow, rules
from sanzhi.alarms.models import Alarm, AlarmParty, Cause, Clue, JointCall
from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.journal.actions import record
from sanzhi.kit import codes, crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor


@transaction.atomic
def ask_joint(alarm_id: int, *, why: str, by: Actor, at: datetime) -> JointCall:
    """提请联动: the police ask the place to handle an alarm together with them. Once for an alarm. Raises Refusal."""
    access.may_import(by).or_refuse()
    one = Alarm.objects.select_for_update(of=("self",)).get(pk=alarm_id)
    if not one.area_id.startswith(by.reach):
        raise Refusal("not_your_area", _("不是您所在的辖区。"))
    if one.is_police_matter:
        raise Refusal("police_matter", _("这是警务警情，由公安办理，不提请联动。"))
    said = why.strip()[:200]
    if len(said) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    rules.names_nobody(said).or_refuse()
    try:
        with transaction.atomic():
            call = JointCall.objects.create(
                alarm=one, area_id=one.area_id, why=said, asked_by_id=by.person_id, asked_at=at
            )
    except IntegrityError as error:
        raise Refusal("asked_already", _("已经提请过联动。")) from error
    record(
        "alarm.asked",
        by=by.person_id,
        at=at,
        about=("joint", call.pk),
        content={"area": one.area_id},
        topic="alarm.asked",
    )
    return call


@transaction.atomic
def answer_joint(call_id: int, *, lead: int, helpers: Sequence[int], by: Actor, at: datetime) -> JointCall:
    """联动交办: one case, one office that answers (主办), the others beside it (协办); at least two. Raises Refusal."""
    call = JointCall.objects.select_for_update(of=("self",)).select_related("alarm").get(pk=call_id)
    access.may_judge(by, call.area_id).or_refuse()
    if call.answered_at:
        raise Refusal("answered_already", _("已经交办。"))
    if not helpers:
        raise Refusal("alone", _("联动至少两个单位，请再选协办单位。"))
    one = call.alarm
    with override(settings.LANGUAGE_CODE):  # a title is kept
        title = _("警情联动：%(kind)s") % {"kind": one.category}
    filing = _filing(title, one.brief or call.why, one.area_id, one.place, one.cause)
    origin = Origin(
        call.asked_by_id,
        "police_110",
        filed_by_id=by.person_id,
        outside_ref=f"110:{one.alarm_no}",
        receiver_id=by.office_id,
    )
    case = cases.register(filing, origin, by=by, at=at)
    cases.assign(case.id, lead=lead, helpers=helpers, note=call.why, by=by, at=at)
    call.case, call.lead_id, call.answered_by_id, call.answered_at = case, lead, by.person_id, at
    call.save(update_fields=["case", "lead", "answered_by", "answered_at"])
    content = {"area": call.area_id, "case": case.id, "lead": lead, "helpers": list(helpers)}
    record("alarm.joined", by=by.person_id, at=at, about=("joint", call.pk), content=content)
    return call


@transaction.atomic
def file_clue(*, area: str, place: str, cause: str, text: str, by: Actor, at: datetime) -> Clue:
    """报线索: a dispute that somebody noticed; where it is and what it is about, not who. Raises Refusal."""
    access.may_file_clue(by, area).or_refuse()
    if (
        cause not in Cause.values
        or not Area.objects.filter(code=area, level="village", valid_to=None).exists()
    ):
        raise Refusal("clue_short", _("请选村（社区）和类别。"))
    words, where = text.strip(), place.strip()
    if not (2 <= len(where) <= 120 and 5 <= len(words) <= 500):
        raise Refusal("clue_short", _("请写地点，并用 5 到 500 个字写情况。"))
    rules.names_nobody(where + " " + words).or_refuse()
    clue = Clue.objects.create(
        person_id=by.person_id, area_id=area, place=where, cause=cause, text=words, at=at, by_resident=by.is_resident,
    )  # fmt: skip
    record(
        "clue.filed",
        by=by.person_id,
        at=at,
        about=("clue", clue.pk),
        content={"area": area},
        topic="clue.filed",
    )
    return clue


@transaction.atomic
def take_clue(clue_id: int, *, by: Actor, at: datetime) -> Clue:
    """转为事项: a person confirmed it. Raises Refusal."""
    clue = _clue(clue_id, by)
    with override(settings.LANGUAGE_CODE):  # a title is kept
        title = _("排查线索：%(kind)s") % {"kind": Cause(clue.cause).label}
    filing = _filing(title, clue.text, clue.area_id, clue.place, clue.cause)
    origin = Origin(clue.person_id, "grid", filed_by_id=by.person_id, receiver_id=by.office_id)
    clue.case = cases.register(filing, origin, by=by, at=at)
    _settle(clue, "case", "", by, at)
    return clue


@transaction.atomic
def close_clue(clue_id: int, *, reason: str, by: Actor, at: datetime) -> Clue:
    """了结: with the reason, which whoever reported it reads. Raises Refusal."""
    clue = _clue(clue_id, by)
    said = reason.strip()[:300]
    if len(said) < 4:
        raise Refusal("reason_missing", _("请写明理由（至少 4 个字）。"))
    _settle(clue, "closed", said, by, at)
    return clue


def _clue(clue_id: int, by: Actor) -> Clue:
    clue = Clue.objects.select_for_update(of=("self",)).get(pk=clue_id)
    access.may_judge(by, clue.area_id).or_refuse()
    if clue.state != Clue.State.NEW:
        raise Refusal("decided", _("这条线索已经处理。"))
    return clue


def _settle(clue: Clue, state: str, reason: str, by: Actor, at: datetime) -> None:
    clue.state, clue.reason, clue.decided_by_id, clue.decided_at = state, reason, by.person_id, at
    clue.save()
    content = {"area": clue.area_id, "state": state, "writer": clue.person_id, "resident": clue.by_resident}
    record(
        "clue.decided", by=by.person_id, at=at, about=("clue", clue.pk), content=content, topic="clue.decided"
    )


def _filing(title: str, text: str, area: str, place: str, cause: str) -> Filing:
    words = text if len(text.strip()) >= 5 else f"{text} {title}"
    return Filing(title, words, area, flow.CATEGORY.get(cause, flow.ELSE), place)


def _key_of(number: str) -> bytes:
    """The hash under which this number is here already, by whichever key it was made; else by the newest."""
    known = crypto.blind_indexes(number, column="alarms_alarmparty.key")
    there = AlarmParty.objects.filter(key__in=known).values_list("key", flat=True).first()
    return bytes(there) if there else crypto.blind_index(number, column="alarms_alarmparty.key")


@transaction.atomic
def add_party(alarm_id: int, *, name: str, phone: str, approval: str, by: Actor, at: datetime) -> AlarmParty:
    """登记当事人: only with the police's own approval; sealed, and found again by a keyed hash alone. Raises Refusal."""
    access.may_import(by).or_refuse()
    one = Alarm.objects.get(pk=alarm_id)
    if not one.area_id.startswith(by.reach):
        raise Refusal("not_your_area", _("不是您所在的辖区。"))
    if len(approval.strip()) < 4:
        raise Refusal("no_approval", _("请写公安批准的文号；没有批准的不登记当事人。"))
    number = codes.clean_phone(phone)
    codes.check_phone(number).or_refuse()
    if not 1 <= len(name.strip()) <= 60:
        raise Refusal("name_missing", _("请填写姓名（60 个字以内）。"))
    with walls.the_house():  # nobody reads parties; whoever enters one must find it there
        key = _key_of(number)
        party, new = AlarmParty.objects.get_or_create(
            alarm=one,
            key=key,
            defaults={"approval": approval.strip()[:60], "entered_by_id": by.person_id, "at": at},
        )
        if new:
            said = f"{name.strip()}\n{number}"
            party.sealed = crypto.encrypt(said, table="alarms_alarmparty", column="sealed", row=party.pk)
            party.save(update_fields=["sealed"])
            content = {"approval": party.approval}
            record("alarm.party_added", by=by.person_id, at=at, about=("alarm", one.pk), content=content)
    return party
