"""申诉、改派、上报、转办, as stories."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.models import Assignment, Card, Case, ClockRun, Contest
from tests.cases.course import TUESDAY, honest, refused
from tests.county import DAY, HOUR, MONDAY, ROADS, County, a_member_of_staff

WORDS = {"reason": "当时停电，居民已当面说明", "no_photo_because": "停电通知在案"}


def graded(county: County, satisfied: int = 1) -> Case:
    case = county.case_in("follow_up")
    cases.call_back(case.id, solved=True, satisfied=satisfied, by=county.caller, at=TUESDAY)
    return Case.objects.get(pk=case.pk)


def carded(county: County) -> tuple[Case, Card]:
    """Late with its handling: a yellow card on Tuesday a week later."""
    case = county.case_in("handling")
    sweeps.raise_cards(at=MONDAY + 8 * DAY)
    return Case.objects.get(pk=case.pk), Card.objects.get(case=case)


def figures(county: County):
    scope = queries.Scope(MONDAY - DAY, MONDAY + DAY, MONDAY + 30 * DAY)
    return queries.cube(county.supervisor, scope, [scope.since]).over().figures


class TestRating:
    def contested(self, county: County, case: Case, at=TUESDAY + HOUR) -> Contest:
        cases.contest_rating(case.id, **WORDS, by=county.handler, at=at)
        return Contest.objects.get(case=case)

    def test_upheld_the_measure_leaves_it_out_and_the_rating_stays_as_it_was(self, county: County):
        case = graded(county)
        assert (figures(county)["satisfied"].denominator, figures(county)["satisfied"].excused) == (1, 0)
        contest = self.contested(county, case)
        assert figures(county)["satisfied"].denominator == 1, "asking alone changes nothing"
        cases.uphold_contest(
            case.id, contest=contest.id, reason="停电通知属实", by=county.supervisor, at=TUESDAY + 2 * HOUR
        )
        after = Case.objects.get(pk=case.pk)
        assert (after.satisfied, after.solved, after.excused_rating) == (1, True, True)
        assert (figures(county)["satisfied"].denominator, figures(county)["satisfied"].excused) == (0, 1)
        assert figures(county)["solved"].denominator == 1, "only the grade was contested"
        assert honest() == []

    def test_the_citizen_reads_that_it_was_upheld_and_why(self, county: County):
        case = graded(county)
        contest = self.contested(county, case)
        cases.uphold_contest(
            case.id, contest=contest.id, reason="停电通知属实", by=county.supervisor, at=TUESDAY + 2 * HOUR
        )
        page = queries.public_page(county.resident, case.public_code, at=TUESDAY + 3 * HOUR)
        assert "您的评价和办理记录原样保留" in page.timeline[-1].label
        assert page.timeline[-1].words == {"reason": "停电通知属实"}
        assert [line.step for line in page.timeline].count("contest_rating") == 0

    def test_refused_everything_counts_as_before(self, county: County):
        case = graded(county)
        contest = self.contested(county, case)
        cases.refuse_contest(
            case.id, contest=contest.id, reason="与办理无关", by=county.supervisor, at=TUESDAY + 2 * HOUR
        )
        assert not Case.objects.get(pk=case.pk).excused_rating
        assert (figures(county)["satisfied"].denominator, figures(county)["satisfied"].excused) == (1, 0)
        code = refused(cases.contest_rating, case.id, **WORDS, by=county.handler, at=TUESDAY + 3 * HOUR)
        assert code == "contested_already"

    def test_a_satisfied_answer_cannot_be_contested(self, county: County):
        assert refused(self.contested, county, graded(county, satisfied=3)) == "nothing_to_contest"

    def test_only_by_the_office_that_did_the_work(self, county: County):
        case = county.filed()
        cases.assign(
            case.id, lead=county.roads.id, helpers=[county.water.id], by=county.dispatcher, at=MONDAY
        )
        cases.sign_for(case.id, by=county.handler, at=MONDAY + HOUR)
        cases.answer_as_helper(case.id, reply="已经配合断电检修完毕", by=county.helper, at=MONDAY + HOUR)
        for step in ROADS["follow_up"][2:]:
            step(county, case, MONDAY + 2 * HOUR)
        cases.call_back(case.id, solved=True, satisfied=1, by=county.caller, at=TUESDAY)
        assert (
            refused(cases.contest_rating, case.id, **WORDS, by=county.helper, at=TUESDAY) == "not_your_work"
        )

    def test_within_five_working_days(self, county: County):
        case = graded(county)
        assert refused(self.contested, county, case, TUESDAY + 8 * DAY - 9 * HOUR) == "contest_too_late"
        assert self.contested(county, case, TUESDAY + 8 * DAY - 10 * HOUR)

    def test_evidence_is_asked_for(self, county: County):
        case = graded(county)
        bare = {"reason": "当时停电了", "by": county.handler, "at": TUESDAY + HOUR}
        assert refused(cases.contest_rating, case.id, **bare) == "evidence_missing"

    def test_another_office_decides(self, county: County):
        case = graded(county)
        contest = self.contested(county, case)
        inside = a_member_of_staff("局督查", "supervisor", county.roads)
        for verb in (cases.uphold_contest, cases.refuse_contest):
            code = refused(
                verb, case.id, contest=contest.id, reason="自己定", by=inside, at=TUESDAY + 2 * HOUR
            )
            assert code == "own_contest"

    def test_after_reopening_the_next_answer_counts_again(self, county: County):
        case = graded(county)
        contest = self.contested(county, case)
        cases.uphold_contest(
            case.id, contest=contest.id, reason="停电通知属实", by=county.supervisor, at=TUESDAY + 2 * HOUR
        )
        cases.reopen(case.id, reason="又坏了，还是不亮", by=county.resident, at=TUESDAY + 3 * HOUR)
        assert not Case.objects.get(pk=case.pk).excused_rating
        assert honest() == []


class TestCard:
    def test_upheld_the_lateness_is_left_out_and_the_card_stays(self, county: County):
        case, card = carded(county)
        at = MONDAY + 8 * DAY + HOUR
        cases.contest_card(case.id, card=card.id, **WORDS, by=county.handler, at=at)
        contest = Contest.objects.get()
        cases.uphold_contest(case.id, contest=contest.id, reason="台风停工", by=county.supervisor, at=at)
        ROADS["reported"][2](county, case, at + HOUR)
        after = Case.objects.get(pk=case.pk)
        assert (after.card, after.done_late, after.excused_late) == ("yellow", True, True)
        assert (figures(county)["on_time"].denominator, figures(county)["on_time"].excused) == (0, 1)
        rows = queries.cards_by_office(
            county.supervisor, queries.Scope(MONDAY - DAY, MONDAY + DAY, MONDAY + 30 * DAY)
        )
        assert rows == []
        assert honest() == []

    def test_a_case_still_late_is_still_shown_as_late(self, county: County):
        case, card = carded(county)
        at = MONDAY + 8 * DAY + HOUR
        cases.contest_card(case.id, card=card.id, **WORDS, by=county.handler, at=at)
        cases.uphold_contest(
            case.id, contest=Contest.objects.get().id, reason="台风停工", by=county.supervisor, at=at
        )
        scope = queries.Scope(MONDAY - DAY, MONDAY + DAY, MONDAY + 30 * DAY)
        assert queries.cube(county.supervisor, scope, [scope.since]).over()["overdue"] == 1

    def test_only_by_the_office_it_was_raised_against(self, county: County):
        case, card = carded(county)
        code = refused(
            cases.contest_card, case.id, card=card.id, **WORDS, by=county.helper, at=MONDAY + 8 * DAY
        )
        assert code == "nothing_to_contest"


class TestOtherHands:
    def test_reassigned_while_handled_the_citizen_s_clock_runs_on(self, county: County):
        case = county.case_in("handling")
        before = ClockRun.objects.get(case=case, rule__clock="handle")
        cases.reassign(
            case.id, lead=county.water.id, reason="现场是水管漏水", by=county.dispatcher, at=TUESDAY
        )
        cases.sign_for(case.id, by=county.helper, at=TUESDAY + HOUR)
        after = ClockRun.objects.get(case=case, rule__clock="handle")
        assert (after.id, after.started_at, after.due_at) == (before.id, before.started_at, before.due_at)
        assert after.office_id == county.water.id
        assert Case.objects.get(pk=case.pk).due_at == before.due_at
        assert [part.ended_as for part in Assignment.objects.order_by("id")] == ["replaced", ""]
        assert honest() == []

    def test_reassigned_before_it_was_signed_for_the_new_lead_gets_the_time_to_sign(self, county: County):
        case = county.case_in("assigned")
        cases.reassign(
            case.id, lead=county.water.id, reason="现场是水管漏水", by=county.dispatcher, at=TUESDAY
        )
        assert ClockRun.objects.filter(case=case, rule__clock="sign").count() == 2
        assert honest() == []

    def test_a_card_that_falls_due_after_names_the_new_lead(self, county: County):
        case = county.case_in("handling")
        cases.reassign(
            case.id, lead=county.water.id, reason="现场是水管漏水", by=county.dispatcher, at=TUESDAY
        )
        cases.sign_for(case.id, by=county.helper, at=TUESDAY + HOUR)
        sweeps.raise_cards(at=MONDAY + 8 * DAY)
        assert Card.objects.get(case=case).office_id == county.water.id

    def test_the_same_lead_again_and_a_fourth_time_are_refused(self, county: County):
        case = county.case_in("assigned")
        offices = [county.water, county.roads, county.water]
        words = {"reason": "换一个单位", "by": county.dispatcher}
        assert refused(cases.reassign, case.id, lead=county.roads.id, **words, at=TUESDAY) == "lead_same"
        for hours, office in enumerate(offices):
            cases.reassign(case.id, lead=office.id, **words, at=TUESDAY + hours * HOUR)
        code = refused(cases.reassign, case.id, lead=county.roads.id, **words, at=TUESDAY + 4 * HOUR)
        assert code == "reassigned_enough"
        by_county = words | {"by": county.decider}
        cases.reassign(case.id, lead=county.roads.id, **by_county, at=TUESDAY + 5 * HOUR)

    def test_what_was_decided_bindingly_only_the_county_gives_to_others(self, county: County):
        case = county.case_in("arbitration")
        cases.decide(case.id, lead=county.roads.id, reason="按职责清单", by=county.decider, at=TUESDAY)
        words = {"lead": county.water.id, "reason": "情况有变", "at": TUESDAY + HOUR}
        assert refused(cases.reassign, case.id, **words, by=county.dispatcher) == "binding"
        cases.reassign(case.id, **words, by=county.decider)
        assert Case.objects.get(pk=case.pk).binding

    def test_escalated_the_county_holds_and_receives_it_and_the_clock_runs_on(self, county: County):
        case = county.case_in("registered")
        cases.escalate(case.id, reason="涉及多个镇", by=county.dispatcher, at=MONDAY + HOUR)
        after = Case.objects.get(pk=case.pk)
        assert (after.holder_id, after.receiver_id) == (county.centre.id, county.centre.id)
        assert after.due_at == case.due_at
        assert ClockRun.objects.get(case=case).office_id == county.centre.id
        assert (
            refused(cases.escalate, case.id, reason="再上报", by=county.dispatcher, at=MONDAY + HOUR)
            == "at_the_centre"
        )
        cases.assign(case.id, lead=county.roads.id, by=county.decider, at=MONDAY + 2 * HOUR)
        assert honest() == []

    @pytest.mark.parametrize("channel", CHANNELS)
    def test_transferred_the_citizen_is_told_the_way(self, county: County, channel: str):
        case = county.case_in("handling")
        cases.transfer(case.id, channel=channel, reason="按法定程序办理", by=county.dispatcher, at=TUESDAY)
        page = queries.public_page(county.resident, case.public_code, at=TUESDAY + HOUR)
        assert page.timeline[-1].words["route"] == CHANNELS[channel].route
        assert page.case.state == "transferred"
        assert honest() == []


class TestNotAccepted:
    def test_an_emergency_is_sent_on_only_once_its_line_was_called(self, county: County):
        case = county.filed()
        words = {"reason": "有人落水", "route": "已转 119 处置", "kind": "emergency", "by": county.dispatcher}
        assert refused(cases.not_accept, case.id, **words, at=MONDAY) == "line_not_called"
        assert refused(cases.not_accept, case.id, **words, called="12345", at=MONDAY) == "line_not_called"
        cases.not_accept(case.id, **words, called="119", at=MONDAY)
        page = queries.case_page(county.dispatcher, case.public_code, at=MONDAY + HOUR)
        assert page.timeline[-1].words["called"] == "119"

    def test_a_kind_nobody_knows_is_refused(self, county: County):
        case = county.filed()
        words = {"reason": "说不清楚", "route": "请到别处办理", "kind": "whatever", "by": county.dispatcher}
        assert refused(cases.not_accept, case.id, **words, at=MONDAY) == "kind_unknown"
