"""社工和个案的表单: amounts are typed in yuan, a month as 2026-03."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.groups import queries
from sanzhi.groups.actions import NewCasework
from sanzhi.kit import clock
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

from .funds import money

A_DAY, LONG = {"type": "date"}, forms.Textarea(attrs={"rows": 5})


def month_of(typed: str) -> date | None:
    """The first day of a month typed as 2026-03; None for anything else."""
    try:
        return parse_date(f"{typed}-01") if len(typed) == 7 else None
    except ValueError:
        return None


class EnteringWorker(UiForm):
    """登记社工."""

    post = forms.TypedChoiceField(
        label=gettext_lazy("是谁"), coerce=int, help_text=gettext_lazy("先请安全管理员给他（她）社工的岗位。")
    )
    starts_on = forms.DateField(
        label=gettext_lazy("从哪天起上班"), widget=forms.DateInput(attrs=A_DAY),
        help_text=gettext_lazy("在岗满整个月的才有补贴。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = queries.workers_in_post(actor, clock.now())
        self.fields["post"].choices = [(one.pk, f"{one.person.name} · {one.office.name}") for one in posts]


class Leaving(UiForm):
    """离职."""

    last_on = forms.DateField(label=gettext_lazy("最后一天上班"), widget=forms.DateInput(attrs=A_DAY))


class Registering(UiForm):
    """登记证书."""

    level = forms.ChoiceField(label=gettext_lazy("级别"), choices=queries.LEVELS, widget=forms.RadioSelect)
    number = forms.CharField(label=gettext_lazy("证书编号"), min_length=5, max_length=40)
    registered_on = forms.DateField(label=gettext_lazy("登记日期"), widget=forms.DateInput(attrs=A_DAY))


class Trained(UiForm):
    """登记继续教育."""

    held_on = forms.DateField(label=gettext_lazy("哪一天"), widget=forms.DateInput(attrs=A_DAY))
    hours = forms.IntegerField(label=gettext_lazy("多少小时"), min_value=1, max_value=80)
    what = forms.CharField(label=gettext_lazy("学了什么"), min_length=2, max_length=100)


class SettingAllowance(UiForm):
    """定补贴标准."""

    level = forms.ChoiceField(label=gettext_lazy("级别"), choices=queries.LEVELS, widget=forms.RadioSelect)
    money = money(gettext_lazy("一个月多少钱（元）"))
    from_on = forms.DateField(label=gettext_lazy("从哪天"), widget=forms.DateInput(attrs=A_DAY))
    document = forms.CharField(label=gettext_lazy("文件编号"), min_length=4, max_length=60)

    def said(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["fen"] = fen_of(said.pop("money"))
        return said


class OfMonth(UiForm):
    """哪个月."""

    month = forms.CharField(
        label=gettext_lazy("哪个月"), max_length=7, widget=forms.TextInput(attrs={"type": "month"})
    )

    def clean_month(self) -> date:
        if (month := month_of(self.cleaned_data["month"])) is None:
            raise forms.ValidationError(_("请写年和月，例如 2026-03。"))
        return month


class Signing(OfMonth):
    """同意一个月的补贴: the month, and the rows that the page shows; neither is typed."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].widget = forms.HiddenInput()

    def said(self) -> tuple[date, list[int]]:
        rows = self.cleaned_data["shown"].split(",")
        return self.cleaned_data["month"], [int(one) for one in rows if one.isdecimal()]


class OpeningCasework(UiForm):
    """接案."""

    name = forms.CharField(label=gettext_lazy("本人姓名"), max_length=60)
    phone = forms.CharField(
        label=gettext_lazy("本人电话"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("没有电话的孩子不用写。"),
    )
    child = forms.BooleanField(label=gettext_lazy("未满十八周岁"), required=False)
    born = forms.DateField(
        label=gettext_lazy("出生日期"), required=False, widget=forms.DateInput(attrs=A_DAY),
        help_text=gettext_lazy("未满十八周岁的写：满十八周岁那天起，监护人不再看得到。"),
    )  # fmt: skip
    guardian_name = forms.CharField(label=gettext_lazy("监护人姓名"), max_length=60, required=False)
    guardian_phone = forms.CharField(label=gettext_lazy("监护人电话"), max_length=20, required=False)
    source = forms.ChoiceField(label=gettext_lazy("怎么来的"), choices=queries.SOURCES)
    problem = forms.CharField(label=gettext_lazy("什么困难"), min_length=4, max_length=2000, widget=LONG)
    supervisor = forms.TypedChoiceField(label=gettext_lazy("谁督导"), coerce=int)
    signed = forms.BooleanField(
        label=gettext_lazy("本人（孩子的由监护人）在同意书上签了字"),
        help_text=gettext_lazy("同意书说明：只有社工、督导和本人看得到，随时可以不做，结案五年后清除。"),
    )

    def __init__(self, *args: Any, colleagues: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].choices = [
            (one.pk, f"{one.person.name} · {one.office.name}") for one in colleagues
        ]

    def new(self) -> NewCasework:
        return NewCasework(**self.cleaned_data)


class Saying(UiForm):
    """写这一步."""

    said = forms.CharField(label=gettext_lazy("写什么"), min_length=4, max_length=2000, widget=LONG)


class Sitting(UiForm):
    """会谈."""

    held_on = forms.DateField(label=gettext_lazy("哪一天"), widget=forms.DateInput(attrs=A_DAY))
    minutes = forms.IntegerField(label=gettext_lazy("多少分钟"), min_value=5, max_value=480)
    text = forms.CharField(label=gettext_lazy("做了什么"), min_length=4, max_length=2000, widget=LONG)


class ClosingCasework(UiForm):
    """结案."""

    why = forms.ChoiceField(
        label=gettext_lazy("为什么结案"), choices=queries.CLOSED_FOR, widget=forms.RadioSelect
    )
    said = forms.CharField(label=gettext_lazy("说明"), min_length=4, max_length=300)


class HandingOver(UiForm):
    """转给别的社工."""

    to = forms.TypedChoiceField(label=gettext_lazy("转给谁"), coerce=int)

    def __init__(self, *args: Any, colleagues: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.pk, f"{one.person.name} · {one.office.name}") for one in colleagues]


class ChangingSupervisor(HandingOver):
    """换督导."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), min_length=4, max_length=200, help_text=gettext_lazy("本人看得到。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = gettext_lazy("请谁督导")


class Reassigning(HandingOver):
    """转交离岗社工的个案."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), min_length=4, max_length=200, help_text=gettext_lazy("每一位本人都看得到，不写个案里的事。")
    )  # fmt: skip
