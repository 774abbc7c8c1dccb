"""A county full of cases, written by SQL: a list that is measured over a million needs no million presses.

What is written is what the pages read: cases, their search rows, first moves, clocks, parts and cards. Texts are drawn
from the demonstration's, so that some words are in every tenth case and some in every thousandth.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files

import psycopg

from sanzhi.cases import rules
from sanzhi.cli.report import say

TEXTS = 4_000
PERSONS = 100_000
TABLES = (
    "cases_case",
    "cases_repeat",
    "cases_search",
    "cases_move",
    "cases_clockrun",
    "cases_assignment",
    "cases_card",
)

_PERSONS = """
INSERT INTO people_person (name, id_kind, residence, is_head, created_at, anonymous)
SELECT '居民' || n, '', 'other', false, %(now)s, false FROM generate_series(1, %(persons)s) AS n
"""
# `h` spreads the number of a case over everything that is drawn for it, the same way each time.
_DRAWN = """
CREATE TEMP TABLE drawn AS
SELECT g.n, h, v.code AS area, left(v.code, 9) AS town, t.title, t.text, t.category, t.words,
       p.id AS reporter, d.id AS lead, coalesce(r.id, %(centre)s) AS receiver,
       %(now)s::timestamptz - make_interval(secs => (h %% 31536000)) AS reported_at,
       CASE WHEN h %% 1000 < 3 THEN 'registered' WHEN h %% 1000 < 8 THEN 'assigned' WHEN h %% 1000 < 24 THEN 'handling'
            WHEN h %% 1000 < 26 THEN 'reported' WHEN h %% 1000 < 30 THEN 'follow_up'
            WHEN h %% 1000 < 40 THEN 'not_accepted' ELSE 'closed' END AS state,
       CASE WHEN h %% 97 < 5 THEN 'yellow' WHEN h %% 97 < 7 THEN 'red' ELSE '' END AS card
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS g(n),
     LATERAL (SELECT (hashint8extended(g.n, 7) & 1073741823) AS h) AS spread
JOIN bench_village AS v ON v.n = h %% %(villages)s
JOIN bench_text AS t ON t.n = (h / 7) %% %(texts)s
JOIN bench_person AS p ON p.n = (h / 11) %% %(persons)s
JOIN bench_lead AS d ON d.n = (h / 13) %% %(leads)s
LEFT JOIN bench_room AS r ON r.town = left(v.code, 9)
"""
_CASES = """
INSERT INTO cases_case (
    kind, kind_version, public_code, state, version, title, text, place, area_id, town_code, category_id, channel,
    reporter_id, reported_at, receiver_id, holder_id, lead_id, binding, returns, reopens, urges, due_at, card, routing,
    done_at, done_late, closed_at, solved, satisfied
) SELECT 'matter', 2, 'B' || n, state, 1, title, text, '', area, town, category, 'web', reporter, reported_at, receiver,
    CASE state WHEN 'assigned' THEN lead WHEN 'handling' THEN lead WHEN 'follow_up' THEN %(centre)s
               WHEN 'registered' THEN receiver WHEN 'reported' THEN receiver END,
    CASE WHEN state NOT IN ('registered', 'not_accepted') THEN lead END, false, 0, 0, 0,
    CASE WHEN state IN ('registered', 'assigned', 'handling') THEN reported_at + interval '5 days' END, card, '{}',
    CASE WHEN state IN ('reported', 'follow_up', 'closed') THEN reported_at + interval '4 days' END,
    CASE WHEN state IN ('reported', 'follow_up', 'closed') THEN h %% 50 = 0 END,
    CASE WHEN state IN ('closed', 'not_accepted') THEN reported_at + interval '5 days' END,
    CASE WHEN state = 'closed' THEN h %% 10 > 0 END, CASE WHEN state = 'closed' THEN 1 + h %% 5 END
FROM drawn
"""
_BESIDE = (
    # As the clock has noted them by then: none of these invented matters is a repeat.
    """
INSERT INTO cases_repeat (case_id, by_person, at_place)
SELECT c.id, 0, 0 FROM drawn AS d JOIN cases_case AS c ON c.public_code = 'B' || d.n
""",
    """
