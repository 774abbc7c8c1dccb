"""三社的角色 (domain.md §8): who keeps the register of social organisations, who leads at one of them."""

from django.utils.translation import gettext_lazy as _

from .role import a_role

OF_GROUPS = (
    a_role(
        "social_officer",
        _("社会工作干部"),
        _(
            "登记社会组织和团队，登记评估等级、年度报告、服务中心；管发展基金：登记进账、征集、提出和同意资助、验收、付款，每一步换一个人；拟公示、审签；看不到志愿者是谁，也看不到任何诉求。"
        ),
        "group.keep",
        "fund.keep",
        "notice.draft",
        "notice.sign",
        over_area=True,
    ),
    a_role(
        "group_leader",
        _("社会组织（团队）负责人"),
        _(
            "在本组织发起志愿服务活动、排班次、签到、核定服务时长、出具证明，向发展基金申报、报告进展，发布服务项目、接服务单，打开下单人的电话要写用途；只看得到报名本组织活动的志愿者和向本组织下单的人，看不到任何诉求和积分。"
        ),
        "volunteer.lead",
        "case.view_contact",
    ),
    a_role(
        "fund_judge",
        _("基金评审"),
        _("给发展基金收到的申报评分；和申报的组织有关系的回避；看不到别的。"),
        "fund.judge",
    ),
    a_role(
        "legal_adviser",
        _("村（社区）法律顾问"),
        _(
            "公布坐班的半天，答复居民的法律咨询，写明依据；和事情有关系的回避。咨询只有问的人和被问的人看得到。"
        ),
        "legal.advise",
    ),
    a_role(
        "social_worker",
        _("社工"),
        _(
            "做个案：接案、预估、计划、介入、评估、结案，打开要写用途，本人看得到；只看得到自己的和自己督导的个案。"
        ),
        "casework.do",
        "case.view_contact",
    ),
)
