"""核验事项: recompute every case from its moves, every due time from its rule, every file from its digest."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch

from sanzhi.journal import queries as journal
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import clock
from sanzhi.people import queries as people

from . import files
from .actions import clocks
from .actions.daily import counted
from .actions.kinds import digest as kind_digest
from .flow import flow_of
from .models import Attachment, Case, ClockPause, ClockRun, DayTown, KindVersion, Move, Supervision
from .never import NEVER
from .queries import daily, limits_from, to_erase

STREAM = 2_000
ERASED_WITHIN = timedelta(days=7)  # a worker that was away for a week is no fault


def check_never() -> Finding:
    """The projection against the moves, in the database's own words."""
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql)
            violations += [Violation(name, f"case {row[0]}", sentence) for row in cursor.fetchmany(20)]
    return Finding(Case.objects.count(), violations, [])


def check_moves() -> Finding:
    """Every case walked again through the flow it was filed under: no illegal step, and it ends where it stands."""
    looked, violations = 0, list[Violation]()
    rows = (
        Move.objects.order_by("case_id", "seq")
        .values_list(
            "case_id", "step", "from_state", "to_state", "case__kind", "case__kind_version", "case__state"
        )
        .iterator(chunk_size=STREAM)
    )
    at, here, expected = None, "", ""
    for case_id, step, frm, to, kind, version, state in rows:
        if case_id != at:
            if at is not None and here != expected:
                violations.append(
                    Violation("state", f"case {at}", f"stands in {expected}, its moves end in {here}")
                )
            at, here, expected = case_id, "", state
            looked += 1
        if frm != here or not _legal(kind, version, step, frm, to):
            violations.append(
                Violation("step", f"case {case_id}", f"illegal: {step} from {frm or 'nothing'} to {to}")
            )
        here = to
    if at is not None and here != expected:
        violations.append(Violation("state", f"case {at}", f"stands in {expected}, its moves end in {here}"))
    return Finding(looked, violations, [])


def _legal(kind: str, version: int, step: str, frm: str, to: str) -> bool:
    flow = flow_of(kind, version)
    if step == "register":
        return frm == "" and to == flow.start
    return any(known.name == step and frm in known.frm and known.lands(frm) == to for known in flow.steps)


def check_kinds() -> Finding:
    """Every published kind still says what the journal noted when it was published."""
    looked, violations = 0, list[Violation]()
    for version in KindVersion.objects.filter(state__in=KindVersion.IN_USE).order_by("id"):
        looked += 1
        noted = next(
            (e for e in journal.entries_about("kind", version.id) if e.kind == "kind.published"), None
        )
        if noted is None or (noted.content or {}).get("digest") != kind_digest(version):
            violations.append(
                Violation("kind", f"kind {version.code} {version.version}", "is not what was published")
            )
    return Finding(looked, violations, [])


def check_due_times() -> Finding:
    """Every clock's due time again, from its rule, its start, its pauses and its extensions, on the calendar as it stands."""
    pauses = Prefetch("pauses", queryset=ClockPause.objects.order_by("id"))
    runs = ClockRun.objects.select_related("rule").prefetch_related(pauses, clocks.GRANTED).order_by("id")
    looked, violations = 0, list[Violation]()
    calendar, changed = people.working_calendar(), people.calendar_changes()
    for run in runs.iterator(chunk_size=STREAM):
        looked += 1
        if run.stopped_at and changed.touch(run.started_at.date(), run.red_at.date()):
            continue  # a stopped clock keeps the dates it was given; the calendar has been corrected since
        spans = tuple((p.started_at, p.ended_at) for p in run.pauses.all() if _counts(p, run))
        more = tuple(one.more for one in run.extensions.all())
        if clocks.due_times(limits_from(run.rule), run.started_at, spans, calendar, more) != (
            run.due_at,
            run.yellow_at,
            run.red_at,
        ):
            violations.append(
                Violation("due", f"case {run.case_id}, clock {run.id}", "due times do not recompute")
            )
    return Finding(looked, violations, [])


def check_supervisions() -> Finding:
    """Every unanswered supervision's due time again; one that was answered keeps the date it was given."""
    looked, violations = 0, list[Violation]()
    calendar = people.working_calendar()
    rows = Supervision.objects.filter(state=Supervision.State.RAISED).select_related("limit").order_by("id")
    for one in rows.iterator(chunk_size=STREAM):
        looked += 1
        due_at = clocks.due_times(limits_from(one.limit), one.raised_at, (), calendar)[0]
        if due_at != one.due_at:
            subject = f"case {one.case_id}, supervision {one.id}"
            violations.append(Violation("due", subject, "due time does not recompute"))
    return Finding(looked, [*violations, *_marked_wrongly()], [])


