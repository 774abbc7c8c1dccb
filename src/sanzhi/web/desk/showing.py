"""显示: every page of the desk is drawn here, with who is reading it and where they may go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanzhi.kit import clock
from sanzhi.people.roles import ROLES, Actor

TO_DO = ("case.dispatch", "case.decide", "case.handle", "case.call_back")
READ = ("case.view_area", "case.handle")
WASTE = ("waste.inspect", "waste.manage", "waste.review", "waste.help")


@dataclass(frozen=True)
class Place:
    """去处: one entry of the navigation, for roles with one of `permissions`."""

    name: str
    label: Any
    icon: str
    permissions: tuple[str, ...]


PLACES = (
    Place("desk", _("待办"), "inbox", TO_DO),
    Place("desk-file", _("登记来访"), "pen", ("case.file_for",)),
    Place("desk-windows", _("窗口叫号"), "people", ("window.serve",)),
    Place("desk-handovers", _("交接"), "forward", ("handover.send", "handover.receive", "handover.decide")),
    Place("desk-field", _("外出登记"), "place", ("case.file_for",)),
    Place("desk-phone", _("来电登记"), "phone", ("case.dispatch",)),
    Place("desk-cases", _("全部事项"), "list", READ),
    Place("desk-map", _("地图"), "map", READ),
    Place("desk-verdicts", _("审核"), "check", ("case.verify", "case.judge")),
    Place(
        "desk-petitions",
        _("信访"),
        "message",
        ("petition.register", "petition.keep", "petition.handle", "petition.approve"),
    ),
    Place("desk-agencies", _("信访代办"), "people", ("petition.agent",)),
    Place("desk-receptions", _("领导接访"), "people", ("petition.keep",)),
    Place("desk-backlogs", _("积案"), "hourglass", ("petition.keep",)),
    Place("desk-advice", _("三项建议"), "paper", ("petition.keep", "petition.approve")),
    Place("desk-supervision", _("督办"), "flag", ("case.supervise", "case.handle", "case.dispatch")),
    Place("desk-notices", _("公示"), "paper", ("notice.draft", "notice.sign", "notice.answer")),
    Place("desk-disclosure", _("村务公开"), "list", ("notice.draft", "notice.sign", "board.view")),
    Place("desk-councils", _("议事"), "hand", ("council.keep", "council.count")),
    Place("desk-meetings", _("会议"), "clock", ("council.keep", "council.count")),
    Place("desk-matters", _("四议两公开"), "list", ("council.keep", "council.count")),
    Place("desk-proposals", _("提议"), "pen", ("council.keep", "council.count")),
    Place("desk-tasks", _("落实事项"), "check", ("council.keep", "council.count")),
    Place("desk-compacts", _("公约"), "paper", ("compact.keep", "compact.review")),
    Place("desk-patrol-round", _("巡查"), "place", ("grid.walk",)),
    Place("desk-patrols", _("网格任务"), "check", ("grid.walk", "grid.give", "grid.keep")),
    Place("desk-patrol-routes", _("巡查路线"), "map", ("grid.keep",)),
    Place("desk-grid-visits", _("走访"), "home", ("grid.visits",)),
    Place("desk-grid-diaries", _("网格日志"), "pen", ("grid.walk", "grid.keep")),
    Place("desk-duty-list", _("网格事务清单"), "list", ("grid.list", "grid.give", "grid.walk", "grid.keep")),
    Place("desk-admissions", _("准入申请"), "paper", ("grid.list", "grid.give")),
    Place(
        "desk-points",
        _("积分"),
        "star",
        ("points.record", "points.verify", "points.score", "points.round", "points.approve"),
    ),
    Place("desk-standards", _("积分细则"), "paper", ("points.standard", "points.review", "points.template")),
    Place("desk-households", _("户"), "home", ("household.keep",)),
    Place("desk-statements", _("核对积分证明"), "check", ("statement.check",)),
    Place("desk-alarms", _("警情"), "bell", ("alarm.view",)),
    Place("desk-joint-calls", _("联动处置"), "people", ("alarm.view",)),
    Place("desk-nails", _("钉子警情"), "flag", ("alarm.view",)),
    Place("desk-clues", _("排查线索"), "search", ("alarm.judge",)),
    Place("desk-my-clues", _("报线索"), "pen", ("clue.file",)),
    Place("desk-waste", _("垃圾分类"), "list", WASTE),
    Place("desk-redeem", _("收券"), "check", ("reward.redeem",)),
    Place("desk-rewards", _("兑换目录"), "star", ("reward.manage", "reward.sign")),
    Place("desk-merchants", _("商户"), "office", ("reward.manage",)),
    Place("desk-budgets", _("兑换预算"), "chart", ("reward.manage", "reward.sign")),
    Place("desk-settlements", _("结算单"), "paper", ("reward.manage", "reward.sign", "reward.redeem")),
    Place("desk-pools", _("奖励金"), "star", ("reward.manage", "reward.sign")),
    Place(
        "desk-honours", _("荣誉"), "flag", ("honour.keep", "honour.publish", "honour.check", "honour.award")
    ),
    Place("desk-exposures", _("曝光"), "eye", ("honour.keep", "exposure.release")),
    Place("desk-openings", _("曝光开关"), "lock", ("exposure.open", "exposure.agree")),
    Place("desk-disputes", _("纠纷调解"), "people", ("dispute.keep", "dispute.mediate", "dispute.divert")),
    Place("desk-bodies", _("调解组织"), "office", ("dispute.bodies",)),
    Place("desk-subsidies", _("以案定补"), "star", ("dispute.subsidy", "dispute.keep", "dispute.mediate")),
    Place(
        "desk-stations",
        _("双向派驻"),
        "clock",
        ("dispute.divert", "dispute.bodies", "dispute.keep", "dispute.mediate"),
    ),
    Place("desk-dispute-figures", _("调解数字"), "chart", ("dispute.bodies", "board.view")),
    Place("desk-accusations", _("检举控告"), "lock", ("accusation.keep",)),
    Place("desk-groups", _("社会组织"), "office", ("group.keep",)),
    Place("desk-funds", _("发展基金"), "star", ("fund.keep",)),
    Place("desk-fund-judging", _("项目评审"), "check", ("fund.judge",)),
    Place("desk-fund-bids", _("项目申报"), "paper", ("volunteer.lead",)),
    Place("desk-volunteering", _("志愿服务"), "people", ("volunteer.lead",)),
    Place("desk-orders", _("服务单"), "hand", ("volunteer.lead", "case.file_for")),
    Place("desk-advisers", _("法律顾问"), "people", ("adviser.keep",)),
    Place("desk-gentry", _("乡贤"), "people", ("council.keep",)),
    Place("desk-workers", _("社工"), "people", ("group.keep",)),
    Place("desk-allowances", _("社工补贴"), "star", ("group.keep",)),
    Place("desk-caseworks", _("个案"), "lock", ("casework.do",)),
    Place("desk-advising", _("法律咨询"), "message", ("legal.advise",)),
    Place("desk-retention", _("保存期限"), "hourglass", ("case.keep",)),
    Place("desk-templates", _("常用语"), "message", ("case.dispatch", "case.handle")),
    Place("desk-import", _("批量导入"), "download", ("case.import",)),
    Place("desk-callbacks", _("回访"), "phone", ("case.call_back",)),
    Place("desk-digest", _("督办日报"), "flag", ("board.view",)),
    Place("desk-callback-figures", _("回访率"), "star", ("case.call_back", "board.view")),
    Place("board", _("驾驶舱"), "chart", ("board.view", "case.dispatch")),
    Place("desk-leading", _("重点工程"), "flag", ("leadership.keep", "project.report")),
    Place("desk-leading-leads", _("谁牵头"), "people", ("leadership.keep",)),
    Place("desk-leading-documents", _("制度文件"), "paper", ("leadership.keep",)),
    Place("desk-leading-coverage", _("五个全覆盖"), "chart", ("leadership.keep", "board.view")),
    Place("desk-contests", _("擂台赛"), "star", ("contest.keep", "contest.judge", "contest.appeal")),
    Place("desk-branch", _("我的支部"), "people", ("member.keep",)),
    Place("desk-petition-report", _("信访年度报告"), "chart", ("petition.keep",)),
    Place("desk-calendar", _("工作日历"), "clock", ("settings.calendar",)),
    Place("desk-limits", _("办理时限"), "hourglass", ("settings.clocks",)),
    Place("desk-supervision-rules", _("督办规则"), "flag", ("settings.clocks",)),
    Place("desk-kinds", _("事项种类"), "paper", ("settings.kinds",)),
    Place("desk-categories", _("类别"), "list", ("settings.categories",)),
    Place("desk-routing", _("分派规则"), "forward", ("settings.routing",)),
    Place("desk-nail-rules", _("钉子警情规则"), "flag", ("settings.alarms",)),
    Place("desk-notice-rules", _("公示规则"), "paper", ("settings.notices",)),
    Place("desk-offices", _("单位"), "office", ("settings.offices",)),
    Place("desk-callback-rules", _("回访规则"), "phone", ("settings.callbacks",)),
    Place("desk-texts", _("短信"), "message", ("settings.texts",)),
    Place("desk-data", _("数据状况"), "chart", ("settings.offices",)),
    Place("desk-places", _("位置"), "place", ("settings.offices",)),
    Place("desk-people", _("人员账号"), "people", ("settings.accounts",)),
    Place("desk-clients", _("接口客户"), "lock", ("settings.accounts",)),
    Place("desk-webhooks", _("推送"), "forward", ("settings.accounts",)),
    Place("desk-audit", _("操作日志"), "paper", ("audit.view",)),
    Place("desk-looks", _("查阅记录"), "eye", ("audit.view",)),
    Place("desk-proof", _("完整性"), "lock", ("audit.view",)),
)


def places_of(actor: Actor) -> list[Place]:
    """Where this role may go, in the order of the navigation."""
    return [place for place in PLACES if any(actor.may(one) for one in place.permissions)]


def _nearest(path: str, addresses: Sequence[str]) -> str:
    """The entry a page lies under: the longest address it begins with; 待办 only for itself."""
    home = reverse("desk")
    return max(
        (one for one in addresses if path == one or (one != home and path.startswith(one))),
        key=len,
        default="",
    )


def show(
    request: HttpRequest, template: str, given: Mapping[str, Any], status: int | None = None, count: int = 0
) -> HttpResponse:
    """The page, in the desk's frame. `count` is what waits in 待办.

    What was posted and taken is answered by a redirect; a page shown in answer to a post says what is wrong with it,
    unless it is a preview, which says 200.
    """
    status = status or (422 if request.method == "POST" else 200)
    actor = request.actor
    places = places_of(actor)
    here = _nearest(request.path, [reverse(place.name) for place in places])
    entries = [
        {
            "label": place.label,
            "href": reverse(place.name),
            "icon": place.icon,
            "current": reverse(place.name) == here,
            "count": count if place.name == "desk" else 0,
        }
        for place in places
    ]
    posts = [
        {"id": post.id, "label": f"{post.office.name} {ROLES[post.role].name}", "stands_for": post.stands_for}
        for post in request.posts
    ]
    frame = {"entries": entries, "posts": posts, "actor": actor, "now": clock.now()}
    return render(request, template, {**frame, **given}, status=status)
