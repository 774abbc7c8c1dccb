"""擂台赛: which there are, of what, and what waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
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
    """Of the keeper's reach, and all that were announced for whoever judges or takes part."""
    rows = Contest.objects.all()
    if actor.may("contest.keep"):
        rows = rows.filter(area__code__startswith=actor.reach or "-")
    else:
        rows = rows.filter(opened_at__isnull=False)
    return _page(rows, before)


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
    if contest.frozen_at:
        return "appeals" if localdate(at) <= rules.appeals_until(localdate(contest.frozen_at)) else "deciding"
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


def entrant_at(contest: Contest, entrant: int) -> Entrant:
    found = contest.entrants.select_related("area", "contest").filter(pk=entrant).first()
    if found is None:
        raise missing()
    return found


def judges_of(contest: Contest) -> list[Judge]:
    return list(contest.judges.select_related("person"))


def who_may_judge(contest: Contest, at: datetime) -> list[tuple[str, str]]:
    """Whoever holds a post that judges, in the place of the contest: ("person-reach", what they are called by)."""
    posts = [post for post in people.posts_held(at) if post.role in _JUDGES]
    found = []
    for post in posts:
        actor = people.actor_in(post)
        if actor.reach.startswith(contest.area.reach) or contest.area_id.startswith(actor.reach):
            found.append(
                (f"{actor.person_id}-{actor.reach}", f"{actor.name}（{actor.office_name} {actor.role.name}）")
            )
    return found


def places_in(contest: Contest) -> list[Area]:
    """The towns or villages that may take part."""
    level = Area.Level.TOWN if contest.level == Contest.Level.TOWN else Area.Level.VILLAGE
    rows = Area.objects.filter(level=level, valid_to=None, code__startswith=contest.area.reach)
    return list(rows.order_by("code"))


@dataclass(frozen=True)
class ToMark:
    """待打分: one place under one rubric, and what this judge gave."""

    entrant: Entrant
    indicator: Indicator
    mark: Mark | None


def marks_of(actor: Actor, contest: Contest) -> list[ToMark]:
    """Every place and rubric that the actor marks, with the mark that stands."""
    judge = contest.judges.filter(person_id=actor.person_id).first()
    if judge is None:
        return []
    given = {(m.entrant_id, m.indicator_id): m for m in Mark.objects.filter(judge=judge, set_aside_at=None)}
    rubrics = [one for one in contest.indicators.all() if not one.gauge]
    return [
        ToMark(entrant, one, given.get((entrant.pk, one.pk)))
        for entrant in entrants_of(contest)
        if access.may_mark(actor, judge, entrant)
        for one in rubrics
    ]


def appeals_of(contest: Contest) -> list[Appeal]:
    rows = Appeal.objects.filter(entrant__contest=contest)
    return list(rows.select_related("entrant__area", "indicator").order_by("-pk"))


def to_count_anew(contest: Contest) -> bool:
    """Whether an appeal was upheld that is in no count yet."""
    return Appeal.objects.filter(entrant__contest=contest, upheld=True, counted_in=None).exists()


def appeal_at(contest: Contest, appeal: int) -> Appeal:
    rows = Appeal.objects.filter(entrant__contest=contest).select_related("entrant__area", "indicator")
    found = rows.filter(pk=appeal).first()
    if found is None:
        raise missing()
    return found
