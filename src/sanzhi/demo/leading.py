"""党建引领: who leads, six key projects as far as the year allows, documents of the four kinds, and one branch with its members."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from sanzhi.leadership import actions
from sanzhi.leadership.actions import NewDocument, NewLead, NewMember, NewProject
from sanzhi.people import queries as people
from sanzhi.people.actions import register_resident
from sanzhi.people.roles import THE_CLOCK, Actor

from .county import County

DAY = timedelta(days=1)
# title, what it does, its figure, unit, which way is better, target, milestones done of four
PROJECTS = (
    ("社会治理中心一窗通办", "市、镇两级大厅一窗受理，一个号办到底。", "窗口首办办结率", "%", "up", "90", 4),
    (
        "矛盾纠纷源头化解",
        "村（社区）调解组织全覆盖，法官每周驻镇半天。",
        "调解协议履行率",
        "%",
        "up",
        "95",
        3,
    ),
    ("信访积案攻坚", "领导包案，逐件会商，只看化解，不看来多少。", "未化解积案", "件", "down", "5", 2),
    ("反复警情治理", "同一地点反复发生的警情，镇和部门一起解决。", "拔除率", "%", "up", "90", 2),
    ("村规民约修订", "每个村按程序修订一次，公示、备案、上墙。", "完成备案的村", "个", "up", "217", 1),
    ("三治积分覆盖", "细则由村民会议表决，积分条条查得到。", "公开细则的村", "个", "up", "217", 0),
)
STEPS = ("方案印发", "试点开始", "全面推开", "总结验收")
LEADS = (
    ("head", "演示组长甲", "市委副书记", "统筹三治融合，每季度听一次汇报"),
    ("deputy", "演示副组长乙", "市委常委、政法委书记", "法治建设和矛盾纠纷化解"),
    ("member", "演示成员丙", "市民政局局长", "自治组织和社区服务"),
)
DOCUMENTS = (
    ("organise", "三治融合领导小组工作规则", "领导小组每季度开会一次，研究重点工程进度；市、镇、村三级书记各负其责，不得层层加码。"),
    ("organise", "网格支部设置办法", "支部建在网格上，先锋站设在居民身边；党员信息只由本支部保存，本人可以随时撤回。"),
    ("advance", "重点工程节点管理办法", "每项工程设节点，报完成附依据，由别人验收；快到期提醒，过期通报。"),
    ("advance", "一窗通办交接办法", "一件事只用一个号，两个工作日内接收或者说明理由退回，最多转三次。"),
    ("encourage", "志愿服务嘉许办法", "按确认的时数发给证书和礼遇，不得把积分和任何公共服务挂钩。"),
    ("encourage", "人民调解以案定补办法", "一件纠纷补一次，三人经手，卷宗齐全才发放。"),
    ("compare", "三治擂台赛办法", "按化解率、按期办结率、满意率排名，来信来访多少不作指标，五天内可以申诉。"),
    ("compare", "红黑榜管理办法", "红榜要本人同意；曝光只对地点和问题，不对人，期满自动撤下。"),
)  # fmt: skip


def lead(county: County, residents: Sequence[Actor], *, until: datetime) -> None:
    """Once, when the county is filled."""
    began = until - 300 * DAY
    clerk = county.one_of(county.offices["demo-party"], "party_clerk")
    _leads(county, clerk, began)
    for number, project in enumerate(PROJECTS):
        _project(county, clerk, number, project, began, until)
    for number, (kind, title, text) in enumerate(DOCUMENTS, start=1):
        day = (began + number * 20 * DAY).date()
        new = NewDocument(
            kind, people.county().code, title, "演示市委办公室", f"演办〔{day.year}〕{number}号", day, day, f"第一条 {text}\n\n第二条 自印发之日起施行。"
        )  # fmt: skip
        actions.publish(new, by=clerk, at=began + number * 20 * DAY)
    _branch(county, residents, until)


def _leads(county: County, clerk: Actor, at: datetime) -> None:
    whole, town = people.county(), people.towns_with_villages()[0]
    places = ((whole.code, "市委书记"), (town.code, "镇党委书记"), (town.villages[0].code, "村党组织书记"))
    for code, post in places:
        new = NewLead(
            code, "secretary", f"演示{post[0]}书记", post, "抓本级三治融合，听取群众意见", at.date()
        )
        actions.name_lead(new, by=clerk, at=at)
    for part, name, post, duties in LEADS:
        actions.name_lead(NewLead(whole.code, part, name, post, duties, at.date()), by=clerk, at=at)


def _project(
    county: County, clerk: Actor, number: int, project: tuple[Any, ...], began: datetime, until: datetime
) -> None:
    title, about, figure, unit, direction, target, done = project
    owner = county.departments[number % len(county.departments)]
    handler = county.one_of(owner, "handler")
    starts, ends = began.date(), date(until.year + 1, 12, 31)
    new = NewProject(number + 1, title, about, owner, starts, ends, figure, unit, direction, Decimal(target))
    one = actions.begin_project(new, by=clerk, at=began)
    for step, name in enumerate(STEPS):
        due = starts + (step + 1) * 70 * DAY + number * 8 * DAY
        node = actions.add_milestone(one.pk, title=name, due_on=due, by=clerk, at=began)
        reported = began + (step + 1) * 65 * DAY
        if step < done and reported < until:
            actions.report(node.pk, evidence=f"{name}完成，材料在牵头单位。", by=handler, at=reported)
            actions.accept(node.pk, yes=True, by=clerk, at=reported + DAY)
    for month in range(3):
        at = until - (90 - 30 * month) * DAY
        value = Decimal(target) * (
            Decimal(7 + month) / 10 if direction == "up" else Decimal(16 - 2 * month) / 10
        )
        actions.read_off(one.pk, on=localdate(at), value=value.quantize(Decimal("0.01")), source="牵头单位月报", by=handler, at=at)  # fmt: skip


def _branch(county: County, residents: Sequence[Actor], until: datetime) -> None:
    """Twelve members, each a little further; the first is one of the residents who may sign in."""
    secretary = county.one_of(county.offices["demo-branch-01"], "branch_secretary")
    at = until - 120 * DAY
    for number in range(12):
        name, phone = f"演示党员{number:02}", f"1990002{number:04d}"
        if number == 0:
            name, phone = residents[0].name, people.mobile_of(residents[0].person_id or 0)
        else:
            register_resident(name=name, phone=phone, by=THE_CLOCK, at=at)
        one = actions.add_member(NewMember(name, phone, at.date()), by=secretary, at=at).pk
        if number < 10:
            actions.hang_plaque(one, on=at.date(), by=secretary, at=at)
        if number < 9:
            actions.take_post(one, name="楼道卫生岗", duty="看楼道、门前的卫生", by=secretary, at=at)
        if number < 8:
            actions.pledge(
                one, text="每月走访联系户一次", due_on=(until + 60 * DAY).date(), by=secretary, at=at
            )
        if number < 7:
            on = (until - (20 + number) * DAY).date()
            actions.note_service(one, on=on, what="社区清洁日", by=secretary, at=until - 10 * DAY)
