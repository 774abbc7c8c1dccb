"""核验信访: no accusation is with whom it accuses or under them; each stands where its moves led, on the law's clocks."""

from django.db import connection

from sanzhi.cases.kinds.maxima import maxima
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import deadlines
from sanzhi.people import queries as people

from .models import Accusation

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "with_the_accused": (
        "it is with whom it accuses, or under them",
        "SELECT a.id FROM petitions_accusation AS a WHERE a.ended_at IS NULL "
        "AND a.body_id IN (SELECT petitions_kept_out(a.id, a.accused_id))",
    ),
    "not_kept_out": (
        "it does not say that whom it accuses is kept out",
        "SELECT a.id FROM petitions_accusation AS a WHERE NOT EXISTS (SELECT FROM petitions_keptout AS k "
        "WHERE k.accusation_id = a.id AND k.office_id = a.accused_id)",
    ),
    "unmoved": (
        "it has moves that are not numbered to its version",
        "SELECT a.id FROM petitions_accusation AS a LEFT JOIN petitions_accusationmove AS m ON m.accusation_id = a.id "
        "GROUP BY a.id HAVING count(m.id) <> a.version OR max(m.seq) <> a.version",
    ),
    "unrecorded": (
        "a move of it points to no entry of the journal about it",
        "SELECT m.accusation_id FROM petitions_accusationmove AS m LEFT JOIN journal_entry AS e ON e.id = m.entry_id "
        "AND e.about_type = 'accusation' AND e.about_id = m.accusation_id WHERE e.id IS NULL",
    ),
}


def check_accusations() -> Finding:
    """Every accusation against the tree of offices, its moves, the journal and the clocks of the law."""
    looked, violations = 0, list[Violation]()
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, f"accusation {row[0]}", sentence) for row in cursor.fetchall()]
    calendar, limit = people.working_calendar(), maxima()["petition.register_transfer"].limit
    for one in Accusation.objects.filter(ended_at=None, registered_at=None).iterator(chunk_size=1000):
        looked += 1
        if one.register_by != deadlines.end(limit, one.received_at, calendar):
            violations.append(
                Violation("due", f"accusation {one.pk}", "the time to register it does not recompute")
            )
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {"accusations": in_one_view(check_accusations)}
