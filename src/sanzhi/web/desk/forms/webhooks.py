"""推送: where to and of what; and which days to send again."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.exchange.webhooks import rules
from sanzhi.exchange.webhooks.actions import Subscription
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

# What most systems want to know of.
USUAL = ["case.assign", "case.report_done", "case.verify", "case.closed", "case.not_accept", "case.transfer"]


class Subscribe(UiForm):
    whose = forms.TypedChoiceField(
        label=_("哪个接口客户"), coerce=int, help_text=_("只推送这个客户自己转来的事项。")
    )
    name = forms.CharField(label=_("名称"), max_length=60, help_text=_("如“热线平台正式环境”。"))
    url = forms.CharField(
        label=_("接收地址"),
        max_length=300,
        help_text=_("以 https:// 开头，由对方提供。"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    happenings = forms.MultipleChoiceField(
        label=_("推送哪些进展"),
        choices=list(rules.HAPPENINGS.items()),
        initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        admitted = people.clients_in_force(clock.now())[:200]
        self.fields["whose"].choices = [(client.id, client.name) for client in admitted]

    def asked(self) -> Subscription:
        given = self.cleaned_data
        return Subscription(given["whose"], given["name"], given["url"], given["happenings"])


class Resubscribe(Subscribe):
    """The same, but whose cases it is about stays."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["whose"]

    def asked(self) -> Subscription:
        return Subscription(
            0, self.cleaned_data["name"], self.cleaned_data["url"], self.cleaned_data["happenings"]
        )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}))


class Again(UiForm):
    first, last = _day(_("从哪天")), _day(_("到哪天"))
    everything = forms.BooleanField(
        label=_("连已经送到的也重发"),
        required=False,
        help_text=_("对方丢了数据时用；对方会按编号去掉重复的。"),
    )

    def days(self) -> tuple[datetime, datetime]:
        """From the beginning of the first day until the end of the last."""
        since, until = (
            datetime.combine(day, time(), clock.COUNTY)
            for day in (self.cleaned_data["first"], self.cleaned_data["last"] + timedelta(days=1))
        )
        return since, until


STATES = {"waiting": _("等待推送"), "sent": _("已送到"), "parked": _("已搁置"), "skipped": _("不必推送")}
NAMES = {**rules.HAPPENINGS, rules.TEST: _("试发")}


class LogFilters(forms.Form):
    number = forms.CharField(label=_("编号"), required=False, max_length=30)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), *STATES.items()])
    happening = forms.ChoiceField(label=_("进展"), required=False, choices=[("", _("全部")), *NAMES.items()])
