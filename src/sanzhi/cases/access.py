"""Who may do what to which case. Pure: told the actor, the case and what else matters; answers with a Verdict."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from sanzhi.kit.flow import Step
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

from .flow import is_county, room_kind
from .flow.course import SUPERVISORS
from .flow.family import gathers
from .models import Case


def may_see(actor: Actor, case: Case, part_offices: frozenset[int]) -> Verdict:
    """The same rule as `queries.visible_to`, for one case already in hand; a test holds the two together."""
    if actor.person_id is not None and actor.person_id in (case.reporter_id, case.filed_by_id):
        return YES
    over = actor.reach and actor.may("case.view_area") and case.area_id.startswith(actor.reach)
    if over and (case.secrecy != Case.Secrecy.CLOSED or _has_to_do(actor, case)):
        return YES
    if actor.office_id and actor.may("case.handle") and actor.office_id in part_offices:
        return YES
    return no("not_visible", _("没有找到这个事项。"))


def _has_to_do(actor: Actor, case: Case) -> bool:
    """Of a confidential matter: the desk that received it, and the one that holds it now."""
    return actor.office_id is not None and actor.office_id in (case.receiver_id, case.holder_id)


def may_step(actor: Actor, case: Case, step: Step, part_offices: frozenset[int] = frozenset()) -> Verdict:
    """May this actor take this step? Role first, then whose hands the case is in.

    `part_offices`: the offices with a part in the case; asked only for steps that do not move it.
    """
    if not role_may(actor, case, step):
        return no("role_may_not", _("“%(step)s”不由您的岗位办理。") % {"step": step.label})
    if actor.role.code == "clock":
        return YES
    if actor.is_resident:
        return _own(actor, case)
    if actor.role.code == "caller":
        return _may_call(actor, case)
    if _judges_itself(actor, case, step):
        return no("complained_of", _("反映的就是您的单位，要由市社会治理中心分派和核验；可以上报。"))
    return _in_whose_hands(actor, case, step, part_offices)


def role_may(actor: Actor, case: Case, step: Step) -> bool:
    """Whether the step is for this role; of a county's own kind also for the county's dispatcher in the town's stead,
    where the county received the matter: what complains of the town's own desk is received there. A room's own steps
    are for nobody here: the room asks its own rules."""
    if room_kind(step.name):
        return False
    if actor.role.code in step.who:
        return True
    stead = actor.role.code == "county_dispatcher" and "town_dispatcher" in step.who
    return stead and is_county(step.name) and case.receiver_id == actor.office_id


def _in_whose_hands(actor: Actor, case: Case, step: Step, part_offices: frozenset[int]) -> Verdict:
    if step.hands == "over":
        return _holds_or_stands_over(actor, case)
    if gathers(step.name):
        return _may_gather(actor, case)
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


# What a desk does about its own work, or to let go of a case; everything else a dispatcher does is judging.
NOT_JUDGING = frozenset({"escalate", "supplement", "supervise_reply", "contest_card"})


def _judges_itself(actor: Actor, case: Case, step: Step) -> bool:
    """Whether a desk would decide about a matter that complains of its own office."""
    judge = actor.may("case.dispatch") or actor.may("case.supervise")
    return judge and _complained_of(actor, case) and step.name not in NOT_JUDGING


def _complained_of(actor: Actor, case: Case) -> bool:
    return case.against_id is not None and case.against_id == actor.office_id


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


def _may_gather(actor: Actor, case: Case) -> Verdict:
    """Merging and splitting are for the desk that received the case, whoever handles it by now."""
    over_it = actor.role.code == "county_dispatcher" and case.area_id.startswith(actor.reach or "-")
    if actor.office_id == case.receiver_id or over_it:
        return YES
    return no("not_received_here", _("这个事项不是您的单位受理的。"))


def _may_call(actor: Actor, case: Case) -> Verdict:
    if not case.area_id.startswith(actor.reach or "-"):
        return no("outside_reach", _("这个事项不在您的回访范围。"))
    if _complained_of(actor, case):
        return no("complained_of", _("反映的就是您的单位，要由别的单位回访。"))
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
    return YES if actor.role.code in SUPERVISORS else no("role_may_not_decide", _("申诉不由您的岗位裁定。"))


def may_send(channels: Sequence[str], areas: Sequence[str], channel: str, area_code: str) -> Verdict:
    """May a client admitted for these channels and areas send this?"""
    if channel not in channels or channel in ("scale", "alarm"):  # what a scale reads is no matter
        return no("channel_not_admitted", _("这个凭证不能用这个渠道。"))
    if not any(area_code.startswith(area) for area in areas):
        return no("area_not_admitted", _("这个凭证不能登记这个区域的诉求。"))
    return YES


def may_send_messages(channels: Sequence[str]) -> Verdict:
    """May a client hand in what people wrote?"""
    if "message" in channels:
        return YES
    return no("channel_not_admitted", _("这个凭证不能用这个渠道。"))


def may_import(actor: Actor) -> Verdict:
    return YES if actor.may("case.import") else no("role_may_not_import", _("您的岗位不能批量导入。"))


def may_take_calls(actor: Actor) -> Verdict:
    """The phone desk: who files for others, dispatches, and may know who is calling."""
    if all(actor.may(need) for need in ("case.dispatch", "case.file_for", "case.view_contact")):
        return YES
    return no("role_may_not_take_calls", _("您的岗位不接听来电。"))


def may_take_messages(actor: Actor) -> Verdict:
    """What came in writing has no place yet, so it is for a phone desk of the whole county."""
    if not may_take_calls(actor):
        return may_take_calls(actor)
    if len(actor.reach) == 6:
        return YES
    return no("not_of_the_county", _("短信留言由市里的来电席接办。"))


def may_see_board(actor: Actor) -> Verdict:
    if actor.may("board.view") or actor.may("case.dispatch"):
        return YES
    return no("role_may_not_see_board", _("您的岗位不查看驾驶舱。"))


def may_keep_clocks(actor: Actor) -> Verdict:
    if actor.may("settings.clocks"):
        return YES
    return no("not_system_admin", _("只有系统管理员可以修改办理时限。"))


def may_publish_supervision(actor: Actor) -> Verdict:
    if actor.may("case.supervise") or actor.may("settings.clocks"):
        return YES
    return no("role_may_not_publish", _("只有督查员和系统管理员可以修改督办规则。"))


def may_design(actor: Actor) -> Verdict:
    if actor.may("settings.kinds"):
        return YES
    return no("role_may_not_design", _("只有系统管理员可以设计事项种类。"))


def may_publish_kind(actor: Actor, writers: Collection[int | None]) -> Verdict:
    """A second pair of eyes: nobody publishes what they have written any of."""
    if actor.person_id in writers:
        return no("own_draft", _("您写过这份草稿，要由另一位系统管理员发布。"))
    return may_design(actor)


def may_know_reporter(actor: Actor, case: Case) -> Verdict:
    """May this actor know who reported? Never the office complained of; where the kind shields the reporter, only those
    who receive and call back."""
    if actor.person_id is not None and actor.person_id in (case.reporter_id, case.filed_by_id):
        return YES
    if _complained_of(actor, case):
        return no("complained_of", _("反映的就是您的单位，不能查看是谁反映的。"))
    if case.secrecy == Case.Secrecy.OPEN or actor.may("case.dispatch") or actor.may("case.call_back"):
        return YES
    return no("reporter_shielded", _("这类事项对承办单位隐去反映人的身份；要联系本人，请通过受理单位。"))


def may_route(actor: Actor) -> Verdict:
    if actor.may("settings.routing"):
        return YES
    return no("role_may_not_route", _("只有系统管理员可以修改分派规则。"))


def may_keep_categories(actor: Actor) -> Verdict:
    if actor.may("settings.categories"):
        return YES
    return no("role_may_not_keep_categories", _("只有系统管理员可以修改类别。"))


def may_call(actor: Actor, case: Case) -> Verdict:
    """May this actor ring the citizen about this case?"""
    if not actor.may("case.call_back"):
        return no("role_may_not_call", _("您的岗位不回访。"))
    return _may_call(actor, case)


def may_keep_callbacks(actor: Actor) -> Verdict:
    if actor.may("settings.callbacks"):
        return YES
    return no("role_may_not_keep_callbacks", _("只有系统管理员可以修改回访抽样规则和话术。"))


def may_print_link(actor: Actor, case: Case, *, has_phone: bool) -> Verdict:
    """May this actor hand out the rating paper? Not who handled the matter, and not where a text can be sent."""
    if not actor.may("case.file_for"):
        return no("role_may_not_print", _("您的岗位不打印评价单。"))
    if not case.area_id.startswith(actor.reach or "-"):
        return no("outside_reach", _("这个事项不在您的辖区。"))
    if actor.person_id == case.handled_by_id or actor.office_id == case.lead_id:
        return no("own_work", _("本单位办理的事项，要由别的单位打印评价单。"))
    if has_phone:
        return no("has_phone", _("当事人留了电话，评价链接发到手机上，不用打印。"))
    return YES


def may_revoke_link(actor: Actor, case: Case) -> Verdict:
    if not (actor.may("case.call_back") or actor.may("case.file_for")):
        return no("role_may_not_revoke", _("您的岗位不能作废评价链接。"))
    if not case.area_id.startswith(actor.reach or "-"):
        return no("outside_reach", _("这个事项不在您的辖区。"))
    return YES


def may_keep_phrases(actor: Actor, *, county: bool) -> Verdict:
    """May this actor write texts for their office, or for the whole county?"""
    if county:
        if actor.may("case.decide"):
            return YES
        return no("not_county_dispatcher", _("全市通用的常用语由市级受理员维护。"))
    if actor.office_id and (actor.may("case.dispatch") or actor.may("case.handle")):
        return YES
    return no("role_may_not_keep_phrases", _("您的岗位不维护常用语。"))


def may_keep(actor: Actor, case: Case) -> Verdict:
    """May this actor say that its words stay longer than its kind says?"""
    if not actor.may("case.keep"):
        return no("role_may_not_keep", _("延长保存由督查员或市级受理员办理。"))
    return _holds_or_stands_over(actor, case)


def may_cover(actor: Actor, case: Case) -> Verdict:
    """May this actor paint over a part of its photos, and look under the paint? Never the office complained of."""
    if _complained_of(actor, case):
        return no("complained_of", _("反映的就是您的单位，照片由市社会治理中心遮挡。"))
    if not actor.may("case.handle") and not actor.may("case.dispatch") and not actor.may("case.supervise"):
        return no("role_may_not", _("照片不由您的岗位遮挡。"))
    if actor.office_id is not None and actor.office_id == case.lead_id:
        return YES
    return _holds_or_stands_over(actor, case)
