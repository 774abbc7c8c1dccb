"""信访件的材料、听证和会同办理的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.petitions import queries
from sanzhi.petitions.actions import HearingRecord
from sanzhi.petitions.files import PAPERS
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PapersField, WithPhotos

from .petitions import Reasoning


def _long(label: Any, rows: int, most: int, least: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, min_length=least, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class AddingPapers(WithPhotos, UiForm):
    """放材料. `brings`: whether this desk may say that the petitioner brought them."""

    side = forms.ChoiceField(label=_("谁提供的"), widget=forms.RadioSelect, initial="petitioner")
    photos = PapersField(
        keep=PAPERS.keep_image,
        pages=PAPERS.keep_pages,
        label=_("照片或者 PDF"),
        help_text=_("办理和复查、复核这一件的单位和信访人本人看得到，别人看不到。"),
    )

    def __init__(self, *args: Any, brings: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [("petitioner", _("信访人提供")), ("organ", _("本单位收集"))]
        if not brings:
            del self.fields["side"]


class RecordingHearing(UiForm):
    """听证笔录."""

    held_on = forms.DateField(label=_("听证日期"), widget=forms.DateInput(attrs={"type": "date"}))
    place = forms.CharField(label=_("地点"), min_length=2, max_length=120)
    chair = forms.CharField(label=_("主持人"), min_length=2, max_length=60)
    recorder = forms.CharField(label=_("记录人"), min_length=2, max_length=60)
    present = _long(_("参加人"), 4, 1000, help_text=_("一行一个人，写明姓名和身份。"))
    questions = _long(_("听证的问题"), 3, 2000)
    statements = _long(_("各方陈述、质询和评议"), 8, 10000)
    conclusion = _long(_("结论"), 3, 2000)
    closed = forms.BooleanField(label=_("不公开举行"), required=False)

    def record(self) -> HearingRecord:
        said = dict(self.cleaned_data)
        present = [line.strip() for line in said.pop("present").splitlines() if line.strip()]
        closed = said.pop("closed")
        return HearingRecord(**said, present=present, open=not closed)


class JoiningOrgan(UiForm):
    """请会同办理."""

    office = forms.TypedChoiceField(label=_("哪个单位"), coerce=int, empty_value=0)
    named = forms.ChoiceField(
        label=_("由谁确定的"), widget=forms.RadioSelect, choices=queries.NAMED, initial="agreed"
    )
    asked = _long(_("请它办理哪一部分"), 3, 300, 4)

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("请选择")), *offices]


class Parting(UiForm):
    """会同单位的意见."""

    part = _long(_("本单位的意见"), 6, 5000, 10, help_text=_("事实、依据、意见；会原样写进答复。"))


class LettingGo(Reasoning):
    """不再会同办理."""

    office = forms.TypedChoiceField(label=_("哪个单位"), coerce=int, empty_value=0)
    field_order = ("office", "reason")

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("请选择")), *offices]
