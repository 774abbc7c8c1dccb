"""组件: the tags every page is built from. Each refuses arguments it does not have (`WrongUse`); see /ui/."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from django import template
from django.forms import BoundField, Form
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanzhi.kit.verdict import YES, Verdict
from sanzhi.web.ui import words
from sanzhi.web.ui.shapes import ChartRow, must, must_be_one_of

register = template.Library()

SPRITE = Path(__file__).parents[2] / "static/sanzhi/icons.svg"
TONES = {
    "plain": "info",
    "move": "forward",
    "wait": "hourglass",
    "done": "check",
    "late": "warning",
    "stop": "pause",
}
BUTTONS = {"main", "plain", "grave"}
CARDS = {"", "yellow", "red"}
FACES = {"resident", "desk", "board"}


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


# ── what holds other things ──────────────────────────────────────────────────────────────────────────────


@register.simple_block_tag
def panel(content: str, title: str, level: int = 2, note: str = "", quiet: bool = False) -> str:
    """栏: a titled part of a page. `quiet` draws no sheet under it."""
    must(title, "panel: a part of a page has a title")
    must(level in (2, 3), f"panel: level is 2 or 3, not {level!r}")
    return _sheet("panel", content=content, title=title, level=level, note=note, quiet=quiet)


@register.simple_block_tag
def card(content: str, title: str, href: str = "", level: int = 3) -> str:
    """一件事: one thing in a list, opened by its title. It holds words, never another card."""
    must(title, "card: a thing has a name")
    must(level in (2, 3, 4), f"card: level is 2 to 4, not {level!r}")
    must('class="card' not in content, "card: a card inside a card; use a panel around cards")
    return _sheet("card", content=content, title=title, href=href, level=level)


@register.simple_block_tag
def notice(content: str, tone: str = "plain", title: str = "") -> str:
    """告知: a sentence the reader must not miss; `late` and `wait` are announced."""
    must_be_one_of(tone, TONES, "notice tone")
    must(content.strip(), "notice: it has something to say")
    return _sheet("notice", content=content, tone=tone, title=title, icon=TONES[tone])


@register.simple_block_tag
def timeline(content: str, label: str) -> str:
    """时间线: what happened, newest first; holds `timeline_item`s only."""
    must(label, "timeline: say whose course it is")
    must("<li" in content, "timeline: it holds timeline_items; show `empty` when there are none")
    return _sheet("timeline", content=content, label=label)


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
    return _sheet(
        "timeline_item", content=content, title=title, at=at, when=when, who=who, tone=tone, now=now
    )


@register.simple_block_tag
def dialog(content: str, id: str, title: str, opener: str, href: str, tone: str = "plain") -> str:
    """对话框: a link to the page `href`; where JavaScript runs it opens `content` in place instead."""
    must(re.fullmatch(r"[a-z][a-z0-9-]*", id), f"dialog: id {id!r} is not a word")
    must(title and opener and href, "dialog: it needs a title, an opener and a page for when it cannot open")
    must_be_one_of(tone, BUTTONS, "dialog tone")
    return _sheet("dialog", content=content, id=id, title=title, opener=opener, href=href, tone=tone)


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
    return _sheet("table", content=content, caption=caption, stack=stack, shown=shown, keys=keys)


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("ui/tags/field.html")
def field(bound: BoundField) -> dict:
    """表单项: label, help, control, error and, for long text with a limit, a counter."""
    must(isinstance(bound, BoundField), f"field: a bound field, not {bound!r}")
    attrs = {"data-counter": f"{bound.auto_id}_count"} if _counts(bound) else {}
    kind = getattr(bound.field.widget, "input_type", "text")
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "group": bound.field.widget.use_fieldset,
        "tick": kind == "checkbox" and not bound.field.widget.use_fieldset,
        "counter": bound.field.max_length if attrs else None,
    }


def _counts(bound: BoundField) -> bool:
    return bound.field.widget.__class__.__name__ == "Textarea" and bool(
        getattr(bound.field, "max_length", None)
    )


@register.inclusion_tag("ui/tags/filters.html")
def filters(form: Form, search: str = "q") -> dict:
    """筛选: a GET form; the field named `search` stands in front, the rest fold away, what is set is counted."""
    must(isinstance(form, Form), f"filters: a form, not {form!r}")
    must(search in form.fields, f"filters: the form has no field {search!r}")
    rest = [bound for bound in form.visible_fields() if bound.name != search]
    return {
        "form": form,
        "search": form[search],
        "rest": rest,
        "active": sum(bool(bound.value()) for bound in rest),
    }


@register.inclusion_tag("ui/tags/steps.html")
def steps(labels: Sequence[str], current: int) -> dict:
    """步骤条: where one stands in a short filing; `current` counts from 1."""
    must(not isinstance(labels, str) and 2 <= len(labels) <= 5, f"steps: two to five labels, not {labels!r}")
    must(1 <= current <= len(labels), f"steps: {current!r} is not one of {len(labels)} steps")
    return {"labels": labels, "current": current, "count": len(labels)}


@register.inclusion_tag("ui/tags/action_button.html", takes_context=True)
def action_button(
    context: template.Context,
    label: str,
    url: str,
    verdict: Verdict = YES,
    tone: str = "plain",
    icon: str = "",
    method: str = "post",
    confirm: str = "",
    hidden: Mapping[str, str] | None = None,
) -> dict:
    """动作: a form with one button, or a link (`method="get"`); a closed move stays in sight and says why.

    hidden: fields sent along, such as the idempotency key. confirm: the question asked first.
    """
    must(label and url, "action_button: it needs a label and an address")
    must(isinstance(verdict, Verdict), f"action_button: a Verdict, not {verdict!r}")
    must_be_one_of(tone, BUTTONS, "action_button tone")
    must_be_one_of(method, {"get", "post"}, "action_button method")
    must(
        not (method == "get" and (hidden or confirm)),
        "action_button: a link carries nothing and asks nothing",
    )
    reason_id = "no-" + re.sub(r"\W+", "-", f"{verdict.code}-{url}").strip("-")
    return {
        "label": label, "url": url, "verdict": verdict, "tone": tone, "icon": icon, "method": method,
        "confirm": confirm, "hidden": hidden or {}, "reason_id": reason_id, "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


# ── small words ──────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("ui/tags/badge.html")
def badge(text: str, tone: str = "plain") -> dict:
    """标签: a word about a thing, such as its category."""
    must(text, "badge: an empty badge says nothing")
    must_be_one_of(tone, TONES, "badge tone")
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/tags/status.html", takes_context=True)
def status(context: template.Context, state: object, tone: str = "", face: str = "") -> dict:
    """状态: a `kit.flow.State` in the words of the face: `public` to residents, `desk` to staff."""
    face = face or context.get("face", "resident")
    must_be_one_of(face, FACES, "status face")
    must(hasattr(state, "public") and hasattr(state, "desk"), f"status: a State, not {state!r}")
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
        "when": words.moment(due_at),
        "left": words.time_left(due_at, now),
        "how": how,
        "card": card,
    }


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
def pager(newer: str = "", older: str = "", shown: int | None = None) -> dict:
    """翻页: links to newer and older by key; no page numbers, because a list that moves has none."""
    must(shown is None or shown >= 0, f"pager: {shown!r} rows cannot be shown")
    return {"newer": newer, "older": older, "shown": shown}


@register.inclusion_tag("ui/tags/nav_item.html")
def nav_item(label: str, href: str, icon: str, current: bool = False, count: int = 0) -> dict:
    """导航项: one place in the face's navigation; `count` is what waits there."""
    must(label and href, "nav_item: it needs a label and an address")
    must(count >= 0, f"nav_item: {count!r} things cannot wait")
    return {"label": label, "href": href, "icon": icon, "current": current, "count": count}


