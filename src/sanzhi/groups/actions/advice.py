"""法律顾问: entered for villages and a term; half-days published; asked in confidence, answered with the ground, or another adviser."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.groups import access, queries
from sanzhi.groups import rules_of_advice as rules
from sanzhi.groups.models import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import THE_CLOCK, Actor


@dataclass(frozen=True)
class NewAdviser:
    """法律顾问: see `LegalAdviser`."""

    person: int
    kind: str
    licence: str
    firm: str
    phone: str


@transaction.atomic
def enter_adviser(new: NewAdviser, *, by: Actor, at: datetime) -> LegalAdviser:
    """登记法律顾问: of somebody in post as such. Entered again, firm and telephone are written anew. Raises Refusal."""
    access.may_keep_advisers(by).or_refuse()
    rules.adviser_stands(licence=new.licence, firm=new.firm).or_refuse()
    if new.person not in {post.person_id for post in queries.advisers_in_post(by, at)}:
        raise Refusal("choice_unknown", _("请选择一位有法律顾问岗位的人。"))
    if LegalAdviser.objects.filter(licence=new.licence.strip()).exclude(person=new.person).exists():
        raise Refusal("licence_taken", _("这个执业证号已经登记给别人。"))
    said = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}
    one, _new = LegalAdviser.objects.update_or_create(
        person_id=said.pop("person"), defaults={**said, "entered_by_id": by.person_id, "entered_at": at}
    )
    record(
        "adviser.entered", by=by.person_id, at=at, about=("adviser", one.pk), content={"licence": one.licence}
    )
    return one


@transaction.atomic
def appoint_adviser(
    adviser: int, area: str, *, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> AdviserTerm:
    """聘任: for a village, for a term; a village may have two, so that there is another where one is in conflict. Raises Refusal."""
    access.may_keep_advisers(by, area).or_refuse()
    rules.term_stands(starts_on=starts_on, ends_on=ends_on, today=localdate(at)).or_refuse()
    one = LegalAdviser.objects.select_for_update(of=("self",)).filter(pk=adviser).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    if one.terms.filter(area=area, starts_on__lte=ends_on, ends_on__gte=starts_on, off_at=None).exists():
        raise Refusal("term_overlaps", _("这段时间已经聘过。"))
    term = one.terms.create(
        area_id=area, starts_on=starts_on, ends_on=ends_on, entered_by_id=by.person_id, entered_at=at
    )
    said = {"area": area, "from": f"{starts_on}", "to": f"{ends_on}"}
    record("adviser.appointed", by=by.person_id, at=at, about=("adviser", one.pk), content=said)
    return term


@transaction.atomic
def end_term(term: int, *, by: Actor, at: datetime) -> AdviserTerm:
    """解聘, from today, or called off before it began: half-days of later are withdrawn; what was asked is still answered. Raises
    Refusal."""
    one = AdviserTerm.objects.select_for_update(of=("self",)).filter(pk=term).first()
    verdict = access.may_keep_advisers(by, one.area_id) if one else access.not_there()
    verdict.or_refuse()
    assert one  # or it was refused
    today = localdate(at)
    rules.term_ends(
        starts_on=one.starts_on, ends_on=one.ends_on, off=one.off_at is not None, today=today
    ).or_refuse()
    until = one.ends_on
    if one.starts_on > today:
        one.off_at = at
    else:
        one.ends_on = today
    one.save(update_fields=["ends_on", "off_at"])
    record("adviser.ended", by=by.person_id, at=at, about=("adviser", one.adviser_id), content={"area": one.area_id})  # fmt: skip
    later = AdviserHours.objects.select_for_update().filter(
        adviser=one.adviser_id,
        area=one.area_id,
        off_at=None,
        day__gt=today,
        day__gte=one.starts_on,
        day__lte=until,
    )
    for row in later:
        _off(row, by, at)
    return one


@transaction.atomic
def publish_hours(area: str, *, day: date, half: str, place: str, by: Actor, at: datetime) -> AdviserHours:
    """公布坐班: a half-day in one of one's own villages. Raises Refusal."""
    one = queries.adviser_self(by)
    rules.hours_stand(day=day, today=localdate(at)).or_refuse()
    if not one.terms.filter(area=area, starts_on__lte=day, ends_on__gte=day, off_at=None).exists():
        raise Refusal("not_your_village", _("这一天您不是这个村（社区）的法律顾问。"))
    LegalAdviser.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if one.hours.filter(day=day, half=half, off_at=None).exists():
        raise Refusal("there_already", _("这个半天您已经公布过坐班。"))
    made = one.hours.create(area_id=area, day=day, half=half, place=place.strip()[:60])
    record("adviser.hours", by=by.person_id, at=at, about=("adviser", one.pk), content={"area": area, "day": f"{day}", "half": half})  # fmt: skip
    return made


@transaction.atomic
def withdraw_hours(hours: int, *, by: Actor, at: datetime) -> AdviserHours:
    """撤下坐班; whoever had booked it has their question answered in writing, and is told. Raises Refusal."""
    one = queries.adviser_self(by)
    row = one.hours.select_for_update(of=("self",)).filter(pk=hours).first()
    if row is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    if row.off_at is None:
        _off(row, by, at)
    return row


def _off(row: AdviserHours, by: Actor, at: datetime) -> None:
    row.off_at = at
    row.save(update_fields=["off_at"])
    with walls.the_house():  # which questions, to tell whose they are
        asked = list(Consultation.objects.filter(hours=row, state="asked").values_list("id", flat=True))
    record("adviser.hours_off", by=by.person_id, at=at, about=("adviser", row.adviser_id), content={"consultations": asked}, topic="adviser.hours_off")  # fmt: skip


