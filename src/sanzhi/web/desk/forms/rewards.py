"""兑换品、商户、预算和收券的表单."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people.roles import Actor
from sanzhi.rewards import queries, rules
from sanzhi.rewards.actions import NewReward
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.money import fen_of

from .choices import villages

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
KINDS = [("voucher", _("面券")), ("goods", _("实物")), ("service", _("服务"))]


class Offering(UiForm):
    """兑换品: on what terms."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    kind = forms.ChoiceField(label=_("种类"), choices=KINDS)
    name = forms.CharField(label=_("名称"), min_length=2, max_length=40)
    description = forms.CharField(label=_("说明"), required=False, max_length=300)
    price = forms.IntegerField(label=_("要多少积分"), min_value=1, max_value=rules.MOST_POINTS)
    face = forms.DecimalField(
        label=_("面值（元）"),
        min_value=0,
        max_value=Decimal(rules.MOST_FEN) / 100,
        decimal_places=2,
        help_text=_("和商户按面值结算；村里自己发的实物写 0。"),
    )
    stock = forms.IntegerField(label=_("有多少份"), min_value=0, max_value=rules.MOST_STOCK)
    limit_month = forms.IntegerField(label=_("每户每月最多"), required=False, min_value=1)
    limit_year = forms.IntegerField(label=_("每户每年最多"), required=False, min_value=1)
    valid_days = forms.IntegerField(
        label=_("几天内用"), min_value=1, max_value=rules.LONGEST_VALID, initial=90
    )
    refund_on_expiry = forms.BooleanField(label=_("过期没用，积分退回"), required=False, initial=True)
    open_from = forms.DateField(label=_("从哪天起"), widget=DAY)
    open_to = forms.DateField(label=_("到哪天为止"), required=False, widget=DAY)
    merchants = forms.TypedMultipleChoiceField(
        label=_("在哪家商户兑"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只能选本村（社区）的商户。"),
    )

    def __init__(self, *args: Any, actor: Actor, changing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)
        shops = queries.merchants_of(actor.reach or "-")
        self.fields["merchants"].choices = [(shop.id, f"{shop.area.name} · {shop.name}") for shop in shops]
        if changing:  # what never changes is not asked again
            for name in ("area", "kind", "stock"):
                del self.fields[name]

    def terms(self, **fixed: Any) -> NewReward:
        given = {**self.cleaned_data, **fixed}
        given["face_fen"] = fen_of(given.pop("face"))
        return NewReward(**given)


class Restocking(UiForm):
    """补货."""

    count = forms.IntegerField(label=_("补多少份"), min_value=1, max_value=rules.MOST_STOCK)


class Opening(UiForm):
    """登记商户."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    name = forms.CharField(label=_("商户名称"), min_length=2, max_length=60)
    contact = forms.CharField(label=_("联系方式"), min_length=2, max_length=60)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)


class AddingHand(UiForm):
    """指定收券人."""

    person = forms.TypedChoiceField(
        label=_("收券人"),
        coerce=int,
        help_text=_("要先由安全管理员开账号、派“商户收券人”的岗位。"),
    )

    def __init__(self, *args: Any, area: str, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("请选择")), *queries.people_for_hands(area, at)]


class Allotting(UiForm):
    """录入预算决定."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    year = forms.IntegerField(label=_("哪一年"), min_value=2000, max_value=2100)
    points = forms.IntegerField(label=_("积分"), min_value=0, max_value=rules.MOST_POINTS)
    money = forms.DecimalField(
        label=_("金额（元）"), min_value=0, max_value=Decimal(rules.MOST_FEN) / 100, decimal_places=2
    )
    ground = forms.CharField(
        label=_("依据"),
        min_length=4,
        max_length=300,
        help_text=_("哪次会议、哪份文件定的。由另一个人批准后才生效。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)

    def given(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["fen"] = fen_of(said.pop("money"))
        return said


class Typing(UiForm):
    """输入券码."""

    code = forms.CharField(
        label=_("券码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("16 位，在客人手机或券上。用手机相机扫二维码更快。"),
    )
