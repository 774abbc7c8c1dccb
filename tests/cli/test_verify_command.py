"""`sanzhi verify` and `sanzhi checkpoint` as an operator runs them: exit status, one JSON line, a table to read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from sanzhi.kit import postgres
from tests.county import ROADS, County
from tests.journal.book import write

CHECKS = {
    "chain",
    "unsealed",
    "keys",
    "outbox",
    "book",
    "book_told",
    "book_days",
    "cases",
    "leadership",
    "accusations",
    "petitions",
    "petition_papers",
    "kinds",
    "moves",
    "due_times",
    "supervisions",
    "files",
    "days",
    "retention",
    "notices",
    "notices_posted",
    "points",
    "rewards",
    "rewards_book",
    "statements",
    "honours",
    "compacts",
    "patrols",
    "contests",
    "disputes",
    "draws",
    "waste",
    "alarms",
    "windows",
    "votes",
    "groups",
    "volunteering",
}


class Ran(NamedTuple):
    status: int
    facts: dict[str, Any]
    told: str


@pytest.fixture
def sanzhi(committed_db, server: postgres.Server, tmp_path: Path) -> Callable[[str], Ran]:
    """Run a command on this test's database, with keys and checkpoints of its own."""
    (tmp_path / "witness").mkdir()
    name = os.environ["SANZHI_DATABASE"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sanzhi.settings",
        "DATABASE_URL": server.url(name, "sanzhi_app"),
        "DATABASE_OWNER_URL": server.url(name, "sanzhi_owner"),
        "SANZHI_HOME": str(tmp_path / "home"),
        "SANZHI_WITNESSES": str(tmp_path / "witness"),
        "COLUMNS": "200",
    }

    def run(command: str) -> Ran:
        words = [sys.executable, "-m", "sanzhi.cli", command, "--json"]
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
        return Ran(done.returncode, json.loads(done.stdout.splitlines()[-1]), done.stderr)

    return run


def test_honest_work_is_verified_and_signed(sanzhi):
    county = County()
    for state in ROADS:
        county.case_in(state)
    before = sanzhi("verify")
    assert (before.status, before.facts["violations"]) == (0, 0)
    assert any("没有库外检查点" in warning for warning in before.facts["warnings"])
    signed = sanzhi("checkpoint")
    assert signed.status == 0
    assert signed.facts["size"] >= len(ROADS)
    assert all(len(list(Path(folder).glob("*.txt"))) == 1 for folder in signed.facts["witnesses"])
    after = sanzhi("verify")
    assert (after.status, after.facts["violations"], after.facts["warnings"]) == (0, 0, [])
    assert set(after.facts["checked"]) == CHECKS
    assert after.facts["checked"]["chain"] == signed.facts["size"]
    assert "全部相符" in after.told


# Each a fault of another room or another kind; the last cannot even be read.
PLANTED = {
    "the chain lost its tail": (
        "DELETE FROM journal_seal WHERE seq = (SELECT max(seq) FROM journal_seal)",
        "checkpoint: ",
    ),
    "a case stands where its moves do not lead": (
        "UPDATE cases_case SET state = 'assigned'",
        "stands in assigned",
    ),
    "a time that no calendar holds": ("UPDATE journal_entry SET at = 'infinity'", "chain: cannot be read"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_ends_with_status_1_and_its_name(sanzhi, server: postgres.Server, fault: str):
    county = County()
    county.case_in("handling")
    write(5)
    sanzhi("checkpoint")
    statement, sentence = PLANTED[fault]
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(statement)
    found = sanzhi("verify")
    assert found.status == 1
    assert found.facts["violations"] >= 1
    assert sentence in found.told


def test_an_absent_witness_is_said_and_ends_with_status_1(sanzhi, tmp_path: Path):
    write()
    (tmp_path / "witness").rmdir()
    refused = sanzhi("checkpoint")
    assert refused.status == 1
    assert "witness could not take" in refused.facts["problem"]
