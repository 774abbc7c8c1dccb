"""积分的面板: a leader reads it, a village by itself, and nothing of another town."""

import pytest

from sanzhi.people import queries as people
from tests.county import MONDAY, a_member_of_staff, an_office, at_the_desk
from tests.points.conftest import Hamlet


@pytest.fixture
def village(db) -> Hamlet:
    made = Hamlet()
    made.with_standard()
    made.entered(made.verified())
    return made


def test_a_supervisor_reads_each_village_and_opens_one(village):
    client = at_the_desk(village.supervisor)
    page = client.get(f"/board/points/?year={MONDAY.year}").content.decode()
    assert village.village.name in page and "0.50" in page
    one = client.get(f"/board/points/{village.code}/?year={MONDAY.year}").content.decode()
    assert "本年挣得积分的户数" in one


def test_a_leader_of_another_town_sees_nothing_of_it(village):
    far = people.towns_with_villages().exclude(code=village.code[:9] + "000").first()
    leader = a_member_of_staff("别镇领导", "leader", an_office("far", "别镇", "command_room", far.code))
    client = at_the_desk(leader)
    assert village.village.name not in client.get("/board/points/").content.decode()
    assert client.get(f"/board/points/{village.code}/").status_code == 404


def test_a_year_nobody_offers_is_this_year(village):
    client = at_the_desk(village.supervisor)
    for asked in ("1", "9999", "今年", "2026 OR 1=1"):
        assert client.get("/board/points/", {"year": asked}).status_code == 200


def test_whoever_runs_the_rounds_reads_whom_to_call_on(village):
    page = at_the_desk(village.clerk).get("/desk/points/quiet/").content.decode()
    assert "没有动静的户" in page
