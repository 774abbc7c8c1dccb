"""申诉: an office contests what counts against it; another office decides; the rating and the card stay as they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import course_rules, queries
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Card, Case, ClockRun, Contest
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks, files
from .core import hold, take


@transaction.atomic
def contest_rating(
    case_id: int,
    *,
    reason: str,
    evidence: Sequence[Kept] = (),
    no_photo_because: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """申诉评价: by the office that handled it, of the last answer, when that was “not satisfied”."""
    case = hold(case_id, version)
    last = queries.last_answer(case)
    if last is None or last.satisfied is None or last.satisfied > course_rules.UNSATISFIED:
        raise Refusal("nothing_to_contest", _("没有可以申诉的“不满意”评价。"))
    if queries.office_that_did(case, last.at) != by.office_id:
        raise Refusal("not_your_work", _("只有当时承办的单位可以申诉。"))
    course_rules.may_contest(last.at, at, people.working_calendar()).or_refuse()
    if Contest.objects.filter(call_back=last).exists():
        raise Refusal("contested_already", _("这次评价已经申诉过。"))
    said = {"reason": reason, "because": no_photo_because}
    return _contested(case, "contest_rating", said, evidence, by, at, call_back=last)


@transaction.atomic
def contest_card(
    case_id: int,
    *,
    card: int,
    reason: str,
    evidence: Sequence[Kept] = (),
    no_photo_because: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """申诉亮牌: by the office it was raised against."""
    case = hold(case_id, version)
    found = Card.objects.filter(pk=card, case=case, office_id=by.office_id).first()
    if found is None:
        raise Refusal("nothing_to_contest", _("没有对您的单位亮过这张牌。"))
    course_rules.may_contest(found.raised_at, at, people.working_calendar()).or_refuse()
    if Contest.objects.filter(card=found).exists():
        raise Refusal("contested_already", _("这张牌已经申诉过。"))
    said = {"reason": reason, "because": no_photo_because}
    return _contested(case, "contest_card", said, evidence, by, at, card=found)


def _contested(
    case: Case,
    step: str,
    said: dict[str, str],
    evidence: Sequence[Kept],
    by: Actor,
    at: datetime,
    **about: Any,
) -> Case:
    content = {
        "reason": said["reason"].strip(),
        "evidence": [kept.digest for kept in evidence] or said["because"].strip(),
    }
    move = take(case, step, by=by, at=at, content=content)
    files.attach(case, move.seq, evidence, public=False)
    limits = queries.limit_for("contest", case.category_id, at)
    about |= {"limit_id": limits.rule_id, "due_at": clocks.due_times(limits, at)[0]}
    Contest.objects.create(case=case, office_id=by.office_id, asked_by_id=by.person_id, asked_at=at, **about)
    return case


@transaction.atomic
def uphold_contest(
    case_id: int, *, contest: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """申诉成立: left out of the measures (剔除) and counted as left out; nothing that was said or raised is changed."""
    case = hold(case_id, version)
    found = _waiting(case, contest, by)
    changes = {"excused_rating": True} if _about_last_answer(case, found) else {}
    changes |= {"excused_late": True} if _about_present_clock(case, found) else {}
    return _decided(case, found, "contest_uphold", reason, by, at, changes)


@transaction.atomic
def refuse_contest(
    case_id: int, *, contest: int, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """申诉不成立: everything counts as before."""
    case = hold(case_id, version)
    return _decided(case, _waiting(case, contest, by), "contest_refuse", reason, by, at, {})


def _waiting(case: Case, contest: int, by: Actor) -> Contest:
    found = Contest.objects.filter(pk=contest, case=case, upheld=None).select_related("card__clock").first()
    if found is None:
        raise Refusal("nothing_contested", _("没有等待裁定的申诉。"))
    course_rules.may_decide_contest(
        by=by.person_id, office=by.office_id, asked_by=found.asked_by_id, asked_office=found.office_id
    ).or_refuse()
    return found


def _about_last_answer(case: Case, contest: Contest) -> bool:
    last = queries.last_answer(case)
    return last is not None and contest.call_back_id == last.id and case.satisfied is not None


def _about_present_clock(case: Case, contest: Contest) -> bool:
    """Is it about the clock that decides whether this case was done in time, the last one that counts the work?"""
    counted = ClockRun.objects.filter(case=case).exclude(rule__clock__in=queries.OF_THE_DESKS)
    last = counted.order_by("-id").first()
    return bool(contest.card and last and contest.card.clock_id == last.id)


def _decided(
    case: Case, contest: Contest, step: str, reason: str, by: Actor, at: datetime, changes: dict[str, Any]
) -> Case:
    subject = queries.contest_subject(contest)
    content = {"reason": reason.strip(), "about": subject}
    take(case, step, by=by, at=at, content=content, changes=changes)
    Contest.objects.filter(pk=contest.pk).update(
        upheld=step == "contest_uphold",
        decided_by=by.person_id,
        decided_office=by.office_id,
        decided_at=at,
    )
    return case
