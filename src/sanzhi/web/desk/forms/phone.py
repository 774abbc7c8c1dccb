"""来电登记: who is calling, and what the operator writes down while they speak."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit import codes
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import WithPhotos

from .filing import CounterFiling
from .steps import words

PURPOSE = "来电登记"


class Ringing(UiForm):
    """来电号码."""

    phone = forms.CharField(
        label=_("来电号码"),
        required=False,
        max_length=20,
        help_text=_("号码没有显示的，留空。"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "autofocus": True}),
    )
    purpose = forms.CharField(
        label=_("查看用途"),
        min_length=2,
        max_length=120,
        initial=PURPOSE,
        help_text=_("登记过的来电人能看到是谁、为什么查看。"),
    )

    def clean_phone(self) -> str:
        phone = codes.clean_phone(self.cleaned_data["phone"])
        if phone and not (verdict := codes.check_phone(phone)):
            raise forms.ValidationError(verdict.sentence)
        return phone


class PhoneFiling(CounterFiling):
    """来电诉求: the counter's form, and an answer where one can be given at once."""

    reply = words(
        _("当场答复"), _("能当场答复的写在这里，至少 10 个字；留空就照常分派。"), required=False, rows=3
    )

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("来电人姓名")
        self.fields["phone"].help_text = _("用来回访和让本人查进度。")
        if known:  # who calls is in the books; what is written there is not changed by a call
            for name in ("name", "phone", "anonymous"):
                self.fields.pop(name, None)
        if self.kind:  # answered by a step that its designer wrote, not by one of the platform's
            self.fields.pop("reply")
        self.order_fields([name for name in self.fields if name != "reply"] + ["reply"])

    def clean(self) -> dict[str, Any]:
        return super().clean() if "name" in self.fields else self.cleaned_data


class Added(WithPhotos, UiForm):
    """补充情况."""

    text = words(_("来电人补充了什么"), _("照本人的话记。"), most=2000, rows=5)
    field_order = ["text", "photos", "before"]
