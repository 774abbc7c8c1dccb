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

# Forward only, by what was counted: on an agenda after three meetings agreed, passed as its resolution says.
MATTER_MOVES = """
IF (NEW.body_id, NEW.title, NEW.begun_by_id, NEW.begun_at) IS DISTINCT FROM (OLD.body_id, OLD.title, OLD.begun_by_id, OLD.begun_at)
   OR OLD.resolution_id IS NOT NULL AND (NEW.resolution_id, NEW.resolved_at) IS DISTINCT FROM (OLD.resolution_id, OLD.resolved_at)
   OR OLD.decision_id IS NOT NULL AND NEW.decision_id IS DISTINCT FROM OLD.decision_id AND (NEW.decision_id IS NULL
      OR NOT EXISTS (SELECT FROM notices_notice AS n WHERE n.id = OLD.decision_id AND n.withdrawn_at IS NOT NULL))
   OR OLD.outcome_id IS NOT NULL AND NEW.outcome_id IS DISTINCT FROM OLD.outcome_id AND (NEW.outcome_id IS NULL
      OR NOT EXISTS (SELECT FROM notices_notice AS n WHERE n.id = OLD.outcome_id AND (n.withdrawn_at IS NOT NULL OR n.posted_at IS NULL)))
   OR OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN
      ('running>voting', 'running>failed', 'running>dropped', 'voting>running', 'voting>passed', 'voting>failed', 'passed>ended') THEN
    RAISE EXCEPTION 'matter % stays as it was put and decided', OLD.id;
END IF;
IF OLD.state = 'running' AND NEW.state = 'voting' AND (
    SELECT count(*) FROM leadership_gate WHERE matter_id = OLD.id AND passed) < 3 THEN
    RAISE EXCEPTION 'matter % lacks a meeting', OLD.id;
END IF;
IF OLD.resolution_id IS NULL AND NEW.resolution_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM deliberation_resolution AS r JOIN deliberation_item AS i ON i.id = r.item_id
    JOIN deliberation_meeting AS m ON m.id = i.meeting_id
    WHERE r.id = NEW.resolution_id AND r.passed = (NEW.state = 'passed') AND m.body_id = OLD.body_id AND i.id = NEW.item_id) THEN
    RAISE EXCEPTION 'matter % ends as its resolution says', OLD.id;
END IF;
RETURN NEW;
"""

GATE_STANDS = """
IF OLD.checked_at IS NOT NULL OR (NEW.matter_id, NEW.kind, NEW.held_on, NEW.entitled, NEW.present, NEW.in_favour, NEW.against, NEW.abstained,
    NEW.text, NEW.entered_by_id) IS DISTINCT FROM (OLD.matter_id, OLD.kind, OLD.held_on, OLD.entitled, OLD.present, OLD.in_favour, OLD.against,
    OLD.abstained, OLD.text, OLD.entered_by_id) THEN
    RAISE EXCEPTION 'meeting % stands as it was entered and checked', OLD.id;
END IF;
RETURN NEW;
"""
