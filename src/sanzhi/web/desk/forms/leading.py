"""党建引领的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.kit import clock
from sanzhi.leadership import queries
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def places(reach: str) -> list[tuple[str, object]]:
    """The county, towns and villages within reach."""
    known = []
    for town in people.towns_with_villages():
        inside = [(village.code, village.name) for village in town.villages if village.code.startswith(reach)]
        if town.code.startswith(reach):
            inside.insert(0, (town.code, town.name))
        if inside:
            known.append((town.name, inside))
    county = people.towns().first()
    over = [(county.parent.code, county.parent.name)] if county and len(reach) <= len("330483") else []
    return [("", _("请选择")), *over, *known]


class WhichPlace(UiForm):
    """看哪里; as if nothing was asked where it could be none."""

    place = forms.ChoiceField(label=gettext_lazy("看哪里"))

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places(reach)
        self.initial["place"] = reach.ljust(len("330483000000"), "0")

    def which(self) -> str:
        return str(self.cleaned_data["place"] if self.is_valid() else self.initial["place"])


class NamingLead(UiForm):
    """登记牵头人."""

    area = forms.ChoiceField(label=gettext_lazy("哪里的"))
    part = forms.ChoiceField(label=gettext_lazy("担任"), choices=queries.PARTS)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=30)
    post = forms.CharField(
        label=gettext_lazy("职务"), max_length=60, help_text=gettext_lazy("公开的职务，例如：镇党委书记。")
    )
    duties = forms.CharField(label=gettext_lazy("负责什么"), max_length=200)
    since = forms.DateField(label=gettext_lazy("从哪一天起"), widget=DAY)  # fmt: skip

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = places(reach)


class OnADay(UiForm):
    """哪一天."""

    on = forms.DateField(label=gettext_lazy("从哪一天起"), widget=DAY)


class BeginningProject(UiForm):
    """立项."""

    number = forms.IntegerField(label=gettext_lazy("编号"), min_value=1, max_value=999)
    title = forms.CharField(label=gettext_lazy("工程名称"), max_length=60)
    about = forms.CharField(label=gettext_lazy("工程内容"), max_length=2000, widget=_long(4))
    owner = forms.TypedChoiceField(label=gettext_lazy("牵头单位"), coerce=int)
    begins_on = forms.DateField(label=gettext_lazy("开始"), widget=DAY)
    ends_on = forms.DateField(label=gettext_lazy("结束"), widget=DAY)
    indicator = forms.CharField(
        label=gettext_lazy("看哪个数"), max_length=60,
        help_text=gettext_lazy("例如：积案化解率、回访满意率。来信来访、报警变少不能当指标。"),
    )  # fmt: skip
    unit = forms.CharField(label=gettext_lazy("计量单位"), max_length=12)
    direction = forms.ChoiceField(
        label=gettext_lazy("怎样算好"), choices=queries.DIRECTIONS, widget=forms.RadioSelect
    )
    target = forms.DecimalField(label=gettext_lazy("目标"), max_digits=12, decimal_places=2)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", _("请选择")), *queries.owners(actor, clock.now())]


class SettingMilestone(UiForm):
    """设节点."""

    title = forms.CharField(label=gettext_lazy("做成什么"), max_length=60)
    due_on = forms.DateField(label=gettext_lazy("哪一天以前"), widget=DAY)


class ReportingMilestone(UiForm):
    """报节点完成."""

    evidence = forms.CharField(
        label=gettext_lazy("完成情况和依据"),
        min_length=4,
        max_length=500,
        widget=_long(4),
        help_text=gettext_lazy("做成了什么，哪里看得到：文号、地址、照片在哪里。"),
    )


class AcceptingMilestone(UiForm):
    """验收."""

    yes = forms.TypedChoiceField(
        label=gettext_lazy("做成了吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("做成了，验收")), ("no", gettext_lazy("没有，退回"))],
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("退回的理由"), max_length=200, required=False)


class WithReason(UiForm):
    """理由."""

    reason = forms.CharField(label=gettext_lazy("理由"), min_length=2, max_length=200)


class Withdrawing(OnADay, WithReason):
    """废止."""

    field_order = ("on", "reason")


class ReadingOff(UiForm):
    """填读数."""

    on = forms.DateField(label=gettext_lazy("哪一天的数"), widget=DAY)
    value = forms.DecimalField(label=gettext_lazy("数"), max_digits=12, decimal_places=2)
    source = forms.CharField(label=gettext_lazy("从哪里来"), min_length=2, max_length=200)


class Publishing(UiForm):
    """发布制度文件."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), choices=queries.KINDS, widget=forms.RadioSelect)
    area = forms.ChoiceField(label=gettext_lazy("哪里的"))
    title = forms.CharField(label=gettext_lazy("标题"), max_length=120)
    issuer = forms.CharField(label=gettext_lazy("发文单位"), max_length=60)
    number = forms.CharField(
        label=gettext_lazy("文号"),
        max_length=60,
        help_text=gettext_lazy("文号已经有的，就是它的新版本，旧的到那一天为止。"),
    )
    issued_on = forms.DateField(label=gettext_lazy("印发日期"), widget=DAY)
    in_force_from = forms.DateField(label=gettext_lazy("从哪一天施行"), widget=DAY)
    in_force_until = forms.DateField(label=gettext_lazy("有效期到"), widget=DAY, required=False)
    text = forms.CharField(label=gettext_lazy("全文"), max_length=100_000, widget=_long(16))  # fmt: skip

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = places(reach)