def _marked_wrongly() -> Iterable[Violation]:
    """Cases that say they are supervised where no supervision stands, and the other way round."""
    standing = Exists(Supervision.objects.filter(case=OuterRef("pk"), ended_at=None))
    marked = Case.objects.filter(supervised=True).exclude(standing).values_list("id", flat=True)
    missed = Supervision.objects.filter(ended_at=None, case__supervised=False).values_list(
        "case_id", flat=True
    )
    for case_id in (*marked, *missed):
        yield Violation("marked", f"case {case_id}", "does not say rightly whether it is supervised")


def _counts(pause: ClockPause, run: ClockRun) -> bool:
    """A pause in which the clock was stopped moved nothing: the due time stood already."""
    stopped_in_it = run.stopped_at is not None and pause.started_at == run.stopped_at
    return pause.ended_at is not None and not stopped_in_it


def check_files() -> Finding:
    """Every attachment, and every covered copy of one, is on disk and is what its digest says."""
    looked, violations = 0, list[Violation]()
    whole = Attachment.objects.values_list("digest", flat=True)
    covered = Attachment.objects.exclude(covered_digest="").values_list("covered_digest", flat=True)
    for digest in whole.union(covered).iterator():
        looked += 1
        violations += _file_problem(digest, files.path_of(digest))
    return Finding(looked, violations, [])


def _file_problem(digest: str, path: Path) -> Iterator[Violation]:
    try:
        with path.open("rb") as file:
            found = sha256(file.read()).hexdigest()
    except OSError as error:
        yield Violation("file", digest, f"cannot be read: {error.strerror}")
        return
    if found != digest:
        yield Violation("file", digest, "is not what it was when it came in")


def check_days() -> Finding:
    """What is counted by the day against the cases of that day; days that moved since are counted anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute(daily.MOVED_SINCE, [daily.SHAPE])
        moved = {day for (day,) in cursor.fetchall()}
    rows = DayTown.objects.exclude(day__in=moved - {None}) if None in moved else DayTown.objects.none()
    stored = {(row.day, row.town_code): row.counts for row in rows}
    if not stored:
        return Finding(0, _sums_that_differ(), [])
    now = counted(min(stored)[0], max(stored)[0])
    wrong = [
        Violation("days", f"{day} {town}", "its stored counts are not those of its cases")
        for day, town in {**now, **stored}
        if day not in moved and now.get((day, town)) != stored.get((day, town))
    ]
    return Finding(len(stored), [*wrong[:20], *_sums_that_differ()], [])


_SUMS_THAT_DIFFER = """
SELECT date_trunc('month', day)::date, town_code, category_id FROM cases_daycategory GROUP BY 1, 2, 3
HAVING sum(filed) FILTER (WHERE month) IS DISTINCT FROM sum(filed) FILTER (WHERE NOT month)
UNION ALL
SELECT date_trunc('month', day)::date, town_code, office_id::text FROM cases_dayoffice GROUP BY 1, 2, 3
HAVING (sum(yellow) FILTER (WHERE month), sum(red) FILTER (WHERE month))
    IS DISTINCT FROM (sum(yellow) FILTER (WHERE NOT month), sum(red) FILTER (WHERE NOT month))
LIMIT 20
"""


def _sums_that_differ() -> list[Violation]:
    """The sum of a month is written with the counts of its days, or not at all."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS_THAT_DIFFER)
        return [
            Violation("days", f"{month} {town} {of}", "the sum of this month is not that of its days")
            for month, town, of in cursor.fetchall()
        ]


_LEFT_BEHIND = """
SELECT c.id FROM cases_case AS c LEFT JOIN cases_search AS s ON s.case_id = c.id
WHERE c.erased_at IS NOT NULL AND (s.words <> '' OR EXISTS (SELECT FROM cases_attachment AS a WHERE a.case_id = c.id)
    OR EXISTS (SELECT FROM cases_join AS j WHERE j.case_id = c.id AND j.note IS NOT NULL)
    OR EXISTS (SELECT FROM journal_entry AS e WHERE e.about_type = 'case' AND e.about_id = c.id
        AND e.content IS NOT NULL AND e.kind <> 'case.erased'))
LIMIT 20
"""


def check_retention() -> Finding:
    """I19: nothing outlives its time, and of what was erased no word is left anywhere."""
    expired = to_erase(clock.now() - ERASED_WITHIN).values_list("id", flat=True)[:20]
    wrong = [
        Violation("retention", f"case {one}", "its time is over and its words are still here")
        for one in expired
    ]
    with connection.cursor() as cursor:
        cursor.execute(_LEFT_BEHIND)
        said = "it was erased, and some of its words are still here"
        wrong += [Violation("retention", f"case {row[0]}", said) for row in cursor.fetchall()]
    return Finding(Case.objects.filter(closed_at__isnull=False).count(), wrong, [])


CHECKS: dict[str, Check] = {
    "cases": in_one_view(check_never),
    "moves": in_one_view(check_moves),
    "kinds": in_one_view(check_kinds),
    "due_times": in_one_view(check_due_times),
    "supervisions": in_one_view(check_supervisions),
    "files": in_one_view(check_files),
    "days": in_one_view(check_days),
    "retention": in_one_view(check_retention),
}
