"""位置的表单: a file of positions, or one grid by its corners."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people.place_files import MOST_BYTES
from sanzhi.web.ui.forms import UiForm

from . import choices

KINDS = [("village", _("村（社区）的点")), ("office", _("窗口的点")), ("grid", _("网格的边界"))]
DATUMS = [
    ("wgs84", _("WGS-84（手机定位、天地图 CGCS2000）")),
    ("gcj02", _("GCJ-02（高德、腾讯地图），导入时换算")),
]


class PlaceUpload(UiForm):
    """导入位置."""

    kind = forms.ChoiceField(label=_("导入什么"), choices=KINDS, widget=forms.RadioSelect, initial="village")
    file = forms.FileField(
        label=_("位置文件"),
        help_text=_("GeoJSON，或表头为 code,lat,lon 的 CSV（窗口还可以有 hours、phone）；不超过 2 MB。"),
        allow_empty_file=True,
        error_messages={"required": _("请选择一个文件。")},
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.csv"}),
    )
    datum = forms.ChoiceField(
        label=_("坐标系"),
        choices=DATUMS,
        initial="wgs84",
        widget=forms.RadioSelect,
        help_text=_("选错会偏几百米；预览里看得出来。百度坐标请先换成这两种之一。"),
    )
    source = forms.CharField(
        label=_("位置从哪里来"), max_length=200, help_text=_("如“自然资源和规划局 2026 年 5 月提供”。")
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，最多 2 MB；请分几次导入。"))
        return file.read()


class DrawnGrid(UiForm):
    """画一个网格."""

    village = forms.ChoiceField(label=_("在哪个村（社区）"))
    name = forms.CharField(label=_("网格名称"), max_length=60, help_text=_("已有的网格写它现在的名称。"))
    corners = forms.CharField(
        label=_("边界的角点"),
        max_length=20000,
        help_text=_("一行一个点：经度, 纬度（WGS-84），依次走一圈。也可以在图上点。"),
        widget=forms.Textarea(attrs={"rows": 6, "inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = choices.villages("")


class WhichGrids(UiForm):
    """哪个村的网格."""

    village = forms.ChoiceField(label=_("哪个村（社区）"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = choices.villages("")


class EndGrid(UiForm):
    """撤销网格."""

    from_day = forms.DateField(
        label=_("从哪天起不再有"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    successor = forms.ChoiceField(label=_("由哪个网格接替"), required=False)

    def __init__(self, *args: Any, others: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.code, one.name) for one in others]
        self.fields["successor"].choices = [("", _("没有，由村（社区）统管")), *named]
