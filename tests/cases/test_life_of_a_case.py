"""What must hold along the way, as stories."""

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Assignment, CallBack, Card, Case, ClockRun, Move
from sanzhi.journal import queries as journal
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, a_resident


def test_a_filing_comes_back_with_a_code_a_due_time_and_its_route(county: County):
    case = county.filed()
    assert len(case.public_code.replace("-", "")) >= 12
    assert case.holder_id == county.room.id
    assert case.routing["receive"]["rule"] == 2
    assert [row["fits"] for row in case.routing["receive"]["trace"]] == [False, True]
    assert case.due_at is not None
    assert [entry.kind for entry in journal.entries_about("case", case.id)] == ["case.register"]


def test_a_filing_with_faults_names_every_field_and_writes_nothing(county: County):
    with pytest.raises(cases.FilingRefused) as refused:
        county.filed(title="灯", text="坏了", area_code="330483999999", category_code="no.such")
    assert set(refused.value.problems) == {"title", "text", "area_code", "category_code"}
    assert not Case.objects.exists()


def test_a_nul_character_is_refused_in_words(county: County):
    with pytest.raises(cases.FilingRefused) as refused:
        county.filed(text="路灯坏了三天\x00晚上看不见")
    assert "无法显示的字符" in refused.value.problems["text"]


def test_two_people_moving_one_case_one_wins_and_the_other_is_told(county: County):
    case = county.case_in("registered")
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR, version=case.version)
    with pytest.raises(Refusal) as refused:
        cases.answer_on_spot(
            case.id,
            reply="路灯归供电所管，电话已告知。",
            by=county.dispatcher,
            at=MONDAY + HOUR,
            version=case.version,
        )
    assert refused.value.code == "moved_meanwhile"


def test_the_third_return_goes_to_a_decision_that_binds(county: County):
    case = county.case_in("arbitration")
    assert (case.returns, case.holder_id) == (3, county.centre.id)
    cases.decide(case.id, lead=county.roads.id, reason="道路设施归住建管", by=county.decider, at=MONDAY + DAY)
    with pytest.raises(Refusal) as refused:
        cases.return_case(
            case.id,
            reason="仍然不归我们",
            proposed=county.water.id,
            by=county.handler,
            at=MONDAY + DAY + HOUR,
        )
    assert refused.value.code == "binding"


def test_the_lead_waits_for_its_helpers_or_for_their_release(county: County):
    case = county.filed()
    cases.assign(
        case.id, lead=county.roads.id, helpers=[county.water.id], by=county.dispatcher, at=MONDAY + HOUR
    )
    cases.sign_for(case.id, by=county.handler, at=MONDAY + 2 * HOUR)
    done = {
        "reply": "路灯已经更换，今晚起恢复照明。",
        "no_photo_because": "夜间拍摄不清",
        "by": county.handler,
    }
    with pytest.raises(Refusal) as refused:
        cases.report_done(case.id, at=MONDAY + 3 * HOUR, **done)
    assert refused.value.code == "helpers_waiting"
    assert county.water.name in refused.value.sentence
    cases.answer_as_helper(case.id, reply="已经配合断电检修完毕", by=county.helper, at=MONDAY + 4 * HOUR)
    cases.report_done(case.id, at=MONDAY + 5 * HOUR, **done)
    assert Case.objects.get(pk=case.pk).state == "reported"


def test_a_report_needs_a_photo_or_the_reason_for_none(county: County):
    case = county.case_in("handling")
    with pytest.raises(Refusal) as refused:
        cases.report_done(case.id, reply="路灯已经更换，今晚起恢复照明。", by=county.handler, at=MONDAY + DAY)
    assert refused.value.code == "evidence_missing"


def test_nobody_calls_back_their_own_work_and_the_database_agrees(county: County):
    case = county.filed()
    both = a_member_of_staff("身兼二职", "county_dispatcher", county.centre)
    cases.answer_on_spot(case.id, reply="路灯归供电所管，电话已告知。", by=both, at=MONDAY + HOUR)
    caller = both.__class__(both.person_id, both.name, county.caller.role, county.centre.id, "", "330483")
    with pytest.raises(Refusal) as refused:
        cases.call_back(case.id, solved=True, satisfied=5, by=caller, at=MONDAY + DAY)
    assert refused.value.code == "own_work"
    with pytest.raises(DatabaseError), transaction.atomic():
        CallBack.objects.create(
            case=case, means="phone", by_id=both.person_id, handled_by_id=both.person_id, at=MONDAY, round=0,
            reached=True, solved=True, satisfied=5,
        )  # fmt: skip


def test_a_matter_not_solved_goes_back_twice_and_then_closes_as_unsolved(county: County):
    case = county.case_in("follow_up")
    at = MONDAY + DAY
    for round_asked in (1, 2):
        cases.call_back(case.id, solved=False, satisfied=2, said="还是不亮啊", by=county.caller, at=at)
        assert Case.objects.get(pk=case.pk).state == "handling"
        again = {"reply": "再次更换灯泡并检修线路。", "no_photo_because": "夜间拍摄不清"}
        cases.report_done(case.id, by=county.handler, at=at + HOUR, **again)
        cases.verify(case.id, by=county.dispatcher, at=at + 2 * HOUR)
        at += round_asked * DAY
    cases.call_back(case.id, solved=False, satisfied=1, by=county.caller, at=at)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.state, closed.solved, closed.satisfied, closed.reopens) == ("closed", False, 1, 2)


