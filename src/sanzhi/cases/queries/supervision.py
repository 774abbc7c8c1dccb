"""督办: what stands, what an office must answer, the rules in force, and whom a rule would hit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from sanzhi.cases import kinship
from sanzhi.cases.flow.family import STANDING
from sanzhi.cases.models import Case, Join, Move, Supervision, SupervisionRule
from sanzhi.journal import queries as journal
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .kinds import FiledUnder, of_them, taking
from .lists import PAGE_SIZE, visible_to
from .paging import key_at, place_of

WITH = ("case__area", "case__category", "office", "rule", "limit")
COLUMNS = {"repeats": "repeat__by_person", "same_place": "repeat__at_place"}
STILL_FRESH = timedelta(days=7)  # 本平台约定: how long after closing a bad mark still raises a supervision


def supervisions_of(case: Case) -> list[Supervision]:
    """Every supervision of one case, the newest first."""
    rows = Supervision.objects.filter(case=case).select_related("office", "rule", "raised_by", "limit")
    return list(rows.order_by("-id"))


def supervision_words(rows: Iterable[Supervision]) -> dict[int, dict[str, Any]]:
    """What was said, from the journal: {id: {"why", "ask", "answer", "note"}}; one query. Erased words are missing."""
    rows = list(rows)
    wanted = [one for row in rows for one in (row.raise_entry, row.reply_entry, row.end_entry) if one]
    said = journal.entries(wanted)
    words: dict[int, dict[str, Any]] = {}
    for row in rows:
        words[row.id] = {}
        for entry_id, keys in ((row.raise_entry, ("why", "ask")), (row.reply_entry, ("answer",)),
                               (row.end_entry, ("note",))):  # fmt: skip
            content = said[entry_id].content if entry_id in said else None
            words[row.id] |= {key: content[key] for key in keys if content and key in content}
    return words


def supervisions_seen_by(actor: Actor) -> QuerySet[Supervision]:
    """A supervisor's whole area; for everybody else what was asked of their own office."""
    if actor.may("case.supervise") and actor.reach:
        return Supervision.objects.filter(_in_area(actor.reach))
    if actor.office_id and (actor.may("case.handle") or actor.may("case.dispatch")):
        return Supervision.objects.filter(office_id=actor.office_id)
    return Supervision.objects.none()


def _in_area(reach: str) -> Q:
    if len(reach) == 6:
        return Q()
    return Q(area_id=reach) if len(reach) == 12 else Q(area_id__gte=reach, area_id__lt=reach + "~")


@dataclass(frozen=True)
class SupervisionFilters:
    """筛选: empty means any; `state` "open" is what has not ended."""

    state: str = "open"
    level: str = ""
    office: int | None = None


@dataclass(frozen=True)
class SupervisionPage:
    """一页督办, the soonest due first, and the key where the next begins."""

    rows: list[Supervision]
    onward: str | None
    back: bool


