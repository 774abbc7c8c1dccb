"""Signing in by phone, and the pages that need no case."""

from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from sanzhi.web.resident.views.me import device_of
from tests.county import County
from tests.questions import questions

PHONE = "19900005678"
PAGES = (
    "/",
    "/counters/",
    "/sign-in/",
    "/file/",
    "/mine/",
    "/me/",
    "/me/looked",
    "/me/messages",
)
MOST_FOR_ONES_COPY = (
    21  # one's copy reads every room that keeps something of a person, each a fixed few times
)
PHONE_AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile MicroMessenger/8.0"


@pytest.fixture(autouse=True)
def code_on_screen(settings):
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"


def sign_in(asked: str = "/", agent: str = PHONE_AGENT) -> tuple[Client, str]:
    """A new browser signed in by phone, and where it was led."""
    client = Client(headers={"user-agent": agent})
    shown = client.post("/sign-in/", {"phone": PHONE, "next": asked}).context["shown"]
    body = {"phone": PHONE, "code": shown, "name": "沈小满", "next": asked}
    return client, client.post("/sign-in/code", body)["Location"]


@pytest.mark.parametrize(
    ("asked", "reached"),
    [
        ("/mine/", "/mine/"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("javascript:1", "/"),
    ],
)
def test_signing_in_goes_on_to_where_one_was_going_and_nowhere_else(county: County, asked: str, reached: str):
    client, there = sign_in(asked)
    assert there == reached
    assert client.get("/me/").status_code == 200


def test_signing_in_changes_the_session_key(county: County):
    client = Client()
    shown = client.post("/sign-in/", {"phone": PHONE}).context["shown"]
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.post("/sign-in/code", {"phone": PHONE, "code": shown})
    assert client.session.session_key != before


def test_one_sees_where_one_is_signed_in_and_ends_the_others(county: County):
    here, _there = sign_in()
    elsewhere, _there = sign_in(agent="Mozilla/5.0 (Windows NT 10.0) Firefox/128.0")
    page = here.get("/me/").content.decode()
    assert "安卓手机 · 微信" in page
    assert "Windows 电脑 · Firefox" in page
    other = UserSession.objects.get(session_key=elsewhere.session.session_key)
    body = {"once": uuid4().hex}
    for _tap in range(2):
        assert here.post(f"/me/sessions/{other.pk}/end", body)["Location"] == "/me/"
    assert elsewhere.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_nobody_ends_another_persons_session(at_home: Client, county: County):
    mine, _there = sign_in()
    session = UserSession.objects.get(session_key=mine.session.session_key)
    at_home.post(f"/me/sessions/{session.pk}/end", {"once": uuid4().hex})
    assert mine.get("/me/").status_code == 200


def test_too_many_codes_are_refused_in_a_sentence(county: County):
    answers = [Client().post("/sign-in/", {"phone": PHONE}) for _time in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [422]
    assert "分钟后再试" in answers[-1].content.decode()


def test_a_wrong_code_is_told_beside_its_field_and_spent_after_five_tries(county: County):
    client = Client()
    shown = client.post("/sign-in/", {"phone": PHONE}).context["shown"]
    wrong = f"{(int(shown) + 1) % 1_000_000:06d}"
    for _try in range(5):
        assert "验证码不对" in client.post("/sign-in/code", {"phone": PHONE, "code": wrong}).content.decode()
    assert client.post("/sign-in/code", {"phone": PHONE, "code": shown}).status_code == 422


@pytest.mark.parametrize("path", ["/sign-in/", "/sign-in/code"])
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"phone": "1\x0099"},
        {"phone": "9" * 10_000, "code": "1" * 10_000},
        {"phone": ["1", "2"], "code": "１２３４５６"},
    ],
    ids=["empty", "nul", "huge", "odd"],
)
def test_a_malformed_sign_in_gets_words_and_never_a_500(county: County, path: str, body: dict):
    assert Client().post(path, body).status_code == 422


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_within_its_budget(at_home: Client, county: County, path: str):
    county.filed()
    at_home.get(path)
    with questions() as asked:
        assert at_home.get(path).status_code == 200
    assert len(asked) <= 12, asked


def test_ones_copy_asks_each_room_a_fixed_few_times_however_much_it_holds(at_home: Client, county: County):
    for _one in range(3):
        county.filed()
    at_home.get("/me/export.json")
    with questions() as asked:
        assert len(at_home.get("/me/export.json").json()["matters"]) == 3
    assert len(asked) <= MOST_FOR_ONES_COPY, asked


@pytest.mark.parametrize(
    "path",
    [
        "/c/%00/",
        "/c/" + "A" * 500 + "/",
        "/c/0000-0000-0000-0000/files/99999999999999999999",
        "/file/photos/x",
    ],
)
def test_an_address_that_means_nothing_is_not_found(at_home: Client, path: str):
    assert at_home.get(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["?after=nan-1", "?after=1e400-1", "?after=1-" + "9" * 40, "?show=%00&after=%00"]
)
def test_a_page_key_that_means_nothing_starts_at_the_first_page(at_home: Client, query: str):
    assert at_home.get("/mine/" + query).status_code == 200
    assert at_home.get("/me/looked?before=" + "9" * 40).status_code == 200


def test_counters_stand_under_their_towns(county: County):
    page = Client().get("/counters/").content.decode()
    assert page.index("乌镇镇") < page.index("乌镇综合信息指挥室")


def test_a_browser_is_named_in_words():
    assert device_of("Mozilla/5.0 (iPhone) Safari") == "苹果手机 · Safari"
    assert device_of("") == "电脑 · 浏览器"


def test_who_signs_in_by_code_has_no_password_to_change(at_home: Client):
    answer = at_home.get("/staff/password/", follow=True)
    assert answer.redirect_chain[-1][0] == "/me/" and answer.status_code == 200
