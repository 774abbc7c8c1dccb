"""Who may do what at the windows. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Booking, Centre, Counter

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
