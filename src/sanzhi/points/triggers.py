"""What the database itself refuses of points."""

# draft → consultation → town_review → voting → published → effective → superseded | repealed; back to draft from any
# step before the vote. A template has no village to ask: draft → effective. What was put to the vote never changes,
# and takes effect only when its notice of at least fifteen days has stood (I21).
STANDARD_MOVES = """
IF OLD.state NOT IN ('draft') AND (
    (NEW.area_id, NEW.version, NEW.title, NEW.scope, NEW.base_points, NEW.ceiling, NEW.carry_cap, NEW.drafted_by_id)
    IS DISTINCT FROM
    (OLD.area_id, OLD.version, OLD.title, OLD.scope, OLD.base_points, OLD.ceiling, OLD.carry_cap, OLD.drafted_by_id)
) THEN
    RAISE EXCEPTION 'standard % is past its draft and stays as it is', OLD.id;
END IF;
IF NEW.state <> OLD.state AND NOT (
    (OLD.state, NEW.state) IN (
        ('draft', 'consultation'), ('consultation', 'town_review'), ('town_review', 'voting'), ('voting', 'published'),
        ('published', 'effective'), ('effective', 'superseded'), ('effective', 'repealed'),
        ('consultation', 'draft'), ('town_review', 'draft'), ('voting', 'draft'), ('published', 'repealed'))
    OR (OLD.state, NEW.state) = ('draft', 'effective') AND NEW.area_id LIKE '______000000'
) THEN
    RAISE EXCEPTION 'standard % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF OLD.state = 'voting' AND NEW.state = 'published' AND NOT EXISTS (
    SELECT FROM deliberation_resolution AS r JOIN deliberation_item AS i ON i.id = r.item_id
    JOIN deliberation_meeting AS m ON m.id = i.meeting_id JOIN deliberation_body AS b ON b.id = m.body_id
    WHERE r.id = NEW.resolution_id AND r.passed AND i.id = NEW.put_as_id AND b.area_id = NEW.area_id AND b.pack = NEW.body
    AND b.pack IN ('assembly', 'representatives')
) OR OLD.resolution_id IS NOT NULL AND (NEW.resolution_id, NEW.put_as_id) IS DISTINCT FROM (OLD.resolution_id, OLD.put_as_id)
  OR NEW.resolution_id IS NOT NULL AND NEW.state IN ('draft', 'consultation', 'town_review', 'voting') THEN
    RAISE EXCEPTION 'standard % is adopted by what its village resolved', OLD.id;
END IF;
IF NEW.state = 'effective' AND OLD.state = 'published' AND NOT EXISTS (
    SELECT FROM notices_notice AS n WHERE n.id = NEW.notice_id AND n.kind = 'standard' AND n.withdrawn_at IS NULL
    AND NEW.effective_from >= (n.posted_at AT TIME ZONE 'Asia/Shanghai')::date + 15
    AND NEW.effective_from >= (n.until AT TIME ZONE 'Asia/Shanghai')::date
) THEN
    RAISE EXCEPTION 'standard % takes effect before its notice of fifteen days has stood', OLD.id;
END IF;
RETURN NEW;
"""

ITEMS_OF_A_DRAFT = """
IF EXISTS (SELECT FROM points_standard AS s WHERE s.id = coalesce(NEW.standard_id, OLD.standard_id) AND s.state <> 'draft') THEN
    RAISE EXCEPTION 'an item is changed in a draft only';
END IF;
RETURN coalesce(NEW, OLD);
"""

# Unknown age counts as under age (I7).
ADULT_JOINS = """
IF NOT EXISTS (SELECT FROM people_person AS p WHERE p.id = NEW.person_id
    AND (p.birth_date + interval '18 years')::date <= (NEW.joined_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
    RAISE EXCEPTION 'person % is not known to be grown', NEW.person_id;
END IF;
RETURN NEW;
"""

