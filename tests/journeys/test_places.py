"""Places in a real browser: a grid clicked on the map, cases on a map, and the nearest counter by a phone's position."""

import pytest
from playwright.sync_api import Page, expect

from sanzhi.people import actions
from sanzhi.people.models import Position
from sanzhi.people.place_files import Place
from sanzhi.people.queries import positions
from sanzhi.people.roles import INSTALLER
from tests.county import MONDAY, County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("width", [PHONE, DESK])]

SHARES = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))  # of the picture's width and height


@pytest.fixture
def placed(county: County) -> County:
    """The village and two counters have places, the town's room nearer than the county's centre."""
    code = county.village.code
    for kind, place in (
        ("village", Place(1, code, "", "", (120.49, 30.745))),
        ("office", Place(1, "room", "", "", (120.5, 30.745), hours="工作日 8:30–17:00", phone="88880000")),
        ("office", Place(1, "centre", "", "", (120.555, 30.632))),
    ):
        sheet = actions.draft_places([place], kind=kind, source="测试", by=INSTALLER, at=MONDAY)
        actions.publish_places(sheet.id, seen=positions.last_place_sheet(), by=INSTALLER, at=MONDAY)
    return county


def clicks(page: Page, share: tuple[float, float]) -> None:
    box = page.locator(".plan--clickable").bounding_box()
    page.mouse.click(box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"])


def test_a_grid_is_clicked_on_the_map_and_a_corner_taken_back(placed: County, window, width: int) -> None:
    page = window(a_member_of_staff("系统员", "system_admin", placed.centre), width)
    page.goto("/desk/places/")
    looks_right(page, f"places_{width}")
    page.get_by_role("link", name="画一个网格").click()
    looks_right(page, f"places_draw_county_{width}")
    page.get_by_role("row", name=placed.village.parent.name).get_by_role("link").click()
    page.get_by_role("row", name=placed.village.name).get_by_role("link").click()
    page.locator(".plan--clickable").scroll_into_view_if_needed()
    for share in (*SHARES, (0.5, 0.8)):
        clicks(page, share)
    page.get_by_role("button", name="撤回上一个角点").click()
    corners = page.get_by_label("边界的角点").input_value().splitlines()
    assert len(corners) == len(SHARES)
    assert len(page.locator(".plan-drawn").get_attribute("points").split()) == len(SHARES)
    page.get_by_label("网格名称").fill("东片网格")
    looks_right(page, f"places_draw_{width}")
    page.get_by_role("button", name="看预览").click()
    page.get_by_role("button", name="启用这些位置").wait_for()
    looks_right(page, f"places_sheet_{width}")
    page.get_by_role("button", name="启用这些位置").click()
    page.get_by_text("已启用 1 个位置").wait_for()
    drawn = Position.objects.get(grid__name="东片网格")
    assert [f"{x:.6f}, {y:.6f}" for x, y in drawn.ring[: len(SHARES)]] == corners


def test_cases_are_seen_by_town_and_village_on_the_map(placed: County, window, width: int) -> None:
    placed.filed()
    page = window(placed.dispatcher, width)
    page.goto("/desk/map/")
    page.get_by_role("row", name=placed.village.name).get_by_role("link", name="1 件").wait_for()
    looks_right(page, f"map_{width}")
    page.get_by_role("row", name=placed.village.name).get_by_role(
        "link", name=placed.village.name, exact=True
    ).click()
    expect(page.get_by_text("看这个村（社区）的全部事项")).to_be_visible()
    looks_right(page, f"map_village_{width}")


def test_the_phone_says_where_it_is_and_the_nearest_counter_comes_first(
    placed: County, window, width: int
) -> None:
    page = window(placed.resident, width)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 30.745123, "longitude": 120.491456})
    page.goto("/counters/")
    page.get_by_role("button", name="用手机定位").click()
    first = page.locator(".near li").first
    expect(first).to_contain_text("乌镇综合信息指挥室")
    expect(first).to_contain_text("直线距离约")
    assert page.url.endswith("/counters/")  # the position stands in no address
    looks_right(page, f"counters_{width}")


def test_a_phone_that_will_not_say_where_it_is_is_told_what_to_do_instead(
    placed: County, window, width: int
) -> None:
    page = window(placed.resident, width)
    page.goto("/counters/")
    page.get_by_role("button", name="用手机定位").click()
    page.get_by_text("定位没有成功，请选村（社区）。").wait_for()
    page.get_by_label("村").last.select_option(placed.village.code)
    page.get_by_role("button", name="看最近的窗口").click()
    expect(page.locator(".near li").first).to_contain_text("乌镇综合信息指挥室")
