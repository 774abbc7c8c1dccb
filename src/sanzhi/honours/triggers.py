"""What the database itself refuses of honours."""

# Nobody is published without a living consent of everybody named (and of it to the photo, where there is one), before
# the notice has stood with no objection open or upheld, or under age. A household is named by all its grown members.
# What was published stays as it was; only its photo goes, and it ends once.
DEED_IS_AGREED = """
IF TG_OP = 'INSERT' THEN
    IF NEW.published_at IS NOT NULL OR NEW.notice_id IS NOT NULL THEN
        RAISE EXCEPTION 'a deed is entered before it is announced';
    END IF;
    RETURN NEW;
END IF;
IF OLD.notice_id IS NOT NULL AND (
    (NEW.area_id, NEW.category, NEW.title, NEW.text, NEW.happened_on, NEW.period, NEW.household_id, NEW.entered_by_id)
    IS DISTINCT FROM
    (OLD.area_id, OLD.category, OLD.title, OLD.text, OLD.happened_on, OLD.period, OLD.household_id, OLD.entered_by_id)
    OR (NEW.notice_id IS DISTINCT FROM OLD.notice_id AND NOT (NEW.notice_id IS NULL AND NEW.ended_at IS NOT NULL))
    OR (NEW.photo_digest <> OLD.photo_digest AND NEW.photo_digest <> '')
    OR (OLD.published_at IS NOT NULL AND (NEW.published_at, NEW.published_by_id) IS DISTINCT FROM (OLD.published_at, OLD.published_by_id))
    OR (OLD.until IS NOT NULL AND NEW.until > OLD.until)
    OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
) THEN
    RAISE EXCEPTION 'deed % is announced and stays as it is', OLD.id;
END IF;
IF NEW.published_at IS NOT NULL AND OLD.published_at IS NULL THEN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'deed % has ended', NEW.id;
    END IF;
    IF NOT EXISTS (SELECT FROM honours_named AS n WHERE n.deed_id = NEW.id) THEN
        RAISE EXCEPTION 'deed % names nobody', NEW.id;
    END IF;
    PERFORM FROM people_consent AS c JOIN honours_named AS n ON n.consent_id = c.id WHERE n.deed_id = NEW.id FOR SHARE OF c;
    IF EXISTS (
        SELECT FROM honours_named AS n LEFT JOIN people_consent AS c ON c.id = n.consent_id AND c.person_id = n.person_id
            AND c.withdrawn_at IS NULL AND c.purpose = 'honour-deed-' || NEW.id AND 'name' = ANY (c.items)
            AND (NEW.photo_digest = '' OR 'photo' = ANY (c.items))
        WHERE n.deed_id = NEW.id AND c.id IS NULL
    ) THEN
        RAISE EXCEPTION 'deed % names somebody who has not agreed', NEW.id;
    END IF;
    IF NEW.household_id IS NOT NULL AND EXISTS (
        SELECT FROM people_person AS p WHERE p.household_id = NEW.household_id AND p.died_on IS NULL
            AND (p.birth_date + interval '18 years')::date <= (NEW.published_at AT TIME ZONE 'Asia/Shanghai')::date
            AND NOT EXISTS (SELECT FROM honours_named AS n WHERE n.deed_id = NEW.id AND n.person_id = p.id)
    ) THEN
        RAISE EXCEPTION 'deed % names a household without all its grown members', NEW.id;
    END IF;
    IF NOT EXISTS (
        SELECT FROM notices_notice AS n WHERE n.id = NEW.notice_id AND n.kind = 'honour' AND n.withdrawn_at IS NULL
            AND n.until <= NEW.published_at
            AND NOT EXISTS (SELECT FROM notices_objection AS o WHERE o.notice_id = n.id AND o.sort = 'objection'
                AND (o.answered_at IS NULL OR o.upheld))
    ) THEN
        RAISE EXCEPTION 'deed % is published before its notice has stood', NEW.id;
    END IF;
END IF;
RETURN NEW;
"""

