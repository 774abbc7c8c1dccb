"""讲述: a case's course and routing in words for the page and for paper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanzhi.cases.flow import flow_of
from sanzhi.cases.queries import CasePage
from sanzhi.kit.clock import COUNTY
from sanzhi.kit.masking import mask_name
from sanzhi.people.roles import Actor
from sanzhi.web.ui.words import moment

SPOKEN = {
    "reply": gettext_lazy("答复"), "reason": gettext_lazy("理由"), "route": gettext_lazy("告知去处"), "text": gettext_lazy("说"), "note": gettext_lazy("意见"), "lead": gettext_lazy("主办"),
    "against": gettext_lazy("被反映的单位"),
    "channel": gettext_lazy("转到"), "called": gettext_lazy("已打电话"), "ground": gettext_lazy("事由"), "basis": gettext_lazy("依据"), "more": gettext_lazy("延长"), "about": gettext_lazy("申诉"),
    "details": gettext_lazy("填写"), "helpers": gettext_lazy("协办"), "proposed": gettext_lazy("建议单位"), "office": gettext_lazy("单位"), "score": gettext_lazy("评分"), "secrecy": gettext_lazy("保密程度"),
    "why": gettext_lazy("督办缘由"), "ask": gettext_lazy("要求"), "answer": gettext_lazy("督办答复"),
    "into": gettext_lazy("并入"), "case": gettext_lazy("并入的事项"), "with": gettext_lazy("关联的事项"), "parts": gettext_lazy("拆成"),
    "stands_for": gettext_lazy("代谁的岗位"),
}  # fmt: skip


# What the reply check said, where the reply was sent all the same.
ADVISED = {
    "point": gettext_lazy("未见回应"), "words": gettext_lazy("用语"), "short": gettext_lazy("太短"), "when": gettext_lazy("没写何时办完"),
    "basis": gettext_lazy("没写依据"), "copied": gettext_lazy("与以前的答复雷同"), "private": gettext_lazy("有号码"),
}  # fmt: skip
CONTESTS = ("contest_rating", "contest_card")


@dataclass(frozen=True)
class Told:
    """一行经过: `words` are (what, said); `tone` colours it."""

    line: Any
    words: list[tuple[str, str]]
    tone: str
    label: str


def lines_of(page: CasePage) -> list[Told]:
    """The course of a case, newest first."""
    return [_told(line) for line in reversed(page.timeline)]


def _told(line: Any) -> Told:
    said = [(str(SPOKEN[key]), _joined(line.words[key])) for key in SPOKEN if line.words.get(key)]
    if line.step == "suspend":
        said = [
            (what, words) for what, words in said if words != line.words.get("ground")
        ]  # said in the sentence
    if line.step == "register":
        said = []  # its words stand at the head of the page
    evidence = line.words.get("evidence")
    if isinstance(evidence, str) and evidence:
        said.append((_("证据") if line.step in CONTESTS else _("没有照片的原因"), evidence))
    if advised := line.words.get("advised"):
        said.append(
            (
                _("回复检查"),
                "，".join(f"{ADVISED[code]} {n}" for code, n in advised.items() if code in ADVISED),
            )
        )
    if "solved" in line.words:
        said.append((_("解决了"), _("是") if line.words["solved"] else _("否")))
        said.append((_("满意度"), f"{line.words.get('satisfied', '')} / 5"))
    tone = (
        "late"
        if line.step == "card"
        else "wait"
        if line.step in ("return", "return_third", "send_back", "suspend", "delay_refuse")
        else "done"
    )
    colour = {"yellow": _("亮黄牌"), "red": _("亮红牌")}.get(line.colour, line.label)
    return Told(line, said, tone, colour)


def _joined(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


@dataclass(frozen=True)
class Routed:
    """分派依据: one question, the rule that answered it, and every rule tried before."""

    question: str
    rule: int | None
    name: str
    tried: list[dict[str, Any]]


def routing_of(case: Any) -> list[Routed]:
    """Why it came to this desk, and why that office is proposed."""
    questions = {"receive": _("谁来受理"), "propose": _("建议谁主办")}
    told = []
    for purpose, question in questions.items():
        found = case.routing.get(purpose)
        if found:
            name = next((tried["name"] for tried in found["trace"] if tried["fits"]), "")
            told.append(Routed(question, found["rule"], name, found["trace"]))
    return told


def sheet_of(page: CasePage, actor: Actor, at: datetime) -> dict[str, Any]:
    """A case as a letter for `kit.papers`: names masked, no contact data, its course line by line."""
    case = page.case
    state = flow_of(case.kind, case.kind_version).states[case.state]
    fields = [
        [_("状态"), str(state.desk)],
        [_("地点"), f"{case.area.parent} {case.area} {case.place}"],
        [_("类别"), case.category.name],
        [_("反映人"), mask_name(page.reporter_name) if page.reporter_name else _("已隐去")],
        [_("收到"), moment(case.reported_at)],
        *([field.label, said] for field, said in page.details),
    ]
    course = [f"{moment(line.at)}　{line.label}　{line.office}" for line in page.timeline]
    return {
        "title": case.title,
        "number": page.number,
        "fields": fields,
        "paragraphs": [case.text, "\n".join(course)],
        "office": actor.office_name,
        "date": date_format(at.astimezone(COUNTY), _("Y年n月j日")),
    }


def field_owner(account: Any) -> str:
    """Whose queue on the phone: a name for the account that tells nothing about it."""
    return salted_hmac("sanzhi.field", str(account.pk)).hexdigest()[:24]
