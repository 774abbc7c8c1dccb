from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, SEES, wall

SIGHT = f"{SEES} = 'all' OR branch_id = {OFFICE} OR person_id = {ME}"
OF_A_MEMBER = "EXISTS (SELECT FROM leadership_member AS m WHERE m.id = member_id)"


class Migration(migrations.Migration):
    """Who belongs to a party is read by their own branch and by themselves; not by a county, not by an audit."""

    dependencies = [("leadership", "0001_initial"), ("people", "0016_party_offices")]

    operations = [
        wall("leadership_member", SIGHT),
        *(wall(f"leadership_{part}", OF_A_MEMBER) for part in ("contact", "pledge", "post", "service")),
        revoke_changes("leadership_reading"),
    ]
