"""调解的角色 (domain.md §§10–11): who keeps a body's papers, who mediates, who sends from the court, who looks after bodies."""

from django.utils.translation import gettext_lazy as _

from .role import a_role

OF_DISPUTES = (
    a_role(
        "mediation_clerk",
        _("调委会文书"),
        _(
            "在调解组织登记纠纷、征求各方意见、安排调解、整理卷宗、拟以案定补，坐大厅的窗口，接收、转出交接的事；只看得到本组织的纠纷，看不到调解员背靠背的笔记。"
        ),
        "dispute.keep",
        "window.serve",
        "handover.send",
        "handover.receive",
        "case.view_contact",
    ),
    a_role(
        "mediator",
        _("调解员"),
        _(
            "调解交给自己的纠纷：开调解会、写笔录和协议、记背靠背笔记；只看得到自己的纠纷，别的调解员的看不到。"
        ),
        "dispute.mediate",
        "case.view_contact",
    ),
    a_role(
        "court_clerk",
        _("法院诉前引导员"),
        _(
            "把起诉到本院的纠纷委派、委托给调解组织，收回、立案，登记司法确认的结果和法官驻镇的排班，坐大厅的窗口，接收交给法院的事；只看得到本院转出的和申请本院确认的。"
        ),
        "dispute.divert",
        "window.serve",
        "handover.receive",
    ),
    a_role(
        "justice_officer",
        _("司法所（局）工作人员"),
        _(
            "登记辖区的调解组织、换届和调解员，登记、聘任村（社区）法律顾问，审核、批准以案定补；看得到卷宗齐不齐和数字，看不到纠纷说了什么。"
        ),
        "dispute.bodies",
        "dispute.subsidy",
        "adviser.keep",
        over_area=True,
    ),
)
