"""立墙: how a room's migration puts up its part of the second wall (`walls` says who sees what).

A policy asks for each setting in a subquery of its own, which PostgreSQL answers once for a statement and not once
for a row. What is written is not checked here: actions check it, and a row in the same statement as the case it
belongs to could not be.
"""

from django.db.migrations import RunSQL

SEES = "(SELECT current_setting('sanzhi.sees', true))"
REACH = "(SELECT current_setting('sanzhi.reach', true))"
OFFICE = "(SELECT nullif(current_setting('sanzhi.office', true), '')::bigint)"
ME = "(SELECT nullif(current_setting('sanzhi.person', true), '')::bigint)"
STAFF = f"{SEES} IN ('all', 'audit', 'county', 'area', 'office', 'staff')"


_UNWALLED = """
DO $$
DECLARE checker regprocedure;
BEGIN
    FOR checker IN SELECT tgfoid FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND tgname LIKE 'pgtrigger_{name}_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', checker);
    END LOOP;
END $$
"""


def unwalled_trigger(table: str, name: str) -> RunSQL:
    """Let a trigger judge by what is there and not by what the mover sees: a move may carry a case out of one's sight."""
    return RunSQL(_UNWALLED.format(table=table, name=name), RunSQL.noop)


def wall(table: str, sight: str, *, name: str = "sight", check: str = "true") -> RunSQL:
    """Rows of `table` are read, changed and deleted only where `sight` holds. Another `name` opens a further gate."""
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; "
        f"CREATE POLICY {name} ON {table} USING ({sight}) WITH CHECK ({check});",
        f"DROP POLICY {name} ON {table};",
    )
