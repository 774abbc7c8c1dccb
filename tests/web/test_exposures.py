"""曝光 by its pages: opened by two, drawn up, pixelated, let out by two, answered, hidden at anybody's wish, fixed."""

import pytest
from django.test import Client

from sanzhi.honours.models import Exposure, Opening, Takedown
from sanzhi.kit import clock
from tests.county import at_the_desk
from tests.honours.test_exposure import GROUND, PROBLEM, Street, a_street
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import MOST_QUESTIONS, at_home


@pytest.fixture
def street(db, settings) -> Street:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Street()


def drawn(street, **changes):
    said = {"area": street.code, "category": "heap", "place": "三弄口", "problem": PROBLEM, "days": "7", "nobody": "on",
            "photos": a_street()}  # fmt: skip
    said["photos"].name = "街.png"
    return send(at_the_desk(street.clerk), "/desk/exposures/new", **{**said, **changes})


def opened(street) -> None:
    for area, proposes, agrees in (
        (street.code[:6] + "000000", street.county_civility, street.leader),
        (street.code, street.civility, street.overseer),
    ):
        answer = send(at_the_desk(proposes), "/desk/exposures/boards/new", area=area, ground=GROUND)
        assert answer.status_code == 302, text(answer)
        opening = Opening.objects.get(area=area)
        assert send(at_the_desk(proposes), f"/desk/exposures/boards/{opening.id}/agree").status_code == 403
        assert send(at_the_desk(agrees), f"/desk/exposures/boards/{opening.id}/agree").status_code == 302


def test_from_shut_to_open_to_out_to_fixed(street):
    assert "没有打开曝光" in text(drawn(street))
    opened(street)
    named = drawn(street, problem="陆阿婆家门口堆了垃圾")
    assert "“什么问题”第 1 个字起写了“陆阿婆”" in text(named)
    assert "已经收好，不用再选" in text(named)
    assert drawn(street).status_code == 302
    one = Exposure.objects.get()
    where, clerk, passer_by = f"/desk/exposures/{one.id}/", at_the_desk(street.clerk), Client()
    assert clerk.get(f"{where}original").status_code == 200
    assert at_the_desk(street.overseer).get(f"{where}original").status_code == 403
    assert "最多让" in text(send(clerk, f"{where}blur", cells=[str(n) for n in range(12)]))
    assert send(clerk, f"{where}blur", cells=["0", "1"]).status_code == 302
    assert send(at_the_desk(street.overseer), f"{where}release").status_code == 302
    assert send(at_the_desk(street.overseer), f"{where}release").status_code == 409
    page = f"/honours/exposed/{one.id}/"
    assert passer_by.get(page).status_code == 404
    assert send(at_the_desk(street.civility), f"{where}release").status_code == 302
    shown = passer_by.get(page)
    assert PROBLEM in text(shown)
    assert shown["X-Robots-Tag"] == "noindex, noarchive"
    assert passer_by.get(f"{page}photo").status_code == 200
    assert clerk.get(f"{where}original").status_code == 404
    assert send(at_home(street.neighbour), f"{page}reply", text="施工队说周五拉走").status_code == 302
    assert "施工队说周五拉走" in text(passer_by.get(page))
    assert send(passer_by, f"{page}takedown", reason="照片里有我家").status_code == 302
    assert passer_by.get(page).status_code == 404
    asked = Takedown.objects.get()
    answer = {"show_again": "yes", "answer": "看过，没有人家"}
    assert send(at_the_desk(street.civility), f"{where}takedowns/{asked.id}", **answer).status_code == 422
    assert (
        send(at_the_desk(street.county_civility), f"{where}takedowns/{asked.id}", **answer).status_code == 302
    )
    assert passer_by.get(page).status_code == 200
    assert send(clerk, f"{where}fixed", note="已经清走了").status_code == 302
    assert passer_by.get(page).status_code == 404


def test_nobody_hides_boards_by_the_dozen(street):
    at = clock.now()
    street.opened(at=at)
    for number in range(6):
        one = street.out(at=at)
        answer = send(Client(), f"/honours/exposed/{one.id}/takedown", reason="全都不要")
        assert answer.status_code == (302 if number < 5 else 429)


def test_no_page_asks_more_often_for_many_than_for_few(street):
    at = clock.now()
    street.opened(at=at)
    for _each in range(3):
        street.out(at=at)
    for client, page in (
        (Client(), "/honours/exposed/"),
        (at_the_desk(street.clerk), "/desk/exposures/"),
        (at_the_desk(street.civility), "/desk/exposures/boards/"),
    ):
        client.get(page)
        with questions() as told:
            assert client.get(page).status_code == 200
        assert len(told) <= MOST_QUESTIONS, (page, len(told))
