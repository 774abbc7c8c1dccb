"""Every list of cases starts at `visible_to`, is paged by key, and has an index made for it."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from sanzhi.cases.models import Assignment, CallBack, Case
from sanzhi.cases.models.case import OF_A_COUNTY
from sanzhi.kit import clock
from sanzhi.kit.planning import planned_anew
from sanzhi.people.roles import Actor

from .filters import Filters, narrowed
from .paging import key_at, place_of

PAGE_SIZE = 30
WITH_NAMES = ("area", "category", "holder", "lead")


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases this actor may know of at all. `access.may_see` says the same of one case."""
    if actor.reach and actor.may("case.view_area"):
        return Case.objects.filter(_within(actor.reach)).filter(_not_kept_from(actor))
    if actor.is_resident:
        return Case.objects.filter(Q(reporter_id=actor.person_id) | Q(filed_by_id=actor.person_id))
    if actor.office_id and actor.may("case.handle"):
        part = Assignment.objects.filter(case=OuterRef("pk"), office_id=actor.office_id)
        return Case.objects.filter(Exists(part))
    return Case.objects.none()


def _not_kept_from(actor: Actor) -> Q:
    """A confidential matter is known only to the desks that have to do with it."""
    own = Q(reporter_id=actor.person_id) | Q(filed_by_id=actor.person_id)
    if actor.office_id:
        own |= Q(receiver_id=actor.office_id) | Q(holder_id=actor.office_id)
    if actor.office_id and actor.may("case.handle"):
        own |= Exists(Assignment.objects.filter(case=OuterRef("pk"), office_id=actor.office_id))
    return ~Q(secrecy=Case.Secrecy.CLOSED) | own


def _within(reach: str) -> Q:
    """An area-code prefix as the equality its index wants; the county's prefix covers every case here."""
    if len(reach) == 6:
        return Q()
    return Q(town_code=reach) if len(reach) == 9 else Q(area_id=reach)


@dataclass(frozen=True)
class Page:
    """一页: rows newest first, and the key where the next older page begins (None at the end)."""

    rows: list[Case]
    older: str | None
    newer: bool


@planned_anew()
def find(actor: Actor, filters: Filters, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """Cases the actor may see, newest first, narrowed by the filters. `after` is a page's `older` key."""
    seen, filters = visible_to(actor), _in_reach(actor, filters)
    if filters.soonest:
        return _soonest(narrowed(seen, filters), after, size)
    searched = bool(filters.words.strip())
    if searched and not (after or filters.since or filters.until):
        newest = page_of(narrowed(seen, filters, _newest_months()), size=size, searched=True)
        if newest.older:  # a full page of the newest months: nothing older belongs on it
            return newest
    return page_of(narrowed(seen, filters), after, size, searched=searched)


def _soonest(rows: QuerySet[Case], after: str, size: int) -> Page:
    """One page of what is open, the soonest due first, by key."""
    place = place_of(after)
    if place:
        due_at, case_id = place
        rows = rows.filter(due_at__gte=due_at).filter(Q(due_at__gt=due_at) | Q(id__gt=case_id))
    keys = rows.order_by("due_at", "id").values("pk")[: size + 1]
    found = list(_named(keys).order_by("due_at", "id"))
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], key_at(last.due_at, last.id) if last and last.due_at else None, bool(place))


def _newest_months() -> list[date]:
    """This month, in its first half the last one too, and the next, in which a clock that is ahead may write."""
    today = localtime(clock.now()).date()
    first = today.replace(day=1)
    last = [first - timedelta(days=1)] if today.day < 16 else []
    return [*last, first, first + timedelta(days=31)]


def page_of(rows: QuerySet[Case], after: str = "", size: int = PAGE_SIZE, *, searched: bool = False) -> Page:
    """One page of any cases, newest first, by key.

    searched: walk along the narrow search rows, which hold the day too; a common word is met again and again on the
    way, a rare one is looked up, and PostgreSQL knows which.
    """
    day, number = ("search__reported_at", "search__case_id") if searched else ("reported_at", "id")
    place = place_of(after)
    if place:
        reported_at, case_id = place
        rows = rows.filter(
            Q(**{f"{day}__lt": reported_at}) | Q(**{day: reported_at, f"{number}__lt": case_id})
        )
        rows = rows.filter(**{f"{day}__lte": reported_at})
    keys = rows.order_by(f"-{day}", f"-{number}").values("pk")[: size + 1]
    found = list(_named(keys).order_by("-reported_at", "-id"))
    last = found[size - 1] if len(found) > size else None
    older = key_at(last.reported_at, last.id) if last else None
    return Page(found[:size], older, bool(place))


