"""标签库: the one register all component tags hang on, the icons, and the tones they share."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .shapes import must_be_one_of

register = template.Library()

SPRITE = Path(__file__).parents[1] / "static/sanzhi/icons.svg"
BUTTONS = {"main", "plain", "grave"}
# A tone always comes with its icon, so that no state is told by colour alone.
TONES = {
    "plain": "info",
    "move": "forward",
    "wait": "hourglass",
    "done": "check",
    "late": "warning",
    "stop": "pause",
}


@cache
def icon_names() -> frozenset[str]:
    """The icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """图标: decoration unless it has a `label`; then it is read out."""
    must_be_one_of(name, icon_names(), "icon")
    voice = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>', voice, static("sanzhi/icons.svg"), name
    )


def sheet(name: str, **given: object) -> str:
    """The template of the tag `name`, given what it shows."""
    return render_to_string(f"ui/tags/{name}.html", given)
