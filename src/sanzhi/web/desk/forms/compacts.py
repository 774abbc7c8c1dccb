"""公约的表单."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sanzhi.compacts import queries, rules
from sanzhi.deliberation import queries as deliberation
from sanzhi.web.ui.forms import UiForm

from .leading import DAY

LONG = {"rows": 3}


class OpeningCompact(UiForm):
    """立一份公约."""

    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=queries.KINDS, widget=forms.RadioSelect)
    host = forms.CharField(
        label=gettext_lazy("哪个小区、楼道、市场、企业"), max_length=40, required=False, help_text=gettext_lazy("村规民约不写。")
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("名称"), min_length=2, max_length=60)
    body = forms.TypedChoiceField(
        label=gettext_lazy("由谁通过"), coerce=int,
        help_text=gettext_lazy("村规民约由村民会议通过（《村民委员会组织法》第三十一条）；小区公约由它的业主大会通过，名称里有小区的名称（《民法典》第二百七十八条）；别的由能作决定的会议通过。"),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {
            one.pk: one.area_id for one in deliberation.visible_to(actor).filter(ended_at=None).order_by("id")
        }
        self.fields["body"].choices = deliberation.bodies_above(actor)

    def area(self) -> str:
        return str(self.areas.get(self.cleaned_data["body"], ""))


class NamingBody(UiForm):
    """改由谁通过."""

    body = forms.TypedChoiceField(label=gettext_lazy("由谁通过"), coerce=int)

    def __init__(self, *args: Any, compact: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"body": compact.body_id}, **kwargs)
        bodies = queries.bodies_to_adopt(compact)
        self.fields["body"].choices = [(one.pk, one.name) for one in bodies]


class WritingClause(UiForm):
    """写一条."""

    field = forms.ChoiceField(label=gettext_lazy("哪一方面"), choices=queries.FIELDS)
    kind = forms.ChoiceField(
        label=gettext_lazy("怎么约定"), choices=queries.CLAUSE_KINDS, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("写什么"), min_length=4, max_length=300, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("不能罚款，不能扣钱、扣福利，不能停水停电、卡证明，不能限制投诉、信访和打官司。"),
    )  # fmt: skip


class AskingOpinions(UiForm):
    """征求意见."""

    until = forms.DateField(label=gettext_lazy("到哪一天为止"), widget=DAY)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"until": today + timedelta(days=rules.OPINION_DAYS)}, **kwargs)


class SettlingOpinion(UiForm):
    """答复意见."""

    taken = forms.TypedChoiceField(
        label=gettext_lazy("采纳吗"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("采纳：这一条就改成这样")), ("no", gettext_lazy("不采纳，写明为什么"))],
    )  # fmt: skip
    answer = forms.CharField(
        label=gettext_lazy("答复"), max_length=300, required=False, widget=forms.Textarea(attrs=LONG)
    )


class Reviewing(UiForm):
    """审查."""

    ok = forms.TypedChoiceField(
        label=gettext_lazy("审查意见"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("合法，可以付表决")), ("no", gettext_lazy("退回修改"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("退回的写明要改什么"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs=LONG),
    )


class Filing(UiForm):
    """备案."""

    number = forms.CharField(label=gettext_lazy("备案号"), min_length=2, max_length=40)


class Bringing(UiForm):
    """生效."""

    day = forms.DateField(
        label=gettext_lazy("从哪一天起生效"), widget=DAY, help_text=gettext_lazy("那一天起，上一版不再适用。")
    )


class CallingOff(UiForm):
    """这一轮不评了."""

    because = forms.CharField(label=gettext_lazy("理由"), min_length=4, max_length=200)


class EnteringPledge(UiForm):
    """登记纸上签的承诺."""

    household = forms.CharField(label=gettext_lazy("户号"), max_length=20)
    name = forms.CharField(label=gettext_lazy("签字人姓名"), max_length=60)


class Checking(UiForm):
    """登记检查."""

    place = forms.CharField(label=gettext_lazy("在哪里"), min_length=2, max_length=60)
    seen = forms.CharField(
        label=gettext_lazy("看到什么"), min_length=4, max_length=300, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("写地方和事情，不写人名。"),
    )  # fmt: skip
    ok = forms.TypedChoiceField(
        label=gettext_lazy("怎么样"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("做得好")), ("no", gettext_lazy("要整改"))],
    )  # fmt: skip
    due_on = forms.DateField(label=gettext_lazy("要整改的，哪一天以前"), widget=DAY, required=False)


class PuttingRight(UiForm):
    """整改好了."""

    done = forms.CharField(
        label=gettext_lazy("怎么整改的"), min_length=4, max_length=300, widget=forms.Textarea(attrs=LONG)
    )


class Appraising(UiForm):
    """开一轮评价."""

    opens_on = forms.DateField(label=gettext_lazy("从哪一天起"), widget=DAY)
    closes_on = forms.DateField(label=gettext_lazy("最后一天"), widget=DAY)
    panel = forms.CharField(
        label=gettext_lazy("评议员的姓名和手机号"), required=False, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("一行一位：姓名 手机号；要请就至少三位，姓名和登记的一样。"),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        given = dict(self.cleaned_data)
        return given | {
            "panel": [_name_and_phone(line) for line in given["panel"].splitlines() if line.strip()]
        }


def _name_and_phone(line: str) -> tuple[str, str]:
    """Of a line: what stands before the last blank, and after it."""
    name, _blank, phone = line.strip().rpartition(" ")
    return name.strip(), phone
