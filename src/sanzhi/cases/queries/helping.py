"""协办: what other offices wait for from this one, and how helpers did."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sanzhi.cases.models import Assignment, Case
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .lists import PAGE_SIZE, WITH_NAMES, Page
from .paging import key_at, place_of

_OWING = Q(part=Assignment.Part.HELPER, ended_at=None, answered_at=None)


def helping(actor: Actor, *, after: str = "", size: int = PAGE_SIZE) -> Page:
    """协办待答: cases that wait for this office's answer as helper, the soonest due first.

    A row's `due_at` is when this office has to answer, which is sooner than the case itself is due.
    """
    parts = _waiting(actor).annotate(due=Coalesce("clock__due_at", "assigned_at"))
    if place := place_of(after):
        due, part_id = place
        parts = parts.filter(Q(due__gt=due) | Q(due=due, id__gt=part_id))
    named = [f"case__{name}" for name in WITH_NAMES]
    found = list(parts.select_related("case", *named).order_by("due", "id")[: size + 1])
    for part in found:
        part.case.due_at = part.due
    older = key_at(found[size - 1].due, found[size - 1].id) if len(found) > size else None
    return Page([part.case for part in found[:size]], older, bool(place))


def helping_count(actor: Actor) -> int:
    return _waiting(actor).count()


def _waiting(actor: Actor) -> QuerySet[Assignment]:
    parts = Assignment.objects.filter(_OWING, office_id=actor.office_id, case__closed_at=None)
    return parts.exclude(case__state="merged")


def helpers_waited_for(case_id: int) -> list[tuple[int, str]]:
    """Helpers whose answer is still out: (office id, name)."""
    waiting = Assignment.objects.filter(_OWING, case_id=case_id)
    return list(waiting.values_list("office_id", "office__name"))


def help_verdict(actor: Actor, step: str, case: Case, parts: Sequence[Assignment]) -> Verdict:
    """Whether there is a helper for this step: to answer as, to let off, or to score."""
    helpers = [part for part in parts if part.part == Assignment.Part.HELPER]
    owing = [part for part in helpers if not part.ended_at and not part.answered_at]
    if step == "help_answer" and actor.office_id not in {part.office_id for part in owing}:
        return no("not_a_helper", _("您的单位没有等待答复的协办任务。"))
    if step == "help_waive" and not owing:
        return no("not_a_helper", _("没有等待答复的协办单位。"))
    if step == "help_score" and actor.office_id != case.lead_id:
        return no("not_the_lead", _("协办由主办单位评分。"))
    if step == "help_score" and not any(part.answered_at and part.score is None for part in helpers):
        return no("nothing_to_score", _("没有等待评分的协办答复。"))
    return YES


def helpers_to_score(case_id: int) -> list[tuple[int, str]]:
    """Helpers that have answered and have no score yet: (part, name of the office)."""
    answered = Assignment.objects.filter(case_id=case_id, part=Assignment.Part.HELPER, score=None)
    return list(answered.exclude(answered_at=None).order_by("id").values_list("id", "office__name"))
