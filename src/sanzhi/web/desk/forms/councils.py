"""议事的表单: bodies, rosters, meetings, votes."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from sanzhi.deliberation import queries
from sanzhi.deliberation.actions import NewItem, NewMeeting, NewMember
from sanzhi.deliberation.files import SHELF
from sanzhi.deliberation.packs import PACKS
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.web.desk import workbook
from sanzhi.web.ui.forms import UiForm
from sanzhi.web.ui.photos import PhotosField

from .choices import villages

VILLAGE = 12  # digits of a village's code
LONG = forms.Textarea(attrs={"rows": 4})
MEASURES = [("heads", _("按人")), ("households", _("按户"))]
COLUMNS = {
    "姓名": "name", "电话": "phone", "户号": "household", "来源": "origin", "代表谁": "represents", "妇女": "woman", "面积": "area",
}  # fmt: skip
CM2 = 10_000


class OpeningCouncil(UiForm):
    """设议事机构."""

    pack = forms.ChoiceField(label=_("什么会"), choices=[(code, one.name) for code, one in PACKS.items()])
    area = forms.ChoiceField(label=_("哪个村（社区）"))
    name = forms.CharField(label=_("名称"), min_length=2, max_length=60)
    above = forms.TypedChoiceField(
        label=_("上级议事机构"), coerce=int, empty_value=None, required=False, help_text=_("没有就不选。")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = villages(actor.reach)
        if len(actor.reach) == VILLAGE:
            self.initial.setdefault("area", actor.reach)
        self.fields["above"].choices = [("", _("没有")), *queries.bodies_above(actor)]


class AddingMember(UiForm):
    """加进名册."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(
        label=_("手机号"), max_length=20, required=False,
        help_text=_("没有手机也可以，一样有表决权；有的，本人能在手机上看会议、签到、表决。"),
    )  # fmt: skip
    origin = forms.ChoiceField(label=_("来源"), choices=queries.ORIGINS)
    household = forms.CharField(label=_("户号"), max_length=20, required=False)
    represents = forms.CharField(
        label=_("代表谁"), max_length=100, required=False, help_text=_("例如：三组 5 户。")
    )
    woman = forms.BooleanField(label=_("妇女"), required=False, help_text=_("用来核对妇女的比例。"))
    area = forms.DecimalField(
        label=_("专有部分面积（平方米）"), min_value=0, max_digits=9, decimal_places=2, required=False,
        help_text=_("只有业主大会要填。"),
    )  # fmt: skip

    def new(self) -> NewMember:
        said = {name: value for name, value in self.cleaned_data.items() if name != "area"}
        return NewMember(**said, area_cm2=int((self.cleaned_data["area"] or 0) * CM2))


