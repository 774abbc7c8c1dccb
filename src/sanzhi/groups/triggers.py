"""What the database itself refuses of the register."""

# Five years; of an organisation registered two years at least, in good standing, whose last year's report did not fail.
RATING_STANDS = """
IF NEW.valid_to <> (NEW.given_on + interval '5 years')::date THEN
    RAISE EXCEPTION 'a rating holds for five years';
END IF;
IF NOT EXISTS (SELECT FROM groups_group AS g WHERE g.id = NEW.group_id AND g.standing = 'registered' AND g.status = 'active'
    AND (g.founded_on + interval '2 years')::date <= NEW.given_on) THEN
    RAISE EXCEPTION 'group % cannot be rated', NEW.group_id;
END IF;
IF NOT EXISTS (SELECT FROM groups_annualreport AS r WHERE r.group_id = NEW.group_id AND r.result <> 'failed'
    AND r.year = extract(year FROM NEW.given_on) - 1) THEN
    RAISE EXCEPTION 'group % has no report of the year before its rating', NEW.group_id;
END IF;
RETURN NEW;
"""

# While the call's notice hangs or has hung, and before the call ends; a withdrawal at any time. What was bid stays.
BID_IN_TIME = """
IF TG_OP = 'UPDATE' AND (NEW.call_id, NEW.group_id, NEW.title, NEW.plan, NEW.fen, NEW.sent_by_id, NEW.sent_at) IS DISTINCT FROM
   (OLD.call_id, OLD.group_id, OLD.title, OLD.plan, OLD.fen, OLD.sent_by_id, OLD.sent_at) THEN
    RAISE EXCEPTION 'bid % stays as it was sent', OLD.id;
END IF;
IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM groups_call AS c JOIN notices_notice AS n ON n.id = c.notice_id
    JOIN groups_group AS g ON g.id = NEW.group_id
    WHERE c.id = NEW.call_id AND n.posted_at <= NEW.sent_at AND n.withdrawn_at IS NULL AND NEW.sent_at < c.until
    AND NEW.fen <= c.most AND g.status = 'active') THEN
    RAISE EXCEPTION 'no call is open for this bid';
END IF;
RETURN NEW;
"""

# Whoever scores was on the call's panel before it ended, told of no tie to the organisation and does not work where it is
# run from.
SCORED_BY_A_STRANGER = """
IF NOT EXISTS (SELECT FROM groups_bid AS b JOIN groups_fundpanelist AS p ON p.call_id = b.call_id AND p.person_id = NEW.by_id
    JOIN groups_call AS c ON c.id = b.call_id
    WHERE b.id = NEW.bid_id AND b.sent_by_id <> NEW.by_id AND NEW.at >= c.until AND p.named_at < c.until
    AND NOT EXISTS (SELECT FROM groups_fundtie AS t WHERE t.person_id = NEW.by_id AND t.group_id = b.group_id)
    AND NOT EXISTS (SELECT FROM groups_group AS g JOIN people_appointment AS a ON a.office_id = g.office_id
        WHERE g.id = b.group_id AND a.person_id = NEW.by_id AND (a.valid_to IS NULL OR a.valid_to > (NEW.at AT TIME ZONE 'Asia/Shanghai')::date))) THEN
    RAISE EXCEPTION 'person % does not score bid %', NEW.by_id, NEW.bid_id;
END IF;
RETURN NEW;
"""

SUM_OF_MILESTONES = """
IF (NEW.bid_id, NEW.fund_id, NEW.fen, NEW.contract, NEW.proposed_by_id) IS DISTINCT FROM
   (OLD.bid_id, OLD.fund_id, OLD.fen, OLD.contract, OLD.proposed_by_id) OR OLD.agreed_at IS NOT NULL AND
   (NEW.agreed_by_id, NEW.agreed_at) IS DISTINCT FROM (OLD.agreed_by_id, OLD.agreed_at) THEN
    RAISE EXCEPTION 'grant % stays as it was decided', OLD.id;
END IF;
IF OLD.refused_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'grant % was refused', OLD.id;
END IF;
IF NEW.agreed_at IS NOT NULL AND OLD.agreed_at IS NULL AND NEW.fen <>
   (SELECT coalesce(sum(m.fen), 0) FROM groups_milestone AS m WHERE m.grant_id = NEW.id) THEN
    RAISE EXCEPTION 'the milestones of grant % are not its money', NEW.id;
END IF;
RETURN NEW;
"""

