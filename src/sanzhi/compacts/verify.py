"""核验公约: what must never be of a compact; every clause again against the list, every mean again from its scores."""

from django.db import connection

from sanzhi.deliberation import queries as deliberation
from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from . import queries, rules
from .models import Appraisal, Clause, Compact, Mean, Version

NEVER = {
    "own_review": (
        "a version was reviewed by who drafted it, sent it or wrote of it",
        "SELECT 'version ' || v.id FROM compacts_version AS v WHERE v.state NOT IN ('drafting', 'sent') AND (v.reviewed_by_id IN (v.drafted_by_id, v.sent_by_id) "
        "OR EXISTS (SELECT FROM compacts_clause AS c WHERE c.version_id = v.id AND c.written_by_id = v.reviewed_by_id) "
        "OR EXISTS (SELECT FROM compacts_hand AS h WHERE h.version_id = v.id AND h.person_id = v.reviewed_by_id) "
        "OR EXISTS (SELECT FROM compacts_opinion AS o WHERE o.version_id = v.id AND o.taken AND v.reviewed_by_id IN (o.person_id, o.settled_by_id)))",
    ),
    "resolution": (
        "a version passed or failed otherwise than a body of its place resolved",
        "SELECT 'version ' || v.id FROM compacts_version AS v JOIN compacts_compact AS k ON k.id = v.compact_id "
        "LEFT JOIN deliberation_resolution AS r ON r.id = v.resolution_id LEFT JOIN deliberation_item AS i ON i.id = r.item_id "
        "LEFT JOIN deliberation_meeting AS m ON m.id = i.meeting_id LEFT JOIN deliberation_body AS b ON b.id = m.body_id WHERE v.state IN ('passed', 'filed', 'failed') "
        "AND (r.id IS NULL OR r.passed IS DISTINCT FROM (v.state <> 'failed') OR b.area_id IS DISTINCT FROM k.area_id)",
    ),
    "body": (
        "a village's compact passed otherwise than by its assembly, or an estate's than by its owners",
        "SELECT 'version ' || v.id FROM compacts_version AS v JOIN compacts_compact AS k ON k.id = v.compact_id "
        "JOIN deliberation_resolution AS r ON r.id = v.resolution_id WHERE v.state IN ('passed', 'filed') "
        "AND (k.kind = 'village' AND r.pack <> 'assembly' OR k.kind = 'estate' AND r.pack NOT IN ('owners', 'owners_major'))",
    ),
    "in_force": (
        "two versions of a compact are in force on one day",
        "SELECT 'compact ' || a.compact_id FROM compacts_version AS a JOIN compacts_version AS b ON b.compact_id = a.compact_id AND b.id > a.id "
        "WHERE daterange(a.force_from, a.replaced_on) && daterange(b.force_from, b.replaced_on) AND a.force_from IS NOT NULL AND b.force_from IS NOT NULL",
    ),
    "before_filing": (
        "a version was in force before it was filed",
        "SELECT 'version ' || id FROM compacts_version WHERE force_from < (filed_at AT TIME ZONE 'Asia/Shanghai')::date",
    ),
    "pledge": (
        "a household of another place pledged, or before the version was in force",
        "SELECT 'pledge ' || p.id FROM compacts_pledge AS p JOIN compacts_version AS v ON v.id = p.version_id JOIN compacts_compact AS k ON k.id = v.compact_id "
        "JOIN people_household AS h ON h.id = p.household_id WHERE h.area_id <> k.area_id OR v.force_from IS NULL "
        "OR (p.signed_at AT TIME ZONE 'Asia/Shanghai')::date < v.force_from",
    ),
    "score": (
        "somebody scored on a day on which it was not asked, a clause of another version, or on a panel they do not sit on",
        "SELECT 'score ' || s.id FROM compacts_score AS s JOIN compacts_appraisal AS a ON a.id = s.appraisal_id JOIN compacts_clause AS c ON c.id = s.clause_id "
        "WHERE (s.given_at AT TIME ZONE 'Asia/Shanghai')::date NOT BETWEEN a.opens_on AND a.closes_on OR c.version_id <> a.version_id "
        "OR (s.\"group\" = 'panel') <> EXISTS (SELECT FROM compacts_assessor AS x WHERE x.appraisal_id = a.id AND x.person_id = s.person_id)",
    ),
    "closed_early": (
        "an appraisal was closed before its last day was over",
        "SELECT 'appraisal ' || id FROM compacts_appraisal WHERE off_because = '' AND (closed_at AT TIME ZONE 'Asia/Shanghai')::date <= closes_on",
    ),
    "called_off": (
        "an appraisal was called off after somebody had scored",
        "SELECT 'appraisal ' || a.id FROM compacts_appraisal AS a WHERE a.off_because <> '' AND EXISTS (SELECT FROM compacts_score AS s WHERE s.appraisal_id = a.id)",
    ),
}  # fmt: skip


def check_compacts() -> Finding:
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    lawful = Clause.objects.exclude(version__state=Version.State.DRAFTING)
    violations += [
        Violation("unlawful", f"clause {pk}", "a clause says what no compact may say")
        for pk, text, kind in lawful.values_list("id", "text", "kind")
        if not rules.clause_stands(text, kind)
    ]
    violations += _not_as_voted() + _counted_wrong()
    return Finding(Compact.objects.count() + lawful.count(), violations, [])


def _not_as_voted() -> list[Violation]:
    """What was resolved is, word for word, what the version says."""
    rows = Version.objects.filter(resolution__isnull=False).select_related("resolution__item", "item")
    return [
        Violation("text", f"version {one.pk}", "a version does not say what was voted on")
        for one in rows
        if one.resolution
        and (
            one.resolution.item.text != queries.text_of(queries.clauses_of(one))
            or (one.item and deliberation.followed(one.item).pk != one.resolution.item_id)
        )
    ]


def _counted_wrong() -> list[Violation]:
    found = []
    for one in Appraisal.objects.filter(closed_at__isnull=False, off_because=""):
        kept = {(each.clause_id, each.group): each.mean for each in Mean.objects.filter(appraisal=one)}
        if kept != queries.counted(one):
            found.append(Violation("mean", f"appraisal {one.pk}", "a mean is not what its scores give, or of fewer than ten"))  # fmt: skip
        if one.overall != rules.overall([row.by_group for row in queries.means_by_clause(one)]):
            found.append(
                Violation("overall", f"appraisal {one.pk}", "an appraisal is not what its means give")
            )
    return found


CHECKS: dict[str, Check] = {"compacts": in_one_view(check_compacts)}
