"""党建引领的角色 (domain.md §8.4): who keeps leads, projects and documents; who keeps a branch."""

from django.utils.translation import gettext_lazy as _

from .role import a_role

OF_LEADING = (
    a_role(
        "party_clerk",
        _("党建工作人员"),
        _(
            "登记本辖区的牵头人、重点工程和制度文件，验收节点，看五个全覆盖的数；办擂台赛：公布指标、算分、裁定申诉；看不到任何党员的名字，也看不到任何诉求、积分。"
        ),
        "leadership.keep",
        "contest.keep",
        over_area=True,
    ),
    a_role(
        "branch_secretary",
        _("网格支部书记"),
        _("登记本支部同意登记的党员和他们的五件事；只看得到本支部，看不到任何诉求、积分。"),
        "member.keep",
    ),
)
