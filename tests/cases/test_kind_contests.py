"""申诉 in a county's own kind: of a bad grade by the office that did the work, of a card by the office it was raised against."""

import pytest

from sanzhi.cases import actions, kinds, queries, sweeps, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.models import Card, Case, Contest
from tests.cases.test_kind_lint import CALENDAR
from tests.county import DAY, HOUR, MONDAY, County
from tests.kinds import asking, belonging, in_use, noise, refused

LATER = MONDAY + DAY
WHY = {"reason": "当夜是抢修，已当面说明", "no_photo_because": "抢修通知在案"}


@pytest.fixture
def code(county: County, drafter, publisher) -> str:
    return in_use(drafter, publisher, MONDAY, belonging())


def measured(county: County, code: str) -> Case:
    filing = county.filing(kind=code, details={"f1": "工地"})
    case = actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=LATER)
    actions.kind_step(case.id, f"{code}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    return Case.objects.get(pk=case.pk)


def graded(county: County, code: str, *, solved: bool = True) -> Case:
    case = measured(county, code)
    done = {"details": {"f3": 62}, "by": county.handler, "at": LATER + HOUR}
    actions.kind_step(case.id, f"{code}-t2", **done)
    said = {"reply": "已要求工地夜间停工，请您监督。"}
    actions.kind_step(case.id, f"{code}-t3", words=said, by=county.dispatcher, at=LATER + 2 * HOUR)
    actions.call_back(case.id, solved=solved, satisfied=1, by=county.caller, at=LATER + DAY)
    return Case.objects.get(pk=case.pk)


def uphold(county: County, case: Case, at) -> Case:
    actions.uphold_contest(
        case.id, contest=Contest.objects.get().id, reason="抢修属实", by=county.supervisor, at=at
    )
    return Case.objects.get(pk=case.pk)


def sound() -> bool:
    return all(not check().violations for check in verify.CHECKS.values())


@pytest.mark.parametrize("solved", [True, False])
def test_the_office_that_measured_contests_a_bad_grade_and_upheld_it_is_left_out(county, code, solved):
    case = graded(county, code, solved=solved)
    other = {"by": county.helper, "at": LATER + DAY + HOUR}
    assert refused(lambda: actions.contest_rating(case.id, **WHY, **other)) in (
        "not_your_work",
        "not_visible",
    )
    actions.contest_rating(case.id, **WHY, by=county.handler, at=LATER + DAY + HOUR)
    after = uphold(county, case, LATER + DAY + 2 * HOUR)
    assert (after.satisfied, after.excused_rating) == (1, True)
    assert sound()


def test_the_page_offers_it_where_there_is_a_bad_grade_and_nowhere_else(county, code):
    case = graded(county, code)
    page = queries.case_page(county.handler, case.public_code, at=LATER + DAY + HOUR)
    assert next(one for one in page.offers if one.step.name == "contest_rating").verdict
    late = queries.case_page(county.handler, case.public_code, at=LATER + 20 * DAY)
    assert next(one for one in late.offers if one.step.name == "contest_rating").verdict.code == (
        "contest_too_late"
    )


def test_the_office_it_was_raised_against_contests_a_card_and_upheld_its_lateness_is_left_out(county, code):
    case = measured(county, code)
    late = LATER + 8 * DAY
    sweeps.raise_cards(at=late)
    card = Card.objects.get(case=case, office=county.roads)
    actions.contest_card(case.id, card=card.id, **WHY, by=county.handler, at=late + HOUR)
    assert uphold(county, case, late + 2 * HOUR).excused_late
    assert Card.objects.filter(case=case).count() == 1, "what was raised stays"
    assert sound()


def test_the_lateness_of_another_clock_is_counted_anew(county, code):
    case = measured(county, code)
    late = LATER + 8 * DAY
    sweeps.raise_cards(at=late)
    card = Card.objects.get(case=case, office=county.roads)
    actions.contest_card(case.id, card=card.id, **WHY, by=county.handler, at=late + HOUR)
    uphold(county, case, late + 2 * HOUR)
    done = {"details": {"f3": 62}, "by": county.handler, "at": late + 3 * HOUR}
    actions.kind_step(case.id, f"{code}-t2", **done)
    assert not Case.objects.get(pk=case.pk).excused_late
    assert sound()


def test_no_office_decides_its_own_contest_and_a_refused_one_changes_nothing(county, code):
    case = graded(county, code)
    actions.contest_rating(case.id, **WHY, by=county.handler, at=LATER + DAY + HOUR)
    contest = Contest.objects.get()
    said = {"contest": contest.id, "reason": "没有证据", "at": LATER + DAY + 2 * HOUR}
    assert refused(lambda: actions.refuse_contest(case.id, by=county.handler, **said)) in (
        "role_may_not",
        "own_contest",
    )
    actions.refuse_contest(case.id, by=county.supervisor, **said)
    assert not Case.objects.get(pk=case.pk).excused_rating
    assert sound()


def test_a_kind_without_the_switch_is_not_contested(county, drafter, publisher):
    case = graded(county, in_use(drafter, publisher, MONDAY, asking()))
    ask = {**WHY, "by": county.handler, "at": LATER + DAY + HOUR}
    assert refused(lambda: actions.contest_rating(case.id, **ask)) == "unknown_step"


def test_contested_without_being_asked_about_only_cards_can_be_and_the_lint_says_so():
    kind = kinds.read("noise", noise(beside=["contest"]))
    found = kinds.lint(kind, at=MONDAY, calendar=CALENDAR)
    assert [(one.level, one.code) for one in found if "contest" in one.code] == [
        ("warning", "contest_unrated")
    ]
