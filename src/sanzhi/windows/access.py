"""Who may do what at the windows. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Booking, Centre, Counter, Handover

HALLS = ("governance_centre", "command_room")  # what may have counters: the county's centre and each town's


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_open(actor: Actor, office_kind: str) -> Verdict:
    """开办窗口: by whoever works at the county's or a town's centre, for their own."""
    if actor.office_id and actor.may("window.keep") and office_kind in HALLS:
        return YES
    return no("role_may_not_keep", _("窗口由市、镇社会治理中心自己开办和管理。"))


def may_keep(actor: Actor, centre: Centre) -> Verdict:
    """管窗口、排班: by the centre's own staff."""
    if actor.may("window.keep") and actor.office_id == centre.office_id:
        return YES
    return no("not_your_centre", _("窗口由本中心的工作人员管理。"))


def may_attend(actor: Actor, centre: Centre, sitting: Collection[int]) -> Verdict:
    """替人预约、取号、看等候的人: whoever serves there. `sitting`: the offices that have a counter there."""
    if actor.may("window.serve") and actor.office_id in {centre.office_id, *sitting}:
        return YES
    return no("not_your_centre", _("由在这个大厅坐窗口的工作人员办理。"))


def may_serve(actor: Actor, counter: Counter) -> Verdict:
    """叫号: by the office that sits at this counter."""
    if actor.may("window.serve") and actor.office_id == counter.office_id:
        return YES
    return no("not_your_counter", _("这个窗口由别的单位坐。"))


def may_have(actor: Actor, booking: Booking) -> Verdict:
    """One's own booking."""
    if actor.is_resident and actor.person_id is not None and actor.person_id == booking.person_id:
        return YES
    return not_there()


# --- 交接 -----------------------------------------------------------------------------------------


def may_send(actor: Actor) -> Verdict:
    if actor.office_id and actor.may("handover.send"):
        return YES
    return no("role_may_not_hand", _("由受理单位、信访局和调解组织交接。"))


def may_receive(actor: Actor, one: Handover) -> Verdict:
    """接收、退回、登记结果: by the office it was sent to, by whoever deals with such there."""
    if actor.may("handover.receive") and actor.office_id == one.to_id:
        return YES
    return not_there()


def may_take_back(actor: Actor, one: Handover) -> Verdict:
    if actor.may("handover.send") and actor.office_id == one.sender_id:
        return YES
    return not_there()


def may_read(actor: Actor, one: Handover) -> Verdict:
    """Sender and receiver; and whoever supervises the place, where the matter is not confidential."""
    if may_receive(actor, one) or may_take_back(actor, one):
        return YES
    over = actor.may("handover.decide") and actor.reach and one.first.area_id.startswith(actor.reach)
    return YES if over else not_there()


def may_decide(actor: Actor, area: str) -> Verdict:
    """督查决定: a supervisor of the place."""
    if actor.may("handover.decide") and area.startswith(actor.reach or "-"):
        return YES
    return no("role_may_not_decide", _("由本辖区的督查员决定。"))
