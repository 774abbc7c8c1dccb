"""A journal to play with: entries nobody cares about, and what `verify` says of them."""

import os
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from sanzhi.journal import actions, verify
from tests.county import MONDAY

ROOT = Path(__file__).parents[2]
WORDS = "村口路灯不亮"


def write(count: int = 1, *, topic: str | None = None, content: dict[str, Any] | None = None) -> list[int]:
    """`count` entries in one transaction. Returns their ids."""
    with transaction.atomic():
        return [
            actions.record(
                "test.noted",
                by=None,
                at=MONDAY,
                about=("test", n),
                content={"n": n, "words": WORDS} if content is None else content,
                topic=topic,
            )
            for n in range(count)
        ]


def violations() -> list[verify.Violation]:
    return [found for check in verify.CHECKS.values() for found in check().violations]


def complaints() -> set[str]:
    """The names of the checks that found something."""
    return {found.check for found in violations()}


def a_process(*words: str) -> subprocess.Popen[str]:
    """`tests.journal.worker` in a process of its own, on the database of this test."""
    command = [sys.executable, "-m", "tests.journal.worker", *words]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "sanzhi.settings"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def kill_after(lines: int, words: Sequence[str]) -> list[str]:
    """Let such a process say `lines` lines, then kill -9 it. Returns what it said; fewer when it ended by itself."""
    process = a_process(*words)
    assert process.stdout
    with process:
        said = [line.strip() for line in islice(process.stdout, lines)]
        process.kill()
    return said
