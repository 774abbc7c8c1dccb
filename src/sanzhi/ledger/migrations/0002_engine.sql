-- The engine of the book, in the caller's transaction. What is called from outside runs as the owner of the tables.

-- A refusal by its name; `rules.py` has the sentences.
CREATE FUNCTION ledger_refuse(name text, about text DEFAULT '') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', name USING DETAIL = about, ERRCODE = 'SZ001';
END $$;

-- Lock the balances of these accounts in the order of their numbers, so that no two callers wait for each other.
-- Then, for every account that is kept in parts, lock a part that nobody holds; if all are held, wait for one.
-- A part is locked last: whoever waits for it holds nothing that its holder still needs.
-- Gives the moment before which nothing may be entered, and for every whole the part to use.
CREATE FUNCTION ledger_lock(accounts bigint[], OUT since timestamptz, OUT wholes bigint[], OUT parts bigint[])
LANGUAGE plpgsql AS $$
DECLARE
    found bigint[];
    shut bigint;
    one bigint;
    part bigint;
    part_since timestamptz;
BEGIN
    SELECT array_agg(account_id), max(last_at), max(account_id) FILTER (WHERE closed) INTO found, since, shut
    FROM (
        SELECT account_id, last_at, closed FROM ledger_balance
        WHERE account_id = ANY (accounts) ORDER BY account_id FOR NO KEY UPDATE
    ) AS locked;
    IF shut IS NOT NULL THEN
        PERFORM ledger_refuse('closed', shut::text);
    END IF;
    IF cardinality(found) = cardinality(accounts) THEN
        RETURN;
    END IF;
    FOR one IN SELECT a FROM unnest(accounts) AS a WHERE a <> ALL (coalesce(found, '{}')) ORDER BY a LOOP
        SELECT b.account_id, b.last_at INTO part, part_since
        FROM ledger_account AS a JOIN ledger_balance AS b ON b.account_id = a.id
        WHERE a.whole_id = one LIMIT 1 FOR NO KEY UPDATE OF b SKIP LOCKED;
        IF part IS NULL THEN
            SELECT a.id INTO part FROM ledger_account AS a WHERE a.whole_id = one ORDER BY random() LIMIT 1;
            SELECT b.last_at INTO part_since FROM ledger_balance AS b WHERE b.account_id = part FOR NO KEY UPDATE;
        END IF;
        IF part IS NULL THEN
            PERFORM ledger_refuse('no_account', one::text);
        END IF;
        wholes := wholes || one;
        parts := parts || part;
        since := greatest(since, part_since);
    END LOOP;
END $$;

-- As told, but never before what the accounts already know, and never to come.
CREATE FUNCTION ledger_moment(told timestamptz, since timestamptz) RETURNS timestamptz LANGUAGE plpgsql AS $$
BEGIN
    IF told > clock_timestamp() + interval '5 minutes' THEN
        PERFORM ledger_refuse('to_come', told::text);
    END IF;
    RETURN greatest(told, since);
END $$;

