"""文书: a letter of a county's own kind, filled in for one case, as `kit.papers` takes it."""

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sanzhi.cases import access
from sanzhi.cases.kinds.letters import fill
from sanzhi.cases.models import Case
from sanzhi.kit import ids
from sanzhi.kit.clock import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .kinds import details_of, kind_of
from .page import case_by_code


def letter(actor: Actor, code: str, letter_code: str, *, at: datetime) -> dict[str, Any]:
    """The letter for a case that the actor may see. Who reported is left out for those who may not know."""
    case = case_by_code(actor, code)
    kind = kind_of(case)
    found = next((one for one in kind.letters if one.code == letter_code), None) if kind else None
    if found is None:
        raise Refusal("not_visible", _("没有找到这份文书。"))
    words = _words(actor, case, at)
    return {
        "title": fill(found.title, words),
        "number": words["编号"],
        "fields": [],
        "paragraphs": [line for line in fill(found.text, words).splitlines() if line.strip()],
        "office": actor.office_name,
        "date": words["今天"],
    }


def _words(actor: Actor, case: Case, at: datetime) -> dict[str, str]:
    known = access.may_know_reporter(actor, case).ok
    return {
        **{field.label: said for field, said in details_of(case)},
        "编号": ids.case_number("TX", case.reported_at.year, case.id),
        "事项": case.title,
        "情况": case.text,
        "地点": f"{case.area.parent}{case.area}{case.place}",
        "类别": case.category.name,
        "收到日期": _day(case.reported_at),
        "期限": _day(case.due_at) if case.due_at else "",
        "承办单位": case.lead.name if case.lead else "",
        "受理单位": case.receiver.name,
        "反映人": case.reporter.name if known else _("（已隐去）"),
        "今天": _day(at),
    }


def _day(at: datetime) -> str:
    return date_format(at.astimezone(COUNTY), _("Y年n月j日"))
