"""工作台的标签: a case's state and clock, drawn with the shared components."""

from datetime import date, datetime, timedelta
from typing import Any

from django import template

from sanzhi.cases import queries
from sanzhi.cases.flow import flow_of
from sanzhi.cases.kinds.maxima import readable
from sanzhi.kit.deadlines import Limit
from sanzhi.kit.masking import mask_name
from sanzhi.people.roles import ROLES
from sanzhi.web.desk import telling
from sanzhi.web.ui import saying

register = template.Library()
WAITING = ("registered", "assigned", "arbitration", "follow_up", "suspended")


@register.inclusion_tag("ui/tags/status.html", takes_context=True)
def case_status(context: template.Context, case: Any) -> dict:
    """状态, in the words of the desk."""
    state = flow_of(case.kind, case.kind_version).states[case.state]
    tone = "done" if state.ended else "wait" if case.state in WAITING else "move"
    return saying.status(context, state, tone=tone, face="desk")


@register.inclusion_tag("desk/parts/case_clock.html")
def case_clock(case: Any, now: datetime) -> dict:
    """期限, or why none is running."""
    return {"case": case, "now": now}


@register.inclusion_tag("ui/tags/clock.html")
def run_clock(run: Any, now: datetime) -> dict:
    """一个计时: running or paused."""
    return saying.clock(run.due_at, now, paused=bool(run.paused_at))


@register.simple_tag
def field_owner(account: Any) -> str:
    """Whose queue on the phone; nobody's when nobody is signed in."""
    return telling.field_owner(account) if account.is_authenticated else ""


@register.filter
def masked(name: str) -> str:
    return mask_name(name)


@register.filter
def by_whom(line: Any) -> str:
    """Who did it, and for which office; of a resident no more than the desk needs to know."""
    who = mask_name(line.who) if line.office == ROLES["resident"].name else line.who
    return " · ".join(str(part) for part in (line.office, who) if part)


@register.filter
def limit_words(text: str) -> str:
    """“5wd” as “5个工作日”; nothing for nothing."""
    return str(Limit.parse(text)) if text else ""


@register.filter
def more_words(extension: Any) -> str:
    """How much a delay asks for, in the unit of its clock."""
    return queries.more_words(extension)


@register.filter
def role_name(code: str) -> str:
    return ROLES[code].name if code in ROLES else code


@register.filter
def limit_or_text(text: str) -> str:
    """A draft's limit in words; as typed when it says none."""
    limit = readable(text)
    return str(limit) if limit else text or "—"


@register.filter
def of(names: dict[str, Any], code: str) -> Any:
    """The name under a code, nothing for none."""
    return names.get(code, "")


@register.filter
def day_before(day: date) -> date:
    """The last day of a span whose end is kept as the first day after it."""
    return day - timedelta(days=1)


@register.filter
def name_in(person_id: int | None, names: dict[int, str]) -> str:
    return names.get(person_id or 0, "")
