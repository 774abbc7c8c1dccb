"""信访的角色 (domain.md §13): who registers and sends on, who answers for the organ. Whoever handles is the organ's handler."""

from django.utils.translation import gettext_lazy as _

from .role import a_role

OF_PETITIONS = (
    a_role(
        "petition_officer",
        _("信访干部"),
        _(
            "在信访局登记来信、来访、网上信访，转送、交办，办理复查和登记复核，管积案、接访日和年度报告，坐大厅的窗口，接收、转出交接的事；看得到经本局的信访，不替责任单位作处理决定。"
        ),
        "petition.register",
        "petition.keep",
        "petition.agent",
        "window.serve",
        "handover.send",
        "handover.receive",
        "case.view_contact",
    ),
    a_role(
        "organ_head",
        _("单位负责人"),
        _("批准本单位信访事项的延期，看本单位的信访事项；不登记、不办理。"),
        "petition.approve",
    ),
)
