"""What the database itself refuses of social workers: where they were employed, their allowance, their casework."""

# One spell after the other, none in another; entered and ended once.
SPELL_STANDS = """
IF TG_OP = 'UPDATE' AND ((NEW.worker_id, NEW.office_id, NEW.starts_on, NEW.entered_by_id) IS DISTINCT FROM
   (OLD.worker_id, OLD.office_id, OLD.starts_on, OLD.entered_by_id) OR OLD.ends_on IS NOT NULL) THEN
    RAISE EXCEPTION 'spell % stays as it was entered', OLD.id;
END IF;
IF EXISTS (SELECT FROM groups_employment AS e WHERE e.worker_id = NEW.worker_id AND e.id <> NEW.id
    AND daterange(e.starts_on, e.ends_on, '[]') && daterange(NEW.starts_on, NEW.ends_on, '[]')) THEN
    RAISE EXCEPTION 'worker % was employed then already', NEW.worker_id;
END IF;
RETURN NEW;
"""

# For a month on every day of which they were employed and a registration of that level or a higher one held; not by whoever
# gets it. What is refused needs neither.
ALLOWANCE_STANDS = """
IF TG_OP = 'UPDATE' AND ((NEW.worker_id, NEW.month, NEW.level, NEW.fen, NEW.proposed_by_id) IS DISTINCT FROM
   (OLD.worker_id, OLD.month, OLD.level, OLD.fen, OLD.proposed_by_id) OR OLD.agreed_at IS NOT NULL OR OLD.refused_at IS NOT NULL) THEN
    RAISE EXCEPTION 'allowance % stays as it was decided', OLD.id;
END IF;
IF NEW.refused_at IS NULL AND (NEW.month <> date_trunc('month', NEW.month)::date OR EXISTS (
    SELECT FROM generate_series(0, (NEW.month + interval '1 month')::date - NEW.month - 1) AS n WHERE NOT EXISTS (
        SELECT FROM groups_registration AS r WHERE r.worker_id = NEW.worker_id AND r.registered_on <= NEW.month + n AND r.valid_to > NEW.month + n
        AND array_position(ARRAY['assistant', 'worker', 'senior'], r.level::text) >= array_position(ARRAY['assistant', 'worker', 'senior'], NEW.level::text)))) THEN
    RAISE EXCEPTION 'no certificate of worker % held through the month', NEW.worker_id;
END IF;
IF NEW.refused_at IS NULL AND EXISTS (
    SELECT FROM generate_series(0, (NEW.month + interval '1 month')::date - NEW.month - 1) AS n WHERE NOT EXISTS (
        SELECT FROM groups_employment AS e WHERE e.worker_id = NEW.worker_id AND e.starts_on <= NEW.month + n
        AND (e.ends_on IS NULL OR e.ends_on >= NEW.month + n))) THEN
    RAISE EXCEPTION 'worker % was not employed through the month', NEW.worker_id;
END IF;
IF EXISTS (SELECT FROM groups_socialworker AS w WHERE w.id = NEW.worker_id AND w.person_id IN (NEW.proposed_by_id, NEW.agreed_by_id)) THEN
    RAISE EXCEPTION 'nobody proposes or agrees to their own allowance';
END IF;
RETURN NEW;
"""

# With the word of the client, or of the guardian where there is one.
CASEWORK_AGREED = """
IF NOT EXISTS (SELECT FROM people_consent AS c WHERE c.person_id = coalesce(NEW.guardian_id, NEW.client_id)
    AND c.purpose = 'casework' AND c.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'nobody agreed to this casework';
END IF;
RETURN NEW;
"""

# Whose it is stays. The worker changes with the client's word, or, where they are in post no longer, by a hand and a reason.
CASEWORK_MOVES = """
IF (NEW.client_id, NEW.guardian_id, NEW.guarded_until, NEW.source, NEW.opened_at) IS DISTINCT FROM
   (OLD.client_id, OLD.guardian_id, OLD.guarded_until, OLD.source, OLD.opened_at) THEN
    RAISE EXCEPTION 'casework % stays whose it is', OLD.id;
END IF;
IF NEW.stage <> OLD.stage AND (OLD.stage, NEW.stage) NOT IN (('intake', 'assessed'), ('assessed', 'planned'),
   ('planned', 'intervening'), ('intervening', 'evaluated')) AND (OLD.stage = 'closed' OR NEW.stage <> 'closed') THEN
    RAISE EXCEPTION 'casework % does not go from % to %', OLD.id, OLD.stage, NEW.stage;
END IF;
IF NEW.worker_id <> OLD.worker_id AND OLD.hand_to_id IS DISTINCT FROM NEW.worker_id AND (
    (NEW.moved_by_id, NEW.moved_at, NEW.moved_why) IS NOT DISTINCT FROM (OLD.moved_by_id, OLD.moved_at, OLD.moved_why) OR EXISTS (SELECT FROM groups_socialworker AS w
        JOIN people_appointment AS a ON a.person_id = w.person_id AND a.role = 'social_worker'
        WHERE w.id = OLD.worker_id AND a.valid_from <= (NEW.moved_at AT TIME ZONE 'Asia/Shanghai')::date
        AND (a.valid_to IS NULL OR a.valid_to > (NEW.moved_at AT TIME ZONE 'Asia/Shanghai')::date))) THEN
    RAISE EXCEPTION 'casework % is handed over with a word only', OLD.id;
END IF;
IF NEW.supervisor_id <> OLD.supervisor_id AND (NEW.moved_by_id, NEW.moved_at, NEW.moved_why) IS NOT DISTINCT FROM (OLD.moved_by_id, OLD.moved_at, OLD.moved_why) THEN
    RAISE EXCEPTION 'casework % gets another supervisor by somebody and for a reason', OLD.id;
END IF;
RETURN NEW;
"""
