"""核验议事: every resolution is counted again from the roster, who came and what was voted, and judged again."""

from dataclasses import asdict

from django.db import connection
from django.utils.translation import override

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from . import lots, queries, rules
from .models import Draw, Resolution
from .packs import PACKS

# What must return nothing: name → (sentence, query for what breaks it).
NEVER = {
    "doubled": (
        "somebody voted twice on one item",
        "SELECT 'item ' || item_id FROM deliberation_vote GROUP BY item_id, elector_id HAVING count(*) > 1",
    ),
    "absent": (
        "somebody voted who was not there, or of another meeting",
        "SELECT 'item ' || v.item_id FROM deliberation_vote AS v JOIN deliberation_item AS i ON i.id = v.item_id "
        "JOIN deliberation_elector AS e ON e.id = v.elector_id WHERE e.present_at IS NULL OR e.meeting_id <> i.meeting_id",
    ),
    "recused": (
        "somebody voted on what they were recused from",
        "SELECT 'item ' || v.item_id FROM deliberation_vote AS v JOIN deliberation_recusal AS r "
        "ON r.item_id = v.item_id AND r.elector_id = v.elector_id",
    ),
    "urn": (
        "a box holds another number of ballots than voters were marked",
        "SELECT 'item ' || u.item_id FROM deliberation_urn AS u WHERE length(u.ballots) <> 17 * (SELECT count(*) "
        "FROM deliberation_polled AS p WHERE p.item_id = u.item_id AND p.channel = 'web')",
    ),
    "untold": (
        "a meeting was held that its people were not told of in time",
        "SELECT 'meeting ' || m.id FROM deliberation_meeting AS m WHERE m.opened_at IS NOT NULL AND m.noticed_at IS NULL",
    ),
    "early": (
        "a vote was closed before its meeting began",
        "SELECT 'item ' || r.item_id FROM deliberation_resolution AS r JOIN deliberation_item AS i ON i.id = r.item_id "
        "JOIN deliberation_meeting AS m ON m.id = i.meeting_id WHERE r.decided_at < m.starts_at",
    ),
    "accepted": (
        "a task was accepted that residents did not accept",
        "SELECT 'task ' || t.id FROM deliberation_task AS t WHERE t.state = 'accepted' AND NOT (SELECT count(*) FILTER (WHERE content) * 2 > count(*) "
        "FROM deliberation_acceptance AS a WHERE a.task_id = t.id AND a.round = t.round)",
    ),
    "minutes": (
        "minutes were changed after two had signed them",
        "SELECT 'meeting ' || m.meeting_id FROM deliberation_minutes AS m WHERE EXISTS (SELECT FROM deliberation_minutes AS n "
        "WHERE n.meeting_id = m.meeting_id AND n.version > m.version) AND (SELECT count(*) FROM deliberation_signature AS s WHERE s.minutes_id = m.id) >= 2",
    ),
    "proxy": (
        "a proxy was held for somebody of another household",
        "SELECT 'meeting ' || p.meeting_id FROM deliberation_proxy AS p JOIN deliberation_elector AS g ON g.id = p.giver_id "
        "JOIN deliberation_elector AS h ON h.id = p.holder_id WHERE g.household_id IS DISTINCT FROM h.household_id",
    ),
}  # fmt: skip


def check_votes() -> Finding:
    """Every rule that constraints keep, asked again of the rows; every verdict, counted and judged again."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    looked = 0
    for one in Resolution.objects.select_related("item__meeting__body").iterator(200):
        looked += 1
        violations += _recounted(one)
    return Finding(looked, violations, [])


def _recounted(one: Resolution) -> list[Violation]:
    subject, counts = f"item {one.item_id}", queries.counts(one.item, until=one.decided_at)
    if {measure: list(asdict(count).values()) for measure, count in counts.items()} != one.counts:
        return [Violation("count", subject, "a resolution does not agree with its votes")]
    with override("zh-hans"):
        verdict = rules.decided(PACKS[one.pack], counts, queries.days_told(one.item.meeting))
    if (verdict.ok, verdict.code) != (one.passed, one.code) or one.pack != one.item.meeting.body.pack:
        return [Violation("verdict", subject, "a resolution says other than its rules")]
    return []


def check_draws() -> Finding:
    """Every draw that was made is made again from what was told of it."""
    drawn = Draw.objects.filter(state=Draw.State.DRAWN).prefetch_related("tickets", "witnesses")
    looked, violations = 0, []
    for one in drawn.iterator(50):
        looked += 1
        violations += [
            Violation(name, f"draw {one.pk}", sentence) for name, sentence in _drawn_again(one).items()
        ]
    return Finding(looked, violations, [])


def _drawn_again(one: Draw) -> dict[str, str]:
    """{fault: sentence}"""
    told = {row.number: row for row in one.tickets.all() if not row.barred}
    said = [row.digits for row in one.witnesses.all()]
    found = {}
    if lots.digest(one.secret) != one.commitment:
        found["commitment"] = "the secret of a draw is not the one that was promised"
    if len(said) < lots.WITNESSES:
        found["witnesses"] = "a draw was made before fewer witnesses than it needs"
    if lots.seed(one.secret, sorted(told), said) != one.seed:
        found["seed"] = "the seed of a draw does not follow from what was said"
    if [row.number for row in sorted(told.values(), key=lambda row: row.rank or 0)] != lots.order(
        one.seed, told
    ):
        found["order"] = "somebody was moved in the order of a draw"
    return found


CHECKS: dict[str, Check] = {"votes": in_one_view(check_votes), "draws": in_one_view(check_draws)}