MILESTONE_MOVES = """
IF (NEW.grant_id, NEW.number, NEW.what, NEW.fen, NEW.due_on) IS DISTINCT FROM
   (OLD.grant_id, OLD.number, OLD.what, OLD.fen, OLD.due_on) THEN
    RAISE EXCEPTION 'milestone % stays as it was agreed', OLD.id;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
   (('planned', 'reported'), ('reported', 'planned'), ('reported', 'accepted'), ('accepted', 'paid'),
    ('planned', 'dropped'), ('reported', 'dropped')) THEN
    RAISE EXCEPTION 'milestone % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state = 'paid' AND OLD.state <> 'paid' THEN
    PERFORM FROM groups_fund AS f JOIN groups_grant AS g ON g.fund_id = f.id WHERE g.id = NEW.grant_id FOR NO KEY UPDATE OF f;
    IF EXISTS (SELECT FROM groups_milestone AS m JOIN groups_grant AS g ON g.id = m.grant_id WHERE m.id <> NEW.id AND m.voucher = NEW.voucher
        AND m.state = 'paid' AND g.fund_id = (SELECT o.fund_id FROM groups_grant AS o WHERE o.id = NEW.grant_id)) THEN
        RAISE EXCEPTION 'voucher % has paid already', NEW.voucher;
    END IF;
END IF;
IF OLD.state IN ('accepted', 'paid') AND (NEW.accepted_by_id, NEW.accepted_at, NEW.evidence, NEW.reported_by_id)
   IS DISTINCT FROM (OLD.accepted_by_id, OLD.accepted_at, OLD.evidence, OLD.reported_by_id) THEN
    RAISE EXCEPTION 'milestone % was accepted', OLD.id;
END IF;
RETURN NEW;
"""

# Asked, agreed, done, confirmed, each once, or said not to be done; passed on with a word only; who asked for what of whom stays.
# Only what was said of a place is taken out later.
ORDER_MOVES = """
IF (NEW.offer_id, NEW.group_id, NEW.person_id, NEW.channel, NEW.taken_by_id, NEW.asked_at, NEW.answer_by) IS DISTINCT FROM
   (OLD.offer_id, OLD.group_id, OLD.person_id, OLD.channel, OLD.taken_by_id, OLD.asked_at, OLD.answer_by) THEN
    RAISE EXCEPTION 'order % stays as it was asked', OLD.id;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
   (('asked', 'accepted'), ('accepted', 'done'), ('done', 'confirmed'), ('asked', 'refused'), ('accepted', 'refused'),
    ('asked', 'passed'), ('accepted', 'passed'), ('asked', 'cancelled'), ('accepted', 'cancelled'))
   AND NOT (OLD.state = 'done' AND NEW.state = 'accepted' AND NEW.contradicted_at IS DISTINCT FROM OLD.contradicted_at) THEN
    RAISE EXCEPTION 'order % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
IF NEW.state = 'passed' AND NOT OLD.passable THEN
    RAISE EXCEPTION 'order % is passed on with a word only', OLD.id;
END IF;
RETURN NEW;
"""

# Answered, cancelled or declined once; the answer has its ground; whose it is stays.
CONSULTATION_MOVES = """
IF (NEW.adviser_id, NEW.area_id, NEW.person_id, NEW.hours_id, NEW.asked_at, NEW.answer_by) IS DISTINCT FROM
   (OLD.adviser_id, OLD.area_id, OLD.person_id, OLD.hours_id, OLD.asked_at, OLD.answer_by) THEN
    RAISE EXCEPTION 'consultation % stays as it was asked', OLD.id;
END IF;
IF NEW.state <> OLD.state AND OLD.state <> 'asked' THEN
    RAISE EXCEPTION 'consultation % has ended', OLD.id;
END IF;
IF NEW.state = 'answered' AND OLD.state = 'asked' AND (NEW.answer = '' OR NEW.ground = '') THEN
    RAISE EXCEPTION 'consultation % needs an answer and its ground', OLD.id;
END IF;
RETURN NEW;
"""

