"""Who may do what with the register. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Group


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """登记、评估、年报、服务中心: by whoever works for society in this place."""
    if not actor.may("group.keep"):
        return no("role_may_not_keep_groups", _("社会组织由市、镇（街道）的社会工作干部登记。"))
    return within(actor, area)


def may_run(actor: Actor, group: Group) -> Verdict:
    """办这个组织的事: by whoever leads at the office it is run from, while it is in good standing."""
    if not actor.may("volunteer.lead") or not actor.office_id or actor.office_id != group.office_id:
        return not_there()
    if not group.active:
        return no("not_in_standing", _("这个组织现在不能开展活动：") + group.get_status_display())
    return YES
