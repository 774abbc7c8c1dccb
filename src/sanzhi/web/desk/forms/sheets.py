"""上传表格."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.web.ui.forms import UiForm

KINDS = ".xlsx,.csv"


class Upload(UiForm):
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("Excel（.xlsx）或 CSV，不超过 20 MB、50,000 行。"),
        allow_empty_file=True,
        error_messages={"required": _("请选择一个表格文件。")},
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )
