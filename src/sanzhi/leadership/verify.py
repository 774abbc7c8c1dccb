"""核验党建引领: what the constraints keep, asked again."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from . import rules
from .models import KeyProject, Lead, Matter, Member, Milestone

NEVER = {
    "secretary": (
        "a place has two secretaries at once",
        "SELECT 'area ' || a.area_id FROM leadership_lead AS a JOIN leadership_lead AS b ON b.area_id = a.area_id AND b.id > a.id "
        "WHERE a.part = 'secretary' AND b.part = 'secretary' "
        "AND daterange(a.since, a.until) && daterange(b.since, b.until)",
    ),
    "accepted": (
        "a milestone was accepted by whoever reported it, or by nobody",
        "SELECT 'milestone ' || id FROM leadership_milestone WHERE accepted_at IS NOT NULL AND "
        "(accepted_by_id IS NULL OR accepted_by_id = reported_by_id OR reported_at > accepted_at)",
    ),
    "left": (
        "something is kept of a member who left",
        "SELECT 'member ' || m.id FROM leadership_member AS m WHERE m.ended_on IS NOT NULL AND ("
        "EXISTS (SELECT FROM leadership_contact WHERE member_id = m.id) OR EXISTS (SELECT FROM leadership_pledge WHERE member_id = m.id) "
        "OR EXISTS (SELECT FROM leadership_post WHERE member_id = m.id) OR EXISTS (SELECT FROM leadership_service WHERE member_id = m.id))",
    ),
    "branch": (
        "a member is of an office that is no branch",
        "SELECT 'member ' || m.id FROM leadership_member AS m JOIN people_office AS o ON o.id = m.branch_id "
        "WHERE o.kind NOT IN ('party_branch', 'pioneer_station')",
    ),
    "skipped": (
        "a matter is on an agenda, or decided, without three meetings that agreed and another checked",
        "SELECT 'matter ' || m.id FROM leadership_matter AS m WHERE m.state IN ('voting', 'passed', 'ended') AND (SELECT count(*) FROM leadership_gate AS g "
        "WHERE g.matter_id = m.id AND g.passed AND g.checked_by_id <> g.entered_by_id AND g.in_favour * 2 > CASE g.kind WHEN 'review' THEN g.entitled ELSE g.present END "
        "AND g.present * 2 > g.entitled - CASE g.kind WHEN 'review' THEN 1 ELSE 0 END) < 3",
    ),
    "decided": (
        "a matter passed otherwise than its resolution, or by another body's",
        "SELECT 'matter ' || m.id FROM leadership_matter AS m JOIN deliberation_resolution AS r ON r.id = m.resolution_id "
        "JOIN deliberation_item AS i ON i.id = r.item_id JOIN deliberation_meeting AS t ON t.id = i.meeting_id "
        "WHERE r.passed <> (m.state IN ('passed', 'ended')) OR t.body_id <> m.body_id",
    ),
    "published": (
        "a decision hangs that says other than what was resolved",
        "SELECT 'matter ' || m.id FROM leadership_matter AS m JOIN notices_notice AS n ON n.id = m.decision_id "
        "JOIN deliberation_resolution AS r ON r.id = m.resolution_id JOIN deliberation_item AS i ON i.id = r.item_id "
        "WHERE NOT starts_with(n.body, i.text)",
    ),
    "versions": (
        "two versions of one document hold on the same day",
        "SELECT 'document ' || a.id FROM leadership_policydocument AS a JOIN leadership_policydocument AS b "
        "ON b.number = a.number AND b.version > a.version "
        "WHERE a.withdrawn_from IS NULL OR a.withdrawn_from > b.in_force_from",
    ),
}  # fmt: skip


def check_leadership() -> Finding:
    """Every rule that the constraints keep, asked again of the rows; and that no project is judged by silence."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    for number, indicator, direction in KeyProject.objects.values_list("number", "indicator", "direction"):
        if not rules.indicator_stands(indicator, direction):
            sentence = "a project is judged by fewer people asking"
            violations.append(Violation("silence", f"project {number}", sentence))
    looked = sum(model.objects.count() for model in (Lead, KeyProject, Milestone, Matter, Member))
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {"leadership": in_one_view(check_leadership)}
