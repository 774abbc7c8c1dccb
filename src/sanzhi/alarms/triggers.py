"""What the database itself refuses of alarms."""

# The number, the day it came and who it is from stay. What it says changes only together with its next version,
# which is kept for ever (`AlarmVersion`).
ALARM_HAS_ITS_VERSION = """
IF OLD.erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'alarm % has no words any more', OLD.alarm_no;
END IF;
IF NEW.erased_at IS NOT NULL THEN
    IF (NEW.alarm_no, NEW.reported_at, NEW.received_at, NEW.version, NEW.cause, NEW.category, NEW.is_police_matter)
       IS DISTINCT FROM
       (OLD.alarm_no, OLD.reported_at, OLD.received_at, OLD.version, OLD.cause, OLD.category, OLD.is_police_matter)
       OR NEW.brief <> '' OR NEW.result <> '' OR NEW.place_key <> '' OR NEW.latitude IS NOT NULL THEN
        RAISE EXCEPTION 'alarm % loses all its words or none', OLD.alarm_no;
    END IF;
    RETURN NEW;
END IF;
IF NEW.alarm_no <> OLD.alarm_no OR NEW.received_at <> OLD.received_at THEN
    RAISE EXCEPTION 'alarm % stays which one it is', OLD.alarm_no;
END IF;
IF (NEW.reported_at, NEW.area_id, NEW.place, NEW.latitude, NEW.longitude, NEW.category, NEW.sub_category, NEW.is_police_matter,
    NEW.brief, NEW.handled_by, NEW.result, NEW.transferred_to)
   IS DISTINCT FROM
   (OLD.reported_at, OLD.area_id, OLD.place, OLD.latitude, OLD.longitude, OLD.category, OLD.sub_category, OLD.is_police_matter,
    OLD.brief, OLD.handled_by, OLD.result, OLD.transferred_to)
   AND (NEW.version <> OLD.version + 1 OR (SELECT v.id FROM alarms_alarmversion AS v
        WHERE v.alarm_id = NEW.id AND v.version = NEW.version) IS NULL) THEN
    RAISE EXCEPTION 'alarm % is corrected by a new version', OLD.alarm_no;
END IF;
RETURN NEW;
"""

# A version stays as it was sent; when the time of its alarm is over it loses its words, and nothing else.
VERSION_STAYS = """
IF (NEW.alarm_id, NEW.batch_id, NEW.version, NEW.at) IS DISTINCT FROM (OLD.alarm_id, OLD.batch_id, OLD.version, OLD.at)
   OR NEW.said <> '{}'::jsonb
   OR (SELECT a.erased_at FROM alarms_alarm AS a WHERE a.id = NEW.alarm_id) IS NULL THEN
    RAISE EXCEPTION 'version % of an alarm is kept', OLD.id;
END IF;
RETURN NEW;
"""

# The application may not change a version (its role has no right to): this does, when the time of its alarm is over.
FORGET_VERSIONS = """
CREATE FUNCTION alarms_forget_versions(gone bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE alarms_alarmversion SET said = '{}' WHERE alarm_id = ANY (gone)
$$
"""

# Decided once; what it rests on stays as it was proposed.
PROPOSAL_STAYS = """
IF (NEW.sort, NEW.area_id, NEW.cause, NEW.place, NEW.place_key, NEW.party_key, NEW.alarms, NEW.count_30, NEW.count_90,
    NEW.count_365, NEW.first_at, NEW.last_at, NEW.rule_id, NEW.proposed_at)
   IS DISTINCT FROM
   (OLD.sort, OLD.area_id, OLD.cause, OLD.place, OLD.place_key, OLD.party_key, OLD.alarms, OLD.count_30, OLD.count_90,
    OLD.count_365, OLD.first_at, OLD.last_at, OLD.rule_id, OLD.proposed_at)
   OR OLD.decided_at IS NOT NULL AND (NEW.decision, NEW.reason, NEW.decided_by_id, NEW.decided_at)
      IS DISTINCT FROM (OLD.decision, OLD.reason, OLD.decided_by_id, OLD.decided_at) THEN
    RAISE EXCEPTION 'proposal % stays as it was made, and is decided once', OLD.id;
END IF;
RETURN NEW;
"""

# Removed only when all three hold: performed, ninety days (or what its rule says) quiet, the follow-up satisfied; and by
# somebody else than whoever wrote down that it was performed.
NAIL_COMES_OUT = """
IF (NEW.area_id, NEW.sort, NEW.cause, NEW.place_key, NEW.party_key) IS DISTINCT FROM
   (OLD.area_id, OLD.sort, OLD.cause, OLD.place_key, OLD.party_key) THEN
    RAISE EXCEPTION 'nail % stays where it is', OLD.id;
END IF;
IF NEW.removed_at IS NOT NULL AND OLD.removed_at IS NULL THEN
    IF NEW.performed_on IS NULL OR NEW.satisfied IS NOT TRUE OR NEW.removed_by_id = NEW.performed_by_id THEN
        RAISE EXCEPTION 'nail % is removed when performed and satisfied, by another', OLD.id;
    END IF;
    IF NEW.last_alarm_at + make_interval(days => NEW.quiet_days) > NEW.removed_at
       OR (NEW.sort = 'place' AND (SELECT a.id FROM alarms_alarm AS a WHERE a.place_key = NEW.place_key AND a.cause = NEW.cause
           AND a.reported_at > NEW.removed_at - make_interval(days => NEW.quiet_days)
           AND a.reported_at <= NEW.removed_at LIMIT 1) IS NOT NULL)
       OR (NEW.sort = 'parties' AND (SELECT a.id FROM alarms_alarmparty AS p JOIN alarms_alarm AS a ON a.id = p.alarm_id
           WHERE p.key = NEW.party_key AND a.cause = NEW.cause
           AND a.reported_at > NEW.removed_at - make_interval(days => NEW.quiet_days)
           AND a.reported_at <= NEW.removed_at LIMIT 1) IS NOT NULL) THEN
        RAISE EXCEPTION 'nail % is not quiet', OLD.id;
    END IF;
END IF;
RETURN NEW;
"""

# Published by somebody else than whoever drew it up, and never changed afterwards.
RULE_STAYS = """
IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'rule % is published and stays', OLD.id;
END IF;
RETURN NEW;
"""
