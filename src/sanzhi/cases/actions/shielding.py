"""被反映单位: name the office a matter complains of, so that it is not told who reported and judges nothing."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .core import hold, take


@transaction.atomic
def shield(case_id: int, *, against: int, by: Actor, at: datetime, version: int | None = None) -> Case:
    """注明被反映单位. An office that received the matter itself sends it up to the county first."""
    case = hold(case_id, version)
    names = people.keep_open([against], at)
    if not names:
        raise Refusal("office_unknown", _("选择的单位不存在或已经撤并，请重新选择。"))
    if against == queries.centre_id():
        sentence = _("反映市社会治理中心本身的，请走其他渠道：%(route)s") % {
            "route": CHANNELS["petition"].route
        }
        raise Refusal("against_the_centre", sentence)
    if against == case.receiver_id:
        raise Refusal("received_here", _("反映的就是受理单位，请先上报市社会治理中心，再由市里注明。"))
    take(case, "shield", by=by, at=at, content={"against": names[against]}, changes={"against_id": against})
    return case


@transaction.atomic
def unshield(case_id: int, *, reason: str, by: Actor, at: datetime, version: int | None = None) -> Case:
    """撤销被反映单位: named by mistake. Only the county's centre, with a reason that the citizen is told."""
    case = hold(case_id, version)
    if case.against_id is None:
        raise Refusal("not_shielded", _("这件事没有注明被反映的单位。"))
    take(case, "unshield", by=by, at=at, content={"reason": reason.strip()}, changes={"against_id": None})
    return case
