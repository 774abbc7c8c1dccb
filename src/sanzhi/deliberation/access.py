"""Who may do what at meetings. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import Verdict, no
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
