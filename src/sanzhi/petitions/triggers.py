"""What the database itself refuses of petitions, and the one question it asks of the tree of offices."""

# The accused, all that is under it now, and all that was when the accusation came in or since. Under an office are those
# that say so, those of the same organisation, and in a town or village all that are in its area.
UNDER_THE_ACCUSED = """
CREATE FUNCTION petitions_kept_out(accusation bigint, accused bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE under (id) AS (
        SELECT accused
        UNION SELECT o.id FROM people_office AS o JOIN under ON true JOIN people_office AS u ON u.id = under.id
        WHERE o.above_id = u.id OR o.organisation_id = u.organisation_id
           OR (u.area_id NOT LIKE '%000000' AND o.area_id LIKE regexp_replace(u.area_id, '000$', '') || '%')
    )
    SELECT id FROM under UNION SELECT k.office_id FROM petitions_keptout AS k WHERE k.accusation_id = accusation
$$
"""

# Whether somebody is of theirs: by any post that stands, in whatever office they sit now.
IS_OF_THEIRS = """
CREATE FUNCTION petitions_is_of_theirs(accusation bigint, accused bigint, person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM people_appointment AS a WHERE a.person_id = person
        AND (a.valid_to IS NULL OR a.valid_to > (now() AT TIME ZONE 'Asia/Shanghai')::date)
        AND a.office_id IN (SELECT petitions_kept_out(accusation, accused))
    )
$$
"""

LAWFUL_BODY = """
IF NEW.body_id IN (SELECT petitions_kept_out(NEW.id, NEW.accused_id)) THEN
    RAISE EXCEPTION 'an accusation does not go to whom it accuses, nor to anybody under them';
END IF;
RETURN NEW;
"""

STAYS_WITH_WHOM_IT_ACCUSES = """
IF (NEW.code, NEW.accuser_id, NEW.accused_id, NEW.sealed, NEW.received_at, NEW.register_by, NEW.inform_by)
    IS DISTINCT FROM
   (OLD.code, OLD.accuser_id, OLD.accused_id, OLD.sealed, OLD.received_at, OLD.register_by, OLD.inform_by)
   OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
   OR (OLD.registered_at IS NOT NULL AND NEW.registered_at IS DISTINCT FROM OLD.registered_at)
   OR (OLD.informed_at IS NOT NULL AND NEW.informed_at IS DISTINCT FROM OLD.informed_at) THEN
    RAISE EXCEPTION 'accusation % stays as it came in', OLD.id;
END IF;
RETURN NEW;
"""
