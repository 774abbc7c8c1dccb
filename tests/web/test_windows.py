"""一窗通办的网页: set up by the centre, booked on a phone, a number at the door, called at the counter, shown in the hall."""

import re
from datetime import time

import pytest

from sanzhi.kit import clock
from sanzhi.windows import actions
from sanzhi.windows.actions import NewShift
from sanzhi.windows.models import Booking, Centre, Counter, Shift, Ticket
from tests.county import at_the_desk
from tests.questions import questions
from tests.web.test_honours import at_home
from tests.windows.hall import HOUR, MONDAY, Hall

TEN = MONDAY + HOUR


@pytest.fixture
def town(db, settings) -> Hall:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Hall()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def post(client, where: str, key: int = 1, **said: object):
    return client.post(where, {"once": f"a-key-of-the-test-{key:03}", **said})


def test_a_centre_opens_its_hall_counters_and_shifts_and_prints_its_code(town):
    client = at_the_desk(town.decider)
    assert "开办大厅" in client.get("/desk/windows/").content.decode()
    assert post(client, "/desk/windows/hall/open", place="振兴路8号").status_code == 302
    hall = Centre.objects.get(office=town.centre)
    short = post(client, "/desk/windows/hall/counter", 2, number=1, name="综", services="hotline")
    assert short.status_code == 422 and 'value="综"' in short.content.decode()
    post(client, "/desk/windows/hall/counter", 3, number=1, name="综合", services=["hotline", "court"])
    assert Counter.objects.get(centre=hall).services == ["court", "hotline"]
    said = {"service": "hotline", "weekday": 1, "starts": "09:10", "ends": "11:00", "seats": 2}
    assert "整点或半点" in post(client, "/desk/windows/hall/shift", 4, **said).content.decode()
    assert post(client, "/desk/windows/hall/shift", 5, **said | {"starts": "09:00"}).status_code == 302
    page = client.get("/desk/windows/hall/").content.decode()
    assert hall.poster in page and "09:00–11:00" in page and "<svg" in page
    assert client.get("/desk/windows/hall/poster.pdf")["Content-Type"] == "application/pdf"
    shift = Shift.objects.get(centre=hall)
    assert post(client, f"/desk/windows/hall/shift/{shift.pk}/end", 6).status_code == 302
    assert "09:00–11:00" not in client.get("/desk/windows/hall/").content.decode()


def test_a_resident_books_moves_and_cancels_on_a_phone(town):
    client = at_home(town.resident)
    where = f"/windows/{town.hall.pk}/book"
    page = client.get(f"{where}?service=mediation").content.decode()
    assert "余" in page
    day = f"{where}?service=mediation&day=2026-03-02"
    page = client.get(day).content.decode()
    assert "10:00（还有 2 个号）" in page and "09:00" not in page  # that half hour has begun
    assert post(client, day).status_code == 422
    assert post(client, day, 2, starts_at=TEN.isoformat()).status_code == 302
    one = Booking.objects.get()
    assert one.code in client.get("/windows/").content.decode()
    later = (TEN + HOUR / 2).isoformat()
    move = f"/windows/b/{one.code}/move?day=2026-03-02"
    assert "原来约的是" in client.get(move).content.decode()
    assert post(client, move, 3, starts_at=later).status_code == 302
    new = Booking.objects.get(cancelled_at=None)
    assert post(client, f"/windows/b/{new.code}/off", 4).status_code == 302
    assert not Booking.objects.filter(cancelled_at=None).exists()
    assert client.get(f"{where}?service=none&day=never").status_code == 200


def test_a_number_is_taken_at_the_door_followed_on_the_phone_and_called_at_the_counter(town):
    phone, desk = at_home(town.resident), at_the_desk(town.dispatcher)
    door = f"/windows/at/{town.hall.poster}/"
    assert phone.get(door).status_code == 200
    taken = post(phone, door, service="mediation", ground="child")
    assert re.fullmatch(r"/windows/n/[0-9A-Z-]{9}/", taken["Location"])
    ticket = Ticket.objects.get()
    assert "前面还有 0 位" in phone.get(taken["Location"]).content.decode()
    assert town.resident.name in desk.get("/desk/windows/").content.decode()
    assert post(desk, f"/desk/windows/{town.two.pk}/next", 2).status_code == 302
    answer = at_home(town.resident).get(taken["Location"])
    assert "请到 2 号窗口" in answer.content.decode() and answer["Refresh"] == "30"
    hall = at_home(town.resident).get(f"/board/hall/{town.hall.poster}/")
    assert "B001" in hall.content.decode() and town.resident.name not in hall.content.decode()
    assert hall["Refresh"] == "15"
    case = town.filed()
    assert post(desk, f"/desk/windows/n/{ticket.pk}/tie", 3, code=case.public_code).status_code == 302
    for key, what in enumerate(("again", "served"), start=4):
        assert post(desk, f"/desk/windows/n/{ticket.pk}/{what}", key).status_code == 302
    assert case.public_code in desk.get("/desk/windows/").content.decode()
    assert post(desk, f"/desk/windows/n/{ticket.pk}/gone", 8).status_code == 409


