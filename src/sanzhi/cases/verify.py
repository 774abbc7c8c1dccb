"""核验事项: recompute every case from its moves, every due time from its rule, every file from its digest."""

from collections.abc import Iterator
from functools import wraps
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Prefetch

from sanzhi.journal import queries as journal
from sanzhi.journal.verify import Check, Finding, Violation
from sanzhi.people import queries as people

from . import files
from .actions import clocks
from .actions.daily import counted
from .actions.kinds import digest as kind_digest
from .flow import flow_of
from .models import Attachment, Case, ClockPause, ClockRun, DayTown, KindVersion, Move, Supervision
from .queries import daily, limits_from

STREAM = 2_000

# What must return nothing: name → (sentence, query for the ids of those that break it).
_NEVER = {
    "gap": (
        "its moves are not numbered 1, 2, 3 … up to its version",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_move AS m ON m.case_id = c.id "
        "GROUP BY c.id HAVING count(m.id) <> c.version OR max(m.seq) <> c.version OR min(m.seq) <> 1",
    ),
    "unrecorded": (
        "a move has no journal entry of its own",
        "SELECT m.case_id FROM cases_move AS m LEFT JOIN journal_entry AS e ON e.id = m.entry_id "
        "WHERE e.id IS NULL OR e.kind <> 'case.' || m.step OR e.about_id <> m.case_id OR e.about_type <> 'case' "
        "OR e.at <> m.at OR e.by_id IS DISTINCT FROM m.by_id",
    ),
    "backwards": (
        "a move happened before the one ahead of it",
        "SELECT case_id FROM (SELECT case_id, at, lag(at) OVER (PARTITION BY case_id ORDER BY seq) AS earlier "
        "FROM cases_move) AS m WHERE at < earlier",
    ),
    "returns": (
        "its count of returns is not that of its moves",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_move AS m ON m.case_id = c.id "
        "GROUP BY c.id HAVING count(*) FILTER (WHERE m.step IN ('return', 'return_third')) <> c.returns",
    ),
    "own_work": (
        "whoever handled it also called back",
        "SELECT case_id FROM cases_callback WHERE by_id = handled_by_id",
    ),
    "grade": (
        "its verdicts are not those of the last call-back",
        "SELECT c.id FROM cases_case AS c JOIN LATERAL (SELECT solved, satisfied FROM cases_callback AS b "
        "WHERE b.case_id = c.id AND b.reached AND NOT b.declined ORDER BY b.id DESC LIMIT 1) AS last ON true "
        "WHERE c.state = 'closed' AND c.satisfied IS NOT NULL "
        "AND (c.solved, c.satisfied) IS DISTINCT FROM (last.solved, last.satisfied)",
    ),
    "unasked": (
        "it is being asked about without a follow-up of its own, or has one open without being asked",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_followup AS f ON f.case_id = c.id AND f.settled_at IS NULL "
        "GROUP BY c.id HAVING (c.state = 'follow_up') <> (count(f.id) = 1)",
    ),
    "clock": (
        "an open case has no clock running or paused, or an ended one still has",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_clockrun AS r ON r.case_id = c.id AND r.stopped_at IS NULL "
        "LEFT JOIN cases_limitrule AS l ON l.id = r.rule_id GROUP BY c.id HAVING CASE "
        # A case handed on while it was being handled waits for a signature and is being handled, both.
        "WHEN c.state = 'assigned' AND count(r.id) = 2 THEN count(*) FILTER (WHERE l.clock = 'sign') <> 1 "
        "OR count(*) FILTER (WHERE l.clock = 'handle') <> 1 "
        "ELSE (c.closed_at IS NULL) <> (count(r.id) = 1) OR (c.closed_at IS NOT NULL AND count(r.id) > 0) END",
    ),
    "delay": (
        "a delay was granted by its asker, after the limit, or by a role that its rule does not name",
        "SELECT e.case_id FROM cases_extension AS e JOIN cases_delayrule AS d ON d.id = e.rule_id "
        "LEFT JOIN cases_move AS m ON m.case_id = e.case_id AND m.step = 'delay_grant' AND m.at = e.answered_at "
        "WHERE e.state = 'granted' AND (e.answered_by_id = e.asked_by_id OR e.answered_at >= e.due_before "
        "OR m.id IS NULL OR NOT d.granted_by ? m.role)",
    ),
    "delays": (
        "it was put off more often, or further, than its rule allows",
        "SELECT e.case_id FROM cases_extension AS e JOIN cases_delayrule AS d ON d.id = e.rule_id "
        "WHERE e.state = 'granted' GROUP BY e.case_id, e.clock_id "
        "HAVING count(*) > max(d.times) OR bool_or(e.more > substring(d.most from '^[0-9]+')::int)",
    ),
    "suspension": (
        "it stands suspended without an open suspension, or the other way round",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_suspension AS s ON s.case_id = c.id AND s.ended_at IS NULL "
        "WHERE (c.state = 'suspended') <> (s.id IS NOT NULL)",
    ),
    "excused": (
        "what is left out of the measures is not what upheld contests leave out",
        "SELECT c.id FROM cases_case AS c WHERE c.excused_rating <> (c.satisfied IS NOT NULL AND EXISTS ("
        "SELECT FROM cases_contest AS t WHERE t.upheld AND t.call_back_id = (SELECT max(b.id) FROM cases_callback AS b "
        "WHERE b.case_id = c.id AND b.reached))) OR c.excused_late <> EXISTS (SELECT FROM cases_contest AS t "
        "JOIN cases_card AS d ON d.id = t.card_id WHERE t.upheld AND d.clock_id = (SELECT max(r.id) FROM "
        "cases_clockrun AS r JOIN cases_limitrule AS l ON l.id = r.rule_id WHERE r.case_id = c.id AND l.clock = 'handle'))",
    ),
    "own_contest": (
        "an office decided its own contest",
        "SELECT case_id FROM cases_contest WHERE decided_office_id = office_id OR decided_by_id = asked_by_id",
    ),
    "unsearchable": (
        "it has no search row",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_search AS s ON s.case_id = c.id WHERE s.case_id IS NULL",
    ),
    "merged": (
        "it is merged without standing in that state, or stands there without being merged",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_merge AS g ON g.case_id = c.id AND g.ended_at IS NULL "
        "WHERE (c.state = 'merged') <> (g.id IS NOT NULL)",
    ),
    "main": (
        "it is merged into a case that is itself merged: no chain and no circle may form",
        "SELECT g.case_id FROM cases_merge AS g JOIN cases_case AS m ON m.id = g.into_id "
        "WHERE g.ended_at IS NULL AND (m.state = 'merged' OR m.id = g.case_id)",
    ),
    "gate": (
        "it was reported done while a part that was split off was still being handled",
        "SELECT p.id FROM cases_split AS s JOIN cases_case AS p ON p.id = s.parent_id "
        "JOIN cases_case AS c ON c.id = s.child_id WHERE p.done_at >= s.at AND c.reopens = 0 "
        "AND c.state IN ('registered', 'assigned', 'arbitration', 'handling', 'reported')",
    ),
    "deep": (
        "it is a part and has parts of its own",
        "SELECT s.child_id FROM cases_split AS s JOIN cases_split AS t ON t.parent_id = s.child_id",
    ),
    "supervised": (
        "a supervision of it was not raised by a step of its own",
        "SELECT s.case_id FROM cases_supervision AS s LEFT JOIN cases_move AS m ON m.entry_id = s.raise_entry "
        "AND m.case_id = s.case_id AND m.step IN ('supervise', 'supervise_escalate') WHERE m.id IS NULL",
    ),
    "lifted": (
        "a supervision of it was lifted by somebody who is no supervisor",
        "SELECT s.case_id FROM cases_supervision AS s LEFT JOIN cases_move AS m ON m.entry_id = s.end_entry "
        "AND m.step = 'supervise_lift' AND m.role = 'supervisor' WHERE s.state = 'lifted' AND m.id IS NULL",
    ),
    "card": (
        "its card is not the worst of those raised",
        "SELECT c.id FROM cases_case AS c LEFT JOIN cases_card AS d ON d.case_id = c.id GROUP BY c.id "
        "HAVING c.card <> CASE WHEN bool_or(d.colour = 'red') THEN 'red' WHEN count(d.id) > 0 THEN 'yellow' ELSE '' END",
    ),
}


