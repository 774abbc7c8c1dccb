"""角色: what each role is for, in a sentence a layperson can check, and what it may do.

Source: domain.md §1 for the bodies; the split of permissions is ours (本平台约定), except that system,
security and audit administration belong to three different people (等保 三员分立).
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .role import Role, a_role
from .roles_of_disputes import OF_DISPUTES
from .roles_of_grids import OF_GRIDS
from .roles_of_groups import OF_GROUPS
from .roles_of_leading import OF_LEADING
from .roles_of_petitions import OF_PETITIONS

KEPT_BY_THE_SYSTEM = (
    "settings.calendar", "settings.callbacks", "settings.clocks", "settings.offices", "settings.kinds", "settings.routing",
    "settings.categories", "settings.texts", "settings.notices", "settings.alarms",
)  # fmt: skip

RUNS_A_TOWN = (
    "grid.give", "compact.review", "contest.appeal", "council.keep", "council.count", "window.keep", "window.serve", "handover.send", "waste.manage", "waste.review", "reward.manage", "honour.keep", "reward.sign", "notice.draft",
    "notice.sign", "notice.answer", "case.file_for", "case.import", "case.view_area", "case.dispatch",
    "case.verify", "case.view_contact", "alarm.view", "alarm.judge", "household.keep", "petition.register", "petition.handle", "petition.agent", "points.record",
    "points.verify", "points.round", "points.review", "points.approve",
)  # fmt: skip

RUNS_A_VILLAGE = (
    "grid.give", "grid.keep", "grid.visits", "compact.keep", "contest.appeal", "volunteer.lead", "council.keep", "council.count", "waste.manage", "waste.help", "reward.manage", "honour.keep", "notice.draft", "notice.answer",
    "case.file_for", "case.view_area", "case.handle", "case.view_contact", "household.keep", "petition.agent", "points.record", "points.verify", "points.round", "points.standard",
)  # fmt: skip


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        a_role(
            "resident",
            _("居民"),
            _(
                "提出诉求、随时查看办理到哪一步，可以催办、补充、评价、要求重新办理；能看到谁查阅过自己的信息。"
            ),
            "case.file",
            "case.supplement",
            "case.urge",
            "case.rate",
            "case.ask_again",
        ),
        a_role(
            "grid_worker",
            _("网格员"),
            _(
                "照清单在网格里巡查、走访、写日志，替居民代为提交诉求，登记和核实积分，检查垃圾分类、上门帮；只看得到自己登记的和本村（社区）的事项，走访只看得到本网格的和自己写的。"
            ),
            "case.file_for",
            "case.view_area",
            "clue.file",
            "grid.walk",
            "grid.visits",
            "points.record",
            "points.verify",
            "waste.inspect",
            "waste.help",
            over_area=True,
        ),
        a_role(
            "waste_inspector",
            _("劝导员"),
            _("按轮次检查垃圾分类，扫码、评等次，没有网络也能记；不能改，看不到任何事项，不作任何处罚。"),
            "waste.inspect",
            over_area=True,
        ),
        a_role(
            "village_clerk",
            _("村（社区）文书"),
            _(
                "在村里的窗口替到场的居民登记诉求，办理交给本村（社区）的事项；拟公示、答复异议；管户和积分：起草细则、登记、核实、结评、入账；管兑换品、商户、预算和结算单；登记红榜、受理好人推荐、拟曝光；发垃圾桶、排检查轮次；管名册、召集会议、计票；带本村的志愿服务队；起草公约、付表决、登记承诺和检查；定巡查路线、给网格派清单上的任务、看走访和日志；对擂台赛的名次申诉。"
            ),
            *RUNS_A_VILLAGE,
            over_area=True,
        ),
        a_role(
            "village_overseer",
            _("村务监督委员会成员"),
            _(
                "审签本村（社区）的公示、兑换预算和结算单，上墙拍照，核准积分更正和转户，发布红榜、授予村级好人，同意打开曝光、放行曝光，复核垃圾分类、答复申诉；监督表决、计票；不拟稿，不办理事项。"
            ),
            "council.count",
            "waste.review",
            "reward.sign",
            "honour.publish",
            "exposure.agree",
            "exposure.release",
            "notice.sign",
            "points.approve",
            over_area=True,
        ),
        a_role(
            "panel_member",
            _("积分评定小组成员"),
            _("给本村（社区）核实过的积分申报评分；自己家、近亲属家的回避，看不到任何诉求。"),
            "points.score",
            over_area=True,
        ),
        a_role(
            "town_dispatcher",
            _("镇（街道）受理员"),
            _(
                "在镇（街道）综合信息指挥室受理、当场答复、交办、核验本镇的事项；管本镇的窗口、排班，替人预约、取号、叫号，把事情交接给别的单位；拟公示、审签、答复异议，审查积分细则；管兑换，审签预算和结算单；登记红榜、受理好人推荐、拟曝光；管和复核垃圾分类；研判、联动交办警情；管名册、召集会议、计票；审查公约、备案；给网格派清单上的任务；对擂台赛的名次申诉。"
            ),
            *RUNS_A_TOWN,
            over_area=True,
        ),
        a_role(
            "police_liaison",
            _("公安联络员"),
            _(
                "把能交出来的警情导进来，每天和公安对数，需要镇（街道）、部门一起办的提请联动；当事人只在公安批准后登记；坐大厅的窗口，接收、退回交给公安的事；看不到别的诉求和积分。"
            ),
            "alarm.import",
            "alarm.view",
            "window.serve",
            "handover.receive",
            over_area=True,
        ),
        a_role(
            "civility_officer",
            _("精神文明建设工作人员"),
            _(
                "核实、授予桐乡好人，提出打开曝光、放行曝光、答复撤下的要求；看不到任何人的诉求、信访、积分，只看事迹。"
            ),
            "honour.check",
            "honour.award",
            "exposure.open",
            "exposure.release",
            over_area=True,
        ),
        a_role(
            "merchant",
            _("商户收券人"),
            _("用手机扫码收券，签本店的结算单；看不到券是谁家的，也看不到任何事项。"),
            "reward.redeem",
        ),
        a_role(
            "bank_officer",
            _("银行核验员"),
            _("核对居民自愿出示给本行的积分证明；看不到别的证明、积分和任何事项。"),
            "statement.check",
        ),
        a_role(
            "county_dispatcher",
            _("市级受理员"),
            _(
                "在市社会治理中心受理、交办、核验全市的事项，对退回三次的事项作出有约束力的裁定；管市中心的窗口、排班，替人预约、取号、叫号，把事情交接给别的单位；拟定、发布积分细则模板。"
            ),
            "case.file_for",
            "case.import",
            "case.view_area",
            "case.dispatch",
            "case.decide",
            "case.keep",
            "case.verify",
            "case.view_contact",
            "window.keep",
            "window.serve",
            "handover.send",
            "alarm.view",
            "alarm.judge",
            "points.template",
            over_area=True,
        ),
        a_role(
            "accusation_officer",
            _("检举控告接收员"),
            _(
                "在有权处理的机关登记、转送、办结检举控告，告知本人；打开内容要写用途，本人看得到。看不到任何别的事项；与被反映单位有关的，一件也看不到。"
            ),
            "accusation.keep",
        ),
        *OF_PETITIONS,
        *OF_DISPUTES,
        *OF_LEADING,
        *OF_GROUPS,
        *OF_GRIDS,
        a_role(
            "handler",
            _("承办人"),
            _(
                "在承办单位签收、办理、回复交给本单位的事项，接收交给本单位依法查处的事；不是本单位职责的，说明理由退回；填报本单位牵头的重点工程；给网格派清单上的任务，清单上没有的提准入申请。"
            ),
            "case.handle",
            "case.view_contact",
            "petition.handle",
            "handover.receive",
            "project.report",
            "grid.give",
        ),
        a_role(
            "caller",
            _("回访员"),
            _("办结后给居民打电话，问两件事：解决了没有、满不满意。自己办过的事项不能自己回访。"),
            "case.view_area",
            "case.call_back",
            "case.view_contact",
            over_area=True,
        ),
        a_role(
            "supervisor",
            _("督查员"),
            _(
                "查看本区域内的全部事项、黄牌红牌和各单位的办理情况，督办办得慢、办得不好的，审核延期，裁定申诉，转来转去的决定由谁办，当擂台赛的评委，不代办任何一步。"
            ),
            "case.view_area",
            "case.judge",
            "case.keep",
            "case.supervise",
            "handover.decide",
            "alarm.view",
            "board.view",
            "contest.judge",
            over_area=True,
        ),
        a_role(
            "leader",
            _("分管领导"),
            _("看本区域的汇总和每个数字背后的事项，可以作出批示，当擂台赛的评委；市里由其同意打开曝光。"),
            "exposure.agree",
            "case.view_area",
            "board.view",
            "contest.judge",
            over_area=True,
        ),
        a_role(
            "system_admin",
            _("系统管理员"),
            _(
                "维护区划、单位、日历、办理时限和回访规则，设计事项种类、类别和分派规则，重发短信；不能看事项内容，也不能改日志。"
            ),
            *KEPT_BY_THE_SYSTEM,
        ),
        a_role(
            "security_admin",
            _("安全管理员"),
            _("开设和停用工作人员账号、分派角色，让别的系统接进来、收推送，不能看事项内容。"),
            "settings.accounts",
        ),
        a_role(
            "audit_admin",
            _("审计管理员"),
            _("查看谁在什么时候做过什么、谁查阅过谁，运行核验；什么也不能改。"),
            "audit.view",
        ),
    )
}

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


@dataclass(frozen=True)
class Actor:
    """行为人: who is asking or acting, in which role, from which desk.

    `reach` is the area-code prefix the role covers; an empty `office_id` means a resident or the clock.
    """

    person_id: int | None
    name: str
    role: Role
    office_id: int | None = None
    office_name: str = ""
    reach: str = ""
    stands_for: str = ""  # whose post it is, when a deputy acts in it

    def may(self, permission: str) -> bool:
        return permission in self.role.permissions

    @property
    def is_resident(self) -> bool:
        return self.role.code == "resident"


MACHINE = a_role(
    "machine", _("接口"), _("别的系统用凭证转来诉求、查询自己转来的事项，别的什么也不能做。"), "case.file"
)
THE_CLOCK = Actor(None, "时钟", Role("clock", _("时钟"), _("到点提醒和亮牌，不作任何决定。"), frozenset()))
INSTALLER = Actor(
    None,
    "安装程序",
    a_role(
        "installer", _("安装程序"), _("只在安装时运行，载入区划、日历和首批账号；不是任何人的岗位。"),
        "settings.calendar", "settings.callbacks", "settings.clocks", "settings.offices", "settings.accounts",
    ),
)  # fmt: skip
