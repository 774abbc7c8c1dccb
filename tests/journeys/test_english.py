"""English words are longer than Chinese ones; the pages hold them on a telephone and on a desk."""

import pytest
from django.conf import settings

from sanzhi.people.roles import Actor
from tests.county import County
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_english_pages_fit(county: County, window, live_server, width: int) -> None:
    code = county.case_in("handling").public_code
    walks: list[tuple[Actor, list[str]]] = [
        (county.resident, ["/", "/file/", "/mine/", f"/c/{code}/", f"/c/{code}/deadline", "/me/"]),
        (
            county.handler,
            ["/desk/", f"/desk/c/{code}/", f"/desk/c/{code}/do/return", f"/desk/c/{code}/clocks"],
        ),
        (county.supervisor, ["/board/", "/desk/cases/"]),
    ]
    for actor, addresses in walks:
        page = window(actor, width)
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}]
        )
        for address in addresses:
            assert page.goto(address).ok, address
            assert page.locator("html").get_attribute("lang") == "en"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
