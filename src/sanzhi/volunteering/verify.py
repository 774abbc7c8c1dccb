"""核验志愿服务: no shift over its places, no hours without somebody who came and somebody else who confirmed, points once."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view

from .models import Certificate, SignUp, Volunteer

# What must return nothing: name → (sentence, query for what breaks it).
NEVER = {
    "places": (
        "a shift has more people than places",
        "SELECT 'shift ' || s.id FROM volunteering_shift AS s JOIN volunteering_signup AS u ON u.shift_id = s.id "
        "WHERE u.state NOT IN ('off', 'waiting') GROUP BY s.id HAVING count(*) > s.needed",
    ),
    "hours": (
        "hours were confirmed of somebody who did not come, by themself, or more than the shift has",
        "SELECT 'service ' || id FROM volunteering_signup WHERE state = 'confirmed' "
        "AND (came_at IS NULL OR confirmed_by_id = person_id OR minutes > planned)",
    ),
    "claims": (
        "a claim of points is not of the hours it was made of, or is no addition",
        "SELECT 'service ' || u.id FROM volunteering_signup AS u JOIN points_claim AS c ON c.id = u.claim_id "
        "WHERE c.source <> 'volunteer' OR c.direction <> '+' OR split_part(c.key, ':', 1) <> 'hours' OR split_part(c.key, ':', 2) <> u.id::text "
        "OR c.verified_by_id IS DISTINCT FROM u.confirmed_by_id OR c.quantity > greatest(u.planned / 60, 1)",
    ),
    "twice": (
        "one service has more claims that count than corrections explain, or of more hours than its shift",
        "SELECT 'service ' || u.id FROM points_claim AS c JOIN volunteering_signup AS u ON u.id::text = split_part(c.key, ':', 2) "
        "WHERE c.key LIKE 'hours:%%' AND c.state NOT IN ('withdrawn', 'rejected', 'revised') GROUP BY u.id HAVING "
        "count(*) > 1 + (SELECT count(*) FROM volunteering_correction AS k WHERE k.signup_id = u.id AND k.granted IS NOT NULL) "
        "OR sum(c.quantity) > greatest(u.planned / 60, 1)",
    ),
    "young": (
        "somebody under age has points for their hours",
        "SELECT 'service ' || u.id FROM volunteering_signup AS u JOIN people_person AS p ON p.id = u.person_id "
        "JOIN volunteering_shift AS s ON s.id = u.shift_id WHERE u.claim_id IS NOT NULL AND p.erased_at IS NULL "
        "AND (p.birth_date IS NULL OR (p.birth_date + interval '18 years')::date > (s.starts_at AT TIME ZONE 'Asia/Shanghai')::date)",
    ),
    "corrected": (
        "the hours are not those of the last correction that was granted",
        "SELECT 'service ' || u.id FROM volunteering_signup AS u JOIN LATERAL (SELECT granted FROM volunteering_correction AS c "
        "WHERE c.signup_id = u.id AND c.granted IS NOT NULL ORDER BY c.answered_at DESC LIMIT 1) AS l ON true WHERE l.granted <> u.minutes",
    ),
    "certified": (
        "a certificate was issued before it had been shown for a week, or of hours that were never confirmed",
        "SELECT 'certificate ' || c.id FROM volunteering_certificate AS c WHERE c.issued_at IS NOT NULL "
        "AND (c.shown_at IS NULL OR c.issued_at < c.shown_at + interval '7 days' OR NOT EXISTS (SELECT FROM volunteering_signup AS u "
        "WHERE u.volunteer_id = c.volunteer_id AND u.group_id = c.group_id AND u.state = 'confirmed'))",
    ),
}  # fmt: skip


def check_volunteering() -> Finding:
    """Every rule that the constraints keep, asked again of the rows."""
    violations = []
    with connection.cursor() as cursor:
        for name, (sentence, query) in NEVER.items():
            cursor.execute(query, [])
            violations += [Violation(name, subject, sentence) for (subject,) in cursor.fetchmany(20)]
    looked = sum(model.objects.count() for model in (SignUp, Certificate, Volunteer))
    return Finding(looked, violations, [])


CHECKS: dict[str, Check] = {"volunteering": in_one_view(check_volunteering)}
