"""A county's own kind put off, suspended and transferred: by the rules that the built-in matter goes by."""

import pytest

from sanzhi.cases import actions, queries, sweeps, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.flow.course import GRANTORS
from sanzhi.cases.kinds import GRANTORS as MAY_GRANT
from sanzhi.cases.models import Case, ClockRun, DelayRule, Extension, Suspension
from sanzhi.kit import deadlines
from sanzhi.kit.deadlines import Limit
from sanzhi.people import queries as people
from tests.cases.test_kind_asking import errors
from tests.county import DAY, HOUR, MONDAY, County
from tests.kinds import in_use, refused, staying

LATER = MONDAY + DAY


@pytest.fixture
def code(county: County, drafter, publisher) -> str:
    return in_use(drafter, publisher, MONDAY, staying())


def measured(county: County, code: str) -> Case:
    """With the roads office, which measures it."""
    filing = county.filing(kind=code, details={"f1": "工地"})
    case = actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=LATER)
    actions.kind_step(case.id, f"{code}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    return Case.objects.get(pk=case.pk)


def ask(county, case, more=3, at=LATER + HOUR):
    return actions.ask_delay(case.id, more=more, reason="要等夜间再测一次", by=county.handler, at=at)


def end(days: int):
    return deadlines.end(Limit(days, "wd"), LATER, people.working_calendar())


def sound() -> bool:
    return all(not check().violations for check in verify.CHECKS.values())


# --- put off -------------------------------------------------------------------------------------------


def test_publishing_a_kind_publishes_how_far_its_clocks_may_be_put_off(county, code):
    rule = DelayRule.objects.get(clock=f"{code}-1-c2")
    assert (rule.most, rule.times, rule.granted_by) == ("3wd", 1, ["town_dispatcher"])
    assert not DelayRule.objects.filter(clock=f"{code}-1-c1").exists()


def test_the_office_that_measures_asks_and_the_town_grants(county, code):
    case = measured(county, code)
    assert case.due_at == end(5)
    ask(county, case)
    assert refused(lambda: ask(county, case)) == "already_asked"
    terms = queries.delay_terms(case, LATER + HOUR)
    assert terms and (terms.unit, terms.times, terms.used) == ("wd", 1, 0)
    actions.grant_delay(case.id, reason="同意再测一次", by=county.dispatcher, at=LATER + 2 * HOUR)
    case.refresh_from_db()
    assert case.due_at == end(8)
    assert refused(lambda: ask(county, case)) == "delayed_enough"
    page = queries.public_page(county.resident, case.public_code, at=LATER + 3 * HOUR)
    assert page.course.granted and "经批准延期" in [line.label for line in page.timeline]
    assert sound()


def test_refused_the_limit_stands(county, code):
    case = measured(county, code)
    ask(county, case)
    actions.refuse_delay(case.id, reason="白天也能测", by=county.dispatcher, at=LATER + 2 * HOUR)
    case.refresh_from_db()
    assert case.due_at == end(5)
    assert Extension.objects.get(case=case).state == "refused"


def test_nobody_puts_it_off_further_than_its_kind_says_nor_answers_their_own_asking(county, code):
    case = measured(county, code)
    assert refused(lambda: ask(county, case, more=4)) == "delay_too_long"
    assert refused(lambda: ask(county, case, at=case.due_at)) == "limit_passed"
    ask(county, case)
    granting = {"reason": "同意再测一次", "at": LATER + 2 * HOUR}
    assert (
        refused(lambda: actions.grant_delay(case.id, by=county.decider, **granting)) == "role_may_not_grant"
    )
    assert (
        refused(lambda: actions.grant_delay(case.id, by=county.handler, **granting)) == "role_may_not_grant"
    )


def test_what_was_asked_comes_to_nothing_once_it_is_measured(county, code):
    case = measured(county, code)
    ask(county, case)
    actions.kind_step(case.id, f"{code}-t2", details={"f3": 62}, by=county.handler, at=LATER + 2 * HOUR)
    assert Extension.objects.get(case=case).state == "lapsed"


def test_it_is_offered_only_where_such_a_clock_runs(county, code):
    case = measured(county, code)
    offers = {
        one.step.name: one.verdict.ok for one in queries.offers(county.handler, case, frozenset(), LATER)
    }
    assert offers["delay_ask"] and offers["suspend"]
    actions.kind_step(case.id, f"{code}-t2", details={"f3": 62}, by=county.handler, at=LATER)
    case.refresh_from_db()
    offers = {
        one.step.name: one.verdict.ok for one in queries.offers(county.handler, case, frozenset(), LATER)
    }
    assert not offers["delay_ask"] and not offers["suspend"]


# --- suspended -----------------------------------------------------------------------------------------


def suspended(county: County, code: str, until=LATER + 3 * DAY) -> Case:
    case = measured(county, code)
    ground = queries.suspension_grounds(LATER).first()
    said = {"ground": ground.code, "reason": "委托第三方机构检测，编号甲 12"}
    actions.suspend(case.id, until=until, by=county.handler, at=LATER, **said)
    return Case.objects.get(pk=case.pk)


def test_suspended_on_a_ground_its_clock_stands_and_runs_on_where_it_stood(county, code):
    case = suspended(county, code)
    assert (case.state, case.due_at, case.holder_id) == ("suspended", None, county.roads.id)
    assert queries.public_page(county.resident, case.public_code, at=LATER).course.suspension
    actions.resume(case.id, by=county.handler, at=LATER + 2 * DAY)
    case.refresh_from_db()
    assert case.state == f"{code}-s2"
    assert case.due_at == end(6)  # one whole working day did not count
    assert sound()


def test_the_clock_resumes_it_when_its_time_is_over(county, code):
    case = suspended(county, code)
    assert sweeps.resume_due(at=LATER + 2 * DAY) == 0
    assert sweeps.resume_due(at=LATER + 3 * DAY) == 1
    case.refresh_from_db()
    assert case.state == f"{code}-s2"
    assert Suspension.objects.get(case=case).ended_at == LATER + 3 * DAY
    assert sound()


def test_what_is_suspended_is_neither_put_off_nor_suspended_again(county, code):
    case = suspended(county, code)
    assert refused(lambda: ask(county, case)) == "not_being_handled"


# --- transferred ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("stands_still", [False, True])
def test_transferred_it_ends_and_the_resident_is_told_the_way(county, code, stands_still):
    case = suspended(county, code) if stands_still else measured(county, code)
    said = {
        "channel": next(iter(CHANNELS)),
        "reason": "属于信访事项",
        "route": "请到市信访局反映，电话 88000000",
    }
    actions.transfer(case.id, by=county.decider, at=LATER + DAY, **said)
    case.refresh_from_db()
    assert (case.state, case.closed_at, case.done_at) == ("transferred", LATER + DAY, None)
    assert not ClockRun.objects.filter(case=case, stopped_at=None).exists()
    page = queries.public_page(county.resident, case.public_code, at=LATER + DAY)
    assert said["route"] in page.timeline[-1].words.values()
    assert sound()


# --- designed ------------------------------------------------------------------------------------------


def clock(**changes) -> dict:
    spec = staying()
    spec["clocks"][1] |= changes
    return spec


BY_LAW = {"limit": "60d", "yellow": "60d", "red": "90d", "law": "petition.handle"}
FAULTS = {
    "put off by nobody knows how much": (clock(delay="some"), "delay_unreadable"),
    "put off in another unit": (clock(delay="3d"), "delay_other_unit"),
    "put off without end": (clock(times=0), "delay_times"),
    "put off by whoever asks": (clock(granted_by=["handler"]), "delay_ungranted"),
    "put off beyond what the law allows": (clock(**BY_LAW, delay="16d", times=2), "delay_beyond_law"),
    "put off where the law gives no figure": (
        clock(limit="30d", yellow="30d", red="40d", law="petition.review_decide", delay="1d"), "delay_beyond_law",
    ),
    "suspended nowhere": (staying(suspends=""), "suspends_nowhere"),
    "suspended at the desk": (staying(suspends="s1"), "suspends_nowhere"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_put_off_or_suspended_so_is_named(fault):
    spec, named = FAULTS[fault]
    assert named in errors(spec)


def test_put_off_as_far_as_the_article_lets_it_is_passed():
    assert errors(staying()) == set()
    assert errors(clock(**BY_LAW, delay="15d", times=2)) == set()


def test_whoever_may_grant_by_design_is_whoever_may_grant_at_all():
    assert set(MAY_GRANT) == set(GRANTORS)
