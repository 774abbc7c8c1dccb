"""盛放: the tags that hold other things."""

from __future__ import annotations

import re
from datetime import datetime

from . import words
from .library import BUTTONS, TONES, register, sheet
from .shapes import must, must_be_one_of


@register.simple_block_tag
def panel(content: str, title: str, level: int = 2, note: str = "", quiet: bool = False) -> str:
    """栏: a titled part of a page. `quiet` draws no sheet under it."""
    must(title, "panel: a part of a page has a title")
    must(level in (2, 3), f"panel: level is 2 or 3, not {level!r}")
    return sheet("panel", content=content, title=title, level=level, note=note, quiet=quiet)


@register.simple_block_tag
def card(content: str, title: str, href: str = "", level: int = 3) -> str:
    """一件事: one thing in a list, opened by its title. It holds words, never another card."""
    must(title, "card: a thing has a name")
    must(level in (2, 3, 4), f"card: level is 2 to 4, not {level!r}")
    must('class="card' not in content, "card: a card inside a card; use a panel around cards")
    return sheet("card", content=content, title=title, href=href, level=level)


@register.simple_block_tag
def notice(content: str, tone: str = "plain", title: str = "") -> str:
    """告知: a sentence the reader must not miss; `late` and `wait` are announced."""
    must_be_one_of(tone, TONES, "notice tone")
    must(content.strip(), "notice: it has something to say")
    return sheet("notice", content=content, tone=tone, title=title, icon=TONES[tone])


@register.simple_block_tag
def timeline(content: str, label: str) -> str:
    """时间线: what happened, newest first; holds `timeline_item`s only."""
    must(label, "timeline: say whose course it is")
    must("<li" in content, "timeline: it holds timeline_items; show `empty` when there are none")
    return sheet("timeline", content=content, label=label)


@register.simple_block_tag
def timeline_item(
    content: str,
    title: str,
    at: datetime | None = None,
    who: str = "",
    tone: str = "plain",
    now: bool = False,
) -> str:
    """一步: what happened, by whom, when; `now` marks where the matter stands; no `at` is a step still to come."""
    must(title, "timeline_item: say what happened")
    must_be_one_of(tone, TONES, "timeline_item tone")
    must(at or tone in ("plain", "wait"), "timeline_item: what has happened has a time")
    when = words.moment(at) if at else ""
    return sheet("timeline_item", content=content, title=title, at=at, when=when, who=who, tone=tone, now=now)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, opener: str, href: str, tone: str = "plain") -> str:
    """对话框: a link to the page `href`; where JavaScript runs it opens `content` in place instead."""
    must(re.fullmatch(r"[a-z][a-z0-9-]*", id), f"dialog: id {id!r} is not a word")
    must(title and opener and href, "dialog: it needs a title, an opener and a page for when it cannot open")
    must_be_one_of(tone, BUTTONS, "dialog tone")
    return sheet("dialog", content=content, id=id, title=title, opener=opener, href=href, tone=tone)


@register.simple_block_tag
def table(content: str, caption: str, stack: bool = True, shown: bool = True, keys: bool = False) -> str:
    """表: `thead` and `tbody` with a caption. `stack` turns rows into lists on a phone, so cells carry data-label.

    shown: False keeps the caption for screen readers only. keys: j and k walk the rows.
    """
    must(caption, "table: a table has a caption")
    must("<thead" in content and "<tbody" in content, "table: give it a thead and a tbody")
    cells = re.findall(r"<td\b[^>]*>", content)
    bare = [cell for cell in cells if "data-label=" not in cell and "colspan=" not in cell]
    must(not stack or not bare, f"table: {len(bare)} cells without data-label cannot be stacked")
    return sheet("table", content=content, caption=caption, stack=stack, shown=shown, keys=keys)
