"""Who may do what of what leads. Pure."""

from django.utils.translation import gettext as _

from sanzhi.deliberation import access as councils
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .models import Member, Milestone

BRANCHES = ("party_branch", "pioneer_station")


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """登记牵头人、重点工程、制度文件: by whoever does this for the county, or for the town it is of."""
    if actor.may("leadership.keep") and area.startswith(actor.reach or "-"):
        return YES
    return no("role_may_not_lead", _("由市、镇（街道）党建工作人员登记本辖区的。"))


def may_report(actor: Actor, owner: int) -> Verdict:
    """报节点、填读数: by the office that owns the project."""
    if actor.may("project.report") and actor.office_id == owner:
        return YES
    return no("not_the_owner", _("由牵头单位填报。"))


def may_accept(actor: Actor, milestone: Milestone) -> Verdict:
    """验收节点: by whoever keeps projects, and not by who reported it."""
    if not may_keep(actor, milestone.project.owner.area_id):
        return no("role_may_not_lead", _("由党建工作人员验收。"))
    if actor.person_id == milestone.reported_by_id:
        return no("own_report", _("自己报的节点要由别人验收。"))
    return YES


def may_keep_branch(actor: Actor, office_kind: str) -> Verdict:
    """管支部: by its own secretary."""
    if actor.may("member.keep") and office_kind in BRANCHES:
        return YES
    return no("role_may_not_keep", _("党员信息由网格支部自己登记，别的单位看不到。"))


def may_read(actor: Actor, member: Member) -> Verdict:
    """A member: the branch's secretary, and oneself."""
    if actor.is_resident:
        return YES if actor.person_id == member.person_id else not_there()
    return YES if actor.may("member.keep") and actor.office_id == member.branch_id else not_there()


def may_judge(actor: Actor, member: Member) -> Verdict:
    """说承诺兑现没有: by the branch, and not of oneself."""
    if not may_read(actor, member):
        return not_there()
    if actor.person_id == member.person_id:
        return no("own_pledge", _("自己的承诺要由支部里别的人认定。"))
    return YES


def may_count(actor: Actor) -> Verdict:
    """看覆盖的数: whoever keeps it or sees a board."""
    if actor.may("leadership.keep") or actor.may("board.view"):
        return YES
    return no("role_may_not_count", _("您的岗位看不到覆盖的数。"))


def may_keep_matter(actor: Actor, area: str) -> Verdict:
    """办四议两公开: whoever keeps the bodies of the place."""
    return councils.may_keep(actor, area)


def may_check_gate(actor: Actor, area: str, entered_by: int) -> Verdict:
    """核对一次会: by whoever counts there, and not by who entered it."""
    if actor.person_id == entered_by:
        return no("own_entry", _("自己记的要由别人核对。"))
    return councils.may_count(actor, area)
