"""What the database itself refuses of meetings and votes."""

BODY_STAYS = """
IF (NEW.pack, NEW.area_id, NEW.opened_at) IS DISTINCT FROM (OLD.pack, OLD.area_id, OLD.opened_at) OR OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'body % keeps its rules', OLD.id;
END IF;
RETURN NEW;
"""

# A term is what it was entered as; it ends once.
MEMBER_STAYS = """
IF (NEW.body_id, NEW.person_id, NEW.number, NEW.origin, NEW.from_day, NEW.area_cm2, NEW.household_id) IS DISTINCT FROM
   (OLD.body_id, OLD.person_id, OLD.number, OLD.origin, OLD.from_day, OLD.area_cm2, OLD.household_id)
   OR OLD.to_day IS NOT NULL AND NEW.to_day IS DISTINCT FROM OLD.to_day THEN
    RAISE EXCEPTION 'member % stays as entered', OLD.id;
END IF;
RETURN NEW;
"""

# Forward only; what people were told of stays as they were told.
MEETING_MOVES = """
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('called', 'noticed'), ('called', 'cancelled'), ('noticed', 'open'), ('noticed', 'cancelled'), ('noticed', 'short'),
    ('open', 'closed'), ('open', 'short')) THEN
    RAISE EXCEPTION 'meeting % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF OLD.state <> 'called' AND (NEW.body_id, NEW.title, NEW.measure, NEW.place, NEW.starts_at, NEW.door, NEW.noticed_at)
   IS DISTINCT FROM (OLD.body_id, OLD.title, OLD.measure, OLD.place, OLD.starts_at, OLD.door, OLD.noticed_at)
   OR OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at THEN
    RAISE EXCEPTION 'meeting % stays as it was told', OLD.id;
END IF;
IF NEW.state = 'closed' AND EXISTS (
    SELECT FROM deliberation_item WHERE meeting_id = NEW.id AND state IN ('waiting', 'voting')) THEN
    RAISE EXCEPTION 'meeting % has items without a result', OLD.id;
END IF;
RETURN NEW;
"""

# What was on the agenda stays so; a vote opens once and ends in a resolution.
ITEM_MOVES = """
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (('waiting', 'voting'), ('waiting', 'dropped'), ('waiting', 'heard'), ('voting', 'decided')) THEN
    RAISE EXCEPTION 'item % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state = 'voting' AND NOT EXISTS (SELECT FROM deliberation_meeting AS m WHERE m.id = NEW.meeting_id AND m.state = 'open') THEN
    RAISE EXCEPTION 'nothing is voted on outside of a meeting';
END IF;
IF NEW.state = 'decided' AND NOT EXISTS (SELECT FROM deliberation_resolution AS r WHERE r.item_id = NEW.id) THEN
    RAISE EXCEPTION 'item % has no result', OLD.id;
END IF;
IF (NEW.meeting_id, NEW.number) IS DISTINCT FROM (OLD.meeting_id, OLD.number)
   OR (NEW.title, NEW.text, NEW.method, NEW.important, NEW.confidential, NEW.adviser, NEW.opinion) IS DISTINCT FROM
      (OLD.title, OLD.text, OLD.method, OLD.important, OLD.confidential, OLD.adviser, OLD.opinion)
   AND NOT EXISTS (SELECT FROM deliberation_meeting AS m WHERE m.id = NEW.meeting_id AND m.state = 'called') THEN
    RAISE EXCEPTION 'item % stays as it was told', OLD.id;
END IF;
RETURN NEW;
"""

# The frozen roster: nobody is changed on it; they come once, and have then been there.
ELECTOR_STAYS = """
IF (NEW.meeting_id, NEW.member_id, NEW.person_id, NEW.household_id, NEW.number, NEW.area_cm2, NEW.by_household, NEW.code)
   IS DISTINCT FROM
   (OLD.meeting_id, OLD.member_id, OLD.person_id, OLD.household_id, OLD.number, OLD.area_cm2, OLD.by_household, OLD.code)
   OR OLD.present_at IS NOT NULL AND NEW.present_at IS DISTINCT FROM OLD.present_at THEN
    RAISE EXCEPTION 'elector % stays as frozen', OLD.id;
END IF;
RETURN NEW;
"""

# Only while its vote is open, and only by somebody of the same meeting who is there and not recused.
# Whoever closes the vote holds its row: a vote that comes meanwhile waits here, and then comes too late.
VOTED_WHILE_OPEN = """
PERFORM 1 FROM deliberation_item WHERE id = NEW.item_id AND state = 'voting' FOR KEY SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'item % is not being voted on', NEW.item_id;
END IF;
IF TG_TABLE_NAME <> 'deliberation_handcount' THEN
    IF NOT EXISTS (SELECT FROM deliberation_elector AS e JOIN deliberation_item AS i ON i.meeting_id = e.meeting_id
                   WHERE e.id = NEW.elector_id AND i.id = NEW.item_id AND e.present_at IS NOT NULL) THEN
        RAISE EXCEPTION 'whoever votes is there';
    END IF;
    IF EXISTS (SELECT FROM deliberation_recusal AS r WHERE r.item_id = NEW.item_id AND r.elector_id = NEW.elector_id) THEN
        RAISE EXCEPTION 'whoever is recused does not vote';
    END IF;
END IF;
RETURN NEW;
"""

