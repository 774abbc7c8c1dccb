"""外出登记时选种类: what each kind asks lies ready in the page, so that it is there without a network."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.kinds import Kind, missing
from sanzhi.web.ui.answers import BEFORE, WithAnswers
from sanzhi.web.ui.forms import UiForm


class WhichKind(UiForm):
    """哪一类: "" is a matter like any other."""

    kind = forms.ChoiceField(
        label=_("哪一类事项"), required=False, help_text=_("有专门办法的事，先选种类；没有网络也能选。")
    )

    def __init__(self, kinds: Iterable[Kind], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["kind"].choices = [("", _("一般诉求")), *((one.code, one.name) for one in kinds)]


class AskedAway(WithAnswers, UiForm):
    """这一类要填的: each field with the sentence that the phone says when it is left empty."""

    def __init__(self, kind: Kind, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ask(kind.fields_at())
        for one in self.asked:
            if one.required:
                self.fields[BEFORE + one.code].widget.attrs["data-missing"] = missing(one)