-- Write postings and, where they move something, their entries, into balances that are locked. Gives their ids.
CREATE FUNCTION ledger_write(
    keys text[], givers bigint[], takers bigint[], amounts bigint[], refer bigint[], bases text[],
    what text, kind_ text, unit_ text, by_ bigint, at_ timestamptz, entry_no bigint
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    moves boolean := what IN ('p', 's', 'r');
    holds int := CASE what WHEN 'h' THEN 1 WHEN 's' THEN -1 WHEN 'v' THEN -1 ELSE 0 END;
    ids bigint[];
BEGIN
    WITH posted AS (
        INSERT INTO ledger_posting
            (key, phase, kind, basis, unit, giver_id, taker_id, amount, refers_id, by_id, at, record_id)
        SELECT key, what, kind_, basis, unit_, giver, taker, amount, ref, by_, at_, entry_no
        FROM unnest(keys, givers, takers, amounts, refer, bases) WITH ORDINALITY
            AS line (key, giver, taker, amount, ref, basis, n)
        ORDER BY n
        RETURNING id, giver_id, taker_id, amount
    ), sides AS (
        SELECT id, giver_id AS account, -amount AS amount FROM posted
        UNION ALL
        SELECT id, taker_id, amount FROM posted
    ), sums AS (
        SELECT account, sum(amount)::bigint AS amount, -sum(least(amount, 0))::bigint AS given
        FROM sides GROUP BY account
    ), balances AS (
        UPDATE ledger_balance AS b
        SET posted = CASE WHEN moves THEN b.posted + s.amount ELSE b.posted END,
            held = b.held + holds * s.given,
            last_at = at_
        FROM sums AS s WHERE b.account_id = s.account
        RETURNING b.account_id AS account, b.posted - s.amount AS before
    ), entered AS (
        INSERT INTO ledger_entry (account_id, at, posting_id, amount, after)
        SELECT account, at_, id, amount, before + sum(amount) OVER (PARTITION BY account ORDER BY id)
        FROM sides JOIN balances USING (account)
        WHERE moves
    )
    SELECT array_agg(id ORDER BY id) INTO ids FROM posted;
    RETURN ids;
END $$;

-- The postings of lines whose keys are there already and say the same; nothing if none of the keys is.
CREATE FUNCTION ledger_there(
    keys text[], givers bigint[], takers bigint[], amounts bigint[], what text, kind_ text, unit_ text
) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
    differing bigint;
BEGIN
    SELECT array_agg(p.id ORDER BY n), count(*) FILTER (
        WHERE (p.phase, p.kind, p.unit, p.amount) <> (what, kind_, unit_, line.amount)
           OR line.giver NOT IN (g.id, coalesce(g.whole_id, 0)) OR line.taker NOT IN (t.id, coalesce(t.whole_id, 0))
    ) INTO ids, differing
    FROM unnest(keys, givers, takers, amounts) WITH ORDINALITY AS line (key, giver, taker, amount, n)
    JOIN ledger_posting AS p USING (key)
    JOIN ledger_account AS g ON g.id = p.giver_id
    JOIN ledger_account AS t ON t.id = p.taker_id;
    IF differing > 0 THEN
        PERFORM ledger_refuse('key_reused');
    ELSIF cardinality(ids) < cardinality(keys) THEN
        PERFORM ledger_refuse('some_there');
    END IF;
    RETURN ids;
END $$;

-- Post or hold one line: by far the commonest call, in statements that cost the least.
CREATE FUNCTION ledger_post_one(
    key_ text, giver_ bigint, taker_ bigint, amount_ bigint,
    what text, kind_ text, basis_ text, unit_ text, by_ bigint, at_ timestamptz,
    about_type_ text, about_id_ bigint, commitment_ bytea, salt_ bytea, content_ jsonb
) RETURNS TABLE (posting bigint, replayed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    n int;
    since timestamptz;
    shut boolean;
    locked record;
    giver bigint := giver_;
    taker bigint := taker_;
    entry_no bigint := nextval('journal_entry_id_seq');
BEGIN
    SELECT count(*), max(last_at), bool_or(closed) INTO n, since, shut FROM (
        SELECT last_at, closed FROM ledger_balance
        WHERE account_id IN (giver, taker) ORDER BY account_id FOR NO KEY UPDATE
    ) AS balances;
    IF shut THEN
        PERFORM ledger_refuse('closed');
    ELSIF n < 2 THEN
        SELECT * INTO locked FROM ledger_lock(ARRAY[least(giver, taker), greatest(giver, taker)]);
        FOR i IN 1 .. cardinality(locked.wholes) LOOP
            giver := CASE giver WHEN locked.wholes[i] THEN locked.parts[i] ELSE giver END;
            taker := CASE taker WHEN locked.wholes[i] THEN locked.parts[i] ELSE taker END;
        END LOOP;
        since := locked.since;
    END IF;
    at_ := ledger_moment(at_, since);
    INSERT INTO ledger_posting (key, phase, kind, basis, unit, giver_id, taker_id, amount, by_id, at, record_id)
    VALUES (key_, what, kind_, basis_, unit_, giver, taker, amount_, by_, at_, entry_no)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO posting;
    replayed := posting IS NULL;
    IF replayed THEN
        posting := (ledger_there(ARRAY[key_], ARRAY[giver_], ARRAY[taker_], ARRAY[amount_], what, kind_, unit_))[1];
        RETURN NEXT;
        RETURN;
    END IF;
    INSERT INTO journal_entry (id, at, kind, by_id, about_type, about_id, commitment, salt, content)
    VALUES (entry_no, at_, kind_, by_, about_type_, about_id_, commitment_, salt_, content_);
    IF what = 'h' THEN
        UPDATE ledger_balance SET held = held + amount_, last_at = at_ WHERE account_id = giver;
    ELSE
        WITH moved AS (
            UPDATE ledger_balance
            SET posted = posted + CASE account_id WHEN giver THEN -amount_ ELSE amount_ END, last_at = at_
            WHERE account_id IN (giver, taker) RETURNING account_id, posted
        )
        INSERT INTO ledger_entry (account_id, at, posting_id, amount, after)
        SELECT account_id, at_, posting, CASE account_id WHEN giver THEN -amount_ ELSE amount_ END, posted FROM moved;
    END IF;
    RETURN NEXT;
END $$;

-- Post or hold, all lines or none. If all the keys are there already and say the same, nothing is posted again.
-- Gives for each line, in order, its posting and whether it was there.
CREATE FUNCTION ledger_post(
    keys text[], givers bigint[], takers bigint[], amounts bigint[],
    what text, kind_ text, basis_ text, unit_ text, by_ bigint, at_ timestamptz,
    about_type_ text, about_id_ bigint, commitment_ bytea, salt_ bytea, content_ jsonb
) RETURNS TABLE (posting bigint, replayed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    locked record;
    ids bigint[];
    entry_no bigint;
BEGIN
    SELECT * INTO locked FROM ledger_lock(
        (SELECT array_agg(a ORDER BY a) FROM (SELECT unnest(givers) UNION SELECT unnest(takers)) AS sides (a))
    );
    ids := ledger_there(keys, givers, takers, amounts, what, kind_, unit_);
    IF ids IS NOT NULL THEN
        RETURN QUERY SELECT i, true FROM unnest(ids) AS i;
        RETURN;
    END IF;
    FOR i IN 1 .. coalesce(cardinality(locked.wholes), 0) LOOP
        givers := array_replace(givers, locked.wholes[i], locked.parts[i]);
        takers := array_replace(takers, locked.wholes[i], locked.parts[i]);
    END LOOP;
    INSERT INTO journal_entry (at, kind, by_id, about_type, about_id, commitment, salt, content)
    VALUES (at_, kind_, by_, about_type_, about_id_, commitment_, salt_, content_) RETURNING id INTO entry_no;
    RETURN QUERY SELECT i, false FROM unnest(ledger_write(
        keys, givers, takers, amounts, array_fill(NULL::bigint, ARRAY[cardinality(keys)]),
        array_fill(basis_, ARRAY[cardinality(keys)]), what, kind_, unit_, by_, ledger_moment(at_, locked.since), entry_no
    )) AS i;
END $$;

-- Settle, void or reverse, all or none. One that was concluded in the same way under the same key is left as it is.
CREATE FUNCTION ledger_conclude(
    keys text[], refer bigint[], what text, kind_ text, by_ bigint, at_ timestamptz,
    about_type_ text, about_id_ bigint, commitment_ bytea, salt_ bytea, content_ jsonb
) RETURNS TABLE (posting bigint, replayed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    ends text[] := CASE what WHEN 's' THEN '{h}' WHEN 'v' THEN '{h}' WHEN 'r' THEN '{p,s}' END;
    locked record;
    line record;
    entry_no bigint;
BEGIN
    SELECT array_agg(new.key ORDER BY n) AS keys, array_agg(p.id ORDER BY n) AS refer,
           array_agg(CASE what WHEN 'r' THEN p.taker_id ELSE p.giver_id END ORDER BY n) AS givers,
           array_agg(CASE what WHEN 'r' THEN p.giver_id ELSE p.taker_id END ORDER BY n) AS takers,
           array_agg(p.amount ORDER BY n) AS amounts, array_agg(p.basis::text ORDER BY n) AS bases, min(p.unit) AS unit,
           count(*) AS found, count(DISTINCT p.unit) AS units, bool_and(p.phase = ANY (ends)) AS fits
    INTO line
    FROM unnest(keys, refer) WITH ORDINALITY AS new (key, ref, n) JOIN ledger_posting AS p ON p.id = new.ref;
    IF line.found <> cardinality(keys) OR line.units <> 1 OR line.fits IS NOT TRUE THEN
        PERFORM ledger_refuse('nothing_to_conclude');
    END IF;
    SELECT * INTO locked FROM ledger_lock(
        (SELECT array_agg(a ORDER BY a) FROM (SELECT unnest(line.givers) UNION SELECT unnest(line.takers)) AS s (a))
    );
    PERFORM ledger_refuse('concluded', p.refers_id::text)
    FROM unnest(keys, refer) AS new (key, ref)
    JOIN ledger_posting AS p ON p.refers_id = new.ref WHERE (p.key, p.phase) <> (new.key, what);
    IF EXISTS (SELECT FROM ledger_posting AS p WHERE p.refers_id = ANY (refer)) THEN
        IF (SELECT count(*) FROM ledger_posting AS p WHERE p.refers_id = ANY (refer)) < cardinality(keys) THEN
            PERFORM ledger_refuse('some_there');
        END IF;
        RETURN QUERY
        SELECT p.id, true FROM unnest(refer) WITH ORDINALITY AS new (ref, n)
        JOIN ledger_posting AS p ON p.refers_id = new.ref ORDER BY n;
        RETURN;
    END IF;
    INSERT INTO journal_entry (at, kind, by_id, about_type, about_id, commitment, salt, content)
    VALUES (at_, kind_, by_, about_type_, about_id_, commitment_, salt_, content_) RETURNING id INTO entry_no;
    RETURN QUERY SELECT i, false FROM unnest(ledger_write(
        line.keys, line.givers, line.takers, line.amounts, line.refer, line.bases,
        what, kind_, line.unit, by_, ledger_moment(at_, locked.since), entry_no
    )) AS i;
END $$;

-- Nothing is entered before `until` any more: whoever is at it now is waited for.
CREATE FUNCTION ledger_shut(until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF until > clock_timestamp() THEN
        PERFORM ledger_refuse('to_come', until::text);
    END IF;
    PERFORM FROM ledger_balance WHERE last_at < until ORDER BY account_id FOR NO KEY UPDATE;
    UPDATE ledger_balance SET last_at = until WHERE last_at < until;
END $$;

-- A balance for every account that is not a whole. Opening again changes nothing.
CREATE FUNCTION ledger_open(
    units text[], codes text[], names text[], areas text[], households bigint[], persons bigint[],
    floors bigint[], n_parts int, at_ timestamptz
) RETURNS SETOF bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    WITH opened AS (
        INSERT INTO ledger_account (unit, code, name, area_id, household_id, person_id, opened_at)
        SELECT unit, code, name, area, household, person, at_
        FROM unnest(units, codes, names, areas, households, persons)
            AS new (unit, code, name, area, household, person)
        ORDER BY unit, code
        ON CONFLICT (unit, code) DO NOTHING
        RETURNING id, unit, code, name, area_id
    ), parts AS (
        INSERT INTO ledger_account (unit, code, name, area_id, whole_id, opened_at)
        SELECT unit, code || '#' || n, name, area_id, id, at_ FROM opened, generate_series(1, n_parts) AS n
        RETURNING id
    )
    INSERT INTO ledger_balance (account_id, posted, held, floor, last_at, closed)
    SELECT o.id, 0, 0, f.floor, at_, false
    FROM opened AS o JOIN unnest(units, codes, floors) AS f (unit, code, floor) USING (unit, code)
    WHERE n_parts = 0
    UNION ALL
    SELECT id, 0, 0, NULL, at_, false FROM parts;
    RETURN QUERY
    SELECT a.id FROM unnest(units, codes) WITH ORDINALITY AS new (unit, code, n)
    JOIN ledger_account AS a USING (unit, code) ORDER BY n;
END $$;

-- An empty account is closed for good. A whole is not: its parts would have to be closed one by one.
CREATE FUNCTION ledger_close(account bigint, at_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    UPDATE ledger_balance SET closed = true WHERE account_id = account;
    IF NOT FOUND THEN
        PERFORM ledger_refuse('no_account', account::text);
    END IF;
    UPDATE ledger_account SET closed_at = at_ WHERE id = account AND closed_at IS NULL;
END $$;

-- At the commit, every posting that moves something has exactly its two sides, and every other has none.
CREATE FUNCTION ledger_both_sides() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    sides int;
    total bigint;
BEGIN
    SELECT count(*), coalesce(sum(amount), 0) INTO sides, total FROM public.ledger_entry
    WHERE at = NEW.at AND posting_id = NEW.id AND account_id IN (NEW.giver_id, NEW.taker_id);
    IF total <> 0 OR sides <> (CASE WHEN NEW.phase IN ('p', 's', 'r') THEN 2 ELSE 0 END) THEN
        RAISE EXCEPTION 'posting % does not come to nought: % sides, sum %', NEW.id, sides, total
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER postings_come_to_nought AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_both_sides();

-- An entry is a side of its posting, at its moment: with the key of the table, there is no room for a third.
CREATE FUNCTION ledger_is_a_side() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT FROM added AS e WHERE (
        SELECT p.at = e.at AND p.phase IN ('p', 's', 'r') AND
               e.amount = CASE e.account_id WHEN p.giver_id THEN -p.amount WHEN p.taker_id THEN p.amount END
        FROM public.ledger_posting AS p WHERE p.id = e.posting_id
    ) IS NOT TRUE) THEN
        RAISE EXCEPTION 'an entry is no side of its posting' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entries_are_sides AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_a_side();

CREATE FUNCTION ledger_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entries of the ledger are never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entries_are_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_never();
CREATE TRIGGER entries_are_never_truncated BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_never();
