"""体检: what a kind takes over from the built-in matter, and how its own states lead there and back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .beside import ASKED, CALL_BACK, CODES
from .findings import Finding, error, warning
from .spec import BESIDE, Kind


def beside_findings(kind: Kind) -> Iterator[Finding]:
    for switch in kind.beside:
        if switch not in BESIDE:
            yield error("beside_unknown", _("随带环节“%(switch)s”不认识。") % {"switch": switch})
    for part, codes in (("states", CODES), ("clocks", {CALL_BACK})):
        for code in sorted({one.code for one in getattr(kind, part)} & codes):
            yield error(
                "code_taken", _("内部编号“%(code)s”是平台的，请换一个。") % {"code": code}, part, code
            )
    yield from _asking(kind)
    held = kind.state(kind.suspends)
    if "suspend" in kind.beside and (held is None or held.holder != "lead"):
        yield error("suspends_nowhere", _("选了“中止”，要写明在哪个状态可以中止：要在承办单位手里。"))
    if "supervise" in kind.beside and kind.secrecy == "closed":
        yield error("supervised_unseen", _("保密的种类不能带“督办”：督查员看不到事项，没有人能解除。"))
    yield from _belonging(kind)
    yield from _contesting(kind)


def _belonging(kind: Kind) -> Iterator[Finding]:
    if "merge" in kind.beside and kind.secrecy == "closed":
        yield error("merged_unseen", _("保密的种类不能带“并案”：并进来的人会看到主事项的答复。"))
    ending = [step for step in kind.steps if step.to == ASKED or (to := kind.state(step.to)) and to.ended]
    if "split" in kind.beside and not ending:
        yield error(
            "split_ungated",
            _("选了“拆分”，可是没有哪一步办到办结或者去回访：拆出去的没有办完，也拦不住原事项。"),
        )


def _contesting(kind: Kind) -> Iterator[Finding]:
    if "contest" not in kind.beside:
        return
    if kind.secrecy == "closed":
        yield error("contested_unseen", _("保密的种类不能带“申诉”：裁定的人看不到事项。"))
    if ASKED not in kind.beside:
        yield warning("contest_unrated", _("选了“申诉”，没有选“回访和评价”：没有评价，只能申诉亮牌。"))


def _asking(kind: Kind) -> Iterator[Finding]:
    landing = [step for step in kind.steps if step.to == ASKED]
    if ASKED not in kind.beside:
        for step in landing:
            sentence = _("步骤“%(step)s”办完去回访，可是这个种类没有选“回访和评价”。")
            yield error("not_asked", sentence % {"step": step.label or step.code}, "steps", step.code)
        return
    if not landing:
        yield error("asking_unreached", _("选了“回访和评价”，可是没有哪一步办完到“待回访”。"))
    if not kind.again:
        return
    state = kind.state(kind.again)
    if state is None or state.holder != "lead":
        yield error(
            "again_unplaced", _("重新办理要回到一个在承办单位手里的状态；没有的，留空，回到登记时那样。")
        )
    if kind.again_clock not in {clock.code for clock in kind.clocks}:
        yield error("again_unclocked", _("没有选重新办理时走哪个计时。"))
