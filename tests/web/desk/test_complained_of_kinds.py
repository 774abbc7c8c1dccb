"""被反映单位 of the county's own kinds, by the pages of the counter, the desk and the resident."""

from sanzhi.cases.models import Case
from tests.web.desk.conftest import LAMPS, as_, reported, send, step, text
from tests.web.desk.test_course import resident


def test_the_counter_names_the_office_of_a_visitor_s_own_kind_of_matter(town, noisy):
    said = {
        "name": "沈阿婆", "phone": "13900001111", "title": "夜里施工", "text": LAMPS, "area_code": town.village.code,
        "category_code": "city.roads", "against": str(town.offices["lights"].id), "answer_f1": "工地",
    }  # fmt: skip
    client, address = as_(town, "town_dispatcher"), f"/desk/file/as/{noisy.code}"
    assert 'name="against"' in client.get(address).content.decode()
    answer = send(client, address, **said)
    assert answer.status_code == 302, text(answer)
    assert Case.objects.latest("id").against_id == town.offices["lights"].id


def test_the_desk_names_itself_and_is_led_back_to_its_list(town, noisy):
    Case.objects.filter(pk=(case := reported(town, noisy, "夜里施工")).pk).update(secrecy="closed")
    client = as_(town, "town_dispatcher")
    answer = step(client, case, "shield", against=town.offices["room"].id)
    assert answer.status_code == 302 and answer.url == "/desk/", text(answer)
    assert "已注明被反映单位" in text(client.get("/desk/"))
    case.refresh_from_db()
    assert case.receiver_id == town.offices["centre"].id


def test_a_resident_names_the_office_when_filing_a_county_s_own_kind(town, noisy):
    me = resident(town)
    me.post(
        "/file/?kind=" + noisy.code,
        {"title": "夜里施工", "text": LAMPS, "category_code": "city.roads", "answer_f1": "工地"},
    )
    me.post("/file/where", {"area_code": town.village.code, "against": str(town.offices["lights"].id)})
    page = me.get("/file/check")
    assert "它看不到是您反映的" in text(page)
    seen = page.context["seen"]
    assert send(me, "/file/check", seen=seen, consent="on", agree="on").status_code == 302
    assert Case.objects.latest("id").against_id == town.offices["lights"].id
