"""A resident files in three steps; nothing typed is lost; a double tap makes one case."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sanzhi.cases.models import Attachment, Case
from sanzhi.people.models import Consent
from sanzhi.web.ui.photos import MOST
from tests.county import County
from tests.web.resident.strangers import a_stranger

MATTER = {
    "title": "村口路灯不亮",
    "text": "村口的路灯坏了三天，晚上走路看不见。",
    "category_code": "city.roads",
}


def a_photo(name: str = "灯.jpg", colour: tuple[int, int, int] = (40, 90, 60)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def walk_to_the_last_step(client: Client, county: County, **place: object) -> None:
    assert client.post("/file/", MATTER).status_code == 302
    there = {"area_code": county.village.code, "place": "村口公交站旁", **place}
    assert client.post("/file/where", there).status_code == 302


def last_step(client: Client) -> dict[str, str]:
    """What the last step's page would send."""
    return {"once": uuid4().hex, "seen": client.get("/file/check").context["seen"]}


def send(client: Client):
    return client.post("/file/check", last_step(client))


def test_three_steps_make_one_case_with_its_photo_and_consent(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county, photos=a_photo())
    answer = send(at_home)
    case = Case.objects.get()
    assert answer["Location"] == f"/c/{case.public_code}/filed"
    assert (case.title, case.category_id, case.area_id) == ("村口路灯不亮", "city.roads", county.village.code)
    assert Attachment.objects.get().case == case
    assert Consent.objects.get().purpose == "case_filing"
    assert at_home.get(answer["Location"]).status_code == 200
    assert at_home.get(f"/c/{case.public_code}/receipt.pdf").content.startswith(b"%PDF")


def test_a_double_tap_makes_one_case_and_is_answered_alike(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county)
    body = last_step(at_home)
    first, second = at_home.post("/file/check", body), at_home.post("/file/check", body)
    assert first["Location"] == second["Location"]
    assert at_home.post("/file/check", body | {"seen": "another"}).status_code == 409
    assert Case.objects.count() == 1


def test_an_older_page_does_not_send_what_was_changed_since(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county)
    old = last_step(at_home)
    at_home.post("/file/", MATTER | {"title": "村口路灯还有水管"})
    answer = at_home.post("/file/check", old)
    assert answer.status_code == 422
    assert "村口路灯还有水管" in answer.content.decode()
    assert Case.objects.count() == 0
    assert send(at_home).status_code == 302


