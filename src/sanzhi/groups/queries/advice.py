"""法律顾问: who advises where and when, for everybody; one's own questions; what an adviser was asked; counts for a village."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from sanzhi.groups import access
from sanzhi.groups import rules_of_advice as rules
from sanzhi.groups.models import AdviserHours, AdviserTerm, Consultation, LegalAdviser
from sanzhi.kit import walls
from sanzhi.people.models import Appointment
from sanzhi.people.queries import in_force
from sanzhi.people.roles import Actor

from .register import PAGE_SIZE, missing

ADVISER_KINDS = LegalAdviser.Kind.choices


def advisers_in_post(actor: Actor, at: datetime) -> list[Appointment]:
    """Who may be entered: in post as legal adviser anywhere in the county."""
    rows = Appointment.objects.filter(in_force(localdate(at)), role="legal_adviser")
    whole = actor.reach[:6] or "-"
    rows = rows.filter(office__area__gte=whole, office__area__lt=whole + "~")
    return list(rows.select_related("person", "office").order_by("id"))


def _posted(day: date) -> Exists:
    """Whether a legal adviser has a post as one on this day: else nobody could answer."""
    return Exists(Appointment.objects.filter(in_force(day), role="legal_adviser", person=OuterRef("person")))


def is_posted(adviser: int, day: date) -> bool:
    return LegalAdviser.objects.filter(_posted(day), pk=adviser).exists()


def advises(adviser: int, area: str, day: date) -> bool:
    """Whether they are in post and advise this village on this day."""
    return _now(day).filter(area=area, adviser=adviser).exists() and is_posted(adviser, day)


def _now(day: date) -> QuerySet[AdviserTerm]:
    return AdviserTerm.objects.filter(starts_on__lte=day, ends_on__gte=day, off_at=None).select_related(
        "area"
    )


def _in(area: str, rows: QuerySet[AdviserTerm]) -> QuerySet[AdviserTerm]:
    return rows.filter(area__gte=area, area__lt=area + "~") if area else rows


def advisers(area: str, day: date, past: int = 0, words: str = "") -> list[LegalAdviser]:
    """Who is in post and advises a place today, each with `.now`, the villages; a page and one more."""
    terms = _in(area, _now(day)).filter(adviser=OuterRef("pk"))
    rows = LegalAdviser.objects.filter(_posted(day), Exists(terms), pk__gt=past)
    if words.strip():
        rows = rows.filter(Q(person__name__icontains=words.strip()) | Q(firm__icontains=words.strip()))
    with_terms = Prefetch("terms", queryset=_now(day), to_attr="now")
    return list(rows.select_related("person").prefetch_related(with_terms)[: PAGE_SIZE + 1])


def advisers_kept(actor: Actor, day: date, past: int = 0) -> list[LegalAdviser]:
    """Those of one's place now and to come, each with `.now`, and with `.posted`: false where nobody could answer. A page and one more."""
    terms = _in(actor.reach or "-", AdviserTerm.objects.filter(ends_on__gte=day, off_at=None))
    rows = LegalAdviser.objects.filter(Exists(terms.filter(adviser=OuterRef("pk"))), pk__gt=past)
    with_terms = Prefetch("terms", queryset=_now(day), to_attr="now")
    rows = rows.annotate(posted=_posted(day)).select_related("person").prefetch_related(with_terms)
    return list(rows[: PAGE_SIZE + 1])


@dataclass(frozen=True)
class AdviserPage:
    """一位法律顾问: villages today, half-days that are free."""

    one: LegalAdviser
    terms: list[AdviserTerm]
    free: list[AdviserHours]


def adviser_here(adviser: int) -> LegalAdviser:
    one = LegalAdviser.objects.select_related("person").filter(pk=adviser).first()
    if one is None:
        raise missing()
    return one


def adviser_page(adviser: int, day: date) -> AdviserPage:
    one = adviser_here(adviser)
    with walls.the_house():  # which half-days are taken, and not by whom
        booked = Consultation.objects.filter(hours=OuterRef("pk"), state__in=("asked", "answered"))
        free = one.hours.filter(~Exists(booked), off_at=None, day__gte=day).select_related("area")
        if not is_posted(one.pk, day):
            return AdviserPage(one, [], [])
        return AdviserPage(one, list(_now(day).filter(adviser=one)), list(free))


def hours_free(hours: int, day: date) -> AdviserHours:
    row = AdviserHours.objects.select_related("adviser__person", "area").filter(pk=hours, off_at=None).first()
    if row is None or row.day < day or not is_posted(row.adviser_id, day):
        raise missing()
    return row


