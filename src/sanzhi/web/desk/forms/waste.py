"""垃圾分类的表单, and what a phone sends."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanzhi.kit import clock, ids
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.waste import queries, rules
from sanzhi.waste.actions import BinRow, NewRound, Scan
from sanzhi.waste.files import SHELF
from sanzhi.web.desk import workbook
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField

from .choices import villages

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
COLUMNS = {"户号": "number", "类别": "stream", "网格": "grid"}
MOST_ROWS = 3_000
ENDS = [("lost", _("丢失")), ("broken", _("损坏")), ("returned", _("收回"))]


class Issuing(UiForm):
    """发桶: a list typed in or a table."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    listed = forms.CharField(
        label=_("名单"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一行一户：户号，空格，类别，空格，网格。类别和网格可以不写；不写类别就发易腐垃圾、其他垃圾各一只。"),
    )  # fmt: skip
    file = forms.FileField(
        label=_("或者上传表格"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel（.xlsx）或 CSV，第一行是列名：户号、类别、网格。"),
    )
    skip = forms.BooleanField(label=_("有错的行先跳过，其余照发"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)

    def rows(self) -> list[BinRow]:
        """Refusal for a table that cannot be read, or for nothing at all."""
        file = self.cleaned_data["file"]
        found = _from_table(workbook.lines(file)) if file else _from_lines(self.cleaned_data["listed"])
        if not found:
            raise Refusal("list_empty", gettext("名单是空的，请填写或上传。"))
        if len(found) > MOST_ROWS:
            raise Refusal("list_too_long", gettext("超过 %(most)d 行，请分几次发。") % {"most": MOST_ROWS})
        return found


def _from_lines(text: str) -> list[BinRow]:
    told = enumerate((line.split() for line in text.splitlines()), start=1)
    return [BinRow(line, *cells[:3]) for line, cells in told if cells]


def _from_table(lines: Any) -> list[BinRow]:
    head: list[str | None] = []
    found = []
    for number, cells in enumerate(lines, start=1):
        if not any(cells):
            continue
        if not head:
            head = [COLUMNS.get(cell) for cell in cells]
            if "number" not in head:
                raise Refusal("sheet_columns", gettext("第一行缺少“户号”这一列。"))
            continue
        told = {key: cell for key, cell in zip(head, cells, strict=False) if key}
        found.append(BinRow(number, **told))
    return found


class Ending(UiForm):
    """停用或换桶."""

    how = forms.ChoiceField(label=_("怎么了"), choices=ENDS)
    again = forms.BooleanField(label=_("换一只新的给这一户"), required=False, initial=True)


class Planning(UiForm):
    """排一轮."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    day = forms.DateField(label=_("哪一天"), widget=DAY)
    route = forms.CharField(label=_("走哪条线"), min_length=2, max_length=60)
    grid = forms.ChoiceField(label=_("只走一个网格"), required=False)
    vehicle = forms.CharField(label=_("车辆"), required=False, max_length=20)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)
        grids = people.grids_of(actor.reach or "-", clock.now().date())
        self.fields["grid"].choices = [
            ("", _("全村")),
            *((one.code, f"{one.name}（{one.code}）") for one in grids),
        ]

    def planned(self) -> NewRound:
        return NewRound(**self.cleaned_data)


class Walking(UiForm):
    """扫一只桶: the code of its label; the grade is the button that is pressed."""

    round = forms.TypedChoiceField(label=_("哪一轮"), coerce=int, required=False, empty_value=None)
    code = forms.CharField(
        label=_("桶号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("8 位，在标签上。也可以扫二维码，或从下面的名单里点。"),
    )
    faults = forms.MultipleChoiceField(
        label=_("有什么问题"), required=False, choices=queries.FAULTS, widget=forms.CheckboxSelectMultiple
    )
    photos = PhotosField(
        keep=SHELF.keep_image,
        label=_("照片"),
        help_text=_("可以拍一张，只拍桶里，不要拍到人。90 天后删除。"),
    )

    def __init__(self, *args: Any, rounds: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [(one.id, f"{one.day:%m-%d} {one.route}") for one in rounds]
        self.fields["round"].choices = mine or [("", _("不在轮次里"))]

    def clean_code(self) -> str:
        try:
            return ids.normalise_tag(self.cleaned_data["code"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal

    def scan(self, grade: str, offline_id: UUID, at: datetime) -> Scan:
        given = self.cleaned_data
        photo = given["photos"][0] if given["photos"] else None
        return Scan(offline_id, given["code"], grade, at, given["faults"], photo, None, given["round"])


def scan_from(told: Mapping[str, Any], photo: Kept | None) -> Scan:
    """One scan of a phone's batch. Refusal "scan_shape" for what is none."""
    try:
        place = told.get("place")
        return Scan(
            offline_id=UUID(str(told["id"])),
            code=ids.normalise_tag(str(told["code"])[:40]),
            grade=str(told["grade"])[:10],
            taken_at=datetime.fromtimestamp(int(told["at"]) / 1000, tz=UTC),
            faults=[str(one)[:10] for one in list(told.get("faults") or [])[:9]],
            photo=photo,
            place=(float(place[0]), float(place[1])) if place else None,
            round=int(told["round"]) if told.get("round") else None,
        )
    except (KeyError, TypeError, ValueError, OverflowError, OSError, IndexError) as error:
        raise Refusal("scan_shape", gettext("这一条看不懂，请删掉重新扫。")) from error


class Grading(UiForm):
    """等次."""

    grade = forms.ChoiceField(label=_("等次"), choices=queries.GRADES, widget=forms.RadioSelect)


class Answering(Grading):
    """答复申诉."""

    answer = forms.CharField(
        label=_("答复"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class Drawing(UiForm):
    """抽查."""

    area = forms.ChoiceField(label=_("哪个村（社区）"))
    first = forms.DateField(label=_("从哪天起"), widget=DAY)
    last = forms.DateField(label=_("到哪天为止"), widget=DAY)
    percent = forms.IntegerField(label=_("抽百分之几"), min_value=1, max_value=100, initial=5)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)


class Visiting(UiForm):
    """记上门."""

    words = forms.CharField(
        label=_("帮了什么"), min_length=4, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class Correcting(UiForm):
    """更正."""

    reason = forms.CharField(label=_("理由"), min_length=4, max_length=200)


class Choosing(UiForm):
    """看哪里、哪几天."""

    area = forms.ChoiceField(label=_("哪个村（社区）"), required=False)
    first = forms.DateField(label=_("从哪天起"), widget=DAY)
    last = forms.DateField(label=_("到哪天为止"), widget=DAY)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and not 0 <= (last - first).days <= rules.LONGEST_SPAN:
            raise forms.ValidationError(_("日期请从前到后，最多看三年。"))
        return given
