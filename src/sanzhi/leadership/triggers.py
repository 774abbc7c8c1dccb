"""What the database itself refuses of what leads."""

LEAD_ENDS = """
IF (NEW.area_id, NEW.part, NEW.name, NEW.post, NEW.duties, NEW.since, NEW.entered_by_id, NEW.entered_at) IS DISTINCT FROM
   (OLD.area_id, OLD.part, OLD.name, OLD.post, OLD.duties, OLD.since, OLD.entered_by_id, OLD.entered_at)
   OR OLD.until IS NOT NULL AND NEW.until IS DISTINCT FROM OLD.until THEN
    RAISE EXCEPTION 'lead % is ended, not changed', OLD.id;
END IF;
RETURN NEW;
"""

# What was accepted stays so; the day it is due does not move, it is dropped and another set.
MILESTONE_MOVES = """
IF (NEW.project_id, NEW.title, NEW.due_on) IS DISTINCT FROM (OLD.project_id, OLD.title, OLD.due_on)
   OR OLD.accepted_at IS NOT NULL AND (NEW.accepted_at, NEW.accepted_by_id, NEW.evidence, NEW.reported_at, NEW.dropped_at)
      IS DISTINCT FROM (OLD.accepted_at, OLD.accepted_by_id, OLD.evidence, OLD.reported_at, OLD.dropped_at)
   OR OLD.dropped_at IS NOT NULL THEN
    RAISE EXCEPTION 'milestone % stays as it was set', OLD.id;
END IF;
RETURN NEW;
"""

# A published text stays; it may be withdrawn from a day on, once.
DOCUMENT_STAYS = """
IF (NEW.kind, NEW.area_id, NEW.title, NEW.issuer, NEW.number, NEW.version, NEW.issued_on, NEW.in_force_from, NEW.in_force_until, NEW.text)
   IS DISTINCT FROM
   (OLD.kind, OLD.area_id, OLD.title, OLD.issuer, OLD.number, OLD.version, OLD.issued_on, OLD.in_force_from, OLD.in_force_until, OLD.text)
   OR OLD.withdrawn_from IS NOT NULL AND NEW.withdrawn_from IS DISTINCT FROM OLD.withdrawn_from THEN
    RAISE EXCEPTION 'document % stays as it was published', OLD.id;
END IF;
RETURN NEW;
"""
