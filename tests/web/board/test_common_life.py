"""自治 on the board: what was held, what was resolved and what came of it, counted by place; no name, and no comparison."""

import pytest

from sanzhi.deliberation import actions
from sanzhi.kit import clock
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, an_office, at_the_desk
from tests.deliberation.council import Council, an_item
from tests.questions import questions
from tests.web.desk.conftest import text

NOW = MONDAY + 30 * DAY


@pytest.fixture
def council(db, settings) -> Council:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Council()


@pytest.fixture
def board(council: Council):
    return at_the_desk(
        a_member_of_staff(
            "督查", "supervisor", an_office("county_centre", "市治理中心", "centre", "330483000000")
        )
    )


@pytest.fixture(autouse=True)
def a_month_later():
    with clock.simulated(NOW):
        yield


def one_passed_and_one_failed(council: Council) -> None:
    meeting = council.opened(an_item("named"), an_item("named", title="晒谷场"), here=8)
    for item, choice in zip(meeting.items.all(), ("for", "against"), strict=True):
        actions.open_vote(item.pk, by=council.clerk, at=MONDAY)
        council.voted(item, *[choice] * 7)
        council.closed(item)
    actions.close_meeting(meeting.pk, by=council.clerk, at=MONDAY + HOUR)
    passed = meeting.items.get(resolution__passed=True)
    actions.give_task(passed.pk, "装十二盏路灯", "村主任", NOW.date(), by=council.clerk, at=MONDAY + HOUR)


def row(page: str, place: str) -> list[str]:
    """The numbers in the line of a place."""
    line = page[page.index(f">{place}<") :]
    cells = line[: line.index("</tr>")].split("</td>")[:-1]
    return [cell.rsplit(">", 1)[1] for cell in cells]


def test_a_meeting_its_results_and_what_was_given_are_counted_where_they_were_held(council: Council, board):
    before = row(board.get("/board/common/").content.decode(), council.village.parent.name)
    one_passed_and_one_failed(council)
    after = row(board.get("/board/common/").content.decode(), council.village.parent.name)
    assert [int(new) - int(old) for old, new in zip(before, after, strict=True)] == [1, 1, 1, 1, 0, 0, 0, 0]


def test_another_year_counts_nothing_of_this_one(council: Council, board):
    one_passed_and_one_failed(council)
    page = board.get("/board/common/?year=2025").content.decode()
    assert row(page, council.village.parent.name)[:5] == ["0"] * 5


def test_no_name_and_no_title_stands_on_it_and_it_asks_little(council: Council, board):
    one_passed_and_one_failed(council)
    with questions() as asked:
        page = text(board.get("/board/common/"))
    assert "代表2" not in page and "晒谷场" not in page and "村主任" not in page
    assert len(asked) <= 15, asked


def test_whoever_may_not_see_the_board_does_not_see_this(council: Council):
    assert at_the_desk(council.handler).get("/board/common/").status_code == 403
