"""A county's own kind under supervision: by the rules and by hand, exactly where its designer switched it on."""

import pytest

from sanzhi.cases import actions, queries, sweeps, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.models import Case, Supervision
from tests.cases.test_kind_asking import errors
from tests.county import DAY, HOUR, MONDAY, County
from tests.kinds import asking, in_use, refused, watched

LATER = MONDAY + DAY


@pytest.fixture
def code(county: County, drafter, publisher) -> str:
    return in_use(drafter, publisher, MONDAY, watched())


def measured(county: County, code: str, at=LATER) -> Case:
    filing = county.filing(kind=code, details={"f1": "工地"})
    case = actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=at)
    actions.kind_step(case.id, f"{code}-t1", lead=county.roads.id, by=county.dispatcher, at=at)
    return Case.objects.get(pk=case.pk)


def supervise(county: County, case: Case) -> Supervision:
    said = {"level": "urge", "why": "居民一再来催", "ask": "请说明何时测声"}
    return actions.supervise(case.id, **said, by=county.supervisor, at=LATER + HOUR)


def sound() -> bool:
    return all(not check().violations for check in verify.CHECKS.values())


def test_a_supervisor_asks_the_office_that_holds_it_answers_and_it_is_lifted(county, code):
    case = measured(county, code)
    one = supervise(county, case)
    assert one.office_id == county.roads.id
    actions.reply_to_supervision(
        case.id, answer="今晚十点到现场测声。", by=county.handler, at=LATER + 2 * HOUR
    )
    actions.lift_supervision(case.id, note="已安排测声", by=county.supervisor, at=LATER + 3 * HOUR)
    page = queries.public_page(county.resident, case.public_code, at=LATER + 4 * HOUR)
    assert "已列入督办，督促承办单位办理" in [line.label for line in page.timeline]
    assert sound()


def test_unanswered_it_is_raised_level_by_level_by_the_clock(county, code):
    case = measured(county, code)
    for level in ("press", "circular"):
        one = supervise(county, case) if level == "press" else queries.open_supervision(case.id)
        assert sweeps.watch(at=one.due_at) == 1
        assert queries.open_supervision(case.id).level == level
    assert sound()


def test_a_red_card_is_taken_up_by_the_rules_of_the_county(county, code):
    case = measured(county, code)
    late = LATER + 20 * DAY
    sweeps.raise_cards(at=late)
    assert sweeps.watch(at=late) >= 1
    one = queries.open_supervision(case.id)
    assert one and one.office_id == county.roads.id and one.rule_id


def test_the_rules_leave_a_kind_alone_that_is_not_under_supervision(county, drafter, publisher):
    case = measured(county, in_use(drafter, publisher, MONDAY, asking()))
    late = LATER + 20 * DAY
    sweeps.raise_cards(at=late)
    assert sweeps.watch(at=late) == 0
    assert refused(lambda: supervise(county, case)) == "unknown_step"
    assert queries.preview(county.supervisor, "card", 1, at=late).raised == 0


def test_urged_by_the_resident_again_and_again_it_is_taken_up(county, code):
    case = measured(county, code)
    for n in (1, 2):
        actions.urge(case.id, by=county.resident, at=LATER + 25 * n * HOUR)
    assert sweeps.watch(at=LATER + 51 * HOUR) == 1
    assert queries.open_supervision(case.id).rule.code == "urged"


def test_a_confidential_kind_is_not_supervised_because_no_supervisor_sees_it():
    assert "supervised_unseen" in errors(watched(secrecy="closed"))
    assert errors(watched()) == set()
