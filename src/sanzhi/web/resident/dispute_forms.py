"""居民的调解表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.disputes import queries
from sanzhi.disputes.files import SHELF
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.parties import WithParties
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .forms import villages

TOWNS = {"data-towns": _("在哪个镇（街道）")}
LONG = forms.Textarea(attrs={"rows": 5})


class Applying(WithParties):
    """申请调解."""

    area = forms.ChoiceField(label=_("在哪个村（社区）"), widget=forms.Select(attrs=TOWNS))
    title = forms.CharField(label=_("是什么纠纷"), min_length=2, max_length=120)
    text = forms.CharField(label=_("经过"), min_length=5, max_length=5000, widget=LONG)
    request = forms.CharField(label=_("您想要什么结果"), min_length=2, max_length=1000, widget=LONG)
    name = forms.CharField(label=_("对方叫什么"), max_length=60)
    phone = forms.CharField(
        label=_("对方电话"), max_length=20, required=False, help_text=_("知道就写，好问对方愿不愿意。")
    )
    organisation = forms.CharField(label=_("对方是单位的，写单位名称"), max_length=120, required=False)
    knew_on = forms.DateField(
        label=_("什么时候知道权利受损"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("用来提醒您起诉的期限，不写也可以。"),
    )  # fmt: skip
    afraid = forms.BooleanField(
        label=_("对方可能对我或者家里人动手"),
        required=False,
        help_text=_("会把您的住址和对方隔开，不勉强见面。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *villages()]


class Stating(UiForm):
    text = forms.CharField(
        label=_("您要说的"), min_length=2, max_length=5000, widget=LONG,
        help_text=_("只有调解组织看得到，对方看不到；以后打官司也不能拿来当证据。"),
    )  # fmt: skip


class Choosing(UiForm):
    mediator = forms.TypedChoiceField(label=_("想请谁调解"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mediator"].choices = choices


class MoreTime(UiForm):
    days = forms.IntegerField(label=_("延长几天"), min_value=1, max_value=30)


class Handing(WithPhotos, UiForm):
    """交材料."""

    part = forms.ChoiceField(
        label=_("哪一种材料"),
        choices=[
            one for one in queries.PARTS_OF_DOSSIER if one[0] in ("identity", "evidence", "performance")
        ],
    )
    shared = forms.BooleanField(label=_("对方也可以看"), required=False)
    photos = PhotosField(keep=SHELF.keep_image)


class Sure(UiForm):
    """Nothing to fill in: one press."""


class Booking(UiForm):
    topic = forms.CharField(label=_("要问什么"), min_length=2, max_length=120)