# While the vote is open, and until it is counted, whoever entered it may mend what they read; never whose it is.
PAPER_ENTERED = """
PERFORM 1 FROM deliberation_item AS i JOIN deliberation_elector AS e ON e.meeting_id = i.meeting_id
WHERE i.id = NEW.item_id AND i.state = 'voting' AND e.id = NEW.elector_id FOR KEY SHARE OF i;
IF NOT FOUND THEN
    RAISE EXCEPTION 'item % is not being voted on', NEW.item_id;
END IF;
IF TG_OP = 'UPDATE' AND ((NEW.item_id, NEW.elector_id, NEW.entry, NEW.by_id) IS DISTINCT FROM (OLD.item_id, OLD.elector_id, OLD.entry, OLD.by_id)
   OR EXISTS (SELECT FROM deliberation_vote AS v WHERE v.item_id = OLD.item_id AND v.elector_id = OLD.elector_id
              AND v.channel = 'paper')) THEN
    RAISE EXCEPTION 'paper % stays as counted', OLD.id;
END IF;
RETURN NEW;
"""

# A last line behind the rules: what passed has at least more than half of those there in favour, in each measure.
RESOLVED_BY_COUNT = """
IF NOT EXISTS (SELECT FROM deliberation_item WHERE id = NEW.item_id AND state = 'voting') THEN
    RAISE EXCEPTION 'item % is not being voted on', NEW.item_id;
END IF;
IF NEW.passed AND (NEW.counts = '{}' OR EXISTS (SELECT FROM jsonb_each(NEW.counts) AS c
    WHERE (c.value->>2)::bigint * 2 <= (c.value->>1)::bigint OR (c.value->>1)::bigint * 2 <= (c.value->>0)::bigint)) THEN
    RAISE EXCEPTION 'nothing passes below half';
END IF;
RETURN NEW;
"""

# Ballots only come, one at a time, until it is shut; nothing is taken out.
URN_SHUTS = """
IF OLD.shut OR NEW.item_id <> OLD.item_id
   OR length(NEW.ballots) NOT IN (length(OLD.ballots), length(OLD.ballots) + 17)
   OR length(NEW.ballots) = length(OLD.ballots) AND NOT NEW.shut THEN
    RAISE EXCEPTION 'urn % takes one ballot at a time, and none when it is shut', OLD.id;
END IF;
RETURN NEW;
"""

# Two signatures lock them: no version comes after.
MINUTES_LOCK = """
IF EXISTS (SELECT FROM deliberation_minutes AS m JOIN deliberation_signature AS s ON s.minutes_id = m.id
           WHERE m.meeting_id = NEW.meeting_id GROUP BY m.id HAVING count(*) >= 2) THEN
    RAISE EXCEPTION 'the minutes of meeting % are signed and locked', NEW.meeting_id;
END IF;
RETURN NEW;
"""

# Answered once; what was written stays. Only what was listed comes free again, when its item will not be voted on there.
PROPOSAL_MOVES = """
IF (NEW.body_id, NEW.person_id, NEW.title, NEW.text, NEW.confidential, NEW.at) IS DISTINCT FROM
   (OLD.body_id, OLD.person_id, OLD.title, OLD.text, OLD.confidential, OLD.at)
   OR OLD.state <> 'open' AND NOT (OLD.state = 'listed' AND NEW.state IN ('open', 'listed') AND EXISTS (
       SELECT FROM deliberation_item AS i JOIN deliberation_meeting AS m ON m.id = i.meeting_id
       WHERE i.id = OLD.item_id AND (i.state = 'dropped' OR m.state IN ('cancelled', 'short')))) THEN
    RAISE EXCEPTION 'proposal % stays as written and answered', OLD.id;
END IF;
RETURN NEW;
"""

# Done, then accepted by more than half of those who said something in this round; or back to its owner.
TASK_MOVES = """
IF (NEW.resolution_id, NEW.body_id, NEW.text, NEW.owner, NEW.due_on, NEW.given_at) IS DISTINCT FROM
   (OLD.resolution_id, OLD.body_id, OLD.text, OLD.owner, OLD.due_on, OLD.given_at) OR OLD.state = 'accepted' THEN
    RAISE EXCEPTION 'task % stays as given', OLD.id;
END IF;
IF NEW.state = 'accepted' AND (OLD.state <> 'done' OR NOT (
    SELECT count(*) FILTER (WHERE content) * 2 > count(*) FROM deliberation_acceptance
    WHERE task_id = OLD.id AND round = OLD.round)) THEN
    RAISE EXCEPTION 'task % is accepted by residents, or not at all', OLD.id;
END IF;
RETURN NEW;
"""

