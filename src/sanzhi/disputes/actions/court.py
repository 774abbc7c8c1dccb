"""司法确认、派驻与安全: what goes to the court and comes back, who sits where, and what has to be reported."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.disputes import access, queries, rules
from sanzhi.disputes.models import (
    Agreement,
    Answer,
    Booking,
    Confirmation,
    Dispute,
    Diversion,
    Report,
    Station,
)
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .held import held, noted, step


@transaction.atomic
def join_confirmation(
    case_id: int, yes: bool, *, party: int, means: str = "", by: Actor, at: datetime
) -> Confirmation:
    """共同申请司法确认: each party says whether they join; with the last yes it is asked for. Raises Refusal."""
    it = held(case_id)
    one = it.party(party)
    access.may_answer(by, it.dispute, one).or_refuse()
    asked = _asked(it.dispute)
    if asked.applied_at:
        return asked
    if at >= asked.apply_by:
        raise Refusal("too_late", _("协议生效已过三十日，不能再共同申请司法确认；可以就协议起诉。"))
    means = "online" if by.is_resident else means or str(Answer.Means.ORAL)
    Answer.objects.create(
        party=one, about=str(Answer.About.CONFIRMATION), subject=asked.agreement_id, yes=yes, means=means, at=at,
        entered_by_id=by.person_id,
    )  # fmt: skip
    if queries.all_said_yes(it.parties, str(Answer.About.CONFIRMATION), asked.agreement_id):
        asked.applied_at = at
        asked.save(update_fields=["applied_at"])
        noted("dispute.confirmation_asked", it, by=by, at=at, tell=True, court=asked.court_name)
    return asked


def _asked(dispute: Dispute) -> Confirmation:
    rows = Confirmation.objects.select_for_update(of=("self",)).select_related("agreement")
    found = rows.filter(agreement__case=dispute).first()
    if found is None:
        one = Agreement.objects.filter(case=dispute, in_force_at__isnull=False).first()
        if one is None:
            raise Refusal("nothing_agreed", _("协议生效以后才能申请司法确认。"))
        rules.may_confirm(dispute.type, one.form).or_refuse()
        raise Refusal("not_confirmable", _("这份协议不能申请司法确认。"))
    return found


@transaction.atomic
def to_intermediate_court(case_id: int, *, court: str, reason: str, by: Actor, at: datetime) -> Confirmation:
    """改向中级人民法院申请: where the dispute would be an intermediate court's, so is the confirmation (民事诉讼法第二百零五条第二项);
    by the clerk, before it is asked for. What a court sent goes to that court whatever it is about. Raises Refusal."""
    it = held(case_id)
    access.may_keep(by, it.dispute).or_refuse()
    asked = _asked(it.dispute)
    rules.may_go_up(
        court, reason, sent=hasattr(it.dispute, "diversion"), applied=asked.applied_at
    ).or_refuse()
    asked.court_name, asked.court_why = court.strip()[:60], rules.INTERMEDIATE
    asked.save(update_fields=["court_name", "court_why"])
    noted("dispute.court_changed", it, by=by, at=at, court=asked.court_name, reason=reason.strip()[:300])
    return asked


@dataclass(frozen=True)
class Ruled:
    """法院的结果 as the court's clerk notes it: all for information, no clock of ours runs on the court."""

    accepted_on: date | None = None
    ruling: str = ""
    ruling_no: str = ""
    served_on: date | None = None


@transaction.atomic
def note_ruling(confirmation_id: int, ruled: Ruled, *, by: Actor, at: datetime) -> Confirmation:
    """登记确认结果: by the clerk of that court; of a court that is not here by the body's, from its paper. Raises Refusal."""
    one = (
        Confirmation.objects.select_for_update(of=("self",))
        .select_related("agreement")
        .get(pk=confirmation_id)
    )
    it = held(one.agreement.case_id)
    here = queries.court_is_here(one.court_name)
    access.may_rule(by, one.court_name, it.dispute, court_is_here=here).or_refuse()
    if not one.applied_at:
        raise Refusal("not_applied", _("当事人还没有申请。"))
    if ruled.ruling and ruled.ruling not in Confirmation.Ruling.values:
        raise Refusal("choice_unknown", _("请选择裁定结果。"))
    one.accepted_on, one.ruling = ruled.accepted_on or one.accepted_on, ruled.ruling or one.ruling
    one.ruling_no, one.served_on = ruled.ruling_no or one.ruling_no, ruled.served_on or one.served_on
    one.save()
    noted("dispute.confirmation_ruled", it, by=by, at=at, tell=True, ruling=one.ruling)
    return one


@transaction.atomic
def note_filed(case_id: int, filed_no: str, *, by: Actor, at: datetime) -> Diversion:
    """登记立案: the number under which the court filed what came back. Raises Refusal."""
    it = held(case_id)
    if not access.of_the_court(by, it.dispute):
        raise Refusal("not_that_court", _("由转出这件纠纷的法院办理。"))
    sent = Diversion.objects.select_for_update().get(case=it.dispute)
    if not sent.returned_at:
        raise Refusal("not_returned", _("还在调解，没有退回法院。"))
    sent.filed_no = filed_no.strip()[:60]
    sent.save(update_fields=["filed_no"])
    noted("dispute.filed_in_court", it, by=by, at=at, tell=True, number=sent.filed_no)
    return sent


