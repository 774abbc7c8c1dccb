"""Who may do what with a petition. Pure."""

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Accusation


def not_there() -> Verdict:
    """The answer for what is not there, and for what one may not know of."""
    return no("not_visible", _("没有找到这一件。"))


def may_receive(actor: Actor) -> Verdict:
    """The desk of a body that deals with accusations."""
    if actor.office_id and actor.may("accusation.keep"):
        return YES
    return no("role_may_not", _("检举控告由有权处理的机关办理。"))


def may_read(actor: Actor, one: Accusation, *, of_theirs: bool) -> Verdict:
    """Whoever wrote it; at the body that has it, whoever deals with such and has no post with the accused or under them.

    Anybody else gets the same answer as for one that does not exist (I16).
    """
    if actor.is_resident and actor.person_id is not None and actor.person_id == one.accuser_id:
        return YES
    if may_receive(actor) and actor.office_id == one.body_id and not of_theirs:
        return YES
    return not_there()
