"""称重 by the open API: each reading once however often it is sent, each broken one named, and nothing by whoever may not."""

import json

import pytest

from sanzhi.api import words
from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.waste import actions
from sanzhi.waste.actions import BinRow
from sanzhi.waste.models import Bin, Weighing
from tests.api.conftest import admitted
from tests.county import a_member_of_staff, an_office
from tests.rewards.conftest import DAY, a_household

KEY = "a-key-of-the-scale-0001"


@pytest.fixture
def scale(county):
    code = county.village.code
    clerk = a_member_of_staff(
        "沈文书", "village_clerk", an_office("village", county.village.name, "village", code)
    )
    a_household(code, "12", county.resident)
    actions.issue(code, [BinRow(2, "12", "易腐垃圾")], by=clerk, at=clock.now() - 9 * DAY)
    return admitted(channels=("scale",), per_minute=6000)


def reading(**changes: str) -> dict:
    at = (clock.now() - DAY).replace(microsecond=0)
    return {"scale": "A-1", "bin": Bin.objects.get().code, "kg": "3.25", "at": at.isoformat()} | changes


def send(client, *rows: dict, key: str = KEY, body: object = None):
    said = body if body is not None else {"readings": list(rows)}
    return client.http.post(
        "/api/v1/weighings",
        json.dumps(said),
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )


def test_a_batch_sent_again_gets_the_first_answer_and_counts_once(scale):
    one = reading()
    batch = (one, one | {"kg": "9"}, one | {"bin": "ZZZZ-ZZZZ", "household": "12"})
    first = send(scale, *batch)
    assert first.status_code == 201, first.content
    told = first.json()
    assert (told["taken"], told["known"], [row["row"] for row in told["problems"]]) == (1, 0, [2, 3])
    assert "3.25 公斤" in told["problems"][0]["sentence"]
    again = send(scale, *batch)
    assert (again.status_code, again.json()) == (201, told)
    assert send(scale, one, key=KEY + "x").json() == {"taken": 0, "known": 1, "problems": []}
    assert Weighing.objects.get().client_id == scale.row.pk
    assert send(scale, reading(kg="8"), key=KEY).status_code == 409  # the same key, and something else


def test_what_is_answered_has_no_room_for_a_point():
    """I14: the one address that may call the room of waste says how many readings, which, and why not."""
    assert set(words.Weighed.model_fields) == {"taken", "known", "problems"}
    assert set(words.Broken.model_fields) == {"row", "sentence"}


@pytest.mark.parametrize(
    "body",
    [
        {"readings": []}, {}, {"readings": [{}]}, {"readings": [{"scale": "A", "bin": "x", "kg": 3, "at": "x"}]},
        {"readings": [{"scale": "A\x00", "bin": "x", "kg": "3", "at": "x"}]},
        {"readings": [{"scale": "A", "bin": "x", "kg": "3", "at": "x", "points": 9}]},
        {"readings": [{"scale": "A", "bin": "x", "kg": "3", "at": "x"}] * 201},
    ],
)  # fmt: skip
def test_what_is_misshapen_is_refused_whole(scale, body):
    assert send(scale, body=body).status_code == 422
    assert not Weighing.objects.exists()


def test_who_may_not_send_weights_and_what_a_scale_may_not_file(scale, said):
    other = admitted(channels=("api",))
    assert send(other, reading()).status_code == 403
    assert scale.post(said | {"channel": "scale"}).status_code == 403
    assert not Weighing.objects.exists() and not Case.objects.exists()
    scale.http.defaults.pop("HTTP_AUTHORIZATION", None)
    assert (
        scale.http.post(
            "/api/v1/weighings", "{}", content_type="application/json", headers={"Authorization": ""}
        ).status_code
        == 401
    )
