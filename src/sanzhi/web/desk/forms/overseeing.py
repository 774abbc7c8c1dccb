"""接访、积案、三项建议的表单."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.petitions import queries
from sanzhi.petitions.actions import NewReception
from sanzhi.web.ui.forms import UiForm


def _long(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 2000, **more}
    )


class OpeningReception(UiForm):
    """公布接访日."""

    leader = forms.CharField(label=_("哪位领导"), max_length=40)
    post = forms.CharField(label=_("职务"), max_length=60)
    place = forms.CharField(label=_("在哪里"), max_length=100)
    day = forms.DateField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}))
    begins = forms.TimeField(
        label=_("几点开始"), widget=forms.TimeInput(attrs={"type": "time"}), initial=time(9)
    )
    ends = forms.TimeField(
        label=_("几点结束"), widget=forms.TimeInput(attrs={"type": "time"}), initial=time(11, 30)
    )
    seats = forms.IntegerField(label=_("名额"), min_value=1, max_value=50, initial=10)

    def new(self) -> NewReception:
        said = self.cleaned_data
        starts, ends = (datetime.combine(said["day"], said[key], COUNTY) for key in ("begins", "ends"))
        return NewReception(said["leader"], said["post"], said["place"], starts, ends, said["seats"])


class NotingReceived(UiForm):
    """登记接访结果."""

    petition = forms.CharField(
        label=_("来访登记的查询码"), max_length=40, help_text=_("先登记来访，再把查询码填在这里。")
    )


class OpeningBacklog(UiForm):
    """列入积案."""

    ground = forms.ChoiceField(label=_("为什么列入"), choices=queries.GROUNDS, widget=forms.RadioSelect)
    leader = forms.CharField(label=_("包案领导"), max_length=60)
    measures = _long(_("化解措施"), min_length=5)


class Reviewing(UiForm):
    """会商."""

    words = _long(_("化解到哪一步"), min_length=5, max_length=500)


class Solving(UiForm):
    """化解."""

    how = _long(_("怎样化解的，信访人怎么说"), min_length=10, max_length=500)


class Advising(UiForm):
    """提出建议."""

    to = forms.TypedChoiceField(label=_("向哪个单位"), coerce=int, empty_value=0)
    kind = forms.ChoiceField(label=_("哪一种"), choices=queries.KINDS, widget=forms.RadioSelect)
    words = _long(_("建议的内容"), 6, min_length=10)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选择")), *((one.pk, one.name) for one in queries.organs(at))]


class AnsweringAdvice(UiForm):
    """书面反馈."""

    adopted = forms.ChoiceField(label=_("采纳吗"), choices=queries.ADOPTED, widget=forms.RadioSelect)
    answer = _long(_("怎样办的"), min_length=5)
