"""照片: a form field for several photos, each taken apart, cleaned and kept before the form is valid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases.files import Kept, keep_image
from sanzhi.kit.verdict import Refusal

MOST = 5


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """多张照片: cleans to a list of Kept. One bad photo refuses the form with its name and what is wrong with it."""

    widget = _ManyFiles

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", gettext_lazy("照片"))
        kwargs.setdefault(
            "help_text", gettext_lazy("最多 5 张，每张不超过 20 MB。照片里的位置信息会自动去掉。")
        )
        super().__init__(**kwargs)
        self.widget.attrs |= {"accept": "image/jpeg,image/png,image/webp"}

    def clean(self, data: Any, initial: Any = None) -> list[Kept]:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST:
            raise ValidationError(_("一次最多 %(most)d 张照片，请减少几张。") % {"most": MOST})
        return [self._keep(file) for file in files]

    def _keep(self, file: Any) -> Kept:
        try:
            return keep_image(file, file.name)
        except Refusal as refused:
            raise ValidationError(f"{file.name[:40]}：{refused.sentence}", code=refused.code) from None
