"""Which disputes somebody may know of, and what each party has said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.disputes import access, rules
from sanzhi.disputes.models import Answer, Body, Dispute, Diversion, Mediator, Party
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor

WITH = (
    "case__area__parent", "case__category", "body__office", "mediator__person", "proposed__person", "diversion__court",
)  # fmt: skip


def visible_to(actor: Actor) -> QuerySet[Dispute]:
    """The disputes this actor may know of at all. `access.may_see` says the same of one; a test holds the two together."""
    rows = Dispute.objects.all()
    if actor.is_resident:
        return rows.filter(Exists(Party.objects.filter(case=OuterRef("pk"), person_id=actor.person_id)))
    if actor.may("dispute.keep"):
        return rows.filter(body__office_id=actor.office_id)
    if actor.may("dispute.mediate"):
        mine = Mediator.objects.filter(person_id=actor.person_id).values("pk")
        return rows.filter(Q(mediator__in=mine) | Q(proposed__in=mine))
    if actor.may("dispute.divert"):
        return rows.filter(Exists(Diversion.objects.filter(case=OuterRef("pk"), court_id=actor.office_id)))
    return rows.none()


def dispute_by_code(actor: Actor, code: str) -> Dispute:
    """Fetching is checking: the dispute under this public code, or the same Refusal as for one that does not exist."""
    rows = visible_to(actor).filter(case__public_code=cases.code_typed(code))
    found = rows.select_related(*WITH).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这件纠纷。"))
    return found


@dataclass(frozen=True)
class Which:
    """看哪些: under way, or all; late ones only; of a type, state, source or body; and a word of the title, or the code."""

    open_only: bool = False
    late: bool = False
    type: str = ""
    state: str = ""
    source: str = ""
    body: int | None = None
    words: str = ""


def page_of(
    actor: Actor, which: Which | None = None, *, at: datetime | None = None, after: int = 0, size: int = 30
) -> tuple[list[Dispute], int]:
    """Newest first, by key: (rows, where the next page begins or 0). `at` is asked for what is late."""
    rows = _narrowed(visible_to(actor), which or Which(), at).select_related(*WITH).order_by("-case_id")
    if after:
        rows = rows.filter(case_id__lt=after)
    found = list(rows[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else 0


def _narrowed(rows: QuerySet[Dispute], which: Which, at: datetime | None) -> QuerySet[Dispute]:
    if which.open_only or which.late:
        rows = rows.filter(case__closed_at=None)
    if which.late:
        rows = rows.filter(case__due_at__lte=at)
    for column, value in (
        ("type", which.type), ("case__state", which.state), ("source", which.source), ("body_id", which.body)
    ):  # fmt: skip
        if value:
            rows = rows.filter(**{column: value})
    if which.words:
        code = Q(case__public_code=cases.code_typed(which.words))
        rows = rows.filter(Q(case__title__contains=which.words) | code)
    return rows


def bodies_with_mine(actor: Actor) -> list[tuple[int, str]]:
    """The bodies before which this actor knows of a dispute: (id, name)."""
    rows = visible_to(actor).order_by("body__office__name").values_list("body_id", "body__office__name")
    return list(rows.distinct())


def states_of(rows: Sequence[Dispute]) -> list[State]:
    """The state of each, in order, for lists."""
    return [state for _case, state in cases.with_states([one.case for one in rows])]


def parties_of(case_id: int) -> list[Party]:
    return list(Party.objects.filter(case_id=case_id).select_related("person", "home").order_by("place"))


def answers_of(parties: Iterable[Party], about: str, subject: int = 0) -> dict[int, Answer]:
    """party → their last word to one question."""
    rows = Answer.objects.filter(party__in=[one.pk for one in parties], about=about, subject=subject)
    return {one.party_id: one for one in rows.order_by("id")}


def all_said_yes(parties: Sequence[Party], about: str, subject: int = 0) -> bool:
    said = answers_of(parties, about, subject)
    return all(one.pk in said and said[one.pk].yes for one in parties)


def anybody_said_no(parties: Sequence[Party], about: str, subject: int = 0) -> bool:
    return any(not one.yes for one in answers_of(parties, about, subject).values())


def bodies_open(day: date) -> QuerySet[Body]:
    return Body.objects.filter(ended_on=None, established_on__lte=day).select_related("office", "area")


def body_for(area: str, type_: str, at: datetime) -> Body | None:
    """The body a dispute of this place and type goes to."""
    rows = {one.pk: one for one in bodies_open(at.date())}
    told = ((one.pk, one.kind, one.area_id, one.specialities) for one in rows.values())
    chosen = rules.choose_body(told, area=area, type_=type_)
    return rows[chosen] if chosen else None


def body_by_poster(code: str, at: datetime) -> Body | None:
    return bodies_open(at.date()).filter(poster=code.strip().upper()).first()


def mediators_of(body: Body, day: date) -> list[Mediator]:
    """Who may be chosen there on a day."""
    rows = Mediator.objects.filter(body=body, appointed_on__lte=day, term_end__gt=day)
    return list(rows.select_related("person").prefetch_related("conflicts").order_by("id"))


def choosable(dispute: Dispute, parties: Sequence[Party], day: date) -> list[tuple[Mediator, Any]]:
    """Each mediator of the body with the Verdict whether they may have this dispute."""
    return [(one, may_have(one, parties)) for one in mediators_of(dispute.body, day)]


def may_have(one: Mediator, parties: Sequence[Party]) -> Any:
    known = {conflict.person_id for conflict in one.conflicts.all()}
    persons = {party.person_id for party in parties}
    home = one.person.household_id
    shared = {one.person_id} if home and any(p.person.household_id == home for p in parties) else set()
    return rules.may_mediate(one.person_id, known, persons, shared)


def seen(actor: Actor, dispute: Dispute) -> bool:
    return access.may_see(actor, dispute, parties_of(dispute.pk)).ok


def court_is_here(name: str) -> bool:
    """Whether this court works with the platform, so that its own clerk notes what it rules."""
    return Office.objects.filter(kind=Office.Kind.COURT, valid_to=None, name=name).exists()
