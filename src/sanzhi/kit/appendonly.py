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
        EXECUTE format('REVOKE {what} ON {table} FROM %s', other);
    END LOOP;
END $$
"""


def revoke_changes(table: str) -> RunSQL:
    """Take UPDATE, DELETE and TRUNCATE on `table` from every role but its owner. Its triggers bind the owner too."""
    return RunSQL(_REVOKE.format(table=table, what="UPDATE, DELETE, TRUNCATE"), reverse_sql=RunSQL.noop)


def revoke_writes(table: str) -> RunSQL:
    """Take every change of `table`, new rows too, from every role but its owner: only the owner's functions write it."""
    return RunSQL(
        _REVOKE.format(table=table, what="INSERT, UPDATE, DELETE, TRUNCATE"), reverse_sql=RunSQL.noop
    )


def only_through_its_whole(part: str) -> RunSQL:
    """Take every right on a part of a divided table: it would be read behind the wall, which stands at the whole."""
    return RunSQL(_REVOKE.format(table=part, what="ALL"), reverse_sql=RunSQL.noop)


def never_truncated(name: str, sentence: str) -> pgtrigger.Trigger:
    """TRUNCATE passes by the triggers of rows; this one stops it, with `sentence`."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func=f"RAISE EXCEPTION '{sentence}';",
    )
