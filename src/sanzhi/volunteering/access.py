"""Who may do what of volunteering. Pure."""

from django.utils.translation import gettext as _

from sanzhi.groups.access import in_standing, may_run, may_wind_up
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Certificate, SignUp, Volunteer

__all__ = [
    "in_standing",
    "may_ask",
    "may_certify",
    "may_confirm",
    "may_have",
    "may_run",
    "may_sign",
    "may_wind_up",
    "not_there",
]


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_sign(volunteer: Volunteer | None) -> Verdict:
    """报名: a volunteer who has not left, and a young one whose guardian agreed."""
    if volunteer is None or volunteer.left_at:
        return no("no_volunteer", _("请先注册志愿者，再报名。"))
    if volunteer.waits:
        return no("guardian_waits", _("还在等监护人同意。"))
    return YES


def may_have(actor: Actor, one: SignUp | Certificate) -> Verdict:
    """One's own."""
    if actor.is_resident and actor.person_id is not None and actor.person_id == one.person_id:
        return YES
    return not_there()


def may_confirm(actor: Actor, one: SignUp) -> Verdict:
    """签到、核定: by whoever leads there, never of oneself."""
    if not (verdict := may_wind_up(actor, one.group)):
        return verdict
    if actor.person_id == one.person_id:
        return no("own_hours", _("自己的服务时长由别人核定。"))
    return YES


def may_certify(actor: Actor, one: Certificate) -> Verdict:
    """公示、出具: whoever recorded certifies (谁记录谁证明)."""
    if not (verdict := may_wind_up(actor, one.group)):
        return verdict
    if actor.person_id == one.person_id:
        return no("own_certificate", _("自己的证明由别人出具。"))
    return YES


def may_ask(volunteer: Volunteer | None) -> Verdict:
    """要证明: free, and truthful, also after one has left (《志愿服务条例》第十九条)."""
    if volunteer is None:
        return no("no_volunteer", _("没有您的志愿服务记录。"))
    return YES