INSERT INTO cases_search (case_id, words, village, reported_at)
SELECT c.id, array_to_tsvector(d.words || ('town' || d.town) || ('month' || to_char(d.reported_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM'))), d.area, d.reported_at FROM drawn AS d JOIN cases_case AS c ON c.public_code = 'B' || d.n
""",
    """
INSERT INTO cases_move (case_id, seq, step, from_state, to_state, role, at, public, entry_id)
SELECT c.id, 1, 'register', '', c.state, 'resident', d.reported_at, true, -d.n
FROM drawn AS d JOIN cases_case AS c ON c.public_code = 'B' || d.n
""",
    """
INSERT INTO cases_clockrun (case_id, rule_id, office_id, started_at, due_at, yellow_at, red_at, stopped_at)
SELECT c.id, %(rule)s, coalesce(c.lead_id, c.receiver_id), d.reported_at, d.reported_at + interval '5 days',
       d.reported_at + interval '6 days', d.reported_at + interval '8 days', c.closed_at
FROM drawn AS d JOIN cases_case AS c ON c.public_code = 'B' || d.n
""",
    """
INSERT INTO cases_assignment (case_id, office_id, part, assigned_at, ended_as)
SELECT c.id, c.lead_id, 'lead', d.reported_at, '' FROM drawn AS d JOIN cases_case AS c ON c.public_code = 'B' || d.n
WHERE c.lead_id IS NOT NULL
""",
    """
INSERT INTO cases_card (clock_id, case_id, office_id, colour, due_at, raised_at)
SELECT r.id, c.id, c.lead_id, c.card, r.due_at, r.red_at FROM drawn AS d
JOIN cases_case AS c ON c.public_code = 'B' || d.n JOIN cases_clockrun AS r ON r.case_id = c.id
WHERE c.card <> '' AND c.lead_id IS NOT NULL
""",
)


def prepare(superuser: psycopg.Connection, seed: int, now: datetime) -> None:
    """What cases are drawn from."""
    lot = random.Random(seed)  # noqa: S311 - a load, not a secret
    superuser.execute(_PERSONS, {"now": now, "persons": PERSONS})
    for name, query in (
        (
            "person",
            "SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM people_person WHERE name LIKE '居民%'",
        ),
        (
            "village",
            "SELECT row_number() OVER (ORDER BY code) - 1 AS n, code FROM people_area WHERE level = 'village'",
        ),
        (
            "lead",
            "SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM people_office WHERE kind = 'department'",
        ),
        (
            "room",
            "SELECT left(area_id, 9) AS town, min(id) AS id FROM people_office WHERE kind = 'command_room' GROUP BY 1",
        ),
    ):
        superuser.execute(f"CREATE TABLE bench_{name} AS {query}")  # noqa: S608 - our own names
    superuser.execute("CREATE TABLE bench_text (n int, title text, text text, category text, words text[])")
    with superuser.cursor().copy("COPY bench_text FROM STDIN") as copy:
        for number in range(TEXTS):
            title, text, category = _text(lot)
            copy.write_row((number, title, text, category, rules.search_words(title, text)))


def _text(lot: random.Random) -> tuple[str, str, str]:
    drawn = lot.choice(_templates())
    told = {
        "spot": f"{lot.choice('东西南北中')}{lot.choice('街路弄巷桥')}{lot.randrange(1, 200)}号",
        "village": "本村",
        "days": str(lot.randrange(2, 30)),
        "n": str(lot.randrange(2, 9)),
    }
    return drawn["title"].format_map(told), drawn["text"].format_map(told), drawn["category"]


def _templates() -> Sequence[dict[str, str]]:
    text = files("sanzhi.demo").joinpath("data", "texts.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def add(superuser: psycopg.Connection, first: int, last: int, *, now: datetime) -> None:
    """Cases number `first` to `last`, without triggers and foreign keys: what is written is right by construction."""
    counted = {
        f"{name}s": _one(superuser, f"SELECT count(*) FROM bench_{name}")  # noqa: S608 - our own names
        for name in ("village", "text", "person", "lead")
    }
    centre = _one(superuser, "SELECT id FROM people_office WHERE kind = 'governance_centre'")
    rule = _one(superuser, "SELECT min(id) FROM cases_limitrule WHERE clock = 'handle'")
    told = {"first": first, "last": last, "now": now, "centre": centre, "rule": rule, **counted}
    with _without_indexes(superuser):
        superuser.execute("SET session_replication_role = replica")
        for statement in (_DRAWN, _CASES.replace("{{}}", "{}"), *_BESIDE):
            superuser.execute(psycopg.sql.SQL(statement), told) if "%(" in statement else superuser.execute(
                statement
            )
        superuser.execute("DROP TABLE drawn")
        superuser.execute("SET session_replication_role = origin")


def _one(superuser: psycopg.Connection, query: str) -> int:
    row = superuser.execute(query).fetchone()
    return row[0] if row else 0


@contextmanager
def _without_indexes(superuser: psycopg.Connection) -> Iterator[None]:
    """Taken away while rows come in, and made anew afterwards; unique ones stay, because the statements use them."""
    rows = superuser.execute(
        "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index AS i "
        "WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique",
        [list(TABLES)],
    ).fetchall()
    for name, _definition in rows:
        superuser.execute(f"DROP INDEX {name}")
    yield
    superuser.execute("SET maintenance_work_mem = '1GB'")
    for _name, definition in rows:
        superuser.execute(definition)
    for table in TABLES:
        superuser.execute(f"VACUUM (ANALYZE) {table}")
    say(f"{len(rows)} indexes made anew")
