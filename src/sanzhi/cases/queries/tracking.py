"""凭码查询: what a public code opens by itself."""

from dataclasses import replace

from django.utils.translation import gettext as _

from sanzhi.cases.models import Case
from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal

from .course import course_of
from .page import CasePage, code_typed
from .timeline import timeline


def tracked(code: str) -> CasePage:
    """What the code alone opens: how far it is. The words only when there is nobody who could sign in to read them."""
    case = (
        Case.objects.filter(public_code=code_typed(code))
        .select_related("area__parent", "category__parent", "holder", "lead", "receiver", "reporter")
        .first()
    )
    if case is None:
        raise Refusal("not_visible", _("没有找到这个事项。"))
    lines = timeline(case, public=True)
    if not case.reporter.anonymous:
        lines = [replace(line, words={}, files=[]) for line in lines]
    return CasePage(
        case,
        ids.case_number("TX", case.reported_at.year, case.id),
        lines,
        offers=[],
        parts=[],
        clocks=[],
        cards=[],
        reporter_name="",
        course=course_of(case, {line.step for line in lines}),
    )
