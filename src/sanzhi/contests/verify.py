"""核验擂台赛: every total and rank again from its readings, every panel score again from its marks; and what must never be."""

from decimal import Decimal

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.leadership.rules import indicator_stands

from . import queries, rules
from .models import Contest, Indicator, Reading, Run

NEVER = {
    "late": (
        "a contest was announced when it already counted",
        "SELECT 'contest ' || id FROM contests_contest WHERE (opened_at AT TIME ZONE 'Asia/Shanghai')::date >= starts_on",
    ),
    "weights": (
        "the weights of an announced contest are not a hundred",
        "SELECT 'contest ' || c.id FROM contests_contest AS c LEFT JOIN contests_indicator AS i ON i.contest_id = c.id "
        "WHERE c.opened_at IS NOT NULL GROUP BY c.id HAVING coalesce(sum(i.weight), 0) <> 100",
    ),
    "own": (
        "a judge marked the place their post covers",
        "SELECT 'mark ' || m.id FROM contests_mark AS m JOIN contests_judge AS j ON j.id = m.judge_id "
        "JOIN contests_entrant AS e ON e.id = m.entrant_id WHERE length(j.reach) > 6 AND starts_with(e.area_id, j.reach)",
    ),
    "early": (
        "standings were shown before the last day that counts was over",
        "SELECT 'contest ' || id FROM contests_contest WHERE (frozen_at AT TIME ZONE 'Asia/Shanghai')::date <= ends_on",
    ),
    "appeals": (
        "a contest was closed while an appeal waited, or within the days of appeal",
        "SELECT 'contest ' || c.id FROM contests_contest AS c WHERE c.closed_at IS NOT NULL AND ("
        "c.closed_at < c.frozen_at + interval '5 days' OR EXISTS (SELECT FROM contests_appeal AS a "
        "JOIN contests_entrant AS e ON e.id = a.entrant_id WHERE e.contest_id = c.id AND a.decided_at IS NULL))",
    ),
}  # fmt: skip


def check_contests() -> Finding:
    """What must never be; and each count worked out anew from what it kept."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    for one in Indicator.objects.filter(gauge=""):
        if not indicator_stands(one.name, "down"):
            violations.append(
                Violation("silence", f"indicator {one.pk}", "a contest rewards that fewer people ask")
            )
    runs = list(Run.objects.select_related("contest"))
    for run in runs:
        violations += _counted_wrong(run)
    return Finding(len(runs) + Contest.objects.count(), violations, [])


def _counted_wrong(run: Run) -> list[Violation]:
    readings = list(run.readings.select_related("indicator", "run"))
    bands = {one.pk: one.band for one in queries.entrants_of(run.contest)}
    found = [
        Violation("score", f"reading {one.pk}", "a score is not what its count gives")
        for indicator in queries.indicators_of(run.contest)
        for one, score in _scores(
            [each for each in readings if each.indicator_id == indicator.pk], indicator, bands
        )
        if one.score != score
    ]
    counted = [
        queries.Counted(
            one.entrant_id, one.indicator_id, rules.Count(one.part, one.whole), one.score, one.appeal_id
        )
        for one in readings
    ]
    said = {one.entrant_id: (one.total, one.rank) for one in run.standings.all()}
    if said != queries.ranked(run.contest, counted):
        found.append(Violation("standings", f"run {run.pk}", "the standings are not what the scores give"))
    return found


def _scores(
    readings: list[Reading], indicator: Indicator, bands: dict[int, str]
) -> list[tuple[Reading, Decimal | None]]:
    """[(reading, the score it should have)]."""
    if indicator.gauge:
        counts = {one.entrant_id: rules.Count(one.part, one.whole) for one in readings}
        scored = rules.scores(counts, bands, indicator.target)
        return [(one, scored[one.entrant_id]) for one in readings]
    return [(one, rules.panel_score([each.points for each in queries.marks_behind(one)])) for one in readings]


CHECKS: dict[str, Check] = {"contests": in_one_view(check_contests)}