def terms_of(actor: Actor, adviser: LegalAdviser) -> list[AdviserTerm]:
    """聘期 in one's own place, those that are over or called off too."""
    reach = actor.reach or "-"
    rows = adviser.terms.filter(area__gte=reach, area__lt=reach + "~")
    return list(rows.select_related("area"))


def adviser_self(actor: Actor) -> LegalAdviser:
    """Who is entered as an adviser and comes as one. Raises Refusal."""
    one = (
        LegalAdviser.objects.filter(person_id=actor.person_id).first() if actor.may("legal.advise") else None
    )
    if one is None:
        raise missing()
    return one


def hours_of(adviser: LegalAdviser, day: date) -> list[AdviserHours]:
    """One's own half-days to come."""
    return list(adviser.hours.filter(off_at=None, day__gte=day).select_related("area"))


def villages_advised(adviser: LegalAdviser, day: date) -> list[AdviserTerm]:
    return list(_now(day).filter(adviser=adviser))


def _consultations() -> QuerySet[Consultation]:
    return Consultation.objects.select_related("adviser__person", "area", "hours", "person").order_by("-id")


def consultations_of(actor: Actor, before: int = 0) -> list[Consultation]:
    """我问过的."""
    rows = _consultations().filter(person_id=actor.person_id)
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def consultations_asked(adviser: LegalAdviser, before: int = 0) -> list[Consultation]:
    """What one was asked, without what one is in conflict over."""
    rows = _consultations().filter(adviser=adviser).exclude(state="conflict")
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def consultation_of(actor: Actor, consultation: int) -> Consultation:
    """Fetching is checking. Raises Refusal."""
    one = _consultations().filter(pk=consultation).first()
    if one is None or not (access.may_have_asked(actor, one) or access.may_advise_on(actor, one)):
        raise missing()
    return one


def other_advisers(one: Consultation, day: date) -> list[LegalAdviser]:
    """谁可以接着问: those of the same village, then of its town; nobody who said already that they have to do with it."""
    asked = _asked_before(one)
    near = [row for row in advisers(one.area_id[:9], day) if row.pk not in asked]
    return sorted(near, key=lambda row: one.area_id not in {term.area_id for term in row.now})


def may_ask_another(one: Consultation, at: datetime) -> bool:
    """Whether the one who was asked will not answer: in conflict, past the time, or in post no longer; and no other was asked since."""
    if one.state == "conflict":
        return one.asked_again_id is None
    return one.state == "asked" and (one.answer_by < at or not is_posted(one.adviser_id, localdate(at)))


def consultations_late(at: datetime) -> list[int]:
    with walls.the_house():
        rows = Consultation.objects.filter(state="asked", late_told_at=None, answer_by__lt=at)
        return list(rows.order_by("answer_by").values_list("id", flat=True)[:500])


def _asked_before(one: Consultation) -> set[int]:
    """Every adviser who had this question, this one too."""
    had, last = {one.adviser_id}, one.pk
    with walls.the_house():  # numbers of advisers: whoever is in conflict no longer sees the question
        while found := Consultation.objects.filter(asked_again=last).values_list("adviser_id", "pk").first():
            had.add(found[0])
            last = found[1]
    return had


def people_of_consultations(consultations: list[int]) -> dict[int, tuple[int, int]]:
    """{consultation: (who asked, the adviser)}, to tell them; for no page."""
    with walls.the_house():
        rows = Consultation.objects.filter(pk__in=consultations)
        return {
            pk: (who, whom) for pk, who, whom in rows.values_list("id", "person_id", "adviser__person_id")
        }


@dataclass(frozen=True)
class Counted:
    """一个村的数: of one year; None for fewer than ten."""

    name: str
    asked: int | None
    answered: int | None


def consultations_counted(actor: Actor, year: int) -> list[Counted]:
    """Counts and nothing else, of one's own place, a village a row. Small ones are told as few, that nobody is guessed."""
    reach = actor.reach or "-"
    with walls.the_house():
        rows = Consultation.objects.filter(area__gte=reach, area__lt=reach + "~", asked_at__year=year)
        grouped = rows.values_list("area__name").annotate(
            n=Count("id"), done=Count("id", Q(state="answered"))
        )
        found = list(grouped.order_by("area_id"))
    return [Counted(name, *(n if n >= rules.FEW else None for n in pair)) for name, *pair in found]
