"""The nearest counter, and the village a position lies in."""

import re

import pytest

from sanzhi.people import actions
from sanzhi.people.place_files import Place
from sanzhi.people.queries import positions
from sanzhi.people.roles import INSTALLER
from tests.county import MONDAY

HERE = {"latitude": "30.745", "longitude": "120.491"}
OUTSIDE = {"latitude": "39.9", "longitude": "116.4"}


def said(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def placed(county):
    code = county.village.code
    ring = [(120.485, 30.74), (120.495, 30.74), (120.495, 30.75), (120.485, 30.75)]
    for kind, place in (
        ("village", Place(1, code, "", "", (120.49, 30.745))),
        ("office", Place(1, "room", "", "", (120.5, 30.745), hours="工作日 8:30–17:00", phone="88880000")),
        ("office", Place(1, "centre", "", "", (120.555, 30.632))),
        ("grid", Place(1, code + "001", "东片网格", code, (120.49, 30.745), ring)),
    ):
        sheet = actions.draft_places([place], kind=kind, source="测试", by=INSTALLER, at=MONDAY)
        seen = positions.last_place_sheet()
        actions.publish_places(sheet.id, seen=seen, by=INSTALLER, at=MONDAY)
    return county


def test_the_nearest_counter_comes_first_with_its_hours_number_and_way(placed, client):
    page = client.post("/counters/", HERE)
    words = said(page)
    assert "直线距离约 850 米 · 工作日 8:30–17:00" in words
    assert words.index("乌镇综合信息指挥室") < words.index("市社会治理中心")
    assert 'href="geo:30.745000,120.500000"' in page.content.decode()


def test_a_village_may_be_chosen_instead_of_a_position(placed, client):
    assert "直线距离约 950 米" in said(client.get("/counters/", {"village": placed.village.code}))


def test_from_outside_the_county_it_is_said_in_words(placed, client):
    assert "不在本市范围内" in said(client.post("/counters/", OUTSIDE))


def test_without_a_position_every_counter_stands_under_its_town(placed, client):
    assert "乌镇综合信息指挥室" in said(client.get("/counters/"))


def to_where(client):
    client.post(
        "/file/",
        {"title": "村口路灯不亮", "text": "坏了三天，晚上看不见。", "category_code": "", "danger": "no"},
    )


def test_a_position_suggests_village_and_grid_and_the_resident_confirms(placed, at_home):
    to_where(at_home)
    page = at_home.post("/file/where", {"suggest": "yes", "area_code": "", **HERE})
    assert f"按定位，这里是乌镇镇{placed.village.name}东片网格" in said(page)
    assert f'<option value="{placed.village.code}" selected>' in page.content.decode()


def test_a_position_outside_is_said_and_not_kept(placed, at_home):
    to_where(at_home)
    page = at_home.post("/file/where", {"suggest": "yes", "area_code": "", **OUTSIDE})
    assert "不在本市范围内" in said(page)
    assert "116.4" not in page.content.decode()


def test_a_position_far_from_every_placed_village_is_said_in_words(county, at_home):
    to_where(at_home)
    page = at_home.post("/file/where", {"suggest": "yes", "area_code": "", **HERE})
    assert "按定位没有找到村（社区），请直接选。" in said(page)
