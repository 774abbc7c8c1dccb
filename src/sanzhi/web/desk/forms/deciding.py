"""四议两公开的表单."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.leadership import queries
from sanzhi.leadership.actions import Held, Put
from sanzhi.leadership.rules import Counted
from sanzhi.web.ui.forms import UiForm

from .leading import WithReason

LONG = forms.Textarea(attrs={"rows": 6})
FIGURES = ("entitled", "present", "in_favour", "against", "abstained")


def _figure(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100_000)


class BeginningMatter(UiForm):
    """起一件大事."""

    body = forms.TypedChoiceField(label=_("最后由哪个会决议"), coerce=int)
    title = forms.CharField(label=_("什么事"), min_length=2, max_length=80)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = queries.bodies_that_decide(actor)


class HoldingGate(UiForm):
    """记一次会."""

    held_on = forms.DateField(label=_("哪天开的"), widget=forms.DateInput(attrs={"type": "date"}))
    entitled = _figure(_("应到"))
    present = _figure(_("到会"))
    in_favour = _figure(_("赞成"))
    against = _figure(_("反对"))
    abstained = _figure(_("弃权"))
    text = forms.CharField(
        label=_("这次会定下来的内容"), min_length=10, max_length=3_000, widget=LONG,
        help_text=_("上会表决的就是最后一次会定下来的内容。"),
    )  # fmt: skip
    minutes_at = forms.CharField(
        label=_("会议记录放在哪里"), min_length=2, max_length=100,
        help_text=_("平台不存会议记录的照片：上面有党员的名字。"),
    )  # fmt: skip

    def new(self) -> Held:
        said = self.cleaned_data
        figures = Counted(**{name: said[name] for name in FIGURES})
        return Held(said["held_on"], figures, said["text"], said["minutes_at"])


class PuttingMatter(UiForm):
    """列入议题."""

    meeting = forms.TypedChoiceField(label=_("哪次会"), coerce=int)
    method = forms.ChoiceField(label=_("怎么表决"), choices=queries.VOTED_BY, widget=forms.RadioSelect)
    adviser = forms.CharField(label=_("法律顾问"), max_length=60, required=False)
    opinion = forms.CharField(
        label=_("法律顾问的意见"), max_length=1_000, required=False, widget=LONG,
        help_text=_("上村民代表会议的必须有。"),
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = meetings

    def new(self) -> Put:
        return Put(**self.cleaned_data)


class Contacting(UiForm):
    """决议公开."""

    contact = forms.CharField(label=_("联系人和电话"), min_length=2, max_length=100)


class GivingUp(WithReason):
    """决议没能实施."""

    contact = forms.CharField(label=_("有异议找谁"), min_length=2, max_length=120)


class TellingOutcome(Contacting):
    """实施结果公开."""

    text = forms.CharField(
        label=_("办成了什么、花了多少、还有什么没办"), min_length=10, max_length=2_000, widget=LONG
    )
    field_order = ("text", "contact")
