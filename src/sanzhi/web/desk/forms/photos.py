"""照片: a field for several photos that survive a refused form: kept at once, remembered by a signed list."""

from dataclasses import astuple
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.files import Kept, keep_image
from sanzhi.kit.verdict import Refusal

SALT = "desk.photos"
MOST = 9
HOUR = 3600


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """多张照片: cleans to a list of `Kept`."""

    def __init__(self, **kwargs: Any) -> None:
        widget = SeveralFiles(attrs={"accept": "image/jpeg,image/png,image/webp", "multiple": True})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Kept]:
        files = [file for file in (data or []) if file]
        if len(files) > MOST:
            raise forms.ValidationError(_("一次最多 %(most)d 张照片。") % {"most": MOST})
        try:
            return [keep_image(file, file.name) for file in files]
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class WithPhotos(forms.Form):
    """带照片的表单: `photos_kept` gives what was chosen now and what an earlier, refused sending brought."""

    photos = PhotosField(label=_("照片"), help_text=_("最多 9 张。照片里的位置信息会被去掉。"))
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def photos_kept(self) -> list[Kept]:
        return [*self.photos_before(), *self.cleaned_data.get("photos", [])][:MOST]

    def photos_before(self) -> list[Kept]:
        try:
            return [Kept(*one) for one in signing.loads(self.data.get("before", ""), salt=SALT, max_age=HOUR)]
        except (signing.BadSignature, TypeError):
            return []

    def remember_photos(self) -> None:
        """Before the form is shown again: carry the photos along, so that nobody chooses them twice."""
        kept = self.photos_kept() if hasattr(self, "cleaned_data") else []
        self.data = self.data.copy()
        self.data["before"] = signing.dumps([astuple(one) for one in kept], salt=SALT) if kept else ""
        if kept:
            self["photos"].help_text = _("刚才选的 %(count)d 张照片已经收好，不用再选。") % {
                "count": len(kept)
            }
