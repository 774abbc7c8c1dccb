"""Where cases lie densely: counted where they lie, or at their village; nothing confidential, nobody's home."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sanzhi.cases import queries, rules
from sanzhi.cases.models import Case
from sanzhi.cases.queries import Cell, Scope
from sanzhi.kit.hexes import Hexes, cell_of, number_of
from sanzhi.people.models import Area
from tests.county import DAY, MONDAY, County, a_member_of_staff
from tests.questions import questions

HERE = (120.49, 30.745)  # longitude, latitude
HEXES = Hexes(300, (120.5, 30.65))
CELL = number_of(HEXES.cell(HERE))


@pytest.fixture
def county(db) -> County:
    return County()


def filed_at(county: County, point=HERE, times: int = 1, at=MONDAY, **more) -> list[Case]:
    where = {"longitude": point[0], "latitude": point[1]} if point else {}
    return [county.filed(at, **where, **more) for _ in range(times)]


def heat(county: County, actor=None, points=None, **scope):
    usual = {"since": MONDAY - DAY, "until": MONDAY + DAY, "at": MONDAY + DAY}
    asked = Scope(**(usual | scope))
    return queries.heat(actor or county.supervisor, asked, MONDAY - 3 * DAY, HEXES, points or {})


def test_cases_are_counted_where_they_lie_beside_those_before(county):
    filed_at(county, times=4)
    filed_at(county, times=2, at=MONDAY - 2 * DAY)
    filed_at(county, (120.55, 30.70), times=3)
    found = heat(county)
    assert (found.cells[CELL].count, found.cells[CELL].before) == (4, 2)
    assert sorted(cell.count for cell in found.shown.values()) == [3, 4]
    assert (found.all, found.hidden, found.nowhere, found.by_village) == (7, 0, 0, 0)


def test_a_cell_with_fewer_than_three_is_not_shown_and_said(county):
    filed_at(county, times=2)
    assert rules.FEWEST_IN_A_CELL == 3
    found = heat(county)
    assert (found.shown, found.hidden) == ({}, 2)


def test_mutant_that_shows_every_cell_shows_a_home(county, monkeypatch):
    monkeypatch.setattr(rules, "FEWEST_IN_A_CELL", 1)
    filed_at(county)
    assert heat(county).shown[CELL].count == 1


def test_a_case_that_says_no_place_counts_for_its_village_and_one_of_a_village_without_a_point_nowhere(
    county,
):
    filed_at(county, None, times=3)
    assert (heat(county).nowhere, heat(county).cells) == (3, {})
    found = heat(county, points={county.village.code: HERE})
    assert (found.by_village, found.cells[CELL].count, found.nowhere) == (3, 3, 0)


def test_where_a_shielded_reporter_lives_is_not_told_and_what_is_confidential_is_not_counted(county):
    shielded, closed = filed_at(county, times=2)
    Case.objects.filter(pk=shielded.pk).update(secrecy="shielded")
    Case.objects.filter(pk=closed.pk).update(secrecy="closed")
    elsewhere = (120.40, 30.60)
    found = heat(county, points={county.village.code: elsewhere})
    assert {number: cell.count for number, cell in found.cells.items()} == {
        number_of(HEXES.cell(elsewhere)): 1
    }


def test_each_sees_their_own_reach_and_a_category_narrows_with_all_below_it(county):
    far = Area.objects.filter(level="village", valid_to=None).exclude(parent=county.village.parent).first()
    filed_at(county, times=3)
    filed_at(county, times=4, area_code=far.code)
    filed_at(county, times=1, category_code="other")
    town = a_member_of_staff("严镇督", "supervisor", county.room)
    assert (heat(county).all, heat(county, town).all, heat(county, county.handler).all) == (8, 4, 0)
    assert [heat(county, branch=one).all for one in ("city", "city.roads", "other")] == [7, 7, 1]
    assert heat(county, town=far.code[:9]).all == 4


def test_the_list_under_a_cell_is_as_long_as_it_says(county):
    filed_at(county, times=4)
    filed_at(county, None, times=2)
    filed_at(county, (120.55, 30.70), times=3)
    points = {county.village.code: HERE}
    found = heat(county, points=points)
    cell = Cell(HEXES, CELL, (county.village.code,))
    scope = Scope(MONDAY - DAY, MONDAY + DAY, MONDAY + DAY, cell=cell)
    assert queries.behind(county.supervisor, scope, "filed").count() == found.cells[CELL].count == 6


def test_it_is_one_question_however_many_there_are(county):
    filed_at(county, times=3)
    with questions() as asked:
        heat(county)
    assert len(asked) == 1


@settings(max_examples=60, deadline=timedelta(seconds=2))
@given(some.floats(120.2, 120.8), some.floats(30.4, 30.9), some.sampled_from([300, 1000]))
def test_the_database_and_the_arithmetic_agree(
    django_db_setup, django_db_blocker, longitude, latitude, radius
):
    from django.db import connection

    from sanzhi.cases.queries.cells import Hexagon

    hexes = Hexes(radius, HEXES.middle)

    class Compiler:
        @staticmethod
        def compile(one):
            return repr({"longitude": longitude, "latitude": latitude}[one.name]) + "::float8", []

    sql, _none = Hexagon(hexes).as_sql(Compiler, connection)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}")
        (number,) = cursor.fetchone()
    assert cell_of(number) == hexes.cell((longitude, latitude))
