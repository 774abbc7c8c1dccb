"""照片: a form field for several photos, each taken apart, cleaned and kept before the form is valid.

A form `WithPhotos` carries them through a refusal by a signed list, so that nobody chooses them twice.
"""

from collections.abc import Callable
from dataclasses import astuple
from typing import Any, BinaryIO

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases.files import Kept, keep_image, keep_pages
from sanzhi.kit.documents import is_document, is_office_file
from sanzhi.kit.verdict import Refusal

MOST = 9  # 本平台约定: files at once
MOST_PAGES = 60  # 本平台约定: pictures of one sending, every page of a document among them
PICTURES = "image/jpeg,image/png,image/webp"
SALT = "photos"
HOUR = 3600


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosRefused(ValidationError):
    """Some photos were refused, each named; `kept` are the good ones that came with them."""

    def __init__(self, sentences: list[str], kept: list[Kept]) -> None:
        super().__init__(" ".join(sentences), code="photos_refused")
        self.kept = kept


class PhotosField(forms.FileField):
    """多张照片: cleans to a list of Kept, put by `keep` on the shelf of the room that names them. A bad photo refuses
    the form, with its name and what is wrong."""

    widget = _ManyFiles
    accept = PICTURES
    most_kept = MOST

    def __init__(
        self, *, keep: Callable[[BinaryIO, str], Kept] = keep_image, most: int = MOST, **kwargs: Any
    ) -> None:
        self._keep, self._most = keep, most
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", gettext_lazy("照片"))
        kwargs.setdefault(
            "help_text", gettext_lazy("最多 9 张，每张不超过 20 MB。照片里的位置信息会自动去掉。")
        )
        super().__init__(**kwargs)
        self.widget.attrs |= {"accept": self.accept, "multiple": True}

    def clean(self, data: Any, initial: Any = None) -> list[Kept]:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if len(files) > self._most:
            raise ValidationError(_("一次最多 %(most)d 张照片，请减少几张。") % {"most": self._most})
        kept, sentences = [], []
        for file in files:
            try:
                kept += self.kept_of(file)
            except Refusal as refused:
                sentences.append(f"{file.name[:40]}：{refused.sentence}")
        if sentences:
            raise PhotosRefused(sentences, kept)
        if len(kept) > self.most_kept:
            most = _("这些文件一共 %(count)d 页，一次最多 %(most)d 页，请分几次放。")
            raise ValidationError(most % {"count": len(kept), "most": self.most_kept})
        return kept

    def kept_of(self, file: UploadedFile) -> list[Kept]:
        """What one file becomes. Raises Refusal."""
        return [self._keep(file, file.name or "")]


class PapersField(PhotosField):
    """照片和文书: also a PDF, which becomes a picture of each of its pages (0006). For what is kept with a case."""

    accept = f"{PICTURES},application/pdf"
    most_kept = MOST_PAGES

    def __init__(self, *, pages: Callable[[BinaryIO, str], list[Kept]] = keep_pages, **kwargs: Any) -> None:
        self._pages = pages
        told = gettext_lazy(
            "最多 9 份，照片或 PDF，每份不超过 20 MB。照片里的位置信息会自动去掉，PDF 会变成一页一张的图。"
        )
        super().__init__(**{"label": gettext_lazy("照片和文书"), "help_text": told, **kwargs})

    def kept_of(self, file: UploadedFile) -> list[Kept]:
        if is_document(file):
            return self._pages(file, file.name or "")
        if is_office_file(file):
            raise Refusal("document_kind", _("Word、Excel 这类文件请先另存为 PDF 再放。"))
        return super().kept_of(file)


def good_photos(form: forms.Form, field: str = "photos") -> list[Kept]:
    """Every good photo of a sending, also when the form, or another photo, was refused."""
    refused = form.errors.as_data().get(field, [])
    rescued = [kept for error in refused if isinstance(error, PhotosRefused) for kept in error.kept]
    return form.cleaned_data.get(field, rescued)


class WithPhotos(forms.Form):
    """带照片的表单: `photos_kept` gives what was chosen now and what an earlier, refused sending brought."""

    data: Any  # a QueryDict, as Django leaves it
    photos: PhotosField = PapersField()
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_photos(self) -> list[Kept]:
        """Together with what was kept before, no more than one sending may have; else what was chosen now is not kept."""
        now: list[Kept] = self.cleaned_data["photos"]
        if sentence := self._too_many(now):
            raise ValidationError(sentence, code="photos_too_many")
        return now

    def photos_kept(self) -> list[Kept]:
        now = good_photos(self)
        return [*self._photos_before(), *([] if self._too_many(now) else now)]

    def _too_many(self, now: list[Kept]) -> str:
        """What to say when it is more than fits; else "". A sending alone was judged by its field."""
        before, most = len(self._photos_before()), self.fields["photos"].most_kept
        if not before or before + len(now) <= most:
            return ""
        said = _(
            "前面已经收好 %(before)d 页，加上这次的 %(count)d 页，超过一次最多的 %(most)d 页；这次选的没有收，请少选一些，或者分几次放。"
        )
        return said % {"before": before, "count": len(now), "most": most}

    def _photos_before(self) -> list[Kept]:
        try:
            before = signing.loads(self.data.get("before", ""), salt=SALT, max_age=HOUR)
            return [Kept(*one) for one in before[: self.fields["photos"].most_kept]]
        except (signing.BadSignature, TypeError):
            return []

    def remember_photos(self) -> None:
        """Before the form is shown again: carry the photos along."""
        kept = self.photos_kept() if hasattr(self, "cleaned_data") else []
        if hasattr(self, "cleaned_data") and (sentence := self._too_many(good_photos(self))):
            self.add_error("photos", sentence)  # the good ones among refused ones
        carried = self.data.copy()
        carried["before"] = signing.dumps([astuple(one) for one in kept], salt=SALT) if kept else ""
        self.data = carried
        if kept:
            told = _("刚才选的 %(count)d 张已经收好，不用再选。") % {"count": len(kept)}
            self["photos"].help_text = told  # the bound field: it has been asked for already
