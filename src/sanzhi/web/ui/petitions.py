"""信访怎么说: the steps, the course and the papers in the words of their readers, for the desk and the resident."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from sanzhi.cases.flow import flow_of
from sanzhi.kit import papers
from sanzhi.kit.flow import State
from sanzhi.petitions.actions import NewPetition

from .rooms import PAGES

PAGES["petition"] = {"desk": "desk-petition", "resident": "resident-petition"}

# name → (label, what stands above its form)
MOVES: dict[str, tuple[Any, Any]] = {
    "send": (gettext_lazy("转送、交办"), gettext_lazy("收到之日起十五日内（《信访工作条例》第二十二条）。")),
    "inform": (gettext_lazy("告知接收情况"), gettext_lazy("出具接收告知书；能当场告知的当场告知（第二十三条）。")),
    "accept": (gettext_lazy("受理"), gettext_lazy("出具受理告知书；六十日从今天起算（第三十四条）。")),
    "decline": (gettext_lazy("不予受理"), gettext_lazy("写明理由和应当走的途径（第三十一条）。")),
    "object": (gettext_lazy("提出异议"), gettext_lazy("不属于本单位职权范围的，五个工作日内（第二十三条）。")),
    "objection": (gettext_lazy("答复异议"), gettext_lazy("责任单位说不属于它的职权范围。")),
    "more": (gettext_lazy("申请延期"), gettext_lazy("情况复杂的，由本单位负责人批准，最多三十日，只有一次（第三十四条）。")),
    "grant": (gettext_lazy("批准延期"), gettext_lazy("批准的，理由会书面告知信访人（第三十四条）。")),
    "answer": (gettext_lazy("出具处理意见书"), gettext_lazy("逐项答复，写明依据（第三十二条）。")),
    "tell": (gettext_lazy("答复建议"), gettext_lazy("认真研究论证，并予以回复（第二十九条）。")),
    "check": (gettext_lazy("出具复查意见书"), gettext_lazy("收到复查请求之日起三十日内（第三十五条）。")),
    "last": (gettext_lazy("出具复核意见书"), gettext_lazy("收到复核请求之日起三十日内；这是终结意见（第三十六条）。")),
    "hearing": (gettext_lazy("举行听证"), gettext_lazy("听证所需时间不计算在三十日内（第三十六条）。")),
    "heard": (gettext_lazy("听证结束"), gettext_lazy("从今天起接着计时。")),
}  # fmt: skip
WORDS = {
    "to": gettext_lazy("转给"), "reason": gettext_lazy("理由"), "route": gettext_lazy("途径"), "text": gettext_lazy("说明"),
    "reply": gettext_lazy("答复"), "more": gettext_lazy("延长（日）"), "letter": gettext_lazy("文书"), "result": gettext_lazy("结果"),
}  # fmt: skip


def label_of(move: str) -> str:
    return str(MOVES[move][0])


def note_of(move: str) -> str:
    return str(MOVES[move][1])


def offers_of(names: Sequence[str]) -> list[dict[str, str]]:
    return [{"name": one, "label": label_of(one), "note": note_of(one)} for one in names]


def state_of(one: Any) -> State:
    """Where it stands, in the words of its own flow."""
    return flow_of(one.case.kind, one.case.kind_version).states[one.case.state]


def lines_of(lines: Iterable[Any]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Each line of the course with what was said, under what it is called; the newest first."""
    results = {"keep": _("维持"), "change": _("变更"), "revoke": _("撤销，责令重新办理")}
    told = []
    for line in lines:
        words = [(str(name), str(line.words[key])) for key, name in WORDS.items() if line.words.get(key)]
        told.append((line, [(name, results.get(said, said)) for name, said in words]))
    return told[::-1]


def through_an_agent(new: NewPetition) -> NewPetition:
    """The same, as an agent brings it for the principal."""
    return replace(new, form="visit", petitioners=(), people=1)


def pdf_of(letter: Any) -> HttpResponse:
    """The paper as it went out; with how it was served, or the place to sign for it."""
    with override(settings.LANGUAGE_CODE):
        data = {**letter.body, "number": letter.number, "seal": True, "served": _served(letter)}
        content = papers.pdf("sections", data)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{letter.number}.pdf"'
    return answer


def _served(letter: Any) -> list[list[str]]:
    if letter.kind in ("transfer", "assignment"):
        return []
    on = f"{localtime(letter.served_at):%Y-%m-%d}" if letter.served_at else ""
    how = letter.get_served_how_display() if letter.served_at else ""
    return [["送达方式", str(how)], ["收件人", letter.receipt], ["送达日期", on], ["签名", ""]]
