"""What a page asks of the database, counted as production asks it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

ONLY_HERE = (
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO",
)  # a request's transaction stands inside the test's


class Asked(list[str]):
    """问过的: the statements, shortened; empty until the block has ended."""


@contextmanager
def questions() -> Iterator[Asked]:
    """Every statement of the block, without savepoints and without putting the sight back (`kit.walls`)."""
    asked = Asked()
    with CaptureQueriesContext(connection) as captured:
        yield asked
    statements = [query["sql"].strip() for query in captured]
    kept = [sql for sql in statements if not sql.startswith(ONLY_HERE)]
    sights = [sql for sql in kept if "set_config('sanzhi.sees'" in sql]
    for put_back in sights[1::2]:
        kept.remove(put_back)
    asked += [sql[:170] for sql in kept]
