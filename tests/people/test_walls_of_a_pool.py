"""The second wall and connections that serve one person after another."""

import os

import psycopg
import pytest

from sanzhi.kit import walls
from sanzhi.people import actions as people
from tests.county import MONDAY, County
from tests.people.test_walls import walled

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_process_that_serves_the_web_starts_with_nothing_in_sight(server):
    county = County()
    county.case_in("handling")
    people.tell([county.resident.person_id], "有新进展", cause="case.verify:1", at=MONDAY)
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_app")) as bare:
        for table in walled() - {"people_person"}:
            assert bare.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        shown = bare.execute("SELECT count(*) FROM people_person WHERE phone IS NOT NULL").fetchone()
        assert shown == (0,), "residents; the names of staff are public"


def test_a_sight_ends_with_its_transaction(server):
    County().case_in("handling")
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_app"), autocommit=True) as pooled:
        with pooled.transaction():
            pooled.execute(walls._SET, walls.THE_HOUSE.values())
            assert pooled.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)
        assert pooled.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)
