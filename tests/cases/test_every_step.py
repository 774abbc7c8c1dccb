"""Every state against every step: the legal ones are in the flow, every other pair is refused and changes nothing."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases.flow import MATTER_1
from sanzhi.cases.models import Case, Move
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, MONDAY, ROADS, County

LATER = MONDAY + DAY

# How each step is asked for by whoever its flow names; one line per step of the flow.
ASK = {
    "answer_on_spot": lambda c, i: cases.answer_on_spot(
        i, reply="路灯归供电所管，电话已告知。", by=c.dispatcher, at=LATER
    ),
    "not_accept": lambda c, i: cases.not_accept(
        i, reason="已经进入诉讼程序", route="请向法院申请", by=c.dispatcher, at=LATER
    ),
    "assign": lambda c, i: cases.assign(i, lead=c.roads.id, by=c.dispatcher, at=LATER),
    "decide": lambda c, i: cases.decide(
        i, lead=c.roads.id, reason="道路设施归住建管", by=c.decider, at=LATER
    ),
    "sign_for": lambda c, i: cases.sign_for(i, by=c.handler, at=LATER),
    "return": lambda c, i: cases.return_case(
        i, reason="不是本单位职责", proposed=c.water.id, by=c.handler, at=LATER
    ),
    "report_done": lambda c, i: cases.report_done(
        i, reply="路灯已经更换，今晚起恢复照明。", no_photo_because="夜间拍摄不清", by=c.handler, at=LATER
    ),
    "send_back": lambda c, i: cases.send_back(i, reason="照片看不出修好", by=c.dispatcher, at=LATER),
    "verify": lambda c, i: cases.verify(i, by=c.dispatcher, at=LATER),
    "call_back": lambda c, i: cases.call_back(i, solved=True, satisfied=5, by=c.caller, at=LATER),
    "rate": lambda c, i: cases.rate(i, solved=True, satisfied=4, by=c.resident, at=LATER),
    "reopen": lambda c, i: cases.reopen(i, reason="又坏了，还是不亮", by=c.resident, at=LATER),
    "urge": lambda c, i: cases.urge(i, by=c.resident, at=LATER),
    "supplement": lambda c, i: cases.supplement(i, text="旁边那盏也坏了", by=c.resident, at=LATER),
    "help_answer": lambda c, i: cases.answer_as_helper(
        i, reply="已经配合断电检修完毕", by=c.helper, at=LATER
    ),
    "help_waive": lambda c, i: cases.waive_helper(
        i, office=c.water.id, reason="不再需要配合", by=c.dispatcher, at=LATER
    ),
    "no_answer": lambda c, i: cases.no_answer(i, by=c.caller, at=LATER),
    "close_unreached": lambda c, i: cases.close_unreached(i, by=c.caller, at=LATER),
}
# Asked for by the rules, never by name: the third return, reopening without a lead, the clock's cards.
BY_RULE = {"return_third", "reopen_unassigned", "card"}
LEGAL = {(frm, step.name) for step in MATTER_1.steps for frm in step.frm}
# Legal in the flow, but waiting for something this plain case does not have.
WAITING = {
    ("handling", "help_answer"): "not_a_helper",
    ("handling", "help_waive"): "not_a_helper",
    ("follow_up", "close_unreached"): "tries_missing",
}


def test_every_step_of_the_flow_is_asked_for_here():
    assert {step.name for step in MATTER_1.steps} == set(ASK) | BY_RULE


@pytest.mark.parametrize("state", ROADS)
@pytest.mark.parametrize("step", ASK)
def test_a_step_is_taken_exactly_where_the_flow_allows_it(county: County, state: str, step: str):
    case = county.case_in(state)
    moves = Move.objects.filter(case=case).count()
    allowed = (state, step) in LEGAL and (state, step) not in WAITING
    if allowed:
        ASK[step](county, case.id)
        assert Move.objects.filter(case=case).count() == moves + 1
        return
    with pytest.raises(Refusal) as refused:
        ASK[step](county, case.id)
    assert refused.value.sentence
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.version, Move.objects.filter(case=case).count()) == (
        state,
        case.version,
        moves,
    )
    if (state, step) in WAITING:
        assert refused.value.code == WAITING[state, step]


@pytest.mark.parametrize("step", ASK)
def test_nobody_takes_a_step_that_is_not_their_roles(county: County, step: str):
    states = [frm for frm, name in LEGAL if name == step]
    case = county.case_in(states[0])
    outsider = county.supervisor if step != "urge" else county.caller
    everyone = ("dispatcher", "decider", "handler", "helper", "caller", "resident")
    for name in everyone:
        setattr(county, name, outsider)
    with pytest.raises(Refusal) as refused:
        ASK[step](county, case.id)
    assert refused.value.code in ("role_may_not", "not_a_helper", "tries_missing")
    assert Case.objects.get(pk=case.pk).version == case.version
