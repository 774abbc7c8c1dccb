"""Who asks for a statement, who may check one, who lets a bank in. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor


def may_ask(actor: Actor) -> Verdict:
    """A resident for themselves; no post gives it, whatever else it may."""
    if actor.is_resident and actor.person_id:
        return YES
    return no("only_oneself", _("积分证明只能由本人开。"))


def may_check(actor: Actor) -> Verdict:
    """A bank's officer at a desk of that bank: the office is whom the statement must be for."""
    if actor.person_id and actor.office_id and actor.may("statement.check"):
        return YES
    return no("role_may_not_check", _("核对积分证明要有银行核验员的岗位。"))
