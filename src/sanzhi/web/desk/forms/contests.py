"""擂台赛的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.contests import queries
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

from .leading import DAY

LONG = {"rows": 4}
FEW = 30  # of more places nobody wants to take most out again


class Drafting(UiForm):
    """办一场擂台赛."""

    area = forms.ChoiceField(label=gettext_lazy("哪里办"))
    level = forms.ChoiceField(label=gettext_lazy("谁参加"), choices=queries.LEVELS, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("名称"), min_length=4, max_length=60)
    about = forms.CharField(
        label=gettext_lazy("办法"), max_length=3000, required=False, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("奖什么、怎么用结果；不得用来扣罚、通报来信来访和报警多的地方。"),
    )  # fmt: skip
    starts_on = forms.DateField(label=gettext_lazy("计分的第一天"), widget=DAY)
    ends_on = forms.DateField(label=gettext_lazy("计分的最后一天"), widget=DAY)

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = people.county()
        there = [(whole.code, whole.name), *((one.code, one.name) for one in people.towns())]
        self.fields["area"].choices = [one for one in there if one[0].startswith(reach or "-")]


class AddingGauge(UiForm):
    """加一项数据指标."""

    gauge = forms.ChoiceField(
        label=gettext_lazy("数哪一项"), widget=forms.RadioSelect,
        help_text=gettext_lazy("都是“办得怎样”，没有“来得多少”：来信来访、报警变少不能加分。"),
    )  # fmt: skip
    weight = forms.IntegerField(label=gettext_lazy("权重（一共一百）"), min_value=1, max_value=100)
    target = forms.DecimalField(
        label=gettext_lazy("满分线（%）"), min_value=1, max_value=100, max_digits=5, decimal_places=2, required=False,
        help_text=gettext_lazy("达到就是满分；空着就在组里比，最低零分，最高一百。"),
    )  # fmt: skip

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gauge"].choices = [
            (one.code, _("%(name)s：%(formula)s") % {"name": one.name, "formula": one.formula})
            for one in queries.gauges_for(level)
        ]


class AddingRubric(UiForm):
    """加一项评委打分."""

    name = forms.CharField(label=gettext_lazy("名称"), min_length=2, max_length=40)
    rubric = forms.CharField(
        label=gettext_lazy("怎样给分"), min_length=10, max_length=300, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("看什么依据、什么样的给多少分。"),
    )  # fmt: skip
    weight = forms.IntegerField(label=gettext_lazy("权重（一共一百）"), min_value=1, max_value=100)


class Entering(UiForm):
    """谁参加、分在哪一组: one field for each place, by its code."""

    def __init__(self, *args: Any, places: list[Any], bands: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        few = len(places) <= FEW
        for place in places:
            usual = bands.get(place.code, "") if bands or not few else _usual_band(place.name)
            self.fields[place.code] = forms.CharField(
                label=place.name, max_length=20, required=False, initial=usual
            )


def _usual_band(name: str) -> str:
    """Like with like, to begin with: streets and communities apart from towns and villages. Kept as written here."""
    return "街道、社区组" if "街道" in name or "社区" in name or "居" in name else "镇、村组"


class ChoosingJudges(UiForm):
    """请评委."""

    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("评委"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("每个单位要有三个人打分；自己所在的镇（街道）、村（社区）要回避。"),
    )  # fmt: skip

    def __init__(self, *args: Any, judges: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = judges


class Marking(UiForm):
    """打分."""

    points = forms.DecimalField(
        label=gettext_lazy("给多少分（满分一百）"), min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    evidence = forms.CharField(
        label=gettext_lazy("看到了什么依据"), min_length=4, max_length=300, widget=forms.Textarea(attrs=LONG)
    )


class Appealing(UiForm):
    """申诉."""

    text = forms.CharField(
        label=gettext_lazy("哪里算得不对，依据是什么"), min_length=10, max_length=500, widget=forms.Textarea(attrs=LONG)
    )  # fmt: skip


class Deciding(UiForm):
    """裁定申诉."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("申诉成立吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("成立")), ("no", gettext_lazy("不成立"))],
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("理由"), min_length=4, max_length=300)
    part = forms.IntegerField(
        label=gettext_lazy("查实的分子"), min_value=0, max_value=1_000_000, required=False,
        help_text=gettext_lazy("成立的数据指标才填：查实以后，多少件里有多少件。"),
    )  # fmt: skip
    whole = forms.IntegerField(
        label=gettext_lazy("查实的分母"), min_value=0, max_value=1_000_000, required=False
    )

    def __init__(self, *args: Any, of_data: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_data:
            del self.fields["part"], self.fields["whole"]
