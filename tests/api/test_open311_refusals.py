"""Open311: one request is one case however often it is sent, and whatever is wrong is refused in the standard's shape."""

import pytest
from django.test import Client

from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.roles import INSTALLER
from tests.api.open311 import ROOT, refused, speaking

KEY = {"Idempotency-Key": "a-key-of-the-app-0001"}
URLENCODED = "application/x-www-form-urlencoded"


@pytest.fixture
def app(county):
    return speaking()


@pytest.fixture
def said(county) -> dict:
    return {
        "service_code": "city.roads",
        "description": "村口的路灯坏了三天。",
        "address_id": county.village.code,
    }


def test_two_posts_with_one_key_are_one_case_and_get_one_answer(app, said):
    first, again = app.post(said, **KEY), app.post(said, **KEY)
    assert (first.status_code, first.json()) == (201, again.json())
    assert Case.objects.count() == 1
    refused(app.post(said | {"description": "另一件事情，不一样。"}, **KEY), 409)
    assert app.post(said | {"once": KEY["Idempotency-Key"]}).json() == first.json()
    assert speaking().post(said, **KEY).json() != first.json()  # another system has keys of its own
    assert Case.objects.count() == 2


def test_the_clients_own_number_for_it_is_filed_once(app, said):
    first = app.post(said | {"ref": "R-1"})
    assert app.post(said | {"ref": "R-1"}).json() == first.json()
    refused(app.post(said | {"ref": "R-1", "description": "另一件事情，不一样。"}), 409)
    assert "R-1" in refused(app.post(said | {"ref": "R-1"}, **KEY), 409)
    assert Case.objects.count() == 1


def test_without_key_or_number_the_same_content_is_one_case_on_its_day(app, said):
    first = app.post(said)
    assert app.post(said).json() == first.json()
    body = "&".join(f"{name}={value}" for name, value in ({"api_key": app.token} | said).items())
    assert app.http.post(f"{ROOT}/requests.json", body, content_type=URLENCODED).json() == first.json()
    assert Case.objects.count() == 1
    assert app.post(said | {"description": "村口的路灯又坏了。"}).status_code == 201


def test_a_refusal_names_the_field_as_the_standard_calls_it(app, said):
    assert refused(app.post(said | {"description": "短"}), 400) == "description：至少 5 个字。"
    assert refused(app.post(said | {"phone": "1" * 21}), 400) == "phone：最多 20 个字。"
    wrong = {"lat": "north", "long": "120.5", "address_string": "村" * 201, "last_name": "长" * 61}
    told = refused(app.post(said | wrong), 400)
    assert all(f"{name}：" in told for name in ("lat", "address_string", "first_name"))


def test_what_was_refused_leaves_its_key_free(app, said):
    refused(app.post(said | {"description": "短"}, **KEY), 400)
    assert app.post(said, **KEY).status_code == 201


def test_no_key_a_wrong_one_and_a_withdrawn_one_are_all_refused_with_403(county, app, said):
    for what in ("requests.json", "requests/none.json"):
        refused(Client().get(f"{ROOT}/{what}"), 403)
        refused(Client().get(f"{ROOT}/{what}", {"api_key": "sz_guess"}), 403)
    refused(app.http.post(f"{ROOT}/requests.json", said), 403)
    people.withdraw_client(app.row.id, by=INSTALLER, at=clock.now())
    refused(app.post(said), 403)
    assert Case.objects.count() == 0


def test_the_header_of_the_api_opens_this_door_too(app, said):
    headers = {"Authorization": f"Bearer {app.token}"}
    assert app.http.post(f"{ROOT}/requests.json", said, headers=headers).status_code == 201
    assert len(app.http.get(f"{ROOT}/requests.json", headers=headers).json()) == 1


def test_a_client_files_only_where_it_was_admitted_and_no_faster(county, said):
    refused(speaking(areas=("330483101",)).post(said), 403)
    refused(speaking(channels=("phone",)).post(said), 403)
    slow = speaking(per_minute=2)
    with clock.simulated(clock.now()):
        assert [slow.get("requests.json").status_code for _time in range(3)] == [200, 200, 429]
        answer = slow.get("requests.json")
        refused(answer, 429)
        assert 1 <= int(answer["Retry-After"]) <= 60


def test_another_form_another_method_and_another_county_are_refused(app, said):
    refused(app.get("services.csv"), 406)
    refused(app.http.delete(f"{ROOT}/requests.json"), 405)
    refused(app.http.post(f"{ROOT}/services.json"), 405)
    refused(app.get("services.json", jurisdiction_id="boston.gov"), 404)
    refused(app.post(said | {"jurisdiction_id": "boston.gov"}), 404)
    assert app.post(said | {"jurisdiction_id": "330483"}).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [
        {"description": "长" * 30_000},
        {"description": "长" * 5_001},
        {"description": "有一个空字符\0在里面。"},
        {"first_name": "a\0b"},
        {"phone": "1" * 300},
        {"lat": "north", "long": "east"},
        {"lat": "nan", "long": "nan"},
        {"lat": "1e400", "long": "120.5"},
        {"lat": "300", "long": "120.5"},
        {"service_code": ["city.roads", "other"]},
        {"ref": "有空格 的"},
        {"attribute[A]": "1"},
        {"bad\0name": "1"},
        {"address_id": "村"},
        {"once": "short"},
    ],
)
def test_a_hostile_field_is_refused_in_the_standards_shape(app, said, wrong):
    refused(app.post(said | wrong), 400)
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{}", "application/json"),
        (b'[{"service_code": 1}]', "text/plain"),
        (b"", URLENCODED + "; charset=utf-16"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: nonsense", "multipart/form-data; boundary=x"),
        (b"&".join(b"f%d=1" % n for n in range(600)), URLENCODED),
        (b"a" * 70_000, URLENCODED),
    ],
)
def test_a_hostile_body_is_refused_in_the_standards_shape(app, body, kind):
    headers = {"Authorization": f"Bearer {app.token}"}
    refused(app.http.post(f"{ROOT}/requests.json", body, content_type=kind, headers=headers), 400)


def test_bytes_that_are_no_text_are_refused(app):
    body = f"api_key={app.token}&service_code=city.roads&description=%ff%fe%ff%fe%ff%fe".encode()
    refused(app.http.post(f"{ROOT}/requests.json", body, content_type=URLENCODED), 400)


@pytest.mark.parametrize(
    "asked",
    [
        {"service_request_id": ",".join(["a"] * 101)},
        {"service_code": "a\0b"},
        {"start_date": "0001-01-01T00:00:00Z"},
        {"end_date": "2026-13-45T00:00:00Z"},
        {"page": "9" * 400},
        {"page_size": "٣"},
        {"colour": "red"},
    ],
)
def test_a_hostile_question_is_refused_in_the_standards_shape(app, asked):
    refused(app.get("requests.json", **asked), 400)


@pytest.mark.parametrize("after", ["x", "nan-1", "1e300-1", "1.0-" + "9" * 30, "-1-1"])
def test_a_key_that_is_none_never_brings_it_down(app, after):
    assert app.get("requests.json", after=after).status_code == 200