def _named(keys: QuerySet[Case, Any]) -> QuerySet[Case]:
    """The cases of one page with their names: joined for those that are shown, not for all that were looked at."""
    return Case.objects.filter(pk__in=keys).select_related(*WITH_NAMES)


@planned_anew()
def count(actor: Actor, filters: Filters, *, most: int = 1000) -> int:
    """How many cases the filters leave; counted no further than `most` + 1, so that it stays cheap."""
    return narrowed(visible_to(actor), _in_reach(actor, filters))[: most + 1].count()


def _in_reach(actor: Actor, filters: Filters) -> Filters:
    """A desk that sees one town searches that town: its word is in the index."""
    own = actor.reach[:9] if len(actor.reach) >= 9 and actor.may("case.view_area") else ""
    return replace(filters, town=filters.town or own)


def inbox(actor: Actor, *, after: str = "", state: str = "", size: int = PAGE_SIZE) -> Page:
    """待办: what this desk holds, the soonest due first. Rows carry holder, area and category."""
    rows = _to_do(actor)
    if state:
        rows = rows.filter(state=state)
    undated = after.startswith(UNDATED)
    place = None if undated else place_of(after)
    if undated:
        rows = rows.filter(due_at=None, id__gt=_number(after.removeprefix(UNDATED)))
    elif place:
        due_at, case_id = place
        rows = rows.filter(Q(due_at__gt=due_at) | Q(due_at=due_at, id__gt=case_id) | Q(due_at=None))
    keys = rows.order_by("due_at", "id").values("pk")[: size + 1]
    found = list(_named(keys).order_by("due_at", "id"))
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], _due_key_of(last) if last else None, bool(place) or undated)


UNDATED = "none-"  # cases whose clock stands still (待核验) come after all that have a due time


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def _due_key_of(case: Case) -> str:
    return key_at(case.due_at, case.id) if case.due_at else f"{UNDATED}{case.id}"


def _to_do(actor: Actor) -> QuerySet[Case]:
    """Held by this desk, where this role has something to do; a county's own kind waits for all who work there."""
    return Case.objects.filter(Q(state__in=states_to_do(actor)) | OF_A_COUNTY, holder_id=actor.office_id)


def states_to_do(actor: Actor) -> list[str]:
    """The states in which this role has something to do, of those its desk can hold."""
    states = {
        "case.dispatch": ("registered", "reported"),
        "case.decide": ("arbitration",),
        "case.handle": ("assigned", "handling", "suspended"),
        "case.call_back": ("follow_up",),
    }
    return [state for permission, names in states.items() if actor.may(permission) for state in names]


def inbox_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """{"all", "late", "cards", one per state} of this desk's open work, in one query."""
    rows = _to_do(actor)
    counted = rows.values("state").annotate(n=Count("id"), late=Count("id", filter=Q(due_at__lte=at)))
    counts = {row["state"]: row["n"] for row in counted}
    return {"all": sum(counts.values()), "late": sum(row["late"] for row in counted), **counts}


def own_cases(actor: Actor, *, ended: bool | None = None, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A resident's own cases, newest first; `ended` asks for those that have ended, or those that have not."""
    rows = visible_to(actor)
    if ended is not None:
        rows = rows.filter(closed_at__isnull=not ended)
    return page_of(rows, after, size)


def cases_from(prefix: str) -> list[Case]:
    """Every case an outside system sent, by the start of its references, oldest first; each with `.last_at`."""
    rows = Case.objects.filter(outside_ref__startswith=prefix).annotate(last_at=Max("moves__at"))
    return list(rows.order_by("reported_at", "id"))


def call_back_tries(case: Case) -> int:
    """How often the citizen was called in vain since the matter was last done."""
    return CallBack.objects.filter(case=case, round=case.reopens, reached=False).count()
