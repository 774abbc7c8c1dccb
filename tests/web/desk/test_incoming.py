"""What people write to the county's number or account: handed in once, dealt with at the phone desk like a call."""

import json

import pytest
from django.test import Client

from sanzhi.cases.models import Call, Case, Incoming, Move
from sanzhi.people.models import Look, TextStop
from sanzhi.reactions import tasks
from tests.api.conftest import admitted
from tests.web.desk.conftest import as_, send, text

KNOWN, UNKNOWN = "13812345678", "13900001111"
LIST = "/desk/phone/messages/"


@pytest.fixture
def gateway(town):
    return admitted(channels=("message",))


@pytest.fixture
def desk(town) -> Client:
    return as_(town, "county_dispatcher")


def hand_in(gateway, words, phone=KNOWN, key="a-key-of-the-gateway-1", **more):
    said = json.dumps({"way": "sms", "phone": phone, "text": words, **more})
    headers = {"Idempotency-Key": key}
    return gateway.http.post("/api/v1/messages", said, content_type="application/json", headers=headers)


def taken(desk) -> str:
    """The call that the oldest message becomes."""
    (one, *_others) = desk.get(LIST).context["rows"]
    return send(desk, f"{LIST}{one.row.id}/take").url


def test_a_message_handed_in_twice_waits_once_with_its_words_and_number_encrypted(town, gateway):
    for _time in range(2):
        answer = hand_in(gateway, "桥头的路灯又灭了")
        assert (answer.status_code, answer.json()) == (201, {"state": "waiting"})
    row = Incoming.objects.get()
    assert "桥头".encode() not in bytes(row.text)
    assert KNOWN.encode() not in bytes(row.phone)


def test_the_desk_reads_the_words_takes_it_in_hand_and_the_sender_can_see_who_looked(town, gateway, desk):
    hand_in(gateway, "桥头的路灯又灭了")
    page = text(desk.get(LIST))
    assert "桥头的路灯又灭了" in page
    assert KNOWN not in page
    assert "张三" not in page
    call = taken(desk)
    assert "张三" in text(desk.get(call))
    assert "桥头的路灯又灭了" in text(desk.get(call))
    assert Look.objects.get().purpose == "处理短信留言"
    assert "没有等着办的短信留言" in text(desk.get(LIST))


def test_it_becomes_a_matter_whose_way_in_is_a_message_and_its_words_are_kept_nowhere_else(
    town, gateway, desk
):
    hand_in(gateway, "桥头的路灯又灭了，晚上看不见", phone=UNKNOWN)
    call = taken(desk)
    form = desk.get(f"{call}file")
    assert form.context["form"]["text"].value() == "桥头的路灯又灭了，晚上看不见"
    filing = {"title": "桥头路灯不亮", "text": "桥头的路灯又灭了，晚上看不见。", "category_code": "city.roads",
              "area_code": town.village.code, "name": "沈来信", "phone": UNKNOWN}  # fmt: skip
    answer = send(desk, f"{call}file", **filing)
    assert answer.status_code == 302, text(answer)
    assert Case.objects.get().channel == "message"
    row = Incoming.objects.get()
    assert (row.phone, row.text) == (None, None)
    assert row.ended_at


def test_what_one_person_sends_in_three_pieces_is_one_thing_to_do(town, gateway, desk):
    for number, words in enumerate(("你好", "桥头的路灯", "又灭了")):
        hand_in(gateway, words, key=f"a-key-of-the-gateway-{number}")
    hand_in(gateway, "垃圾没人收", phone=UNKNOWN, key="a-key-of-the-gateway-9")
    page = text(desk.get(taken(desk)))
    assert all(words in page for words in ("你好", "桥头的路灯", "又灭了"))
    assert [one.text for one in desk.get(LIST).context["rows"]] == ["垃圾没人收"]


def test_what_is_added_in_writing_is_on_the_matter_without_being_typed_again(town, gateway, desk, case):
    hand_in(gateway, "对面那盏也不亮")
    call = taken(desk)
    form = desk.get(f"{call}{case.public_code}/add").context["form"]
    send(desk, f"{call}{case.public_code}/add", text=form["text"].value())
    assert Move.objects.filter(case=case, step="supplement").exists()
    assert Incoming.objects.get().text is None


def test_whoever_asks_in_writing_how_far_it_is_hears_it_in_writing(town, gateway, desk, case):
    hand_in(gateway, "我的事办得怎么样了")
    call = taken(desk)
    send(desk, f"{call}{case.public_code}/told")
    tasks.deliver_messages(timestamp=0)
    told = town.resident.messages.order_by("-id").first()
    assert "您来信问的事" in told.text


def test_put_back_it_waits_for_a_colleague_and_nobody_can_take_what_is_in_hand(town, gateway, desk):
    hand_in(gateway, "桥头的路灯又灭了")
    number = desk.get(LIST).context["rows"][0].row.id
    call = taken(desk)
    again = send(desk, f"{LIST}{number}/take")
    assert "已经有人在办" in text(desk.get(again.url))
    send(desk, f"{call}put-back")
    assert Call.objects.get().outcome == "put_back"
    assert taken(desk) != call


def test_a_reply_of_td_stops_the_texts_at_once_and_waits_for_nobody(town, gateway, desk):
    assert hand_in(gateway, " td ").json() == {"state": "stopped"}
    assert not Incoming.objects.exists()
    assert TextStop.objects.filter(person=town.resident, until=None).count() == len(TextStop.Group.values)
    stranger = hand_in(gateway, "退订", phone=UNKNOWN, key="a-key-of-the-gateway-2")
    assert stranger.json() == {"state": "stopped"}


def test_twenty_messages_of_one_number_in_an_hour_are_the_most(town, gateway):
    for number in range(20):
        assert hand_in(gateway, "喂", key=f"a-key-of-the-gateway-{number}").status_code == 201
    refused = hand_in(gateway, "喂", key="a-key-of-the-gateway-20")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_messages")


def test_only_a_client_admitted_for_messages_hands_them_in_and_only_as_the_schema_says(town, gateway):
    other = admitted()
    assert hand_in(other, "喂").json()["code"] == "channel_not_admitted"
    assert hand_in(gateway, "喂", way="fax").status_code == 422
    refused = hand_in(gateway, "喂", phone="123456")
    assert refused.json()["detail"].startswith("联系电话应为")


def test_a_towns_desk_sees_no_messages_of_the_county(town, gateway):
    hand_in(gateway, "桥头的路灯又灭了")
    client = as_(town, "town_dispatcher")
    assert "短信留言" not in text(client.get("/desk/phone/"))
    assert "短信留言由市里的来电席接办" in text(client.get(LIST))
    number = Incoming.objects.get().id
    send(client, f"{LIST}{number}/take")
    assert Incoming.objects.get().call is None
