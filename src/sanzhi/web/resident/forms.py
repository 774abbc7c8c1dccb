"""The resident's forms. Every sentence is one a tired person can act on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases import queries as cases
from sanzhi.cases.kinds import Kind
from sanzhi.people import queries as people
from sanzhi.web.ui import complained
from sanzhi.web.ui.answers import WithAnswers
from sanzhi.web.ui.emergency import AsksForDanger
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

GRADES = [
    (5, _("非常满意")),
    (4, _("满意")),
    (3, _("基本满意")),
    (2, _("不满意")),
    (1, _("非常不满意")),
]

UNSURE = ("other", _("说不清，由受理员判断"))


class PhoneForm(UiForm):
    """手机号: where the code goes."""

    phone = forms.CharField(
        label=_("手机号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )


class CodeForm(UiForm):
    """验证码: six digits; a name the first time."""

    phone = forms.CharField(max_length=20, widget=forms.HiddenInput)
    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("验证码"),
        error_messages={"invalid": _("验证码是 6 位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    name = forms.CharField(
        label=_("怎么称呼您"),
        required=False,
        max_length=30,
        help_text=_("第一次来请填一下，方便工作人员称呼您。"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class MatterForm(AsksForDanger, WithAnswers, UiForm):
    """第一步: what happened."""

    draft = "matter"
    title = forms.CharField(label=_("一句话说是什么事"), min_length=2, max_length=120)
    text = forms.CharField(
        label=_("把情况说清楚"),
        min_length=5,
        max_length=5000,
        help_text=_("什么时候、怎么回事、您希望怎么解决。不要写别人的身份证号、电话。"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    category_code = forms.ChoiceField(label=_("属于哪一类"), required=False)
    field_order = ["danger", "title", "text", "category_code"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kind: Kind | None = kwargs.pop("kind", None)
        super().__init__(*args, **kwargs)
        self.fields["category_code"].choices = [UNSURE, *categories()]
        if kind:
            self.draft = ""  # the browser keeps one draft, of a plain matter
            self.ask(kind.fields_at(), self.initial.get("details"))


def categories() -> list[tuple[str, list[tuple[str, str]]]]:
    """The two-level tree as a grouped select: [(top, [(code, name), …]), …]."""
    return [
        (top.name, [(sub.code, sub.label) for sub in top.subs]) for top in cases.categories_tree() if top.subs
    ]


def category_name(code: str) -> str:
    """How the picker calls a category."""
    named = dict(sub for _top, subs in categories() for sub in subs)
    return named.get(code, UNSURE[1])


def villages() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every village under its town, as a grouped select."""
    towns = people.towns_with_villages()
    return [(town.name, [(area.code, area.name) for area in town.villages]) for town in towns]


class PlaceForm(UiForm):
    """第二步: where, and photos."""

    area_code = forms.ChoiceField(
        label=_("在哪个村（社区）"), widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")})
    )
    place = forms.CharField(
        label=_("具体位置"),
        required=False,
        max_length=200,
        help_text=_("例如：村口公交站旁、3 幢 2 单元楼下。"),
    )
    against = forms.ChoiceField(
        label=_("是反映某个单位或它的工作人员吗"),
        required=False,
        help_text=_("选了，那个单位看不到是您反映的，也不参与核验和回访。"),
    )
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    photos = PhotosField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area_code"].choices = [("", _("请选择")), *villages()]
        self.fields["against"].choices = complained.choices()


class NearForm(UiForm):
    """就近: which village one is in or asks for."""

    village = forms.ChoiceField(label=_("在哪个村（社区）"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [("", _("请选择")), *villages()]


class HereForm(forms.Form):
    """手机定位: what a phone says of where it is."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)


class SupplementForm(UiForm, WithPhotos):
    """补充情况."""

    text = forms.CharField(
        label=_("补充什么"), min_length=2, max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    field_order = ["text", "photos", "before"]


class RatingForm(UiForm):
    """两问: solved, and satisfied; kept apart."""

    solved = forms.TypedChoiceField(
        label=_("事情解决了吗"),
        choices=[("yes", _("解决了")), ("no", _("没有解决"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    satisfied = forms.TypedChoiceField(
        label=_("对办理满意吗"), choices=GRADES, coerce=int, widget=forms.RadioSelect
    )
    said = forms.CharField(
        label=_("还想说什么"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


TEXT_GROUPS = [("progress", _("办理进展")), ("rating", _("请您评价"))]
DIGEST = ("digest", _("督办日报周报（督查员）"))


class TextsForm(UiForm):
    """短信设置: the groups of texts one wants; the supervisors' own only for supervisors."""

    wanted = forms.MultipleChoiceField(
        label=_("要收哪些短信"), choices=TEXT_GROUPS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, supervising: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if supervising:
            self.fields["wanted"].choices = [*TEXT_GROUPS, DIGEST]


class ReasonForm(UiForm):
    """要求重新办理: why."""

    reason = forms.CharField(
        label=_("为什么要重新办理"), min_length=4, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class FindForm(UiForm):
    """查询码."""

    code = forms.CharField(label=_("查询码"), max_length=40)
