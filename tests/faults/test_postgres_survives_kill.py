"""kill -9 takes the server down; what was committed before is there after."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from sanzhi.kit import postgres
from sanzhi.kit.postgres import process

pytestmark = pytest.mark.faults


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    postgres.stop(tmp_path)


def _kill(home: Path) -> None:
    os.kill(postgres.status(home).pid, signal.SIGKILL)
    while postgres.status(home).pid:
        time.sleep(0.01)


def test_committed_rows_survive_kill_9_of_the_server(home: Path) -> None:
    url = postgres.ensure_running(home).url()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE acknowledged AS SELECT generate_series(1, 10000) AS n")
    _kill(home)
    postgres.ensure_running(home)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*), sum(n) FROM acknowledged").fetchone() == (10000, 50005000)


@pytest.fixture
def zombie() -> Iterator[int]:
    """The pid of a process that has ended and that nobody has reaped, as in a container without an init."""
    child = subprocess.Popen(["true"])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    yield child.pid
    child.wait()


def _leave_locks(home: Path, pid: int) -> None:
    postgres.ensure_running(home)
    postgres.stop(home)
    for lock in postgres.Layout(home).server_locks:
        lock.write_text(f"{pid}\n")


def test_locks_left_to_a_zombie_do_not_keep_the_server_down(home: Path, zombie: int) -> None:
    _leave_locks(home, zombie)
    postgres.ensure_running(home)
    assert postgres.status(home).running


def test_mutant_without_clearing_the_locks_the_zombie_keeps_the_server_down(
    home: Path, zombie: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _leave_locks(home, zombie)
    monkeypatch.setattr(process, "clear_stale_locks", lambda *_: True)
    with pytest.raises(postgres.PostgresProblem, match="already exists"):
        postgres.ensure_running(home)


def test_the_server_asks_for_a_password_and_is_deaf_on_tcp(home: Path) -> None:
    server = postgres.ensure_running(home)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(host=server.host, user=server.superuser, dbname="postgres")
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW data_checksums").fetchone() == ("on",)
        assert connection.execute("SELECT auth_method FROM pg_hba_file_rules").fetchall() == [
            ("scram-sha-256",)
        ]


def test_keys_and_socket_are_closed_to_others(home: Path) -> None:
    server = postgres.ensure_running(home)
    assert Path(server.host).stat().st_mode & 0o077 == 0
    assert [key.name for key in (home / "keys").iterdir() if key.stat().st_mode & 0o077] == []
    assert postgres.Layout(home).data.stat().st_mode & 0o077 == 0


def test_a_home_too_deep_for_a_socket_still_serves(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 25)
    try:
        with psycopg.connect(postgres.ensure_running(deep).url()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        postgres.stop(deep)
