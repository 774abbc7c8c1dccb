"""交接的表单."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.web.ui.forms import UiForm
from sanzhi.windows import queries
from sanzhi.windows.actions import Handing, Received

_LONG = forms.Textarea(attrs={"rows": 3})


class ChoosingReceiver(UiForm):
    """交给谁: each office under the channel it deals with; the choice names both."""

    to = forms.ChoiceField(label=gettext_lazy("交给哪个单位"))
    reason = forms.CharField(
        label=gettext_lazy("为什么"),
        min_length=4,
        max_length=300,
        widget=_LONG,
        help_text=gettext_lazy("居民看得到。"),
    )

    def __init__(self, *args: Any, at: datetime, without: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [
            ("", _("请选择")),
            *(
                (
                    _(name),
                    [
                        (f"{code}:{one.pk}", one.name)
                        for one in queries.receivers(code, at)
                        if one.pk != without
                    ],
                )
                for code, name in queries.CHANNEL_CHOICES
            ),
        ]

    def handing(self, *, agreed: bool) -> Handing:
        channel, _colon, to = self.cleaned_data["to"].partition(":")
        return Handing(channel, int(to), self.cleaned_data["reason"], agreed)


class HandingOver(ChoosingReceiver):
    """交给别的单位."""

    agreed = forms.BooleanField(
        label=gettext_lazy("本人愿意"), required=False,
        help_text=gettext_lazy("转到调解或者法院的，先问本人，愿意的才勾（《人民调解法》第三条）；转到别处的，告诉本人就行。"),
    )  # fmt: skip

    def new(self) -> Handing:
        return self.handing(agreed=self.cleaned_data["agreed"])


class Receiving(UiForm):
    """接收: what the channel asks for and nothing that was said already."""

    other_name = forms.CharField(label=gettext_lazy("对方当事人的姓名"), max_length=30)
    other_phone = forms.CharField(label=gettext_lazy("对方的电话"), max_length=20, required=False)
    their_no = forms.CharField(
        label=gettext_lazy("本单位的编号"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("还没有的可以以后补。"),
    )

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {"mediation": ("other_name", "other_phone"), "petition": ()}.get(channel, ("their_no",))
        for name in set(self.fields) - set(kept):
            del self.fields[name]

    def said(self) -> Received:
        return Received(**self.cleaned_data)


class SendingBack(UiForm):
    """退回."""

    ground = forms.CharField(
        label=gettext_lazy("退回的理由"),
        min_length=4,
        max_length=300,
        widget=_LONG,
        help_text=gettext_lazy("居民看得到。"),
    )


class NotingAnswer(UiForm):
    """登记结果."""

    their_no = forms.CharField(label=gettext_lazy("本单位的编号"), max_length=60, required=False)
    answer = forms.CharField(
        label=gettext_lazy("结果"),
        min_length=4,
        max_length=500,
        widget=_LONG,
        help_text=gettext_lazy("居民看得到。"),
    )
