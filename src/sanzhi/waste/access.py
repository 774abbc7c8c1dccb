"""Who may issue, inspect, grade again, settle and help. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

WORK = ("waste.inspect", "waste.manage", "waste.review", "waste.help")


def may_manage(actor: Actor, area: str) -> Verdict:
    """Bins, rounds and handing over to points: by the village's clerk or the town."""
    if not actor.may("waste.manage"):
        return no("role_may_not_manage", _("垃圾桶和检查轮次由村（社区）文书或镇（街道）管。"))
    return within(actor, area)


def may_inspect(actor: Actor, area: str) -> Verdict:
    if not actor.may("waste.inspect"):
        return no("role_may_not_inspect", _("检查由劝导员或网格员进行。"))
    return within(actor, area)


def may_decide(actor: Actor, area: str, *hands: int | None) -> Verdict:
    """复核、认定、答复申诉: by somebody who had no hand in it."""
    if not actor.may("waste.review"):
        return no("role_may_not_review", _("复核和申诉由村务监督委员会或镇（街道）办理。"))
    if actor.person_id is None or actor.person_id in hands:
        return no("own_hand", _("自己检查的、自己提的，由别人来办。"))
    return within(actor, area)


def may_send_weighings(channels: Collection[str]) -> Verdict:
    """May a client hand in what scales read?"""
    if "scale" in channels:
        return YES
    return no("channel_not_admitted", _("这个凭证不能用这个渠道。"))


def may_help(actor: Actor, area: str) -> Verdict:
    if not actor.may("waste.help"):
        return no("role_may_not_help", _("上门帮由本村（社区）的文书或网格员来做。"))
    return within(actor, area)
