"""What GeoReport v2 promises those who speak it, held here: services, requests, one form and the other, and errors."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.kit.walls import Sight, seeing
from sanzhi.people import actions as people
from sanzhi.people.place_files import Place
from sanzhi.people.queries import positions
from sanzhi.people.roles import INSTALLER
from tests.api.conftest import admitted
from tests.api.open311 import ROOT, refused, same_content, speaking
from tests.county import HOUR, MONDAY, report
from tests.questions import questions


@pytest.fixture
def app(county):
    return speaking()


@pytest.fixture
def pothole(county) -> dict:
    return {
        "service_code": "city.roads",
        "description": "村口的路灯坏了三天，晚上走路看不见。\n请来看看。",
        "address_id": county.village.code,
        "address_string": "村口公交站旁",
        "first_name": "来电",
        "last_name": "沈",
        "phone": "13912345678",
    }


def test_discovery_says_where_the_api_is_and_in_which_forms(county):
    found = Client().get(f"{ROOT}/discovery.json").json()
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    (endpoint,) = found["endpoints"]
    assert endpoint["url"].endswith(ROOT)
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert set(endpoint["formats"]) == {"text/xml", "application/json"}


def test_the_services_are_the_categories_that_may_be_filed_grouped_by_their_top(county):
    services = {one["service_code"]: one for one in Client().get(f"{ROOT}/services.json").json()}
    named = {"service_code", "service_name", "description", "metadata", "type", "keywords", "group"}
    assert all(set(one) == named for one in services.values())
    assert services["city.roads"]["group"] == "城乡管理"
    assert (services["city.roads"]["metadata"], services["city.roads"]["type"]) == (False, "realtime")
    one = Client().get(f"{ROOT}/services/city.roads.json").json()
    assert one == {"service_code": "city.roads", "attributes": []}
    refused(Client().get(f"{ROOT}/services/no.such.json"), 404)


def test_a_request_is_filed_as_every_client_files_and_answered_with_its_number(county, app, pothole):
    answer = app.post(pothole)
    (told,) = answer.json()
    assert (answer.status_code, set(told)) == (201, {"service_request_id", "service_notice", "account_id"})
    case = Case.objects.get()
    assert case.public_code == told["service_request_id"]
    assert (case.channel, case.title) == ("api", "村口的路灯坏了三天，晚上走路看不见。")
    assert (case.category_id, case.area_id, case.place) == ("city.roads", county.village.code, "村口公交站旁")
    assert case.reporter.name == "沈来电"
    assert case.sent_by.client_id == app.row.id


def test_what_is_not_kept_is_said_so(app, pothole):
    (told,) = app.post(pothole | {"email": "a@example.com", "media_url": "https://example.com/a.jpg"}).json()
    assert told["service_notice"] == "没有保存：email、media_url。"
    assert "example.com" not in str(vars(Case.objects.get()))


def test_a_request_needs_a_service_and_a_place_in_the_county(county, app, pothole):
    without = {name: said for name, said in pothole.items() if name not in ("address_id", "address_string")}
    assert "service_code" in refused(app.post({**pothole, "service_code": ""}), 400)
    refused(app.post(pothole | {"service_code": "no.such"}), 404)
    assert "address_id" in refused(app.post(without), 400)
    refused(app.post(pothole | {"address_id": "330483999999"}), 400)
    refused(app.post(without | {"lat": "30.745"}), 400)
    assert "不在本县" in refused(app.post(without | {"lat": "39.9042", "long": "116.4074"}), 400)
    assert Case.objects.count() == 0
    address = f"桐乡市{county.village.parent.name}{county.village.name}村口"
    assert app.post(without | {"address_string": address}).status_code == 201
    assert Case.objects.get().area_id == county.village.code


def test_a_point_is_filed_in_the_village_it_lies_in(county, app, pothole):
    place = Place(1, county.village.code, "", "", (120.49, 30.745))
    sheet = people.draft_places([place], kind="village", source="测试", by=INSTALLER, at=MONDAY)
    people.publish_places(sheet.id, seen=positions.last_place_sheet(), by=INSTALLER, at=MONDAY)
    here = {"lat": "30.745", "long": "120.4901"}
    without = {name: said for name, said in pothole.items() if not name.startswith("address")}
    assert app.post(without | here).status_code == 201
    case = Case.objects.get()
    assert (case.area_id, case.latitude, case.longitude) == (county.village.code, 30.745, 120.4901)


def test_a_request_can_be_read_by_its_number_with_the_fields_of_the_standard_and_ours_beside(
    county, app, pothole
):
    at = clock.now()
    code = app.post(pothole).json()[0]["service_request_id"]
    case = Case.objects.get()
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at + HOUR)
    (one,) = app.get(f"requests/{code}.json").json()
    assert {"service_request_id", "status", "status_notes", "service_name", "service_code"} <= set(one)
    assert (one["status"], one["service_name"]) == ("open", "道路与设施")
    assert one["agency_responsible"] == "市住房和城乡建设局"
    assert one["expected_datetime"] == one["extended_attributes"]["due_datetime"] is not None
    assert one["requested_datetime"].endswith("+08:00")
    more = one["extended_attributes"]
    assert [update["state"] for update in more["updates"]] == ["registered", "assigned"]
    assert more["state_label"] == more["updates"][-1]["state_label"]
    assert one["updated_datetime"] == more["updates"][-1]["updated_datetime"]


def test_nothing_of_a_person_their_words_or_their_place_is_in_any_answer(county, app, pothole):
    code = app.post(pothole).json()[0]["service_request_id"]
    case = Case.objects.get()
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=clock.now() + HOUR)
    cases.sign_for(case.id, by=county.handler, at=clock.now() + HOUR)
    report(county, case, clock.now() + 2 * HOUR)
    for what in ("requests.json", f"requests/{code}.json", "requests.xml"):
        text = app.get(what).content.decode()
        assert code in text
        for private in ("沈来电", "13912345678", "路灯", "公交站", "钟承办", county.village.code):
            assert private not in text


def test_a_closed_matter_is_closed_and_every_other_is_open(county, app, pothole):
    first, second = (app.post(pothole | {"ref": f"R-{n}"}).json()[0]["service_request_id"] for n in (1, 2))
    case = Case.objects.get(public_code=first)
    cases.not_accept(
        case.id,
        reason="不属于受理范围",
        route="请到法院办理",
        by=county.dispatcher,
        at=clock.now() + HOUR,
    )
    listed = {status: app.get("requests.json", status=status).json() for status in ("open", "closed")}
    assert [one["service_request_id"] for one in listed["closed"]] == [first]
    assert [one["service_request_id"] for one in listed["open"]] == [second]
    assert listed["closed"][0]["status"] == "closed"
    refused(app.get("requests.json", status="reopened"), 400)


def test_requests_are_found_by_number_service_and_date_within_ninety_days(county, app, pothole):
    codes = [app.post(pothole | {"ref": f"R-{n}"}).json()[0]["service_request_id"] for n in (1, 2, 3)]
    found = app.get("requests.json", service_request_id=",".join(codes[:2])).json()
    assert {one["service_request_id"] for one in found} == set(codes[:2])
    assert len(app.get("requests.json", service_code="city.roads,other").json()) == 3
    assert app.get("requests.json", service_code="other").json() == []
    now = clock.now()
    days = {"start_date": (now - timedelta(days=1)).isoformat(), "end_date": now.isoformat()}
    assert len(app.get("requests.json", **days).json()) == 3
    assert app.get("requests.json", end_date=(now - timedelta(days=1)).isoformat()).json() == []
    old = {"start_date": (now - timedelta(days=91)).isoformat(), "end_date": now.isoformat()}
    assert "90" in refused(app.get("requests.json", **old), 400)
    refused(app.get("requests.json", start_date="2026-11-25"), 400)
    with clock.simulated(now + timedelta(days=91)):
        assert app.get("requests.json").json() == []
        assert len(app.get("requests.json", service_request_id=codes[0]).json()) == 1


def test_pages_are_read_on_by_link_and_by_number_with_none_twice_and_none_passed_over(county, app, pothole):
    for n in range(5):
        app.post(pothole | {"ref": f"R-{n}"})
    by_number = [app.get("requests.json", page=page, page_size=2).json() for page in (1, 2, 3, 4)]
    assert [len(page) for page in by_number] == [2, 2, 1, 0]
    answer, read = app.get("requests.json", page_size=2), []
    while True:
        read += answer.json()
        if "Link" not in answer:
            break
        link = urlsplit(answer["Link"].partition(">")[0][1:])
        assert "api_key" not in link.query
        app.post(pothole | {"ref": f"late-{len(read)}"})  # what comes meanwhile moves nothing
        answer = app.http.get(f"{link.path}?{link.query}", headers={"Authorization": f"Bearer {app.token}"})
    assert read == [one for page in by_number for one in page]
    for wrong in ({"page_size": 101}, {"page_size": 0}, {"page": "x"}, {"page": 101}):
        refused(app.get("requests.json", **wrong), 400)


def test_a_page_of_many_asks_the_database_no_more_often_than_a_page_of_one(county, app, pothole):
    def asked() -> int:
        with questions() as found:
            app.get("requests.json")
        return len(found)

    app.post(pothole | {"ref": "R-0"})
    asked()
    once = asked()
    for n in range(1, 6):
        app.post(pothole | {"ref": f"R-{n}"})
    assert asked() == once


def test_a_client_sees_nothing_that_another_sent(county, app, pothole):
    code = app.post(pothole).json()[0]["service_request_id"]
    own = county.filed(at=clock.now()).public_code
    other = speaking()
    for what in (code, own, "none", "%00"):
        refused(other.get(f"requests/{what}.json"), 404)
    assert other.get("requests.json").json() == []
    assert other.get("requests.json", service_request_id=f"{code},{own}").json() == []
    assert [one["service_request_id"] for one in app.get("requests.json").json()] == [code]


def test_the_xml_says_what_the_json_says(county, app, pothole):
    code = app.post(pothole).json()[0]["service_request_id"]
    roots = {
        "discovery": "discovery",
        "services": "services",
        "services/city.roads": "service_definition",
        "requests": "service_requests",
        f"requests/{code}": "service_requests",
        "requests/none": "errors",
    }
    for what, root in roots.items():
        same_content(app.get(f"{what}.xml"), app.get(f"{what}.json"), root)
    key = {"Idempotency-Key": "one-key-two-forms-1"}
    same_content(app.post(pothole, "xml", **key), app.post(pothole, "json", **key), "service_requests")


def test_behind_the_second_wall_a_request_is_filed_and_read_with_nothing_else_in_sight(county, app, pothole):
    with seeing(Sight()):
        code = app.post(pothole).json()[0]["service_request_id"]
        assert len(app.get(f"requests/{code}.json").json()) == 1
        assert len(app.get("requests.json").json()) == 1


def test_the_page_about_the_api_tells_of_it(county):
    assert "/open311/v2/requests.json" in Client().get("/api/").content.decode()
    assert admitted().get("/api/v1/cases").status_code == 200
