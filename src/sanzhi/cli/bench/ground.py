"""The county that is measured: its own home and cluster, durable, served as `sanzhi serve` serves any."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from sanzhi.cli import init
from sanzhi.cli.bench import cpu, load
from sanzhi.kit import postgres

PATIENCE = 120  # seconds: the liveness bound of promises.md R17


@dataclass(frozen=True)
class Ground:
    """场地: a served county. `pid` is the supervisor's; everything it starts hangs below it."""

    home: Path
    port: int
    pid: int

    def parts(self) -> dict[str, int]:
        """The processes that do the work, by name, as long as none of them is replaced."""
        database = postgres.status(self.home).pid
        assert database, "the database is served"
        web, worker = cpu.child(self.pid, "granian"), cpu.child(self.pid, "worker")
        return {"web": web, "worker": worker, "postgres": database}

    @property
    def database_pid(self) -> int | None:
        return postgres.status(self.home).pid


@contextmanager
def prepared(home: Path) -> Iterator[None]:
    """The database, made and running; this process may use the models afterwards."""
    init.prepare()
    try:
        yield
    finally:
        django.db.connections.close_all()
        postgres.stop(home)


@contextmanager
def served(home: Path, port: int, environment: Mapping[str, str] | None = None) -> Iterator[Ground]:
    """`sanzhi serve` in a process of its own, answering; ended with everything it started."""
    with (home / "serve.log").open("a") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "sanzhi.cli", "serve", "--port", str(port)],
            env={**os.environ, "SANZHI_ORIGIN": f"http://localhost:{port}", **(environment or {})},
            stdout=log,
            stderr=log,
        )
        try:
            answering(port, server)
            yield Ground(home, port, server.pid)
        finally:
            end(server)


def answering(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait for an answer to a request: the port is open long before the application behind it is loaded."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server on port {port} ended with {server.returncode}")
        browser = load.Browser(port)
        answer = browser.get("/healthz", {})
        browser.close()
        if answer.status:
            return
        time.sleep(0.05)
    raise RuntimeError(f"nobody answers on port {port} after {PATIENCE} s")


def until_quiet() -> None:
    """Wait for the worker: every message delivered, every entry sealed. The models are loaded by now."""
    from sanzhi.journal import queries as journal
    from sanzhi.journal import sealing

    deadline = time.monotonic() + PATIENCE
    while journal.waiting() or sealing.waiting_since():
        if time.monotonic() > deadline:
            raise RuntimeError("the worker does not come to an end")
        time.sleep(0.25)


def end(server: subprocess.Popen[bytes]) -> None:
    """Ask a process we started to end, then wait; after a while, make it."""
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(40)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
