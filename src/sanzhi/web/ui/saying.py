"""说: the tags for a word, a person, a clock, a way onward."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.flow import State

from . import words
from .library import TONES, register
from .shapes import must, must_be_one_of

CARDS = {"", "yellow", "red"}
FACES = {"resident", "desk", "board"}
PAGER_WORDS = {
    "time": (_("按时间翻页"), _("较新的"), _("较早的"), _("已是最新"), _("没有更早的了")),
    "list": (_("翻页"), _("上一页"), _("下一页"), _("已是第一页"), _("没有下一页了")),
}


@register.inclusion_tag("ui/tags/badge.html")
def badge(text: str, tone: str = "plain") -> dict:
    """标签: a word about a thing, such as its category."""
    must(text, "badge: an empty badge says nothing")
    must_be_one_of(tone, TONES, "badge tone")
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/tags/status.html", takes_context=True)
def status(context: template.Context, state: State, tone: str = "", face: str = "") -> dict:
    """状态: a `kit.flow.State` in the words of the face: `public` to residents, `desk` to staff."""
    face = face or context.get("face", "resident")
    must_be_one_of(face, FACES, "status face")
    must(isinstance(state, State), f"status: a State, not {state!r}")
    tone = tone or ("done" if state.ended else "move")
    must_be_one_of(tone, TONES, "status tone")
    return {"text": state.public if face == "resident" else state.desk, "tone": tone, "icon": TONES[tone]}


@register.inclusion_tag("ui/tags/clock.html")
def clock(
    due_at: datetime, now: datetime, ended_at: datetime | None = None, paused: bool = False, card: str = ""
) -> dict:
    """期限: time left or overrun in words, with the moment itself; a yellow or red card when one was raised.

    ended_at: when the work was done, which stops the clock for good. paused: it stands still by law.
    """
    must(isinstance(due_at, datetime) and isinstance(now, datetime), "clock: due_at and now are moments")
    must_be_one_of(card, CARDS, "clock card")
    must(not (paused and ended_at), "clock: what has ended is not paused")
    how = "paused" if paused else words.urgency(due_at, ended_at or now)
    if ended_at:
        how = "missed" if how == "late" else "kept"
    return {
        "due_at": due_at,
        "when": words.deadline(due_at),
        "left": words.time_left(due_at, now),
        "how": how,
        "card": card,
    }


@register.filter
def deadline_words(at: datetime) -> str:
    """到何时: the first late moment as the last good one, so that midnight is 24:00 of the day before."""
    return words.deadline(at)


@register.inclusion_tag("ui/tags/person.html")
def person(name: str, office: str = "", role: str = "", href: str = "") -> dict:
    """人: a name as it may be shown here (mask it before), with office and role."""
    must(name, "person: a person has a name")
    return {"name": name, "office": office, "role": role, "href": href}


@register.inclusion_tag("ui/tags/empty.html")
def empty(title: str, hint: str = "", href: str = "", action: str = "", icon: str = "inbox") -> dict:
    """空: nothing here, why that is so, and what one can do."""
    must(title, "empty: say what there is none of")
    must(bool(href) == bool(action), "empty: a way forward has an address and a name, or there is none")
    return {"title": title, "hint": hint, "href": href, "action": action, "icon": icon}


@register.inclusion_tag("ui/tags/pager.html")
def pager(newer: str = "", older: str = "", shown: int | None = None, order: str = "time") -> dict:
    """翻页: links onward and back by key; no page numbers, because a list that moves has none.

    order: `time` where the list runs by its dates, `list` where it runs by anything else.
    """
    must_be_one_of(order, PAGER_WORDS, "pager order")
    must(shown is None or shown >= 0, f"pager: {shown!r} rows cannot be shown")
    label, back, on, first, last = PAGER_WORDS[order]
    return {
        "label": label,
        "newer": newer,
        "older": older,
        "shown": shown,
        "back": back,
        "on": on,
        "first": first,
        "last": last,
    }


@register.inclusion_tag("ui/tags/nav_item.html", takes_context=True)
def nav_item(
    context: template.Context, label: str, href: str, icon: str, current: bool | None = None, count: int = 0
) -> dict:
    """导航项: one place in the face's navigation; `count` is what waits there. Current when the page lies under it."""
    must(label and href, "nav_item: it needs a label and an address")
    must(count >= 0, f"nav_item: {count!r} things cannot wait")
    if current is None:
        path = context["request"].path
        current = path == href or (href != "/" and path.startswith(href))
    return {"label": label, "href": href, "icon": icon, "current": current, "count": count}
