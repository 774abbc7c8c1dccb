-- What a call of many lines asks of its accounts and its postings is asked in one walk, not line by line, and its keys are
-- written without being looked for first: a sixth less for a thousand lines.
--
-- A full join is never done as a loop in a loop, however few lines the planner believes there will be.

-- Post or hold, all lines or none. If all the keys are there already and say the same, nothing is posted again.
-- Gives for each line, in order, its posting and whether it was there.
CREATE OR REPLACE FUNCTION ledger_post(
    keys text[], givers bigint[], takers bigint[], amounts bigint[],
    what text, kind_ text, basis_ text, unit_ text, by_ bigint, at_ timestamptz,
    about_type_ text, about_id_ bigint, commitment_ bytea, salt_ bytea, content_ jsonb
) RETURNS TABLE (posting bigint, replayed boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    locked record;
    from_ bigint[] := givers;  -- with the part in place of a whole; what was told is kept for a call that was there
    to_ bigint[] := takers;
    ids bigint[];
    entry_no bigint;
    spoke text;
BEGIN
    -- The locks are taken inside the block too: a row locked outside and written inside would carry both.
    BEGIN
        SELECT * INTO locked FROM ledger_lock(
            (SELECT array_agg(a ORDER BY a) FROM (SELECT unnest(givers) UNION SELECT unnest(takers)) AS sides (a))
        );
        FOR i IN 1 .. coalesce(cardinality(locked.wholes), 0) LOOP
            from_ := array_replace(from_, locked.wholes[i], locked.parts[i]);
            to_ := array_replace(to_, locked.wholes[i], locked.parts[i]);
        END LOOP;
        INSERT INTO journal_entry (at, kind, by_id, about_type, about_id, commitment, salt, content)
        VALUES (at_, kind_, by_, about_type_, about_id_, commitment_, salt_, content_) RETURNING id INTO entry_no;
        ids := ledger_write(
            keys, from_, to_, amounts, array_fill(NULL::bigint, ARRAY[cardinality(keys)]),
            array_fill(basis_, ARRAY[cardinality(keys)]), what, kind_, unit_, by_,
            ledger_moment(at_, locked.since), entry_no
        );
    EXCEPTION WHEN unique_violation THEN
        GET STACKED DIAGNOSTICS spoke = CONSTRAINT_NAME;
        IF spoke <> 'one_posting_per_key' THEN
            RAISE;
        END IF;
        ids := ledger_there(keys, givers, takers, amounts, what, kind_, unit_);
        IF ids IS NULL THEN  -- twice in this call
            PERFORM ledger_refuse('key_reused');
        END IF;
        RETURN QUERY SELECT i, true FROM unnest(ids) AS i;
        RETURN;
    END;
    RETURN QUERY SELECT i, false FROM unnest(ids) AS i;
END $$;

-- Write postings and, where they move something, their entries, into balances that are locked. Gives their ids.
CREATE OR REPLACE FUNCTION ledger_write(
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
            (key, phase, kind, basis, unit, giver_id, taker_id, amount, refers_id, by_id, at, record_id, lines)
        SELECT key, what, kind_, basis, unit_, giver, taker, amount, ref, by_, at_, entry_no,
               CASE n WHEN 1 THEN cardinality(keys) END
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
        SELECT account, at_, id, amount, before + sum(amount) OVER (PARTITION BY account ORDER BY id ROWS UNBOUNDED PRECEDING)
        FROM sides JOIN balances USING (account)
        WHERE moves
    )
    SELECT array_agg(id ORDER BY id) INTO ids FROM posted;
    RETURN ids;
END $$;

-- A call is whole, its first line says how long it is, and both accounts of every line are there and count its unit.
-- An account stays, and keeps its unit: nothing here can become untrue.
CREATE OR REPLACE FUNCTION ledger_is_a_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    here int;
    whole boolean;
    of_its_unit boolean;
BEGIN
    SELECT count(*),
           count(*) = 0  -- its key was there already
               OR count(lines) = 1 AND sum(lines) = count(*) AND min(record_id) = max(record_id)
                  AND min(phase) = max(phase),
           bool_and(CASE WHEN lines = 1 THEN coalesce(  -- of a call of one line, at once
               (SELECT a.unit FROM ledger_account AS a WHERE a.id = p.giver_id) = p.unit
               AND (SELECT a.unit FROM ledger_account AS a WHERE a.id = p.taker_id) = p.unit, false) END)
    INTO here, whole, of_its_unit FROM added AS p;
    IF here > 1 THEN
        SELECT bool_and(a.unit IS NOT DISTINCT FROM p.unit) INTO of_its_unit
        FROM (SELECT giver_id AS id, unit FROM added UNION SELECT taker_id, unit FROM added) AS p
        FULL JOIN (
            SELECT id, unit FROM ledger_account
            WHERE id = ANY (ARRAY(SELECT giver_id FROM added UNION SELECT taker_id FROM added))
        ) AS a USING (id);
    END IF;
    IF NOT of_its_unit THEN
        PERFORM ledger_refuse('other_unit');
    ELSIF NOT whole THEN
        RAISE EXCEPTION 'a call is written in one statement, and its first line says how many it has'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- An entry is a side of its posting, at its moment: with the key of the table, there is no room for a third.
CREATE OR REPLACE FUNCTION ledger_is_a_side() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    here int;
    sides int;
    wanted bigint;
BEGIN
    SELECT count(*), count(lines), sum(lines) INTO here, sides, wanted FROM (
        SELECT (
            SELECT coalesce(p.lines, 0) FROM public.ledger_posting AS p
            WHERE p.id = e.posting_id AND p.at = e.at AND p.phase IN ('p', 's', 'r') AND
                  e.amount = CASE e.account_id WHEN p.giver_id THEN -p.amount WHEN p.taker_id THEN p.amount END
        ) AS lines FROM added AS e LIMIT 3  -- of a call of one line, both
    ) AS told;
    IF here > 2 THEN  -- there are more
        SELECT count(e), coalesce(sum(p.lines), 0),
               count(e) FILTER (WHERE p.at = e.at AND p.phase IN ('p', 's', 'r') AND
                   e.amount = CASE e.account_id WHEN p.giver_id THEN -p.amount WHEN p.taker_id THEN p.amount END)
        INTO here, wanted, sides
        FROM added AS e
        FULL JOIN (SELECT * FROM public.ledger_posting WHERE id = ANY (ARRAY(SELECT posting_id FROM added))) AS p
            ON p.id = e.posting_id;
    END IF;
    IF sides <> here THEN
        RAISE EXCEPTION 'an entry is no side of its posting' USING ERRCODE = 'check_violation';
    ELSIF wanted <> here THEN
        RAISE EXCEPTION 'a call has sides that were not entered: % of %', here, wanted
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
