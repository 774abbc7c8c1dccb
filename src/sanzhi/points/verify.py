"""核验积分: every entry has its claim, its notice and its version; caps hold; hands were apart; what was moved back is paired."""

from django.db import connection

from sanzhi.deliberation.rules import Count
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from . import queries, rules
from .models import Claim, Standard

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "before_notice": (
        "it was entered before its notice had stood, or while it was objected to",
        "SELECT c.id FROM points_claim AS c LEFT JOIN points_round AS r ON r.id = c.round_id "
        "LEFT JOIN notices_notice AS n ON n.id = r.additions_id LEFT JOIN ledger_posting AS p ON p.id = c.posting "
        "WHERE c.state IN ('confirmed', 'revised') AND c.posting IS NOT NULL AND c.direction = '+' "
        "AND (n.until IS NULL OR n.until > p.at)",
    ),
    "no_claim": (
        "it was entered for no claim that stands",
        "SELECT p.id FROM ledger_posting AS p LEFT JOIN points_claim AS c ON c.posting = p.id "
        "WHERE p.kind = 'points.add' AND p.phase = 'p' AND (c.id IS NULL OR c.state NOT IN ('confirmed', 'revised') "
        "OR c.points <> p.amount)",
    ),
    "deduction": (
        "points were taken without facts, a photo or record, service, fifteen days and a notice",
        "SELECT c.id FROM points_claim AS c LEFT JOIN points_round AS r ON r.id = c.round_id "
        "LEFT JOIN notices_notice AS n ON n.id = r.deductions_id WHERE c.direction = '-' AND c.state = 'confirmed' "
        "AND (c.text = '' OR c.served_at IS NULL OR n.until IS NULL OR n.until > c.decided_at "
        "OR c.decided_at < c.served_at + interval '15 days' OR n.until < n.posted_at + interval '15 days')",
    ),
    "caps": (
        "more was given than its item allows in a day, a month or a year",
        "SELECT min(c.id) FROM points_claim AS c JOIN points_item AS i ON i.id = c.item_id "
        "CROSS JOIN LATERAL (VALUES (i.per_day, to_char(c.happened_on, 'YYYY-MM-DD')), (i.per_month, to_char(c.happened_on, 'YYYY-MM')), "
        "(i.per_year, to_char(c.happened_on, 'YYYY'))) AS s (cap, span) "
        "WHERE c.state IN ('scored', 'publicised', 'objected', 'confirmed') AND s.cap IS NOT NULL "
        "GROUP BY coalesce('p' || c.person_id, 'h' || c.household_id), i.code, s.span HAVING sum(c.points) > max(s.cap)",
    ),
    "hands": (
        "whoever reported it verified it, or scored it, or had told of a tie to the household",
        "SELECT c.id FROM points_claim AS c LEFT JOIN points_score AS s ON s.claim_id = c.id "
        "LEFT JOIN points_tie AS t ON t.person_id = s.by_id AND t.household_id = c.household_id AND t.told_at <= s.at "
        "WHERE c.verified_by_id = c.reported_by_id OR s.by_id IN (c.reported_by_id, c.verified_by_id, c.person_id) "
        "OR t.id IS NOT NULL",
    ),
    "version": (
        "the standard it stands on was not in force on the day of the deed",
        "SELECT c.id FROM points_claim AS c JOIN points_item AS i ON i.id = c.item_id JOIN points_standard AS s ON s.id = i.standard_id "
        "WHERE s.area_id <> c.area_id OR s.effective_from > c.happened_on OR s.effective_to < c.happened_on",
    ),
    "unpaired": (
        "it was corrected, and what was entered was not moved back once",
        "SELECT c.id FROM points_claim AS c LEFT JOIN ledger_posting AS p ON p.id = c.reversal "
        "WHERE c.state = 'revised' AND c.posting IS NOT NULL AND (p.id IS NULL OR p.phase <> 'r')",
    ),
    "standard": (
        "it took effect without the town's review, or fifteen days of notice",
        "SELECT s.id FROM points_standard AS s LEFT JOIN notices_notice AS n ON n.id = s.notice_id "
        "WHERE s.state IN ('effective', 'superseded') AND s.area_id NOT LIKE '______000000' AND (s.reviewed_by_id IS NULL "
        "OR n.until IS NULL OR s.effective_from < (n.posted_at AT TIME ZONE 'Asia/Shanghai')::date + 15)",
    ),
    "minors": (
        "somebody takes part, or is named, who was not known to be grown",
        "SELECT c.id FROM points_claim AS c JOIN people_person AS p ON p.id = c.person_id "
        "WHERE p.erased_at IS NULL AND (p.birth_date IS NULL OR (p.birth_date + interval '18 years')::date > c.happened_on)",
    ),
}


def check_never() -> Finding:
    violations: list[Violation] = []
    with connection.cursor() as cursor:
        for name, (sentence, sql) in NEVER.items():
            cursor.execute(sql)
            violations += [Violation(name, f"points {row[0]}", sentence) for row in cursor.fetchmany(20)]
    violations += [
        Violation("vote", f"standard {one.id}", "the vote it stands on did not pass")
        for one in Standard.objects.filter(adopted_on__isnull=False).order_by("id").iterator(chunk_size=500)
        if not _voted(one)
    ]
    violations += [
        Violation(
            "resolved", f"standard {one.id}", "what was voted on is not what it says, or was not passed"
        )
        for one in Standard.objects.filter(resolution__isnull=False)
        .select_related("resolution__item")
        .order_by("id")
        if one.resolution and not (one.resolution.passed and one.resolution.item.text == queries.text_of(one))
    ]
    return Finding(Claim.objects.count(), violations, [])


def _voted(standard: Standard) -> bool:
    assert standard.adopted_on
    counts = {standard.measure: Count(standard.entitled or 0, standard.present or 0, standard.votes_for or 0)}
    return bool(rules.vote_passes(standard.body, counts, told=standard.notified_on, met=standard.adopted_on))


CHECKS: dict[str, Check] = {"points": in_one_view(check_never)}