class ImportingMembers(UiForm):
    """导入名册: a file, or lines pasted from a table."""

    file = forms.FileField(
        label=_("表格"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Excel（.xlsx）或 CSV，第一行是列名：姓名；可以有电话、户号、来源、代表谁、妇女（是）、面积（平方米）。"),
    )  # fmt: skip
    pasted = forms.CharField(label=_("或者粘贴"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    skip = forms.BooleanField(label=_("有错的行先跳过，其余照收"), required=False)

    def rows(self) -> list[NewMember]:
        """Refusal for a table that cannot be read, or holds nothing."""
        file, pasted = self.cleaned_data["file"], self.cleaned_data["pasted"]
        lines = workbook.lines(file) if file else pasted_lines(pasted)
        head, *rest = [cells for cells in lines if any(cells)] or [[]]
        if "姓名" not in head or not rest:
            raise Refusal("sheet_columns", gettext("第一行要有“姓名”这一列，下面至少有一行。"))
        return [_row(dict(zip(head, cells, strict=False))) for cells in rest]


def pasted_lines(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.replace(",", "\t").split("\t")] for line in text.splitlines()]


def _row(cells: dict[str, str]) -> NewMember:
    told: dict[str, Any] = {COLUMNS[name]: cell.strip() for name, cell in cells.items() if name in COLUMNS}
    area = _metres(told.pop("area", ""))
    named = {str(label): code for code, label in queries.ORIGINS}
    told["origin"] = named.get(told.get("origin", ""), told.get("origin") or "villager")
    return NewMember(**{**told, "woman": told.get("woman") in ("是", "女", "1")}, area_cm2=int(area * CM2))


def _metres(said: str) -> Decimal:
    """Square metres as typed; none where that is no number, which an owner's row then is refused for."""
    try:
        area = Decimal(said or 0)
    except InvalidOperation:
        return Decimal(0)
    return area if area.is_finite() and 0 <= area < 10**7 else Decimal(0)


class CallingMeeting(UiForm):
    """召集会议."""

    title = forms.CharField(label=_("会议名称"), min_length=2, max_length=80)
    starts_at = forms.DateTimeField(
        label=_("什么时候开"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("在哪里开"), min_length=2, max_length=100)
    measure = forms.ChoiceField(label=_("按什么算"), choices=MEASURES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, pack: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = [one for one in MEASURES if one[0] in pack.quorum]
        if pack.every or len(measures) == 1:
            del self.fields["measure"]
        else:
            self.fields["measure"].choices = measures

    def new(self) -> NewMeeting:
        return NewMeeting(**self.cleaned_data)


class PuttingToVote(UiForm):
    """列入议题: what another room wrote, put to a meeting of which nobody was told yet."""

    meeting = forms.TypedChoiceField(label=_("哪次会"), coerce=int)
    method = forms.ChoiceField(label=_("怎样表决"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [
            (one.pk, f"{one.title}（{one.starts_at:%Y-%m-%d}）") for one in meetings
        ]
        self.fields["method"].choices = [one for one in queries.METHODS if one[0] != "hear"]
        if not meetings:
            self.fields["meeting"].help_text = gettext("还没有拟开、没通知的会，请先到“议事”里召集一次。")


class PuttingItem(UiForm):
    """列议题."""

    title = forms.CharField(label=_("议题"), min_length=2, max_length=80)
    text = forms.CharField(label=_("内容和材料"), max_length=5000, widget=LONG)
    method = forms.ChoiceField(label=_("怎样表决"), choices=queries.METHODS, widget=forms.RadioSelect)
    important = forms.BooleanField(label=_("重要事项"), required=False)
    adviser = forms.CharField(label=_("法律顾问"), max_length=60, required=False)
    opinion = forms.CharField(label=_("法律顾问的意见"), max_length=2000, required=False, widget=LONG)
    confidential = forms.BooleanField(
        label=_("保密"), required=False,
        help_text=_("名册上的人、管会议的村（社区）文书和镇（街道）的人看得到内容；计票、监督的人只看到有这一项。会议记录里不写是什么。"),
    )  # fmt: skip

    def new(self) -> NewItem:
        return NewItem(**self.cleaned_data)


class SigningIn(UiForm):
    """现场签到."""

    said = forms.CharField(label=_("名册号，或者扫本人的二维码"), max_length=20)


class Recusing(SigningIn):
    """登记回避."""

    reason = forms.CharField(label=_("为什么回避"), min_length=2, max_length=100)


class VotingFor(SigningIn):
    """现场代录."""

    choice = forms.ChoiceField(label=_("怎么投"), choices=queries.CHOICES, widget=forms.RadioSelect)


class MendingPaper(SigningIn):
    """改录入."""

    choice = forms.ChoiceField(label=_("怎么投"), choices=queries.READINGS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么作废"), max_length=100, required=False, help_text=_("改成作废的才要写。")
    )


class OnePhoto(forms.Form):
    """一张照片."""

    photos = PhotosField(keep=SHELF.keep_image, most=1, help_text=_("一张，看得清。"))

    def photo(self) -> Kept | None:
        kept: list[Kept] = self.cleaned_data["photos"]
        return kept[0] if kept else None


class EnteringProxy(OnePhoto, UiForm):
    """登记书面委托."""

    giver = forms.CharField(label=_("委托人的名册号"), max_length=20)
    holder = forms.CharField(label=_("受委托人的名册号"), max_length=20)


class Counting(OnePhoto, UiForm):
    """点数."""

    in_favour = forms.IntegerField(label=_("赞成"), min_value=0)
    against = forms.IntegerField(label=_("反对"), min_value=0)
    abstained = forms.IntegerField(label=_("弃权"), min_value=0)

    def figures(self) -> tuple[int, int, int]:
        said = self.cleaned_data
        return said["in_favour"], said["against"], said["abstained"]


class EnteringPapers(UiForm):
    """录纸票: a line for each, the number (or the code) and what is ticked."""

    lines = forms.CharField(
        label=_("一行一张：名册号 空格 赞成（反对、弃权、作废）"), widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("扫了票上的码也可以。两个人各录各的，录完再对。"),
    )  # fmt: skip

    def rows(self) -> list[tuple[str, str]]:
        with override("zh-hans"):  # as it stands on the paper
            named = {str(label): code for code, label in queries.READINGS}
        lines = [
            line.replace(",", " ").replace("，", " ").split()
            for line in self.cleaned_data["lines"].splitlines()
        ]
        return [
            (cells[0], named.get(cells[1], cells[1]) if len(cells) > 1 else "") for cells in lines if cells
        ]
