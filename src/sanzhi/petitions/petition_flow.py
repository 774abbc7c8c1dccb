"""申诉求决和建议意见的流程, as data: drawn in docs/flows. The steps and times are those of 《信访工作条例》 arts 22–36; whose
turn it is, and what the petitioner reads, stands in each state. A petition that was answered stays open for as long as
somebody may still ask for a review."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from sanzhi.cases.flow import MATTER_1, RoomKind, beside_room
from sanzhi.kit.flow import Flow, State, Step

CODE = "petition"
BUREAU, ORGAN, ABOVE = _("登记单位"), _("责任单位"), _("复查、复核机关")
NEW, SENT, WORK, STUDY = "petition-new", "petition-sent", "petition-work", "petition-study"
REPLY, REVIEW, REVIEWED, REEXAM = "petition-reply", "petition-review", "petition-reviewed", "petition-reexam"
END_NOT, END_REPLY, END_REVIEW = "petition-endnot", "petition-endreply", "petition-endreview"
END_FINAL, END_TOLD, END_STOP = "petition-endfinal", "petition-endtold", "petition-endstop"
ASKED, CLOSED = "follow_up", "closed"  # the engine's own: 回访, from version 2 on
OPEN = (NEW, SENT, WORK, STUDY, REPLY, REVIEW, REVIEWED, REEXAM)
ANSWERED = (REPLY, REVIEWED, END_REPLY, END_REVIEW, END_FINAL, END_TOLD)  # what has an answer to be rated

STATES = {
    NEW: State(desk=_("待登记转送"), public=_("已收到，正在登记"), holder=BUREAU, clock="petition-reg"),
    SENT: State(desk=_("待受理"), public=_("已转给责任单位，等它决定是否受理"), holder=ORGAN),
    WORK: State(desk=_("办理中"), public=_("已受理，正在办理"), holder=ORGAN),
    STUDY: State(desk=_("研究中"), public=_("正在研究您的建议"), holder=ORGAN),
    REPLY: State(desk=_("已答复，可申请复查"), public=_("已答复；不服的，可以申请复查"), holder=ORGAN),
    REVIEW: State(desk=_("复查中"), public=_("正在复查"), holder=ABOVE),
    REVIEWED: State(desk=_("已复查，可申请复核"), public=_("已复查；不服的，可以申请复核"), holder=ABOVE),
    REEXAM: State(desk=_("复核中"), public=_("正在复核"), holder=ABOVE),
    END_NOT: State(desk=_("不予受理"), public=_("不予受理，已告知途径"), ended=True),
    END_REPLY: State(desk=_("已答复，未申请复查"), public=_("已答复，申请复查的期限已过"), ended=True),
    END_REVIEW: State(desk=_("已复查，未申请复核"), public=_("已复查，申请复核的期限已过"), ended=True),
    END_FINAL: State(desk=_("复核终结"), public=_("已复核，信访程序终结"), ended=True),
    END_TOLD: State(desk=_("建议已答复"), public=_("您的建议已答复"), ended=True),
    END_STOP: State(desk=_("信访人撤回"), public=_("您已撤回"), ended=True),
}  # fmt: skip

REG, AGAIN, INFORM, ACCEPT = "petition-reg", "petition-resend", "petition-inform", "petition-accept"
HANDLE, STUDYING, REVIEWING, LAST = "petition-handle", "petition-study", "petition-check", "petition-reexam"
BEFORE = (REG, AGAIN, INFORM, ACCEPT)
ALL = (*BEFORE, HANDLE, STUDYING, REVIEWING, LAST)

STEPS = (
    Step("petition-receive", (NEW,), None, _("收件"), starts=(INFORM,)),
    Step("petition-inform", (NEW, SENT, STUDY), None, _("告知接收情况"), public=_("告知了接收情况"), stops=(INFORM,)),
    Step("petition-send", (NEW,), SENT, _("转送"), public=_("已转送责任单位"), stops=(REG, AGAIN), starts=(ACCEPT,)),
    Step("petition-entrust", (NEW,), SENT, _("交办"), public=_("已交办责任单位"), stops=(REG, AGAIN), starts=(ACCEPT,)),
    Step("petition-propose", (NEW,), STUDY, _("转送研究"), public=_("已转送研究"), stops=(REG, AGAIN), starts=(STUDYING,)),
    Step("petition-object", (SENT,), None, _("提出异议"), needs=("reason",)),
    Step("petition-uphold", (SENT,), NEW, _("同意异议，收回"), public=_("责任单位不对，重新转送"),
         needs=("reason",), stops=(ACCEPT,), starts=(AGAIN,)),
    Step("petition-keep", (SENT,), None, _("不同意异议"), needs=("reason",)),
    Step("petition-accept", (NEW, SENT), WORK, _("受理"), public=_("已受理"), stops=BEFORE, starts=(HANDLE,)),
    Step("petition-not", (NEW, SENT), END_NOT, _("不予受理"), public=_("不予受理，已告知途径"),
         needs=("reason", "route"), stops=ALL),
    Step("petition-askmore", (WORK,), None, _("申请延期"), needs=("reason",)),
    Step("petition-more", (WORK,), None, _("批准延期"), public=_("情况复杂，经批准延长了办理期限"), needs=("reason",)),
    Step("petition-nomore", (WORK,), None, _("不批准延期"), needs=("reason",)),
    Step("petition-answer", (WORK,), REPLY, _("出具处理意见书"), public=_("出具了处理意见书"), stops=(HANDLE,)),
    Step("petition-tell", (STUDY,), END_TOLD, _("答复建议"), public=_("答复了您的建议"), stops=(STUDYING, INFORM)),
    Step("petition-served", (*ANSWERED, END_NOT), None, _("送达"), public=_("文书已送达")),
    Step("petition-askreview", (REPLY,), REVIEW, _("申请复查"), public=_("您申请了复查"), starts=(REVIEWING,)),
    Step("petition-reviewed", (REVIEW,), REVIEWED, _("出具复查意见书"), public=_("出具了复查意见书"), stops=(REVIEWING,)),
    Step("petition-askexam", (REVIEWED,), REEXAM, _("申请复核"), public=_("您申请了复核"), starts=(LAST,)),
    Step("petition-hearing", (REEXAM,), None, _("举行听证"), public=_("复核举行听证，所需时间不计算在内"),
         needs=("reason",), pauses=(LAST,)),
    Step("petition-heard", (REEXAM,), None, _("听证结束"), public=_("听证结束，继续计时"), resumes=(LAST,)),
    Step("petition-final", (REEXAM,), END_FINAL, _("出具复核意见书"), public=_("出具了复核意见书，程序终结"), stops=(LAST,)),
    Step("petition-lapse", (REPLY,), END_REPLY, _("复查申请期满"), public=_("申请复查的期限已过")),
    Step("petition-lapsed", (REVIEWED,), END_REVIEW, _("复核申请期满"), public=_("申请复核的期限已过")),
    Step("petition-withdraw", (NEW, SENT, WORK, STUDY), END_STOP, _("撤回"), public=_("您撤回了"), stops=ALL),
    Step("petition-rate", ANSWERED, None, _("评价"), public=_("您评价了办理情况")),
)  # fmt: skip

PETITION_1 = Flow(
    CODE, start=NEW, states=STATES, steps=(*STEPS, *beside_room(OPEN, tuple(STATES), WORK, (HANDLE,)))
)

# --- version 2: joint handling, a hearing that was not held, and the call-back ---------------------------

# A course that has run out is asked about, and nothing else comes of it: there is no way from there back to a round, nor
# does it keep anybody from one. Whoever asked for confidence is not called about it ("_quiet", as in version 1).
_ENDS = {"petition-tell", "petition-lapse", "petition-lapsed", "petition-final"}
_AFTER = (*ANSWERED, ASKED, CLOSED)


def _ending(step: Step) -> tuple[Step, Step]:
    return replace(step, to=ASKED, starts=("call_back",)), replace(step, name=f"{step.name}_quiet")


def _version_2() -> tuple[Step, ...]:
    found: list[Step] = []
    for step in STEPS:
        if step.name in _ENDS:
            found.extend(_ending(step))
        elif step.name == "petition-served":
            found.append(replace(step, frm=(*_AFTER, END_NOT)))
        else:
            found.append(replace(step, frm=_AFTER) if step.name == "petition-rate" else step)
    return (
        *found,
        Step("petition-join", (SENT, WORK), None, _("请会同办理"), public=_("请有关单位会同办理")),
        Step("petition-unjoin", (SENT, WORK), None, _("不再会同办理"), needs=("reason",)),
        Step("petition-part", (WORK,), None, _("会同单位提出意见")),
        Step("petition-notheard", (REEXAM,), None, _("听证没有举行"), public=_("听证没有举行，期限照常计算"),
             needs=("reason",), resumes=(LAST,)),
    )  # fmt: skip


_STATES_2 = {**STATES, ASKED: MATTER_1.states[ASKED], CLOSED: MATTER_1.states[CLOSED]}
PETITION_2 = Flow(
    CODE,
    start=NEW,
    states=_STATES_2,
    steps=(*_version_2(), *beside_room((*OPEN, ASKED), tuple(_STATES_2), "", ())),
)
PETITION = RoomKind(
    CODE,
    _("信访事项"),
    {1: PETITION_1, 2: PETITION_2},
    secrecy="closed",
    years=10,
    basis="本平台约定：信访事项随档案保存十年；国家或者省里另有规定的从其规定",
    script=(
        _("您好，这里是市社会治理中心，打扰您一两分钟。"),
        _("您的信访事项程序已经走完了，想请您说说办得怎么样。"),
        _("只问两个问题：解决了没有，满意不满意。怎么回答都不影响您的任何权利。"),
        _("不答应重新办理，也不劝信访人不再提出；有新的事实的，告诉他可以另行提出。"),
        _("谢谢您。"),
    ),
)
