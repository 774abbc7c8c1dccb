"""What the documents name exists: files, functions, links, words of the glossary, pages written from the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sanzhi.cli import docs
from tests.house.tree import ROOT, SOURCE, python_files

PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *SOURCE.rglob("README.md")],
    key=lambda page: page.as_posix(),
)
FILE = re.compile(r"`((?:[\w-]+/)*[\w-]+\.(?:py|csv|md|html|toml|css|js))(?::([\w.]+))?`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@each_page
def test_every_file_and_function_named_exists(page: Path) -> None:
    missing = []
    for name, function in FILE.findall(page.read_text("utf-8")):
        path = _find(page, name)
        if path is None or (function and function not in _names(path)):
            missing.append(f"{name}:{function}" if function else name)
    assert missing == []


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    near = [target for target in targets if not target.startswith(("http://", "https://"))]
    assert [target for target in near if not (page.parent / target).exists()] == []


def test_every_identifier_of_the_glossary_is_in_the_code() -> None:
    rows = re.findall(r"^\|(?!\s*(?:Chinese|-)).*\| ([^|]+) \|$", _text("docs/glossary.md"), re.MULTILINE)
    identifiers = re.findall(r"`([^`]+)`", " ".join(rows))
    source = "\n".join(path.read_text("utf-8") for path in python_files())
    assert len(identifiers) >= len(rows) > 40
    assert [word for word in identifiers if not re.search(rf"\b{re.escape(word)}\b", source)] == []


def test_the_pages_written_from_the_code_are_fresh() -> None:
    stale = [name for name, text in docs.pages() if _text(f"docs/flows/{name}") != text]
    assert stale == [], "run bin/docs"


def test_every_room_says_what_it_promises() -> None:
    rooms = [path for path in SOURCE.iterdir() if (path / "__init__.py").exists()]
    silent = [room.name for room in rooms if room.name != "cli" and not (room / "README.md").exists()]
    assert silent == []


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _find(page: Path, name: str) -> Path | None:
    """Beside the page, in the source, or in the repository: the three places a page may count from."""
    candidates = (folder / name for folder in (page.parent, SOURCE, ROOT))
    return next((path for path in candidates if path.exists()), None)


@cache
def _names(path: Path) -> frozenset[str]:
    """Every function, class and constant of a file, methods as Class.method."""
    return frozenset(_defined(ast.parse(path.read_text("utf-8")).body))


def _defined(body: list[ast.stmt], within: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield within + node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
            yield from _defined(node.body, f"{node.name}.")
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
