"""I25: whoever takes one figure of the alarms' map from another learns of no cell with fewer than ten; and two mutants that tell."""

from collections.abc import Callable, Mapping
from itertools import product
from random import Random

import pytest
from django.db.models import Count

from sanzhi.alarms import actions, queries
from sanzhi.alarms.models import Alarm
from sanzhi.alarms.queries.feed import within
from sanzhi.alarms.rules import FEWEST_ON_A_MAP
from sanzhi.cases.queries import Hexagon
from sanzhi.kit.hexes import Hexes
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from tests.county import a_member_of_staff, an_office

from .conftest import DAY, MONDAY, Station

GRID = Hexes(1000, (120.5, 30.7))
SPOTS = [(120.46 + 0.03 * n, 30.66 + 0.02 * n) for n in range(5)]
YEARS = (2025, 2026)
View = Callable[[Actor, int], Mapping[int, int]]


def shown(actor: Actor, year: int) -> dict[int, int]:
    """What the page is given."""
    return queries.alarm_cells(actor, year, GRID)


def exact(actor: Actor, year: int, least: int = FEWEST_ON_A_MAP) -> dict[int, int]:
    """The mutant: small cells are left out, and of the others the very number is told."""
    rows = Alarm.objects.filter(within(actor.reach), reported_at__year=year, latitude__isnull=False)
    counted = rows.annotate(cell=Hexagon(GRID)).values_list("cell").annotate(n=Count("id")).order_by()
    return {cell: n for cell, n in counted if n >= least}


def everything(actor: Actor, year: int) -> dict[int, int]:
    """The mutant that leaves nothing out."""
    return exact(actor, year, least=1)


def span(view: View, told: Mapping[int, int], cell: int) -> range:
    """What the number may be, for somebody who knows how the page counts."""
    if view is shown:
        return range(told[cell], told[cell] + 10) if cell in told else range(10)
    if cell in told:
        return range(told[cell], told[cell] + 1)
    return range(FEWEST_ON_A_MAP) if view is exact else range(1)


def recovered(view: View, whole: Actor, parts: list[Actor]) -> set[tuple[int, int, int]]:
    """(year, cell, part) of each cell of one part with one to nine alarms that every pair of filters together pins down."""
    found = set()
    for year in YEARS:
        of_all, of_parts = view(whole, year), [view(one, year) for one in parts]
        for cell in set(everything(whole, year)):
            spans = [span(view, told, cell) for told in of_parts]
            may = [those for those in product(*spans) if sum(those) in span(view, of_all, cell)]
            for part in range(len(parts)):
                values = {those[part] for those in may}
                if len(values) == 1 and 0 < min(values) < FEWEST_ON_A_MAP:
                    found.add((year, cell, part))
    return found


@pytest.fixture
def told(db) -> tuple[Actor, list[Actor]]:
    """Two towns that share cells, with few here and many there, over two years; and who sees all, and who one of them."""
    town, chance = Station(), Random(25)
    police = a_member_of_staff("县警联络", "police_liaison", an_office("psb", "市公安局", "department"))
    first, second = [one for one in people.towns_with_villages() if one.villages][:2]
    rows = []
    for year, place, (number, of) in product(YEARS, SPOTS, enumerate((first, second))):
        few = chance.choice((0, 1, 2, 3, 7, 9, 10, 11, 12, 18, 25))
        for n in range(few):
            at = MONDAY.replace(year=year) + (n % 9) * DAY
            rows.append(
                town.row(
                    at, area=of.villages[0].code, longitude=str(place[0]), latitude=str(place[1]),
                    alarm_no=f"J{year}{number}{SPOTS.index(place)}{n:04d}",
                )
            )  # fmt: skip
    done = actions.import_alarms(rows, skip=False, by=police, at=MONDAY + 20 * DAY)
    assert not done.problems, done.problems[:3]
    seers = [
        a_member_of_staff(
            f"督查{number}", "supervisor", an_office(f"seer{number}", "指挥室", "command_room", of.code)
        )
        for number, of in enumerate((first, second))
    ]
    return town.leader, seers


def test_no_pair_of_filters_pins_down_a_small_cell(told):
    leader, seers = told
    small = [
        n for one in seers for year in YEARS for n in everything(one, year).values() if n < FEWEST_ON_A_MAP
    ]
    assert len(small) >= 5
    assert recovered(shown, leader, seers) == set()


@pytest.mark.parametrize("mutant", [exact, everything])
def test_a_mutant_that_tells_the_very_number_is_caught(told, mutant):
    leader, seers = told
    assert recovered(mutant, leader, seers)
