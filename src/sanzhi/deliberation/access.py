"""Who may do what at meetings. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

KEEP, COUNT = "council.keep", "council.count"


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """管名册、召集会议、登记到会: by the village's clerk or the town, for their place."""
    if not actor.may(KEEP):
        return no("role_may_not_keep", _("名册和会议由村（社区）文书或镇（街道）管理。"))
    return within(actor, area)


def may_count(actor: Actor, area: str) -> Verdict:
    """计票、监票: by whoever may, in their place. That two are two is asked where they count."""
    if not actor.may(COUNT):
        return no("role_may_not_count", _("计票由村（社区）文书、村务监督委员会成员或镇（街道）的人来做。"))
    return within(actor, area)


def may_witness(actor: Actor, *, waits: bool, near: bool, in_it: bool) -> Verdict:
    """做抽签的见证人: a resident of the place whose own lot is not among them."""
    if not waits:
        return no("draw_over", _("这次抽签已经不等见证人了。"))
    if not actor.is_resident or not near:
        return no("not_of_the_place", _("请本村（社区）的居民来做见证人。"))
    if in_it:
        return no("in_the_draw", _("您自己在签里，不能做见证人。"))
    return YES
