"""Pages obey the content security policy, and none lies about unused."""

import re

from tests.house.tree import SOURCE, python_files, templates

TEMPLATE_TAG = re.compile(r"\{%.*?%\}")  # {% if one == two %} is not an event handler
INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "javascript: link": re.compile(r"javascript:", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*(\bsrc=|type=\"application/json\"))[^>]*>", re.IGNORECASE),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    "outside address": re.compile(r"(src|href|action)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
}
# Found by their folder or by their reader (Django, allauth), not by a name in our code.
NAMED_BY_OTHERS = re.compile(
    r"^(\d{3}(_csrf)?\.html|account/|mfa/|usersessions/|allauth/|ui/(gallery|tags)/|django/forms/)"
)


def test_no_template_holds_inline_script_or_style_or_reaches_outside() -> None:
    found = [
        f"{path.relative_to(SOURCE)}: {fault}"
        for path in templates()
        for fault, pattern in INLINE.items()
        if pattern.search(TEMPLATE_TAG.sub("", path.read_text()))
    ]
    assert found == []


def test_every_template_is_used() -> None:
    everything = "".join(path.read_text() for path in [*python_files(), *templates()])
    unused = []
    for path in templates():
        name = str(path).partition("/templates/")[2]
        if not NAMED_BY_OTHERS.match(name) and f'"{name}' not in everything:
            unused.append(name)
    assert unused == []
