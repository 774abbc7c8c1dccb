-- What holds of a posting is asked once for a call, not once for each of its lines: a foreign key and a look at the
-- commit for every line were more than a third of what a call of a thousand costs.
--
-- The first line of a call says how many it has. Its statement holds them all; a statement of entries counts as many
-- sides as the calls have whose first lines it holds, and each is a side of its posting; and at the commit the first
-- line has both of its own. So every line of every call has both: no posting can have more, and none was short.

-- The lines that stand, as if they had said so.
ALTER TABLE ledger_posting DISABLE TRIGGER USER;
UPDATE ledger_posting AS p SET lines = c.n
FROM (SELECT min(id) AS first, count(*) AS n FROM ledger_posting GROUP BY record_id, phase, at) AS c
WHERE p.id = c.first;
ALTER TABLE ledger_posting ENABLE TRIGGER USER;

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
        SELECT account, at_, id, amount, before + sum(amount) OVER (PARTITION BY account ORDER BY id)
        FROM sides JOIN balances USING (account)
        WHERE moves
    )
    SELECT array_agg(id ORDER BY id) INTO ids FROM posted;
    RETURN ids;
END $$;

-- Post or hold one line: by far the commonest call, in statements that cost the least.
CREATE OR REPLACE FUNCTION ledger_post_one(
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
    INSERT INTO ledger_posting
        (key, phase, kind, basis, unit, giver_id, taker_id, amount, by_id, at, record_id, lines)
    VALUES (key_, what, kind_, basis_, unit_, giver, taker, amount_, by_, at_, entry_no, 1)
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

-- A call is whole, its first line says how long it is, and both accounts of every line are there and count its unit.
-- An account stays, and keeps its unit: nothing here can become untrue.
CREATE FUNCTION ledger_is_a_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    whole boolean;
    of_its_unit boolean;
BEGIN
    SELECT count(*) = 0  -- its key was there already
               OR count(lines) = 1 AND sum(lines) = count(*) AND min(record_id) = max(record_id)
                  AND min(phase) = max(phase),
           bool_and(coalesce(
               (SELECT a.unit FROM ledger_account AS a WHERE a.id = p.giver_id) = p.unit
               AND (SELECT a.unit FROM ledger_account AS a WHERE a.id = p.taker_id) = p.unit, false))
    INTO whole, of_its_unit FROM added AS p;
    IF NOT of_its_unit THEN
        PERFORM ledger_refuse('other_unit');
    ELSIF NOT whole THEN
        RAISE EXCEPTION 'a call is written in one statement, and its first line says how many it has'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER postings_are_calls AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_a_call();

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
        ) AS lines FROM added AS e OFFSET 0  -- each is looked up once
    ) AS told;
    IF sides <> here THEN
        RAISE EXCEPTION 'an entry is no side of its posting' USING ERRCODE = 'check_violation';
    ELSIF wanted <> here THEN
        RAISE EXCEPTION 'a call has sides that were not entered: % of %', here, wanted
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- At the commit, the first line of a call that moves something has its two sides, and of every other has none.
DROP TRIGGER postings_come_to_nought ON ledger_posting;
CREATE CONSTRAINT TRIGGER postings_come_to_nought AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.lines IS NOT NULL) EXECUTE FUNCTION ledger_both_sides();

ALTER TABLE ledger_posting DROP CONSTRAINT giver_of_the_unit, DROP CONSTRAINT taker_of_the_unit;
