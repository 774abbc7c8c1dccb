"""Who may do what with the register. Pure."""

from datetime import date

from django.utils.translation import gettext as _

from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.access import within
from sanzhi.people.roles import Actor

from .models import Casework, Consultation, Group, ServiceOrder


def not_there() -> Verdict:
    return no("not_visible", _("没有找到这一项。"))


def may_keep(actor: Actor, area: str) -> Verdict:
    """登记、评估、年报、服务中心: by whoever works for society in this place."""
    if not actor.may("group.keep"):
        return no("role_may_not_keep_groups", _("社会组织由市、镇（街道）的社会工作干部登记。"))
    return within(actor, area)


def may_run(actor: Actor, group: Group) -> Verdict:
    """办这个组织的事: by whoever leads at the office it is run from, while it is in good standing."""
    return may_wind_up(actor, group) and in_standing(group)


def may_wind_up(actor: Actor, group: Group) -> Verdict:
    """收尾: ending what began, and recording what was done, by the same, whatever became of the organisation."""
    if not actor.may("volunteer.lead") or not actor.office_id or actor.office_id != group.office_id:
        return not_there()
    return YES


def in_standing(group: Group) -> Verdict:
    if not group.active:
        return no("not_in_standing", _("这个组织现在不能开展活动：") + group.get_status_display())
    return YES


def may_keep_fund(actor: Actor, area: str) -> Verdict:
    """管发展基金: by whoever works for society in this place; every sum of money by two of them."""
    if not actor.may("fund.keep"):
        return no("role_may_not_keep_fund", _("发展基金由市、镇（街道）的社会工作干部管理。"))
    return within(actor, area)


def may_judge(actor: Actor) -> Verdict:
    if actor.may("fund.judge"):
        return YES
    return no("role_may_not_judge", _("申报由基金评审评分。"))


def another(actor: Actor, first: int | None) -> Verdict:
    """第二个人: never whoever did the step before."""
    if actor.person_id is None or actor.person_id == first:
        return no("own_hand", _("上一步是您办的，这一步要由别人来办。"))
    return YES


def may_take_orders(actor: Actor) -> Verdict:
    """替人下单: by whoever files for people who call or come."""
    if actor.office_id and actor.may("case.file_for"):
        return YES
    return no("role_may_not_take_orders", _("您的岗位不替人下服务单。"))


def may_speak_for(actor: Actor, order: ServiceOrder) -> Verdict:
    """取消、确认: whoever asked; where a clerk took the order, also that desk on their word."""
    if actor.is_resident and actor.person_id is not None and actor.person_id == order.person_id:
        return YES
    if order.office_id and actor.office_id == order.office_id and may_take_orders(actor):
        return YES
    return not_there()


def may_read_order(actor: Actor, order: ServiceOrder) -> Verdict:
    """服务单: whoever asked, whoever runs the team, and the desk that took it."""
    if may_speak_for(actor, order) or may_wind_up(actor, order.group):
        return YES
    return not_there()


def may_keep_advisers(actor: Actor, area: str = "") -> Verdict:
    """登记、聘任法律顾问: by whoever works for justice in this place."""
    if not actor.may("adviser.keep"):
        return no("role_may_not_keep_advisers", _("法律顾问由司法所（局）登记、聘任。"))
    return within(actor, area) if area else YES


def may_advise_on(actor: Actor, one: Consultation) -> Verdict:
    """答复: the adviser who was asked, as long as they are in no conflict."""
    asked = actor.may("legal.advise") and actor.person_id == one.adviser.person_id
    return YES if asked and one.state != "conflict" else not_there()


def may_have_asked(actor: Actor, one: Consultation) -> Verdict:
    """One's own."""
    return YES if actor.is_resident and actor.person_id == one.person_id else not_there()


def may_keep_gentry(actor: Actor, area: str) -> Verdict:
    """登记乡贤、答复建议: by whoever keeps the councils of this place."""
    if not actor.may("council.keep"):
        return no("role_may_not_keep_gentry", _("乡贤名册由村（社区）文书或镇（街道）登记。"))
    return within(actor, area)


def not_in_register() -> Verdict:
    return no("not_in_register", _("在乡贤名册上的人才能提这样的建议；别的人请用提议或者诉求。"))


def may_keep_county(actor: Actor) -> Verdict:
    """定补贴标准: by the county's, whose documents they are."""
    if actor.may("group.keep") and len(actor.reach) == 6:
        return YES
    return no("county_only", _("补贴标准由市里按文件定。"))


def may_work_on(actor: Actor, one: Casework) -> Verdict:
    """办个案: the worker whose it is."""
    return YES if actor.may("casework.do") and actor.person_id == one.worker.person_id else not_there()


def may_read_casework(actor: Actor, one: Casework) -> Verdict:
    """看个案: the worker, and the named supervisor."""
    if actor.may("casework.do") and actor.person_id in (one.worker.person_id, one.supervisor.person_id):
        return YES
    return not_there()


def is_about(actor: Actor, one: Casework, today: date) -> Verdict:
    """About oneself, or a child one answers for: until the day on which they are grown."""
    mine = actor.person_id == one.client_id
    child = actor.person_id == one.guardian_id and one.guarded_until is not None and today < one.guarded_until
    return YES if actor.is_resident and actor.person_id is not None and (mine or child) else not_there()
