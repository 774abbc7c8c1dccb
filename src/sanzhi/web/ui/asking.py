"""问与做: the tags of forms and of moves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django import template
from django.forms import BoundField, Form
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanzhi.kit.verdict import YES, Verdict

from .library import BUTTONS, register
from .posting import fresh_key
from .shapes import must, must_be_one_of


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
    control = form[search].as_widget(attrs={"placeholder": form[search].label})
    rest = [bound for bound in form.visible_fields() if bound.name != search]
    active = sum(bool(bound.value()) for bound in rest)
    return {"search": form[search], "control": control, "rest": rest, "active": active}


@register.inclusion_tag("ui/tags/steps.html")
def steps(labels: Sequence[str], current: int) -> dict:
    """步骤条: where one stands in a short filing; `current` counts from 1."""
    must(not isinstance(labels, str) and 2 <= len(labels) <= 5, f"steps: two to five labels, not {labels!r}")
    must(1 <= current <= len(labels), f"steps: {current!r} is not one of {len(labels)} steps")
    return {"labels": labels, "current": current, "count": len(labels)}


@register.simple_tag
def once() -> SafeString:
    """一次: the hidden key that lets a form take effect once, however often it is sent (see `posting`)."""
    return format_html('<input type="hidden" name="once" value="{}">', fresh_key())


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

    The form carries a key of its own (`once`). hidden: further fields sent along. confirm: the question asked first.
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
