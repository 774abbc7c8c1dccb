"""擂台赛: which there are, of what, and what waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from sanzhi.contests import access, rules
from sanzhi.contests.models import Appeal, Contest, Entrant, Indicator, Judge, Mark
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Area
from sanzhi.people.roles import ROLES, Actor

PAGE_SIZE = 30
LEVELS = Contest.Level.choices
_JUDGES = tuple(code for code, role in ROLES.items() if "contest.judge" in role.permissions)


def missing() -> Refusal:
    verdict = access.not_there()
    return Refusal(verdict.code, verdict.sentence)


def announced(before: int = 0) -> list[Contest]:
    """For anybody: the newest first, none that is still drafted. A page and one more."""
    return _page(Contest.objects.filter(opened_at__isnull=False), before)


def contests_kept(actor: Actor, before: int = 0) -> list[Contest]:
    """All that were announced, and the drafts of the keeper's own reach."""
    open_to_all = Q(opened_at__isnull=False)
    if actor.may("contest.keep"):
        open_to_all |= Q(area__code__startswith=actor.reach or "-")
    return _page(Contest.objects.filter(open_to_all), before)


def _page(rows: QuerySet[Contest], before: int) -> list[Contest]:
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("area").order_by("-pk")[: PAGE_SIZE + 1])


def contest_shown(contest: int) -> Contest:
    """One that was announced. Raises Refusal."""
    found = Contest.objects.select_related("area").filter(pk=contest, opened_at__isnull=False).first()
    if found is None:
        raise missing()
    return found


def contest_for(actor: Actor, contest: int) -> Contest:
    """One that was announced, or a draft of the keeper's own. Raises Refusal."""
    found = Contest.objects.select_related("area").filter(pk=contest).first()
    if found is None or found.opened_at is None and not access.may_keep(actor, found.area_id):
        raise missing()
    return found


def state_of(contest: Contest, at: datetime) -> str:
    """drafted, called_off, coming, running, counting, appeals, deciding or closed."""
    if contest.called_off_at:
        return "called_off"
    if contest.closed_at:
        return "closed"
    if contest.opened_at is None:
        return "drafted"
    if contest.shown_at:
        return "appeals" if localdate(at) <= rules.appeals_until(localdate(contest.shown_at)) else "deciding"
    if at < contest.since:
        return "coming"
    return "running" if at < contest.until else "counting"


def indicators_of(contest: Contest) -> list[Indicator]:
    return list(contest.indicators.all())


def entrants_of(contest: Contest) -> list[Entrant]:
    return list(contest.entrants.select_related("area"))


def places_entered(contest: int) -> list[str]:
    """The codes of the places that take part."""
    return list(Entrant.objects.filter(contest=contest).values_list("area_id", flat=True))


def judges_asked(contest: int) -> list[int]:
    """Who sits on the panel: person ids."""
    return list(Judge.objects.filter(contest=contest).values_list("person_id", flat=True))


def entrant_at(contest: Contest, entrant: int) -> Entrant:
    found = contest.entrants.select_related("area", "contest").filter(pk=entrant).first()
    if found is None:
        raise missing()
    return found


def judges_of(contest: Contest) -> list[Judge]:
    return list(contest.judges.select_related("person"))


def posts_that_judge(at: datetime) -> dict[int, list[Actor]]:
    """{person: every post of theirs}, of whoever holds one that judges."""
    held: dict[int, list[Actor]] = {}
    for post in people.posts_held(at):
        held.setdefault(post.person_id, []).append(people.actor_in(post))
    return {who: posts for who, posts in held.items() if any(post.role.code in _JUDGES for post in posts)}


def who_may_judge(contest: Contest, at: datetime) -> list[tuple[int, str]]:
    """Whoever holds a post that judges in the place of the contest, or over it, and may mark one who takes part at least:
    (person, what they are called by)."""
    found, entrants = [], entrants_of(contest)
    for who, posts in posts_that_judge(at).items():
        judging = next(post for post in posts if post.role.code in _JUDGES)
        places = places_of(posts)
        near = judging.reach.startswith(contest.area.reach) or contest.area_id.startswith(judging.reach)
        if near and not (entrants and all(rules.own_place(places, one.area.reach) for one in entrants)):
            found.append((who, f"{judging.name}（{judging.office_name} {judging.role.name}）"))
    return found


