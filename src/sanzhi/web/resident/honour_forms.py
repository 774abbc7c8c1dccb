"""红榜和好人的表单."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.files import SHELF
from sanzhi.honours.queries import CATEGORIES, LEVELS
from sanzhi.honours.rules import MOST_PHOTOS
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .forms import villages

TOWNS = {"data-towns": _("在哪个镇（街道）")}


class WhichBoard(UiForm):
    """看哪里的红榜."""

    area = forms.ChoiceField(label=_("村（社区）"), required=False, widget=forms.Select(attrs=TOWNS))
    category = forms.ChoiceField(label=_("类别"), required=False)
    period = forms.RegexField(
        r"^\d{4}-\d{2}$", label=_("月份"), required=False, widget=forms.TextInput(attrs={"type": "month"}),
        error_messages={"invalid": _("月份请写成 2026-09 这样。")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]
        self.fields["category"].choices = [("", _("全部")), *CATEGORIES]


class WhichRoll(UiForm):
    """看哪里的好人."""

    area = forms.ChoiceField(label=_("村（社区）"), required=False, widget=forms.Select(attrs=TOWNS))
    level = forms.ChoiceField(label=_("级别"), required=False)
    year = forms.IntegerField(label=_("年份"), required=False, min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("全市")), *villages()]
        self.fields["level"].choices = [("", _("全部")), *LEVELS]


class Nominating(UiForm):
    """推荐好人."""

    source = forms.ChoiceField(
        label=_("谁推荐"),
        choices=[("resident", _("我推荐别人")), ("self", _("我推荐自己"))],
        widget=forms.RadioSelect,
        initial="resident",
    )
    area = forms.ChoiceField(label=_("他（她）在哪个村（社区）"), widget=forms.Select(attrs=TOWNS))
    called = forms.CharField(
        label=_("推荐谁"), min_length=2, max_length=40,
        help_text=_("写姓名或者大家怎么称呼；文书会去对人，再问本人愿不愿意。"),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("类别"))
    level = forms.ChoiceField(label=_("级别"), initial="village")
    story = forms.CharField(
        label=_("事迹"), min_length=20, max_length=1000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、做了什么、谁知道。公示时大家看得到，请不要写电话、门牌和别人的名字。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *villages()]
        self.fields["category"].choices = [("", _("请选择")), *CATEGORIES]
        self.fields["level"].choices = LEVELS


class Answering(UiForm):
    """愿不愿意写上名字."""

    answer = forms.ChoiceField(label=_("您愿意吗"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, photo: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = [("photo", _("愿意，名字和照片都可以公布"))] if photo else []
        self.fields["answer"].choices = [*both, ("name", _("愿意，只公布名字")), ("no", _("不愿意"))]


class Replying(UiForm):
    """申辩."""

    text = forms.CharField(
        label=_("您怎么看"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


class Writing(WithPhotos, UiForm):
    """写一条."""

    day = forms.DateField(
        label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    category = forms.ChoiceField(label=_("类别"))
    words = forms.CharField(
        label=_("做了什么"), min_length=2, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )
    photos = PhotosField(
        keep=SHELF.keep_image,
        most=MOST_PHOTOS,
        help_text=_("最多三张，只有您自己看得到。照片里的位置信息会自动去掉。"),
    )
    field_order = ["day", "category", "words", "photos", "before"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("请选择")), *CATEGORIES]
        self.fields["day"].widget.attrs |= {"max": today.isoformat()}
        self.initial.setdefault("day", today)


class Sharing(UiForm):
    """上好事墙."""

    signed = forms.TypedChoiceField(
        label=_("要不要写名字"),
        choices=[("no", _("不写名字")), ("yes", _("写上我的名字"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )


class ClaimingFor(UiForm):
    """转成积分申报."""

    item = forms.ChoiceField(label=_("哪一项"))

    def __init__(self, *args: Any, items: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("请选择")), *((one.code, one.title) for one in items)]


class AnsweringExposure(UiForm):
    """回应."""

    text = forms.CharField(
        label=_("您的回应"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("会显示在旁边，不显示您的名字；也请不要写别人的名字、电话、门牌。"),
    )  # fmt: skip


class AskingTakedown(UiForm):
    """要求撤下."""

    reason = forms.CharField(
        label=_("为什么"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不用登录。一提交就先遮起来，再由没有经手过的人答复。"),
    )  # fmt: skip
