"""签字纸的表单."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.actions import Signed
from sanzhi.honours.files import PAPERS
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .honours import DAY


class Signing(WithPhotos, UiForm):
    """登记答复: for somebody who has no phone."""

    answer = forms.ChoiceField(label=_("本人怎么答复"), widget=forms.RadioSelect)
    signed_on = forms.DateField(label=_("纸上签字的日期"), widget=DAY)
    photos = PhotosField(
        keep=PAPERS.keep_image, label=_("签字纸的照片"), help_text=_("一张，看得清写了什么、谁签的字。不愿意的不用拍。")
    )  # fmt: skip
    field_order = ["answer", "signed_on", "photos", "before"]

    def __init__(self, *args: Any, photo: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        both = [("photo", _("同意，名字和照片都可以公布"))] if photo else []
        self.fields["answer"].choices = [*both, ("name", _("同意，公布名字")), ("no", _("不愿意"))]
        self.fields["signed_on"].widget.attrs |= {"max": today.isoformat()}
        self.initial.setdefault("signed_on", today)

    def signed(self) -> Signed:
        return Signed(next(iter(self.photos_kept()), None), self.cleaned_data["signed_on"])
