"""Who may keep receivers: whoever lets other systems in (people/access.py:may_keep_clients)."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor


def may_keep_receivers(actor: Actor) -> Verdict:
    if actor.may("settings.accounts"):
        return YES
    return no("not_security_admin", _("只有安全管理员可以管理推送。"))
