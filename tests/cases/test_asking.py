"""Whom the call-back desk calls: by rules in order, by a lot that can be drawn again, nobody left out of the count."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sampling, sweeps
from sanzhi.cases.actions.reference import INSTALLER
from sanzhi.cases.models import CallBack, Case, FollowUp, RatingLink
from sanzhi.kit.calendar import COUNTY, shipped_calendar
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, report, sign_for, verify

EVERYONE = [{"name": "全部回访", "when": {}, "percent": 100, "wait_days": 0, "basis": "本平台约定"}]
NOBODY = [{"name": "都不打", "when": {}, "percent": 0, "wait_days": 0, "basis": "本平台约定"}]
PLAIN = sampling.Asked("city.roads", False, False, False, False, False, False, True, True)
RULES = (
    sampling.SampleRule(1, "退回过", {"returned": True}, 100, 0),
    sampling.SampleRule(2, "物业", {"category": "housing"}, 50, 0),
    sampling.SampleRule(3, "其余", {}, 30, 1),
)


def asked(**changes: object) -> sampling.Asked:
    return sampling.Asked(**(vars(PLAIN) | changes))


def follow_up(case: Case) -> FollowUp:
    return FollowUp.objects.get(case=case)


def test_the_first_rule_that_fits_decides_and_the_trace_says_why_the_others_did_not():
    drawn = sampling.sample(RULES, asked(returned=True), "seed")
    assert (drawn.how, len(drawn.trace), drawn.trace[0]["drawn"]) == ("call", 1, True)
    rest = sampling.sample(RULES, PLAIN, "seed")
    assert [line["because"] for line in rest.trace] == ["没有退回过", "不是指定的类别", ""]
    assert (rest.trace[2]["lot"], rest.wait_days) == (sampling.lot_of("seed"), 1)


@given(st.text(max_size=32))
def test_a_lot_drawn_again_is_the_same_lot(seed: str):
    assert sampling.sample(RULES, PLAIN, seed) == sampling.sample(RULES, PLAIN, seed)
    assert 0 <= sampling.lot_of(seed) < sampling.OUT_OF


def test_thirty_percent_are_about_thirty_of_a_hundred():
    called = sum(sampling.sample(RULES, PLAIN, f"{n}").how == "call" for n in range(10_000))
    assert 2_860 <= called <= 3_140


@pytest.mark.parametrize(
    ("changes", "how"),
    [
        ({"has_phone": False, "may_text": False, "returned": True}, "no_contact"),
        ({"returned": True, "may_text": False}, "call"),
    ],
)
def test_without_a_telephone_nobody_is_called_whatever_the_rule(changes: dict, how: str):
    assert sampling.sample(RULES, asked(**changes), "seed").how == how


def test_who_is_not_drawn_gets_the_link_where_a_text_can_go_and_is_counted_apart_where_not():
    assert sampling.sample((), PLAIN, "seed").how == "link"
    assert sampling.sample((), asked(may_text=False), "seed").how == "out"


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ([], "no_rules"),
        ([{"when": {"urged": True}, "basis": "本平台约定"}], "no_last_rule"),
        ([*NOBODY, *EVERYONE], "rule_never_reached"),
        ([{**NOBODY[0], "basis": "无"}], "basis_missing"),
    ],
)
def test_rules_that_leave_a_case_undecided_are_not_published(county: County, rules: list, code: str):
    with pytest.raises(Refusal) as refused:
        cases.publish_sampling(rules, by=INSTALLER, at=MONDAY)
    assert refused.value.code == code


def test_a_verified_matter_is_drawn_once_with_its_seed_and_its_version(county: County):
    case = county.case_in("follow_up")
    drawn = follow_up(case)
    book = queries.sampling_book()
    again = sampling.sample(book.rules, queries.asked_of(case), drawn.seed)
    assert (drawn.version, drawn.how, drawn.trace) == (book.version, again.how, again.trace)
    assert RatingLink.objects.get().follow_up_id == drawn.id


def test_a_reopened_matter_is_always_called_in_its_second_round(county: County):
    case = county.case_in("follow_up")
    at = MONDAY + DAY
    cases.call_back(case.id, solved=False, satisfied=2, said="还是不亮", by=county.caller, at=at)
    report(county, case, at + HOUR)
    verify(county, case, at + 2 * HOUR)
    second = FollowUp.objects.get(case=case, round=1)
    assert (second.how, second.next_try_at) == ("call", at + 2 * HOUR)
    assert next(line for line in second.trace if line["fits"])["name"] == "重新办理过的都回访"


def test_a_supervised_matter_is_always_called_and_the_preview_says_the_same(county: County):
    case = county.case_in("reported")
    words = {"level": "press", "why": "领导批示", "ask": "请报原因"}
    at = MONDAY + 9 * HOUR
    cases.supervise(case.id, **words, office=county.roads.id, by=county.supervisor, at=at)
    verify(county, case, at + HOUR)
    assert follow_up(case).how == FollowUp.How.CALL
    assert any(line["fits"] and line["name"] == "督办过的都回访" for line in follow_up(case).trace)
    rules = [
        sampling.SampleRule(1, "督办", {"supervised": True}, 100, 0),
        sampling.SampleRule(2, "其余", {}, 0, 0),
    ]
    told = queries.preview_sampling(rules, since=MONDAY, until=at + 2 * HOUR)
    assert told.by_rule[1] == (1, 1)


def test_three_tries_are_three_half_days_and_the_next_one_is_set(county: County):
    cases.publish_sampling(EVERYONE, by=INSTALLER, at=MONDAY)
    case = county.case_in("follow_up")
    tuesday = datetime(2026, 3, 3, 10, tzinfo=COUNTY)
    cases.no_answer(case.id, by=county.caller, at=tuesday)
    assert follow_up(case).next_try_at == datetime(2026, 3, 3, 14, tzinfo=COUNTY)
    with pytest.raises(Refusal) as refused:
        cases.no_answer(case.id, by=county.caller, at=tuesday + HOUR)
    assert refused.value.code == "tried_this_half_day"
    cases.no_answer(case.id, by=county.caller, at=tuesday + 5 * HOUR)
    assert follow_up(case).next_try_at == datetime(2026, 3, 4, 9, tzinfo=COUNTY)
    cases.no_answer(case.id, by=county.caller, at=tuesday + DAY)
    cases.close_unreached(case.id, by=county.caller, at=tuesday + DAY)
    assert follow_up(case).settled_as == "close_unreached"


def test_after_friday_afternoon_comes_monday_morning():
    friday = datetime(2026, 3, 6, 15, tzinfo=COUNTY)
    assert sampling.next_try(friday, shipped_calendar()) == datetime(2026, 3, 9, 9, tzinfo=COUNTY)


def test_not_wanting_to_answer_closes_by_itself_and_counts_as_neither(county: County):
    case = county.case_in("follow_up")
    cases.decline_answer(case.id, said="不想说", by=county.caller, at=MONDAY + DAY)
    closed = Case.objects.get(pk=case.pk)
    call = CallBack.objects.get(case=case)
    assert (closed.state, closed.satisfied) == ("closed", None)
    assert (call.reached, call.declined, call.solved, call.satisfied) == (True, True, None, None)
    assert follow_up(case).how == "call"


def test_one_caller_at_a_time_until_the_quarter_of_an_hour_is_over(county: County):
    case = county.case_in("follow_up")
    other = a_member_of_staff("高回访", "caller", county.centre)
    at = MONDAY + DAY
    cases.start_call(case.id, by=county.caller, at=at)
    cases.start_call(case.id, by=county.caller, at=at + timedelta(minutes=1))
    with pytest.raises(Refusal) as refused:
        cases.start_call(case.id, by=other, at=at + timedelta(minutes=5))
    assert refused.value.code == "being_called"
    assert cases.start_call(case.id, by=other, at=at + timedelta(minutes=20)).held_by_id == other.person_id


def test_who_is_not_called_has_two_days_and_can_still_rate_when_it_is_closed(county: County):
    cases.publish_sampling(NOBODY, by=INSTALLER, at=MONDAY)
    case = county.case_in("follow_up")
    drawn = follow_up(case)
    assert drawn.how == "out"  # no gateway in this test
    assert sweeps.close_unasked(at=drawn.at + 2 * DAY - HOUR) == 0
    assert sweeps.close_unasked(at=drawn.at + 2 * DAY) == 1
    assert sweeps.close_unasked(at=drawn.at + 3 * DAY) == 0
    assert Case.objects.get(pk=case.pk).satisfied is None
    cases.rate(case.id, solved=True, satisfied=4, by=county.resident, at=drawn.at + 3 * DAY)
    rated = Case.objects.get(pk=case.pk)
    assert (rated.state, rated.satisfied) == ("closed", 4)
    with pytest.raises(Refusal) as refused:
        cases.rate(case.id, solved=True, satisfied=5, by=county.resident, at=drawn.at + 4 * DAY)
    assert refused.value.code == "rated_already"


def test_a_late_no_sends_a_closed_matter_back(county: County):
    cases.publish_sampling(NOBODY, by=INSTALLER, at=MONDAY)
    case = county.case_in("follow_up")
    sweeps.close_unasked(at=MONDAY + 5 * DAY)
    cases.rate(case.id, solved=False, satisfied=1, by=county.resident, at=MONDAY + 6 * DAY)
    assert Case.objects.get(pk=case.pk).state == "handling"


def test_a_case_of_version_1_is_called_for_its_flow_has_no_other_end(county: County):
    cases.publish_sampling(NOBODY, by=INSTALLER, at=MONDAY)
    case = county.filed()
    Case.objects.filter(pk=case.pk).update(kind_version=1)
    for hours, step in enumerate((_assign, sign_for, report, verify), start=1):
        step(county, case, MONDAY + hours * HOUR)
    assert follow_up(case).how == "call"


def _assign(county: County, case: Case, at: datetime) -> None:
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at)


def test_nobody_but_the_system_administrator_publishes_rules_or_scripts(county: County):
    for verb in (
        lambda: cases.publish_sampling(EVERYONE, by=county.caller, at=MONDAY),
        lambda: cases.publish_script(None, ["您好"], by=county.caller, at=MONDAY),
    ):
        with pytest.raises(Refusal) as refused:
            verb()
        assert refused.value.code == "role_may_not_keep_callbacks"


def test_the_nearest_script_is_read_and_a_new_one_leaves_the_old_on_record(county: County):
    assert "路灯" in "".join(queries.script_for("city.roads").lines)
    assert queries.script_for("housing.property").category_id is None
    cases.publish_script("city.roads", ["您好", "", "路灯亮了吗？"], by=INSTALLER, at=MONDAY)
    assert (queries.script_for("city.roads").lines, queries.script_for("city.roads").version) == (
        ["您好", "路灯亮了吗？"],
        1,
    )


def test_the_preview_counts_what_last_month_would_have_been(county: County):
    for _n in range(4):
        county.case_in("follow_up")
    told = [sampling.SampleRule(1, "全部", {}, 100, 0)]
    span = {"since": MONDAY, "until": MONDAY + DAY}
    everyone = queries.preview_sampling(told, **span)
    assert (everyone.cases, everyone.ways["call"], everyone.by_rule) == (4, 4, {1: (4, 4)})
    nobody = queries.preview_sampling([sampling.SampleRule(1, "无", {}, 0, 0)], **span)
    assert (nobody.cases, nobody.ways["call"]) == (4, 0)
