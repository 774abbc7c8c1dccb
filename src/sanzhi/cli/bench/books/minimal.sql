-- The least that keeps a balance: no hold, no reverse, no parts, no record, no proof. A person who knows PostgreSQL
-- would write it in an hour; ours is measured against it.
CREATE TABLE minimal_balance (
    account bigint PRIMARY KEY, balance bigint NOT NULL DEFAULT 0, version bigint NOT NULL DEFAULT 0, floor bigint,
    CHECK (floor IS NULL OR balance >= floor)
) WITH (fillfactor = 50);
CREATE TABLE minimal_transfer (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL UNIQUE, rule text NOT NULL,
    giver bigint NOT NULL REFERENCES minimal_balance, taker bigint NOT NULL REFERENCES minimal_balance,
    amount bigint NOT NULL CHECK (amount > 0), at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE minimal_entry (
    account bigint NOT NULL, version bigint NOT NULL, transfer bigint NOT NULL REFERENCES minimal_transfer,
    amount bigint NOT NULL, after bigint NOT NULL, PRIMARY KEY (account, version)
);
CREATE FUNCTION minimal_post(key_ text, giver_ bigint, taker_ bigint, amount_ bigint, rule_ text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
    g record;
    t record;
BEGIN
    INSERT INTO minimal_transfer (key, rule, giver, taker, amount) VALUES (key_, rule_, giver_, taker_, amount_)
    ON CONFLICT (key) DO NOTHING RETURNING id INTO number;
    IF number IS NULL THEN
        RETURN (SELECT id FROM minimal_transfer WHERE key = key_);
    END IF;
    IF giver_ < taker_ THEN
        UPDATE minimal_balance SET balance = balance - amount_, version = version + 1 WHERE account = giver_
        RETURNING balance, version INTO g;
        UPDATE minimal_balance SET balance = balance + amount_, version = version + 1 WHERE account = taker_
        RETURNING balance, version INTO t;
    ELSE
        UPDATE minimal_balance SET balance = balance + amount_, version = version + 1 WHERE account = taker_
        RETURNING balance, version INTO t;
        UPDATE minimal_balance SET balance = balance - amount_, version = version + 1 WHERE account = giver_
        RETURNING balance, version INTO g;
    END IF;
    INSERT INTO minimal_entry (account, version, transfer, amount, after)
    VALUES (giver_, g.version, number, -amount_, g.balance), (taker_, t.version, number, amount_, t.balance);
    RETURN number;
END $$;
