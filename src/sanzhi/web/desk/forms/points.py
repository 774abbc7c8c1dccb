"""积分: what is written at the desk of claims, of the panel, of rounds and of people."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.people import queries as people
from sanzhi.points.files import SHELF
from sanzhi.web.ui import points as said
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .choices import villages

VILLAGE = 12  # digits of a village's code
STATES = [
    ("", _("全部")),
    ("submitted", _("待核实")),
    ("returned", _("退回补充")),
    ("verified", _("待评分")),
    ("publicised", _("公示中")),
    ("objected", _("有异议")),
    ("confirmed", _("已入账")),
    ("rejected", _("不予计分")),
]


class WhichClaims(UiForm):
    """看哪些申报."""

    state = forms.ChoiceField(label=_("到哪一步"), choices=STATES, required=False)


class WhichHousehold(UiForm):
    """哪一户: before the items of its village are known."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    number = forms.CharField(label=_("户号"), max_length=20)

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(reach)
        if len(reach) == VILLAGE:  # whoever works for one village is not asked which
            self.initial.setdefault("area", reach)


class Recording(WithPhotos, UiForm):
    """登记: what one saw; which item, who of the household, when, with what to show for it."""

    item = forms.ChoiceField(label=_("哪一项"))
    person = forms.TypedChoiceField(label=_("哪一位"), coerce=int, empty_value=None, required=False)
    happened_on = forms.DateField(
        label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    quantity = forms.IntegerField(label=_("数量"), min_value=1, max_value=31, initial=1)
    text = forms.CharField(
        label=_("经过"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("扣分要写明事实：什么时候书面提醒过、看见了什么。"),
    )  # fmt: skip
    place = forms.CharField(label=_("在哪里"), required=False, max_length=80)
    witness = forms.CharField(label=_("证人"), required=False, max_length=60)
    photos = PhotosField(keep=SHELF.keep_image, help_text=_("最多 6 张。不要拍到别人的脸。"))
    field_order = [
        "item",
        "person",
        "happened_on",
        "quantity",
        "text",
        "place",
        "photos",
        "witness",
        "before",
    ]

    def __init__(self, *args: Any, items: list[Any], people: list[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for item in items:
            groups.setdefault(item.get_field_display(), []).append(
                (item.code, f"{item.title}（{said.worth(item)}）")
            )
        self.fields["item"].choices = [("", _("请选择")), *groups.items()]
        self.fields["person"].choices = [("", _("整户")), *((one.id, one.name) for one in people)]
        self.initial.setdefault("happened_on", today)


class Reasoning(UiForm):
    """理由."""

    reason = forms.CharField(
        label=_("理由"), min_length=4, max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class Serving(UiForm):
    """当面告知."""

    how = forms.CharField(
        label=_("怎么告知的"),
        min_length=4,
        max_length=120,
        help_text=_("例如：上门当面告知户主，留了公示单。"),
    )


class Announcing(UiForm):
    """公示."""

    contact = forms.CharField(
        label=_("有异议找谁"), min_length=2, max_length=120, help_text=_("写明姓名或单位、电话。")
    )


class Seating(UiForm):
    """请进评定小组, by the mobile number they sign in with."""

    phone = forms.CharField(
        label=_("手机号"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )


class Tying(UiForm):
    """回避."""

    panelist = forms.TypedChoiceField(label=_("哪位成员"), coerce=int)
    number = forms.CharField(label=_("回避哪一户（户号）"), max_length=20)
    kind = forms.ChoiceField(label=_("为什么"), choices=[("kin", _("近亲属")), ("interest", _("有利害关系"))])

    def __init__(self, *args: Any, panel: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panelist"].choices = [(one.person_id, one.person.name) for one in panel]


class Registering(UiForm):
    """登记一户."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    number = forms.CharField(label=_("户号"), max_length=20)
    address = forms.CharField(label=_("住址"), required=False, max_length=120)

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(reach)


class AddingMember(UiForm):
    """登记户成员, by the mobile number they sign in with."""

    phone = forms.CharField(
        label=_("手机号"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    name = forms.CharField(
        label=_("姓名"), max_length=30, required=False, help_text=_("没有登录过的，填了才登记。")
    )
    birth_date = forms.DateField(
        label=_("出生日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("看过身份证再填；满十八周岁才能参加积分。"),
    )  # fmt: skip
    residence = forms.ChoiceField(
        label=_("户籍"), choices=[("", _("没有问过")), *people.RESIDENCES], required=False,
        help_text=_("有的村（社区）细则只适用于户籍居民，或者户籍居民和新居民。"),
    )  # fmt: skip
    is_head = forms.BooleanField(label=_("户主"), required=False)
    join = forms.BooleanField(label=_("本人当面同意参加积分"), required=False)


class Transferring(UiForm):
    """转户."""

    giver = forms.CharField(label=_("从哪一户（户号）"), max_length=20)
    taker = forms.CharField(label=_("到哪一户（户号）"), max_length=20)
    points = forms.IntegerField(label=_("多少分"), min_value=1, max_value=100_000)
    reason = forms.CharField(
        label=_("理由"), min_length=4, max_length=200, help_text=_("分户、并户、搬迁，村里怎么议的。")
    )


class ClosingYear(UiForm):
    """年度结账."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    year = forms.IntegerField(label=_("哪一年"), min_value=2020, max_value=2100)
    contact = forms.CharField(
        label=_("有异议找谁"), min_length=2, max_length=120, help_text=_("写明姓名或单位、电话。")
    )

    def __init__(self, *args: Any, reach: str, last: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(reach)
        self.initial.setdefault("year", last)
