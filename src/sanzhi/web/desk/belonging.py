"""一家子: what the case page shows beside the case itself: related cases, similar ones, supervision."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.flow import flow_of
from sanzhi.cases.queries import CasePage
from sanzhi.kit.clock import COUNTY
from sanzhi.people.roles import Actor
from sanzhi.web.ui.words import deadline, moment
from sanzhi.windows import queries as windows

JOINING = ("merge", "link")


def belonging(actor: Actor, page: CasePage, at: datetime) -> dict[str, Any]:
    """For the template; similar cases only for whoever could merge or link them."""
    case = page.case
    family = queries.family(actor, case, page.related)
    given: dict[str, Any] = {"family": family, "words": queries.supervision_words(family.supervisions)}
    late = queries.unanswered(family.supervisions, at)
    given["supervised"] = [(one, given["words"][one.id], late.get(one.id, "")) for one in family.supervisions]
    given |= handing(actor, case)
    given["notes"] = queries.join_notes(case.id) if family.joined else []
    given["joining"] = [one.step.name for one in page.offers if one.step.name in JOINING and one.verdict]
    # At triage; what comes later is compared with this one at its own.
    if given["joining"] and case.state == flow_of(case.kind, case.kind_version).start:
        known = {one.id for one in (*family.merged, *family.linked, *family.parts, family.parent) if one}
        given["alike"] = [
            found for found in queries.similar_cases(actor, case, at) if found.case.id not in known
        ]
    if actor.may("case.supervise"):
        given["trace"] = queries.trace(case, family.joined, at)
    return given


def handing(actor: Actor, case: Any) -> dict[str, Any]:
    """交接: where it was handed to, whether it may be from here, and at which counter it was filed; for any room's page."""
    hops = windows.course_of(case, actor)
    return {"hops": hops, "way": windows.way_of(actor, case, hops), "turn": windows.ticket_of_case(case)}


def supervision_sheet(one: Any, words: dict[str, str], reader: Actor, at: datetime) -> dict[str, Any]:
    """督办单 as a letter for `kit.papers`: no name, no contact data, none of what the resident wrote."""
    case = one.case
    fields = [
        [_("事项"), case.title],
        [_("查询码"), case.public_code],
        [_("地点"), f"{case.area.parent} {case.area}"],
        [_("类别"), case.category.name],
        [_("发给"), one.office.name],
        [_("发出"), moment(one.raised_at)],
        [_("答复期限"), deadline(one.due_at)],
        [_("依据"), _basis(one)],
    ]
    said: Iterable[tuple[str, str]] = (
        (_("督办缘由"), words.get("why", "")),
        (_("要求"), words.get("ask", "")),
        (_("答复"), words.get("answer", "")),
        (_("解除"), words.get("note", "")),
    )
    return {
        "title": _("%(level)s单") % {"level": one.get_level_display()},
        "number": _("督办第 %(number)d 号") % {"number": one.id},
        "fields": fields,
        "paragraphs": [_("%(what)s：%(said)s") % {"what": what, "said": text} for what, text in said if text],
        "office": reader.office_name,
        "date": date_format(at.astimezone(COUNTY), _("Y年n月j日")),
        "seal": True,
    }


def _basis(one: Any) -> str:
    if one.rule is None:
        return _("督查员提出")
    rule = {"version": one.rule.version, "name": one.rule.name, "basis": one.rule.basis}
    return _("第 %(version)d 版规则“%(name)s”（%(basis)s）") % rule
