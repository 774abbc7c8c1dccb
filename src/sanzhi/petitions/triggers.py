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

# What came in stays; what happened once is not undone. The words go with the case's when its time is over.
PETITION_STAYS = """
IF (NEW.case_id, NEW.category, NEW.form, NEW.key, NEW.received_at, NEW.people)
    IS DISTINCT FROM (OLD.case_id, OLD.category, OLD.form, OLD.key, OLD.received_at, OLD.people)
   OR (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at)
   OR (OLD.final_at IS NOT NULL AND NEW.final_at IS DISTINCT FROM OLD.final_at)
   OR (NEW.reasons IS DISTINCT FROM OLD.reasons AND NEW.reasons <> '')
   OR (NEW.involved IS DISTINCT FROM OLD.involved AND NEW.involved <> '') THEN
    RAISE EXCEPTION 'petition % stays as it came in', OLD.case_id;
END IF;
RETURN NEW;
"""

CLAIM_STAYS = """
IF (NEW.petition_id, NEW.place) IS DISTINCT FROM (OLD.petition_id, OLD.place)
   OR (NEW.words IS DISTINCT FROM OLD.words AND NEW.words <> '')
   OR (OLD.opinion <> '' AND NEW.opinion IS DISTINCT FROM OLD.opinion AND NEW.opinion <> '') THEN
    RAISE EXCEPTION 'claim % stays as it was asked and answered', OLD.id;
END IF;
RETURN NEW;
"""

LETTER_STAYS = """
IF (NEW.petition_id, NEW.kind, NEW.office_id, NEW.by_id, NEW.issued_at)
    IS DISTINCT FROM (OLD.petition_id, OLD.kind, OLD.office_id, OLD.by_id, OLD.issued_at)
   OR (NEW.body IS DISTINCT FROM OLD.body AND NEW.body <> '{}'::jsonb)
   OR (OLD.served_at IS NOT NULL AND (NEW.served_at, NEW.served_how) IS DISTINCT FROM (OLD.served_at, OLD.served_how))
   OR (NEW.served_at IS NOT NULL AND NEW.served_at < OLD.issued_at) THEN
    RAISE EXCEPTION 'letter % stays as it went out', OLD.id;
END IF;
RETURN NEW;
"""

AGENCY_STAYS = """
IF (NEW.principal_id, NEW.agent_id, NEW.office_id, NEW.tier, NEW.scope, NEW.opened_at)
    IS DISTINCT FROM (OLD.principal_id, OLD.agent_id, OLD.office_id, OLD.tier, OLD.scope, OLD.opened_at)
   OR (OLD.authorised_at IS NOT NULL AND (NEW.authorised_at, NEW.means) IS DISTINCT FROM (OLD.authorised_at, OLD.means))
   OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
   OR (OLD.petition_id IS NOT NULL AND NEW.petition_id IS DISTINCT FROM OLD.petition_id) THEN
    RAISE EXCEPTION 'agency % keeps to its word', OLD.id;
END IF;
IF NEW.petition_id IS DISTINCT FROM OLD.petition_id AND NEW.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'the word for agency % was taken back', OLD.id;
END IF;
RETURN NEW;
"""

# I17: a clock of a petition began when it began, and stands still for a hearing of the re-examination only.
CLOCKS_KEEP_TIME = """
CREATE FUNCTION petitions_clock_keeps_time() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT c.kind FROM cases_case AS c WHERE c.id = OLD.case_id) = 'petition' THEN
        RAISE EXCEPTION 'clock % of a petition began when it began', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER petitions_clock_keeps_time BEFORE UPDATE ON cases_clockrun FOR EACH ROW
WHEN ((OLD.case_id, OLD.rule_id, OLD.started_at) IS DISTINCT FROM (NEW.case_id, NEW.rule_id, NEW.started_at))
EXECUTE FUNCTION petitions_clock_keeps_time()
"""
PAUSED_BY_LAW = """
CREATE FUNCTION petitions_paused_by_law() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT l.clock FROM cases_clockrun AS r JOIN cases_limitrule AS l ON l.id = r.rule_id WHERE r.id = NEW.clock_id)
       LIKE 'petition-%' AND
       (SELECT l.clock FROM cases_clockrun AS r JOIN cases_limitrule AS l ON l.id = r.rule_id WHERE r.id = NEW.clock_id)
       <> 'petition-reexam' THEN
        RAISE EXCEPTION 'no law lets clock % stand still', NEW.clock_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER petitions_paused_by_law BEFORE INSERT OR UPDATE ON cases_clockpause FOR EACH ROW
EXECUTE FUNCTION petitions_paused_by_law()
"""

