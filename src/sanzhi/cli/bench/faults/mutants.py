"""Each protection taken out in turn: the bench that notices nothing would prove nothing."""

import argparse
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from sanzhi.cli import database
from sanzhi.cli.bench import cast, ground
from sanzhi.cli.report import say
from sanzhi.kit import postgres

from . import duels, truth
from .storm import Plan, Storm

Duel = Callable[[ground.Ground, cast.Cast, random.Random], list[str]]
ROUNDS = 3  # a fault that needs luck gets this many chances to show


@dataclass(frozen=True)
class Mutant:
    """突变: what is taken out, and what must show it: the kills of a plan, or a duel of many hands."""

    name: str
    told: str
    shown_by: Plan | Duel


MUTANTS = (
    Mutant("async_commit", "commits do not wait for the disk", Plan(seconds=6, database=4)),
    Mutant("key_apart", "the key is written in a transaction of its own", duels.replays),
    Mutant("no_lock", "a case is read without being locked", duels.race),
    Mutant("done_first", "a message is marked done before its effect", Plan(seconds=14, worker=6)),
)


def missed(args: argparse.Namespace, home: Path, people: cast.Cast, lot: random.Random) -> list[str]:
    """The names of the mutants that nothing noticed. The county is of no use afterwards."""
    return [mutant.name for mutant in MUTANTS if not _caught(mutant, args.port, home, people, lot)]


def _caught(mutant: Mutant, port: int, home: Path, people: cast.Cast, lot: random.Random) -> bool:
    for number in range(1, ROUNDS + 1):
        with _planted(mutant, home) as environment, ground.served(home, port, environment) as county:
            shown = _what_shows(mutant, county, people, lot)
        if shown:
            say(f"✓ mutant caught in round {number}: {mutant.told}: {shown}")
            return True
    say(f"✗ mutant missed in {ROUNDS} rounds: {mutant.told}", style="red")
    return False


@contextmanager
def _planted(mutant: Mutant, home: Path) -> Iterator[dict[str, str]]:
    """The environment to serve in. One mutant lives in PostgreSQL's settings, the others in the served code."""
    if mutant.name != "async_commit":
        yield {"DJANGO_SETTINGS_MODULE": "sanzhi.cli.bench.plants.settings", "BENCH_MUTANT": mutant.name}
        return
    _as_superuser(
        home,
        f"ALTER ROLE {database.APP} SET synchronous_commit = off",
        "ALTER SYSTEM SET wal_writer_delay = '10s'",
    )
    yield {}
    _as_superuser(
        home, f"ALTER ROLE {database.APP} RESET synchronous_commit", "ALTER SYSTEM RESET wal_writer_delay"
    )


def _as_superuser(home: Path, *statements: str) -> None:
    with psycopg.connect(postgres.ensure_running(home).url(), autocommit=True) as superuser:
        for statement in (*statements, "SELECT pg_reload_conf()"):
            superuser.execute(statement)


def _what_shows(mutant: Mutant, county: ground.Ground, people: cast.Cast, lot: random.Random) -> str:
    """What the bench notices, in words; empty when nothing."""
    if not isinstance(mutant.shown_by, Plan):
        return "; ".join(mutant.shown_by(county, people, lot))
    before = truth.before()
    storm = Storm(county, people, lot, county.home / "acknowledged")
    storm.rage(mutant.shown_by)
    found = truth.tell(storm, before)
    if not (found.lost or found.doubled or found.violations):
        return ""
    return f"{found.lost} lost, {found.doubled} doubled, {len(found.violations)} violations"
