"""核验三社: codes that check, ratings of five years; nothing paid that was not accepted, and the book agrees; what `verify_of_societies` says."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import codes

from .models import Casework, Consultation, GiftUse, Group, Milestone, ServiceOrder
from .verify_of_societies import NEVER as OF_SOCIETIES

# Of the fund: what must return nothing: name → (sentence, query for what breaks it).
NEVER = {
    "unaccepted": (
        "a milestone was paid before it was accepted, or by whoever accepted it",
        "SELECT 'milestone ' || id FROM groups_milestone WHERE posting IS NOT NULL AND (accepted_at IS NULL OR paid_at < accepted_at "
        "OR paid_by_id = accepted_by_id OR accepted_by_id = reported_by_id)",
    ),
    "booked": (
        "what was paid for a milestone is not what the book moved for it",
        "SELECT 'milestone ' || m.id FROM groups_milestone AS m LEFT JOIN ledger_posting AS p ON p.id = m.posting "
        "WHERE m.state = 'paid' AND (p.id IS NULL OR p.kind <> 'fund.paid' OR p.unit <> 'fen' OR p.amount <> m.fen)",
    ),
    "paid": (
        "the book paid from a fund for no milestone",
        "SELECT 'posting ' || p.id FROM ledger_posting AS p LEFT JOIN groups_milestone AS m ON m.posting = p.id "
        "WHERE p.kind = 'fund.paid' AND m.id IS NULL",
    ),
    "gifts": (
        "a gift in the book is not what was entered and confirmed by two",
        "SELECT 'gift ' || g.id FROM groups_gift AS g LEFT JOIN ledger_posting AS p ON p.id = g.posting WHERE g.posting IS NOT NULL "
        "AND (p.id IS NULL OR p.kind <> 'fund.gift' OR p.amount <> g.fen OR g.confirmed_by_id = g.entered_by_id)",
    ),
    "granted": (
        "a grant is more than was asked for, or than its milestones, or was decided by one",
        "SELECT 'grant ' || g.id FROM groups_grant AS g JOIN groups_bid AS b ON b.id = g.bid_id WHERE g.fen > b.fen OR g.agreed_by_id = g.proposed_by_id "
        "OR g.agreed_at IS NOT NULL AND g.fen <> (SELECT coalesce(sum(m.fen), 0) FROM groups_milestone AS m WHERE m.grant_id = g.id)",
    ),
    "over": (
        "more was granted under a call than it had",
        "SELECT 'call ' || c.id FROM groups_call AS c JOIN groups_bid AS b ON b.call_id = c.id JOIN groups_grant AS g ON g.bid_id = b.id "
        "JOIN groups_milestone AS m ON m.grant_id = g.id WHERE g.refused_at IS NULL AND m.state <> 'dropped' "
        "GROUP BY c.id HAVING sum(m.fen) > c.total",
    ),
    "strangers": (
        "a bid was scored by somebody of that organisation, or who had told of a tie to it",
        "SELECT 'score ' || s.id FROM groups_bidscore AS s JOIN groups_bid AS b ON b.id = s.bid_id LEFT JOIN groups_fundtie AS t "
        "ON t.person_id = s.by_id AND t.group_id = b.group_id AND t.said_at <= s.at WHERE s.by_id = b.sent_by_id OR t.id IS NOT NULL",
    ),
}  # fmt: skip

RATED = """
SELECT 'rating ' || r.id FROM groups_rating AS r JOIN groups_group AS g ON g.id = r.group_id
WHERE r.valid_to <> (r.given_on + interval '5 years')::date OR g.standing <> 'registered'
"""


def check_groups() -> Finding:
    """Every code again by its check symbol; every rating again by its years."""
    violations = [
        Violation("uscc", f"group {number}", "its social credit code does not check")
        for number, code in Group.objects.exclude(uscc=None).values_list("id", "uscc")
        if not codes.check_uscc(code or "")
    ]
    with connection.cursor() as cursor:
        cursor.execute(RATED)
        found = [Violation("rating", one, "a rating is not of five years") for (one,) in cursor.fetchmany(20)]
        for name, (sentence, query) in (NEVER | OF_SOCIETIES).items():
            cursor.execute(query)
            found += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    kept = (Group, Milestone, ServiceOrder, Consultation, GiftUse, Casework)
    return Finding(sum(one.objects.count() for one in kept), violations + found, [])


CHECKS: dict[str, Check] = {"groups": in_one_view(check_groups)}