# ── figures ──────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("ui/tags/meter.html")
def meter(value: float, of: float, label: str, unit: str = "") -> dict:
    """量条: a part of a whole with both numbers in words."""
    must(label, "meter: say what is measured")
    must(of > 0 and 0 <= value <= of, f"meter: {value!r} is not a part of {of!r}")
    return {"value": value, "of": of, "label": label, "unit": unit, "percent": 100 * value / of}


@register.inclusion_tag("ui/tags/stat.html")
def stat(
    label: str, value: str, href: str = "", part: int | None = None, whole: int | None = None, note: str = ""
) -> dict:
    """指标: a headline figure with its numerator, denominator and the cases behind it."""
    must(label and str(value), "stat: a figure has a name and a value")
    must((part is None) == (whole is None), "stat: show numerator and denominator together")
    return {"label": label, "value": value, "href": href, "part": part, "whole": whole, "note": note}


@register.inclusion_tag("ui/tags/figure_chart.html")
def figure_chart(
    kind: str,
    title: str,
    head: str,
    columns: Sequence[str],
    rows: Sequence[ChartRow],
    unit: str = "",
    note: str = "",
) -> dict:
    """图: a real table in a figure; charts.js draws over it where it can. `head` names the label column."""
    must_be_one_of(kind, {"bar", "line"}, "figure_chart kind")
    must(title and head and columns, "figure_chart: it needs a title, a head and columns")
    must(all(isinstance(row, ChartRow) for row in rows), "figure_chart: rows are ChartRows")
    must(
        all(len(row.values) == len(columns) for row in rows),
        "figure_chart: each row has a figure for each column",
    )
    return {
        "kind": kind,
        "title": title,
        "head": head,
        "columns": columns,
        "rows": rows,
        "unit": unit,
        "note": note,
    }


def _sheet(name: str, **given: object) -> str:
    return render_to_string(f"ui/tags/{name}.html", given)
