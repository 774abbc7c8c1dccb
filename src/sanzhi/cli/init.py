"""Make or update the database: server, roles, tables, reference data. Safe to repeat."""

import argparse
import os
import time
from importlib import import_module
from typing import Any

import django
from django.conf import settings

from sanzhi.cli import database
from sanzhi.cli.report import conclude, say
from sanzhi.kit import crypto

ROOMS_WITH_REFERENCE_DATA = ("people", "cases", "disputes", "notices", "petitions", "points")


def add(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: the settings say it all."""


def run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    loaded = prepare()
    seconds = round(time.monotonic() - started, 2)
    say(f"数据库已就绪 · the database is ready ({seconds} s)")
    return conclude(args, True, seconds=seconds, loaded=loaded)


def prepare() -> dict[str, Any]:
    """Everything `serve` needs of the database. Returns how many rows of reference data were added, by room."""
    server = database.start_server()
    if server:
        database.make_database(server, settings.SANZHI_DATABASE)
        owner_url = server.url(settings.SANZHI_DATABASE, database.OWNER)
    else:
        owner_url = os.environ["DATABASE_OWNER_URL"]
    database.grant_the_application(owner_url, settings.DATABASES["default"]["USER"])
    django.setup()
    crypto.ensure_keys(settings.SANZHI_HOME)
    if database.migrations_waiting():
        database.migrate()
    database.make_cache()
    return load_reference_data()


def load_reference_data() -> dict[str, Any]:
    """Divisions, calendars, case kinds: what is missing is added, what a county edited stays."""
    from sanzhi.kit import clock

    at = clock.now()
    return {
        room: import_module(f"sanzhi.{room}.actions").load_reference(at=at)
        for room in ROOMS_WITH_REFERENCE_DATA
    }
