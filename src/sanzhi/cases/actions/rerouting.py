"""改道: up to the county, to another office, or out to another channel."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import course_rules, queries
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.files import Kept
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from . import clocks, files, parts
from .core import hold, take
from .dispatch import hand_over


@transaction.atomic
def escalate(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """上报: from the town to the county's centre, which receives it from now on. The clock runs on."""
    case = hold(case_id, version)
    centre = queries.centre_id()
    if case.receiver_id == centre:
        raise Refusal("at_the_centre", _("这个事项已经在市社会治理中心。"))
    changes = {"receiver_id": centre, "holder_id": centre}
    take(case, "escalate", by=by, at=at, content={"reason": reason.strip()}, changes=changes)
    clocks.hand_on(case)
    return case


@transaction.atomic
def reassign(
    case_id: int,
    *,
    lead: int,
    reason: str,
    helpers: Sequence[int] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """改派: to another lead, without a return. The new lead signs anew; handling time that has begun is not reset."""
    case = hold(case_id, version)
    course_rules.may_reassign(
        already=case.reassigns,
        same_lead=lead == case.lead_id,
        bound=case.binding,
        county=by.role.code == "county_dispatcher",
    ).or_refuse()
    clocks.lapse_asked(case, at=at)
    Case.objects.filter(pk=case.pk).update(reassigns=case.reassigns + 1)
    said = {"reason": reason.strip()}
    hand_over(case, "reassign", lead, helpers, said, binding=case.binding, by=by, at=at)
    return case


@transaction.atomic
def transfer(
    case_id: int,
    *,
    channel: str,
    reason: str,
    route: str = "",
    kept: Sequence[Kept] = (),
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Case:
    """转其他渠道: the matter ends here; the citizen is told the way, in the standing words unless others are given."""
    case = hold(case_id, version)
    if channel not in CHANNELS:
        raise Refusal("channel_missing", _("请选择转到哪个渠道。"))
    to = CHANNELS[channel]
    content = {"channel": to.name, "reason": reason.strip(), "route": route.strip() or to.route}
    # What the clocks counted stays as it was; nobody's work is done, so nothing is counted as done.
    changes = {"holder_id": None, "closed_at": at}
    move = take(case, "transfer", by=by, at=at, content=content, changes=changes)
    files.attach(case, move.seq, kept, public=False)
    parts.end(case, "moved_out", at=at)
    clocks.end_suspension(case, at=at)
    return case
