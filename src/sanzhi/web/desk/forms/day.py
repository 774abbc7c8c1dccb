"""案头的表单: filters with a name, many cases at once, texts to start from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.web.ui.forms import UiForm

from . import choices
from .steps import words


class KeepFilter(UiForm):
    """存为常用筛选."""

    name = forms.CharField(label=_("名称"), max_length=30)
    shared = forms.BooleanField(label=_("本单位的人都能用"), required=False)
    default = forms.BooleanField(label=_("打开“全部事项”时先用它"), required=False)


class FilterName(UiForm):
    name = forms.CharField(label=_("名称"), max_length=30)


class BulkForm(UiForm):
    """成批办理: what is said once for all of them; `said` is what the step is told."""

    def offer(self, actor: Any, at: Any) -> None:
        """For steps that choose among what the county has."""

    def said(self) -> dict[str, Any]:
        return {}


class BulkAssign(BulkForm):
    lead = forms.TypedChoiceField(label=_("主办单位"), coerce=int)
    note = words(_("交办意见"), _("写给承办单位，居民看不到。"), required=False, most=500, rows=2)

    def offer(self, actor: Any, at: Any) -> None:
        place = (actor.reach or "").ljust(12, "0")
        self.fields["lead"].choices = [("", _("请选择")), *choices.offices(place, at)]

    def said(self) -> dict[str, Any]:
        return {"lead": self.cleaned_data["lead"], "note": self.cleaned_data["note"]}


class BulkHandOver(BulkAssign):
    """A step of the county's own that names an office."""

    note = None

    def said(self) -> dict[str, Any]:
        return {"lead": self.cleaned_data["lead"]}


class BulkVerify(BulkForm):
    note = words(_("核验意见"), _("可不填，居民看不到。"), required=False, most=500, rows=2)

    def said(self) -> dict[str, Any]:
        return {"note": self.cleaned_data["note"]}


class BulkUrge(BulkForm):
    text = words(_("催办的话"), _("可不填。24 小时内只催一次。"), required=False, most=300, rows=2)

    def said(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class BulkSupplement(BulkForm):
    text = words(_("补充的情况"), _("同一段话写到每一件上，居民会看到。"), most=1000, rows=3)

    def said(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


BULK: dict[str, type[BulkForm]] = {
    "assign": BulkAssign,
    "sign_for": BulkForm,
    "verify": BulkVerify,
    "urge": BulkUrge,
    "supplement": BulkSupplement,
}


def bulk_form(step: str, *, asks_lead: bool) -> type[BulkForm]:
    """What is asked once for all: of a step built in its own form, of the county's own an office or nothing."""
    return BULK.get(step) or (BulkHandOver if asks_lead else BulkForm)


USES = [("reply", _("答复")), ("return", _("退回理由")), ("report", _("办理情况"))]


class PhraseForm(UiForm):
    """常用语."""

    use = forms.ChoiceField(label=_("用在哪里"), choices=USES)
    title = forms.CharField(label=_("名称"), max_length=30)
    text = words(_("内容"), _("不要写人名、电话和住址；用的时候再改成这一件的情况。"), most=1000, rows=5)
    county = forms.BooleanField(label=_("全市通用"), required=False)

    def __init__(self, *args: Any, for_county: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_county:
            del self.fields["county"]
