"""The one test database story: a template made once by `sanzhi init`, a copy of it for every process.

`db` (or @pytest.mark.django_db) rolls back. `committed_db` really commits, for threads, processes and
browsers, and leaves a fresh copy behind. Tests sign in as the application's role, as production does.
"""

import fcntl
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from psycopg import sql

from sanzhi.kit import crypto, postgres

# How fast this machine is today says nothing about the code.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")
ROOT = Path(__file__).parents[1]
HOME = Path(settings.SANZHI_HOME)  # read before any test: some have a home of their own
# What the template is made of; when any of it changes, so does the template's name.
INGREDIENTS = (
    "*/migrations/*.py",
    "*/migrations/*.sql",
    "*/actions/reference.py",
    "*/flow.py",
    "*/flow/*.py",
    "*/data/**/*",
    "cli/*.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full", action="store_true", help="the long form of what has a short one: hours, not minutes"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`examples`: of a machine that is played 200 times, or 5,000; in parts, since what one transaction leaves behind slows
    whatever comes after in it, and since two workers share them."""
    if "examples" in metafunc.fixturenames:
        parts = [100] * 50 if metafunc.config.option.full else [50] * 4
        metafunc.parametrize("examples", parts, ids=[f"part{number}" for number in range(len(parts))])


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses by the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`sql` for what asks a room's own SQL. The long ones first in each half, for each of two workers begins with its
    half and takes over from the other when it is done: neither waits at the end."""
    for item in items:
        if _asks_our_sql(item):
            item.add_marker("sql")
    long = [item for item in items if item.get_closest_marker("slow")]
    short = [item for item in items if not item.get_closest_marker("slow")]
    half = len(short) // 2
    items[:] = [*long[::2], *short[:half], *long[1::2], *short[half:]]


# Above the rooms: what they ask of the database, they ask through a room.
ABOVE_THE_ROOMS = frozenset({"api", "cli", "demo", "faults", "house", "journeys", "reactions", "web"})
WITH_A_DATABASE = {"db", "committed_db", "django_db_setup", "owner_connection"}


def _asks_our_sql(item: pytest.Item) -> bool:
    """A test with a database in a room of its own; and that migrations make the database anew."""
    room, file = item.path.relative_to(ROOT / "tests").parts[0], item.path.name
    in_a_room = room not in ABOVE_THE_ROOMS or file == "test_migrations.py"
    asks = item.get_closest_marker("django_db") or WITH_A_DATABASE & set(getattr(item, "fixturenames", ()))
    return in_a_room and bool(asks)


@pytest.fixture(scope="session")
def server() -> postgres.Server:
    """The throw-away cluster; it keeps running between test runs."""
    return postgres.ensure_running(HOME, durable=False)


@pytest.fixture(scope="session")
def template_database(server: postgres.Server) -> str:
    name = f"template_{_fingerprint()}"
    with (HOME / "template.lock").open("w") as lock, _superuser(server) as superuser:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _drop_templates(superuser)
            _make_template(superuser, name)
    return name


@pytest.fixture(scope="session")
def django_db_setup(server, template_database, worker_id, django_db_blocker) -> None:
    """In place of pytest-django's own: no migrations here, and not as the owner."""
    name = f"test_{worker_id}"
    os.environ["SANZHI_DATABASE"] = name
    connections["default"].settings_dict["NAME"] = name
    _copy(server, template_database, name)


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker, server, template_database) -> Iterator[None]:
    """A database in which commits are real; thrown away and copied anew afterwards."""
    with django_db_blocker.unblock():
        connections.close_all()
        yield
        connections.close_all()
        _copy(server, template_database, os.environ["SANZHI_DATABASE"])
        connections.close_all()  # what a late teardown opened meanwhile was cut off by the copying


@pytest.fixture
def anew(committed_db, server, template_database) -> Callable[[], None]:
    """Begin again: a fresh copy in the middle of a test, so that a second life has the numbers of the first."""

    def begin() -> None:
        connections.close_all()
        _copy(server, template_database, os.environ["SANZHI_DATABASE"])

    return begin


@pytest.fixture
def db(request) -> None:
    """Rolled back as ever; but what a live server shall see has to be committed."""
    request.getfixturevalue("committed_db" if "live_server" in request.fixturenames else "_django_db_helper")


@pytest.fixture
def transactional_db(committed_db) -> None:
    """What pytest-django's live_server asks for: its own way empties tables, which no role of ours may."""


@pytest.fixture
def owner_connection(django_db_setup, server) -> Iterator[psycopg.Connection]:
    """The owner of the tables, who can do what the application must not."""
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"], "sanzhi_owner")) as connection:
        yield connection


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    """gw0, gw1, … under xdist; `main` alone."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def own_home(settings, tmp_path: Path) -> None:
    """For a test that clears files away: the workers share a home, and one would clear what the other has just kept."""
    settings.SANZHI_HOME = tmp_path / "home"
    crypto.ensure_keys(settings.SANZHI_HOME)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process keeps of the rules is good as long as its database; each test has another."""
    from sanzhi.cases.flow.county import county_flow, published
    from sanzhi.cases.queries.rulebook import _in_hand

    _in_hand.clear()
    published.cache_clear()
    county_flow.cache_clear()


@pytest.fixture(autouse=True)
def no_outside_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that needs the internet is a test that fails in the village hall."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address):
            raise OSError(f"tests do not leave this machine: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_nearby)


def _is_loopback(address: object) -> bool:
    host = str(address[0]) if isinstance(address, tuple) else ""
    return host in ("localhost", "::1") or host.startswith("127.")


def _superuser(server: postgres.Server) -> psycopg.Connection:
    return psycopg.connect(server.url(), autocommit=True)


def _fingerprint() -> str:
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())  # other people's migrations
    for pattern in INGREDIENTS:
        for path in sorted((ROOT / "src" / "sanzhi").glob(pattern)):
            if path.is_file():
                digest.update(path.as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _make_template(superuser: psycopg.Connection, name: str) -> None:
    draft = f"{name}_draft"  # renamed at the end: a template that exists is complete
    superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
    environment = {**os.environ, "SANZHI_DATABASE": draft, "DJANGO_SETTINGS_MODULE": "sanzhi.settings"}
    subprocess.run([sys.executable, "-m", "sanzhi.cli", "init"], env=environment, check=True)
    superuser.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
    )


def _drop_templates(superuser: psycopg.Connection) -> None:
    for (old,) in superuser.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%'"):
        superuser.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))


def _copy(server: postgres.Server, template: str, name: str) -> None:
    with _superuser(server) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        superuser.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER sanzhi_owner STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        superuser.execute(
            sql.SQL(
                "REVOKE ALL ON DATABASE {0} FROM PUBLIC; GRANT CONNECT ON DATABASE {0} TO sanzhi_app"
            ).format(sql.Identifier(name))
        )
