"""What the database itself refuses of grid work."""

# 清单: what is in force is what it says; what comes after it is another version.
ITEM_STAYS = """
IF (SELECT l.in_force_at FROM patrols_dutylist AS l WHERE l.id = coalesce(NEW.list_id, OLD.list_id)) IS NOT NULL THEN
    RAISE EXCEPTION 'duty list % is in force; its items stay', coalesce(NEW.list_id, OLD.list_id);
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""
LIST_STANDS = """
IF OLD.in_force_at IS NOT NULL AND (NEW.number, NEW.change, NEW.in_force_by_id, NEW.in_force_at, NEW.force_from)
   IS DISTINCT FROM (OLD.number, OLD.change, OLD.in_force_by_id, OLD.in_force_at, OLD.force_from)
   OR OLD.replaced_on IS NOT NULL AND NEW.replaced_on IS DISTINCT FROM OLD.replaced_on THEN
    RAISE EXCEPTION 'duty list % stands as it came in force', OLD.id;
END IF;
RETURN NEW;
"""
# 经手人: gone only together with a draft that is given up.
HAND_STAYS = """
IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM patrols_dutylist AS l WHERE l.id = OLD.list_id AND l.in_force_at IS NOT NULL) THEN
    RAISE EXCEPTION 'whoever had a hand in list % stays named', OLD.list_id;
END IF;
RETURN OLD;
"""
REQUEST_STANDS = """
IF (NEW.office_id, NEW.kind, NEW.what, NEW.ground, NEW.why, NEW.filed_by_id, NEW.filed_at)
   IS DISTINCT FROM (OLD.office_id, OLD.kind, OLD.what, OLD.ground, OLD.why, OLD.filed_by_id, OLD.filed_at)
   OR OLD.decided_at IS NOT NULL THEN
    RAISE EXCEPTION 'request % is decided once', OLD.id;
END IF;
RETURN NEW;
"""

# 任务: what is done or called off stays so.
TASK_MOVES = """
IF OLD.state IN ('done', 'off') AND NEW.state IS DISTINCT FROM OLD.state
   OR (NEW.item_id, NEW.grid_id, NEW.area_id, NEW.office_id, NEW.due_on) IS DISTINCT FROM (OLD.item_id, OLD.grid_id, OLD.area_id, OLD.office_id, OLD.due_on) THEN
    RAISE EXCEPTION 'task % stands as it was given and ended', OLD.id;
END IF;
RETURN NEW;
"""
STOP_IS_TICKED_ONCE = """
IF OLD.ticked_at IS NOT NULL AND (NEW.ok, NEW.seen, NEW.ticked_by_id, NEW.ticked_at, NEW.offline_id, NEW.arrived_at)
   IS DISTINCT FROM (OLD.ok, OLD.seen, OLD.ticked_by_id, OLD.ticked_at, OLD.offline_id, OLD.arrived_at)
   OR OLD.case_id IS NOT NULL AND NEW.case_id IS DISTINCT FROM OLD.case_id THEN
    RAISE EXCEPTION 'stop % stands as it was ticked', OLD.id;
END IF;
RETURN NEW;
"""
POINT_ON_DUTY = """
IF NOT EXISTS (SELECT FROM patrols_shift AS s WHERE s.id = NEW.shift_id AND NEW.at >= s.on_at AND (s.off_at IS NULL OR NEW.at <= s.off_at)) THEN
    RAISE EXCEPTION 'nobody is followed off duty';
END IF;
RETURN NEW;
"""

# 走访: who, whom, when and what they said stays; the notes are mended on request, or go when consent is taken back.
VISIT_STANDS = """
IF (NEW.household_id, NEW.area_id, NEW.by_id, NEW.visited_at, NEW.consented, NEW.asked) IS DISTINCT FROM
   (OLD.household_id, OLD.area_id, OLD.by_id, OLD.visited_at, OLD.consented, OLD.asked)
   OR OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'visit % stands, and so does a withdrawal', OLD.id;
END IF;
RETURN NEW;
"""
DIARY_STANDS = """
IF OLD.signed_at IS NOT NULL THEN
    RAISE EXCEPTION 'diary % is signed; what comes after it is an addendum', OLD.id;
END IF;
RETURN NEW;
"""
