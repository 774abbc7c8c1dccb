"""Kill everything under load: nothing acknowledged lost, nothing doubled, every promise kept, every mutant caught.

The same seed draws the same schedule; the machine still decides what each kill meets.
"""

import argparse
import random
from pathlib import Path

from sanzhi.cli.bench import cast, ground
from sanzhi.cli.report import say

from . import duels, mutants, truth
from .storm import Plan, Storm

RESIDENTS = 400
FULL = Plan(seconds=420, web=4.5, worker=9, database=35)


def measure(args: argparse.Namespace, home: Path) -> tuple[dict[str, object], list[str]]:
    """(figures, the keys among them that miss their reach)."""
    lot = random.Random(args.seed)  # noqa: S311 - a schedule, not a secret
    people = cast.assemble(RESIDENTS, args.seed)
    plan = FULL if args.full else Plan(seconds=args.seconds, web=3, worker=6, database=9)
    with ground.served(home, args.port) as county:
        say("one move, thirty-two hands; every press five times at once")
        faults = [*duels.race(county, people, lot), *duels.replays(county, people, lot)]
        was = truth.before()
        storm = Storm(county, people, lot, home / "acknowledged")
        storm.rage(plan)
        found = truth.tell(storm, was)
    missed = mutants.missed(args, home, people, lot)
    for sentence in [*faults, *found.violations[:20]]:
        say(f"✗ {sentence}", style="red")
    figures: dict[str, object] = {
        "lost": found.lost,
        "doubled": found.doubled,
        "violations": len(found.violations) + len(faults),
        "mutants_missed": len(missed),
        "acknowledged": len(storm.filed) + len(storm.moved),
        "kills_web": storm.kills["web"],
        "kills_worker": storm.kills["worker"],
        "kills_postgres": storm.kills["database"],
        "longest_silence_s": round(storm.longest_silence, 1),
        "quiet_after_s": found.seconds_to_quiet,
    }
    return figures, [key for key in ("lost", "doubled", "violations", "mutants_missed") if figures[key]]
