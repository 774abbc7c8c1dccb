"""再来一次: a matter that ended without being handled here comes back: the reporter objects, or the desk was wrong."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from sanzhi.cases import course_rules, queries
from sanzhi.cases.models import Case
from sanzhi.people.roles import Actor

from .core import hold, take


@transaction.atomic
def object_to_ending(
    case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """对不予受理或者转出有异议: by the reporter, once, within the days that `rules` gives; the county's centre looks again."""
    case = hold(case_id, version)
    course_rules.may_object(queries.objected(case), case.closed_at, at).or_refuse()
    return _back(case, "object", queries.centre_id(), reason, by=by, at=at)


@transaction.atomic
def take_back(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """收回重办: the desk that declined or sent it away takes it up after all."""
    case = hold(case_id, version)
    return _back(case, "take_back", queries.desk_for(case, at), reason, by=by, at=at)


def _back(case: Case, step: str, receiver: int, reason: str, *, by: Actor, at: datetime) -> Case:
    changes = {
        "receiver_id": receiver,
        "holder_id": receiver,
        "lead_id": None,
        "closed_at": None,
        "done_at": None,
        "done_late": None,
        "reopens": case.reopens + 1,
    }
    take(case, step, by=by, at=at, content={"reason": reason.strip()}, changes=changes)
    return case


@transaction.atomic
def set_secrecy(
    case_id: int, *, secrecy: str, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Case:
    """定保密程度 of one matter, whatever its kind says: it is in the record who did so and why."""
    case = hold(case_id, version)
    course_rules.may_set_secrecy(case.secrecy, secrecy, Case.Secrecy.values).or_refuse()
    with override(settings.LANGUAGE_CODE):  # what is kept is Chinese, whoever presses the button
        content = {"reason": reason.strip(), "secrecy": str(Case.Secrecy(secrecy).label)}
    take(case, "set_secrecy", by=by, at=at, content=content, changes={"secrecy": secrecy})
    return case
