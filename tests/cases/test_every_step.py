"""Every state against every step: the legal ones are in the flow, every other pair is refused and changes nothing."""

import pytest
from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases.flow import FLOWS, MATTER_1, MATTER_2, MATTER_3, NEWEST
from sanzhi.cases.flow.family import MERGEABLE
from sanzhi.cases.models import Case, Move
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, MONDAY, ROADS, County, a_resident

LATER = MONDAY + DAY


def another(county: County) -> int:
    """Somebody else's case."""
    other = a_resident("陆大山")
    origin = cases.Origin(other.person_id, "web")
    return cases.register(county.filing(title="路灯坏了"), origin, by=other, at=MONDAY).id


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
    "help_score": lambda c, i: cases.score_helper(i, part=0, score=4, by=c.handler, at=LATER),
    "instruct": lambda c, i: cases.instruct(i, text="请三天内修好，并告诉居民。", by=c.leader, at=LATER),
    "object": lambda c, i: cases.object_to_ending(i, reason="还没有起诉，请接着办", by=c.resident, at=LATER),
    "take_back": lambda c, i: cases.take_back(i, reason="核实后属于本平台", by=c.dispatcher, at=LATER),
    "set_secrecy": lambda c, i: cases.set_secrecy(
        i, secrecy="closed", reason="涉及未成年人", by=c.dispatcher, at=LATER
    ),
    "no_answer": lambda c, i: cases.no_answer(i, by=c.caller, at=LATER),
    "close_unreached": lambda c, i: cases.close_unreached(i, by=c.caller, at=LATER),
    "escalate": lambda c, i: cases.escalate(i, reason="涉及多个镇，请市里分派", by=c.dispatcher, at=LATER),
    "reassign": lambda c, i: cases.reassign(
        i, lead=c.water.id, reason="现场是自来水管漏水", by=c.dispatcher, at=LATER
    ),
    "delay_ask": lambda c, i: cases.ask_delay(i, more=3, reason="配件还在路上", by=c.handler, at=LATER),
    "delay_grant": lambda c, i: cases.grant_delay(i, reason="情况属实", by=c.dispatcher, at=LATER),
    "delay_refuse": lambda c, i: cases.refuse_delay(i, reason="理由不足", by=c.dispatcher, at=LATER),
    "suspend": lambda c, i: cases.suspend(
        i, ground="appraisal", reason="灯杆要做结构检测", until=LATER + 10 * DAY, by=c.handler, at=LATER
    ),
    "resume": lambda c, i: cases.resume(i, note="检测报告已出", by=c.handler, at=LATER),
    "transfer": lambda c, i: cases.transfer(
        i, channel="court", reason="双方已经起诉到法院", by=c.dispatcher, at=LATER
    ),
    "shield": lambda c, i: cases.shield(i, against=c.water.id, by=c.dispatcher, at=LATER),
    "unshield": lambda c, i: cases.unshield(i, reason="注错了单位", by=c.decider, at=LATER),
    "contest_rating": lambda c, i: cases.contest_rating(
        i, reason="评价的是另一件事", no_photo_because="电话录音在案", by=c.handler, at=LATER
    ),
    "contest_card": lambda c, i: cases.contest_card(
        i, card=0, reason="台风停工期间", no_photo_because="停工通知在案", by=c.handler, at=LATER
    ),
    "contest_uphold": lambda c, i: cases.uphold_contest(
        i, contest=0, reason="证据充分", by=c.supervisor, at=LATER
    ),
    "contest_refuse": lambda c, i: cases.refuse_contest(
        i, contest=0, reason="证据不足", by=c.supervisor, at=LATER
    ),
    "merge": lambda c, i: cases.merge(i, into=another(c), reason="说的是同一盏灯", by=c.decider, at=LATER),
    "unmerge_registered": lambda c, i: cases.unmerge(i, reason="其实是两盏灯", by=c.dispatcher, at=LATER),
    "link": lambda c, i: cases.link(i, other=another(c), reason="同一条路上的灯", by=c.dispatcher, at=LATER),
    "unlink": lambda c, i: cases.unlink(
        i, other=another(c), reason="不是同一条路", by=c.dispatcher, at=LATER
    ),
    "split": lambda c, i: cases.split(
        i,
        parts=[cases.Part("路灯", "路灯坏了三天没有修。", "city.roads", c.village.code)],
        reason="有两个单位的事",
        by=c.dispatcher,
        at=LATER,
    ),
    "supervise": lambda c, i: cases.supervise(
        i,
        level="urge",
        why="居民一再来催",
        ask="三天内修好路灯",
        office=c.roads.id,
        by=c.supervisor,
        at=LATER,
    ),
    "supervise_reply": lambda c, i: cases.reply_to_supervision(
        i, answer="配件已经到货，明天上午更换。", by=c.handler, at=LATER
    ),
    "supervise_escalate": lambda c, i: cases.escalate_supervision(
        i, why="到期没有答复", by=c.supervisor, at=LATER
    ),
    "supervise_lift": lambda c, i: cases.lift_supervision(i, note="已经修好", by=c.supervisor, at=LATER),
    "decline_answer": lambda c, i: cases.decline_answer(i, by=c.caller, at=LATER),
}
# Asked for by the rules, never by name: the third return, reopening without a lead, the clock's cards and closings,
# where a case goes back to when a merge is undone, and what is noted on the case that others are merged into.
BY_RULE = {
    "return_third",
    "reopen_unassigned",
    "card",
    "close_merged",
    "follow_not_accepted",
    "follow_transferred",
    "close_unasked",
    "absorb",
    "release",
    "rate_late",
}
BY_RULE |= {f"unmerge_{state}" for state in MERGEABLE if state != "registered"}
LEGAL = {
    version: {(frm, step.name) for step in flow.steps for frm in step.frm}
    for (_kind, version), flow in FLOWS.items()
}
# Legal in the flow, but waiting for something this plain case does not have.
WAITING = {
    ("handling", "help_answer"): "not_a_helper",
    ("handling", "help_waive"): "not_a_helper",
    ("follow_up", "close_unreached"): "tries_missing",
    ("handling", "delay_grant"): "nothing_asked",
    ("handling", "delay_refuse"): "nothing_asked",
    **{
        (frm, step): code
        for step, code in (
            ("contest_rating", "nothing_to_contest"),
            ("contest_card", "nothing_to_contest"),
            ("contest_uphold", "nothing_contested"),
            ("contest_refuse", "nothing_contested"),
            ("unshield", "not_shielded"),
            ("unlink", "not_linked"),
            ("help_score", "nothing_to_score"),
            ("supervise_reply", "not_supervised"),
            ("supervise_escalate", "not_supervised"),
            ("supervise_lift", "not_supervised"),
        )
        for frm in MATTER_2.states
    },
    ("merged", "rate"): "main_not_done",
}
PLACES = [(version, state) for (_kind, version), flow in FLOWS.items() for state in flow.states]


