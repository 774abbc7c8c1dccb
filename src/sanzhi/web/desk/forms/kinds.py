"""设计种类的表单: one for each part of a kind. `values` is what the part is to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.cases.flow import MATTER_1
from sanzhi.cases.kinds import (
    ASKED,
    ASKS,
    BESIDE,
    DOORS,
    FIELD_TYPES,
    GRANTORS,
    HOLDERS,
    LEAST_YEARS,
    ROLES_AT,
    SECRECIES,
    Kind,
)
from sanzhi.cases.kinds.letters import ALWAYS
from sanzhi.cases.kinds.maxima import maxima
from sanzhi.people.roles import ROLES
from sanzhi.web.ui.forms import UiForm

NONE = ("", _("（没有）"))
CHOOSE = ("", _("请选择"))


class NewKind(UiForm):
    """起草一个种类."""

    name = forms.CharField(label=_("种类名称"), max_length=40, help_text=_("如“噪声扰民”“夜间施工许可”。"))
    code = forms.RegexField(
        r"^[a-z]{2,10}\Z",
        label=_("内部编号"),
        help_text=_("2 到 10 个小写字母，如 noise；以后不能改。写已有种类的编号，就是起草它的下一版。"),
        error_messages={"invalid": _("请用 2 到 10 个小写字母。")},
    )
    copied = forms.ChoiceField(label=_("从哪里开始"), required=False)

    def __init__(self, *args: Any, begin_from: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["copied"].choices = begin_from


class PartForm(UiForm):
    """种类的一部分; `revision` is the draft as its reader saw it."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.offer_choices()

    def offer_choices(self) -> None:
        """For parts that name other parts."""

    def values(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "revision"}


