"""接访、积案、三项建议: what the bureau keeps beside the petitions themselves (《信访工作条例》第十八条、第四十条)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries
from sanzhi.petitions.models import Advice, Backlog, BacklogReview, Booking, Petition, Reception


@dataclass(frozen=True)
class NewReception:
    """接访日 as entered."""

    leader: str
    post: str
    place: str
    starts_at: datetime
    ends_at: datetime
    seats: int


@transaction.atomic
def open_reception(new: NewReception, *, by: Actor, at: datetime) -> Reception:
    """公布接访日. The same leader at the same time is one reception."""
    access.may_oversee(by).or_refuse()
    if new.starts_at <= at or new.ends_at <= new.starts_at or not 1 <= new.seats <= 50:
        raise Refusal("reception_wrong", _("接访的时间在今天以后，结束在开始以后，名额 1 到 50 个。"))
    one, made = Reception.objects.get_or_create(
        office_id=by.office_id, leader=new.leader.strip(), starts_at=new.starts_at,
        defaults={"post": new.post.strip(), "place": new.place.strip(), "ends_at": new.ends_at, "seats": new.seats,
                  "entered_by_id": by.person_id},
    )  # fmt: skip
    if made:
        _noted("reception.opened", "reception", one.pk, by, at)
    return one


@transaction.atomic
def book(reception: int, *, topic: str, by: Actor, at: datetime) -> Booking:
    """预约接访: the first seat that is free, one for each person. The reception is locked, so that no seat is given twice."""
    one = Reception.objects.select_for_update().filter(pk=reception).first()
    if one is None or not by.is_resident:
        raise Refusal("not_visible", _("没有找到这一场接访。"))
    if at >= one.starts_at:
        raise Refusal("too_late", _("这一场已经开始，请预约下一场，或者到窗口。"))
    if len(topic.strip()) < 2:
        raise Refusal("topic_missing", _("请写明想谈什么事。"))
    known = Booking.objects.filter(reception=one, person_id=by.person_id).first()
    if known and known.seat:
        return known
    taken = set(Booking.objects.filter(reception=one).exclude(seat=None).values_list("seat", flat=True))
    seat = next((n for n in range(1, one.seats + 1) if n not in taken), None)
    if seat is None:
        raise Refusal("full", _("这一场已经约满，请预约下一场。"))
    row = known or Booking(reception=one, person_id=by.person_id)
    row.seat, row.topic, row.booked_at = seat, topic.strip()[:200], at
    row.save()
    _noted("reception.booked", "reception", one.pk, by, at)
    return row


@transaction.atomic
def give_up(reception: int, *, by: Actor, at: datetime) -> None:
    """取消预约, in one step."""
    Reception.objects.select_for_update().filter(pk=reception).first()
    rows = Booking.objects.filter(reception_id=reception, person_id=by.person_id, petition=None).exclude(
        seat=None
    )
    if by.is_resident and rows.update(seat=None):
        _noted("reception.given_up", "reception", reception, by, at)


@transaction.atomic
def note_received(booking: int, *, petition: str, by: Actor, at: datetime) -> Booking:
    """登记接访结果: the petition, of the form 来访, that it became."""
    access.may_oversee(by).or_refuse()
    row = (
        Booking.objects.select_for_update(of=("self",))
        .filter(pk=booking, reception__office_id=by.office_id)
        .first()
    )
    one = queries.petition_by_code(by, petition)
    if row is None or one.form != Petition.Form.VISIT or row.person_id not in queries.persons_of(one.pk):
        raise Refusal("not_theirs", _("请填这位信访人来访登记的查询码。"))
    row.petition = one
    row.save(update_fields=["petition"])
    _noted("reception.received", "reception", row.reception_id, by, at)
    return row


@transaction.atomic
def open_backlog(
    case_id: int, *, ground: str, leader: str, measures: str, by: Actor, at: datetime
) -> Backlog:  # fmt: skip
    """列入积案, with the leader who answers for it and what is to be done."""
    access.may_oversee(by).or_refuse()
    one = queries.visible_to(by).filter(pk=case_id).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一件。"))
    if ground not in Backlog.Ground.values or len(leader.strip()) < 2 or len(measures.strip()) < 5:
        raise Refusal("measures_missing", _("请选择列入的理由，写明包案领导和化解措施。"))
    row, made = Backlog.objects.get_or_create(
        petition=one,
        defaults={"office_id": by.office_id, "ground": ground, "leader": leader.strip()[:60], "measures": measures.strip(),
                  "opened_by_id": by.person_id, "opened_at": at},
    )  # fmt: skip
    if made:
        _noted("backlog.opened", "case", case_id, by, at)
    return row


@transaction.atomic
def review_backlog(backlog: int, *, words: str, by: Actor, at: datetime) -> BacklogReview:
    """会商."""
    row = _backlog(backlog, by)
    if len(words.strip()) < 5:
        raise Refusal("words_missing", _("请写明化解到哪一步，至少 5 个字。"))
    made = BacklogReview.objects.create(backlog=row, by_id=by.person_id, words=words.strip()[:500], at=at)
    _noted("backlog.reviewed", "case", row.petition_id, by, at)
    return made


@transaction.atomic
def solve_backlog(backlog: int, *, how: str, by: Actor, at: datetime) -> Backlog:
    """化解: how it was solved. A list grows shorter by this alone, never by filing less."""
    row = _backlog(backlog, by)
    if len(how.strip()) < 10:
        raise Refusal("words_missing", _("请写明怎样化解的、信访人怎么说，至少 10 个字。"))
    if row.solved_at is None:
        row.solved_at, row.solved_how = at, how.strip()[:500]
        row.save(update_fields=["solved_at", "solved_how"])
        _noted("backlog.solved", "case", row.petition_id, by, at)
    return row


def _backlog(backlog: int, by: Actor) -> Backlog:
    access.may_oversee(by).or_refuse()
    row = Backlog.objects.select_for_update(of=("self",)).filter(pk=backlog, office_id=by.office_id).first()
    if row is None:
        raise Refusal("not_visible", _("没有找到这一件。"))
    return row


@transaction.atomic
def advise(*, to: int, kind: str, words: str, by: Actor, at: datetime) -> Advice:
    """提出建议, to an organ; it answers in writing whether it adopts it."""
    access.may_oversee(by).or_refuse()
    if kind not in Advice.Kind.values or not people.offices_open(at).filter(pk=to).exists():
        raise Refusal("choice_unknown", _("请选择建议的种类和向哪个单位提出。"))
    if len(words.strip()) < 10:
        raise Refusal("words_missing", _("请写明建议的内容，至少 10 个字。"))
    row = Advice.objects.create(
        office_id=by.office_id, to_id=to, kind=kind, words=words.strip(), by_id=by.person_id, at=at
    )
    _noted("advice.given", "advice", row.pk, by, at)
    return row


@transaction.atomic
def answer_advice(advice: int, *, adopted: str, answer: str, by: Actor, at: datetime) -> Advice:
    """书面反馈采纳情况, by the organ, once."""
    row = Advice.objects.select_for_update(of=("self",)).filter(pk=advice, to_id=by.office_id).first()
    if row is None or not (by.may("petition.handle") or by.may("petition.approve")):
        raise Refusal("not_visible", _("没有找到这一件。"))
    if adopted not in Advice.Adopted.values or len(answer.strip()) < 5:
        raise Refusal("answer_missing", _("请选择是否采纳，写明怎样办的，至少 5 个字。"))
    if row.answered_at is None:
        row.adopted, row.answer, row.answered_by_id, row.answered_at = (
            adopted,
            answer.strip(),
            by.person_id,
            at,
        )
        row.save(update_fields=["adopted", "answer", "answered_by", "answered_at"])
        _noted("advice.answered", "advice", row.pk, by, at)
    return row


def _noted(kind: str, about: str, number: int, by: Actor, at: datetime, **content: Any) -> None:
    journal.record(kind, by=by.person_id, at=at, about=(about, number), content=content)
