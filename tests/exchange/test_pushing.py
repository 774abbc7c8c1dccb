"""What is pushed, to whom, and what comes of it: against a real receiver over TLS."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from sanzhi.cases import queries as case_queries
from sanzhi.cases.models import Case
from sanzhi.exchange.webhooks import actions
from sanzhi.exchange.webhooks.models import Delivery, Receiver
from sanzhi.journal.models import Entry
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.roles import INSTALLER
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, assign, report, sign_for, verify
from tests.exchange.conftest import a_hotline, happen, push


def test_what_happens_to_the_clients_own_case_arrives_signed_and_says_nothing_of_anybody(hotline, other_side):
    hotline.wants("case.register", "case.assign", "case.verify")
    case = hotline.filed(MONDAY)
    for hours, step in enumerate((assign, sign_for, report, verify), start=1):
        step(hotline.county, case, MONDAY + hours * HOUR)
    happen(MONDAY + 5 * HOUR)
    assert push(MONDAY + 5 * HOUR) == 3
    kinds = [one["type"] for one in other_side.told()]
    assert sorted(kinds) == ["case.assign", "case.register", "case.verify"]
    last = other_side.told()[kinds.index("case.verify")]
    assert last["data"] == {
        "code": case.public_code,
        "number": case_queries.briefs([case.id])[case.id].number,
        "kind": "matter",
        "state": "follow_up",
        "state_label": "等您评价",
        "label": "核验通过，等您评价",
        "sequence": last["data"]["sequence"],
        "link": f"http://localhost:8000/api/v1/cases/{case.public_code}",
    }
    for headers, body in other_side.got:
        assert not any(word in body for word in ("沈", "139", "路灯", "村口", "钟承办"))
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
        signed = Webhook(hotline.secret).sign(headers["webhook-id"], at, body)
        assert headers["webhook-signature"] == signed
    assert len(set(other_side.ids())) == 3


def test_its_sequence_is_where_the_changes_of_the_api_are_read_on_from(hotline, other_side):
    case = hotline.filed()
    assign(hotline.county, case, MONDAY + HOUR)
    happen(MONDAY + HOUR)
    push(MONDAY + HOUR)
    sequences = sorted(one["data"]["sequence"] for one in other_side.told())
    at = MONDAY + DAY
    read = case_queries.changes_of_client(hotline.client, since=None, after=0, at=at)
    assert [change.key for change in read] == sequences
    assert case_queries.changes_of_client(hotline.client, since=None, after=sequences[-1], at=at) == []


def test_nothing_is_pushed_of_what_others_filed_or_of_what_was_not_asked_for(hotline, other_side):
    county = hotline.county
    county.filed()
    other = a_hotline(county, other_side.url, "case.sign_for", keeper=hotline.keeper)
    case = hotline.filed()
    assign(county, case, MONDAY + HOUR)
    happen(MONDAY + HOUR)
    assert Delivery.objects.filter(receiver=other.receiver).count() == 0
    assert Delivery.objects.filter(receiver=hotline.receiver).count() == 2


def test_of_a_confidential_matter_nothing_is_pushed(hotline, other_side):
    case = hotline.filed()
    Case.objects.filter(pk=case.pk).update(secrecy="closed")
    happen(MONDAY)
    assert (Delivery.objects.count(), push(MONDAY)) == (0, 0)


def test_what_becomes_confidential_while_it_waits_is_not_sent(hotline, other_side):
    case = hotline.filed()
    happen(MONDAY)
    Case.objects.filter(pk=case.pk).update(secrecy="closed")
    push(MONDAY)
    assert other_side.got == []
    assert list(Delivery.objects.values_list("state", "reason")) == [("skipped", "secrecy")]


def test_mutant_without_the_two_looks_at_secrecy_a_confidential_matter_is_sent(
    hotline, other_side, monkeypatch
):
    case = hotline.filed()
    Case.objects.filter(pk=case.pk).update(secrecy="closed")
    monkeypatch.setattr(case_queries.clients, "NEVER_PUSHED", "no such thing")
    happen(MONDAY)
    push(MONDAY)
    assert other_side.ids()


def test_a_second_reaction_to_the_same_entry_queues_nothing_again(hotline):
    hotline.filed()
    happen(MONDAY)
    entry = Delivery.objects.get().entry_id
    actions.enqueue([entry], "case.register", at=MONDAY)
    assert Delivery.objects.count() == 1


def test_a_withdrawn_client_hears_nothing_more_not_even_what_waited(hotline, other_side):
    hotline.filed()
    happen(MONDAY)
    people.withdraw_client(hotline.client.id, by=INSTALLER, at=MONDAY)
    push(MONDAY)
    assert other_side.got == []
    assert Delivery.objects.get().reason == "client"


def test_while_the_other_side_is_down_nothing_is_lost_and_the_tries_come_ever_later(hotline, other_side):
    other_side.answers = 503
    hotline.filed()
    happen(MONDAY)
    at, tried = MONDAY, []
    for _try in range(8):
        assert push(at) == 1
        row = Delivery.objects.get()
        tried.append((row.state, row.status))
        assert push(at + timedelta(seconds=9)) == 0
        at = max(row.next_try_at, Receiver.objects.get().rests_until)
    assert tried == [("waiting", 503)] * 7 + [("parked", 503)]
    assert len(set(other_side.ids())) == 1
    other_side.answers = 200
    assert actions.resend(hotline.receiver.id, row.id, by=hotline.keeper, at=at)
    push(at)
    assert (Delivery.objects.get().state, len(set(other_side.ids()))) == ("sent", 1)
    assert Receiver.objects.get().failing_since is None


def test_one_that_is_down_is_asked_once_and_the_others_go_out(hotline, other_side):
    down = a_hotline(hotline.county, other_side.url, client=hotline.client, keeper=hotline.keeper)
    Receiver.objects.filter(pk=down.receiver.pk).update(url="https://localhost:9999/", failing_since=MONDAY)
    for _number in range(5):
        hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert len(other_side.got) == 5
    assert Delivery.objects.filter(receiver=down.receiver, tries__gt=0).count() == 1
    assert Delivery.objects.filter(receiver=down.receiver, tries__gt=0).get().reason == "refused"


def test_after_three_days_of_nothing_it_is_paused_the_keeper_is_told_and_what_gathered_goes_out_later(
    hotline, other_side
):
    other_side.answers = 500
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    hotline.filed(at=MONDAY + 3 * DAY)
    happen(MONDAY + 3 * DAY)
    push(MONDAY + 3 * DAY)
    assert Receiver.objects.get().paused == "failing"
    happen(MONDAY + 3 * DAY)
    (message,) = queries.messages_for(hotline.keeper.person_id)
    assert "已自动暂停" in message.text and message.link == f"/desk/webhooks/{hotline.receiver.id}/"
    other_side.answers = 200
    hotline.filed(at=MONDAY + 4 * DAY)
    happen(MONDAY + 4 * DAY)
    assert push(MONDAY + 4 * DAY) == 0
    actions.resume_receiver(hotline.receiver.id, by=hotline.keeper, at=MONDAY + 4 * DAY)
    push(MONDAY + 4 * DAY)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_who_answers_gone_is_paused_at_once(hotline, other_side):
    other_side.answers = 410
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert (Receiver.objects.get().paused, Delivery.objects.get().state) == ("gone", "waiting")


def test_after_a_change_of_secret_both_sign_for_a_day_and_then_the_new_one_alone(hotline, other_side):
    _row, fresh = actions.rotate_secret(hotline.receiver.id, by=hotline.keeper, at=MONDAY)
    for at in (MONDAY + HOUR, MONDAY + 25 * HOUR):
        actions.send_test(hotline.receiver.id, by=hotline.keeper, at=at)
        push(at)
    (both, body), (alone, _body) = other_side.got
    assert [len(one["webhook-signature"].split()) for one in (both, alone)] == [2, 1]
    at = MONDAY + HOUR
    signed = [
        Webhook(one).sign(both["webhook-id"], at.astimezone(UTC), body) for one in (fresh, hotline.secret)
    ]
    assert both["webhook-signature"].split() == signed
    assert json.loads(body)["type"] == "test"


def test_the_secret_is_kept_sealed_and_is_in_no_record(hotline):
    row = Receiver.objects.get()
    assert hotline.secret.encode() not in bytes(row.secret)
    assert not any(
        hotline.secret in str(content) for content in Entry.objects.values_list("content", flat=True)
    )


def test_a_time_is_sent_again_as_asked_for_and_the_rest_is_not(hotline, other_side):
    for days in range(3):
        hotline.filed(at=MONDAY + days * DAY)
    happen(MONDAY + 2 * DAY)
    push(MONDAY + 2 * DAY)
    Delivery.objects.filter(at=MONDAY).update(state="parked")
    again = {"since": MONDAY, "until": MONDAY + 2 * DAY, "by": hotline.keeper, "at": MONDAY + 2 * DAY}
    assert actions.resend_all(hotline.receiver.id, everything=False, **again) == 1
    push(MONDAY + 2 * DAY)
    assert actions.resend_all(hotline.receiver.id, everything=True, **again) == 2
    push(MONDAY + 2 * DAY)
    assert (len(other_side.got), len(set(other_side.ids()))) == (6, 3)


def test_only_the_security_administrator_may(hotline):
    other = a_member_of_staff("系统员", "system_admin", hotline.county.centre)
    for verb in (actions.rotate_secret, actions.pause_receiver, actions.remove_receiver, actions.send_test):
        with pytest.raises(Refusal, match="安全管理员"):
            verb(hotline.receiver.id, by=other, at=MONDAY)


def test_what_waited_for_a_receiver_that_was_ended_is_not_sent(hotline, other_side):
    hotline.filed()
    happen(MONDAY)
    actions.remove_receiver(hotline.receiver.id, by=hotline.keeper, at=MONDAY)
    assert push(MONDAY) == 0
    assert Delivery.objects.get().reason == "removed"
    hotline.filed()
    happen(MONDAY)
    assert Delivery.objects.count() == 1


def test_what_is_over_is_forgotten_after_three_months_and_what_waits_is_not(hotline, other_side):
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    hotline.filed()
    happen(MONDAY)
    assert actions.forget_deliveries(at=MONDAY + 91 * DAY) == 1
    assert Delivery.objects.get().state == "waiting"


def test_what_is_filed_before_eight_in_the_morning_of_the_first_day_is_told_too(hotline, other_side):
    """The days of a client are the county's, whatever zone the database tells its times in."""
    early = MONDAY - 8 * HOUR
    hotline.filed(at=early)
    happen(early)
    assert push(MONDAY) == 1