def places_of(posts: Sequence[Actor]) -> list[str]:
    """What these posts cover."""
    return sorted({post.reach for post in posts if post.reach})


def places_covered(person: int, at: datetime) -> list[str]:
    """What somebody's posts of the day cover."""
    return places_of([people.actor_in(post) for post in people.appointments_of(person, at)])


def keepers_of(contest: Contest, at: datetime) -> set[int]:
    """Who may keep this contest: person ids."""
    keeping = [code for code, role in ROLES.items() if "contest.keep" in role.permissions]
    return {seat.person for seat in people.seats_over(keeping, [contest.area_id], at)}


def places_in(contest: Contest) -> list[Area]:
    """The towns or villages that may take part."""
    level = Area.Level.TOWN if contest.level == Contest.Level.TOWN else Area.Level.VILLAGE
    rows = Area.objects.filter(level=level, valid_to=None, code__startswith=contest.area.reach)
    return list(rows.order_by("code"))


@dataclass(frozen=True)
class ToMark:
    """待打分: one place under one rubric, what this judge gave, and whether they may give it now."""

    entrant: Entrant
    indicator: Indicator
    mark: Mark | None
    now: bool


def marks_of(actor: Actor, contest: Contest, at: datetime) -> list[ToMark]:
    """Every place and rubric that the actor marks, with the mark that stands."""
    judge = contest.judges.filter(person_id=actor.person_id).first()
    if judge is None:
        return []
    given = {(m.entrant_id, m.indicator_id): m for m in Mark.objects.filter(judge=judge, set_aside_at=None)}
    rubrics = [one for one in contest.indicators.all() if not one.gauge]
    places, reopened = places_covered(judge.person_id, at), marked_anew(contest)
    before = contest.opened_at is not None and contest.frozen_at is None and at >= contest.since
    return [
        ToMark(entrant, one, given.get((entrant.pk, one.pk)), before or (entrant.pk, one.pk) in reopened)
        for entrant in entrants_of(contest)
        if access.may_mark(actor, judge, entrant, places)
        for one in rubrics
    ]


def marked_anew(contest: Contest) -> set[tuple[int, int]]:
    """(place, rubric) of upheld appeals that are in no count yet: their marks are given anew."""
    rows = _upheld(contest).filter(indicator__gauge="")
    return set(rows.values_list("entrant_id", "indicator_id"))


def marks_missing(contest: Contest, pairs: Collection[tuple[int, int]] | None = None) -> int:
    """How many of these (place, rubric), or of all, have fewer than three marks that stand."""
    if pairs is None:
        rubrics = contest.indicators.filter(gauge="").values_list("pk", flat=True)
        pairs = [(one, rubric) for one in contest.entrants.values_list("pk", flat=True) for rubric in rubrics]
    rows = Mark.objects.filter(indicator__contest=contest, set_aside_at=None).order_by()
    given = {
        (one, rubric): n
        for one, rubric, n in rows.values_list("entrant", "indicator").annotate(n=Count("pk"))
    }
    return sum(given.get(pair, 0) < rules.FEWEST_MARKS for pair in pairs)


def _upheld(contest: Contest) -> QuerySet[Appeal]:
    return Appeal.objects.filter(entrant__contest=contest, upheld=True, counted_in=None)


def appeals_of(contest: Contest) -> list[Appeal]:
    rows = Appeal.objects.filter(entrant__contest=contest)
    return list(rows.select_related("entrant__area", "indicator", "run").order_by("-pk"))


def to_count_anew(contest: Contest) -> list[Appeal]:
    """Upheld appeals that are in no count yet, as they were decided."""
    return list(_upheld(contest).select_related("indicator").order_by("decided_at", "pk"))


def appeal_at(contest: Contest, appeal: int) -> Appeal:
    rows = Appeal.objects.filter(entrant__contest=contest).select_related("entrant__area", "indicator", "run")
    found = rows.filter(pk=appeal).first()
    if found is None:
        raise missing()
    return found
