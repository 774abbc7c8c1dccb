"""What the database itself refuses of the windows."""

# A booking stays what it is; it may be cancelled once, and its person may only be forgotten.
BOOKING_STAYS = """
IF (NEW.code, NEW.centre_id, NEW.service, NEW.starts_at, NEW.seat, NEW.of_seats, NEW.booked_at) IS DISTINCT FROM
   (OLD.code, OLD.centre_id, OLD.service, OLD.starts_at, OLD.seat, OLD.of_seats, OLD.booked_at)
   OR OLD.cancelled_at IS NOT NULL AND NEW.cancelled_at IS DISTINCT FROM OLD.cancelled_at
   OR NEW.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM OLD.person_id THEN
    RAISE EXCEPTION 'booking % stays as it was made', OLD.id;
END IF;
RETURN NEW;
"""

# A number stays what it is and goes forward: called, or ended; back to waiting only by being passed on. Its person may only
# be forgotten, and with the person the case it led to.
TICKET_MOVES = """
IF (NEW.centre_id, NEW.day, NEW.service, NEW.serial, NEW.number, NEW.code, NEW.ground, NEW.booking_id, NEW.taken_at, NEW.turn_at)
   IS DISTINCT FROM
   (OLD.centre_id, OLD.day, OLD.service, OLD.serial, OLD.number, OLD.code, OLD.ground, OLD.booking_id, OLD.taken_at, OLD.turn_at)
   OR NEW.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM OLD.person_id
   OR NEW.case_id IS NOT NULL AND OLD.case_id IS NOT NULL AND NEW.case_id <> OLD.case_id THEN
    RAISE EXCEPTION 'ticket % stays as it was taken', OLD.id;
END IF;
IF NEW.state <> OLD.state AND NOT (
    OLD.state = 'waiting' AND NEW.state IN ('called', 'gone', 'swept')
    OR OLD.state = 'called' AND NEW.state IN ('served', 'gone', 'swept')
    OR OLD.state = 'called' AND NEW.state = 'waiting' AND NEW.round = OLD.round + 1
) THEN
    RAISE EXCEPTION 'ticket % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
RETURN NEW;
"""

# Sent once, then received or returned once, by one office. Words may only go, with those of the case.
HANDOVER_MOVES = """
IF (NEW.first_id, NEW.case_id, NEW.hop, NEW.channel, NEW.sender_id, NEW.to_id, NEW.agreed, NEW.bound, NEW.sent_by_id, NEW.sent_at, NEW.due_at)
   IS DISTINCT FROM
   (OLD.first_id, OLD.case_id, OLD.hop, OLD.channel, OLD.sender_id, OLD.to_id, OLD.agreed, OLD.bound, OLD.sent_by_id, OLD.sent_at, OLD.due_at)
   OR NEW.reason NOT IN ('', OLD.reason)
   OR OLD.state <> 'sent' AND (NEW.state, NEW.ended_by_id, NEW.ended_at, NEW.made_id) IS DISTINCT FROM
      (OLD.state, OLD.ended_by_id, OLD.ended_at, OLD.made_id)
   OR OLD.state <> 'sent' AND NEW.ground NOT IN ('', OLD.ground)
   OR OLD.answered_at IS NOT NULL AND (NEW.answered_at <> OLD.answered_at OR NEW.answer NOT IN ('', OLD.answer)) THEN
    RAISE EXCEPTION 'handover % stays as it was', OLD.id;
END IF;
IF NEW.bound AND NEW.state = 'returned' THEN
    RAISE EXCEPTION 'handover % was ruled on and is not sent back', OLD.id;
END IF;
RETURN NEW;
"""
