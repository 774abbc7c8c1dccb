"""半小时的选法: a service, a day, a half hour, as links and as radio buttons; the same for a resident and at a desk."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.web.ui.forms import UiForm
from sanzhi.windows import queries

SERVICES = dict(queries.SERVICES)


def half_hour(at: datetime) -> str:
    local = localtime(at)
    return f"{local:%H:%M}"


@dataclass(frozen=True)
class Picked:
    """选到哪一步: the service and the day that the address names, the days there are, and the half hours of that day."""

    service: str
    day: date | None
    days: list[queries.Day]
    slots: list[queries.Slot]

    @property
    def label(self) -> str:
        return str(SERVICES.get(self.service, ""))


def picked(request: HttpRequest, hall: Any, at: datetime, service: str = "") -> Picked:
    """What the address asks for; anything it cannot mean is as if it asked for nothing."""
    service = service or request.GET.get("service", "")
    if service not in SERVICES:
        return Picked("", None, [], [])
    days = queries.days_to_book(hall, service, at)
    asked = request.GET.get("day", "")
    day = next((one.day for one in days if one.day.isoformat() == asked), None)
    slots = [one for one in queries.slots(hall, service, day) if one.starts_at > at] if day else []
    return Picked(service, day, days, slots)


class Choosing(UiForm):
    """选半小时. A half hour that is full is shown and cannot be chosen."""

    starts_at = forms.TypedChoiceField(
        label=gettext_lazy("几点来"), widget=forms.RadioSelect, coerce=datetime.fromisoformat
    )

    def __init__(self, *args: Any, slots: list[queries.Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].choices = [
            (
                one.starts_at.isoformat(),
                _("%(at)s（还有 %(free)d 个号）") % {"at": half_hour(one.starts_at), "free": one.free},
            )
            for one in slots
            if one.free
        ]


class ChoosingFor(Choosing):
    """替人选半小时."""

    name = forms.CharField(label=gettext_lazy("谁来"), max_length=30)
    phone = forms.CharField(
        label=gettext_lazy("电话"), max_length=20, required=False, help_text=gettext_lazy("没有电话的不填。")
    )
    field_order = ("name", "phone", "starts_at")


class Arriving(UiForm):
    """取号."""

    service = forms.ChoiceField(label=gettext_lazy("办什么事"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=gettext_lazy("有没有优先的理由"),
        choices=queries.GROUNDS,
        required=False,
        widget=forms.RadioSelect,
        initial="",
        help_text=gettext_lazy("自己说明就可以，不用证明。除了预约和这几种理由，只看谁先到。"),
    )

    def __init__(self, *args: Any, services: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services


class ArrivingAtDesk(Arriving):
    """替人取号."""

    booking = forms.CharField(
        label=gettext_lazy("预约码"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("有预约的填预约码，服务按预约的来。"),
    )
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("不愿意说的可以不填。"),
    )
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=20, required=False)
