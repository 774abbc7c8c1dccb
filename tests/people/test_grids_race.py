"""Two administrators on one grid: it ends once, and no two grids take over from each other."""

from collections import Counter

import pytest
from django.db import transaction

from sanzhi.people import actions
from sanzhi.people.models import Grid
from tests.cases.test_family_race import race
from tests.county import DAY, MONDAY, County, a_member_of_staff


@pytest.fixture
def county(committed_db) -> County:
    with transaction.atomic():
        made = County()
        made.keeper = a_member_of_staff("系统老郁", "system_admin", made.centre)
        return made


def a_grid(county: County, n: int) -> str:
    village = county.village.code
    said = {"name": f"第{n}网格", "area_code": village, "by": county.keeper, "at": MONDAY - DAY}
    with transaction.atomic():
        return actions.open_grid(code=f"{village}B{n:03}", **said).code


def ending(county: County, code: str, successor: str = ""):
    said = {"from_day": MONDAY.date(), "successor": successor, "by": county.keeper, "at": MONDAY}
    return lambda: actions.end_grid(code, **said)


def test_two_at_once_end_a_grid_once(county: County):
    one = a_grid(county, 1)
    assert race(*[ending(county, one)] * 4) == Counter({"won": 1, "grid_unknown": 3})


def test_two_grids_do_not_take_over_from_each_other(county: County):
    for n in range(1, 17, 2):
        one, two = a_grid(county, n), a_grid(county, n + 1)
        ends = race(ending(county, one, two), ending(county, two, one))
        assert ends == Counter({"won": 1, "grid_successor": 1}), ends
        assert Grid.objects.filter(code__in=(one, two), valid_to=None).count() == 1
