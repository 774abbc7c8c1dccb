"""Who may offer, approve, redeem, settle and split. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor


def may_manage(actor: Actor, area: str) -> Verdict:
    """Rewards, merchants, budgets, settlements and pools of a village: entered by its clerk or the town."""
    if not actor.may("reward.manage"):
        return no("role_may_not_manage", _("兑换由村（社区）文书或镇（街道）管。"))
    return within(actor, area)


def may_sign(actor: Actor, area: str, entered_by: int) -> Verdict:
    """Approved or signed for the village: by somebody else than whoever entered it."""
    if not actor.may("reward.sign"):
        return no("role_may_not_sign", _("由村务监督委员会或镇（街道）审签。"))
    if actor.person_id is None or actor.person_id == entered_by:
        return no("own_entry", _("经手的人不能自己审签，请由别人审签。"))
    return within(actor, area)


def may_review(actor: Actor, area: str, entered_by: int) -> Verdict:
    """法律审核 of a pool: the town, and not who entered it."""
    if not (actor.may("reward.sign") and actor.may("reward.manage")):
        return no("role_may_not_review", _("奖励金由镇（街道）作法律审核。"))
    if actor.person_id is None or actor.person_id == entered_by:
        return no("own_entry", _("经手的人不能自己审签，请由别人审签。"))
    return within(actor, area)


def may_redeem(actor: Actor) -> Verdict:
    if actor.person_id and actor.may("reward.redeem"):
        return YES
    return no("role_may_not_redeem", _("收券要有商户收券人的岗位。"))
