"""How much processor time whole trees of processes have used, as the kernel counts it."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PPID, UTIME, STIME, CUTIME, CSTIME = 1, 11, 12, 13, 14  # in /proc/PID/stat, counted from after the name


def seconds(*roots: int) -> float:
    """Processor seconds used so far by these processes and everything below them, the ended ones included."""
    table = _processes()
    below = _descendants(table, roots)
    return sum(sum(table[pid][UTIME : CSTIME + 1]) for pid in below) / TICKS


def child(parent: int, word: str) -> int:
    """The process right below `parent` that was started with `word` on its command line."""
    for pid, fields in _processes().items():
        if fields[PPID] == parent and word in (Path("/proc") / str(pid) / "cmdline").read_text().split("\0"):
            return pid
    raise LookupError(f"no {word!r} below process {parent}")


def children(parent: int) -> list[int]:
    return [pid for pid, fields in _processes().items() if fields[PPID] == parent]


def family(root: int) -> set[int]:
    """A process and everything below it, now."""
    return _descendants(_processes(), (root,))


def _processes() -> dict[int, list[int]]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it ended while we looked
                continue
            found[int(entry.name)] = [0, *map(int, fields[1:15])]
    return found


def _descendants(table: dict[int, list[int]], roots: tuple[int, ...]) -> set[int]:
    children: dict[int, list[int]] = {}
    for pid, fields in table.items():
        children.setdefault(fields[PPID], []).append(pid)
    found, waiting = set(), list(roots)
    while waiting:
        pid = waiting.pop()
        if pid in table and pid not in found:
            found.add(pid)
            waiting += children.get(pid, [])
    return found
