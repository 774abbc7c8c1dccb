"""Who may do what to which case. Pure: told the actor, the case and what else matters; answers with a Verdict."""

from django.utils.translation import gettext as _

from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .flow.course import SUPERVISORS
from .models import Case


def may_see(actor: Actor, case: Case, part_offices: frozenset[int]) -> Verdict:
    """The same rule as `queries.visible_to`, for one case already in hand; a test holds the two together."""
    if actor.person_id is not None and actor.person_id in (case.reporter_id, case.filed_by_id):
        return YES
    if actor.reach and actor.may("case.view_area") and case.area_id.startswith(actor.reach):
        return YES
    if actor.office_id and actor.may("case.handle") and actor.office_id in part_offices:
        return YES
    return no("not_visible", _("没有找到这个事项。"))


def may_step(actor: Actor, case: Case, step: Step, part_offices: frozenset[int] = frozenset()) -> Verdict:
    """May this actor take this step? Role first, then whose hands the case is in.

    `part_offices`: the offices with a part in the case; asked only for steps that do not move it.
    """
    if actor.role.code not in step.who:
        return no("role_may_not", _("“%(step)s”不由您的岗位办理。") % {"step": step.label})
    if actor.role.code == "clock":
        return YES
    if actor.is_resident:
        return _own(actor, case)
    if actor.role.code == "caller":
        return _may_call(actor, case)
    if step.hands == "over":
        return _holds_or_stands_over(actor, case)
    if step.to is None and step.hands != "holder":
        return may_see(actor, case, part_offices)
    if case.holder_id == actor.office_id:
        return YES
    if (
        actor.role.code == "county_dispatcher"
        and case.area_id.startswith(actor.reach)
        and case.state != "assigned"
    ):
        return YES
    return no("not_in_your_hands", _("这个事项现在不在您的单位手里。"))


def _holds_or_stands_over(actor: Actor, case: Case) -> Verdict:
    """Whoever holds it or received it, and the county's dispatchers and any supervisor within their reach."""
    if actor.office_id in (case.holder_id, case.receiver_id):
        return YES
    if actor.role.code in ("county_dispatcher", "supervisor") and case.area_id.startswith(actor.reach or "-"):
        return YES
    return no("not_over_it", _("这个事项不由您的单位受理。"))


def _own(actor: Actor, case: Case) -> Verdict:
    if actor.person_id == case.reporter_id:
        return YES
    return no("not_yours", _("只有提出诉求的本人可以这样做。"))


def _may_call(actor: Actor, case: Case) -> Verdict:
    if not case.area_id.startswith(actor.reach or "-"):
        return no("outside_reach", _("这个事项不在您的回访范围。"))
    if actor.person_id == case.handled_by_id:
        return no("own_work", _("您办理过这个事项，要由别人回访。"))
    return YES


def may_file(actor: Actor) -> Verdict:
    if actor.may("case.file") or actor.may("case.file_for"):
        return YES
    return no("role_may_not_file", _("您的岗位不登记诉求。"))


def may_file_for(actor: Actor, area_code: str) -> Verdict:
    """May this member of staff file for someone in this village?"""
    if not actor.may("case.file_for"):
        return no("role_may_not_file_for", _("您的岗位不代为登记诉求。"))
    if not area_code.startswith(actor.reach or "-"):
        return no("outside_reach", _("只能登记本辖区内的诉求。"))
    return YES


def may_decide_contests(actor: Actor) -> Verdict:
    if actor.role.code in SUPERVISORS:
        return YES
    return no("role_may_not_decide", _("申诉不由您的岗位裁定。"))


def may_import(actor: Actor) -> Verdict:
    if actor.may("case.import"):
        return YES
    return no("role_may_not_import", _("您的岗位不能批量导入。"))


def may_see_board(actor: Actor) -> Verdict:
    if actor.may("board.view") or actor.may("case.dispatch"):
        return YES
    return no("role_may_not_see_board", _("您的岗位不查看驾驶舱。"))


def may_keep_clocks(actor: Actor) -> Verdict:
    if actor.may("settings.clocks"):
        return YES
    return no("not_system_admin", _("只有系统管理员可以修改办理时限。"))


def may_keep_phrases(actor: Actor, *, county: bool) -> Verdict:
    """May this actor write texts for their office, or for the whole county?"""
    if county:
        if actor.may("case.decide"):
            return YES
        return no("not_county_dispatcher", _("全市通用的常用语由市级受理员维护。"))
    if actor.office_id and (actor.may("case.dispatch") or actor.may("case.handle")):
        return YES
    return no("role_may_not_keep_phrases", _("您的岗位不维护常用语。"))
