"""核验社会组织: codes that check, ratings of five years, what is rated in standing."""

from django.db import connection

from sanzhi.journal.verify import Check, Finding, Violation, in_one_view
from sanzhi.kit import codes

from .models import Group

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
    return Finding(Group.objects.count(), violations + found, [])


CHECKS: dict[str, Check] = {"groups": in_one_view(check_groups)}
