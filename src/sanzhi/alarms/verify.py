"""核验警情: every version is kept, every proposal was decided by a person with a reason, no nail came out too early."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .models import Alarm, Clue, JointCall, Nail, NailRule, Proposal

# What must return nothing: name → (sentence, query for the ids of those that break it).
NEVER = {
    "versions": (
        "it does not say what its last version says, or one before is gone",
        "SELECT 'alarm ' || a.alarm_no FROM alarms_alarm AS a LEFT JOIN (SELECT alarm_id, count(*) AS kept, max(version) AS last "
        "FROM alarms_alarmversion GROUP BY alarm_id) AS v ON v.alarm_id = a.id LEFT JOIN alarms_alarmversion AS n "
        "ON n.alarm_id = a.id AND n.version = a.version WHERE a.erased_at IS NULL AND (v.kept IS DISTINCT FROM a.version OR v.last <> a.version "
        "OR (n.said->>'place', n.said->>'category', n.said->>'brief', n.said->>'area_id') "
        "IS DISTINCT FROM (a.place, a.category, a.brief, a.area_id))",
    ),
    "forgotten": (
        "its time is over and something of it is still said",
        "SELECT 'alarm ' || a.alarm_no FROM alarms_alarm AS a WHERE a.erased_at IS NOT NULL AND (EXISTS (SELECT FROM "
        "alarms_alarmparty AS p WHERE p.alarm_id = a.id) OR EXISTS (SELECT FROM alarms_alarmversion AS v "
        "WHERE v.alarm_id = a.id AND v.said <> '{}'))",
    ),
    "decided": (
        "it was decided by nobody, or without a reason",
        "SELECT 'proposal ' || id FROM alarms_proposal WHERE decision <> '' AND (decided_by_id IS NULL OR reason = '')",
    ),
    "confirmed": (
        "it was raised by nobody's decision",
        "SELECT 'nail ' || id FROM alarms_nail WHERE confirmed_by_id IS NULL OR raised < 1",
    ),
    "removed": (
        "it came out before it was performed, quiet and satisfied, or by the hand that wrote down the performing",
        "SELECT 'nail ' || id FROM alarms_nail WHERE removed_at IS NOT NULL AND (performed_on IS NULL OR satisfied IS NOT TRUE "
        "OR removed_by_id = performed_by_id OR last_alarm_at + make_interval(days => quiet_days) > removed_at)",
    ),
    "another_published": (
        "a rule was published by whoever drew it up",
        "SELECT 'rule ' || id FROM alarms_nailrule WHERE published_by_id = drafted_by_id",
    ),
    "joined": (
        "an alarm was given away without a case, or to one office alone",
        "SELECT 'joint ' || j.id FROM alarms_jointcall AS j WHERE j.answered_at IS NOT NULL AND (j.case_id IS NULL "
        "OR (SELECT count(*) FROM cases_assignment AS a WHERE a.case_id = j.case_id) < 2)",
    ),
}  # fmt: skip


def check_alarms() -> Finding:
    """Every rule that the triggers keep, asked again of the rows."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query)
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchall()]
    looked = sum(model.objects.count() for model in (Alarm, Proposal, Nail, NailRule, JointCall, Clue))
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {"alarms": in_one_view(check_alarms)}
