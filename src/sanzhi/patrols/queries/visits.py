"""走访: of one's grid or village, and what one said at the door oneself."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from sanzhi.kit import walls
from sanzhi.kit.shares import FEWEST
from sanzhi.patrols import access, rules
from sanzhi.patrols.models import Correction, Need, VisitRecord
from sanzhi.people.models import Area, Household, Person
from sanzhi.people.roles import Actor

from .lists import PAGE_SIZE, missing
from .rounds import my_grids


def visits_visible(actor: Actor, at: datetime) -> QuerySet[VisitRecord]:
    """A worker's own grid and what they wrote, a clerk's village; to a resident what they said themselves, wherever they live now."""
    rows = VisitRecord.objects.select_related("item", "by", "grid")
    if actor.is_resident:
        return rows.filter(agreed_by=actor.person_id)  # not joined to a household that one may have left
    rows = rows.select_related("household")
    if not access.may_read_visits(actor, actor.reach):
        return rows.none()
    rows = rows.filter(area=actor.reach)
    if actor.may(access.WALK):
        rows = rows.filter(Q(by=actor.person_id) | Q(grid__in=my_grids(actor, at)))
    return rows


def home_of(actor: Actor) -> Household | None:
    """The household one is registered in."""
    return Person.objects.select_related("household__area").get(pk=actor.person_id).household


def _is_grown(actor: Actor, day: date) -> bool:
    """Whether one speaks for the household one is registered in."""
    me = Person.objects.get(pk=actor.person_id)
    return me.household_id is not None and rules.grown_on(me.birth_date, day)


def household_to_visit(area: str, number: str) -> Household | None:
    return Household.objects.filter(area=area, number=number.strip(), status=Household.Status.ACTIVE).first()


def member_named(home: Household, name: str, day: date) -> Person | None:
    """A grown member by the name they give at the door."""
    members = Person.objects.filter(household=home, name=name.strip(), died_on=None, erased_at=None)
    return next((one for one in members if rules.grown_on(one.birth_date, day)), None)


def days_visited(actor: Actor, day: date) -> list[date]:
    """On which days somebody came to one's household, to a grown member of it; nothing else of what another said there."""
    home = home_of(actor)
    if home is None or not _is_grown(actor, day):
        return []
    with walls.the_house():
        rows = VisitRecord.objects.filter(household=home).exclude(agreed_by=actor.person_id)
        return sorted({localdate(one.visited_at) for one in rows.only("visited_at")[:100]}, reverse=True)


def who_spoke(actor: Actor, household: int, at: datetime) -> set[int]:
    """Whoever said something at its door that is written down still."""
    rows = visits_visible(actor, at).filter(household=household, agreed_by__isnull=False, withdrawn_at=None)
    return set(rows.values_list("agreed_by", flat=True))


def households_visited(actor: Actor, at: datetime, before: int = 0) -> list[VisitRecord]:
    """Whom, when, for what; not what was said. The newest first, a page and one more."""
    rows = visits_visible(actor, at).defer("text")
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[: PAGE_SIZE + 1])


def visits_of(actor: Actor, household: int, at: datetime) -> list[VisitRecord]:
    """All of a household's, with what was written: read by `actions.read_visits`, which leaves a line."""
    return _with_words(visits_visible(actor, at).filter(household=household))


def my_visits(actor: Actor, at: datetime) -> list[VisitRecord]:
    """What one said oneself, at whichever door."""
    return _with_words(visits_visible(actor, at))


def _with_words(rows: QuerySet[VisitRecord]) -> list[VisitRecord]:
    rows = rows.prefetch_related("needs__follows", "needs__case", "corrections__asked_by")
    return list(rows.order_by("-pk")[:100])


def visit_here(actor: Actor, visit: int, at: datetime) -> VisitRecord:
    """One of those one sees. Raises Refusal."""
    found = visits_visible(actor, at).filter(pk=visit).first()
    if found is None:
        raise missing()
    return found


def need_here(actor: Actor, need: int, at: datetime) -> Need:
    """A need of a visit one sees. Raises Refusal."""
    found = Need.objects.select_related("case", "follows").filter(pk=need).first()
    if found is None:
        raise missing()
    found.visit = visit_here(actor, found.visit_id, at)
    return found


def correction_here(actor: Actor, correction: int, at: datetime) -> Correction:
    """What somebody says is wrong of a visit one sees. Raises Refusal."""
    found = Correction.objects.filter(pk=correction).first()
    if found is None:
        raise missing()
    found.visit = visit_here(actor, found.visit_id, at)
    return found


def needs_to_follow(actor: Actor, at: datetime) -> list[Need]:
    """What one said one would follow up, of visits one sees; to the village's clerk everything that nobody has finished. That
    there is something, and not a word of it: `actions.open_need`."""
    rows = Need.objects.filter(done_at=None, visit__in=visits_visible(actor, at))
    rows = rows if actor.may(access.KEEP) else rows.filter(follows=actor.person_id)
    return list(
        rows.select_related("visit__household", "follows", "case")
        .defer("what", "visit__text")
        .order_by("id")[:100]
    )


def corrections_waiting(actor: Actor, at: datetime) -> list[Correction]:
    """That somebody says something is wrong, and not what: `actions.open_correction`."""
    rows = Correction.objects.filter(answered_at=None, visit__in=visits_visible(actor, at))
    return list(rows.select_related("visit__household").defer("says", "visit__text").order_by("id")[:100])


def visits_counted(actor: Actor, since: date) -> list[tuple[str, int | None]]:
    """How many visits each town had since a day, for the county; of fewer than ten it is not said (I25). Raises Refusal."""
    access.may_list(actor).or_refuse()
    with walls.the_house():
        rows = VisitRecord.objects.filter(visited_at__date__gte=since)
        counted = dict(rows.values_list("area__parent").annotate(many=Count("pk")).order_by())
    towns = Area.objects.filter(code__in=counted).order_by("code")
    return [(town.name, counted[town.pk] if counted[town.pk] >= FEWEST else None) for town in towns]


def kept_of(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """Every visit at which one said something, what one asked for there and what one said was wrong of it, with what came of
    both; for one's own copy (个人信息保护法 art. 45)."""
    rows = visits_visible(actor, at).order_by("-id")
    found = list(rows.values("pk", "visited_at", "item__what", "consented", "text", "withdrawn_at"))
    asked = _by_visit(Need.objects.filter(visit__in=rows), "what", "noted_at", "done", "done_at")
    wrong = _by_visit(
        Correction.objects.filter(visit__in=rows), "says", "asked_at", "changed", "answer", "answered_at"
    )
    return [
        {**row, "needs": asked.get(pk, []), "corrections": wrong.get(pk, [])}
        for row in found
        for pk in [row.pop("pk")]
    ]


def _by_visit(rows: QuerySet[Any], *fields: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.order_by("pk").values("visit", *fields):
        found.setdefault(row.pop("visit"), []).append(row)
    return found


def notes_too_old(at: datetime) -> list[int]:
    """Visits whose notes have been kept for as long as they may."""
    rows = VisitRecord.objects.filter(visited_at__lt=at - rules.KEEP_NOTES).filter(
        ~Q(text="") | Q(needs__isnull=False) | Q(corrections__isnull=False)
    )
    return list(rows.values_list("pk", flat=True).distinct()[:500])
