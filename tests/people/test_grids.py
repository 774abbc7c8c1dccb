"""撤销网格: from a day on, by whoever keeps the places; who works in it goes on in the next one, what was done stays."""

from datetime import date, timedelta

import pytest

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, queries
from sanzhi.people.models import Appointment, Grid
from sanzhi.people.queries import positions
from tests.county import DAY, MONDAY, County, a_member_of_staff, at_the_desk
from tests.reactions.test_table import deliver, told

pytestmark = pytest.mark.django_db
TODAY, TUESDAY = MONDAY.date(), MONDAY + DAY


@pytest.fixture
def county(db) -> County:
    made = County()
    made.keeper = a_member_of_staff("系统老郁", "system_admin", made.centre)
    made.worker = a_member_of_staff("网格小朱", "grid_worker", made.room)
    return made


def a_grid(county: County, n: int, village: str = "") -> Grid:
    village = village or county.village.code
    said = {"name": f"第{n}网格", "by": county.keeper, "at": MONDAY - 30 * DAY}
    return actions.open_grid(code=f"{village}B{n:03}", area_code=village, **said)


@pytest.fixture
def pair(county) -> tuple[Grid, Grid]:
    one, two = a_grid(county, 1), a_grid(county, 2)
    Appointment.objects.filter(person_id=county.worker.person_id).update(grid=one)
    return one, two


def end(county: County, grid: Grid, day: date = TODAY, successor: str = "", **changes) -> Grid:
    said = {"from_day": day, "successor": successor, "by": county.keeper, "at": MONDAY}
    return actions.end_grid(grid.code, **(said | changes))


def codes(county: County, at=MONDAY) -> list[str]:
    return [one.code for one in queries.grids_of(county.village.code, at.date())]


def grid_of(county: County) -> str | None:
    return Appointment.objects.get(person_id=county.worker.person_id).grid_id


def test_from_its_day_on_it_is_no_more_and_its_code_is_never_given_again(county, pair):
    one, two = pair
    end(county, one, TODAY + timedelta(days=1))
    assert codes(county) == [one.code, two.code]
    assert codes(county, TUESDAY) == [two.code]
    assert [grid.code for grid in queries.grids_ever(county.village.code)] == [one.code, two.code]
    assert positions.counted_places(TUESDAY)["grid"] == (0, 1)
    with pytest.raises(Refusal) as refused:
        a_grid(county, 1)
    assert refused.value.code == "grid_code_used"


def test_who_works_in_it_is_told_at_once_and_their_post_follows_on_that_day(county, pair):
    one, two = pair
    end(county, one, TODAY + timedelta(days=1), two.code)
    deliver()
    assert "从3月3日起撤销，并入同村另一个网格" in told(county.worker.person_id)[-1]
    assert actions.follow_ended_grids(at=MONDAY) == 0
    assert grid_of(county) == one.code
    assert actions.follow_ended_grids(at=TUESDAY) == 1
    assert actions.follow_ended_grids(at=TUESDAY) == 0
    assert grid_of(county) == two.code
    assert queries.appointments_of(county.worker.person_id, TUESDAY), "the post itself goes on"


def test_without_a_successor_the_village_answers_for_it(county, pair):
    one, _two = pair
    end(county, one)
    deliver()
    assert "由村（社区）统管" in told(county.worker.person_id)[-1]
    actions.follow_ended_grids(at=MONDAY)
    assert grid_of(county) is None


def test_what_does_not_fit_is_refused_in_words(county, pair):
    one, two = pair
    ended = end(county, a_grid(county, 3))
    young = actions.open_grid(
        code=f"{county.village.code}B004",
        name="第4网格",
        area_code=county.village.code,
        by=county.keeper,
        at=MONDAY,
    )
    for grid, said, code in (
        (one, {"day": TODAY - timedelta(days=1)}, "grid_day"),
        (one, {"day": TODAY + timedelta(days=91)}, "grid_day"),
        (young, {}, "grid_day"),
        (one, {"successor": one.code}, "grid_successor"),
        (one, {"successor": ended.code}, "grid_successor"),
        (one, {"successor": "330483999999B001"}, "grid_successor"),
        (ended, {}, "grid_unknown"),
        (two, {"by": county.dispatcher}, "not_system_admin"),
    ):
        with pytest.raises(Refusal) as refused:
            end(county, grid, **said)
        assert refused.value.code == code, (grid, said)


def test_the_page_lists_a_village_and_ends_one_and_keeps_what_was_typed(county, pair):
    one, two = pair
    client, here = at_the_desk(county.keeper), f"/desk/grids/{pair[0].code}/end"
    listed = client.get("/desk/grids/", {"village": county.village.code}).content.decode()
    assert one.name in listed and here in listed
    assert "1 个岗位" in client.get(here).content.decode()
    said = {"once": "key-of-the-grids-0001", "from_day": "2020-01-01", "successor": two.code}
    wrong = client.post(here, said)
    assert wrong.status_code == 422 and "2020-01-01" in wrong.content.decode()
    today = date.today()
    Grid.objects.filter(code=one.code).update(valid_from=today - timedelta(days=9))
    done = client.post(here, said | {"once": "key-of-the-grids-0002", "from_day": f"{today:%Y-%m-%d}"})
    assert done.status_code == 302
    listed = client.get(done.url).content.decode()
    assert f"由{two.name}接替" in listed and here not in listed
    assert client.get(here).status_code == 404
