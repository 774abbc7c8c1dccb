"""百姓服务团的表单: of whoever leads a team, and of a clerk who orders for somebody."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.groups import queries
from sanzhi.groups.actions import NewOffer
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.orders import Confirming, Contradicting, Ordering

from .windows import WEEKDAYS


class Offering(UiForm):
    """发布服务项目."""

    group = forms.TypedChoiceField(label=_("哪个组织、团队"), coerce=int)
    kind = forms.ChoiceField(label=_("哪一类"), choices=queries.OFFER_KINDS)
    name = forms.CharField(label=_("服务名称"), min_length=2, max_length=40)
    what = forms.CharField(
        label=_("做什么"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    for_whom = forms.CharField(label=_("为谁"), max_length=100, help_text=_("写哪一类人，不写名字。"))
    price = forms.CharField(
        label=_("收不收钱"), max_length=60, help_text=_("不收就写“免费”；收的写清多少钱。")
    )
    weekdays = forms.MultipleChoiceField(
        label=_("周几可以服务"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    answer_hours = forms.IntegerField(
        label=_("多少小时里答复"), min_value=1, max_value=168, help_text=_("团队自己说的，过了会催。")
    )

    def __init__(self, *args: Any, groups: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [(one.pk, one.name) for one in groups]

    def new(self) -> NewOffer:
        said = self.cleaned_data
        return NewOffer(**{**said, "weekdays": "".join(sorted(said["weekdays"]))})


class WhichOrders(UiForm):
    """找哪些服务单."""

    words = forms.CharField(label=_("服务名称或者谁去"), required=False, max_length=40)
    state = forms.ChoiceField(label=_("办到哪一步"), required=False)
    late = forms.BooleanField(label=_("只看过了答复时间的"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("全部")), *queries.ORDER_STATES]


class OrderingFor(Ordering):
    """替人下单."""

    field_order = ["channel", "name", "phone", "place", "day", "half", "wish", "consented", "passable"]
    channel = forms.ChoiceField(label=_("怎么来的"), choices=queries.CHANNELS, widget=forms.RadioSelect)
    name = forms.CharField(label=_("本人姓名"), max_length=60)
    phone = forms.CharField(
        label=_("本人电话"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    consented = forms.BooleanField(label=_("本人同意把姓名、电话、地址告诉这个团队"))


class HeardAt(UiForm):
    """什么时候问的."""

    heard_at = forms.DateTimeField(
        label=_("什么时候问的本人"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text=_("打电话或者当面问的时间；是谁问的会记下来。"),
    )  # fmt: skip


class ConfirmingFor(Confirming, HeardAt):
    """替本人确认."""


class ContradictingFor(Contradicting, HeardAt):
    """替本人说没有做好."""


class Accepting(UiForm):
    """接单."""

    helper = forms.CharField(label=_("团队里谁去"), min_length=2, max_length=30)
    day = forms.DateField(
        label=_("约哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    half = forms.ChoiceField(label=_("上午还是下午"), choices=queries.HALVES, widget=forms.RadioSelect)


class WithReason(UiForm):
    """为什么."""

    reason = forms.CharField(
        label=_("理由"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("本人看得到。"),
    )  # fmt: skip


class PassingOn(WithReason):
    """转给别的团队."""

    field_order = ["to", "reason"]
    to = forms.TypedChoiceField(label=_("转给谁"), coerce=int)

    def __init__(self, *args: Any, offers: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.pk, f"{one.group.name} · {one.name}") for one in offers]


class Purposed(UiForm):
    """看电话的用途."""

    purpose = forms.CharField(label=_("用途"), min_length=2, max_length=100, initial="")
