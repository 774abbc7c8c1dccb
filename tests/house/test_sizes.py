"""What fits on a page can be read at once."""

import ast

from tests.house.tree import ROOT, files_of_tests, python_files, templates

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
LINES_OF_A_TEMPLATE = 120


def test_files_are_at_most_300_lines() -> None:
    paths = [*python_files(), *files_of_tests()]
    assert _too_long(paths, LINES_OF_A_FILE) == {}


def test_templates_are_at_most_120_lines() -> None:
    assert _too_long(templates(), LINES_OF_A_TEMPLATE) == {}


def test_functions_are_at_most_40_lines() -> None:
    long = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LINES_OF_A_FUNCTION:
                    long[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def _too_long(paths, limit: int) -> dict[str, int]:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    return {path: lines for path, lines in lengths.items() if lines > limit}
