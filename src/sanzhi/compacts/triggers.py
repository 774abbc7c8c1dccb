"""What the database itself refuses of a compact."""

# What was sent, voted on and filed is what it says: clauses change only while their version is drafted.
CLAUSE_STAYS = """
IF (SELECT v.state FROM compacts_version AS v WHERE v.id = coalesce(NEW.version_id, OLD.version_id)) IS DISTINCT FROM 'drafting' THEN
    RAISE EXCEPTION 'version % is not drafted any more; its clauses stay', coalesce(NEW.version_id, OLD.version_id);
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

# A version walks its road; it passes by a resolution that passed, of the item it was put as, and is in force once filed.
VERSION_MOVES = """
IF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'drafting>sent', 'sent>drafting', 'sent>reviewed', 'reviewed>voting', 'voting>reviewed', 'voting>passed', 'voting>failed', 'passed>filed'
) THEN
    RAISE EXCEPTION 'version % cannot go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state IN ('passed', 'failed') AND OLD.state = 'voting' AND (
    SELECT r.passed FROM deliberation_resolution AS r WHERE r.id = NEW.resolution_id
) IS DISTINCT FROM (NEW.state = 'passed') THEN
    RAISE EXCEPTION 'version % ends as its resolution says', OLD.id;
END IF;
IF OLD.resolution_id IS NOT NULL AND NEW.resolution_id IS DISTINCT FROM OLD.resolution_id
   OR OLD.filed_at IS NOT NULL AND (NEW.filing_no, NEW.filed_at) IS DISTINCT FROM (OLD.filing_no, OLD.filed_at)
   OR OLD.force_from IS NOT NULL AND NEW.force_from IS DISTINCT FROM OLD.force_from
   OR OLD.replaced_on IS NOT NULL AND NEW.replaced_on IS DISTINCT FROM OLD.replaced_on
   OR (NEW.compact_id, NEW.number) IS DISTINCT FROM (OLD.compact_id, OLD.number) THEN
    RAISE EXCEPTION 'what is said of version % stays', OLD.id;
END IF;
RETURN NEW;
"""

# An opinion stays as it was given, and is answered once; where its clause was dropped since, it stands without.
OPINION_STANDS = """
IF (NEW.version_id, NEW.person_id, NEW.before, NEW.wording, NEW.why, NEW.given_at)
   IS DISTINCT FROM (OLD.version_id, OLD.person_id, OLD.before, OLD.wording, OLD.why, OLD.given_at)
   OR NEW.clause_id IS DISTINCT FROM OLD.clause_id AND NEW.clause_id IS NOT NULL
   OR OLD.settled_at IS NOT NULL AND (NEW.taken, NEW.answer, NEW.settled_by_id, NEW.settled_at)
      IS DISTINCT FROM (OLD.taken, OLD.answer, OLD.settled_by_id, OLD.settled_at) THEN
    RAISE EXCEPTION 'opinion % stands as it was given and answered', OLD.id;
END IF;
RETURN NEW;
"""

PLEDGE_STANDS = """
IF (NEW.version_id, NEW.household_id, NEW.signed_by_id, NEW.signed_at) IS DISTINCT FROM (OLD.version_id, OLD.household_id, OLD.signed_by_id, OLD.signed_at)
   OR OLD.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'pledge % is only withdrawn, once', OLD.id;
END IF;
RETURN NEW;
"""

# What was seen stays; it is put right once.
CHECK_STANDS = """
IF (NEW.clause_id, NEW.place, NEW.seen, NEW.ok, NEW.due_on, NEW.seen_at) IS DISTINCT FROM (OLD.clause_id, OLD.place, OLD.seen, OLD.ok, OLD.due_on, OLD.seen_at)
   OR OLD.put_right_at IS NOT NULL THEN
    RAISE EXCEPTION 'check % stands as it was seen and put right', OLD.id;
END IF;
RETURN NEW;
"""

APPRAISAL_MOVES = """
IF OLD.closed_at IS NOT NULL OR (NEW.version_id, NEW.number, NEW.opens_on, NEW.closes_on) IS DISTINCT FROM (OLD.version_id, OLD.number, OLD.opens_on, OLD.closes_on) THEN
    RAISE EXCEPTION 'appraisal % stands as it was opened and closed', OLD.id;
END IF;
RETURN NEW;
"""

SCORED_WHILE_OPEN = """
IF (SELECT a.closed_at FROM compacts_appraisal AS a WHERE a.id = NEW.appraisal_id) IS NOT NULL THEN
    RAISE EXCEPTION 'appraisal % is closed', NEW.appraisal_id;
END IF;
RETURN NEW;
"""
