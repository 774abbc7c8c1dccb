"""What the database itself refuses of waste."""

BIN_STAYS = """
IF (NEW.code, NEW.area_id, NEW.household_id, NEW.stream, NEW.issued_at) IS DISTINCT FROM
   (OLD.code, OLD.area_id, OLD.household_id, OLD.stream, OLD.issued_at) THEN
    RAISE EXCEPTION 'bin % stays whose it is', OLD.id;
END IF;
IF OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at THEN
    RAISE EXCEPTION 'bin % has ended', OLD.id;
END IF;
RETURN NEW;
"""

# What an inspector said never changes; what it counts as may. A photo and a place may only go.
INSPECTION_STAYS = """
IF (NEW.bin_id, NEW.household_id, NEW.area_id, NEW.round_id, NEW.stream, NEW.day, NEW.grade, NEW.faults, NEW.by_id, NEW.offline_id,
    NEW.taken_at, NEW.synced_at) IS DISTINCT FROM
   (OLD.bin_id, OLD.household_id, OLD.area_id, OLD.round_id, OLD.stream, OLD.day, OLD.grade, OLD.faults, OLD.by_id, OLD.offline_id,
    OLD.taken_at, OLD.synced_at) OR NEW.photo NOT IN ('', OLD.photo)
   OR NEW.latitude IS NOT NULL AND (NEW.latitude, NEW.longitude) IS DISTINCT FROM (OLD.latitude, OLD.longitude) THEN
    RAISE EXCEPTION 'inspection % stays as it was made', OLD.id;
END IF;
RETURN NEW;
"""

# Settled, graded again and answered by somebody else than whoever graded it first; and once.
BY_ANOTHER = """
IF NEW.decided_by_id IS NOT NULL AND EXISTS (
    SELECT FROM waste_inspection AS i WHERE i.id = NEW.inspection_id AND i.by_id = NEW.decided_by_id
) THEN
    RAISE EXCEPTION 'person % graded this first', NEW.decided_by_id;
END IF;
IF TG_OP = 'UPDATE' AND OLD.decided_at IS NOT NULL AND
   (NEW.decided_at, NEW.decided_as, NEW.decided_by_id) IS DISTINCT FROM (OLD.decided_at, OLD.decided_as, OLD.decided_by_id) THEN
    RAISE EXCEPTION 'this was decided already';
END IF;
RETURN NEW;
"""

# A reading is of its bin's household, village and class, and stays as it was read; only the claim it went into is noted.
WEIGHING_STAYS = """
IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM waste_bin AS b WHERE b.id = NEW.bin_id
    AND (b.household_id, b.area_id, b.stream) = (NEW.household_id, NEW.area_id, NEW.stream)) THEN
    RAISE EXCEPTION 'a weighing is of the household, the village and the class of its bin';
END IF;
IF TG_OP = 'UPDATE' AND (NEW.bin_id, NEW.household_id, NEW.area_id, NEW.stream, NEW.scale, NEW.grams, NEW.day, NEW.weighed_at,
    NEW.received_at, NEW.entered_by_id, NEW.client_id) IS DISTINCT FROM
   (OLD.bin_id, OLD.household_id, OLD.area_id, OLD.stream, OLD.scale, OLD.grams, OLD.day, OLD.weighed_at,
    OLD.received_at, OLD.entered_by_id, OLD.client_id) THEN
    RAISE EXCEPTION 'weighing % stays as it was read', OLD.id;
END IF;
RETURN NEW;
"""
