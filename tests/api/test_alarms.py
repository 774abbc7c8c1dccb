"""警情 by the open API: each number once, a correction noted, each broken one named, and nothing by whoever may not."""

import json

import pytest

from sanzhi.alarms.models import Alarm, DayReport
from sanzhi.kit import clock
from tests.api.conftest import admitted
from tests.county import DAY

KEY = "a-key-of-the-police-0001"


@pytest.fixture
def police(county):
    return admitted(channels=("alarm",), per_minute=6000)


def an_alarm(county, **changes: object) -> dict:
    at = (clock.now() - DAY).replace(microsecond=0).isoformat()
    usual = {
        "alarm_no": "J202603020001", "reported_at": at, "area": county.village.code, "place": "庆丰北路17号1幢302室",
        "category": "纠纷", "sub_category": "邻里纠纷", "is_police_matter": False, "latitude": 30.7, "longitude": 120.5,
    }  # fmt: skip
    return usual | changes


def send(client, *rows: dict, key: str = KEY, **more: object):
    headers = {"Idempotency-Key": key}
    body = json.dumps({"alarms": list(rows), **more})
    return client.http.post("/api/v1/alarms", body, content_type="application/json", headers=headers)


def test_a_batch_sent_again_gets_the_first_answer_and_a_correction_is_the_next_version(county, police):
    one = an_alarm(county)
    bad = one | {"alarm_no": "J202603020002", "brief": "电话13912345678"}
    first = send(police, one, bad)
    assert first.status_code == 201, first.content
    told = first.json()
    assert (told["taken"], [row["row"] for row in told["problems"]]) == (1, [2])
    assert send(police, one, bad).json() == told
    assert send(police, one, key=KEY + "x").json() == {"taken": 0, "changed": 0, "known": 1, "problems": []}
    assert send(police, one | {"place": "别的地方8号"}, key=KEY + "y").json()["changed"] == 1
    assert Alarm.objects.get().version == 2


def test_the_day_s_count_comes_with_the_feed(county, police):
    day = str((clock.now() - DAY).date())
    counted = [{"day": day, "sent": 2, "numbers": ["J202603020001", "J202603020002"]}]
    assert send(police, an_alarm(county), counted=counted).status_code == 201
    assert DayReport.objects.get().sent == 2


@pytest.mark.parametrize("more", [{"name": "沈某"}, {"phone": "13912345678"}, {"record": "x"}])
def test_what_nobody_asked_for_has_no_field(county, police, more):
    assert send(police, an_alarm(county, **more)).status_code == 422
    assert not Alarm.objects.exists()


def test_a_client_without_the_channel_or_without_a_token_sends_none(county):
    answer = send(admitted(channels=("api",)), an_alarm(county))
    assert (answer.status_code, Alarm.objects.exists()) == (403, False)
    client = admitted(channels=("alarm",))
    client.http.defaults.pop("HTTP_AUTHORIZATION", None)
    headers = {"Idempotency-Key": KEY, "Authorization": ""}
    answer = client.http.post("/api/v1/alarms", "{}", content_type="application/json", headers=headers)
    assert answer.status_code == 401
