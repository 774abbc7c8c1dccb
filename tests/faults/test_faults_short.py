"""The short form of `sanzhi bench faults`: real processes, real kills, each protection taken out once."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def test_nothing_acknowledged_is_lost_or_doubled_and_every_mutant_is_caught() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "sanzhi.cli", "bench", "faults", "--seconds", "12", "--port", "8124"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["misses"] == []
    assert told["figures"]["kills_postgres"] > 0, "a run in which nothing was killed proves nothing"
    assert told["figures"]["acknowledged"] > 0
