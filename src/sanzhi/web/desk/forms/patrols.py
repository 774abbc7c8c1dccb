"""网格的表单: the list, routes and tasks."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.kit import clock
from sanzhi.patrols import queries
from sanzhi.patrols.actions import NewItem, NewRoute, NewTask
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.web.ui.forms import UiForm

from . import choices
from .leading import DAY

LONG = {"rows": 3}
STOPS_HELP = gettext_lazy("一行一站，写在哪里；知道位置的，在后面空一格写“纬度,经度”。")
_POINT = re.compile(r"^(.*\S)\s+(-?\d{1,2}(?:\.\d+)?)[,，](-?\d{1,3}(?:\.\d+)?)$")
WEEKDAYS = [
    gettext_lazy("星期一"), gettext_lazy("星期二"), gettext_lazy("星期三"), gettext_lazy("星期四"), gettext_lazy("星期五"),
    gettext_lazy("星期六"), gettext_lazy("星期日"),
]  # fmt: skip


def stops_in(text: str) -> list[tuple[str, float | None, float | None]]:
    """A line each: words, and a point where one is written behind them."""
    found: list[tuple[str, float | None, float | None]] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        if point := _POINT.match(line):
            found.append((point[1], float(point[2]), float(point[3])))
        else:
            found.append((line, None, None))
    return found


def offices_asking() -> list[tuple[str, list[tuple[int, str]]]]:
    """Every office that may want something of grids, by kind."""
    names = dict(people.OFFICE_KINDS)
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in people.offices_open(clock.now()).order_by("kind", "name"):
        if one.kind in ("governance_centre", "command_room", "department", "town_office", "village"):
            groups.setdefault(str(names[one.kind]), []).append((one.pk, one.name))
    return list(groups.items())


class WritingItem(UiForm):
    """清单的一项."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), choices=queries.KINDS, widget=forms.RadioSelect)
    what = forms.CharField(label=gettext_lazy("做什么"), min_length=4, max_length=120)
    ground = forms.CharField(
        label=gettext_lazy("依据"), min_length=4, max_length=160, help_text=gettext_lazy("写哪部法规的第几条，或者哪个文件；没有的写“本平台约定”。")
    )  # fmt: skip
    office = forms.TypedChoiceField(label=gettext_lazy("哪个单位要求的"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = offices_asking()

    def item(self) -> NewItem:
        return NewItem(**self.cleaned_data)


class DraftingList(UiForm):
    """起草一版."""

    change = forms.CharField(
        label=gettext_lazy("这一版改什么"), min_length=2, max_length=300, widget=forms.Textarea(attrs=LONG)
    )


class BringingList(UiForm):
    """生效."""

    day = forms.DateField(
        label=gettext_lazy("从哪一天起生效"), widget=DAY, help_text=gettext_lazy("那一天起，上一版不再适用。")
    )


class GivingUpDraft(UiForm):
    """放弃起草."""

    because = forms.CharField(label=gettext_lazy("为什么放弃"), min_length=2, max_length=300)


class AskingAdmission(UiForm):
    """准入申请."""

    kind = forms.ChoiceField(label=gettext_lazy("哪一类"), choices=queries.KINDS, widget=forms.RadioSelect)
    what = forms.CharField(label=gettext_lazy("做什么"), min_length=4, max_length=120)
    ground = forms.CharField(label=gettext_lazy("依据"), min_length=4, max_length=160)
    why = forms.CharField(
        label=gettext_lazy("为什么要网格员来做"),
        min_length=4,
        max_length=300,
        widget=forms.Textarea(attrs=LONG),
    )

    def item(self, office: int) -> NewItem:
        said = self.cleaned_data
        return NewItem(said["kind"], said["what"], said["ground"], office)


class DecidingAdmission(UiForm):
    """准入决定."""

    admitted = forms.TypedChoiceField(
        label=gettext_lazy("决定"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("准入：加进下一版清单")), ("no", gettext_lazy("不准入"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("理由"), min_length=2, max_length=300, widget=forms.Textarea(attrs=LONG)
    )


class GivingTask(UiForm):
    """派任务."""

    item = forms.TypedChoiceField(
        label=gettext_lazy("清单上的哪一项"), coerce=int, help_text=gettext_lazy("网格员不做清单以外的事。")
    )  # fmt: skip
    grid = forms.ChoiceField(label=gettext_lazy("哪个网格"))
    title = forms.CharField(label=gettext_lazy("任务"), min_length=2, max_length=60)
    due_on = forms.DateField(label=gettext_lazy("哪一天以前"), widget=DAY)
    stops = forms.CharField(
        label=gettext_lazy("要看的地方"), required=False, widget=forms.Textarea(attrs=LONG), help_text=STOPS_HELP
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        today = clock.today()
        super().__init__(*args, initial={"due_on": today + timedelta(days=3)}, **kwargs)
        items = [(one.pk, f"{one.get_kind_display()}：{one.what}") for one in queries.items_on(today)]
        self.fields["item"].choices = [*items, (0, _("清单上没有这件事"))]
        self.fields["grid"].choices = grids(actor)

    def task(self) -> NewTask:
        said = self.cleaned_data
        return NewTask(said["item"], said["grid"], said["title"], said["due_on"], stops_in(said["stops"]))


def grids(actor: Actor) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those one may give to, by village."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in queries.grids_within(actor, clock.today()):
        groups.setdefault(one.area.name, []).append((str(one.pk), one.name))
    return list(groups.items())


class OpeningRoute(UiForm):
    """定路线."""

    grid = forms.ChoiceField(label=gettext_lazy("哪个网格"))
    name = forms.CharField(label=gettext_lazy("路线名称"), min_length=2, max_length=40)
    item = forms.TypedChoiceField(label=gettext_lazy("清单上的哪一项"), coerce=int)
    rhythm = forms.ChoiceField(
        label=gettext_lazy("多久走一次"), choices=queries.RHYTHMS, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("每周一次的，星期几"), coerce=int, empty_value=None, required=False,
        choices=[("", gettext_lazy("不选")), *enumerate(WEEKDAYS)],
    )  # fmt: skip
    stops = forms.CharField(
        label=gettext_lazy("一站一站"), widget=forms.Textarea(attrs={"rows": 6}), help_text=STOPS_HELP
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grid"].choices = grids(actor)
        self.fields["item"].choices = [
            (one.pk, one.what) for one in queries.items_on(clock.today(), "patrol")
        ]

    def route(self) -> NewRoute:
        said = self.cleaned_data
        return NewRoute(
            said["grid"], said["name"], said["item"], said["rhythm"], stops_in(said["stops"]), said["weekday"]
        )


class SettingCard(UiForm):
    """公示牌."""

    households = forms.IntegerField(label=gettext_lazy("多少户"), min_value=1, max_value=9999)
    office_phone = forms.CharField(
        label=gettext_lazy("办公电话"), max_length=20, help_text=gettext_lazy("村（社区）的电话，不写个人手机。")
    )  # fmt: skip
    complaint_phone = forms.CharField(
        label=gettext_lazy("投诉电话"), max_length=20, help_text=gettext_lazy("对网格员的工作有意见，打这个。")
    )  # fmt: skip


class Found(UiForm):
    """发现问题."""

    seen = forms.CharField(
        label=gettext_lazy("看到什么"), min_length=5, max_length=300, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("写地方和事情，不写人名。记下就登记成一件事项，有回音会告诉您。"),
    )  # fmt: skip
    category = forms.ChoiceField(label=gettext_lazy("类别"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = choices.categories(_("请选择"))


class Ending(UiForm):
    """做好了, 取消."""

    words = forms.CharField(min_length=2, max_length=300, widget=forms.Textarea(attrs=LONG))

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