@transaction.atomic
def book_hours(hours: int, question: str, *, by: Actor, at: datetime) -> Consultation:
    """约半天, by a resident: one for a half-day. Raises Refusal."""
    row = AdviserHours.objects.select_for_update(of=("self",)).filter(pk=hours, off_at=None).first()
    if row is None or row.day < localdate(at) or not queries.is_posted(row.adviser_id, localdate(at)):
        raise Refusal("not_visible", _("这个半天没有坐班，请选别的时间。"))
    with walls.the_house():  # whether it is taken, and not by whom
        taken = Consultation.objects.filter(hours=row, state__in=("asked", "answered")).first()
    if taken and taken.person_id == by.person_id:
        return taken
    if taken:
        raise Refusal("taken", _("这个半天已经有人约了，请选别的时间，或者书面问。"))
    _asks(question, by)
    return _put(row.adviser_id, row.area_id, question, by, at, hours=row)


@transaction.atomic
def ask_adviser(adviser: int, area: str, question: str, *, by: Actor, at: datetime) -> Consultation:
    """书面问: of whoever advises this village today. Raises Refusal."""
    _asks(question, by)
    if not queries.advises(adviser, area, localdate(at)):
        raise Refusal("not_your_village", _("这位现在不是这个村（社区）的法律顾问。"))
    return _put(adviser, area, question, by, at)


@transaction.atomic
def ask_another(consultation: int, adviser: int, *, by: Actor, at: datetime) -> Consultation:
    """问别的顾问, where the first one is in conflict, let the time pass or is in post no longer: the same question, in the same words.
    The first is asked no more. Raises Refusal."""
    one = _held(consultation)
    access.may_have_asked(by, one).or_refuse()
    if not queries.may_ask_another(one, at):
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))
    if adviser not in {row.pk for row in queries.other_advisers(one, localdate(at))}:
        raise Refusal("choice_unknown", _("请选择另一位法律顾问。"))
    if one.state == "asked":
        _ended(one, "cancelled", by, at)
    made = _put(adviser, one.area_id, one.question, by, at)
    one.asked_again = made
    one.save(update_fields=["asked_again"])
    return made


@transaction.atomic
def answer_consultation(
    consultation: int, *, answer: str, ground: str, by: Actor, at: datetime
) -> Consultation:
    """答复, with the ground. Raises Refusal."""
    one = _asked_of(consultation, by)
    rules.answer_stands(answer=answer, ground=ground).or_refuse()
    return _ended(one, "answered", by, at, answer=answer.strip(), ground=ground.strip())


@transaction.atomic
def declare_conflict(consultation: int, *, by: Actor, at: datetime) -> Consultation:
    """回避: the adviser has to do with the matter; from now on they no longer read it. Raises Refusal."""
    return _ended(_asked_of(consultation, by), "conflict", by, at)


@transaction.atomic
def cancel_consultation(consultation: int, *, by: Actor, at: datetime) -> Consultation:
    """取消, in one step; the half-day is free again. Raises Refusal."""
    one = _held(consultation)
    access.may_have_asked(by, one).or_refuse()
    _open(one)
    return _ended(one, "cancelled", by, at)


@transaction.atomic
def tell_unanswered_question(consultation: int, *, at: datetime) -> bool:
    """催答复: the adviser let the time pass; once, and whoever asked may ask another. Returns whether it was told now."""
    with walls.the_house():
        late = Consultation.objects.filter(
            pk=consultation, state="asked", late_told_at=None, answer_by__lt=at
        )
        if not late.update(late_told_at=at):
            return False
        _told("consultation.late", Consultation.objects.get(pk=consultation), THE_CLOCK, at)
    return True


def _asks(question: str, by: Actor) -> None:
    if not by.is_resident or by.person_id is None:
        raise Refusal("role_may_not_ask", _("居民自己来问。"))
    waiting = Consultation.objects.filter(person_id=by.person_id, state="asked").count()
    rules.may_put_question(question, waiting).or_refuse()


def _put(
    adviser: int, area: str, question: str, by: Actor, at: datetime, hours: AdviserHours | None = None
) -> Consultation:
    one = Consultation.objects.create(
        adviser_id=adviser,
        area_id=area,
        person_id=by.person_id,
        hours=hours,
        question=question.strip(),
        asked_at=at,
        answer_by=rules.answer_by(at, hours.day if hours else None),
    )
    _told("consultation.asked", one, by, at)
    return one


def _held(consultation: int) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("adviser")
    one = rows.filter(pk=consultation).first()
    if one is None:
        raise Refusal("not_visible", _("没有找到这一项。"))
    return one


def _asked_of(consultation: int, by: Actor) -> Consultation:
    one = _held(consultation)
    access.may_advise_on(by, one).or_refuse()
    _open(one)
    return one


def _open(one: Consultation) -> None:
    if one.state != "asked":
        raise Refusal("moved_on", _("已经办到别的一步，请看最新情况。"))


def _ended(one: Consultation, state: str, by: Actor, at: datetime, **said: str) -> Consultation:
    for name, value in said.items():
        setattr(one, name, value)
    one.state, one.ended_at = state, at
    with walls.the_house():  # who is in conflict no longer sees what they wrote
        one.save(update_fields=["state", "ended_at", *said])
    _told(f"consultation.{state}", one, by, at)
    return one


def _told(kind: str, one: Consultation, by: Actor, at: datetime) -> None:
    """Of which adviser and village; whose it is and what was said stands behind the wall alone."""
    said = {"adviser": one.adviser_id, "area": one.area_id}
    record(kind, by=by.person_id, at=at, about=("consultation", one.pk), content=said, topic=kind)
