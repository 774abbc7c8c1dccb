"""The engine: what the database itself does with the book, and what nobody but it may do.

All of it runs as the owner of the tables. The application may call `ledger_post` and `ledger_conclude` and read; it
may write neither postings, entries nor balances, whatever it is told to.
"""

from pathlib import Path

from django.db import migrations

from sanzhi.kit.appendonly import only_through_its_whole, revoke_changes, revoke_writes
from sanzhi.kit.walling import ME, REACH, SEES, wall

ENGINE = Path(__file__).with_suffix(".sql").read_text()
YEARS = range(2025, 2031)  # a later migration adds more; until then the rest lies in "other"
PARTS = [f"ledger_entry_{year}" for year in YEARS] + ["ledger_entry_other"]

# No foreign keys: the trigger below lets an entry in only as a side of a posting that is there, which is kept for ever
# and whose accounts are.
ENTRIES = """
CREATE TABLE ledger_entry (
    account_id bigint NOT NULL,
    at timestamptz NOT NULL,
    posting_id bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    after bigint NOT NULL,
    PRIMARY KEY (account_id, at, posting_id)
) PARTITION BY RANGE (at);
CREATE TABLE ledger_entry_other PARTITION OF ledger_entry DEFAULT;
CREATE INDEX entry_by_time ON ledger_entry USING brin (at) WITH (pages_per_range = 32);
"""
A_YEAR = """
CREATE TABLE ledger_entry_{year} PARTITION OF ledger_entry
    FOR VALUES FROM ('{year}-01-01 00:00+08') TO ('{after}-01-01 00:00+08');
"""
# One unit on both sides is a matter of keys: each side is found under its unit or not at all.
SIDES = """
ALTER TABLE ledger_posting
    ADD CONSTRAINT giver_of_the_unit FOREIGN KEY (giver_id, unit) REFERENCES ledger_account (id, unit),
    ADD CONSTRAINT taker_of_the_unit FOREIGN KEY (taker_id, unit) REFERENCES ledger_account (id, unit);
ALTER TABLE ledger_balance SET (fillfactor = 50);
"""
DROP = """
DROP TABLE ledger_entry;
DROP FUNCTION ledger_post, ledger_post_one, ledger_there, ledger_conclude, ledger_write, ledger_moment, ledger_lock, ledger_shut, ledger_open, ledger_close,
    ledger_both_sides, ledger_is_a_side, ledger_never, ledger_refuse CASCADE;
"""
MINE = (
    f"{SEES} = 'all' OR ({SEES} IN ('county', 'area') AND {{0}}area_id LIKE {REACH} || '%') OR {{0}}person_id = {ME}"
    f" OR {{0}}household_id = (SELECT p.household_id FROM people_person AS p WHERE p.id = {ME})"
)
# That there is a fund, a shop or an issuer, and its name, is no secret; what went in and out is told by its notices.
IN_SIGHT = f"{MINE.format('')} OR ({SEES} <> '' AND household_id IS NULL AND person_id IS NULL)"


def _of(*accounts: str) -> str:
    owned = MINE.format("a.")
    return f"{SEES} = 'all' OR EXISTS (SELECT FROM ledger_account AS a WHERE a.id IN ({', '.join(accounts)}) AND ({owned}))"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("journal", "0004_walls"), ("people", "0009_places")]

    operations = [
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(A_YEAR.format(year=year, after=year + 1), migrations.RunSQL.noop)
            for year in YEARS
        ),
        migrations.RunSQL(SIDES, migrations.RunSQL.noop),
        migrations.RunSQL(ENGINE, DROP),
        *(only_through_its_whole(part) for part in PARTS),
        revoke_writes("ledger_account"),
        revoke_writes("ledger_posting"),
        revoke_writes("ledger_entry"),
        revoke_writes("ledger_balance"),
        revoke_changes("ledger_digest"),
        wall("ledger_account", IN_SIGHT),
        wall("ledger_balance", _of("account_id")),
        wall("ledger_entry", _of("account_id")),
        wall("ledger_posting", _of("giver_id", "taker_id")),
    ]