# The item's standard is the village's and was in force on the day of the deed; whoever is named is grown; a household
# answers only for what it signed up to; an entry is not made before the notice of its line has stood.
CLAIM_STANDS = """
IF TG_OP = 'UPDATE' AND (NEW.item_id, NEW.area_id, NEW.household_id, NEW.person_id, NEW.direction, NEW.happened_on, NEW.source, NEW.reported_by_id, NEW.key)
   IS DISTINCT FROM (OLD.item_id, OLD.area_id, OLD.household_id, OLD.person_id, OLD.direction, OLD.happened_on, OLD.source, OLD.reported_by_id, OLD.key) THEN
    RAISE EXCEPTION 'claim % stays about what it was made for', OLD.id;
END IF;
IF TG_OP = 'UPDATE' AND OLD.state IN ('rejected', 'withdrawn', 'revised') AND NEW.state <> OLD.state THEN
    RAISE EXCEPTION 'claim % has ended', OLD.id;
END IF;
IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT FROM points_item AS i JOIN points_standard AS s ON s.id = i.standard_id
    WHERE i.id = NEW.item_id AND s.area_id = NEW.area_id AND i.direction = NEW.direction
    AND s.effective_from <= NEW.happened_on AND (s.effective_to IS NULL OR s.effective_to > NEW.happened_on)
    AND s.state IN ('effective', 'superseded', 'repealed')
) THEN
    RAISE EXCEPTION 'no standard of % with this item was in force on %', NEW.area_id, NEW.happened_on;
END IF;
IF TG_OP = 'INSERT' AND NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT FROM people_person AS p WHERE p.id = NEW.person_id
    AND p.household_id = NEW.household_id AND (p.birth_date + interval '18 years')::date <= NEW.happened_on) THEN
    RAISE EXCEPTION 'person % is not known to be a grown member of household %', NEW.person_id, NEW.household_id;
END IF;
IF TG_OP = 'INSERT' AND NEW.direction = '-' AND NEW.person_id IS NULL AND NOT EXISTS (
    SELECT FROM points_item AS i JOIN points_pledge AS p ON p.duty = i.duty WHERE i.id = NEW.item_id AND p.household_id = NEW.household_id
    AND (p.signed_at AT TIME ZONE 'Asia/Shanghai')::date <= NEW.happened_on AND (p.ended_at IS NULL OR p.ended_at > NEW.reported_at)
) THEN
    RAISE EXCEPTION 'household % has not signed up to this', NEW.household_id;
END IF;
IF NEW.state = 'confirmed' AND (TG_OP = 'INSERT' OR OLD.state <> 'confirmed') AND NOT EXISTS (
    SELECT FROM points_round AS r JOIN notices_notice AS n
    ON n.id = CASE NEW.direction WHEN '+' THEN r.additions_id ELSE r.deductions_id END
    JOIN notices_line AS l ON l.notice_id = n.id AND l.key = 'claim:' || NEW.id
    WHERE r.id = NEW.round_id AND n.until <= NEW.decided_at AND n.withdrawn_at IS NULL
    AND (NEW.direction = '+' OR n.until >= NEW.served_at)
    AND NOT EXISTS (SELECT FROM notices_objection AS o WHERE o.notice_id = n.id AND o.sort = 'objection'
        AND (o.line_id = l.id OR o.line_id IS NULL) AND (o.answered_at IS NULL OR o.upheld))
) THEN
    RAISE EXCEPTION 'claim % is entered before its notice has stood', NEW.id;
END IF;
RETURN NEW;
"""

EVIDENCE_STAYS = """
RAISE EXCEPTION 'evidence % stays', OLD.id;
"""

# Whoever scores sits on the panel, neither reported nor verified it, does not live there and has no tie to the household.
SCORED_BY_A_STRANGER = """
IF NOT EXISTS (
    SELECT FROM points_claim AS c JOIN points_panelist AS m ON m.area_id = c.area_id AND m.person_id = NEW.by_id AND m.until IS NULL
    JOIN people_person AS p ON p.id = NEW.by_id
    WHERE c.id = NEW.claim_id AND c.state = 'verified' AND c.reported_by_id IS DISTINCT FROM NEW.by_id
    AND c.verified_by_id IS DISTINCT FROM NEW.by_id AND c.person_id IS DISTINCT FROM NEW.by_id
    AND p.household_id IS DISTINCT FROM c.household_id
    AND NOT EXISTS (SELECT FROM points_tie AS t WHERE t.person_id = NEW.by_id AND t.household_id = c.household_id)
) THEN
    RAISE EXCEPTION 'person % does not score claim %', NEW.by_id, NEW.claim_id;
END IF;
RETURN NEW;
"""
