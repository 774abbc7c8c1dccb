"""类别的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.actions import Called
from sanzhi.web.ui.forms import UiForm

from . import choices
from .settings import PACES


class Category(UiForm):
    """一个类别 as it is to be called from today on."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("名称"), max_length=40)
    pace = forms.ChoiceField(
        label=_("快慢"), choices=PACES[1:], help_text=_("按哪一档时限办；正在走的期限不变。")
    )
    words = forms.CharField(
        label=_("关键词"),
        required=False,
        max_length=500,
        help_text=_("用空格分开；登记时按这些词推荐类别，导入时按这些词对照。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def called(self) -> Called:
        said = self.cleaned_data
        return Called(said["name"].strip(), said["pace"], tuple(dict.fromkeys(said["words"].split())))


class NewCategory(Category):
    """加一个类别."""

    seen = None
    parent = forms.ChoiceField(label=_("放在哪个类别下面"), required=False)
    code = forms.RegexField(
        r"^[a-z_]{2,20}\Z",
        label=_("编号"),
        help_text=_("2 到 20 个小写字母或下划线；以后不能改。"),
        error_messages={"invalid": _("请用 2 到 20 个小写字母或下划线。")},
    )
    field_order = ["name", "code", "parent", "pace", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = choices.categories(_("（最上一级）"))


class Mapping(UiForm):
    """外部标签的对照."""

    system = forms.CharField(label=_("哪个系统"), max_length=40, help_text=_("如“12345”“留言板”。"))
    label = forms.CharField(label=_("它的类别"), max_length=200, help_text=_("如“城乡建设/市政/路灯管理”。"))
    category = forms.ChoiceField(label=_("就是我们的"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories(_("请选择"))
