"""积分: what a resident writes."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.points.files import SHELF
from sanzhi.web.ui import points as said
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .forms import villages


class WhichVillage(UiForm):
    """看哪个村的细则."""

    area = forms.ChoiceField(
        label=_("村（社区）"), widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选择")), *villages()]


class WhichMonth(UiForm):
    """对账单看到哪个月."""

    month = forms.CharField(
        label=_("看到哪个月为止"), required=False, widget=forms.DateInput(attrs={"type": "month"})
    )

    def clean_month(self) -> datetime | None:
        """The first moment after it; None where none was asked for."""
        typed = self.cleaned_data["month"]
        if not typed:
            return None
        try:
            first = datetime.strptime(typed, "%Y-%m").replace(tzinfo=COUNTY)
            return (first + timedelta(days=32)).replace(day=1)
        except (ValueError, OverflowError):
            raise forms.ValidationError(_("月份请写成 2026-09 这样。"), code="month_shape") from None


class Claiming(WithPhotos, UiForm):
    """申报: what one did, when, with a photo."""

    item = forms.ChoiceField(label=_("哪一项"))
    happened_on = forms.DateField(
        label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    text = forms.CharField(
        label=_("怎么做的"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    place = forms.CharField(label=_("在哪里"), required=False, max_length=80)
    witness = forms.CharField(
        label=_("谁看见的"),
        required=False,
        max_length=60,
        help_text=_("有的项目要写证人，列在项目名称后面。"),
    )
    photos = PhotosField(
        keep=SHELF.keep_image, help_text=_("最多 6 张。照片里的位置信息会自动去掉；不要拍到别人的脸。")
    )
    field_order = ["item", "happened_on", "text", "place", "photos", "witness", "before"]

    def __init__(self, *args: Any, items: list[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", _("请选择")), *((item.code, _called(item)) for item in items)]
        self.fields["happened_on"].widget.attrs |= {"max": today.isoformat()}
        self.initial.setdefault("happened_on", today)


def _called(item: Any) -> str:
    proof = "" if item.evidence == "none" else f"，{item.get_evidence_display()}"
    return f"{item.title}（{said.worth(item)}{proof}）"


class Supplementing(WithPhotos, UiForm):
    """补充."""

    text = forms.CharField(
        label=_("补充说明"), required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    photos = PhotosField(keep=SHELF.keep_image)
    field_order = ["text", "photos", "before"]
