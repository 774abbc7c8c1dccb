"""上传表格."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.kinds import Kind
from sanzhi.web.ui.forms import UiForm

FILES = ".xlsx,.csv"


class Upload(UiForm):
    kind = forms.ChoiceField(
        label=_("表里是哪一类事项"),
        required=False,
        help_text=_("一份表只放一类；每一类有自己的模板。"),
    )
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("Excel（.xlsx）或 CSV，不超过 20 MB、50,000 行。"),
        allow_empty_file=True,
        error_messages={"required": _("请选择一个表格文件。")},
        widget=forms.FileInput(attrs={"accept": FILES}),
    )

    def __init__(self, *args: Any, kinds: list[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("一般诉求")), *((one.code, one.name) for one in kinds)]
        if not kinds:
            del self.fields["kind"]
