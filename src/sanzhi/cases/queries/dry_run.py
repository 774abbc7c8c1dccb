"""试走: last month's cases walked through a draft. Only counts come out: who designs a kind sees no case."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sanzhi.cases import access, kinds
from sanzhi.cases.flow import is_county, own
from sanzhi.cases.kinds.maxima import readable
from sanzhi.cases.models import ClockRun, KindVersion, Move
from sanzhi.kit import deadlines, walls
from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

LAST_MONTH = timedelta(days=30)
MOST_CASES = 5_000  # 本平台约定: enough to judge by, quick enough to wait for
BESIDE = (
    "register", "urge", "supplement", "card", "help_answer", "help_waive", "help_score", "instruct", "set_secrecy",
    "no_answer", "rate_late", "shield", "unshield",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """一步 of a real case: what was done, by which role, when."""

    step: str
    role: str
    at: datetime


@dataclass
class DryRun:
    """试走的结果. `stops`: (state, step, why) → cases; `clocks`: "same", "earlier", "later" → due times compared."""

    cases: int = 0
    passed: int = 0  # walked to where the case stands
    ended: int = 0  # … and to an end
    stops: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    clocks: Counter[str] = field(default_factory=Counter)
    most_earlier: timedelta = timedelta(0)
    most_later: timedelta = timedelta(0)
    cut_short: bool = False


@walls.the_house()  # counts for whoever keeps the rules
def dry_run(actor: Actor, version: KindVersion, source: str, *, at: datetime) -> DryRun:
    """The cases of kind `source` filed in the last month, walked through this version."""
    access.may_design(actor).or_refuse()
    kind = kinds.read(version.code, version.spec)
    entire, told = kinds.whole(kind), DryRun()
    courses = _courses(source, at)
    told.cut_short = len(courses) > MOST_CASES
    promised = _promised(source, at)
    calendar = people.working_calendar()
    limits = {clock.code: readable(clock.limit) for clock in kind.clocks}
    for case_id, course in list(courses.items())[:MOST_CASES]:
        _walk_one(kind, entire, course, promised.get(case_id, {}), limits, calendar, told)
    return told


def _courses(source: str, at: datetime) -> dict[int, list[Step]]:
    rows = Move.objects.filter(
        case__kind=source, case__reported_at__gte=at - LAST_MONTH, case__reported_at__lte=at
    ).order_by("case_id", "seq")
    courses: dict[int, list[Step]] = {}
    for case_id, step, role, when in rows.values_list("case_id", "step", "role", "at").iterator():
        if case_id not in courses and len(courses) > MOST_CASES:
            break
        courses.setdefault(case_id, []).append(Step(step, role, when))
    return courses


def _promised(source: str, at: datetime) -> dict[int, dict[datetime, list[str]]]:
    """{case: {when clocks started: their limits}} as it was; what helpers had is between them and the lead."""
    rows = ClockRun.objects.filter(
        case__kind=source, case__reported_at__gte=at - LAST_MONTH, case__reported_at__lte=at
    ).exclude(rule__clock="help")
    found: dict[int, dict[datetime, list[str]]] = {}
    for case_id, started_at, limit in rows.values_list("case_id", "started_at", "rule__limit").iterator():
        found.setdefault(case_id, {}).setdefault(started_at, []).append(limit)
    return found


def _walk_one(
    kind: kinds.Kind,
    entire: kinds.Kind,
    course: list[Step],
    promised: dict[datetime, list[str]],
    limits: dict[str, Limit | None],
    calendar: WorkingCalendar,
    told: DryRun,
) -> None:
    told.cases += 1
    here = stood = kind.start  # and where it stood before it was merged
    _compare([kind.opens], course[0].at, promised, limits, calendar, told)
    for done in course:
        if done.step in BESIDE or _stands_aside(kind, done.step):
            continue
        if done.step.startswith("unmerge_") and here == kinds.MERGED:
            here = stood
            continue
        step = _same_step(entire, here, done.step)
        if step is None or (step.who and done.role not in step.who):
            why = "no_step" if step is None else "role"
            told.stops[_name(entire, here), done.step, why] += 1
            return
        here, stood = step.to, here
        _compare(step.starts, done.at, promised, limits, calendar, told)
    told.passed += 1
    state = entire.state(here)
    told.ended += bool(state and state.ended)


ASIDE = {
    "suspend": ("suspend", "resume"),
    "merge": ("absorb", "release"),
    "link": ("link", "unlink"),
    "split": ("split",),
    "supervise": ("supervise", "supervise_reply", "supervise_escalate", "supervise_lift"),
    "contest": ("contest_rating", "contest_card", "contest_uphold", "contest_refuse"),
}  # what the draft can do as well if it takes it along


def _stands_aside(kind: kinds.Kind, done: str) -> bool:
    """What left a case where it was, or brought it back there, and what the draft can do too."""
    if any(done in ASIDE.get(switch, ()) for switch in kind.beside):
        return True
    return done in ("delay_ask", "delay_grant", "delay_refuse") and any(one.delay for one in kind.clocks)


def _same_step(kind: kinds.Kind, here: str, done: str) -> kinds.Step | None:
    """The draft's step for what was done: its own code for an earlier version's, else the one that is `like` it. What it
    takes over from the built-in matter is like itself, and is taken by whoever takes it there."""
    for step in kind.steps_from(here):
        if step.code == own(done) if is_county(done) else step.like == done:
            return step
    return None


def _name(kind: kinds.Kind, code: str) -> str:
    state = kind.state(code)
    return state.desk if state else code


def _compare(
    clocks: Iterable[str],
    started_at: datetime,
    promised: dict[datetime, list[str]],
    limits: dict[str, Limit | None],
    calendar: WorkingCalendar,
    told: DryRun,
) -> None:
    """The due time the draft would give against the soonest that was given, all without pauses."""
    was = [Limit.parse(text) for text in promised.get(started_at, ())]
    for code in clocks:
        limit = limits.get(code)
        if limit is None or not was:
            continue
        new = deadlines.end(limit, started_at, calendar)
        old = min(deadlines.end(one, started_at, calendar) for one in was)
        told.clocks["same" if new == old else "earlier" if new < old else "later"] += 1
        told.most_earlier = max(told.most_earlier, old - new)
        told.most_later = max(told.most_later, new - old)
