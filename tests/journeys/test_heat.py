"""Where filings lie densely: seen, read from the table, opened, and printed, on a telephone and on a desk."""

from random import Random

import pytest

from sanzhi.kit import clock
from tests.county import HOUR, County
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser


def _around(chance: Random, middle: tuple[float, float], spread: float) -> dict[str, float]:
    return {
        "longitude": round(chance.gauss(middle[0], spread), 5),
        "latitude": round(chance.gauss(middle[1], spread), 5),
    }


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_supervisor_sees_where_filings_lie_densely(county: County, window, width: int) -> None:
    chance, at = Random("heat"), clock.now()
    for number in range(120):
        middle = ((120.49, 30.745), (120.505, 30.74), (120.56, 30.63))[number % 3]
        county.filed(at - HOUR, **_around(chance, middle, 0.006))
    county.filed(at - HOUR)
    page = window(county.supervisor, width)
    page.goto("/board/heat/")
    page.get_by_text("1 件没有位置").wait_for()
    looks_right(page, f"heat_{width}")
    first = page.locator("main table tbody tr").first
    count = first.get_by_role("link").inner_text()
    page.get_by_role("link", name="乌镇镇").first.click()
    page.get_by_role("heading", name="热力图：乌镇镇").wait_for()
    page.get_by_label("类别").select_option(label="城乡管理（全部）")
    page.get_by_role("button", name="看这类").click()
    page.get_by_role("heading", name="热力图：乌镇镇").wait_for()
    looks_right(page, f"heat_town_{width}")
    page.emulate_media(media="print")
    looks_right(page, f"heat_print_{width}")
    page.emulate_media(media="screen")
    page.goto("/board/heat/")
    page.locator("main table tbody tr").first.get_by_role("link").click()
    page.get_by_text("热力图上的一格").wait_for()
    shown = page.locator("main table tbody tr").count()
    assert shown == min(int(count), 30)
    looks_right(page, f"heat_cases_{width}")
