"""The short form of `sanzhi bench sheet`: a table through the real pages and the real worker, three times."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def test_two_thousand_rows_come_in_once_and_the_broken_are_named() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "sanzhi.cli", "bench", "sheet", "--rows", "2000", "--broken", "20"]
    command += ["--no-kill", "--port", "8134"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["misses"] == []
    assert (told["figures"]["taken"], told["figures"]["broken"], told["figures"]["twice"]) == (1980, 20, 0)
