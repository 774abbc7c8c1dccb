"""回访: two questions, kept apart: is it solved, are you satisfied; and what follows from the answer."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import kinship, queries, rules, sampling
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import CallBack, Case
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import asking
from .core import hold, take
from .family import end_merge


@transaction.atomic
def call_back(
    case_id: int,
    *,
    solved: bool,
    satisfied: int,
    said: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """电话回访: by someone other than the handler. A matter not solved goes back, twice at most."""
    return _answered(
        case_id, str(CallBack.Means.PHONE), solved, satisfied, said, by=by, at=at, version=version
    )


@transaction.atomic
def rate(
    case_id: int,
    *,
    solved: bool,
    satisfied: int,
    said: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """本人评价: the citizen's own answer to the same two questions, without waiting for the call."""
    return _answered(
        case_id, str(CallBack.Means.SELF), solved, satisfied, said, by=by, at=at, version=version
    )


def _answer_step(case: Case, solved: bool, means: str, at: datetime) -> str:
    """What the answer leads to. Of a merged case it is the reporter's own; not solved for them, they may ask again."""
    if case.state == "merged":
        kinship.may_rate_merged(queries.main_state(case.id)).or_refuse()
        return "rate"
    steps = flow_of(case.kind, case.kind_version).steps
    starts_anew = any(one.name in ("reopen", "reopen_unassigned") for one in steps)
    return rules.call_back_step(
        solved=solved or not starts_anew, reopens=case.reopens, has_lead=_lead_there(case, at), means=means
    )


def _answered(
    case_id: int,
    means: str,
    solved: bool,
    satisfied: int,
    said: str,
    *,
    by: Actor,
    at: datetime,
    version: int | None,
) -> Case:
    case = hold(case_id, version)
    with walls.the_house():  # a confidential matter leaves the caller's sight by being closed
        return answered(case, means, solved, satisfied, said, by=by, at=at)


def answered(
    case: Case, means: str, solved: bool, satisfied: int, said: str, *, by: Actor, at: datetime
) -> Case:
    """The two verdicts on a case that is held, and what follows from them."""
    if not 1 <= satisfied <= 5:
        raise Refusal("satisfied_missing", _("请选择满意程度。"))
    merged = case.state == "merged"
    step = _answer_step(case, solved, means, at)
    late = case.state == "closed" and means != CallBack.Means.PHONE
    if late:
        _may_rate_late(case, at)
        step = "rate_late" if step == "rate" else step
    if means == CallBack.Means.PHONE:
        asking.note_call(case)
    content = {"solved": solved, "satisfied": satisfied, "text": said.strip()}
    again = step.startswith("reopen")
    if again:
        content["reason"] = said.strip() if len(said.strip()) >= 4 else _("当事人反映尚未解决。")
    changes = _reopened(case, at) if again else {} if late else {"closed_at": at, "holder_id": None}
    round_asked, handled_by = case.reopens, case.handled_by_id
    changes |= {"solved": solved, "satisfied": satisfied, "excused_rating": False}
    take(case, step, by=by, at=at, content=content, changes=changes)
    CallBack.objects.create(
        case=case,
        means=means,
        by_id=by.person_id,
        handled_by_id=handled_by,
        at=at,
        round=round_asked,
        reached=True,
        solved=solved,
        satisfied=satisfied,
    )
    if merged:
        end_merge(case, "rated", at=at)
    return case


def _may_rate_late(case: Case, at: datetime) -> None:
    if case.satisfied is not None:
        raise Refusal("rated_already", _("已经评价过了，谢谢您。"))
    rules.may_reopen(case.state, case.closed_at, at).or_refuse()


def _lead_there(case: Case, at: datetime) -> bool:
    """Whether it was handled by an office, that office is still there, and its kind lets it handle the matter again."""
    kind = queries.kind_of(case)
    if kind is not None and not kind.again:
        return False
    return bool(case.lead_id) and people.offices_open(at).filter(id=case.lead_id).exists()


def _reopened(case: Case, at: datetime) -> dict[str, Any]:
    """Back to who handled it; where that office is gone, to who received it, else to the county's centre."""
    lead = case.lead_id if _lead_there(case, at) else None
    return {
        "holder_id": lead or queries.desk_for(case, at),
        "lead_id": lead,
        "reopens": case.reopens + 1,
        "closed_at": None,
        "done_at": None,
        "done_late": None,
    }


@transaction.atomic
def reopen(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """要求重新办理: by the citizen after closing, within the time that `rules` allows, or by the call-back desk."""
    case = hold(case_id, version)
    rules.may_reopen(case.state, case.closed_at, at).or_refuse()
    changes = _reopened(case, at) | {"solved": None, "satisfied": None, "excused_rating": False}
    step = "reopen" if changes["lead_id"] else "reopen_unassigned"
    take(case, step, by=by, at=at, content={"reason": reason.strip()}, changes=changes)
    return case


@transaction.atomic
def no_answer(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Case:
    """回访未接通: one try, on record; after the third, the matter may be closed without an answer."""
    case = hold(case_id, version)
    tries = queries.tries_of(case)
    if len(tries) >= rules.CALL_BACK_TRIES:
        raise Refusal("tried_enough", _("已经打过三次，可以按“三次未联系上”办结。"))
    sampling.may_try([one.at for one in tries], at).or_refuse()
    take(case, "no_answer", by=by, at=at, content={})
    asking.note_try(case, at=at)
    CallBack.objects.create(
        case=case,
        means=CallBack.Means.PHONE,
        by_id=by.person_id,
        handled_by_id=case.handled_by_id,
        at=at,
        round=case.reopens,
        reached=False,
    )
    return case


@transaction.atomic
def decline_answer(
    case_id: int, *, said: str = "", by: Actor, at: datetime, version: int | None = None
) -> Case:
    """不愿回答: reached, and left in peace: counted by itself, neither as an answer nor as nobody reached."""
    case = hold(case_id, version)
    asking.note_call(case)
    changes = {"closed_at": at, "holder_id": None, "solved": None, "satisfied": None}
    round_asked, handled_by = case.reopens, case.handled_by_id
    with walls.the_house():  # as in `_answered`
        take(case, "decline_answer", by=by, at=at, content={"note": said.strip()}, changes=changes)
        CallBack.objects.create(
            case=case,
            means=CallBack.Means.PHONE,
            by_id=by.person_id,
            handled_by_id=handled_by,
            at=at,
            round=round_asked,
            reached=True,
            declined=True,
        )
    return case


@transaction.atomic
def close_unreached(case_id: int, *, by: Actor, at: datetime, version: int | None = None) -> Case:
    """三次未联系上办结: counted as not reached, never as satisfied."""
    case = hold(case_id, version)
    tries = queries.call_back_tries(case)
    if tries < rules.CALL_BACK_TRIES:
        raise Refusal("tries_missing", _("要先打满三次电话，现在是第 %(tries)d 次。") % {"tries": tries})
    # An answer given before it was reopened was about other work: nobody was reached about this.
    changes = {"closed_at": at, "holder_id": None, "solved": None, "satisfied": None, "excused_rating": False}
    with walls.the_house():  # as in `_answered`
        take(case, "close_unreached", by=by, at=at, content={}, changes=changes)
    return case
