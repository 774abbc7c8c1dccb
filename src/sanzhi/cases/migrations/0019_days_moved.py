from django.db import migrations

# One door past the wall: which days have a move since they were counted, and nothing else. The statement is planned
# anew each time with the horizon in it; a plan that does not know how few moves there are reads every case instead.
DAYS_MOVED = """
CREATE FUNCTION cases_days_moved(counted_as text) RETURNS SETOF date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE since bigint;
BEGIN
    SELECT horizon INTO since FROM cases_counted WHERE shape = counted_as;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN NEXT NULL;
    RETURN QUERY EXECUTE
        'SELECT DISTINCT (c.reported_at AT TIME ZONE ''Asia/Shanghai'')::date '
        'FROM cases_move AS m JOIN cases_case AS c ON c.id = m.case_id WHERE m.written_in >= $1' USING since;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_search_newest_first")]

    operations = [migrations.RunSQL(DAYS_MOVED, "DROP FUNCTION cases_days_moved(text)")]
