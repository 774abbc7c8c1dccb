"""协办: each helper has a time of its own, answers, is let off or scored; the lead waits for all of them."""

from datetime import datetime

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Assignment, Card, Case, ClockRun
from sanzhi.kit.verdict import Refusal
from tests.cases.course import given_pace, refused
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, an_office, sign_for

ANSWER = "已经配合断电检修完毕，可以更换路灯。"


def with_helper(county: County, *more: int, **filed: str) -> Case:
    case = county.filed(**filed)
    cases.assign(
        case.id,
        lead=county.roads.id,
        helpers=[county.water.id, *more],
        by=county.dispatcher,
        at=MONDAY + HOUR,
    )
    sign_for(county, case, MONDAY + 2 * HOUR)
    return Case.objects.get(pk=case.pk)


def help_runs(case: Case, **which: object) -> list[ClockRun]:
    return list(ClockRun.objects.filter(case=case, rule__clock="help", **which).order_by("id"))


def answer(county: County, case: Case, at: datetime) -> None:
    cases.answer_as_helper(case.id, reply=ANSWER, by=county.helper, at=at)


def test_every_helper_has_its_own_time_and_the_matter_is_due_when_it_was(county: County):
    power = an_office("power", "市供电公司", "department")
    case = with_helper(county, power.id)
    runs = help_runs(case, stopped_at=None)
    assert {run.office_id for run in runs} == {county.water.id, power.id}
    assert all(run.due_at < case.due_at for run in runs)
    answer(county, case, MONDAY + DAY)
    assert [run.office_id for run in help_runs(case, stopped_at=None)] == [power.id]


def test_a_late_helper_gets_the_card_and_not_the_lead(county: County):
    case = with_helper(county)
    sweeps.raise_cards(at=help_runs(case)[0].due_at + HOUR)
    assert list(Card.objects.filter(case=case).values_list("office_id", "colour")) == [
        (county.water.id, "yellow")
    ]


def test_the_list_of_what_one_has_to_help_with_is_ordered_by_ones_own_time_and_paged(county: County):
    with_helper(county)
    given_pace(county, "emergency")
    urgent = with_helper(county, title="电线掉下来了")
    first = queries.helping(county.helper, size=1)
    assert [row.title for row in first.rows] == ["电线掉下来了"]
    assert first.rows[0].due_at == help_runs(urgent)[0].due_at
    rest = queries.helping(county.helper, after=first.older or "", size=1)
    assert (len(rest.rows), rest.older, queries.helping_count(county.helper)) == (1, None, 2)


def test_a_suspended_or_merged_matter_stops_the_helpers_time_too(county: County):
    case = with_helper(county)
    cases.suspend(
        case.id, ground="appraisal", reason="灯杆要做结构检测", until=MONDAY + 9 * DAY, by=county.handler, at=MONDAY + DAY
    )  # fmt: skip
    assert help_runs(case)[0].paused_at == MONDAY + DAY
    cases.resume(case.id, note="检测报告已出", by=county.handler, at=MONDAY + 2 * DAY)
    assert help_runs(case)[0].paused_at is None


@pytest.mark.parametrize("how", ["returned", "reassigned", "transferred", "waived"])
def test_no_time_runs_for_a_helper_that_owes_nothing_any_more(county: County, how: str):
    case, at = with_helper(county), MONDAY + DAY
    if how == "returned":
        cases.return_case(
            case.id, reason="不是本单位职责", proposed=county.water.id, by=county.handler, at=at
        )
    elif how == "reassigned":
        cases.reassign(case.id, lead=county.water.id, reason="是自来水管漏水", by=county.dispatcher, at=at)
    elif how == "transferred":
        cases.transfer(case.id, channel="court", reason="双方已经起诉到法院", by=county.dispatcher, at=at)
    else:
        cases.waive_helper(
            case.id, office=county.water.id, reason="不再需要配合", by=county.dispatcher, at=at
        )
    assert help_runs(case, stopped_at=None) == []
    assert help_runs(case)[0].stopped_at == at


def test_a_helper_whose_office_is_closed_hands_its_time_to_the_successor(county: County):
    case = with_helper(county)
    new = an_office("water2", "市水务有限公司", "department")
    admin = a_member_of_staff("管理", "system_admin", county.centre)
    cases.close_office(county.water.id, successor=new.id, by=admin, at=MONDAY + DAY)
    assert [run.office_id for run in help_runs(case, stopped_at=None)] == [new.id]


def test_the_lead_scores_a_helper_once_and_says_why_it_was_bad(county: County):
    case = with_helper(county)
    part = Assignment.objects.get(case=case, part="helper")

    def score(points: int, reason: str = "", by=county.handler) -> Case:
        return cases.score_helper(case.id, part=part.id, score=points, reason=reason, by=by, at=MONDAY + DAY)

    assert refused(lambda: score(5)) == "nothing_to_score"
    answer(county, case, MONDAY + DAY)
    assert refused(lambda: score(5, by=county.helper)) == "not_the_lead"
    assert refused(lambda: score(1)) == "reason_missing"
    assert refused(lambda: score(6)) == "score_missing"
    score(1, "催了两次才来人")
    assert refused(lambda: score(5)) == "nothing_to_score"
    part.refresh_from_db()
    assert (part.score, part.score_entry_id is not None) == (1, True)


def test_buttons_for_helpers_stand_only_where_there_is_a_helper(county: County):
    plain = county.case_in("handling")
    helped = with_helper(county)
    at = MONDAY + DAY

    def told(actor, case: Case) -> dict[str, bool]:
        page = queries.case_page(actor, case.public_code, at=at)
        return {
            offer.step.name: offer.verdict.ok for offer in page.offers if offer.step.name.startswith("help_")
        }

    assert told(county.dispatcher, plain) == {"help_waive": False}
    assert told(county.dispatcher, helped) == {"help_waive": True}
    assert told(county.helper, helped) == {"help_answer": True, "help_score": False}
    answer(county, helped, at)
    assert told(county.handler, helped) == {"help_answer": False, "help_score": True}


def test_the_figures_of_an_office_tell_how_it_helped(county: County):
    case = with_helper(county)
    answer(county, case, MONDAY + DAY)
    part = Assignment.objects.get(case=case, part="helper")
    cases.score_helper(case.id, part=part.id, score=4, by=county.handler, at=MONDAY + DAY + HOUR)
    scope = queries.Scope(since=MONDAY - DAY, until=MONDAY + 30 * DAY, at=MONDAY + 30 * DAY)
    water = next(row for row in queries.offices(county.supervisor, scope) if row.office_id == county.water.id)
    figures = {code: water.tally.figure(queries.OFFICE_MEASURES[code]) for code in ("helped", "help_liked")}
    assert {code: (one.numerator, one.denominator) for code, one in figures.items()} == {
        "helped": (1, 1),
        "help_liked": (1, 1),
    }


def test_the_matter_is_not_reported_done_while_a_helper_owes_its_answer(county: County):
    case = with_helper(county)
    with pytest.raises(Refusal, match="还在等协办单位答复：市水务集团"):
        cases.report_done(
            case.id, reply="路灯已经更换，今晚起恢复照明。", no_photo_because="夜间拍摄不清", by=county.handler,
            at=MONDAY + DAY,
        )  # fmt: skip
