"""核验纠纷: nobody is mediated against their will, nothing is in force unsigned, nothing of the court's is kept, once more."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.people import queries as people

from . import rules
from .models import Agreement, Confirmation, Dispute, Subsidy

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "row": (
        "a case of disputes has no dispute, or no two sides",
        "SELECT c.id FROM cases_case AS c LEFT JOIN disputes_dispute AS d ON d.case_id = c.id WHERE c.kind = 'dispute' "
        "AND (d.case_id IS NULL OR (SELECT count(DISTINCT side) FROM disputes_party AS p WHERE p.case_id = c.id) < 2)",
    ),
    "willing": (
        "it was accepted though a party had not agreed",
        "SELECT d.case_id FROM disputes_dispute AS d WHERE d.accepted_at IS NOT NULL AND EXISTS (SELECT FROM disputes_party "
        "AS p WHERE p.case_id = d.case_id AND NOT EXISTS (SELECT FROM disputes_answer AS a WHERE a.party_id = p.id "
        "AND a.about = 'consent' AND a.yes AND a.at <= d.accepted_at))",
    ),
    "in_force": (
        "its agreement is in force without every signature",
        "SELECT g.case_id FROM disputes_agreement AS g WHERE g.in_force_at IS NOT NULL AND (EXISTS (SELECT FROM "
        "disputes_party AS p WHERE p.case_id = g.case_id AND (SELECT a.yes FROM disputes_answer AS a WHERE a.party_id = p.id "
        "AND a.about = 'agreement' AND a.subject = g.id ORDER BY a.id DESC LIMIT 1) IS NOT TRUE) OR (g.form = 'written' AND (g.mediator_signed_at IS NULL OR g.sealed_at IS NULL)))",
    ),
    "online": (
        "it was signed online though the law keeps it on paper",
        "SELECT g.case_id FROM disputes_agreement AS g JOIN disputes_answer AS a ON a.about = 'agreement' AND a.subject = g.id "
        "WHERE g.paper_only AND a.means = 'online' AND a.yes",
    ),
    "court": (
        "it has ended and has not gone back to the court that sent it",
        "SELECT s.case_id FROM disputes_diversion AS s JOIN cases_case AS c ON c.id = s.case_id "
        "WHERE c.state LIKE 'dispute-end%' AND s.returned_at IS NULL",
    ),
    "left": (
        "a party has left and it goes on",
        "SELECT c.id FROM cases_case AS c JOIN disputes_party AS p ON p.case_id = c.id JOIN disputes_answer AS a "
        "ON a.party_id = p.id AND a.about = 'left' WHERE c.closed_at IS NULL",
    ),
    "term": (
        "its committee has not three to nine members, or no woman",
        "SELECT t.id FROM disputes_term AS t LEFT JOIN disputes_seat AS s ON s.term_id = t.id GROUP BY t.id "
        "HAVING count(s.id) NOT BETWEEN 3 AND 9 OR NOT coalesce(bool_or(s.woman), false)",
    ),
    "paid": (
        "its subsidy went through fewer than three hands",
        "SELECT case_id FROM disputes_subsidy WHERE (state IN ('approved', 'paid') AND (reviewed_by_id IS NULL OR "
        "approved_by_id IS NULL)) OR reviewed_by_id IN (mediator_id, drafted_by_id) OR approved_by_id IN (mediator_id, reviewed_by_id)",
    ),
}  # fmt: skip


def check_disputes() -> Finding:
    """Every rule that the triggers and the actions keep, asked again of the rows; every date of the court's counted again."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, f"dispute {row[0]}", sentence) for row in cursor.fetchmany(20)]
    looked = sum(model.objects.count() for model in (Dispute, Agreement, Confirmation, Subsidy))
    return Finding(looked, [*violations, *_dates()], [])


def _dates() -> list[Violation]:
    calendar = people.working_calendar()
    rows = Confirmation.objects.filter(applied_at=None).select_related("agreement").iterator(chunk_size=500)
    return [
        Violation(
            "apply_by", f"dispute {one.agreement.case_id}", "the last day for the court does not recompute"
        )
        for one in rows
        if one.agreement.in_force_at and one.apply_by != rules.apply_by(one.agreement.in_force_at, calendar)
    ]


CHECKS: dict[str, Check] = {"disputes": in_one_view(check_disputes)}
