"""What a posting costs, one by one, eight at once and in batches, beside the least by hand, django-hordak and raw COPY.

Rounds of all books alternate in one PostgreSQL; each rate is the median of the rounds. Then ten million entries are
written by SQL, and read.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from sanzhi.cli.bench import cpu, load
from sanzhi.cli.bench.books import deep, hordak, minimal, ours
from sanzhi.cli.report import say
from sanzhi.kit import postgres

HANDS = 8
HORDAK_DATABASE = "bench_hordak"
MOST = {
    "single_cpu_vs_minimal": 2.0,
    "read_p95_ms": 5.0,
    "growth_10x": 1.3,
    "overspends": 0,
    "violations": 0,
    "bytes_per_transfer": 600,
}
LEAST = {
    "single_speedup_hordak": 4.0,
    "c8_speedup_hordak": 4.0,
    "hot_vs_village_c8": 0.6,
    "batch_speedup_hordak": 5.0,
    "batch_vs_copy": 0.4,
}
# What is measured in a round: (book, shape, hands).
RUNS = (
    ("ours", "village", 1), ("minimal", "village", 1), ("hordak", "village", 1),
    ("ours", "village", HANDS), ("hordak", "village", HANDS), ("ours", "hot", HANDS), ("minimal", "hot", HANDS),
    ("ours", "batch", 1), ("hordak", "batch", 1),
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """一轮: transfers a second, processor milliseconds (client and server) for each, and each call's milliseconds."""

    rate: float
    cpu_ms: float
    ms: list[float]


@dataclass
class Found:
    """测得: every run of a kind."""

    runs: dict[tuple[str, str, int], list[Run]] = field(default_factory=lambda: defaultdict(list))

    def rate(self, *which: str | int) -> float:
        return statistics.median(run.rate for run in self.runs[which])  # type: ignore[index]

    def cpu_ms(self, *which: str | int) -> float:
        return statistics.median(run.cpu_ms for run in self.runs[which])  # type: ignore[index]


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    found = Found()
    with _superuser(home, settings.SANZHI_DATABASE) as superuser:
        _prepare(home, superuser)
        bytes_before = deep.size(superuser)
        for number in range(args.rounds):
            for run in RUNS:
                found.runs[run].append(_run(home, *run, seconds=args.seconds, seed=args.seed + 1000 * number))
            say(f"round {number + 1}/{args.rounds}: " + _in_words(found))
        figures = _figures(found)
        figures |= deep.bytes_of_transfers(superuser, bytes_before)
        figures |= deep.overspends(HANDS) | deep.copied(superuser, figures["batch_per_s"])
        figures |= deep.reads(superuser, args.entries)
    misses = [key for key, most in MOST.items() if float(str(figures[key])) > most]
    return figures, misses + [key for key, least in LEAST.items() if float(str(figures[key])) < least]


def _prepare(home: Path, superuser: psycopg.Connection) -> None:
    say("opening accounts …")
    ours.prepare()
    minimal.prepare(superuser)
    superuser.execute(f"CREATE DATABASE {HORDAK_DATABASE} OWNER sanzhi_app")
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=_environment("hordak"), check=True
    )
    with _superuser(home, HORDAK_DATABASE) as theirs:
        hordak.prepare(theirs)
        theirs.execute("VACUUM ANALYZE")
    superuser.execute("VACUUM ANALYZE")


def _environment(book: str) -> dict[str, str]:
    ours_settings = {"DJANGO_SETTINGS_MODULE": "sanzhi.settings", "SANZHI_ROLE": "app"}
    theirs = {
        "DJANGO_SETTINGS_MODULE": "sanzhi.cli.bench.books.hordak_settings",
        "SANZHI_DATABASE": HORDAK_DATABASE,
    }
    return {**os.environ, **ours_settings, **(theirs if book == "hordak" else {})}


def _run(home: Path, book: str, shape: str, hands: int, *, seconds: float, seed: int) -> Run:
    clients = [
        _client(book, shape, seed * 100 + hand + 10_000_000 * len(shape) * hands) for hand in range(hands)
    ]
    for client in clients:
        assert client.stdout and client.stdout.readline() == "ready\n"
    start = time.time() + 0.2
    for client in clients:
        assert client.stdin
        client.stdin.write(f"{start} {start + seconds}\n")
        client.stdin.flush()
    server = postgres.status(home).pid
    assert server, "the database is up"
    time.sleep(max(0.0, start - time.time()))
    before = cpu.seconds(server)
    time.sleep(max(0.0, start + seconds - time.time()))
    after = cpu.seconds(server)
    told = [json.loads(client.communicate()[0]) for client in clients]
    n = sum(one["n"] for one in told)
    used = after - before + sum(one["cpu"] for one in told)
    return Run(n / seconds, used * 1000 / n, [ms for one in told for ms in one["ms"]])


def _client(book: str, shape: str, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sanzhi.cli.bench.books.client", book, shape, str(seed)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=_environment(book), stdin=pipe, stdout=pipe, text=True)


def _in_words(found: Found) -> str:
    return ", ".join(
        f"{book} {shape} ×{hands} {found.runs[book, shape, hands][-1].rate:,.0f}/s"
        for book, shape, hands in RUNS
    )


def _figures(found: Found) -> dict[str, object]:
    single = ("ours", "village", 1)
    calls = [ms for run in found.runs[single] for ms in run.ms]
    rate, ours_ms = found.rate, found.cpu_ms(*single)
    return {
        "single_per_s": round(rate(*single)),
        "single_p50_ms": round(statistics.median(calls), 2),
        "single_p99_ms": round(load.percentile(calls, 0.99), 2),
        "single_cpu_ms": round(ours_ms, 3),
        "minimal_cpu_ms": round(found.cpu_ms("minimal", "village", 1), 3),
        "single_cpu_vs_minimal": round(ours_ms / found.cpu_ms("minimal", "village", 1), 2),
        "single_speedup_hordak": round(rate(*single) / rate("hordak", "village", 1), 1),
        "c8_per_s": round(rate("ours", "village", HANDS)),
        "c8_speedup_hordak": round(rate("ours", "village", HANDS) / rate("hordak", "village", HANDS), 1),
        "hot_vs_village_c8": round(rate("ours", "hot", HANDS) / rate("ours", "village", HANDS), 2),
        "minimal_hot_per_s": round(rate("minimal", "hot", HANDS)),
        "batch_per_s": round(rate("ours", "batch", 1)),
        "batch_speedup_hordak": round(rate("ours", "batch", 1) / rate("hordak", "batch", 1), 1),
    }


def _superuser(home: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(postgres.ensure_running(home).url(database), autocommit=True)
