"""积分的分布: every number recounted by hand, and the Gini against the definition written out the slow way."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.kit import walls
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from sanzhi.people.models import Household
from sanzhi.points import actions, queries
from sanzhi.points.queries import figures
from tests.county import DAY, MONDAY, a_resident
from tests.points.conftest import Hamlet

YEAR = MONDAY.year


def slow_gini(points: list[int]) -> float:
    """Half the mean distance of all pairs over the mean: the definition, with no sorting."""
    n, total = len(points), sum(points)
    return sum(abs(one - other) for one in points for other in points) / (2 * n * total)


@settings(max_examples=200)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=12).filter(any))
def test_the_formula_is_the_definition(points):
    n, total = len(points), sum(points)
    fast = sum((2 * place - n - 1) * one for place, one in enumerate(sorted(points), start=1)) / (n * total)
    assert fast == pytest.approx(slow_gini(points))


INVENTED = """
WITH fig_members AS (
    SELECT %(reach)s AS area_id, home AS household_id, NULL::date AS left_at FROM unnest(%(homes)s::int[]) AS home
), fig_claims AS (
    SELECT %(reach)s AS area_id, home AS household_id, earned AS points, 'confirmed' AS state, 2026 AS year,
           '+' AS direction FROM unnest(%(homes)s::int[], %(points)s::int[]) AS told (home, earned)
), homes AS
"""


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.integers(0, 30), min_size=2, max_size=6).filter(any))
def test_the_database_counts_what_the_definition_says(db, points):
    """The very question of the page, over invented members and claims."""
    question = figures._ASKED.replace("points_participant", "fig_members").replace(
        "points_claim", "fig_claims"
    )
    question = question.replace("WITH homes AS", INVENTED)
    area = people.towns_with_villages()[0].villages[0].code
    with connection.cursor() as cursor:
        homes = list(range(len(points)))
        cursor.execute(question, {"reach": area, "year": 2026, "homes": homes, "points": points})
        (row,) = cursor.fetchall()
    assert row[3:6] == (len(points), points.count(0), sum(points))
    assert row[6] == pytest.approx(slow_gini(points))


def test_a_village_is_counted_as_it_is(village: Hamlet):
    village.entered(village.verified())
    (told,) = [one for one in queries.by_village(village.supervisor, YEAR) if one.area == village.code]
    homes = Household.objects.filter(area=village.code).count()
    assert (told.homes, told.members, told.quiet, told.points) == (homes, 2, 1, 3)
    assert told.gini == pytest.approx(0.5) and told.few
    assert told.lying == 3


def test_who_left_is_not_counted_and_a_deduction_makes_nobody_quiet(village: Hamlet):
    village.entered(village.verified())
    actions.leave(village.neighbour.person_id, by=village.neighbour, at=MONDAY + 60 * DAY)
    (told,) = [one for one in queries.by_village(village.supervisor, YEAR) if one.area == village.code]
    assert (told.members, told.quiet, told.gini) == (1, 0, 0.0)


def test_the_steps_of_the_spread_touch_and_hold_everybody(village: Hamlet):
    village.entered(village.verified())
    spread = queries.spread(village.code, YEAR)
    assert dict(spread) == {"0": 1, "1–9": 1, "10–19": 0, "20–49": 0, "50–99": 0, "100+": 0}
    assert all(high + 1 == low for (_low, high), (low, _high) in pairwise(figures.STEPS))


def test_whoever_runs_the_rounds_sees_which_households_to_call_on(village: Hamlet):
    village.entered(village.verified())
    assert [one.number for one in queries.quiet_homes(village.clerk, YEAR)] == ["13"]
    assert queries.quiet_homes(a_resident("路人"), YEAR) == []


def test_it_asks_as_much_for_a_county_as_for_a_village(village: Hamlet):
    for actor in (village.supervisor, village.clerk):
        with (
            walls.seeing(sight_of(actor)),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            queries.by_village(actor, YEAR)
        assert len(asked) == 2
