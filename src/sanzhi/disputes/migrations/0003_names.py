"""Whoever may know of a dispute reads the names of its parties and mediators: the wall of people would hide them."""

from django.db import migrations
from django.db.migrations import RunSQL

from sanzhi.kit.walling import ME, OFFICE, wall

NAMES = """
CREATE FUNCTION disputes_persons_known_to(me bigint, desk bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH known AS (
        SELECT unnest(disputes_known_to(me, desk)) AS case_id
        UNION SELECT d.case_id FROM disputes_body AS b JOIN disputes_dispute AS d ON d.body_id = b.id WHERE b.office_id = desk
    )
    SELECT coalesce(array_agg(person_id), '{}') FROM (
        SELECT p.person_id FROM known JOIN disputes_party AS p USING (case_id)
        UNION SELECT m.person_id FROM known JOIN disputes_dispute AS d USING (case_id)
            JOIN disputes_mediator AS m ON m.body_id = d.body_id
    ) AS persons
$$;
"""
KNOWN = f"id = ANY ((SELECT disputes_persons_known_to({ME}, {OFFICE}))::bigint[])"


class Migration(migrations.Migration):
    dependencies = [("disputes", "0002_walls")]

    operations = [
        RunSQL(NAMES, "DROP FUNCTION disputes_persons_known_to(bigint, bigint)"),
        wall("people_person", KNOWN, name="sight_of_parties", check="false"),
    ]
