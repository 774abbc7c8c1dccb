"""The second wall of who speaks for a party: seen by the party and by those who handle the dispute; the other side reads it not."""

from django.db import migrations

from sanzhi.kit.walling import ME, SEES, wall


class Migration(migrations.Migration):
    dependencies = [("disputes", "0005_attorneys")]

    operations = [
        wall(
            "disputes_attorney",
            f"{SEES} = 'all' OR by_id = {ME} OR EXISTS (SELECT FROM disputes_party AS p "
            f"WHERE p.id = party_id AND (p.person_id = {ME} OR {SEES} <> 'own'))",
        )
    ]
