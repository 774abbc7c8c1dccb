"""分派: answer on the spot, decline with the route told, assign to a lead and helpers, or decide after three returns."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import course_rules, queries
from sanzhi.cases.elsewhere import KINDS
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import clocks, parts
from .core import hold, take


@transaction.atomic
def answer_on_spot(case_id: int, *, reply: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """当场答复: the question is answered at once; the citizen is then asked as after any handling."""
    case = hold(case_id, version)
    changes = {
        "holder_id": queries.centre_id(),
        "done_at": at,
        "done_late": queries.handling_is_late(case.id, at),
        "handled_by_id": by.person_id,
    }
    take(case, "answer_on_spot", by=by, at=at, content={"reply": reply.strip()}, changes=changes)
    return case


@transaction.atomic
def not_accept(
    case_id: int,
    *,
    reason: str,
    route: str,
    kind: str = "",
    called: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """不予受理: with the reason, and the way that is open instead; `kind` is one of `elsewhere.KINDS`.

    `called`: for an emergency, which of the emergency lines was called before this was written down.
    """
    case = hold(case_id, version)
    course_rules.may_decline(kind, called, KINDS).or_refuse()
    content = {"reason": reason.strip(), "route": route.strip(), "kind": kind, "called": called}
    take(case, "not_accept", by=by, at=at, content=content, changes={"holder_id": None, "closed_at": at})
    return case


@transaction.atomic
def assign(
    case_id: int,
    *,
    lead: int,
    helpers: Sequence[int] = (),
    note: str = "",
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """交办: one lead answers for the whole (首接负责), helpers answer to the lead. The sign-for clock starts now."""
    return _hand_over("assign", case_id, lead, helpers, {"note": note.strip()}, by=by, at=at, version=version)


@transaction.atomic
def decide(
    case_id: int,
    *,
    lead: int,
    reason: str,
    helpers: Sequence[int] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """裁定交办: after the third return; it binds, the lead cannot return it again."""
    return _hand_over(
        "decide", case_id, lead, helpers, {"reason": reason.strip()}, by=by, at=at, version=version
    )


def _hand_over(
    step: str,
    case_id: int,
    lead: int,
    helpers: Sequence[int],
    said: dict[str, str],
    *,
    by: Actor,
    at: datetime,
    version: int | None,
) -> Case:
    case = hold(case_id, version)
    hand_over(case, step, lead, helpers, said, binding=step == "decide", by=by, at=at)
    return case


def hand_over(
    case: Case,
    step: str,
    lead: int,
    helpers: Sequence[int],
    said: dict[str, str],
    *,
    binding: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Put a case in the hands of a lead and its helpers, in place of whoever had a part in it."""
    names = open_offices([lead, *helpers], at)
    content = {
        **said,
        "lead": names[lead],
        "helpers": [names[helper] for helper in helpers],
        "help_ids": list(helpers),
    }
    changes = {"holder_id": lead, "lead_id": lead, "binding": binding}
    take(case, step, by=by, at=at, content=content, changes=changes)
    clocks.hand_on(case)
    parts.give(case, lead, helpers, at=at)


def open_offices(wanted: Sequence[int], at: datetime) -> dict[int, str]:
    """The names of the offices, all open today and all different; none can be closed before this transaction ends."""
    if len(set(wanted)) != len(wanted):
        raise Refusal("office_twice", _("同一个单位不能既主办又协办。"))
    names = people.keep_open(wanted, at)
    if len(names) != len(wanted):
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    return names