def check_never() -> Finding:
    """The projection against the moves, in the database's own words."""
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in _NEVER.items():
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
    return Finding(looked, violations, [])


def _counts(pause: ClockPause, run: ClockRun) -> bool:
    """A pause in which the clock was stopped moved nothing: the due time stood already."""
    stopped_in_it = run.stopped_at is not None and pause.started_at == run.stopped_at
    return pause.ended_at is not None and not stopped_in_it


def check_files() -> Finding:
    """Every attachment is on disk and is what its digest says."""
    looked, violations = 0, list[Violation]()
    for digest in Attachment.objects.values_list("digest", flat=True).distinct().iterator():
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


def in_one_view(check: Check) -> Check:
    """See all rows as of one moment: cases that move while we read are no fault."""

    @wraps(check)
    def run() -> Finding:
        whole = not connection.in_atomic_block  # else the caller's transaction decides what is seen
        with transaction.atomic():
            if whole:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return check()

    return run


def check_days() -> Finding:
    """What is counted by the day against the cases of that day; days that moved since are counted anew anyway."""
    with connection.cursor() as cursor:
        cursor.execute(daily.MOVED_SINCE, [daily.SHAPE, daily.SHAPE])
        moved = {day for (day,) in cursor.fetchall()}
    rows = DayTown.objects.exclude(day__in=moved - {None}) if None in moved else DayTown.objects.none()
    stored = {(row.day, row.town_code): row.counts for row in rows}
    if not stored:
        return Finding(0, [], [])
    now = counted(min(stored)[0], max(stored)[0])
    wrong = [
        Violation("days", f"{day} {town}", "its stored counts are not those of its cases")
        for day, town in {**now, **stored}
        if day not in moved and now.get((day, town)) != stored.get((day, town))
    ]
    return Finding(len(stored), wrong[:20], [])


CHECKS: dict[str, Check] = {
    "cases": in_one_view(check_never),
    "moves": in_one_view(check_moves),
    "kinds": in_one_view(check_kinds),
    "due_times": in_one_view(check_due_times),
    "supervisions": in_one_view(check_supervisions),
    "files": in_one_view(check_files),
    "days": in_one_view(check_days),
}
