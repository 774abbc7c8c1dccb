"""荣誉的表单: deeds, nominations, checks, and why an award is taken back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.honours.files import SHELF
from sanzhi.honours.queries import CATEGORIES, DECLINED, LEVELS, STATES
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField, WithPhotos

from .choices import villages

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
VILLAGE = 12  # digits of a village's code
MOST_NUMBERS = 10


class WhichHomes(UiForm):
    """哪几户: whose members are to be named, before they are known."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    numbers = forms.CharField(label=_("户号"), max_length=120, help_text=_("几户的写几个，用逗号隔开。"))

    def __init__(self, *args: Any, reach: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(reach)
        if len(reach) == VILLAGE:  # whoever works for one village is not asked which
            self.initial.setdefault("area", reach)

    def clean_numbers(self) -> list[str]:
        typed = self.cleaned_data["numbers"].replace("，", ",").replace("、", ",")
        return [one.strip() for one in typed.split(",") if one.strip()][:MOST_NUMBERS]


class Praising(WithPhotos, UiForm):
    """登记事迹."""

    who = forms.TypedMultipleChoiceField(
        label=_("写上谁的名字"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("只列出登记过出生日期、年满十八周岁的。每个人都要自己点头，才会公示。"),
    )  # fmt: skip
    home = forms.TypedChoiceField(
        label=_("或者以一户人家的名义"), coerce=int, empty_value=None, required=False,
        help_text=_("这一户的成年人都同意才行。"),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("类别"))
    title = forms.CharField(label=_("标题"), min_length=4, max_length=40)
    happened_on = forms.DateField(label=_("哪一天"), widget=DAY)
    text = forms.CharField(
        label=_("经过"), min_length=10, max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("不写任何人的名字、电话、门牌、车牌：名字单独放，本人撤回时才撤得干净。"),
    )  # fmt: skip
    photos = PhotosField(
        keep=SHELF.keep_image, help_text=_("可以放一张。照片上的人都同意才会公布；不要拍到孩子。")
    )
    field_order = ["who", "home", "category", "title", "happened_on", "text", "photos", "before"]

    def __init__(self, *args: Any, homes: list[Any], people: list[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(one.pk, one.name) for one in people]
        self.fields["home"].choices = [("", _("不是")), *((one.pk, one.number) for one in homes)]
        self.fields["category"].choices = [("", _("请选择")), *CATEGORIES]
        self.fields["happened_on"].widget.attrs |= {"max": today.isoformat()}
        self.initial.setdefault("happened_on", today)


class Proposing(UiForm):
    """登记推荐: for the village or for an organisation."""

    source = forms.ChoiceField(
        label=_("谁推荐"), choices=[("clerk", _("村（社区）推荐")), ("organisation", _("组织推荐"))]
    )
    organisation = forms.CharField(label=_("哪个组织"), required=False, max_length=60)
    area = forms.ChoiceField(label=_("哪个村（社区）"))
    called = forms.CharField(label=_("推荐谁"), min_length=2, max_length=40)
    category = forms.ChoiceField(label=_("类别"))
    level = forms.ChoiceField(label=_("级别"))
    story = forms.CharField(
        label=_("事迹"), min_length=20, max_length=1000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)
        if len(actor.reach) == VILLAGE:
            self.initial.setdefault("area", actor.reach)
        self.fields["category"].choices = [("", _("请选择")), *CATEGORIES]
        self.fields["level"].choices = LEVELS


class WhichNominations(UiForm):
    """看哪些推荐."""

    state = forms.ChoiceField(label=_("到哪一步"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("全部")), *STATES]


class WhichHome(UiForm):
    """哪一户, of the village the nomination is from."""

    number = forms.CharField(label=_("户号"), max_length=20)


class Matching(UiForm):
    """对人."""

    person = forms.TypedChoiceField(label=_("是哪一位"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(one.pk, one.name) for one in people]


class Declining(UiForm):
    """不受理."""

    why = forms.ChoiceField(
        label=_("理由"), choices=DECLINED, widget=forms.RadioSelect,
        help_text=_("只有这几条理由；别的都不能挡住一条推荐。"),
    )  # fmt: skip


class Checking(UiForm):
    """核实."""

    true = forms.TypedChoiceField(
        label=_("事迹属实吗"), choices=[("yes", _("属实")), ("no", _("不属实"))], coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip
    facts = forms.CharField(
        label=_("核实了什么"), min_length=4, max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("走访了谁、看了什么。只看事迹：他反映过什么、有多少积分，不看，也不写。"),
    )  # fmt: skip


class AnnouncingGood(UiForm):
    """拟公示: the story as everybody will read it, and where to object."""

    told = forms.CharField(
        label=_("公示怎么写"), min_length=20, max_length=1000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("除了本人，不写别人的名字，也不写电话、门牌、车牌。"),
    )  # fmt: skip
    contact = forms.CharField(
        label=_("有异议找谁"), min_length=2, max_length=120, help_text=_("写明姓名或单位、电话。")
    )