# With a standing word of their own.
GENTRY_AGREED = """
IF NOT EXISTS (SELECT FROM people_consent AS c WHERE c.person_id = NEW.person_id AND c.purpose = 'gentry.register'
    AND c.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'person % did not agree to stand in the register', NEW.person_id;
END IF;
RETURN NEW;
"""

# Of a gift that is in the book, for the purpose it has, and no more than is left of it; the gift is held meanwhile.
USE_WITHIN_ITS_GIFT = """
DECLARE whole bigint; purpose_now text;
BEGIN
SELECT g.fen, coalesce((SELECT p.purpose FROM groups_giftpurpose AS p WHERE p.gift_id = g.id AND p.agreed_at IS NOT NULL
    ORDER BY p.agreed_at DESC, p.id DESC LIMIT 1), g.purpose) INTO whole, purpose_now
    FROM groups_gift AS g JOIN groups_fund AS f ON f.id = g.fund_id
    WHERE g.id = NEW.gift_id AND g.posting IS NOT NULL AND f.kind = 'donations' FOR UPDATE OF g;
IF whole IS NULL OR NEW.purpose <> purpose_now OR NEW.fen + (SELECT coalesce(sum(u.fen), 0) FROM groups_giftuse AS u
    WHERE u.gift_id = NEW.gift_id AND u.state NOT IN ('refused', 'dropped')) > whole THEN
    RAISE EXCEPTION 'gift % is not there for this use', NEW.gift_id;
END IF;
RETURN NEW;
END;
"""

# As it was entered; decided once.
PURPOSE_MOVES = """
IF (NEW.gift_id, NEW.purpose, NEW.basis, NEW.paper, NEW.entered_by_id, NEW.entered_at) IS DISTINCT FROM
   (OLD.gift_id, OLD.purpose, OLD.basis, OLD.paper, OLD.entered_by_id, OLD.entered_at)
   OR OLD.agreed_at IS NOT NULL OR OLD.refused_at IS NOT NULL THEN
    RAISE EXCEPTION 'purpose % stays as it was decided', OLD.id;
END IF;
RETURN NEW;
"""

# Each hand stays whose it was, and one voucher of a fund pays once; the fund is held while that is asked.
USE_MOVES = """
IF OLD.agreed_at IS NOT NULL AND (NEW.agreed_by_id, NEW.agreed_at) IS DISTINCT FROM (OLD.agreed_by_id, OLD.agreed_at)
   OR OLD.state = 'paid' AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'use % stays as it was agreed and paid', OLD.id;
END IF;
IF NEW.state = 'paid' AND OLD.state <> 'paid' THEN
    PERFORM FROM groups_fund AS f JOIN groups_gift AS g ON g.fund_id = f.id WHERE g.id = NEW.gift_id FOR NO KEY UPDATE OF f;
    IF EXISTS (SELECT FROM groups_giftuse AS u JOIN groups_gift AS g ON g.id = u.gift_id WHERE u.id <> NEW.id AND u.voucher = NEW.voucher
        AND u.state = 'paid' AND g.fund_id = (SELECT o.fund_id FROM groups_gift AS o WHERE o.id = NEW.gift_id)) THEN
        RAISE EXCEPTION 'voucher % has paid already', NEW.voucher;
    END IF;
END IF;
IF (NEW.gift_id, NEW.purpose, NEW.what, NEW.fen, NEW.proposed_by_id) IS DISTINCT FROM
   (OLD.gift_id, OLD.purpose, OLD.what, OLD.fen, OLD.proposed_by_id) THEN
    RAISE EXCEPTION 'use % stays as it was proposed', OLD.id;
END IF;
IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
   (('proposed', 'agreed'), ('proposed', 'refused'), ('agreed', 'paid'), ('agreed', 'dropped')) THEN
    RAISE EXCEPTION 'use % does not go from % to %', OLD.id, OLD.state, NEW.state;
END IF;
RETURN NEW;
"""
