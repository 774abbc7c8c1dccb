from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes
from sanzhi.kit.walling import ME, SEES, wall

MINE = f"EXISTS (SELECT FROM exchange_statement AS s WHERE s.id = statement_id AND s.person_id = {ME})"


class Migration(migrations.Migration):
    """A statement is its person's alone; a bank's officer meets one by its code or its text, which the house looks up."""

    dependencies = [("exchange", "0003_statements")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE exchange_statement_place", "DROP SEQUENCE exchange_statement_place"),
        revoke_changes("exchange_checking"),
        wall("exchange_statement", f"{SEES} = 'all' OR person_id = {ME}"),
        wall("exchange_checking", f"{SEES} = 'all' OR {MINE}"),
        wall("exchange_answer", f"{SEES} = 'all' OR {MINE}"),
    ]
