"""法治 on the board: what is counted, what is greyed, what is in no figure, and who may open what is behind it."""

import pytest

from sanzhi.disputes import actions as mediation
from sanzhi.disputes import queries as disputes
from sanzhi.kit import clock, walls
from sanzhi.people.access import sight_of
from sanzhi.people.models import Office
from sanzhi.petitions import actions, queries
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, at_the_desk
from tests.disputes.room import Room
from tests.petitions.bureau import Bureau
from tests.questions import questions
from tests.web.desk.conftest import text

NOW = MONDAY + 30 * DAY


@pytest.fixture
def county(db, settings) -> Bureau:
    settings.ALLOWED_HOSTS = ["testserver"]
    actions.load_reference(at=MONDAY)
    mediation.load_reference(at=MONDAY)
    return Bureau()


@pytest.fixture
def room(county) -> Room:
    return Room()


def share(found, code: str) -> tuple[int, int]:
    return next((one.part, one.whole) for one in found if one.code == code)


def of_petitions(who, year: int = 2026, at=NOW):
    with walls.seeing(sight_of(who)):
        return queries.petition_shares(who, year, at)


def test_petitions_count_what_organs_kept_of_the_laws_time(county):
    for _time in range(11):
        county.sent()
    county.filed()
    late = MONDAY + 40 * DAY
    found = of_petitions(county.leader, at=late)
    assert share(found, "reg") == (11, 12)
    assert share(found, "inform") == (0, 12)
    assert share(found, "handle") == (0, 0)


def test_an_unsolved_matter_is_counted_and_a_petition_is_not(county):
    one = county.filed()
    county.filed()
    assert share(of_petitions(county.leader), "backlog") == (0, 0)
    actions.open_backlog(
        one.pk, ground="complex", leader="李市长", measures="每月会商一次。", by=county.officer, at=NOW
    )
    assert share(of_petitions(county.leader), "backlog") == (0, 1)


def test_the_year_is_whole_and_its_own(county):
    county.sent()
    assert share(of_petitions(county.leader, 2025), "reg") == (0, 0)
    assert share(of_petitions(county.leader, 2026), "reg") == (1, 1)


def test_disputes_count_what_was_settled_and_performed_and_none_with_violence_at_home(room, county):
    for _time in range(2):
        room.performing()
    room.applied(dv_risk=True)
    room.performed()
    failed = room.talking()
    mediation.fail(failed.pk, reason="双方谈不拢", by=room.clerk, at=MONDAY + 5 * DAY)
    with walls.seeing(sight_of(county.leader)):
        found = disputes.dispute_shares(county.leader, 2026, NOW)
        takes = disputes.dispute_takes(county.leader, 2026, NOW)
    assert share(found, "settled") == (3, 4)
    assert share(found, "performed") == (1, 3)
    assert share(found, "diverted") == (0, 4)
    assert [one.of for one in takes] == [4, 2]


def test_what_is_small_is_greyed_without_its_numbers_and_cannot_be_opened(county):
    for _time in range(9):
        county.sent()
    browser = at_the_desk(county.leader)
    with clock.simulated(NOW):
        page = text(browser.get("/board/law/"))
        behind = text(browser.get("/board/law/petition/reg/part/"))
    assert "不足 10 件，不显示" in page and "9 ÷ 9" not in page
    assert "不足 10 件，不显示" in behind and "9 件" not in behind


def test_a_figure_opens_its_matters_as_far_as_the_reader_may_see_them(county):
    codes = [county.sent().case.public_code for _time in range(10)]
    with clock.simulated(NOW):
        leader, officer = at_the_desk(county.leader), at_the_desk(county.officer)
        assert "10 ÷ 10" in text(leader.get("/board/law/"))
        blind = text(leader.get("/board/law/petition/reg/part/"))
        seen = text(officer.get("/board/law/petition/reg/part/"))
        assert officer.get("/board/law/petition/nothing/part/").status_code == 404
        assert officer.get("/board/law/accusation/reg/part/").status_code == 404
        assert at_the_desk(county.handler).get("/board/law/").status_code == 403
    assert "数了 10 件" in blind and "打开其中 0 件" in blind and not any(code in blind for code in codes)
    assert "打开其中 10 件" in seen and all(code in seen for code in codes)


def test_a_reader_of_one_town_reads_of_that_town(county):
    for _time in range(10):
        county.sent()
    there = a_member_of_staff("镇督查", "supervisor", county.room)
    other = Office.objects.create(
        code="other-town",
        name="别镇指挥室",
        kind="command_room",
        area_id="330483101000",
        valid_from=MONDAY.date(),
    )
    elsewhere = a_member_of_staff("别镇督查", "supervisor", other)
    assert share(of_petitions(there), "reg") == (10, 10)
    assert share(of_petitions(elsewhere), "reg") == (0, 0)


def test_the_page_asks_the_same_however_many_there_are(county):
    browser = at_the_desk(county.leader)
    counts = []
    for _round in range(2):
        for _time in range(3):
            county.sent(MONDAY + HOUR)
        with clock.simulated(NOW):
            browser.get("/board/law/")
            with questions() as asked:
                browser.get("/board/law/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16
