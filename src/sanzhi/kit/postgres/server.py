"""Start, stop and look at the embedded server. It keeps running across commands until told to stop."""

import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sanzhi.kit.postgres import account, binaries, cluster, process
from sanzhi.kit.postgres.layout import Layout, PostgresProblem, Server

START_SECONDS = 60
STOP_SECONDS = 60
ORPHAN_SECONDS = 30


@dataclass(frozen=True)
class Status:
    """What can be told of a cluster without touching it."""

    made: bool
    running: bool
    pid: int | None
    major: int | None
    data: Path
    socket_dir: Path
    log: Path


def ensure_running(home: Path, *, durable: bool = True) -> Server:
    """The server of `home`, made and started when needed. Raises PostgresProblem with what to do.

    `durable=False` turns fsync off: only for clusters that may be lost, such as a test's.
    """
    layout = Layout(home.resolve())
    if not _is_up(layout):
        _make_home(layout.home)
        with _locked(layout):
            if not _is_up(layout):
                _start(layout, durable=durable)
    return Server(layout.home, str(layout.socket_dir))


def stop(home: Path) -> bool:
    """End the server the fast way (open transactions roll back) and wait; False when none was running."""
    layout = Layout(home.resolve())
    if process.pid_of(layout.data) is None:
        return False
    with _locked(layout):
        pid = process.pid_of(layout.data)
        if pid is not None:
            os.kill(pid, signal.SIGINT)  # what pg_ctl -m fast sends, without its refusal to run as root
            _wait(
                lambda: not process.is_at_work(pid, layout.data),
                STOP_SECONDS,
                f"it did not stop; see {layout.log}",
            )
    return True


def status(home: Path) -> Status:
    """Whether a cluster is there and alive."""
    layout = Layout(home.resolve())
    pid = process.pid_of(layout.data)
    return Status(
        made=layout.data.exists(),
        running=pid is not None and process.is_ready(layout.data),
        pid=pid,
        major=_major(layout),
        data=layout.data,
        socket_dir=layout.socket_dir,
        log=layout.log,
    )


def _start(layout: Layout, *, durable: bool) -> None:
    programs = binaries.find(_major(layout))
    runner = account.choose(layout.root, programs["postgres"])
    if not layout.data.exists():
        cluster.make(layout, programs, runner, durable=durable)
    cluster.write_conf(layout, runner, layout.make_socket_dir(), durable=durable)
    _wait(
        lambda: process.clear_stale_locks(layout.data, *layout.server_locks),
        ORPHAN_SECONDS,
        "processes of a killed server linger",
    )
    command = [programs["pg_ctl"], "start", "-D", str(layout.data), "-l", str(layout.log)]
    started = runner.run([*command, "-w", "-t", str(START_SECONDS)], layout.root)
    if started.returncode != 0:
        raise PostgresProblem(f"PostgreSQL did not start: {started.stderr.strip()}\n{_tail(layout.log)}")


def _is_up(layout: Layout) -> bool:
    return process.pid_of(layout.data) is not None and process.is_ready(layout.data)


def _major(layout: Layout) -> int | None:
    version = layout.data / "PG_VERSION"
    return int(version.read_text()) if version.exists() else None


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except PermissionError as problem:
        raise PostgresProblem(
            f"{home} cannot be made here; set SANZHI_HOME to a directory of yours."
        ) from problem


@contextmanager
def _locked(layout: Layout) -> Iterator[None]:
    """One starter or stopper at a time; the kernel lets go of the lock if we die."""
    with layout.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _wait(done: Callable[[], bool], seconds: float, problem: str) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise PostgresProblem(f"PostgreSQL: {problem} (waited {seconds:.0f} s)")
        time.sleep(0.02)


def _tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