@dataclass(frozen=True)
class NewStation:
    kind: str
    area: str
    who: str
    weekday: int
    half: str
    room: str
    places: int = 4
    linked_judge: str = ""


@transaction.atomic
def open_station(new: NewStation, *, by: Actor, at: datetime) -> Station:
    """安排派驻: a judge's half-day in a town, a mediator's at the court, a shared court; by the court's clerk. Raises Refusal."""
    access.may_divert(by).or_refuse()
    right = new.kind in Station.Kind.values and new.half in Station.Half.values
    if not right or not 1 <= new.weekday <= 7 or not 1 <= new.places <= 20:
        raise Refusal("choice_unknown", _("请选择种类、星期几、上午还是下午、几个位置。"))
    if not new.who.strip() or not new.room.strip():
        raise Refusal("who_missing", _("请写明谁来、在哪个房间。"))
    known = Station.objects.filter(
        court_id=by.office_id,
        area_id=new.area,
        kind=new.kind,
        weekday=new.weekday,
        half=new.half,
        ended_on=None,
    ).first()
    if known:
        return known
    one = Station.objects.create(
        kind=new.kind, area_id=new.area, court_id=by.office_id, who=new.who.strip(), weekday=new.weekday,
        linked_judge=new.linked_judge.strip(), half=new.half, room=new.room.strip(), places=new.places,
    )  # fmt: skip
    record("station.opened", by=by.person_id, at=at, about=("station", one.pk), content={"kind": one.kind})
    return one


@transaction.atomic
def book(
    station_id: int, day: date, topic: str, *, case: int | None = None, by: Actor, at: datetime
) -> Booking:
    """预约: the next free place of a half-day, once for each person. Raises Refusal."""
    one = Station.objects.select_for_update(of=("self",)).get(pk=station_id)
    if day.isoweekday() != one.weekday or day < localdate(at) or one.ended_on:
        raise Refusal("not_that_day", _("这一天没有安排，请选列出的日子。"))
    if not topic.strip():
        raise Refusal("topic_missing", _("请写明要问什么。"))
    taken = {row.place: row for row in Booking.objects.filter(station=one, day=day)}
    own = next((row for row in taken.values() if row.person_id == by.person_id), None)
    if own:
        return own
    free = next((place for place in range(1, one.places + 1) if place not in taken), None)
    if free is None:
        raise Refusal("full", _("这半天约满了，请换一天。"))
    if case:
        queries.visible_to(by).get(pk=case)
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                station=one, day=day, place=free, person_id=by.person_id, case_id=case, topic=topic.strip()[:120],
                booked_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal("full", _("这半天约满了，请换一天。")) from error
    record(
        "station.booked", by=by.person_id, at=at, about=("station", one.pk), content={"day": day.isoformat()}
    )
    return booking


@transaction.atomic
def flag_danger(case_id: int, *, capacity: bool, by: Actor, at: datetime) -> Dispute:
    """注明家庭暴力风险: addresses are kept from the other side and nobody is made to meet. `capacity`: somebody who lacks
    capacity is or may be the victim, so that it must be reported. It is not taken back. Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    it.dispute.dv_risk, it.dispute.dv_capacity = True, it.dispute.dv_capacity or capacity
    it.dispute.save(update_fields=["dv_risk", "dv_capacity"])
    noted("dispute.danger_flagged", it, by=by, at=at)
    return it.dispute


@transaction.atomic
def report(case_id: int, to: str, *, contact: str, note: str, by: Actor, at: datetime) -> Report:
    """报告公安机关、联系妇联: who was told, and what (反家庭暴力法 art. 14). Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    if to not in Report.To.values or not contact.strip() or not note.strip():
        raise Refusal("report_incomplete", _("请写明报告给谁、联系人和说了什么。"))
    one = Report.objects.create(
        case=it.dispute,
        to=to,
        contact=contact.strip()[:80],
        note=note.strip()[:300],
        by_id=by.person_id,
        at=at,
    )
    noted("dispute.reported", it, by=by, at=at, to=to)
    return one


@transaction.atomic
def hand_to_police(case_id: int, *, reason: str, contact: str, by: Actor, at: datetime) -> Dispute:
    """转公安机关: danger of escalation ends the mediation (人民调解法 art. 25). Raises Refusal."""
    it = held(case_id)
    access.may_handle(by, it.dispute).or_refuse()
    step(it, "dispute-police", by=by, at=at, content={"reason": reason.strip()})
    Report.objects.create(
        case=it.dispute, to=Report.To.POLICE, contact=contact.strip()[:80] or "110", note=reason.strip()[:300],
        by_id=by.person_id, at=at,
    )  # fmt: skip
    return it.dispute
