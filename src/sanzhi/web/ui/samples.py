"""样张数据: invented matters for the gallery; no person or place in it is real."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.clock import COUNTY
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import YES, no

from .forms import UiForm
from .library import icon_names
from .sample_map import PLACES, sample_map
from .shapes import ChartRow

FACES = ("resident", "desk", "board")
PAGES = ("components", "resident-home", "resident-case", "desk-todo", "board-month")
NOW = datetime(2026, 11, 23, 10, 20, tzinfo=COUNTY)

STATES = {
    "filed": State(desk="待受理", public="已收到"),
    "handling": State(desk="办理中", public="正在办"),
    "verifying": State(desk="待核验", public="办完了，等核实"),
    "closed": State(desk="已办结", public="已办结", ended=True),
}


class SampleFiling(UiForm):
    """样张表单: one of each kind of field."""

    draft = "sample"
    text = forms.CharField(
        label=_("您要反映什么"),
        help_text=_("说清楚什么事、在哪里、希望怎么办。"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(
        label=_("联系电话"),
        help_text=_("只用来回复这件事。"),
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    town = forms.ChoiceField(
        label=_("在哪个镇（街道）"),
        choices=[("", _("请选择")), ("a", "甲镇"), ("b", "乙街道")],
        required=False,
    )
    reply = forms.ChoiceField(
        label=_("怎么告诉您结果"),
        choices=[("sms", _("发短信")), ("call", _("打电话"))],
        widget=forms.RadioSelect,
    )
    photo = forms.FileField(
        label=_("照片"), required=False, widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"})
    )
    hide = forms.BooleanField(label=_("不要把我的姓名告诉被反映的单位"), required=False)


class SampleSearch(forms.Form):
    """样张筛选"""

    q = forms.CharField(label=_("查编号、事项或地点"), required=False)
    town = forms.ChoiceField(label=_("镇（街道）"), choices=[("", _("全部")), ("a", "甲镇")], required=False)
    state = forms.ChoiceField(label=_("状态"), choices=[("", _("全部")), ("h", _("办理中"))], required=False)


def ago(days: float) -> datetime:
    """A moment `days` before the sample's present; negative for after it."""
    return NOW - timedelta(days=days)


TODO = [
    SimpleNamespace(
        code=code,
        title=title,
        place=place,
        state=STATES[state],
        tone=tone,
        due_at=ago(late),
        card=card,
        who=who,
    )
    for code, title, place, state, tone, late, card, who in (
        ("DB-2026-00418", "水渠被堵，稻田积水排不出去", "甲镇河东村", "handling", "move", 1.2, "red", "孙某"),
        ("DB-2026-00431", "小区电梯连续三次困人", "乙街道新苑社区", "filed", "wait", 0.1, "yellow", ""),
        ("DB-2026-00452", "夜间施工噪声", "乙街道长虹社区", "filed", "wait", -0.25, "", ""),
        ("DB-2026-00455", "公交站牌被撞歪，挡住盲道", "甲镇集镇", "handling", "move", -0.8, "", "孙某"),
        ("DB-2026-00460", "宅基地界址有争议，请求调解", "丙镇桑园村", "verifying", "move", -3.1, "", "沈某"),
    )
]

TOWNS = [
    ChartRow(name, figures, "?")
    for name, figures in (
        ("甲镇", (186, 9)), ("乙街道", (241, 22)), ("丙镇", (97, 2)), ("丁镇", (133, 6)),
        ("戊镇", (88, 1)), ("己镇", (152, 11)), ("庚街道", (204, 8)), ("辛镇", (76, 0)),
    )
]  # fmt: skip
WEEKS = [
    ChartRow(f"第{n}周", (value,))
    for n, value in zip(range(41, 48), (96.1, 95.4, 97, 96.6, 94.2, 95.9, 97.3), strict=True)
]


def for_page(page: str, face: str) -> dict:
    """What a sample page is given; `now` is always the sample's own present."""
    given = {
        "now": NOW,
        "states": STATES,
        "todo": TODO,
        "search": SampleSearch({}),
        "urge": no("urged_today", "今天已经催过一次，明天可以再催。"),
        "towns": TOWNS,
        "columns": ("受理", "超期"),
        "weeks": WEEKS,
        "rate": ("按期办结率",),
    }
    if page != "components":
        return given
    return given | {
        "base": f"{face}/base.html",
        **{f"on_{name}": name == face for name in FACES},
        "icons": sorted(icon_names()),
        "sample_map": sample_map(),
        "sample_places": [(name, count) for name, count, _at, _r in PLACES],
        "tones": ("plain", "move", "wait", "done", "late", "stop"),
        "empty_form": SampleFiling(prefix="new"),
        "refused_form": SampleFiling(
            {"old-text": "路灯" * 251, "old-phone": "", "old-reply": "sms"}, prefix="old"
        ),
        "narrowed": SampleSearch({"q": "电梯", "town": "a"}, prefix=None, auto_id="narrow_%s"),
        "yes": YES,
        "no": no("handler_may_not_call_back", "回访要由承办人以外的人来做；这件事是您办的。"),
        "times": {"ahead": ago(-2.2), "soon": ago(-0.2), "late": ago(1.1), "past": ago(3)},
        "filing_steps": (_("说事情"), _("在哪里"), _("核对提交")),
    }
