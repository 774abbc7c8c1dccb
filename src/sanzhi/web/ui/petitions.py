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
from sanzhi.petitions import queries
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
    "heard": (gettext_lazy("听证结束，登记笔录"), gettext_lazy("从今天起接着计时；笔录可以打印、签名。")),
    "notheard": (gettext_lazy("听证没有举行"), gettext_lazy("停计的日子照常计算在三十日内。")),
    "join": (gettext_lazy("请别的单位会同办理"), gettext_lazy("涉及两个以上机关、单位的，协商办理；有争议的由共同的上一级确定（第二十四条）。")),
    "part": (gettext_lazy("提出本单位的意见"), gettext_lazy("由牵头单位出具一份答复，您的意见原样写进去。")),
    "unjoin": (gettext_lazy("不再请它会同办理"), gettext_lazy("经查不涉及它的；它已经提出意见的不能取消。")),
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
    if letter.kind in (*queries.INSIDE, "hearing"):
        return []
    on = f"{localtime(letter.served_at):%Y-%m-%d}" if letter.served_at else ""
    how = letter.get_served_how_display() if letter.served_at else ""
    return [["送达方式", str(how)], ["收件人", letter.receipt], ["送达日期", on], ["签名", ""]]


def tables_of(report: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The report as tables of two columns, in the order of art. 41; a rate says what it is of."""

    def counted(rows: Iterable[Any]) -> list[tuple[str, str]]:
        return [(str(one.name), str(one.n)) for one in rows]

    def rated(rows: Iterable[Any]) -> list[tuple[str, str]]:
        return [(str(one.name), _share(one.in_time, one.of)) for one in rows]

    given = _("提出 %(given)s，书面反馈 %(answered)s，采纳或者部分采纳 %(taken)s")
    advice = [
        (name, given % {"given": n, "answered": answered, "taken": taken})
        for name, n, answered, taken in report.advice
    ]
    acted = _(
        "登记 %(opened)s，当场解决 %(solved)s，代为提交 %(submitted)s，满意 %(satisfied)s / 评价 %(rated)s"
    )
    return [
        (_("信访事项"), [(_("总数"), str(report.total)), *counted(report.categories)]),
        (_("形式"), counted(report.forms)),
        (_("初次和重复（由人认定，重复不是信访人的过错）"), counted(report.stages)),
        (_("涉及领域"), counted(report.fields)),
        (_("被反映较多的单位"), counted(report.organs)),
        (_("转送、交办、督办"), counted(report.passed)),
        (_("三项建议和采纳情况"), advice),
        (_("按期率（按期 / 应办）"), rated(report.rates)),
        (_("复查、复核"), rated(report.reviews)),
        (_("信访人评价"), rated([report.satisfied])),
        (_("积案"), [(_("没有化解"), str(report.unsolved)), (_("本年化解"), str(report.solved))]),
        (_("信访代办"), [(one.name, acted % vars(one)) for one in report.agency]),
    ]


def _share(n: int, of: int) -> str:
    return f"{n} / {of}" + (f"（{100 * n / of:.1f}%）" if of else "")


def report_pdf(report: Any, office: str, at: Any) -> HttpResponse:
    """The report as a paper, every figure with what it is of."""
    with override(settings.LANGUAGE_CODE):
        sections = [
            {"title": title, "paragraphs": [f"{name}：{said}" for name, said in rows] or ["无"]}
            for title, rows in tables_of(report)
        ]
        data = {
            "title": f"{report.year}年信访情况年度报告", "fields": [["依据", "《信访工作条例》第四十一条"]], "sections": sections,
            "office": office, "date": f"{localtime(at):%Y-%m-%d}", "seal": True,
        }  # fmt: skip
        content = papers.pdf("sections", data)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="petitions-{report.year}.pdf"'
    return answer
