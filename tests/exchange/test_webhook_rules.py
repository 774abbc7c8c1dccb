"""What is signed, where it may go, how often it is tried: without a database."""

import socket
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from sanzhi.cases.flow import FLOWS
from sanzhi.exchange.webhooks import rules, sending
from sanzhi.kit.calendar import COUNTY
from sanzhi.reactions.table import TOLD

# The vector which the libraries of the specification are tested with.
VECTOR = {
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "at": 1614265330,
    "body": '{"test": 2432232314}',
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


@pytest.mark.parametrize("zone", [UTC, COUNTY])
def test_the_signature_is_that_of_the_published_vector_whatever_zone_the_time_is_told_in(zone):
    at = datetime.fromtimestamp(VECTOR["at"], tz=zone)
    headers = rules.headers_of(VECTOR["id"], VECTOR["body"], [VECTOR["secret"]], at)
    assert headers == {
        "webhook-id": VECTOR["id"],
        "webhook-timestamp": str(VECTOR["at"]),
        "webhook-signature": VECTOR["signature"],
    }


def test_while_two_secrets_are_in_use_either_of_them_checks_and_no_third_does():
    old, new, third = ("whsec_" + letter * 32 for letter in "ABC")
    headers = rules.headers_of("msg_1", "{}", [new, old], datetime.now(UTC))
    assert Webhook(old).verify("{}", headers) == Webhook(new).verify("{}", headers) == {}
    with pytest.raises(WebhookVerificationError):
        Webhook(third).verify("{}", headers)


@pytest.mark.parametrize("changed", ["body", "webhook-id", "webhook-timestamp", "webhook-signature"])
def test_what_is_changed_on_the_way_does_not_check(changed: str):
    at, body = datetime.now(UTC), '{"state": "closed"}'
    headers = rules.headers_of("msg_1", body, [VECTOR["secret"]], at)
    if changed == "body":
        body = body.replace("closed", "opened")
    elif changed == "webhook-timestamp":
        headers[changed] = str(int(headers[changed]) + 1)
    else:
        headers[changed] = headers[changed].replace("msg_1", "msg_2").replace("v1,", "v1,AAAA")
    with pytest.raises(WebhookVerificationError):
        Webhook(VECTOR["secret"]).verify(body, headers)


NOT_AN_ADDRESS = [
    "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/",
    "https://user:word@example.com/", "https://example.com@127.0.0.1/", "https://example.com#@127.0.0.1/",
    "https://example.com\\@127.0.0.1/", "https://127.0.0.1 /", "https://exa\tmple.com/", "https://example.com/\r\nX: y",
    "https://例子.中国/", "https://example.com:22/", "https://example.com:0/", "https://example.com:99999/",
    "https:///path", "https://", "HTTPS://example.com/", "javascript:alert(1)", "https://example.com:25/", "https://[::1",
]  # fmt: skip
INSIDE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "localhost", "10.0.0.8",
    "172.16.4.4", "192.168.1.1", "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1",
    "224.0.0.1", "255.255.255.255", "240.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.8]",
    "[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2002:7f00:1::]",
    "[64:ff9b::7f00:1]", "[2001:0:7f00:1::]", "[2001:db8::1]", "[fec0::1]", "192.88.99.1", "203.0.113.5",
]  # fmt: skip


@pytest.mark.parametrize("url", NOT_AN_ADDRESS)
def test_what_is_no_plain_https_address_is_refused(url: str):
    assert rules.url_problem(url).code == "webhook_url"


@pytest.mark.parametrize("host", INSIDE)
def test_no_spelling_of_an_inner_address_is_reached(host: str, settings):
    settings.SANZHI_WEBHOOK_NETWORKS = []
    address = rules.address_of(f"https://{host}/")
    assert address
    with pytest.raises(sending.NotReached, match=r"address_refused|not_found"):
        sending.look_up(address)


@pytest.mark.parametrize("ip", ["8.8.8.8", "::ffff:8.8.8.8", "2400:3200::1", "1.1.1.1"])
def test_a_public_address_is_reached(ip: str):
    assert rules.may_reach(ip, [])


def test_the_operators_own_network_is_reached_and_its_neighbour_is_not():
    listed = [ip_network("10.20.0.0/16")]
    assert rules.may_reach("10.20.7.7", listed) and rules.may_reach("::ffff:10.20.7.7", listed)
    assert not rules.may_reach("10.21.0.1", listed)


def test_one_inner_address_among_public_ones_refuses_the_whole_name(monkeypatch, settings):
    settings.SANZHI_WEBHOOK_NETWORKS = []
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: both)
    with pytest.raises(sending.NotReached, match="address_refused"):
        sending.look_up(rules.Address("both.example", 443, "/"))


def test_it_is_tried_eight_times_over_a_day_and_a_half_and_then_parked():
    waits = [rules.wait_after(tries) for tries in range(1, 9)]
    assert [int(wait.total_seconds()) for wait in waits[:-1]] == [10, 60, 300, 1800, 7200, 21600, 86400]
    assert waits[-1] is None


def test_who_is_down_is_left_alone_as_long_as_it_was_down_but_no_longer_than_five_minutes():
    down = datetime(2026, 3, 2, tzinfo=UTC)
    rests = [rules.rest(down, down + timedelta(seconds=one)).total_seconds() for one in (0, 40, 3600)]
    assert rests == [10, 40, 300]


def test_only_what_is_public_may_be_subscribed_to_and_all_of_it_stands_in_the_table():
    assert set(TOLD) >= rules.TOPICS
    steps = {f"case.{step.name}": step for flow in FLOWS.values() for step in flow.steps}
    of_many_kinds = {"case.kind_step", "case.unmerge", "case.follow"}  # each says itself what it told
    told = rules.TOPICS - {"case.register"} - of_many_kinds
    assert {topic for topic in told if steps[topic].public is None} == set()
    names = {rules.happening_of(topic, ended=False) for topic in rules.TOPICS}
    assert names == set(rules.HAPPENINGS)
    ends = {topic for topic, step in steps.items() if step.to == "closed"}
    assert {rules.happening_of(topic, ended=True) for topic in ends} == {"case.closed"}
