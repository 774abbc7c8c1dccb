"""翻页: what an address says of a row is a number that the database can take, or none."""

import pytest
from django.test import Client

from sanzhi.web.ui.paging import row_number

HOSTILE = ["", "-1", "1.5", "九", "１２", "²", "1 OR 1=1", "9" * 18, "9" * 5_000, "\0"]
PAGES = [
    "/me/looked",
    "/me/messages",
    "/me/statements/",
    "/me/vouchers/",
    "/notices/",
    "/honours/red/",
    "/waste/",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_could_not_be_a_row_is_none(typed):
    assert row_number(typed) == 0


def test_a_number_is_the_number():
    assert row_number("12345678901234567") == 12345678901234567


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_resident_falls_over_it(at_home: Client, page):
    for typed in HOSTILE:
        answer = at_home.get(page, {"before": typed})
        assert answer.status_code < 500, (page, typed[:20])
