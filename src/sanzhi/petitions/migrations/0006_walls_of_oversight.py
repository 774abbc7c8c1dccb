"""The second wall of what the bureau keeps: a booking is its person's and the bureau's; the rest is for offices."""

from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, OFFICE, SEES, wall


class Migration(migrations.Migration):
    dependencies = [("petitions", "0005_oversight")]

    operations = [
        wall("petitions_reception", "true"),
        wall(
            "petitions_booking",
            f"{SEES} = 'all' OR person_id = {ME} OR EXISTS (SELECT FROM petitions_reception AS r "
            f"WHERE r.id = reception_id AND r.office_id = {OFFICE})",
        ),
        wall("petitions_backlog", f"{SEES} IN ('all', 'county') OR office_id = {OFFICE}"),
        wall("petitions_backlogreview", "EXISTS (SELECT FROM petitions_backlog AS b WHERE b.id = backlog_id)"),
        wall("petitions_advice", f"{SEES} = 'all' OR {OFFICE} IN (office_id, to_id)"),
        revoke_changes("petitions_backlogreview"),
    ]
