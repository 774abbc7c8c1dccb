"""A county whose database tells an earlier time, and can be told to go on: for a story that takes two months.

Recorded time is the database's (`kit/clock.py`); so its clock is what is moved, and nothing of ours is replaced. It
never runs ahead of the real one: the ledger takes no entry from the future.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import psycopg
from django.db import connections
from playwright.sync_api import Page

from sanzhi.kit import clock
from sanzhi.people.roles import Actor

_MOVE = """
CREATE SCHEMA moved;
CREATE TABLE moved.by (span interval NOT NULL);
INSERT INTO moved.by VALUES (%s);
CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT pg_catalog.clock_timestamp() - span FROM moved.by';
GRANT USAGE ON SCHEMA moved TO public;
GRANT SELECT ON moved.by TO public;
-- A default asks the clock it was made with, whatever the search path says.
ALTER TABLE public.journal_idempotencykey ALTER COLUMN at SET DEFAULT moved.clock_timestamp();
"""


class Hands:
    """指针: of the clock of this county."""

    def __init__(self, owner: psycopg.Connection, back: timedelta) -> None:
        self._owner, self.back = owner, back

    def on(self, days: int) -> None:
        """So many days later."""
        self.back -= timedelta(days=days)
        assert self.back >= timedelta(0), "the story would run ahead of the clock"
        self._owner.execute("UPDATE moved.by SET span = %s", [self.back])

    def windows(self, open_for: Callable[..., Page]) -> Callable[..., Page]:
        """One window for each person, opened again where it was; its own clock says what the county's does."""
        known: dict[int | None, Page] = {}

        def opened(actor: Actor, width: int) -> Page:
            page = known[actor.person_id] = known.get(actor.person_id) or open_for(actor, width)
            page.set_viewport_size({"width": width, "height": 800})
            page.clock.set_system_time(clock.now())
            page.complaints.clear()  # of what a part of the story already looked at
            return page

        return opened


@contextmanager
def moved_back(owner_url: str, days: int) -> Iterator[Hands]:
    """The county's time is so many days ago. The database is thrown away afterwards (`committed_db`)."""
    name, back = os.environ["SANZHI_DATABASE"], timedelta(days=days)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute(psycopg.sql.SQL(_MOVE.replace("%s", "{}")).format(back))
        search = "ALTER DATABASE {} SET search_path = moved, public, pg_catalog"
        owner.execute(psycopg.sql.SQL(search).format(psycopg.sql.Identifier(name)))
        connections.close_all()  # what is open already still looks at the other clock
        assert datetime.now(clock.COUNTY) - clock.now() > back - timedelta(minutes=1)
        yield Hands(owner, back)
    connections.close_all()
