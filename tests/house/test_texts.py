"""A message is a class, and no class can hold anything personal."""

import ast
import re

import pytest

from sanzhi.reactions.texts import ALLOWED, KINDS, Said
from sanzhi.reactions.texts.base import fields_of
from tests.house.tree import SOURCE


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_a_message_has_its_chinese_name_and_speaks_of_nothing_but_what_is_allowed(kind: type[Said]) -> None:
    assert re.match(r"[\u3400-\u9fff]", kind.__doc__ or "") and kind.name and kind.sentence
    assert fields_of(kind.sentence) | fields_of(kind.sms) <= ALLOWED
    assert len(kind.sms) <= 60  # two texts' worth, with its link
    assert not kind.rates or kind.group == "rating"


def test_nothing_personal_is_allowed() -> None:
    assert {"number", "office", "date", "count", "late", "cards", "urged", "contests"} == ALLOWED


@pytest.mark.parametrize("sentence", ["“{title}”已登记", "{name}您好", "{phone}", "{text}", "{place}", "{0}"])
def test_a_class_that_would_is_refused_before_the_program_runs(sentence: str) -> None:
    with pytest.raises(TypeError):
        type("Leaks", (Said,), {"code": "leaks", "name": "漏", "sentence": sentence})
    assert "leaks" not in KINDS


def test_the_table_of_reactions_holds_no_sentence_of_its_own() -> None:
    table = ast.parse((SOURCE / "reactions" / "table.py").read_text())
    calls = [node for node in ast.walk(table) if isinstance(node, ast.Call)]
    assert calls
    assert [
        ast.unparse(call) for call in calls if any(isinstance(one, ast.Constant) for one in call.args)
    ] == []
