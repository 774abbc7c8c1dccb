from django.db import migrations

# Runs as the owner of the table: the one door through which words may leave the journal. It opens only to an
# entry that is already written and names what goes, so no erasure can come without its record; and the records of
# erasures themselves keep their words. pg_temp stands last, so that no temporary table can pose as the journal.
ERASE = """
DROP FUNCTION journal_erase(bigint[]);
CREATE FUNCTION journal_erase(erasure bigint) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH named AS (
        SELECT jsonb_array_elements_text(content -> 'entries')::bigint AS id
        FROM journal_entry WHERE id = erasure AND kind = 'journal.erased'
    ), erased AS (
        UPDATE journal_entry AS e SET content = NULL, salt = NULL FROM named
        WHERE e.id = named.id AND e.kind <> 'journal.erased' AND e.content IS NOT NULL RETURNING e.id
    )
    SELECT count(*) FROM erased
$$
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_grants")]

    operations = [migrations.RunSQL(ERASE, migrations.RunSQL.noop)]
