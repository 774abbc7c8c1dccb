"""Is a postmaster alive? Its own pid file lies after a kill -9, so ask the kernel."""

import os
from pathlib import Path

PROC = Path("/proc")
READY = "ready"


def pid_of(data: Path) -> int | None:
    """The pid of the living postmaster of the cluster in `data`, or None."""
    lines = _pid_file(data)
    if not lines or not lines[0].strip().lstrip("-").isdigit():
        return None
    pid = abs(int(lines[0]))
    return pid if is_at_work(pid, data) else None


def is_ready(data: Path) -> bool:
    """Whether the postmaster says, in the eighth line of its pid file, that it takes connections."""
    lines = _pid_file(data)
    return len(lines) > 7 and lines[7].strip() == READY


def is_at_work(pid: int, data: Path) -> bool:
    """Whether `pid` lives and is this cluster's: neither a zombie nor a stranger who was given the number."""
    if not PROC.exists():  # no /proc, as on macOS: only existence can be asked
        return _exists(pid)
    try:
        state = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0]
        return state not in "ZX" and (PROC / str(pid) / "cwd").readlink() == data.resolve()
    except OSError:
        return False


def clear_stale_locks(data: Path, *locks: Path) -> bool:
    """Remove the lock files a killed postmaster left; False while any process of the cluster still lives.

    PostgreSQL takes a zombie for alive and would refuse to start until somebody reaps it, which in a
    container without an init is never. Its orphans must be gone first: they may still write.
    """
    if PROC.exists():
        if any(is_at_work(int(entry.name), data) for entry in PROC.iterdir() if entry.name.isdigit()):
            return False
        for lock in locks:
            lock.unlink(missing_ok=True)
    return True


def _pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
