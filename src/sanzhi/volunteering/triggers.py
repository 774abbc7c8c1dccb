"""What the database itself refuses of volunteering."""

# Unknown age is too young. From fourteen on with a guardian who is grown, and not before that guardian agreed to anything
# but joining (I7).
OLD_ENOUGH = """
IF TG_OP = 'UPDATE' AND (NEW.number, NEW.person_id) IS DISTINCT FROM (OLD.number, OLD.person_id) THEN
    RAISE EXCEPTION 'volunteer % stays who they are', OLD.id;
END IF;
IF NEW.left_at IS NULL AND NOT EXISTS (SELECT FROM people_person AS p WHERE p.id = NEW.person_id
    AND (p.birth_date + interval '14 years')::date <= (NEW.joined_at AT TIME ZONE 'Asia/Shanghai')::date
    AND ((p.birth_date + interval '18 years')::date <= (NEW.joined_at AT TIME ZONE 'Asia/Shanghai')::date
        OR EXISTS (SELECT FROM people_person AS g WHERE g.id = NEW.guardian_id
            AND (g.birth_date + interval '18 years')::date <= (NEW.joined_at AT TIME ZONE 'Asia/Shanghai')::date))) THEN
    RAISE EXCEPTION 'person % is not known to be old enough, or has no grown guardian', NEW.person_id;
END IF;
RETURN NEW;
"""

# Whoever has left, or waits for a guardian's word, signs up for nothing; and nobody else's shift or organisation is named.
VOLUNTEERS_SIGN_UP = """
IF NOT EXISTS (SELECT FROM volunteering_volunteer AS v WHERE v.id = NEW.volunteer_id AND v.person_id = NEW.person_id
    AND v.left_at IS NULL AND (v.guardian_id IS NULL OR v.agreed_at IS NOT NULL)) THEN
    RAISE EXCEPTION 'person % is no volunteer now', NEW.person_id;
END IF;
IF NOT EXISTS (SELECT FROM volunteering_shift AS s JOIN volunteering_activity AS a ON a.id = s.activity_id
    WHERE s.id = NEW.shift_id AND a.group_id = NEW.group_id AND s.needed = NEW.of_places
    AND NEW.planned = floor(extract(epoch FROM s.ends_at - s.starts_at) / 60)) THEN
    RAISE EXCEPTION 'this is another shift';
END IF;
RETURN NEW;
"""

SHIFT_STAYS = """
IF (NEW.activity_id, NEW.starts_at, NEW.ends_at, NEW.needed, NEW.door) IS DISTINCT FROM
   (OLD.activity_id, OLD.starts_at, OLD.ends_at, OLD.needed, OLD.door) THEN
    RAISE EXCEPTION 'shift % stays as people signed up for it', OLD.id;
END IF;
IF OLD.state <> 'open' AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'shift % has ended', OLD.id;
END IF;
RETURN NEW;
"""

# Confirmed hours change only as a correction granted; what was confirmed by whom stays.
HOURS_STAND = """
IF (NEW.shift_id, NEW.group_id, NEW.volunteer_id, NEW.person_id, NEW.of_places, NEW.planned, NEW.signed_at) IS DISTINCT FROM
   (OLD.shift_id, OLD.group_id, OLD.volunteer_id, OLD.person_id, OLD.of_places, OLD.planned, OLD.signed_at) THEN
    RAISE EXCEPTION 'service % stays about what it was', OLD.id;
END IF;
IF OLD.state IN ('off', 'confirmed') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'service % has ended', OLD.id;
END IF;
IF OLD.state = 'confirmed' AND (NEW.confirmed_by_id, NEW.confirmed_at, NEW.came_at, NEW.went_at) IS DISTINCT FROM
   (OLD.confirmed_by_id, OLD.confirmed_at, OLD.came_at, OLD.went_at) THEN
    RAISE EXCEPTION 'service % was confirmed', OLD.id;
END IF;
IF OLD.state = 'confirmed' AND NEW.minutes <> OLD.minutes AND NOT EXISTS (
    SELECT FROM volunteering_correction AS c WHERE c.signup_id = OLD.id AND c.granted = NEW.minutes) THEN
    RAISE EXCEPTION 'the hours of service % change by a correction only', OLD.id;
END IF;
IF NEW.state = 'confirmed' AND OLD.state <> 'confirmed' AND NEW.came_at IS NULL THEN
    RAISE EXCEPTION 'service % has hours and nobody came', OLD.id;
END IF;
IF NEW.state = 'confirmed' AND OLD.state <> 'confirmed' AND NEW.minutes > (
    SELECT greatest(floor(extract(epoch FROM least(NEW.went_at, s.ends_at) - greatest(NEW.came_at, s.starts_at)) / 60), 0)
    FROM volunteering_shift AS s WHERE s.id = NEW.shift_id) THEN
    RAISE EXCEPTION 'service % has more hours than lie between coming and going', OLD.id;
END IF;
RETURN NEW;
"""

CERTIFICATE_STANDS = """
IF (NEW.group_id, NEW.volunteer_id, NEW.person_id, NEW.asked_at) IS DISTINCT FROM
   (OLD.group_id, OLD.volunteer_id, OLD.person_id, OLD.asked_at)
   OR OLD.state <> 'asked' AND (NEW.first_day, NEW.last_day, NEW.minutes, NEW.times, NEW.content, NEW.shown_at) IS DISTINCT FROM
      (OLD.first_day, OLD.last_day, OLD.minutes, OLD.times, OLD.content, OLD.shown_at)
   OR OLD.issued_at IS NOT NULL AND (NEW.number, NEW.code, NEW.issued_at, NEW.issued_by_id) IS DISTINCT FROM
      (OLD.number, OLD.code, OLD.issued_at, OLD.issued_by_id) THEN
    RAISE EXCEPTION 'certificate % stays as it was shown', OLD.id;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
   (('asked', 'shown'), ('asked', 'refused'), ('shown', 'issued'), ('shown', 'refused'), ('issued', 'revoked')) THEN
    RAISE EXCEPTION 'certificate % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
RETURN NEW;
"""
