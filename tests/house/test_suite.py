"""Which tests run once more on the oldest PostgreSQL."""

import ast
import re

from tests.conftest import ABOVE_THE_ROOMS
from tests.house.tree import SOURCE, TESTS

OF_OUR_OWN = re.compile(r"RunSQL|run_sql|pgtrigger|wall\(|revoke_changes|\.sql\b")


def test_every_room_with_sql_of_its_own_is_tested_on_the_oldest_postgresql() -> None:
    """A room is in as long as nobody names it among those above; and there is something in its folder."""
    rooms = {
        path.relative_to(SOURCE).parts[0]
        for path in SOURCE.rglob("migrations/*.py")
        if OF_OUR_OWN.search(path.read_text("utf-8"))
    }
    assert {"cases", "journal", "ledger", "notices", "people"} <= rooms
    assert rooms & ABOVE_THE_ROOMS == set()
    assert [room for room in sorted(rooms) if not any((TESTS / room).glob("test_*.py"))] == []
    assert {path.name for path in TESTS.iterdir() if path.is_dir()} >= ABOVE_THE_ROOMS


def test_no_journey_looks_at_a_page_before_it_has_come() -> None:
    """``is_visible`` answers at once, about the page before as likely as about the one asked for; ``wait_for`` waits."""
    hasty = [path.name for path in TESTS.rglob("*.py") if ".is_visible" + "()" in path.read_text("utf-8")]
    assert hasty == []


def test_whoever_clears_files_away_in_a_test_does_so_in_a_home_of_its_own() -> None:
    """Two workers share the usual home; a sweep a hundred days ahead would take the photo another test has just kept."""
    clearing = {
        function.name
        for path in SOURCE.glob("*/sweeps.py")
        for function in ast.parse(path.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef) and "drop_orphans" in ast.unparse(function)
    }
    assert clearing >= {"erase_due", "drop_old_photos"}
    calls = re.compile(rf"\.({'|'.join(sorted(clearing))})\(at=(?!clock\.now\(\)\))")
    texts = {path.name: path.read_text("utf-8") for path in TESTS.rglob("test_*.py")}
    assert [name for name, text in texts.items() if calls.search(text) and "own_home" not in text] == []