def several(label: Any, help_text: Any = "", choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        help_text=help_text,
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


class Basics(PartForm):
    """基本情况."""

    name = forms.CharField(label=_("种类名称"), max_length=40)
    about = forms.CharField(
        label=_("给登记的人看的说明"), required=False, max_length=200, help_text=_("什么样的事选这一类。")
    )
    start = forms.ChoiceField(label=_("登记之后在哪个状态"), required=False)
    opens = forms.ChoiceField(label=_("登记之后先走哪个计时"), required=False)
    secrecy = forms.ChoiceField(
        label=_("保密程度"), choices=list(SECRECIES.items()), widget=forms.RadioSelect
    )
    for_residents = forms.BooleanField(label=_("居民可以自己登记"), required=False)
    doors = several(
        _("还可以从哪里登记"),
        _("窗口和来电总可以登记。各处都会问下面“登记的时候”填的各项。"),
        list(DOORS.items()),
    )
    retention_years = forms.IntegerField(
        label=_("办结后保存几年"),
        min_value=1,
        max_value=100,
        help_text=_("通常不少于 %(least)d 年（本平台约定）。") % {"least": LEAST_YEARS},
    )
    retention_basis = forms.CharField(label=_("保存年限的依据"), max_length=200)
    beside = several(
        _("随带哪些环节"), _("照一般诉求的做法，由平台带着走，不用自己画。"), list(BESIDE.items())
    )
    again = forms.ChoiceField(
        label=_("重新办理回到哪个状态"),
        required=False,
        help_text=_(
            "选了“回访和评价”才用；要是在承办单位手里的状态。不选，就回到登记时那样，由受理单位重新派。"
        ),
    )
    again_clock = forms.ChoiceField(label=_("重新办理时走哪个计时"), required=False)
    suspends = forms.ChoiceField(
        label=_("在哪个状态可以中止"),
        required=False,
        help_text=_("选了“中止”才用；要是在承办单位手里的状态。"),
    )

    def offer_choices(self) -> None:
        opened = [(one.code, one.desk) for one in self.kind.states if not one.ended]
        clocks = [(one.code, one.name) for one in self.kind.clocks]
        led = [(one.code, one.desk) for one in self.kind.states if one.holder == "lead"]
        self.fields["start"].choices = [CHOOSE, *opened]
        self.fields["opens"].choices = [CHOOSE, *clocks]
        self.fields["again"].choices = [("", _("回到登记时那样")), *led]
        self.fields["again_clock"].choices = [NONE, *clocks]
        self.fields["suspends"].choices = [NONE, *led]


class StatePart(PartForm):
    """一个状态."""

    desk = forms.CharField(label=_("工作人员看的名称"), max_length=20, help_text=_("如“测声中”。"))
    public = forms.CharField(
        label=_("居民看的名称"), required=False, max_length=40, help_text=_("如“正在测声”。")
    )
    holder = forms.ChoiceField(label=_("在谁手里"), required=False, choices=[NONE, *HOLDERS.items()])
    ended = forms.BooleanField(
        label=_("到这里就办结了"), required=False, help_text=_("定了就不能改；改主意请删掉重加。")
    )


class StepPart(PartForm):
    """一个步骤."""

    label = forms.CharField(label=_("按钮上的字"), max_length=20, help_text=_("如“派单”。"))
    public = forms.CharField(
        label=_("居民在经过里看到的话"),
        required=False,
        max_length=60,
        help_text=_("如“已派人测声”；不写就不告诉居民。"),
    )
    frm = several(_("在哪些状态可以办"))
    to = forms.ChoiceField(label=_("办完到哪个状态"), required=False)
    who = several(_("谁可以办"))
    asks = several(_("要填什么"), _("其他要填的，在“填写项”里加，并选到这一步。"), list(ASKS.items()))
    starts = several(_("启动哪些计时"))
    stops = several(_("停止哪些计时"))
    pauses = several(_("中止哪些计时（这段时间不算）"))
    resumes = several(_("恢复哪些计时"))
    like = forms.ChoiceField(
        label=_("相当于一般诉求的哪一步"),
        required=False,
        help_text=_("只用来试走：拿上个月的事项走一遍草稿时，按这个对上。"),
    )

    def offer_choices(self) -> None:
        states = [(one.code, one.desk or one.code) for one in self.kind.states]
        clocks = [(one.code, one.name or one.code) for one in self.kind.clocks]
        roles = dict.fromkeys(role for at in ROLES_AT.values() for role in at)
        self.fields["frm"].choices = [(code, name) for code, name in states if not code.startswith("end")]
        asked = [(ASKED, _("待回访（之后由平台带着走）"))] if ASKED in self.kind.beside else []
        self.fields["to"].choices = [CHOOSE, *states, *asked]
        self.fields["who"].choices = [(role, ROLES[role].name) for role in roles]
        for name in ("starts", "stops", "pauses", "resumes"):
            self.fields[name].choices = clocks
        self.fields["like"].choices = [NONE, *((one.name, one.label) for one in MATTER_1.steps if one.to)]


class ClockPart(PartForm):
    """一个计时."""

    name = forms.CharField(label=_("名称"), max_length=30, help_text=_("如“测声”。"))
    limit = forms.CharField(
        label=_("时限"), max_length=8, help_text=_("如 2h（小时）、15d（日）、5wd（工作日）。")
    )
    yellow = forms.CharField(label=_("黄牌"), max_length=8)
    red = forms.CharField(label=_("红牌"), max_length=8)
    law = forms.ChoiceField(
        label=_("受哪条法定时限约束"),
        required=False,
        help_text=_("只列出读过全文的法律；选了，超过就不能发布。"),
    )
    delay = forms.CharField(
        label=_("每次最多延期多少"),
        required=False,
        max_length=8,
        help_text=_("如 5wd，和时限同一个单位；不写就不能延期。连延期也不能超过法定时限。"),
    )
    times = forms.IntegerField(label=_("最多延期几次"), required=False, min_value=1, max_value=9)
    granted_by = several(_("延期由谁审核"), _("审核的不能是申请的单位。"))
    basis = forms.CharField(
        label=_("依据"), max_length=200, help_text=_("文件名和条目；没有的写“本地约定”和会议。")
    )

    def offer_choices(self) -> None:
        told = [
            (one.code, f"{one.name}：{one.since}起 {one.limit}，{one.basis}") for one in maxima().values()
        ]
        self.fields["law"].choices = [NONE, *told]
        self.fields["granted_by"].choices = [(role, ROLES[role].name) for role in GRANTORS]
        self.initial["times"] = self.initial.get("times") or None

    def values(self) -> dict[str, Any]:
        said = super().values()
        return {**said, "times": said["times"] or 0}


class FieldPart(PartForm):
    """一个填写项."""

    label = forms.CharField(label=_("叫什么"), max_length=30, help_text=_("如“声源”。"))
    type = forms.ChoiceField(label=_("填什么"), choices=list(FIELD_TYPES.items()))
    options = forms.CharField(
        label=_("选项"),
        required=False,
        max_length=1000,
        help_text=_("“选一项”才用；一行一个。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    help = forms.CharField(label=_("填写说明"), required=False, max_length=100)
    at = forms.ChoiceField(label=_("什么时候填"), required=False)
    required = forms.BooleanField(label=_("必须填"), required=False)
    public = forms.BooleanField(label=_("居民看得到"), required=False)

    def offer_choices(self) -> None:
        steps = [(one.code, one.label or one.code) for one in self.kind.steps]
        self.fields["at"].choices = [("", _("登记的时候")), *steps]
        if isinstance(self.initial.get("options"), list):
            self.initial["options"] = "\n".join(self.initial["options"])

    def values(self) -> dict[str, Any]:
        said = super().values()
        options = [line.strip() for line in said["options"].splitlines() if line.strip()]
        return {**said, "options": options[:50]}


class LetterPart(PartForm):
    """一份文书."""

    title = forms.CharField(label=_("标题"), max_length=60)
    text = forms.CharField(label=_("正文"), max_length=5000, widget=forms.Textarea(attrs={"rows": 10}))

    def offer_choices(self) -> None:
        names = "".join(f"{{{name}}}" for name in (*ALWAYS, *(one.label for one in self.kind.fields)))
        told = {"names": names}
        self.fields["text"].help_text = _("一行一段。可以用的填空：%(names)s") % told


PARTS: dict[str, tuple[Any, type[PartForm]]] = {
    "states": (_("状态"), StatePart),
    "steps": (_("步骤"), StepPart),
    "clocks": (_("计时"), ClockPart),
    "fields": (_("填写项"), FieldPart),
    "letters": (_("文书"), LetterPart),
}


class Note(UiForm):
    """一句话: a note on publishing, or the reason for withdrawing."""

    note = forms.CharField(
        label=_("说明"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}), required=False
    )


class Source(UiForm):
    """试走用哪一类的事项."""

    source = forms.ChoiceField(label=_("拿哪一类的事项试走"), required=False)

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources
