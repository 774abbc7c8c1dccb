"""网格的角色 (domain.md §14): who keeps the list of what grid workers do; who heads a grid."""

from django.utils.translation import gettext_lazy as _

from .role import a_role

OF_GRIDS = (
    a_role(
        "grid_officer",
        _("网格管理工作人员"),
        _(
            "在市里起草网格事务清单、让清单生效（两个人），决定各单位的准入申请，看各单位给网格派了多少任务；看不到走访写了什么，也看不到任何诉求、积分。"
        ),
        "grid.list",
        over_area=True,
    ),
    a_role(
        "grid_head",
        _("网格长"),
        _(
            "定本村（社区）网格的巡查路线、填网格公示牌、派清单上的任务、取消任务、看日志；看不到走访写了什么，也看不到任何诉求。"
        ),
        "grid.give",
        "grid.keep",
        over_area=True,
    ),
)
