"""What the database itself refuses of a contest."""

# By what is scored, and who competes with whom, is said before the first day that counts, and stays.
SAID_BEFORE = """
IF EXISTS (SELECT FROM contests_contest AS c WHERE c.opened_at IS NOT NULL AND c.id IN (
    CASE WHEN TG_OP = 'INSERT' THEN NEW.contest_id ELSE OLD.contest_id END,
    CASE WHEN TG_OP = 'DELETE' THEN OLD.contest_id ELSE NEW.contest_id END)) THEN
    RAISE EXCEPTION 'the contest is announced; what it scores by stays';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

CONTEST_MOVES = """
IF OLD.opened_at IS NOT NULL AND (NEW.title, NEW.about, NEW.area_id, NEW.level, NEW.starts_on, NEW.ends_on, NEW.opened_at, NEW.opened_by_id)
   IS DISTINCT FROM (OLD.title, OLD.about, OLD.area_id, OLD.level, OLD.starts_on, OLD.ends_on, OLD.opened_at, OLD.opened_by_id)
   OR OLD.frozen_at IS NOT NULL AND NEW.frozen_at IS DISTINCT FROM OLD.frozen_at
   OR NEW.shown_at < OLD.shown_at OR NEW.shown_at IS NULL AND OLD.shown_at IS NOT NULL
   OR OLD.closed_at IS NOT NULL OR OLD.called_off_at IS NOT NULL THEN
    RAISE EXCEPTION 'contest % stays as it was announced', OLD.id;
END IF;
RETURN NEW;
"""

# A mark stays as it was given; an upheld appeal sets it aside, once.
MARK_STAYS = """
IF (NEW.judge_id, NEW.entrant_id, NEW.indicator_id, NEW.points, NEW.evidence, NEW.given_at)
   IS DISTINCT FROM (OLD.judge_id, OLD.entrant_id, OLD.indicator_id, OLD.points, OLD.evidence, OLD.given_at)
   OR OLD.set_aside_at IS NOT NULL THEN
    RAISE EXCEPTION 'mark % stays as it was given', OLD.id;
END IF;
RETURN NEW;
"""

# An appeal is decided once; then it is only said in which count it went.
APPEAL_STANDS = """
IF (NEW.entrant_id, NEW.indicator_id, NEW.text, NEW.filed_by_id, NEW.filed_at, NEW.run_id)
   IS DISTINCT FROM (OLD.entrant_id, OLD.indicator_id, OLD.text, OLD.filed_by_id, OLD.filed_at, OLD.run_id)
   OR OLD.decided_at IS NOT NULL AND (NEW.decided_at, NEW.decided_by_id, NEW.upheld, NEW.reason, NEW.part, NEW.whole)
      IS DISTINCT FROM (OLD.decided_at, OLD.decided_by_id, OLD.upheld, OLD.reason, OLD.part, OLD.whole)
   OR OLD.counted_in_id IS NOT NULL THEN
    RAISE EXCEPTION 'appeal % stands as it was filed and decided', OLD.id;
END IF;
RETURN NEW;
"""
