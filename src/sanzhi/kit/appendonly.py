"""只增不改: what makes a table only grow: privileges for the application, triggers for the owner."""

import pgtrigger
from django.db.migrations import RunSQL

_REVOKE = """
DO $$
DECLARE other text;
BEGIN
    FOR other IN
        SELECT DISTINCT grantee::regrole::text FROM pg_class AS c, aclexplode(c.relacl)
        WHERE c.oid = '{table}'::regclass AND grantee NOT IN (0, c.relowner)
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %s', other);
    END LOOP;
END $$
"""


def revoke_changes(table: str) -> RunSQL:
    """Take UPDATE, DELETE and TRUNCATE on `table` from every role but its owner. Its triggers bind the owner too."""
    return RunSQL(_REVOKE.format(table=table), reverse_sql=RunSQL.noop)


def never_truncated(name: str, sentence: str) -> pgtrigger.Trigger:
    """TRUNCATE passes by the triggers of rows; this one stops it, with `sentence`."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=f"RAISE EXCEPTION '{sentence}';",
    )
