"""核验信访: no accusation is with whom it accuses or under them; each stands where its moves led, on the law's clocks."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.db import connection

from sanzhi.cases.kinds.maxima import maxima
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import deadlines
from sanzhi.people import queries as people

from . import queries
from .files import PAPERS, WORDS
from .models import Accusation, Petition

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
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
    """Every accusation against its moves, the journal and the clocks of the law; a warning for each that a reorganisation
    has left with a body under the accused: nobody there can read it, and the clock leads it away if there is another."""
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
    stranded = [f"accusation {number}: no lawful body has it" for number in queries.with_unlawful_body()]
    return Finding(looked, violations, stranded)


# The same of claims and suggestions.
NEVER_OF_CLAIMS = {
    "unserved": (
        "its term runs without a letter that was served then",
        "SELECT p.case_id FROM petitions_petition AS p WHERE p.ask_by IS NOT NULL AND NOT EXISTS (SELECT FROM "
        "petitions_letter AS l WHERE l.petition_id = p.case_id AND l.kind IN ('opinion', 'review') AND l.served_at = p.served_at)",
    ),
    "unaccepted": (
        "it is handled and was never accepted",
        "SELECT p.case_id FROM petitions_petition AS p JOIN cases_case AS c ON c.id = p.case_id WHERE p.accepted_at IS NULL "
        "AND c.state IN ('petition-work', 'petition-reply', 'petition-review', 'petition-reviewed', 'petition-reexam')",
    ),
    "unanswered": (
        "it was answered, and a claim of it was not",
        "SELECT DISTINCT c.petition_id FROM petitions_claim AS c JOIN petitions_letter AS l ON l.petition_id = c.petition_id "
        "WHERE l.kind = 'opinion' AND c.opinion = '' AND l.body <> '{}'",
    ),
    "not_final": (
        "it is final without a re-examination, or was re-examined and is not",
        "SELECT p.case_id FROM petitions_petition AS p WHERE (p.final_at IS NOT NULL) IS DISTINCT FROM EXISTS (SELECT FROM "
        "petitions_letter AS l WHERE l.petition_id = p.case_id AND l.kind = 'reexam')",
    ),
    "taken_up_again": (
        "it is the same as one that is final, without new facts, and was accepted",
        "SELECT p.case_id FROM petitions_petition AS p JOIN petitions_likeness AS k ON k.petition_id = p.case_id JOIN "
        "petitions_petition AS e ON e.case_id = k.earlier_id WHERE k.same AND NOT k.new_facts AND e.final_at IS NOT NULL "
        "AND p.accepted_at > k.at",
    ),
    "put_off": (
        "more time was granted by anybody but the head of the organ, or not told",
        "SELECT e.case_id FROM cases_extension AS e JOIN petitions_petition AS p ON p.case_id = e.case_id WHERE e.state = "
        "'granted' AND (NOT EXISTS (SELECT FROM cases_move AS m WHERE m.case_id = e.case_id AND m.step = 'petition-more' "
        "AND m.role = 'organ_head' AND m.by_id = e.answered_by_id) OR NOT EXISTS (SELECT FROM petitions_letter AS l "
        "WHERE l.petition_id = e.case_id AND l.kind = 'extension'))",
    ),
    "unheard": (
        "its clock stood still, and no hearing was held then",
        "SELECT r.case_id FROM cases_clockpause AS s JOIN cases_clockrun AS r ON r.id = s.clock_id JOIN petitions_petition AS p "
        "ON p.case_id = r.case_id WHERE s.ended_at IS DISTINCT FROM s.started_at AND NOT EXISTS (SELECT FROM petitions_hearing "
        "AS h WHERE h.petition_id = p.case_id AND h.began_at = s.started_at AND NOT h.off "
        "AND h.ended_at IS NOT DISTINCT FROM s.ended_at)",
    ),
    "part_lacking": (
        "it was answered before every organ had written its part",
        "SELECT j.petition_id FROM petitions_joint AS j JOIN petitions_letter AS l ON l.petition_id = j.petition_id "
        "WHERE l.kind = 'opinion' AND j.left_at IS NULL AND j.written_at IS NULL",
    ),
    "paused": (
        "a clock of it stood still, and the law has no such pause",
        "SELECT r.case_id FROM cases_clockpause AS s JOIN cases_clockrun AS r ON r.id = s.clock_id JOIN cases_limitrule AS l "
        "ON l.id = r.rule_id WHERE l.clock LIKE 'petition-%' AND l.clock <> 'petition-reexam'",
    ),
}


def check_petitions() -> Finding:
    """Every claim and suggestion against its letters, and each term against the day of the service (I17)."""
    looked, violations = 0, list[Violation]()
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER_OF_CLAIMS.items():
            cursor.execute(query)
            violations += [Violation(name, f"petition {row[0]}", sentence) for row in cursor.fetchall()]
    asks = {"petition-reply": "petition-askreview", "petition-reviewed": "petition-askexam"}
    running = Petition.objects.exclude(ask_by=None).select_related("case")
    for one in running.iterator(chunk_size=1000):
        looked += 1
        clock, served = asks.get(one.case.state), one.served_at
        if clock is None or served is None or one.ask_by != queries.term(clock, one.case.category_id, served):
            violations.append(
                Violation("term", f"petition {one.pk}", "the time to ask for a review does not recompute")
            )
    return Finding(looked, violations, [])


def check_papers() -> Finding:
    """Every paper of a petition, and every word that a principal signed, lies on its shelf as it came in."""
    looked, violations = 0, list[Violation]()
    for shelf, named in ((PAPERS, queries.papers_named()), (WORDS, queries.words_named())):
        for digest in named:
            looked += 1
            violations += _file_problem(digest, shelf.path_of(digest))
    return Finding(looked, violations, [])


def _file_problem(digest: str, path: Path) -> Iterator[Violation]:
    try:
        found = sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        yield Violation("file", digest, f"cannot be read: {error.strerror}")
        return
    if found != digest:
        yield Violation("file", digest, "is not what it was when it came in")


CHECKS: dict[str, Check] = {
    "petition_papers": in_one_view(check_papers),
    "accusations": in_one_view(check_accusations),
    "petitions": in_one_view(check_petitions),
}
