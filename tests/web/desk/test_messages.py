"""消息: whoever works here reads what the platform told them, page by page; only what was shown is read."""

import pytest

from sanzhi.people import actions as people
from sanzhi.people import queries
from tests.county import HOUR, MONDAY, County, at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db) -> County:
    return County()


def told(actor, count: int) -> None:
    for number in range(count):
        people.tell(
            [actor.person_id], f"新交办：第{number}件", cause=f"test:{number}", at=MONDAY + number * HOUR
        )


def test_the_newest_first_and_only_what_was_shown_is_read(county):
    told(county.handler, 35)
    client = at_the_desk(county.handler)
    assert "35 条新消息" in client.get("/desk/").content.decode()
    page = client.get("/desk/messages/").content.decode()
    assert "第34件" in page and "第4件" not in page
    assert queries.unread_count(county.handler.person_id) == 5
    older = client.get("/desk/messages/", {"before": queries.messages_for(county.handler.person_id)[-1].id})
    assert "第4件" in older.content.decode()
    assert queries.unread_count(county.handler.person_id) == 0


def test_nobody_reads_a_colleague_s(county):
    told(county.handler, 1)
    assert "第0件" not in at_the_desk(county.dispatcher).get("/desk/messages/").content.decode()
    assert queries.unread_count(county.handler.person_id) == 1


@pytest.mark.parametrize("typed", ["", "0", "-1", "九", "9" * 30, "1 OR 1=1"])
def test_a_page_nobody_offers_is_the_first(county, typed):
    told(county.handler, 1)
    assert at_the_desk(county.handler).get("/desk/messages/", {"before": typed}).status_code == 200


def test_whoever_has_none_is_told_what_will_stand_here(county):
    assert "还没有消息" in at_the_desk(county.handler).get("/desk/messages/").content.decode()