# Who has to do with a petition beside the desk that received it and the one that holds it.
KNOWN = """
CREATE FUNCTION petitions_known_to(me bigint, desk bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(case_id), '{}') FROM (
        SELECT petition_id AS case_id FROM petitions_petitioner WHERE person_id = me
        UNION SELECT petition_id FROM petitions_agency
            WHERE petition_id IS NOT NULL AND withdrawn_at IS NULL AND agent_id = me AND office_id = desk
        UNION SELECT case_id FROM petitions_petition WHERE organ_id = desk OR reviewer_id = desk
    ) AS known
$$
"""

# When a case loses its words, its petition does.
FORGET = """
CREATE FUNCTION petitions_forget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE petitions_petition SET reasons = '', involved = '' WHERE case_id = NEW.id;
    UPDATE petitions_claim SET words = '', opinion = '', answer = '' WHERE petition_id = NEW.id;
    UPDATE petitions_letter SET body = '{}' WHERE petition_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER petitions_forget AFTER UPDATE OF erased_at ON cases_case FOR EACH ROW
WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.kind = 'petition')
EXECUTE FUNCTION petitions_forget()
"""

# --- materials, hearings, joint handling --------------------------------------------------------------

PAPER_STAYS = """
IF (NEW.petition_id, NEW.side, NEW.office_id, NEW.by_id, NEW.at)
    IS DISTINCT FROM (OLD.petition_id, OLD.side, OLD.office_id, OLD.by_id, OLD.at)
   OR ((NEW.name, NEW.digest, NEW.mime) IS DISTINCT FROM (OLD.name, OLD.digest, OLD.mime)
       AND (NEW.name, NEW.digest, NEW.mime) IS DISTINCT FROM ('', '', '')) THEN
    RAISE EXCEPTION 'paper % stays as it was shown', OLD.id;
END IF;
RETURN NEW;
"""

HEARING_STAYS = """
IF (NEW.petition_id, NEW.began_at) IS DISTINCT FROM (OLD.petition_id, OLD.began_at) OR OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'hearing % stays as it was', OLD.id;
END IF;
RETURN NEW;
"""

JOINT_STAYS = """
IF (NEW.petition_id, NEW.office_id, NEW.named, NEW.asked_at)
    IS DISTINCT FROM (OLD.petition_id, OLD.office_id, OLD.named, OLD.asked_at)
   OR (OLD.written_at IS NOT NULL AND (NEW.written_at, NEW.by_id) IS DISTINCT FROM (OLD.written_at, OLD.by_id))
   OR (OLD.written_at IS NOT NULL AND NEW.part IS DISTINCT FROM OLD.part AND NEW.part <> '')
   OR (OLD.left_at IS NOT NULL AND NEW.left_at IS DISTINCT FROM OLD.left_at) THEN
    RAISE EXCEPTION 'part % stays as it was written', OLD.id;
END IF;
RETURN NEW;
"""

# As KNOWN, with whoever handles it jointly.
KNOWN_TO_ALL_ORGANS = """
CREATE OR REPLACE FUNCTION petitions_known_to(me bigint, desk bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(case_id), '{}') FROM (
        SELECT petition_id AS case_id FROM petitions_petitioner WHERE person_id = me
        UNION SELECT petition_id FROM petitions_agency
            WHERE petition_id IS NOT NULL AND withdrawn_at IS NULL AND agent_id = me AND office_id = desk
        UNION SELECT case_id FROM petitions_petition WHERE organ_id = desk OR reviewer_id = desk
        UNION SELECT petition_id FROM petitions_joint WHERE office_id = desk AND left_at IS NULL
    ) AS known
$$
"""

# With the words of the case go its papers (the files lose their name, and the shelf lets go of them) and what organs wrote.
FORGET_PAPERS = """
CREATE FUNCTION petitions_forget_papers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE petitions_paper SET name = '', digest = '', mime = '' WHERE petition_id = NEW.id;
    UPDATE petitions_joint SET asked = '', part = '' WHERE petition_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER petitions_forget_papers AFTER UPDATE OF erased_at ON cases_case FOR EACH ROW
WHEN (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.kind = 'petition')
EXECUTE FUNCTION petitions_forget_papers()
"""
