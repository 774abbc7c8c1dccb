"""Look for what is wrong here and say what to do about it."""

import argparse
import shutil
import stat
from collections.abc import Iterator

import django
from django.conf import settings
from django.db import connection
from django.db.utils import OperationalError

from sanzhi.cli import database
from sanzhi.cli.report import conclude, say
from sanzhi.kit import postgres

ROOM_NEEDED = 2 * 1024**3  # bytes


def add(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    django.setup()
    problems = [*_home(), *_database()]
    for problem in problems:
        say(f"✗ {problem}", style="red")
    if not problems:
        say("✓ nothing wrong found", style="green")
    return conclude(args, not problems, problems=problems)


def _home() -> Iterator[str]:
    home = settings.SANZHI_HOME
    if shutil.disk_usage(home).free < ROOM_NEEDED:
        yield f"less than 2 GB are free for {home}: make room, or set SANZHI_HOME elsewhere and move it there"
    for key in sorted((home / "keys").iterdir()):
        if key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{key} can be read by others: chmod 600 {key}"


def _database() -> Iterator[str]:
    if settings.SANZHI_EMBEDDED and not postgres.status(settings.SANZHI_HOME).running:
        yield "the embedded database is not running: `sanzhi init` starts it"
        return
    try:
        connection.ensure_connection()
    except OperationalError as problem:
        yield f"the database cannot be reached ({problem}): `sanzhi init` sets it up; see docs/settings.md"
        return
    yield from _role()
    if waiting := database.migrations_waiting():
        yield f"{waiting} migrations are waiting: run `sanzhi init`"


def _role() -> Iterator[str]:
    """The second wall holds only for a role that owns nothing and cannot pass through it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone() == (True,):
            yield "the application signs in as a role that passes every wall: use one NOSUPERUSER NOBYPASSRLS"
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        if cursor.fetchone() != (0,):
            yield "the application's role owns tables: run `sanzhi init` with a separate DATABASE_OWNER_URL"
