"""What the database itself refuses of a compact."""

# What was sent, voted on and filed is what it says: clauses change only while their version is drafted.
CLAUSE_STAYS = """
IF (SELECT v.state FROM compacts_version AS v WHERE v.id = coalesce(NEW.version_id, OLD.version_id)) IS DISTINCT FROM 'drafting' THEN
    RAISE EXCEPTION 'version % is not drafted any more; its clauses stay', coalesce(NEW.version_id, OLD.version_id);
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""

# Whose it is and who adopts it stays as long as nothing of it was put to a vote.
COMPACT_STAYS = """
IF (NEW.area_id, NEW.kind, NEW.host) IS DISTINCT FROM (OLD.area_id, OLD.kind, OLD.host)
   OR NEW.body_id <> OLD.body_id AND EXISTS (SELECT FROM compacts_version AS v WHERE v.compact_id = OLD.id AND v.state IN ('voting', 'passed')) THEN
    RAISE EXCEPTION 'compact % stays whose it is', OLD.id;
END IF;
RETURN NEW;
"""

# Who adopts it may: a village's its assembly, an estate's its own owners, others a body of who lives there that decides.
COMPACT_ADOPTED = """
IF (TG_OP = 'INSERT' OR NEW.body_id <> OLD.body_id) AND NOT EXISTS (
    SELECT FROM deliberation_body AS b WHERE b.id = NEW.body_id AND b.area_id = NEW.area_id AND CASE NEW.kind
        WHEN 'village' THEN b.pack = 'assembly'
        WHEN 'estate' THEN b.pack IN ('owners', 'owners_major') AND strpos(b.name, NEW.host) > 0
        ELSE b.pack IN ('assembly', 'representatives', 'group', 'residents', 'owners', 'owners_major') END) THEN
    RAISE EXCEPTION 'body % does not adopt this compact', NEW.body_id;
END IF;
RETURN NEW;
"""

VERSION_BEGINS = """
IF NEW.state <> 'drafting' OR NEW.item_id IS NOT NULL OR NEW.resolution_id IS NOT NULL OR NEW.filed_at IS NOT NULL OR NEW.force_from IS NOT NULL THEN
    RAISE EXCEPTION 'a version begins as a draft';
END IF;
RETURN NEW;
"""

# A version walks its road; it passes by a resolution that passed, of the item it was put as and of the body that adopts it, and is
# in force once filed. The day it comes into force may move as long as nobody signed, checked or scored it, and the end of the
# version before moves with it.
VERSION_MOVES = """
IF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) NOT IN (
    'drafting>sent', 'sent>drafting', 'sent>reviewed', 'reviewed>voting', 'voting>reviewed', 'voting>passed', 'voting>failed', 'passed>filed'
) THEN
    RAISE EXCEPTION 'version % cannot go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state IN ('passed', 'failed') AND OLD.state = 'voting' AND NOT EXISTS (
    SELECT FROM deliberation_resolution AS r JOIN deliberation_item AS i ON i.id = r.item_id JOIN deliberation_meeting AS m ON m.id = i.meeting_id
    JOIN compacts_compact AS k ON k.id = OLD.compact_id
    WHERE r.id = NEW.resolution_id AND r.passed = (NEW.state = 'passed') AND i.id = NEW.item_id AND m.body_id = k.body_id) THEN
    RAISE EXCEPTION 'version % ends as its resolution says', OLD.id;
END IF;
IF OLD.state <> 'drafting' AND OLD.state = NEW.state AND (NEW.asked_at, NEW.opinions_until, NEW.sent_by_id, NEW.sent_at) IS DISTINCT FROM
      (OLD.asked_at, OLD.opinions_until, OLD.sent_by_id, OLD.sent_at)
   OR OLD.state NOT IN ('drafting', 'sent') AND (NEW.reviewed_by_id, NEW.reviewed_at) IS DISTINCT FROM (OLD.reviewed_by_id, OLD.reviewed_at)
   OR OLD.resolution_id IS NOT NULL AND (NEW.resolution_id, NEW.item_id) IS DISTINCT FROM (OLD.resolution_id, OLD.item_id)
   OR OLD.filed_at IS NOT NULL AND (NEW.filing_no, NEW.filed_by_id, NEW.filed_at) IS DISTINCT FROM (OLD.filing_no, OLD.filed_by_id, OLD.filed_at)
   OR OLD.force_from IS NOT NULL AND NEW.force_from IS DISTINCT FROM OLD.force_from AND (NEW.force_from IS NULL
      OR NEW.force_from < (OLD.filed_at AT TIME ZONE 'Asia/Shanghai')::date OR EXISTS (SELECT FROM compacts_pledge AS p WHERE p.version_id = OLD.id) OR EXISTS (SELECT FROM compacts_appraisal AS a WHERE a.version_id = OLD.id)
      OR EXISTS (SELECT FROM compacts_check AS c JOIN compacts_clause AS l ON l.id = c.clause_id WHERE l.version_id = OLD.id))
   OR OLD.replaced_on IS NOT NULL AND NEW.replaced_on IS DISTINCT FROM OLD.replaced_on AND NOT EXISTS (
      SELECT FROM compacts_version AS v WHERE v.compact_id = OLD.compact_id AND v.force_from = NEW.replaced_on)
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

# Called off only before anybody scored.
APPRAISAL_MOVES = """
IF OLD.closed_at IS NOT NULL OR NEW.off_because <> '' AND EXISTS (SELECT FROM compacts_score AS s WHERE s.appraisal_id = OLD.id) OR (NEW.version_id, NEW.number, NEW.opens_on, NEW.closes_on) IS DISTINCT FROM (OLD.version_id, OLD.number, OLD.opens_on, OLD.closes_on) THEN
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
