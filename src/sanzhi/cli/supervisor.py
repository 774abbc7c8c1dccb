"""Keep the web, the worker and the database alive until told to stop."""

import fcntl
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import CommandError

from sanzhi.cli.report import say

LOOK_SECONDS = 0.2
STOP_SECONDS = 20
HEALTHY_SECONDS = 5  # a child that lives this long was started well
QUICK_DEATHS = 5


@dataclass
class Child:
    """One process we answer for, with everything it starts (it leads a process group)."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0

    def start(self) -> None:
        # setpriv: when we are killed outright, the kernel ends the child; it would hold the port otherwise.
        lead = ["setpriv", "--pdeathsig", "TERM", "--"] if shutil.which("setpriv") else []
        environment = {**os.environ, **self.environment}
        self.started = time.monotonic()
        # Our standard output belongs to the JSON line alone.
        self.process = subprocess.Popen(
            [*lead, *self.command], env=environment, stdout=2, start_new_session=True
        )

    def revive(self) -> None:
        """Start again when it died; CommandError when it keeps dying at once."""
        if self.process is None or self.process.poll() is None:
            return
        lived = time.monotonic() - self.started
        self.quick_deaths = self.quick_deaths + 1 if lived < HEALTHY_SECONDS else 0
        if self.quick_deaths >= QUICK_DEATHS:
            raise CommandError(
                f"the {self.name} process dies at once, again and again; its last words are above"
            )
        say(
            f"{self.name} ended with {self.process.returncode} after {lived:.0f} s; starting it again",
            "yellow",
        )
        self._signal(signal.SIGKILL)  # what a killed leader left behind holds the port
        self.start()

    def stop(self) -> None:
        self._signal(signal.SIGTERM)
        try:
            if self.process:
                self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def keep_alive(children: Sequence[Child], database: Callable[[], object]) -> None:
    """Run until SIGTERM or SIGINT; `database` is called at each look and brings the server back if it must."""
    told_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_stop.set())
    try:
        for child in children:
            child.start()
        while not told_to_stop.wait(LOOK_SECONDS):
            database()
            for child in children:
                child.revive()
    finally:
        for child in children:
            child.stop()


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """Hold the home against a second supervisor; the lock ends with us, however we end."""
    with _lock_file(home).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise CommandError(f"{home} is being served already (pid {running_pid(home)})") from problem
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def running_pid(home: Path) -> int | None:
    """The pid of the supervisor that serves `home`, or None."""
    try:
        with _lock_file(home).open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read())
    except FileNotFoundError:
        pass
    return None


def stop_running(home: Path) -> bool:
    """End the supervisor that serves `home` and wait; False when there was none."""
    pid = running_pid(home)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 2 * STOP_SECONDS
    while running_pid(home) == pid:
        if time.monotonic() > deadline:
            raise CommandError(f"the serving process {pid} did not stop")
        time.sleep(0.05)
    return True


def _lock_file(home: Path) -> Path:
    return home / "serve.lock"
