"""信访代办 by its pages: nothing goes out before the principal's word, and it is taken back in one step."""

import io

import pytest
from PIL import Image

from sanzhi.people.models import Person
from sanzhi.people.queries import resident_actor
from sanzhi.petitions import actions
from sanzhi.petitions.models import Agency, Petition
from tests.county import MONDAY, at_the_desk
from tests.petitions.bureau import Bureau
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home

OPENED = {
    "name": "代办老人",
    "phone": "13900000001",
    "matter": "门前排水管",
    "scope": "代为提交、跟踪、转达结果",
}


@pytest.fixture
def county(db, settings) -> Bureau:
    settings.ALLOWED_HOSTS = ["testserver"]
    actions.load_reference(at=MONDAY)
    return Bureau()


def opened(county: Bureau):
    """The clerk's browser, the page's address, and the principal's browser."""
    desk = at_the_desk(county.clerk)
    answer = send(desk, "/desk/agency/new", **OPENED)
    assert answer.status_code == 302, text(answer)
    one = Agency.objects.get()
    return desk, answer["Location"], at_home(resident_actor(Person.objects.get(pk=one.principal_id)))


def said(county: Bureau) -> dict[str, str]:
    return {
        "category": "claim", "title": "门前排水管挖断没有修", "area": county.village.code, "field": "city.roads",
        "facts": "施工时挖断了门前的排水管，至今没有修好。", "claims": "修好排水管", "reply_by": "counter",
    }  # fmt: skip


def test_the_principal_agrees_the_agent_submits_follows_and_explains_and_the_principal_rates(county):
    desk, where, me = opened(county)
    assert "还没有书面委托" in text(send(desk, f"{where}submit", **said(county)))
    mine = f"/agency/{Agency.objects.get().pk}/"
    assert "我同意委托" in text(me.get(mine))
    assert send(me, f"{mine}agree").status_code == 302
    assert send(desk, f"{where}contact", how="organ", words="和施工单位谈过，没有谈成").status_code == 302
    answer = send(desk, f"{where}submit", **said(county))
    assert answer.status_code == 302, text(answer)
    assert "代办" in text(desk.get(answer["Location"]))
    assert Petition.objects.get().petitioners.get().person_id == Agency.objects.get().principal_id
    assert send(desk, f"{where}explain", outcome="已受理，六十日内答复").status_code == 302
    assert send(me, f"{mine}rate", satisfied=5).status_code == 302
    page = text(desk.get("/desk/agency/"))
    assert "村（社区）服务点 1 0 1 1 / 1" in page


def test_taken_back_the_agent_loses_the_petition_at_once(county):
    desk, where, me = opened(county)
    mine = f"/agency/{Agency.objects.get().pk}/"
    send(me, f"{mine}agree")
    code = send(desk, f"{where}submit", **said(county))["Location"]
    assert desk.get(code).status_code == 200
    assert send(me, f"{mine}back").status_code == 302
    assert desk.get(code).status_code == 404
    assert "委托已撤回" in text(desk.get(where))


def test_a_signed_paper_is_photographed_and_shown_to_its_desk(county):
    desk, where, _me = opened(county)
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(photo, "PNG")
    photo.name, _start = "委托书.png", photo.seek(0)
    answer = send(desk, f"{where}sign", photo=photo)
    assert answer.status_code == 302, text(answer)
    assert desk.get(f"{where}word").status_code == 200
    assert at_the_desk(county.dispatcher).get(where).status_code == 404
