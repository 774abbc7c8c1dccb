"""谁办: the parts offices have in a case. A helper (协办) has a clock of its own, an answer, and a score from the lead."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from sanzhi.cases import course_rules
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Assignment, Case, ClockRun
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from . import clocks, files
from .core import hold, take

LEAD, HELPER = Assignment.Part.LEAD, Assignment.Part.HELPER


def give(case: Case, lead: int, helpers: Sequence[int], *, at: datetime) -> None:
    """A lead and its helpers in place of whoever had a part; each helper's time to answer starts now."""
    end(case, "replaced", at=at)
    Assignment.objects.bulk_create(
        [
            Assignment(case=case, office_id=lead, part=LEAD, assigned_at=at),
            *(
                Assignment(
                    case=case,
                    office_id=helper,
                    part=HELPER,
                    assigned_at=at,
                    clock=clocks.start(case, clocks.HELP, at=at, office=helper),
                )
                for helper in helpers
            ),
        ]
    )


def end(case: Case, how: str, *, at: datetime) -> None:
    """Nobody has a part in it any more; `how` is what the page says of it."""
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_as=how)
    stop_idle([case.id], at=at)


def stop_idle(case_ids: Iterable[int], *, at: datetime) -> None:
    """Stop every helper's clock behind which nobody owes an answer any more."""
    owing = Assignment.objects.filter(clock=OuterRef("pk"), ended_at=None, answered_at=None)
    idle = ClockRun.objects.filter(case__in=case_ids, rule__clock=clocks.HELP, stopped_at=None)
    for run in idle.exclude(Exists(owing)).select_related("rule"):
        clocks.stop(run, at=at)


def all_answered(case: Case) -> None:
    """Refused while a helper still owes its answer."""
    waiting = Assignment.objects.filter(case=case, part=HELPER, ended_at=None, answered_at=None)
    names = list(waiting.values_list("office__name", flat=True))
    if names:
        raise Refusal("helpers_waiting", _("还在等协办单位答复：%(names)s。") % {"names": "、".join(names)})


@transaction.atomic
def answer_as_helper(
    case_id: int,
    *,
    reply: str,
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """协办答复: the helper's own answer to the lead."""
    case = hold(case_id, version)
    part = _owing(case, by.office_id)
    if part is None:
        raise Refusal("not_a_helper", _("您的单位没有等待答复的协办任务。"))
    move = take(case, "help_answer", by=by, at=at, content={"reply": reply.strip()})
    files.attach(case, move.seq, kept, public=False)
    Assignment.objects.filter(pk=part.pk).update(answered_at=at, answer_entry_id=move.entry_id)
    stop_idle([case.id], at=at)
    return case


@transaction.atomic
def waive_helper(
    case_id: int, *, office: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """免除协办: the dispatcher lets the lead go on without this helper's answer."""
    case = hold(case_id, version)
    part = _owing(case, office)
    if part is None:
        raise Refusal("not_a_helper", _("这个单位没有等待答复的协办任务。"))
    take(case, "help_waive", by=by, at=at, content=_to(part) | {"reason": reason.strip()})
    Assignment.objects.filter(pk=part.pk).update(ended_at=at, ended_as="waived")
    stop_idle([case.id], at=at)
    return case


def _owing(case: Case, office: int | None) -> Assignment | None:
    waiting = Assignment.objects.filter(case=case, part=HELPER, ended_at=None, answered_at=None)
    return waiting.filter(office_id=office).select_related("office").first()


def _to(part: Assignment) -> dict[str, str | int]:
    return {"office": part.office.name, "office_id": part.office_id}


@transaction.atomic
def score_helper(
    case_id: int,
    *,
    part: int,
    score: int,
    reason: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """协办评分: how a helper helped, said once by the lead that asked (吹哨报到双向评价); 1 to 5, a low one with its reason."""
    case = hold(case_id, version)
    if by.office_id != case.lead_id:
        raise Refusal("not_the_lead", _("协办由主办单位评分。"))
    course_rules.may_score(score, reason).or_refuse()
    answered = Assignment.objects.filter(pk=part, case=case, part=HELPER).exclude(answered_at=None)
    found = answered.select_related("office").first()
    if found is None or found.score is not None:
        raise Refusal("nothing_to_score", _("没有等待评分的协办答复。"))
    content = _to(found) | {"score": score, "reason": reason.strip()}
    move = take(case, "help_score", by=by, at=at, content=content)
    Assignment.objects.filter(pk=found.pk).update(score=score, score_entry_id=move.entry_id)
    return case