def test_what_was_typed_is_kept_beside_the_mistake(at_home: Client):
    answer = at_home.post("/file/", MATTER | {"title": "灯"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "晚上走路看不见" in page
    assert 'href="#id_title"' in page


def test_a_bad_photo_is_named_and_the_rest_is_kept(at_home: Client, county: County):
    at_home.post("/file/", MATTER)
    bad = SimpleUploadedFile("病毒.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = at_home.post(
        "/file/where", {"area_code": county.village.code, "place": "村口公交站旁", "photos": bad}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "病毒.jpg：" in page
    assert "村口公交站旁" in page
    assert Case.objects.count() == 0


@pytest.mark.parametrize("village", ["", "known"])
def test_the_good_photos_of_a_refused_step_are_kept_and_shown(at_home: Client, county: County, village: str):
    at_home.post("/file/", MATTER)
    bad = SimpleUploadedFile("病毒.jpg", b"GIF89a", "image/jpeg")
    photos = [a_photo(), bad] if village else [a_photo()]
    answer = at_home.post("/file/where", {"area_code": village and county.village.code, "photos": photos})
    (kept,) = at_home.session["filing"]["photos"]
    shown = f"/file/photos/{kept['digest']}"
    assert answer.status_code == 422
    assert shown in answer.content.decode()
    assert at_home.get(shown)["Content-Type"] == "image/jpeg"
    assert a_stranger().get(shown).status_code == 404


def test_going_back_a_step_keeps_what_was_typed(at_home: Client, county: County):
    at_home.post("/file/", MATTER)
    assert at_home.post("/file/where", {"place": "河埠头", "back": "yes"})["Location"] == "/file/"
    assert "河埠头" in at_home.get("/file/where").content.decode()


def test_whoever_complains_of_an_office_is_told_that_it_will_not_know_them(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county, against=str(county.room.id))
    assert (
        f"反映的单位：{county.room.name}。它看不到是您反映的。" in at_home.get("/file/check").content.decode()
    )
    send(at_home)
    case = Case.objects.get()
    assert (case.against_id, case.receiver_id) == (county.room.id, county.centre.id)
    assert "看不到是您反映的" in at_home.get(f"/c/{case.public_code}/").content.decode()


@pytest.mark.parametrize("against", ["999999", "-1", "x", "centre"])
def test_an_office_nobody_offered_is_refused_beside_its_field(at_home: Client, county: County, against: str):
    at_home.post("/file/", MATTER)
    answer = at_home.post(
        "/file/where", {"area_code": county.village.code, "place": "桥头", "against": against}
    )
    assert answer.status_code == 422
    assert "桥头" in answer.content.decode()


def test_no_more_photos_are_kept_than_said(at_home: Client, county: County):
    at_home.post("/file/", MATTER)
    photos = [a_photo(f"{n}.jpg", (25 * n, 90, 60)) for n in range(MOST + 1)]
    answer = at_home.post("/file/where", {"area_code": county.village.code, "photos": photos})
    assert f"一次最多 {MOST} 张照片" in answer.content.decode()
    for some in (photos[:5], photos[5:]):
        for photo in some:
            photo.seek(0)
        there = {"area_code": county.village.code, "photos": some}
        assert at_home.post("/file/where", there).status_code == 302
    assert len(at_home.session["filing"]["photos"]) == MOST


def test_consent_is_asked_once_and_again_after_it_was_withdrawn(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county)
    assert "同意并提交" in at_home.get("/file/check").content.decode()
    send(at_home)
    walk_to_the_last_step(at_home, county)
    assert "同意并提交" not in at_home.get("/file/check").content.decode()
    withdrawal = {"once": uuid4().hex}
    for _tap in range(2):
        assert at_home.post("/me/consents/case_filing/withdraw", withdrawal).status_code == 302
    assert "同意并提交" in at_home.get("/file/check").content.decode()


def test_a_photo_can_be_taken_out_again(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county, photos=a_photo())
    digest = at_home.session["filing"]["photos"][0]["digest"]
    at_home.post("/file/where", {"area_code": county.village.code, "drop": digest})
    send(at_home)
    assert Attachment.objects.count() == 0


def test_a_step_cannot_be_skipped(at_home: Client):
    assert at_home.get("/file/where")["Location"] == "/file/"
    assert at_home.get("/file/check")["Location"] == "/file/"
    assert at_home.post("/file/check", {"once": uuid4().hex})["Location"] == "/file/"
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "body",
    [
        {"title": "a\x00b", "text": "村口的路灯坏了三天\x00"},
        {"title": "路" * 5000, "text": "灯" * 200_000},
        {"title": ["一", "二"], "text": "\udcff".encode("utf-8", "surrogatepass")},
        {"category_code": "no.such.category", **{k: v for k, v in MATTER.items() if k != "category_code"}},
        {},
    ],
    ids=["nul", "huge", "twice", "unknown-choice", "empty"],
)
def test_a_malformed_body_gets_a_page_with_words_and_never_a_500(at_home: Client, body: dict):
    assert at_home.post("/file/", body).status_code in (400, 413, 422)


@pytest.mark.parametrize(
    "place",
    [
        {"area_code": "330483999999"},
        {"area_code": ""},
        {"area_code": "x" * 10_000},
        {"latitude": "nan", "longitude": "inf"},
        {"latitude": "900", "longitude": "1"},
    ],
)
def test_a_malformed_place_gets_a_page_with_words(at_home: Client, county: County, place: dict):
    at_home.post("/file/", MATTER)
    assert at_home.post("/file/where", {"area_code": county.village.code} | place).status_code == 422


def test_half_a_position_is_sent_back_in_words(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county, latitude="30.7")
    answer = send(at_home)
    assert answer.status_code == 422
    assert "定位不完整" in answer.content.decode()


def test_a_form_without_its_key_is_sent_back_in_words(at_home: Client, county: County):
    walk_to_the_last_step(at_home, county)
    answer = at_home.post("/file/check", {})
    assert answer.status_code == 409
    assert "页面已过期" in answer.content.decode()


def test_filing_needs_a_sign_in_and_comes_back_to_where_one_was(county: County):
    assert Client().get("/file/")["Location"] == "/sign-in/?next=%2Ffile%2F"