def test_three_calls_without_answer_close_it_as_not_reached(county: County):
    case = county.case_in("follow_up")
    for tries in range(3):
        with pytest.raises(Refusal):
            cases.close_unreached(case.id, by=county.caller, at=MONDAY + DAY)
        cases.no_answer(case.id, by=county.caller, at=MONDAY + DAY + tries * 12 * HOUR)
    cases.close_unreached(case.id, by=county.caller, at=MONDAY + 3 * DAY)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.state, closed.satisfied) == ("closed", None)


def test_a_citizen_may_ask_again_within_thirty_days_and_not_after(county: County):
    case = county.case_in("closed")
    assert case.closed_at
    with pytest.raises(Refusal) as refused:
        cases.reopen(case.id, reason="又坏了，还是不亮", by=county.resident, at=case.closed_at + 31 * DAY)
    assert refused.value.code == "reopen_too_late"
    cases.reopen(case.id, reason="又坏了，还是不亮", by=county.resident, at=case.closed_at + 30 * DAY)
    assert Case.objects.get(pk=case.pk).holder_id == county.roads.id


def test_urging_once_a_day_is_enough(county: County):
    case = county.filed()
    cases.urge(case.id, by=county.resident, at=MONDAY + HOUR)
    with pytest.raises(Refusal):
        cases.urge(case.id, by=county.resident, at=MONDAY + 2 * HOUR)
    cases.urge(case.id, by=county.resident, at=MONDAY + DAY + HOUR)
    assert Case.objects.get(pk=case.pk).urges == 2


def test_an_overrun_raises_a_yellow_card_then_a_red_one_each_once(county: County):
    case = county.case_in("handling")
    run = ClockRun.objects.get(case=case, stopped_at=None)
    assert sweeps.raise_cards(at=run.yellow_at - HOUR) == 0
    assert sweeps.raise_cards(at=run.yellow_at) == 1
    assert sweeps.raise_cards(at=run.yellow_at + HOUR) == 0
    assert sweeps.raise_cards(at=run.red_at) == 1
    assert sweeps.raise_cards(at=run.red_at + DAY) == 0
    assert list(Card.objects.filter(case=case).values_list("colour", "office_id")) == [
        ("yellow", county.roads.id),
        ("red", county.roads.id),
    ]
    assert Case.objects.get(pk=case.pk).card == "red"


def test_the_handling_clock_rests_while_the_report_is_checked(county: County):
    case = county.case_in("reported")
    paused = ClockRun.objects.get(case=case, rule__clock="handle")
    assert paused.paused_at is not None
    assert sweeps.raise_cards(at=MONDAY + 60 * DAY) == 0
    cases.send_back(case.id, reason="照片看不出修好", by=county.dispatcher, at=MONDAY + 3 * DAY)
    resumed = ClockRun.objects.get(pk=paused.pk)
    # Reported on Monday noon, sent back on Thursday morning: Tuesday and Wednesday ended in the pause.
    assert (resumed.due_at - paused.due_at).days == 2
    assert Case.objects.get(pk=case.pk).due_at == resumed.due_at


def test_a_late_report_is_late_and_a_timely_one_is_not(county: County):
    timely = county.case_in("reported")
    assert timely.done_late is False
    late = county.case_in("handling")
    assert late.due_at
    cases.report_done(
        late.id,
        reply="路灯已经更换，今晚起恢复照明。",
        no_photo_because="夜间拍摄不清",
        by=county.handler,
        at=late.due_at,
    )
    assert Case.objects.get(pk=late.pk).done_late is True


def test_the_citizen_reads_plain_words_and_no_names_of_staff(county: County):
    case = county.case_in("closed")
    page = queries.public_page(county.resident, case.public_code, at=MONDAY + DAY)
    assert [line.label for line in page.timeline][:3] == [
        "诉求已提交",
        "已交给承办单位",
        "承办单位已签收，开始办理",
    ]
    assert not any(line.who for line in page.timeline)


def test_a_stranger_finds_nothing_under_anothers_code(county: County):
    case = county.filed()
    for stranger in (a_resident("陌生人"), county.helper):
        with pytest.raises(Refusal) as refused:
            queries.case_by_code(stranger, case.public_code)
        assert refused.value.code == "not_visible"


def test_moves_cannot_be_rewritten_nor_a_state_changed_without_one(county: County):
    case = county.filed()
    for change in (
        lambda: Move.objects.filter(case=case).update(step="assign"),
        lambda: Move.objects.filter(case=case).delete(),
        lambda: _set_state_behind_the_back(case),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Assignment.objects.filter(case=case).count() == 0


def _set_state_behind_the_back(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(state="handling")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
