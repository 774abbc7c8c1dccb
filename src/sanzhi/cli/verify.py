"""Recompute everything that is promised, from scratch, and name what does not hold."""

import argparse
import time
from dataclasses import dataclass
from importlib import import_module

import django
from django.db import OperationalError
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from sanzhi.cli import database
from sanzhi.cli.report import conclude, console, say

SHOWN = 20  # violations per check told at the terminal; the JSON counts them all


@dataclass(frozen=True)
class Result:
    """What one check found, and how long it took."""

    name: str
    looked_at: int
    violations: list[str]
    warnings: list[str]
    seconds: float


def add(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: every check runs."""


def run(args: argparse.Namespace) -> int:
    database.start_server()
    django.setup()
    results = _look()
    _show(results)
    violations = sum(len(result.violations) for result in results)
    warnings = [warning for result in results for warning in result.warnings]
    for warning in warnings:
        say(f"! {warning}", style="yellow")
    if violations:
        say(f"✗ {violations} 处不符 · do not hold", style="bold red")
    else:
        say("✓ 全部相符 · everything holds", style="bold green")
    return conclude(
        args,
        violations == 0,
        violations=violations,
        checked={result.name: result.looked_at for result in results},
        warnings=warnings,
        seconds=round(sum(result.seconds for result in results), 2),
    )


# In the order in which they are looked at; read when asked, for their tables are not there before.
ROOMS = (
    "journal", "ledger", "cases", "deliberation", "petitions", "disputes", "notices", "points", "rewards", "waste", "alarms", "windows",
    "leadership", "groups", "compacts", "patrols", "volunteering", "exchange.bank", "honours", "contests",
)  # fmt: skip


def _look() -> list[Result]:
    """Run the checks of every room, one after the other, with a line at the terminal for the one at work."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    results = []
    with Progress(*columns, console=console, transient=True) as progress:
        rooms = [import_module(f"sanzhi.{room}.verify") for room in ROOMS]
        for name, check in [one for room in rooms for one in room.CHECKS.items()]:
            task = progress.add_task(name)
            results.append(_result(name, check))
            progress.remove_task(task)
    return results


def _result(name: str, check) -> Result:
    """A check that stumbles over what it reads has found something: honest rows can all be read."""
    started = time.monotonic()
    try:
        finding = check()
    except OperationalError:
        raise  # the database is away: nothing was found, and nothing can be
    except Exception as error:  # noqa: BLE001 - whatever a tamperer left there, the other checks must run
        return Result(name, 0, [f"{name}: cannot be read: {error}"], [], time.monotonic() - started)
    violations = [f"{found.check}: {found.subject}: {found.sentence}" for found in finding.violations]
    return Result(name, finding.looked_at, violations, finding.warnings, time.monotonic() - started)


def _show(results: list[Result]) -> None:
    table = Table("核验 check", "看过 looked at", "不符 violations", "秒 s")
    for result in results:
        style = "red" if result.violations else ""
        figures = (f"{result.looked_at:,}", str(len(result.violations)), f"{result.seconds:.1f}")
        table.add_row(result.name, *figures, style=style)
    console.print(table)
    for result in results:
        for sentence in result.violations[:SHOWN]:
            say(f"✗ {sentence}", style="red")
        if len(result.violations) > SHOWN:
            say(f"  … and {len(result.violations) - SHOWN} more of {result.name}", style="red")
