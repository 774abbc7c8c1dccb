"""Sign how far the journal reaches and write it to every witness, now. The worker does so every hour."""

import argparse

import django
from django.core.management.base import CommandError

from sanzhi.cli import database
from sanzhi.cli.report import conclude, say


def add(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose: the witnesses are in SANZHI_WITNESSES."""


def run(args: argparse.Namespace) -> int:
    database.start_server()
    django.setup()
    from sanzhi.journal import checkpoints
    from sanzhi.kit import clock

    try:
        checkpoint = checkpoints.publish(at=clock.now())
    except OSError as problem:
        raise CommandError(f"a witness could not take the checkpoint: {problem}") from problem
    if checkpoint is None:
        say("日志还是空的 · the journal is empty: nothing to sign")
        return conclude(args, True, size=0)
    folders = [str(folder) for folder in checkpoints.witnesses()]
    say(f"✓ 检查点 {checkpoint.size:,} · {checkpoint.hash.hex()[:16]} → {', '.join(folders)}", style="green")
    return conclude(args, True, size=checkpoint.size, hash=checkpoint.hash.hex(), witnesses=folders)
