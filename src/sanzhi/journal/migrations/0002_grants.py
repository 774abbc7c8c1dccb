from django.db import migrations

from sanzhi.kit.appendonly import revoke_changes

# Runs as the owner of the table: the one door through which words may leave the journal. The trigger lets nothing
# else through, and the caller must leave an entry saying why (sanzhi.journal.actions.erase).
ERASE = """
CREATE FUNCTION journal_erase(entry_ids bigint[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH erased AS (
        UPDATE journal_entry SET content = NULL, salt = NULL
        WHERE id = ANY (entry_ids) AND content IS NOT NULL RETURNING id
    )
    SELECT count(*) FROM erased
$$
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        revoke_changes("journal_entry"),
        revoke_changes("journal_seal"),
        migrations.RunSQL(ERASE, "DROP FUNCTION journal_erase(bigint[])"),
    ]
