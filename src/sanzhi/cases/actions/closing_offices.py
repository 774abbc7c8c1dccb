"""单位撤并: where its open cases go. Their state and their clocks stay; only the hands change."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.models import Assignment, Case, ClockRun, Supervision
from sanzhi.cases.models.case import OPEN
from sanzhi.journal import actions as journal
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import access as people_access
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from .parts import stop_idle


@transaction.atomic
def close_office(office_id: int, *, successor: int | None, by: Actor, at: datetime) -> int:
    """撤并单位: refused while it has open cases and nobody to take them. Returns how many were handed over.

    Whoever closes an office may see no case: they are handed over by the house and stay out of sight.
    """
    people_access.may_keep_offices(by).or_refuse()
    held = [people.hold_office(one) for one in sorted({office_id, successor or office_id})]
    names = {office.id: office.name for office in held}
    if queries.rules_that_name(office_id):
        raise Refusal("rules_name_it", _("现行分派规则还指向这个单位，请先发布新的规则。"))
    with walls.the_house():
        cases = list(queries.open_cases_of(office_id).select_for_update(of=("self",)).order_by("id"))
        asked = Supervision.objects.filter(office=office_id, ended_at=None)
        if (cases or asked.exists()) and successor in (None, office_id):
            raise Refusal(
                "office_has_cases",
                _("还有 %(count)d 件没有办完的事项或没有解除的督办在这个单位，请选由哪个单位接着办。")
                % {"count": len(cases) + asked.exclude(case__in=cases).count()},
            )
        if successor:
            _keep_apart(office_id, successor)
        if successor:
            asked.update(office=successor)
        if cases and successor:
            _hand_over(cases, office_id, successor, names, by=by, at=at)
    people.close_office(office_id, successor=successor, by=by, at=at)
    return len(cases)


def _hand_over(
    cases: list[Case], old: int, new: int, names: dict[int, str], *, by: Actor, at: datetime
) -> None:
    ids = [case.id for case in cases]
    for column in ("holder_id", "lead_id", "receiver_id"):
        Case.objects.filter(pk__in=ids, **{column: old}).update(**{column: new})
    ClockRun.objects.filter(case__in=ids, stopped_at=None, office_id=old).update(office_id=new)
    parts = Assignment.objects.filter(case__in=ids, ended_at=None, office_id=old)
    already = set(
        Assignment.objects.filter(case__in=ids, ended_at=None, office_id=new).values_list(
            "case_id", flat=True
        )
    )
    moved = list(parts.order_by("id"))
    parts.update(ended_at=at, ended_as="replaced")
    leads = [part.case_id for part in moved if part.part == "lead" and part.case_id in already]
    Assignment.objects.filter(case__in=leads, ended_at=None, office_id=new).update(
        ended_at=at, ended_as="replaced"
    )  # a helper that becomes the lead no longer helps itself
    Assignment.objects.bulk_create(
        Assignment(
            case_id=part.case_id, office_id=new, part=part.part, assigned_at=at,
            signed_at=part.signed_at, signed_by_id=part.signed_by_id,
            answered_at=part.answered_at, answer_entry_id=part.answer_entry_id, clock_id=part.clock_id,
            score=part.score, score_entry_id=part.score_entry_id,
        )
        for part in moved
        if part.part == "lead" or part.case_id not in already
    )  # fmt: skip
    stop_idle(ids, at=at)
    content = {"from": names[old], "lead": names[new]}
    for case in cases:
        journal.record(
            "case.handed_over",
            by=by.person_id,
            at=at,
            about=("case", case.id),
            content=content,
            topic="case.handed_over",
        )


def _keep_apart(old: int, new: int) -> None:
    """被反映单位: what complains of the closed office complains of its successor, and is not received by it either."""
    centre = queries.centre_id()
    if new == centre:
        return
    both = Case.objects.filter(OPEN).filter(Q(receiver=old, against=new) | Q(receiver=new, against=old))
    both.filter(holder=F("receiver")).update(holder=centre)
    both.update(receiver=centre)
    Case.objects.filter(OPEN, against=old).update(against=new)
