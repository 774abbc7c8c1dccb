"""The files of the repository, as the house tests read them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sanzhi"
TESTS = ROOT / "tests"


def python_files() -> list[Path]:
    """Our source, without migrations, which are generated."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def files_of_tests() -> list[Path]:
    return sorted(TESTS.rglob("*.py"))


def templates() -> list[Path]:
    return sorted(path for folder in SOURCE.rglob("templates") for path in folder.rglob("*.html"))
