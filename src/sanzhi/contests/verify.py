"""核验擂台赛: every score, total and rank again from what was read; every reading against its marks and appeals; what must never be."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import Prefetch

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.leadership.rules import words_stand

from . import queries, rules
from .models import Contest, Indicator, Mark, Reading, Run

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
        "a judge marked a place that their posts cover",
        "SELECT 'mark ' || m.id FROM contests_mark AS m JOIN contests_judge AS j ON j.id = m.judge_id "
        "JOIN contests_entrant AS e ON e.id = m.entrant_id JOIN people_area AS a ON a.code = e.area_id, unnest(j.places) AS place "
        "WHERE length(place) > 6 AND (starts_with(e.area_id, place) "
        "OR starts_with(place, CASE a.level WHEN 'town' THEN left(e.area_id, 9) ELSE e.area_id END))",
    ),
    "early": (
        "standings were shown before the last day that counts was over",
        "SELECT 'contest ' || id FROM contests_contest WHERE (frozen_at AT TIME ZONE 'Asia/Shanghai')::date <= ends_on",
    ),
    "uncounted": (
        "standings were shown that nobody counted",
        "SELECT 'contest ' || c.id FROM contests_contest AS c WHERE c.frozen_at IS NOT NULL "
        "AND NOT EXISTS (SELECT FROM contests_run AS r WHERE r.contest_id = c.id)",
    ),
    "appeals": (
        "a contest was closed within the days of appeal, or with one that was not decided or not counted",
        "SELECT 'contest ' || c.id FROM contests_contest AS c WHERE c.closed_at IS NOT NULL AND ((c.closed_at AT TIME ZONE 'Asia/Shanghai')::date <= (c.shown_at AT TIME ZONE 'Asia/Shanghai')::date + 5 "
        "OR EXISTS (SELECT FROM contests_appeal AS a JOIN contests_entrant AS e ON e.id = a.entrant_id WHERE e.contest_id = c.id "
        "AND (a.decided_at IS NULL OR a.upheld AND a.counted_in_id IS NULL)))",
    ),
    "decider": (
        "an appeal was decided by whoever made the count it is against",
        "SELECT 'appeal ' || a.id FROM contests_appeal AS a JOIN contests_run AS r ON r.id = a.run_id WHERE a.decided_by_id = r.made_by_id",
    ),
    "set_right": (
        "a count was set right otherwise than its appeal says",
        "SELECT 'reading ' || r.id FROM contests_reading AS r JOIN contests_appeal AS a ON a.id = r.appeal_id "
        "JOIN contests_indicator AS i ON i.id = r.indicator_id WHERE NOT a.upheld IS TRUE OR (a.entrant_id, a.indicator_id) <> (r.entrant_id, r.indicator_id) "
        "OR i.gauge <> '' AND (r.part, r.whole) IS DISTINCT FROM (a.part, a.whole)",
    ),
    "parts": (
        "a part is more than its whole",
        "SELECT 'reading ' || r.id FROM contests_reading AS r JOIN contests_indicator AS i ON i.id = r.indicator_id WHERE i.gauge <> '' AND r.part > r.whole",
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
        if not (words_stand(one.name) and words_stand(one.formula)):
            sentence = "a contest rewards that fewer people ask"
            violations.append(Violation("silence", f"indicator {one.pk}", sentence))
    marks = Prefetch("marks", Mark.objects.order_by("pk"))
    runs = Run.objects.select_related("contest").prefetch_related(
        Prefetch("readings", Reading.objects.prefetch_related(marks))
    )
    for run in runs:
        violations += _counted_wrong(run)
    return Finding(len(runs) + Contest.objects.count(), violations, [])


def _counted_wrong(run: Run) -> Iterator[Violation]:
    readings = {(one.entrant_id, one.indicator_id): one for one in run.readings.all()}
    read = {
        pair: queries.Read(rules.Count(one.part, one.whole), tuple(one.marks.all()))
        for pair, one in readings.items()
    }
    for pair, score in queries.scored(run.contest, read).items():
        if readings[pair].score != score:
            yield Violation("score", f"reading {readings[pair].pk}", "a score is not what its count gives")
    for pair, one in read.items():
        if one.marks and (one.found.part, one.found.whole) != (
            sum(int(m.points * 100) for m in one.marks),
            len(one.marks),
        ):
            yield Violation("marks", f"reading {readings[pair].pk}", "a reading is not the sum of its marks")
    said = {one.entrant_id: (one.total, one.rank) for one in run.standings.all()}
    if said != queries.ranked(run.contest, {pair: one.score for pair, one in readings.items()}):
        yield Violation("standings", f"run {run.pk}", "the standings are not what the scores give")


CHECKS: dict[str, Check] = {"contests": in_one_view(check_contests)}