def supervision_page(
    actor: Actor, filters: SupervisionFilters, *, after: str = "", size: int = PAGE_SIZE
) -> SupervisionPage:
    rows = supervisions_seen_by(actor)
    if filters.state == "open":
        rows = rows.filter(ended_at=None)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.level:
        rows = rows.filter(level=filters.level)
    if filters.office:
        rows = rows.filter(office_id=filters.office)
    place = place_of(after)
    if place:
        due_at, number = place
        rows = rows.filter(due_at__gte=due_at).filter(Q(due_at__gt=due_at) | Q(id__gt=number))
    found = list(rows.select_related(*WITH).order_by("due_at", "id")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    onward = key_at(last.due_at, last.id) if last else None
    return SupervisionPage(found[:size], onward, bool(place))


def supervisions_waiting(actor: Actor) -> int:
    """How many this reader has something to do with: an office to answer, a supervisor to look at the answer."""
    mine = "replied" if actor.may("case.supervise") else "raised"
    return supervisions_seen_by(actor).filter(state=mine).count()


def offices_supervised(actor: Actor) -> list[tuple[int, str]]:
    rows = supervisions_seen_by(actor).order_by("office__name").values_list("office_id", "office__name")
    return list(rows.distinct())


def supervision_by_id(actor: Actor, number: int) -> Supervision:
    """Refusal as for one that does not exist when it is not this reader's."""
    found = supervisions_seen_by(actor).filter(pk=number).select_related(*WITH, "case__area__parent").first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这次督办。"))
    return found


# --- the rules ---


def supervision_version() -> int:
    return SupervisionRule.objects.aggregate(last=Max("version"))["last"] or 0


def supervision_rules(at: datetime) -> list[SupervisionRule]:
    """The set in force at `at`."""
    versions = SupervisionRule.objects.filter(effective_from__lte=at).order_by("-version")
    last = Subquery(versions.values("version")[:1])
    return list(SupervisionRule.objects.filter(version=last).order_by("code"))


def supervision_history() -> list[SupervisionRule]:
    """Every version of every rule, the newest first."""
    return list(SupervisionRule.objects.order_by("-version", "code")[:300])


def fits(measure: str, at_least: int) -> Q:
    """The condition of a rule on a case; `kinship.supervision_trace` says the same of one in hand."""
    if measure == "card":
        return Q(card__in=["yellow", "red"] if at_least == 1 else ["red"] if at_least == 2 else [])
    if measure == "dissatisfied":
        return Q(satisfied__lte=3 - at_least)
    if measure == "joins":
        many = (
            Join.objects.filter(left_at=None).values("case").annotate(n=Count("id")).filter(n__gte=at_least)
        )
        return Q(pk__in=many.values("case"))
    if measure == "instructed":
        notes = Move.objects.filter(step="instruct").values("case").annotate(n=Count("id"))
        return Q(pk__in=notes.filter(n__gte=at_least).values("case"))
    return Q(**{f"{COLUMNS.get(measure, measure)}__gte": at_least})


def would_raise(measure: str, at_least: int, since: datetime, until: datetime) -> QuerySet[Case]:
    """The cases of a span of time that a rule would have been raised over."""
    known = Case.objects.filter(of_them(taking("supervise")), reported_at__gte=since, reported_at__lt=until)
    return known.filter(fits(measure, at_least))


@dataclass(frozen=True)
class Preview:
    """预演: of how many cases a rule would have raised how many, and some of those the reader may see."""

    since: datetime
    until: datetime
    cases: int
    raised: int
    some: list[Case]


@walls.the_house()  # counts for whoever keeps the rules
def preview(actor: Actor, measure: str, at_least: int, *, at: datetime) -> Preview:
    """On the thirty days before `at`."""
    since = at - timedelta(days=30)
    hit = would_raise(measure, at_least, since, at)
    some = visible_to(actor).filter(pk__in=hit.values("pk")).select_related("area", "category")
    whole = Case.objects.filter(reported_at__gte=since, reported_at__lt=at).count()
    return Preview(since, at, whole, hit.count(), list(some.order_by("-reported_at", "-id")[:10]))


def trace(case: Case, joins: int, at: datetime) -> list[dict[str, Any]]:
    """What each rule in force says of this case, and why."""
    return kinship.supervision_trace(supervision_rules(at), facts_of(case, joins))


def facts_of(case: Case, joins: int) -> kinship.SupervisionFacts:
    """What the rules look at."""
    found = getattr(case, "repeat", None)  # none before the clock has looked
    repeats = (found.by_person, found.at_place) if found else (0, 0)
    notes = Move.objects.filter(case=case, step="instruct").count()
    return kinship.facts_of(case, joins, repeats=repeats, instructed=notes)


def to_raise(rule: SupervisionRule, own: list[FiledUnder], at: datetime, most: int) -> list[int]:
    """Cases that this rule is to be raised over now: it fits, nothing stands, and it has not spoken in this round.
    `own`: the county's kinds that are supervised, `taking("supervise")`."""
    return list(_to_raise(rule, own, at).order_by("id").values_list("id", flat=True)[:most])


def to_raise_of(rule: SupervisionRule, own: list[FiledUnder], at: datetime, case_id: int) -> bool:
    """The same of one case, asked again when it is in hand."""
    return _to_raise(rule, own, at).filter(pk=case_id).exists()


def _to_raise(rule: SupervisionRule, own: list[FiledUnder], at: datetime) -> QuerySet[Case]:
    mine = Supervision.objects.filter(case=OuterRef("pk"))
    standing = {*STANDING, *(code for one in own for code in one.open_states)}
    rows = Case.objects.filter(of_them(own), fits(rule.measure, rule.at_least))
    if rule.measure == "dissatisfied":
        rows = rows.filter(Q(closed_at__isnull=True) | Q(closed_at__gte=at - STILL_FRESH))
        rows = rows.filter(state__in={*standing, "closed"})
    else:
        rows = rows.filter(closed_at__isnull=True, state__in=standing)
    rows = rows.exclude(Exists(mine.filter(ended_at=None)))
    return rows.exclude(Exists(mine.filter(rule_code=rule.code, round=OuterRef("reopens"))))


def to_escalate(own: list[FiledUnder], at: datetime, most: int) -> list[int]:
    """Cases whose supervision is unanswered past its time and has a firmer level left."""
    where = {*STANDING, "closed", *(code for one in own for code in one.open_states)}
    rows = Supervision.objects.filter(state="raised", due_at__lte=at, case__state__in=where)
    rows = rows.exclude(level="circular").order_by("due_at", "id")
    return list(rows.values_list("case_id", flat=True)[:most])