# Settled once; whose words it is and what they were stays.
AMENDMENT_MOVES = """
IF (NEW.proposal_id, NEW.paragraph, NEW.old, NEW.new, NEW.person_id) IS DISTINCT FROM
   (OLD.proposal_id, OLD.paragraph, OLD.old, OLD.new, OLD.person_id) OR OLD.state <> 'open' THEN
    RAISE EXCEPTION 'amendment % stays as written and settled', OLD.id;
END IF;
RETURN NEW;
"""

# Drawn once, by two witnesses and with every lot in its place; what was laid out stays as it was.
DRAW_MOVES = """
IF OLD.state <> 'open' OR NEW.state = 'open' OR (NEW.body_id, NEW.title, NEW.purpose, NEW.seats, NEW.women, NEW.code, NEW.commitment, NEW.opened_at, NEW.again_of_id, NEW.again_because)
   IS DISTINCT FROM (OLD.body_id, OLD.title, OLD.purpose, OLD.seats, OLD.women, OLD.code, OLD.commitment, OLD.opened_at, OLD.again_of_id, OLD.again_because) THEN
    RAISE EXCEPTION 'draw % is made once, as it was laid out', OLD.id;
END IF;
IF NEW.state = 'drawn' AND ((SELECT count(*) FROM deliberation_witness WHERE draw_id = OLD.id) < 2
   OR encode(sha256(convert_to(NEW.secret, 'UTF8')), 'hex') <> OLD.commitment
   OR EXISTS (SELECT FROM deliberation_ticket WHERE draw_id = OLD.id AND barred = '' AND rank IS NULL)) THEN
    RAISE EXCEPTION 'draw % lacks its witnesses, its secret or a lot', OLD.id;
END IF;
RETURN NEW;
"""

# Of one thing a body draws once, or says which draw there was before and why there is another: also of one that was called off.
DRAWN_AGAIN = """
IF NEW.again_of_id IS NULL AND EXISTS (SELECT FROM deliberation_draw AS d WHERE d.body_id = NEW.body_id
      AND (regexp_replace(d.title, '\\s', '', 'g') = regexp_replace(NEW.title, '\\s', '', 'g')
        OR regexp_replace(d.purpose, '\\s', '', 'g') = regexp_replace(NEW.purpose, '\\s', '', 'g')))
   OR NEW.again_of_id IS NOT NULL AND NOT EXISTS (SELECT FROM deliberation_draw AS d WHERE d.id = NEW.again_of_id AND d.body_id = NEW.body_id AND d.state <> 'open') THEN
    RAISE EXCEPTION 'this was drawn before and does not say why again';
END IF;
RETURN NEW;
"""

# Nobody comes to the lots once somebody has said a number.
LOT_LAID = """
PERFORM 1 FROM deliberation_draw WHERE id = NEW.draw_id AND state = 'open' FOR KEY SHARE;
IF NOT FOUND OR NEW.rank IS NOT NULL OR EXISTS (SELECT FROM deliberation_witness WHERE draw_id = NEW.draw_id) THEN
    RAISE EXCEPTION 'the lots of draw % are laid out', NEW.draw_id;
END IF;
RETURN NEW;
"""

LOT_STAYS = """
IF (NEW.draw_id, NEW.member_id, NEW.number, NEW.shown, NEW.woman) IS DISTINCT FROM
   (OLD.draw_id, OLD.member_id, OLD.number, OLD.shown, OLD.woman)
   OR OLD.rank IS NOT NULL AND NEW.rank IS DISTINCT FROM OLD.rank OR OLD.away <> '' AND (NEW.away, NEW.leaving, NEW.leaving_by_id, NEW.away_by_id) IS DISTINCT FROM (OLD.away, OLD.leaving, OLD.leaving_by_id, OLD.away_by_id)
   OR OLD.away = '' AND NEW.away <> '' AND (NEW.away <> OLD.leaving OR NEW.leaving <> OLD.leaving OR NEW.leaving_by_id IS DISTINCT FROM OLD.leaving_by_id
      OR NEW.away_by_id IS NULL)
   OR NEW.barred <> OLD.barred AND (OLD.barred <> '' OR EXISTS (SELECT FROM deliberation_witness WHERE draw_id = OLD.draw_id)) THEN
    RAISE EXCEPTION 'ticket % stays as laid out and drawn', OLD.id;
END IF;
RETURN NEW;
"""

WITNESSED = """
PERFORM 1 FROM deliberation_draw WHERE id = NEW.draw_id AND state = 'open' FOR KEY SHARE;
IF NOT FOUND THEN
    RAISE EXCEPTION 'draw % is over', NEW.draw_id;
END IF;
RETURN NEW;
"""
