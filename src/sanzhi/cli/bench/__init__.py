"""Measure what is promised, on a county of its own that is thrown away afterwards. docs/benchmarks.md explains."""

import argparse
import json
import os
import tempfile
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from sanzhi.cli.bench import ground
from sanzhi.cli.report import say


def _intake(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--rounds", type=int, default=5)
    bench.add_argument("--posts", type=int, default=600, help="in each round, of each kind")


def _faults(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--seconds", type=int, default=30, help="how long things are killed under load")
    bench.add_argument(
        "--full", action="store_true", help="at least 100 kills of web and worker, 10 of PostgreSQL"
    )


def _sheet(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--rows", type=int, default=50_000)
    bench.add_argument("--broken", type=int, default=500, help="how many of the rows are")
    bench.add_argument("--no-kill", action="store_true", help="do not kill the worker on the way")


def _lists(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--cases", type=int, default=1_000_000)
    bench.add_argument("--times", type=int, default=40, help="how often each page is asked")


def _ledger(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--rounds", type=int, default=3)
    bench.add_argument("--seconds", type=float, default=4, help="of each run in a round")
    bench.add_argument("--entries", type=int, default=10_000_000, help="in the deep book that is read")


def _twin(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--years", type=int, default=10, help="how many invented years are lived twice")


def _rewards(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--stock", type=int, default=200)
    bench.add_argument("--presses", type=int, default=1_000, help="to have one of them")


def _waste(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--scans", type=int, default=300_000)
    bench.add_argument("--phones", type=int, default=50)


def _nails(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--alarms", type=int, default=1_000_000)


def _assembly(bench: argparse.ArgumentParser) -> None:
    bench.add_argument("--voters", type=int, default=5_000)
    bench.add_argument("--seconds", type=int, default=60, help="within which they all vote")


def _text(bench: argparse.ArgumentParser) -> None:
    _messages(bench)
    bench.add_argument("--file", type=Path, help="messages of the same columns, to be asked about instead")


def _topics(bench: argparse.ArgumentParser) -> None:
    _messages(bench)
    for name, about in (
        ("--file", "other messages of the same columns"),
        ("--gold", "the issues of some of them"),
        ("--traps", "those of the same place about something else"),
    ):
        bench.add_argument(name, type=Path, help=about)
    bench.add_argument("--grow-to", type=int, default=40_000, help="messages, in towns of 4,000")


def _messages(bench: argparse.ArgumentParser) -> None:
    bench.add_argument(
        "--messages", type=Path, default=Path("../shared/data"), help="the folder of real messages"
    )


# What each takes. The modules themselves hold models and can be loaded only once there is a county to load.
BENCHES = {
    "intake": ("what it costs to take a case in, beside one bare INSERT", _intake),
    "lists": ("the pages of a desk over a million cases, behind both walls", _lists),
    "ledger": ("what a posting costs, beside the least by hand, django-hordak and raw COPY", _ledger),
    "faults": ("kill everything under load: nothing lost, nothing doubled, every mutant caught", _faults),
    "twin": ("one year lived twice, differing in ten petitions: not one byte of points may differ", _twin),
    "rewards": ("a stock of 200 wanted 1,000 times, 200 vouchers shown 1,000 times, by 32 clients", _rewards),
    "waste": ("300,000 scans from 50 phones, a tenth sent twice, beside raw COPY of the same rows", _waste),
    "nails": (
        "the rule of repeated alarms over a million of them, with runs and near-misses planted",
        _nails,
    ),
    "assembly": ("5,000 voters of one village within one minute, while the quorum is watched", _assembly),
    "text": ("7,367 labelled messages sorted by a model: how often right, how sure, how fast", _text),
    "topics": ("one thing at one place, told from what is only near, among 2,523 messages", _topics),
    "sheet": ("a table of 50,000 rows, 500 of them broken, imported once however often it comes", _sheet),
}

OF_FILES = frozenset({"text", "topics"})  # these read files and need no county


def add(parser: argparse.ArgumentParser) -> None:
    names = parser.add_subparsers(dest="bench", required=True, metavar="NAME")
    for name, (about, options) in BENCHES.items():
        bench = names.add_parser(name, help=about, description=about)
        bench.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="as always here")
        bench.add_argument("--seed", type=int, default=20260302, help="of everything drawn by lot")
        bench.add_argument("--port", type=int, default=8110, help="the first of the ports to serve on")
        options(bench)


def run(args: argparse.Namespace) -> int:
    """Exit status 0 only without misses."""
    say(f"seed {args.seed}")
    with tempfile.TemporaryDirectory(prefix="sanzhi-bench-", ignore_cleanup_errors=True) as home:
        _settle_in(Path(home))
        with nullcontext() if args.bench in OF_FILES else ground.prepared(Path(home)):
            figures, misses = import_module(f"sanzhi.cli.bench.{args.bench}").measure(args, Path(home))
    for key, value in figures.items():
        say(f"{'✗' if key in misses else '✓'} {key:<16} {value}", style="red" if key in misses else "")
    print(json.dumps({"bench": args.bench, "figures": figures, "misses": misses}), flush=True)
    return 1 if misses else 0


def _settle_in(home: Path) -> None:
    """Before the settings are read: nothing of the county served here is touched, or even looked at."""
    for name in [name for name in os.environ if name.startswith(("SANZHI_", "DATABASE_"))]:
        if name != "SANZHI_PG_BIN":
            del os.environ[name]
    os.environ["SANZHI_HOME"] = str(home)
    os.environ["SANZHI_CODE_SENDER"] = "sanzhi.people.senders.OnScreen"
