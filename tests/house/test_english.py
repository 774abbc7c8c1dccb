"""The English catalogue is complete: what is marked in the source is said in English, and compiled as it stands.

After a change, see docs/decisions/0008-english.md.
"""

import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.tree import SOURCE, python_files, templates

PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r"\b_?n?(?:gettext)?\((u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))")
HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)\d*[sd]|%[sd]|\{\w+\}")


def _catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def _messages() -> list[Message]:
    return [message for message in _catalogue() if message.id]


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _marked_in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if name in MARKS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def _marked_in_template(path: Path) -> Iterator[str]:
    for found in IN_TEMPLATES.finditer(templatize(path.read_text(), origin=str(path))):
        yield ast.literal_eval(found[1])


def test_everything_marked_is_said_in_english() -> None:
    said = {_forms(message.id)[0] for message in _messages() if all(_forms(message.string))}
    silent = [
        f"{path.relative_to(SOURCE)}: {text}"
        for paths, marked in ((python_files(), _marked_in_python), (templates(), _marked_in_template))
        for path in paths
        for text in marked(path)
        if text and text not in said
    ]
    assert silent == []


def test_nothing_is_said_that_is_no_longer_asked_or_only_guessed() -> None:
    marked = {text for path in python_files() for text in _marked_in_python(path)}
    marked |= {text for path in templates() for text in _marked_in_template(path)}
    assert [message.id for message in _messages() if _forms(message.id)[0] not in marked] == []
    assert [message.id for message in _messages() if message.fuzzy] == []


def test_the_english_holds_no_chinese() -> None:
    assert [text for message in _messages() for text in _forms(message.string) if HAN.search(text)] == []


def test_every_translation_keeps_its_placeholders() -> None:
    """A two-digit month is still the month."""

    def asked(text: str) -> list[str]:
        return sorted(re.sub(r"\d", "", place) for place in PLACEHOLDER.findall(text))

    lost = [
        message.id
        for message in _messages()
        for text in _forms(message.string)
        if asked(text) != asked(_forms(message.id)[0])
    ]
    assert lost == []


def test_the_compiled_catalogue_is_what_the_text_gives() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue())
    compiled.seek(0)
    with PO.with_suffix(".mo").open("rb") as kept:
        assert gettext.GNUTranslations(kept)._catalog == gettext.GNUTranslations(compiled)._catalog
