"""被反映单位: name the office a matter complains of, so that it is not told who reported and judges nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import access, queries
from sanzhi.cases.flow import of_county
from sanzhi.cases.models import Case
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor

from . import clocks
from .core import hold, take
from .dispatch import open_offices


@transaction.atomic
def shield(case_id: int, *, against: int, by: Actor, at: datetime, version: int | None = None) -> Case:
    """注明被反映单位. An office that received the matter itself sends it up to the county first; a county's own kind, which
    has no step for that, goes up with this one."""
    case = hold(case_id, version)
    names = open_offices([against], at)
    queries.may_be_complained_of(against).or_refuse()
    changes: dict[str, int | None] = {"against_id": against}
    if against == case.receiver_id and of_county(case.kind):
        changes |= _sent_up(case)
    elif against == case.receiver_id:
        raise Refusal("received_here", _("反映的就是受理单位，请先上报市社会治理中心，再由市里注明。"))
    with (
        walls.the_house()
    ):  # seen and locked above; a confidential matter that goes up leaves one's own sight
        take(case, "shield", by=by, at=at, content={"against": names[against]}, changes=changes)
        if "receiver_id" in changes:
            clocks.hand_on(case)
    return case


def _sent_up(case: Case) -> dict[str, int | None]:
    """The county receives it from now on, and holds what the receiving office held."""
    centre = queries.centre_id()
    return {
        "receiver_id": centre,
        "holder_id": centre if case.holder_id == case.receiver_id else case.holder_id,
    }


@transaction.atomic
def unshield(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """撤销被反映单位: named by mistake. Only the county's centre, with a reason that the citizen is told."""
    case = hold(case_id, version)
    if case.against_id is None:
        raise Refusal("not_shielded", _("这件事没有注明被反映的单位。"))
    take(case, "unshield", by=by, at=at, content={"reason": reason.strip()}, changes={"against_id": None})
    return case


def look_at_reporter(case: Case, *, purpose: str, by: Actor, at: datetime) -> None:
    """查看反映人: put the look on record (I12), for whoever may know the reporter at all."""
    access.may_know_reporter(by, case).or_refuse()
    people.look(case.reporter_id, purpose=purpose, about=("case", case.id), by=by, at=at)