def test_an_old_resident_without_a_phone_is_booked_and_given_a_number_at_the_desk(town):
    desk = at_the_desk(town.dispatcher)
    day = "/desk/windows/book?service=hotline&day=2026-03-02"
    assert post(desk, day, name="", starts_at=TEN.isoformat()).status_code == 422
    assert post(desk, day, 2, name="陆阿婆", starts_at=TEN.isoformat()).status_code == 302
    code = Booking.objects.get().code
    assert code in desk.get("/desk/windows/").content.decode()
    wrong = post(desk, "/desk/windows/ticket", 3, service="hotline", booking="K7M2")
    assert wrong.status_code == 422 and "预约码" in wrong.content.decode()
    assert (
        post(desk, "/desk/windows/ticket", 4, service="hotline", booking=code, ground="elder").status_code
        == 302
    )
    assert "A001" in desk.get("/desk/windows/").content.decode()


def test_a_counter_is_opened_closed_and_passes_on(town):
    desk = at_the_desk(town.dispatcher)
    town.came()
    town.called()
    one = Ticket.objects.get()
    where = f"/desk/windows/n/{one.pk}/pass"
    assert "3 信访" in desk.get(where).content.decode()
    assert post(desk, where, to=town.three.pk).status_code == 302
    assert "转 3 号窗口" in desk.get("/desk/windows/").content.decode()
    assert post(desk, f"/desk/windows/{town.two.pk}/open", 2, to="shut").status_code == 302
    assert post(desk, f"/desk/windows/{town.two.pk}/next", 3).status_code == 409
    bureau = at_the_desk(town.officer)
    assert post(bureau, f"/desk/windows/{town.three.pk}/next", 4).status_code == 302
    assert "B001" in bureau.get("/desk/windows/").content.decode()


def test_the_days_figures_are_shown_and_a_day_that_is_none_is_today(town):
    desk = at_the_desk(town.dispatcher)
    town.came()
    for asked in ("", "?day=2026-03-02", "?day=2026-13-40", "?day=x"):
        assert "<td" in desk.get(f"/desk/windows/figures{asked}").content.decode(), asked
    assert "没有人取号" in desk.get("/desk/windows/figures?day=2020-01-01").content.decode()


def test_whoever_does_not_sit_there_sees_nobody(town):
    town.came(name="陆阿婆")
    assert at_the_desk(town.handler).get("/desk/windows/").status_code == 403
    assert "还没有窗口" in at_the_desk(town.decider).get("/desk/windows/").content.decode()
    ticket = Ticket.objects.get()
    assert post(at_the_desk(town.decider), f"/desk/windows/n/{ticket.pk}/served").status_code == 404
    for where in ("/windows/n/none/", "/board/hall/none/", "/windows/n/K7M2-9QXD/"):
        assert at_home(town.resident).get(where).status_code in (404, 409), where


@pytest.mark.parametrize("many", [3, 30])
def test_pages_ask_the_same_however_many_wait(town, many: int):
    new = NewShift("hotline", 1, time(9), time(17), 9)
    actions.put_shift(town.hall.pk, new, by=town.dispatcher, at=MONDAY)
    for n in range(many):
        town.came(name=f"来人{n}")
    town.called()
    desk = at_the_desk(town.dispatcher)
    desk.get("/desk/windows/")
    home = at_home(town.resident)
    home.get("/windows/")
    book = f"/windows/{town.hall.pk}/book?service=mediation&day=2026-03-02"
    for client, where, most in (
        (desk, "/desk/windows/", 14),
        (home, book, 16),
        (home, f"/board/hall/{town.hall.poster}/", 8),
    ):
        with questions() as asked:
            client.get(where)
        assert len(asked) <= most, (where, asked)


def test_what_is_filed_at_the_counter_is_tied_to_the_number_and_asks_no_name_again(town):
    town.came(by=town.resident)
    one = town.called()
    desk = at_the_desk(town.dispatcher)
    where = f"/desk/file/?number={one.pk}"
    assert where in desk.get("/desk/windows/").content.decode()
    assert f'value="{town.resident.name}"' in desk.get(where).content.decode()
    said = {
        "name": town.resident.name, "title": "通道堵了", "text": "隔壁在公用通道堆了杂物，推不进车。", "danger": "no",
        "category_code": "legal.neighbour", "area_code": town.village.code, "seen_similar": "yes",
    }  # fmt: skip
    assert post(desk, where, **said).status_code == 302
    tied = Ticket.objects.get(pk=one.pk).case
    assert tied and tied.reporter_id == town.resident.person_id
    shown = desk.get(f"/desk/c/{tied.public_code}/").content.decode()
    assert "2 号窗口登记" in shown
    stranger = at_the_desk(town.decider)
    assert stranger.get(where).status_code == 404
