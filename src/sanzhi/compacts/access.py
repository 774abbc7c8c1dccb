"""Who may do what of a compact. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

KEEP, REVIEW = "compact.keep", "compact.review"


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """起草、送审、付表决、登记承诺和检查: by the village's clerk, for their place."""
    if not actor.may(KEEP):
        return no("role_may_not_keep_compact", _("公约由村（社区）文书起草和管理。"))
    return within(actor, area)


def may_review(actor: Actor, area: str, wrote: frozenset[int]) -> Verdict:
    """审查: by the town, and by nobody who wrote of it."""
    if not may_file(actor, area):
        return may_file(actor, area)
    if actor.person_id in wrote:
        return no("own_draft", _("这一稿是您起草的，要由别人审查。"))
    return YES


def may_file(actor: Actor, area: str) -> Verdict:
    """备案: by the town."""
    if not actor.may(REVIEW):
        return no("role_may_not_review_compact", _("公约由镇（街道）审查和备案。"))
    return within(actor, area)
