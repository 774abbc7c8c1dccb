"""The same again: by the same person, at the same place, or so weighty that a leader writes; each is supervised by rule."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases.models import Case, Repeat, Supervision
from sanzhi.cases.queries import Scope
from tests.county import DAY, HOUR, MONDAY, County, a_resident, assign, give_back, sign_for


def by_another(county: County, n: int, **filed: object) -> Case:
    other = a_resident(f"邻居{n}")
    origin = cases.Origin(other.person_id, "web")
    return cases.register(county.filing(**filed), origin, by=other, at=MONDAY + n * HOUR)


def found(case: Case) -> tuple[int, int]:
    one = Repeat.objects.get(case=case)
    return one.by_person, one.at_place


def test_the_same_person_about_the_same_thing_within_ninety_days_is_a_repeat(county: County):
    first = county.filed(at=MONDAY - 100 * DAY)
    second = county.filed(at=MONDAY - 5 * DAY)
    third = county.filed(at=MONDAY)
    of_other_kind = county.filed(at=MONDAY + HOUR, category_code="utilities.water")
    cases.count_days(at=MONDAY + DAY)
    assert [found(case)[0] for case in (first, second, third, of_other_kind)] == [0, 0, 1, 0]


def test_several_people_about_one_place_are_counted_by_the_point_or_by_its_name(county: County):
    by_another(county, 1, place="村口公交站旁")
    by_another(county, 2, place="别处", latitude=30.7001, longitude=120.5001)
    by_another(county, 3, place="别的地方")
    last = by_another(county, 4, latitude=30.7003, longitude=120.5001)
    cases.count_days(at=MONDAY + DAY)
    assert found(last) == (0, 2)


def test_each_case_is_looked_at_once_and_never_forgotten(county: County):
    county.filed()
    assert (cases.note_repeats(), cases.note_repeats()) == (1, 0)
    late = county.filed()
    cases.note_repeats()
    assert found(late) == (1, 0)


@pytest.mark.parametrize("rule", ["repeated", "one_place", "instructed"])
def test_the_clock_supervises_what_comes_back_and_what_a_leader_writes_about(county: County, rule: str):
    if rule == "repeated":
        _first, _second, case = (county.filed(at=MONDAY + n * HOUR) for n in range(3))
    elif rule == "one_place":
        case = [by_another(county, n) for n in range(6)][-1]
    else:
        case = county.filed()
    assign(county, case, MONDAY + 8 * HOUR)
    if rule == "instructed":
        cases.instruct(case.id, text="请三天内修好，并告诉居民。", by=county.leader, at=MONDAY + 8 * HOUR)
    cases.count_days(at=MONDAY + 9 * HOUR)
    sweeps.watch(at=MONDAY + 9 * HOUR)
    raised = Supervision.objects.get(case=case)
    assert (raised.rule_code, raised.level, raised.office_id) == (rule, "press", county.roads.id)
    told = {one["code"]: one["fits"] for one in queries.trace(case, 0, MONDAY + 9 * HOUR)}
    assert told[rule]


def test_three_more_figures_say_how_it_went(county: County):
    early = county.filed(at=MONDAY)
    cases.answer_on_spot(
        early.id, reply="路灯归供电所管，电话已告知。", by=county.dispatcher, at=MONDAY + HOUR
    )
    wrong = county.filed(at=MONDAY + HOUR)
    assign(county, wrong, MONDAY + 2 * HOUR)
    give_back(county, wrong, MONDAY + 3 * HOUR)
    moved = county.filed(at=MONDAY + 2 * HOUR)
    assign(county, moved, MONDAY + 3 * HOUR)
    cases.reassign(
        moved.id,
        lead=county.water.id,
        reason="现场是自来水管漏水",
        by=county.dispatcher,
        at=MONDAY + 4 * HOUR,
    )
    right = by_another(county, 3)
    assign(county, right, MONDAY + 4 * HOUR)
    sign_for(county, right, MONDAY + 5 * HOUR)
    at = MONDAY + DAY
    cases.count_days(at=at)
    scope = Scope(since=MONDAY - timedelta(hours=9), until=MONDAY + timedelta(hours=15), at=at)
    figures = queries.cube(county.supervisor, scope, [scope.since]).over().figures
    told = {
        code: (figures[code].numerator, figures[code].denominator)
        for code in ("same_day", "right_first", "repeated")
    }
    assert told == {"same_day": (1, 1), "right_first": (1, 3), "repeated": (2, 4)}
