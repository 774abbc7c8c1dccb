"""Another system files once per key, sees only what it sent, and is refused in sentences."""

from datetime import timedelta

from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.roles import INSTALLER
from tests.api.conftest import admitted


def refused(answer, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert answer.json()["detail"].endswith("。")
    return answer.json()["detail"]


def test_a_case_is_filed_once_per_key_and_the_first_answer_is_given_again(county, hotline, said):
    first, again = hotline.post(said), hotline.post(said)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    case = Case.objects.get()
    assert (case.public_code, case.channel, case.receiver_id) == (first.json()["code"], "api", county.room.id)
    assert case.reporter.name == "沈来电"
    refused(hotline.post(said | {"title": "另一件事情"}), 409, "key_reused")
    assert hotline.post(said, key="another-key-of-theirs").status_code == 201
    assert Case.objects.count() == 2


def test_a_refused_filing_leaves_its_key_free_to_be_mended(hotline, said):
    answer = hotline.post(said | {"category": "no.such"})
    refused(answer, 422, "filing_incomplete")
    assert answer.json()["errors"] == [{"field": "category_code", "sentence": "请选择事项类别。"}]
    assert hotline.post(said).status_code == 201


def test_what_another_system_calls_the_matter_is_taken_once_under_any_key(hotline, said):
    assert hotline.post(said | {"ref": "R-1"}).status_code == 201
    refused(hotline.post(said | {"ref": "R-1"}, key="quite-another-key-1"), 409, "ref_known")
    assert admitted().post(said | {"ref": "R-1"}).status_code == 201  # another system has numbers of its own


def test_a_client_files_only_where_and_how_it_was_admitted(hotline, said):
    far = admitted(areas=("330483101",))
    refused(far.post(said), 403, "area_not_admitted")
    refused(hotline.post(said | {"channel": "phone"}), 403, "channel_not_admitted")
    assert Case.objects.count() == 0


def test_no_token_a_wrong_one_a_withdrawn_one_and_one_that_has_ended_are_all_strangers(hotline, said, county):
    for headers in ({}, {"Authorization": "Bearer sz_guess"}, {"Authorization": "Basic eDp5"}):
        refused(Client(headers=headers).get("/api/v1/cases"), 401, "token_wrong")
    people.withdraw_client(hotline.row.id, by=INSTALLER, at=clock.now())
    refused(hotline.post(said), 401, "token_wrong")
    ending = admitted(until=clock.today() + timedelta(days=1))
    assert ending.get("/api/v1/cases").status_code == 200
    with clock.simulated(clock.now() + timedelta(days=1)):
        refused(ending.get("/api/v1/cases"), 401, "token_wrong")


def test_the_rate_is_kept_across_processes_and_the_wait_is_told(county):
    slow = admitted(per_minute=3)
    with clock.simulated(clock.now()):
        statuses = [slow.get("/api/v1/cases").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        assert 1 <= int(slow.get("/api/v1/cases")["Retry-After"]) <= 60


def test_fields_are_refused_by_name_and_what_is_misspelt_is_not_dropped(hotline, said):
    answer = hotline.post({**said, "titel": "x", "text": "短", "reporter": {"name": "a\0b"}})
    refused(answer, 422, "fields_wrong")
    assert {one["field"] for one in answer.json()["errors"]} == {"titel", "text", "reporter.name"}
    refused(hotline.post("{not json"), 400, "unreadable")
    refused(hotline.post(b"\xff\xfe"), 400, "unreadable")
    refused(hotline.post(said | {"text": "长" * 40_000}), 413, "body_too_big")
    refused(hotline.post(said, key="short"), 422, "fields_wrong")
    refused(hotline.post(said | {"title": "\ud800坏字"}), 422, "fields_wrong")


def test_a_client_sees_how_far_its_own_cases_are_and_nobody_elses(county, hotline, said):
    code = hotline.post(said).json()["code"]
    page = hotline.get(f"/api/v1/cases/{code}").json()
    assert (page["state_label"], page["office"]) == ("已收到", "乌镇综合信息指挥室")
    assert "路灯" not in str(page)
    refused(admitted().get(f"/api/v1/cases/{code}"), 404, "not_visible")
    refused(hotline.get(f"/api/v1/cases/{county.filed().public_code}"), 404, "not_visible")
    refused(hotline.get("/api/v1/cases/none"), 404, "not_visible")


def test_changes_are_read_on_from_where_one_was_none_twice_none_passed_over(county, hotline, said):
    at = clock.now()
    code = hotline.post(said).json()["code"]
    county.filed()
    admitted().post(said)
    case = Case.objects.get(public_code=code)
    with clock.simulated(at + timedelta(minutes=4)):
        first = hotline.get("/api/v1/cases").json()
        assert [(one["code"], one["state"]) for one in first["changes"]] == [(code, "registered")]
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at + timedelta(minutes=5))
    with clock.simulated(at + timedelta(minutes=9)):
        second = hotline.get(f"/api/v1/cases?after={first['next']}").json()
        assert [one["state"] for one in second["changes"]] == ["assigned"]
        assert hotline.get(f"/api/v1/cases?after={second['next']}").json()["changes"] == []
        since = (at + timedelta(minutes=1)).isoformat().replace("+", "%2B")
        assert len(hotline.get(f"/api/v1/cases?since={since}").json()["changes"]) == 1
        refused(hotline.get("/api/v1/cases?since=yesterday"), 422, "fields_wrong")


def test_a_change_of_this_moment_waits_until_nothing_can_come_before_it(county, hotline, said):
    hotline.post(said)
    assert hotline.get("/api/v1/cases").json()["changes"] == []
    with clock.simulated(clock.now() + timedelta(seconds=11)):
        assert len(hotline.get("/api/v1/cases").json()["changes"]) == 1


def test_somebody_who_gives_no_name_is_heard_where_the_county_hears_them(hotline, said, settings):
    assert hotline.post(said | {"reporter": {}}).status_code == 201
    assert Case.objects.get().reporter.anonymous
    settings.SANZHI_ANONYMOUS = False
    refused(hotline.post(said | {"reporter": {}}, key="without-a-name-again"), 422, "name_needed")


def test_the_pages_about_it_need_no_token(county):
    schema = Client().get("/api/v1/openapi.json").json()
    assert schema["openapi"] == "3.1.0"
    posting = schema["paths"]["/api/v1/cases"]["post"]["responses"]
    assert posting.keys() >= {"201", "400", "401", "403", "404", "409", "413", "422", "429"}
    assert list(posting["409"]["content"]) == ["application/problem+json"]
    assert "Idempotency-Key" in Client().get("/api/").content.decode()