# Whoever is named is known to be grown (I7: unknown age is under age), is asked before the deed is announced, and is
# the one person the row was made for.
NAMED_IN_TIME = """
IF TG_OP <> 'UPDATE' AND EXISTS (
    SELECT FROM honours_deed AS d WHERE d.id = coalesce(NEW.deed_id, OLD.deed_id) AND d.notice_id IS NOT NULL
) THEN
    RAISE EXCEPTION 'nobody is added to an announced deed or taken from it';
END IF;
IF TG_OP = 'DELETE' THEN
    RETURN OLD;
END IF;
IF TG_OP = 'UPDATE' AND ((NEW.deed_id, NEW.area_id, NEW.person_id, NEW.asked_at) IS DISTINCT FROM (OLD.deed_id, OLD.area_id, OLD.person_id, OLD.asked_at)
    OR (OLD.consent_id IS NOT NULL AND NEW.consent_id IS DISTINCT FROM OLD.consent_id)) THEN
    RAISE EXCEPTION 'whoever is named stays who they are, and agrees once';
END IF;
IF NOT EXISTS (SELECT FROM people_person AS p WHERE p.id = NEW.person_id
    AND (p.birth_date + interval '18 years')::date <= (NEW.asked_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
    RAISE EXCEPTION 'person % is not known to be grown', NEW.person_id;
END IF;
RETURN NEW;
"""

# Step by step, none left out; what was proposed stays; from the nominee's agreement on a living consent is needed at
# every step forward; an award needs a notice that stood and a nominee known to be grown; what has ended has ended.
GOOD_MOVES = """
IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'nominated' OR NEW.nominee_id IS NOT NULL THEN
        RAISE EXCEPTION 'a nomination begins as one';
    END IF;
    RETURN NEW;
END IF;
IF (NEW.area_id, NEW.level, NEW.year, NEW.category, NEW.called, NEW.story, NEW.source, NEW.organisation, NEW.nominated_by_id,
    NEW.nominated_at, NEW.place)
   IS DISTINCT FROM
   (OLD.area_id, OLD.level, OLD.year, OLD.category, OLD.called, OLD.story, OLD.source, OLD.organisation, OLD.nominated_by_id,
    OLD.nominated_at, OLD.place)
   OR (OLD.accepted_at IS NOT NULL AND (NEW.nominee_id, NEW.accepted_by_id, NEW.accepted_at)
       IS DISTINCT FROM (OLD.nominee_id, OLD.accepted_by_id, OLD.accepted_at))
   OR (OLD.awarded_at IS NOT NULL AND (NEW.awarded_at, NEW.awarded_by_id, NEW.serial, NEW.paper)
       IS DISTINCT FROM (OLD.awarded_at, OLD.awarded_by_id, OLD.serial, OLD.paper)) THEN
    RAISE EXCEPTION 'nomination % stays what it was made as', OLD.id;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
    ('nominated', 'asked'), ('nominated', 'declined'), ('asked', 'agreed'), ('asked', 'refused'), ('agreed', 'checked'),
    ('agreed', 'failed'), ('agreed', 'refused'), ('checked', 'announced'), ('checked', 'refused'),
    ('announced', 'awarded'), ('announced', 'objected'), ('announced', 'refused'), ('awarded', 'revoked')) THEN
    RAISE EXCEPTION 'nomination % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state <> OLD.state AND NEW.state IN ('agreed', 'checked', 'announced', 'awarded') THEN
    PERFORM FROM people_consent AS c WHERE c.id = NEW.consent_id FOR SHARE;
    IF NOT EXISTS (
        SELECT FROM people_consent AS c JOIN people_person AS p ON p.id = c.person_id
        WHERE c.id = NEW.consent_id AND c.person_id = NEW.nominee_id AND c.withdrawn_at IS NULL
            AND c.purpose = 'honour-good-' || NEW.id AND 'name' = ANY (c.items)
            AND (p.birth_date + interval '18 years')::date <= (c.given_at AT TIME ZONE 'Asia/Shanghai')::date
    ) THEN
        RAISE EXCEPTION 'nomination % goes no further without its nominee''s agreement', OLD.id;
    END IF;
END IF;
IF NEW.state = 'awarded' AND OLD.state = 'announced' AND (NEW.awarded_at IS NULL OR NEW.serial IS NULL OR NEW.paper IS NULL OR NOT EXISTS (
    SELECT FROM notices_notice AS n WHERE n.id = NEW.notice_id AND n.kind = 'honour' AND n.withdrawn_at IS NULL
        AND n.until <= NEW.awarded_at
        AND NOT EXISTS (SELECT FROM notices_objection AS o WHERE o.notice_id = n.id AND o.sort = 'objection'
            AND (o.answered_at IS NULL OR o.upheld))
)) THEN
    RAISE EXCEPTION 'nomination % is awarded before its notice has stood', OLD.id;
END IF;
IF NEW.state = 'revoked' AND OLD.state <> 'revoked' AND (NEW.revoked_by_id IS NULL OR NEW.revoking_by_id IS NULL) THEN
    RAISE EXCEPTION 'nomination % is revoked by two', OLD.id;
END IF;
RETURN NEW;
"""

