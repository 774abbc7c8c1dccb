"""信访件的表单: what is written at the desk that registers, at the organ, and at the body above it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanzhi.kit.calendar import COUNTY
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import NewPetition, NewPetitioner, Opinion
from sanzhi.petitions.rules import Answer
from sanzhi.web.desk.forms import choices
from sanzhi.web.ui.forms import UiForm

FORMS = [(code, name) for code, name in queries.FORMS if code != "online"]
PASSED_ON = ("person", "speaks")


def _long(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 5000, **more}
    )


class WhichPetitions(UiForm):
    """看哪些."""

    all = forms.BooleanField(label=_("办完的、不在手里的也看"), required=False)
    category = forms.ChoiceField(
        label=_("类别"), required=False, choices=[("", _("全部")), *queries.CATEGORIES]
    )
    form = forms.ChoiceField(label=_("形式"), required=False, choices=[("", _("全部")), *queries.FORMS])
    state = forms.ChoiceField(
        label=_("到哪一步"), required=False, choices=[("", _("全部")), *queries.PETITION_STATES]
    )
    organ = forms.TypedChoiceField(label=_("责任单位"), required=False, coerce=int, empty_value=None)
    late = forms.BooleanField(label=_("只看超期的"), required=False)
    q = forms.CharField(label=_("标题里的字或者查询码"), required=False, max_length=60)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = queries.organs_with_mine(actor)
        self.fields["organ"].choices = [("", _("全部")), *organs]
        if len(organs) < 2:
            del self.fields["organ"]

    def which(self) -> queries.Which:
        said = self.cleaned_data if self.is_valid() else {}
        return queries.Which(
            hand=not said.get("all"), category=said.get("category", ""), state=said.get("state", ""),
            form=said.get("form", ""), organ=said.get("organ"), late=said.get("late", False), words=said.get("q", "").strip(),
        )  # fmt: skip


class Registering(UiForm):
    """登记来信、来访、来电."""

    category = forms.ChoiceField(
        label=_("是什么"), choices=queries.CATEGORIES, widget=forms.RadioSelect, initial="claim"
    )
    form = forms.ChoiceField(label=_("怎么来的"), choices=FORMS, widget=forms.RadioSelect, initial="visit")
    received_on = forms.DateField(
        label=_("收到的日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("来信是收到信的那一天，十五日从这一天起算；当天收到的不用填。"),
    )  # fmt: skip
    names = _long(
        _("信访人"), 3, max_length=600,
        help_text=_("一行一个人，姓名后面空一格写电话；多人来访的，代表的前面加 *，最多 5 人。"),
    )  # fmt: skip
    people = forms.IntegerField(label=_("一共来了几个人"), min_value=1, max_value=9999, initial=1)
    title = forms.CharField(label=_("什么事（一句话）"), min_length=2, max_length=120)
    area = forms.ChoiceField(label=_("事情在哪个村（社区）"))
    field = forms.ChoiceField(label=_("涉及领域"))
    facts = _long(
        _("事实"), 6, min_length=5, help_text=_("口头说的，照原话记录（《信访工作条例》第十九条）。")
    )
    claims = _long(
        _("请求"),
        3,
        required=False,
        max_length=3000,
        help_text=_("一行一项；以后逐项答复。建议意见可以不写。"),
    )
    reasons = _long(_("理由"), 3, required=False, max_length=2000)
    involved = forms.CharField(label=_("涉及的单位"), required=False, max_length=200)
    reply_by = forms.ChoiceField(label=_("怎样答复"), choices=queries.REPLIES, initial="counter")
    confidential = forms.BooleanField(label=_("本人要求保密"), required=False)

    def __init__(self, *args: Any, reach: str, agent: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = choices.villages(reach)
        self.fields["field"].choices = choices.categories(_("请选择"))
        if agent:  # the principal petitions, and comes through the agent
            for name in ("form", "received_on", "names", "people"):
                del self.fields[name]

    def new(self, key: str) -> NewPetition:
        said = dict(self.cleaned_data)
        named = [_person(line) for line in said.pop("names", "").splitlines() if line.strip()]
        on = said.pop("received_on", None)
        return NewPetition(
            **{**said, "claims": [line.strip() for line in said["claims"].splitlines() if line.strip()]},
            petitioners=named, key=key,
            received_at=datetime(on.year, on.month, on.day, 9, tzinfo=COUNTY) if on else None,
        )  # fmt: skip


def _person(line: str) -> NewPetitioner:
    name, _space, phone = line.strip().lstrip("*＊ ").partition(" ")
    return NewPetitioner(name.strip(), phone.strip(), speaks=line.strip()[0] in "*＊")


class Sending(UiForm):
    """转送、交办."""

    to = forms.TypedChoiceField(label=_("转给哪个单位"), coerce=int, empty_value=0)
    way = forms.ChoiceField(
        label=_("怎么转"), widget=forms.RadioSelect, initial="send",
        choices=[("send", _("转送：由它办理、答复")), ("entrust", _("交办：还要向我单位反馈结果"))],
    )  # fmt: skip
    note = _long(_("说明"), 3, required=False, max_length=500)

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("请选择")), *((one.pk, one.name) for one in queries.organs(at))]


class Reasoning(UiForm):
    """说明理由."""

    reason = _long(_("理由"), min_length=4, max_length=500)


class AnsweringObjection(Reasoning):
    """答复异议."""

    upheld = forms.TypedChoiceField(
        label=_("同意吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("同意，材料退回，重新转送")), ("no", _("不同意，仍由它办理"))],
    )  # fmt: skip
    field_order = ("upheld", "reason")


class Declining(Reasoning):
    """不予受理."""

    route = forms.ChoiceField(label=_("应当走的途径"), widget=forms.RadioSelect)
    field_order = ("route", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["route"].choices = [
            (one.code, f"{one.name}（{one.basis}）") for one in actions.routes().values()
        ]


class AskingMore(Reasoning):
    """申请延期."""

    days = forms.IntegerField(label=_("延长多少日"), min_value=1, max_value=30)
    field_order = ("days", "reason")


class Granting(Reasoning):
    """批准延期."""

    granted = forms.TypedChoiceField(
        label=_("批准吗"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("批准")), ("no", _("不批准"))],
    )  # fmt: skip
    field_order = ("granted", "reason")


class Judging(UiForm):
    """处理意见、复查意见、复核意见: the facts, the grounds, and the opinion on each claim."""

    facts = _long(_("查明的事实"), 6, min_length=10, help_text=_("时间、地点、主要情况。"))
    law = _long(
        _("法律和政策依据"),
        3,
        min_length=5,
        max_length=2000,
        help_text=_("写明哪部法律、法规、文件的哪一条。"),
    )
    settled = _long(_("调解、和解的结果"), 2, required=False, max_length=1000)

    def __init__(self, *args: Any, claims: Any = (), round: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims = list(claims) if not round else []
        for one in self.claims:
            asked = _("对“%(claim)s”的意见") % {"claim": one.words}
            self.fields[f"opinion{one.place}"] = forms.ChoiceField(
                label=asked, choices=queries.OPINIONS, widget=forms.RadioSelect
            )
            self.fields[f"answer{one.place}"] = _long(_("理由"), 2, min_length=5, max_length=1000)
        if round:
            del self.fields["settled"]
            self.fields["result"] = forms.ChoiceField(
                label=_("结果"), widget=forms.RadioSelect, choices=list(actions.RESULTS.items())
            )
        if round == "last":
            self.fields["body"] = forms.CharField(
                label=_("复核机关"), required=False, max_length=60,
                help_text=_("本市以上的机关复核的，写它的名称，由信访局登记结果；本单位复核的不用写。"),
            )  # fmt: skip

    def opinion(self) -> Opinion:
        said = self.cleaned_data
        answers = [Answer(said[f"opinion{one.place}"], said[f"answer{one.place}"]) for one in self.claims]
        return Opinion(said["facts"], said["law"], answers, said.get("settled", ""))


class Telling(UiForm):
    """答复建议意见."""

    adopted = forms.ChoiceField(label=_("采纳吗"), choices=queries.ADOPTED, widget=forms.RadioSelect)
    reply = _long(_("研究的结果"), 6, min_length=10)


class Serving(UiForm):
    """送达."""

    how = forms.ChoiceField(label=_("怎样送达"), choices=queries.SERVED, widget=forms.RadioSelect)
    receipt = forms.CharField(label=_("谁签收；邮寄的写邮件号"), max_length=60)


class Comparing(UiForm):
    """比对: whether it is a repeat."""

    same = forms.ChoiceField(
        label=_("是不是同一件事"), widget=forms.RadioSelect,
        choices=[
            ("no", _("不是同一件")),
            ("same", _("是：事实和请求基本相同，没有新的事实")),
            ("new", _("是，但有新的事实和理由")),
        ],
    )  # fmt: skip
    reason = _long(_("为什么这样认定"), 3, min_length=5, max_length=300)


class NoWords(UiForm):
    """没有要填的."""
