"""值班、代班和单位变更的表单."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from sanzhi.people import actions
from sanzhi.people import queries as people
from sanzhi.web.ui.forms import UiForm

HALVES = (("am", _("上午")), ("pm", _("下午")))
DATE = {"type": "date"}


class Roster(UiForm):
    """值班表: a week of half days, each with who is on duty and, hidden, who was when the table was drawn."""

    def __init__(self, *args: Any, office_id: int, first: date, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = [first + timedelta(days=n) for n in range(7)]
        here = {post.person_id: post.person.name for post in people.posts_at(office_id, at)}
        standing = people.roster(office_id, first)
        gone = {turn.person_id: turn.person.name for turn in standing.values()}
        names = [("", "—"), *({**gone, **here}.items())]
        for day in self.days:
            for half, label in HALVES:
                turn = standing.get((day, half))
                self._cell(f"{day:%Y%m%d}{half}", f"{date_format(day, 'm-d')} {label}", names, turn)

    def _cell(self, name: str, label: str, names: list[Any], turn: Any) -> None:
        person = turn.person_id if turn else None
        attrs = {"aria-label": label}
        self.fields[name] = forms.TypedChoiceField(
            label=label, choices=names, coerce=int, empty_value=None, required=False, initial=person,
            widget=forms.Select(attrs=attrs),
        )  # fmt: skip
        self.fields[f"was{name}"] = forms.IntegerField(
            required=False, initial=person, widget=forms.HiddenInput
        )

    def rows(self) -> Iterator[tuple[date, list[Any]]]:
        """Each day with its two halves: (label, the choice, what it was)."""
        for day in self.days:
            yield (
                day,
                [
                    (label, self[f"{day:%Y%m%d}{half}"], self[f"was{day:%Y%m%d}{half}"])
                    for half, label in HALVES
                ],
            )

    def turns(self) -> list[actions.Turn]:
        said = self.cleaned_data
        return [
            actions.Turn(day, half, said[f"{day:%Y%m%d}{half}"], said[f"was{day:%Y%m%d}{half}"])
            for day in self.days
            for half, _label in HALVES
        ]


class NewDeputy(UiForm):
    """代班: which post, who, from when to when."""

    post = forms.TypedChoiceField(label=_("代哪个岗位"), coerce=int)
    person = forms.TypedChoiceField(label=_("由谁代"), coerce=int)
    first = forms.DateField(label=_("从哪天"), widget=forms.DateInput(attrs=DATE))
    last = forms.DateField(
        label=_("到哪天"), help_text=_("含这一天，一次最多 90 天。"), widget=forms.DateInput(attrs=DATE)
    )

    def __init__(self, *args: Any, posts: list[Any], here: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [
            (post.id, f"{post.person.name} · {people.role_name(post.role)}") for post in posts
        ]
        whose = {post.person_id for post in posts}
        others = {post.person_id: post.person.name for post in here if post.person_id not in whose}
        self.fields["person"].choices = [("", now_("请选择")), *others.items()]


class OfficeName(UiForm):
    name = forms.CharField(label=_("新的名称"), max_length=60)
    before = forms.CharField(max_length=60, widget=forms.HiddenInput)


class WhichOffices(UiForm):
    """找单位."""

    q = forms.CharField(label=_("名称、代码或地方"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("类型"), required=False, choices=[("", _("全部类型")), *people.OFFICE_KINDS]
    )


class NewOffice(UiForm):
    """设立单位."""

    kind = forms.ChoiceField(label=_("类型"))
    area = forms.ChoiceField(
        label=_("设在哪里"), widget=forms.Select(attrs={"data-towns": _("在哪个镇（街道）")})
    )
    name = forms.CharField(label=_("名称"), min_length=2, max_length=60)
    phone = forms.CharField(label=_("窗口电话"), required=False, max_length=20)
    hours = forms.CharField(label=_("开放时间"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", now_("请选择")), *people.OFFICE_KINDS]
        self.fields["area"].choices = places_of_offices()


def places_of_offices() -> list[Any]:
    """The county, its towns, and under each town its villages."""
    whole = people.county()
    towns = list(people.towns_with_villages())
    groups = [(town.name, [(one.code, one.name) for one in town.villages]) for town in towns]
    places = [(whole.code, whole.name), *((town.code, town.name) for town in towns)]
    return [("", now_("请选择")), (now_("市、镇（街道）"), places), *groups]


class CloseOffice(UiForm):
    successor = forms.TypedChoiceField(
        label=_("没有办完的事项由谁接着办"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("没有未办完的事项，可以不选。期限连续计算。"),
    )

    def __init__(self, *args: Any, offices: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", now_("请选择")), *((one.id, one.name) for one in offices)]


class MovePost(UiForm):
    office = forms.TypedChoiceField(label=_("调到哪个单位"), coerce=int)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.id: office for office in people.offices_open(at)}
        names = ((key, office.name) for key, office in self.offices.items())
        self.fields["office"].choices = [("", now_("请选择")), *names]
