"""计划: statements that PostgreSQL plans for their own values each time, in place of one plan for all.

Prepared statements save the planning, which is half of a short one's cost. A list or a board costs far more than its
plan, and one plan that suits every town, word and span suits none of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_anew() -> Iterator[None]:
    """Run the block without preparing its statements. Asks the database nothing."""
    connection.ensure_connection()
    driver = connection.connection
    before, driver.prepare_threshold = driver.prepare_threshold, None
    try:
        yield
    finally:
        driver.prepare_threshold = before