# The words stay as their writer gave them, decided once; only somebody known to be grown signs with their name.
WALL_NOTE_STANDS = """
IF TG_OP = 'UPDATE' AND ((NEW.entry_id, NEW.person_id, NEW.area_id, NEW.category, NEW.words, NEW.signed, NEW.asked_at)
    IS DISTINCT FROM (OLD.entry_id, OLD.person_id, OLD.area_id, OLD.category, OLD.words, OLD.signed, OLD.asked_at)
    OR OLD.state <> 'asked') THEN
    RAISE EXCEPTION 'wall note % stays as it was asked for and is decided once', OLD.id;
END IF;
IF NEW.signed AND NOT EXISTS (SELECT FROM people_person AS p WHERE p.id = NEW.person_id
    AND (p.birth_date + interval '18 years')::date <= (NEW.asked_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
    RAISE EXCEPTION 'person % is not known to be grown', NEW.person_id;
END IF;
RETURN NEW;
"""

# Let out by two others in two roles (a CHECK), while its county and its village have decided to have such a board, its
# photo pixelated; what the first one saw is what goes out; once out it only ends sooner.
EXPOSURE_GOES_OUT = """
IF TG_OP = 'INSERT' THEN
    IF NEW.first_by_id IS NOT NULL OR NEW.second_by_id IS NOT NULL THEN
        RAISE EXCEPTION 'an exposure is drawn up before it is let out';
    END IF;
    RETURN NEW;
END IF;
IF (NEW.area_id, NEW.category, NEW.place, NEW.problem, NEW.days, NEW.drawn_by_id) IS DISTINCT FROM
   (OLD.area_id, OLD.category, OLD.place, OLD.problem, OLD.days, OLD.drawn_by_id)
   OR (OLD.first_at IS NOT NULL AND ((NEW.first_by_id, NEW.first_as, NEW.first_at, NEW.clear)
       IS DISTINCT FROM (OLD.first_by_id, OLD.first_as, OLD.first_at, OLD.clear)
       OR (NEW.blurred_digest <> OLD.blurred_digest AND NEW.blurred_digest <> '')))
   OR (OLD.second_at IS NOT NULL AND ((NEW.second_by_id, NEW.second_as, NEW.second_at)
       IS DISTINCT FROM (OLD.second_by_id, OLD.second_as, OLD.second_at) OR NEW.until > OLD.until))
   OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at)
   OR (OLD.fixed_at IS NOT NULL AND NEW.fixed_at IS DISTINCT FROM OLD.fixed_at) THEN
    RAISE EXCEPTION 'exposure % stays as it was let out', OLD.id;
END IF;
IF NEW.first_at IS NOT NULL AND OLD.first_at IS NULL AND NEW.original_digest <> '' AND NEW.blurred_digest = '' THEN
    RAISE EXCEPTION 'exposure % goes out pixelated', OLD.id;
END IF;
IF NEW.second_at IS NOT NULL AND OLD.second_at IS NULL THEN
    IF OLD.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'exposure % has ended', OLD.id;
    END IF;
    IF (SELECT count(*) FROM honours_opening AS o WHERE o.agreed_at <= NEW.second_at AND o.closed_at IS NULL
        AND o.area_id IN (NEW.area_id, left(NEW.area_id, 6) || '000000')) < 2 THEN
        RAISE EXCEPTION 'exposure % is of a place whose board is shut', OLD.id;
    END IF;
END IF;
RETURN NEW;
"""

# A signed paper is of the person whose consent it is, and begins with its photo; only the photo may go.
PAPER_STAYS = """
IF TG_OP = 'INSERT' AND (NEW.digest = '' OR NOT EXISTS (SELECT FROM people_consent AS c WHERE c.id = NEW.consent_id
    AND c.person_id = NEW.person_id AND c.channel = 'paper' AND c.purpose LIKE 'honour-%')) THEN
    RAISE EXCEPTION 'a signed paper stands for a consent of the same person, with its photo';
END IF;
IF TG_OP = 'UPDATE' AND ((NEW.area_id, NEW.person_id, NEW.consent_id, NEW.signed_on, NEW.entered_by_id, NEW.entered_at)
    IS DISTINCT FROM (OLD.area_id, OLD.person_id, OLD.consent_id, OLD.signed_on, OLD.entered_by_id, OLD.entered_at)
    OR NEW.digest NOT IN ('', OLD.digest)) THEN
    RAISE EXCEPTION 'paper % stays as it was signed', OLD.id;
END IF;
RETURN NEW;
"""
