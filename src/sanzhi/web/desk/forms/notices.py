"""拟公示、张贴、延长、撤回、答复."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sanzhi.notices import queries, rules
from sanzhi.notices.actions import NewLine
from sanzhi.people.roles import Actor
from sanzhi.web.ui.boxes import FoldedBoxes
from sanzhi.web.ui.forms import UiForm

from .choices import villages

BARS = "|｜\t"


class Drafting(UiForm):
    """拟稿: the lines one by one, their parts between bars."""

    kind = forms.ChoiceField(label=_("哪一类"))
    area = forms.ChoiceField(label=_("哪个村（社区）"))
    title = forms.CharField(label=_("标题"), min_length=4, max_length=80)
    body = forms.CharField(
        label=_("正文"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("标题和正文一直看得到，不要写人名；名字写在明细的“谁”里，公示结束就隐去。"),
    )
    lines = forms.CharField(
        label=_("明细"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "一行一件，用竖线隔开：谁｜事项｜数。例如：3 组沈家｜清理巷道｜+3。没有谁或数的，竖线照写。"
        ),
    )
    days = forms.IntegerField(
        label=_("公示几天"),
        required=False,
        min_value=1,
        max_value=rules.LONGEST,
        help_text=_("不填，按这一类规定的天数。"),
    )
    contact = forms.CharField(
        label=_("有异议找谁"), min_length=2, max_length=120, help_text=_("写明姓名或单位、电话。")
    )
    duty = forms.ChoiceField(label=_("是哪一项村务公开"), required=False)
    period = forms.CharField(
        label=_("哪一期"),
        required=False,
        max_length=7,
        help_text=_("季度写 2026Q3，月份写 2026-09。不是村务公开的不填。"),
    )

    def __init__(self, *args: Any, actor: Actor, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(rule.kind, rule.name) for rule in queries.rules_in_force(at)]
        self.fields["area"].choices = villages(actor.reach)
        self.fields["duty"].choices = [("", _("不是")), *((one.code, one.name) for one in queries.duties())]

    def clean_lines(self) -> list[NewLine]:
        """Each written line as three parts; the first that is none is named by its number."""
        written = [line.strip() for line in self.cleaned_data["lines"].splitlines()]
        return [_line(number, line) for number, line in enumerate(written, start=1) if line]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("duty")) != bool(cleaned.get("period")):
            self.add_error("period", _now("村务公开要写明哪一项、哪一期；不是的两样都不填。"))
        return cleaned


def _line(number: int, written: str) -> NewLine:
    for bar in BARS[1:]:
        written = written.replace(bar, BARS[0])
    parts = [part.strip() for part in written.split(BARS[0])]
    if len(parts) == 1:
        parts = ["", parts[0], ""]
    if len(parts) != 3 or not parts[1]:
        raise ValidationError(
            _now("第 %(number)d 行要写成“谁｜事项｜数”，事项不能空着。") % {"number": number}
        )
    who, what, figure = parts
    if len(who) > 60 or len(what) > 200 or len(figure) > 40:
        raise ValidationError(_now("第 %(number)d 行太长，请写短一些。") % {"number": number})
    return NewLine(what, who=who, figure=figure)


def written(lines: Any) -> str:
    """Lines as they are typed."""
    return "\n".join("｜".join((row.who, row.what, row.figure)) for row in lines)


class Proving(UiForm):
    """张贴照片."""

    place = forms.CharField(label=_("贴在哪里"), min_length=2, max_length=60)
    photo = forms.FileField(
        label=_("照片"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )


class Extending(UiForm):
    """延长公示."""

    days = forms.IntegerField(label=_("再公示几天"), min_value=1, max_value=rules.LONGEST)
    reason = forms.CharField(label=_("理由"), min_length=4, max_length=200)


class Withdrawing(UiForm):
    """撤回公示."""

    reason = forms.CharField(label=_("理由"), min_length=4, max_length=200)


class Answering(UiForm):
    """答复."""

    upheld = forms.ChoiceField(
        label=_("异议成立吗"),
        choices=[("yes", _("成立：这一项不生效")), ("no", _("不成立"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("答复"), min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, question: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question:
            del self.fields["upheld"]

    def verdict(self) -> bool | None:
        said = self.cleaned_data.get("upheld")
        return None if said is None else said == "yes"


class RuleDays(UiForm):
    """改公示天数."""

    kind = forms.ChoiceField(label=_("哪一类"))
    days = forms.IntegerField(label=_("公示几天"), min_value=1, max_value=rules.LONGEST)

    def __init__(self, *args: Any, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            (rule.kind, f"{rule.name}（{rule.days}）") for rule in queries.rules_in_force(at)
        ]


class DutyAreas(UiForm):
    """哪些村要公开."""

    areas = forms.MultipleChoiceField(
        label=_("哪些村（社区）"),
        required=False,
        widget=FoldedBoxes,
        help_text=_("按镇（街道）收起，点开再勾；收起的也算数。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = villages("")[1:]
