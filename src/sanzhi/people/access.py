"""Who may do what with people's records. Pure: told who, what and why."""

from datetime import date

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.kit.walls import Sight

from .models import Appointment
from .roles import ADMINISTRATORS, Actor

MOST_DAYS_DEPUTISED = 90  # 本平台约定


def sight_of(actor: Actor) -> Sight:
    """What the database lets this actor's requests see (`kit.walls`); never less than `visible_to` of any room."""
    if actor.reach and actor.may("case.view_area"):
        sees = "county" if len(actor.reach) == 6 else "area"
    elif actor.office_id and actor.may("case.handle"):
        sees = "office"
    elif actor.may("audit.view"):
        sees = "audit"
    else:
        sees = "own" if actor.is_resident else "staff"
    return Sight(sees, actor.reach, actor.office_id, actor.person_id)


def within(actor: Actor, area: str) -> Verdict:
    """Of the place, or the places, that this post covers."""
    if actor.reach and area.startswith(actor.reach):
        return YES
    return no("not_your_area", _("不是您所在的村（社区）或镇（街道）。"))


def may_look(actor: Actor, person_id: int, purpose: str) -> Verdict:
    """May this actor open this person's contact data? One's own: always; else a post and a purpose are needed."""
    if actor.person_id == person_id:
        return YES
    if not actor.may("case.view_contact"):
        return no("role_may_not_look", _("您的岗位不需要查看当事人的联系方式。"))
    return says_why(purpose)


def says_why(purpose: str) -> Verdict:
    """Whether a look has a purpose that whoever is looked at can read."""
    if len(purpose.strip()) < 2:
        return no("purpose_missing", _("请写明查看用途，当事人能看到这条记录。"))
    return YES


def may_keep_accounts(actor: Actor) -> Verdict:
    """May this actor open, close or re-role staff accounts?"""
    if actor.may("settings.accounts"):
        return YES
    return no("not_security_admin", _("只有安全管理员可以管理工作人员账号。"))


def may_keep_clients(actor: Actor) -> Verdict:
    """May this actor let another system in, or shut it out?"""
    if actor.may("settings.accounts"):
        return YES
    return no("not_security_admin", _("只有安全管理员可以管理接口客户。"))


def may_keep_calendar(actor: Actor) -> Verdict:
    """May this actor change the working-day calendar?"""
    if actor.may("settings.calendar"):
        return YES
    return no("not_system_admin", _("只有系统管理员可以修改工作日历。"))


def may_keep_offices(actor: Actor) -> Verdict:
    """May this actor open or close offices and grids?"""
    if actor.may("settings.offices"):
        return YES
    return no("not_system_admin", _("只有系统管理员可以维护单位和网格。"))


def may_audit(actor: Actor) -> Verdict:
    """May this actor read the journal and the who-looked log?"""
    if actor.may("audit.view"):
        return YES
    return no("not_audit_admin", _("只有审计管理员可以查看审计记录。"))


def may_keep_texts(actor: Actor) -> Verdict:
    """May this actor see how texts went out, and send a failed one again?"""
    if actor.may("settings.texts"):
        return YES
    return no("not_system_admin", _("只有系统管理员可以查看和重发短信。"))


AT_A_DESK = ("case.dispatch", "case.decide", "case.handle", "case.call_back")


def may_fill_roster(actor: Actor) -> Verdict:
    """May this actor fill in the duty roster of their own office? Whoever works at its desk may (本平台约定)."""
    if actor.office_id and any(actor.may(one) for one in AT_A_DESK):
        return YES
    return no("role_may_not_fill_roster", _("您的岗位不排班。"))


def may_end_deputy(actor: Actor, post: Appointment, deputy_id: int) -> Verdict:
    """May this actor end this deputy's time? Whose post it is, the deputy, and the security administrator may."""
    if actor.person_id in (post.person_id, deputy_id) or actor.may("settings.accounts"):
        return YES
    return no("not_your_post", _("只能给自己的岗位指定代班；本人不在的，请安全管理员来办。"))


def may_name_deputy(
    actor: Actor, post: Appointment, theirs: list[Appointment], first: date, last: date, today: date
) -> Verdict:
    """May `actor` let the holder of the posts `theirs` act in `post` for these days? The bounds are ours (本平台约定)."""
    if actor.person_id != post.person_id and not actor.may("settings.accounts"):
        return no("not_your_post", _("只能给自己的岗位指定代班；本人不在的，请安全管理员来办。"))
    if actor.stands_for:
        return no("deputies_name_none", _("代班的人不能再请别人代。"))
    if post.valid_to is not None:
        return no("post_ended", _("这个岗位已经免去。"))
    if post.role in ADMINISTRATORS or any(one.role in ADMINISTRATORS for one in theirs):
        return no("administrators_apart", _("系统、安全、审计三类管理员不代班，也不由人代班。"))
    if not any(one.office_id == post.office_id and one.person_id != post.person_id for one in theirs):
        return no("not_of_this_office", _("只能由同一单位的同事代班。"))
    if not today <= first <= last or (last - first).days >= MOST_DAYS_DEPUTISED:
        return no("deputy_days", _("代班从今天或以后开始，一次最多 90 天。"))
    return YES


def may_keep_households(actor: Actor, area: str) -> Verdict:
    """户的登记: by the village's clerk or the town, for their place."""
    if not actor.may("household.keep"):
        return no("role_may_not_keep_households", _("户由村（社区）文书或镇（街道）登记。"))
    if not actor.reach or not area.startswith(actor.reach):
        return no("not_your_area", _("不是您所在的村（社区）或镇（街道）。"))
    return YES


def may_enter_consent(actor: Actor, person_id: int) -> Verdict:
    """登记签字纸: by a member of staff, never of oneself."""
    if actor.is_resident or actor.person_id in (None, person_id):
        return no("own_hand", _("本人的同意由本人来给，签字纸由别人登记。"))
    return YES