def test_every_step_of_the_flow_is_asked_for_here():
    assert {step.name for step in MATTER_3.steps} == set(ASK) | BY_RULE
    assert set(ROADS) == set(MATTER_3.states)


def test_what_was_published_first_still_stands_as_it_was():
    assert [step.name for step in MATTER_2.steps][: len(MATTER_1.steps)] == [s.name for s in MATTER_1.steps]
    assert not {"suspended", "transferred"} & set(MATTER_1.states)
    assert len(MATTER_1.steps) == 21
    assert MATTER_2.step("sign_for", "assigned").starts == ("handle",)
    assert "help_score" not in {step.name for step in MATTER_2.steps}


@pytest.mark.parametrize(("version", "state"), PLACES)
def test_every_step_is_taken_exactly_where_the_flow_allows_it(county: County, version: int, state: str):
    case = county.case_in(state, version)
    for step in ASK:
        point = transaction.savepoint()
        _try(county, case, version, state, step)
        transaction.savepoint_rollback(point)


def _try(county: County, case: Case, version: int, state: str, step: str) -> None:
    moves = Move.objects.filter(case=case).count()
    waits = WAITING.get((state, step))
    if (state, step) in LEGAL[version] and not waits:
        ASK[step](county, case.id)
        assert Move.objects.filter(case=case).count() == moves + 1, step
        return
    with pytest.raises(Refusal) as refused:
        ASK[step](county, case.id)
        pytest.fail(f"{step} was taken")
    assert refused.value.sentence, step
    after = Case.objects.get(pk=case.pk)
    stands = (after.state, after.version, Move.objects.filter(case=case).count())
    assert stands == (state, case.version, moves), step
    if waits and (state, step) in LEGAL[version]:
        assert refused.value.code == waits, step


@pytest.mark.parametrize("step", ASK)
def test_nobody_takes_a_step_that_is_not_their_roles(county: County, step: str):
    states = sorted(frm for frm, name in LEGAL[NEWEST] if name == step)
    case = county.case_in(states[0])
    ours = ("urge", "delay_grant", "delay_refuse", "contest_uphold", "contest_refuse", "supervise")
    outsider = county.caller if step in ours else county.supervisor
    everyone = ("dispatcher", "decider", "handler", "helper", "caller", "resident", "supervisor", "leader")
    for name in everyone:
        setattr(county, name, outsider)
    with pytest.raises(Refusal) as refused:
        ASK[step](county, case.id)
    assert refused.value.code in ("role_may_not", "role_may_not_file_for", "not_the_lead", *WAITING.values())
    assert Case.objects.get(pk=case.pk).version == case.version
