"""建表: the quick way makes the very tables that Django's own way makes."""

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from sanzhi.cli import database
from sanzhi.kit import postgres
from sanzhi.kit.postgres import binaries

pytestmark = pytest.mark.slow
WAYS = {"django": ["django", "migrate"], "quick": ["sanzhi.cli.migrating"]}


@pytest.fixture
def made(server: postgres.Server, worker_id: str, django_db_setup) -> Iterator[dict[str, str]]:
    names = {way: f"made_{way}_{worker_id}" for way in WAYS}
    for name in names.values():
        database.make_database(server, name)
        database.grant_the_application(server.url(name, database.OWNER), database.APP)
    yield names
    with psycopg.connect(server.url(), autocommit=True) as superuser:
        for name in names.values():
            superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tables(server: postgres.Server, name: str) -> list[str]:
    """Every line of what makes the tables, but for the two that are random in every dump."""
    command = [binaries.find()["pg_dump"], "--schema-only", server.url(name)]
    dumped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in dumped.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def test_both_ways_make_the_same_tables(made: dict[str, str], server: postgres.Server, request) -> None:
    some = [] if request.config.option.full else ["ledger"]  # and what it stands on
    for way, module in WAYS.items():
        told = {**os.environ, "SANZHI_ROLE": "owner", "SANZHI_DATABASE": made[way], "DJANGO_SETTINGS_MODULE": "sanzhi.settings"}  # fmt: skip
        subprocess.run([sys.executable, "-m", *module, *some, "--no-input", "-v0"], env=told, check=True)
    django, quick = (tables(server, made[way]) for way in WAYS)
    assert len(quick) > 1000
    assert quick == django
