"""What the other side can do to the sender, and where the sender does not go."""

import time
import uuid
from http.server import BaseHTTPRequestHandler

import pytest

from sanzhi.exchange.webhooks import rules, sending
from sanzhi.exchange.webhooks.models import Delivery
from sanzhi.kit.verdict import Refusal
from tests.county import MONDAY
from tests.exchange.conftest import a_hotline, happen, make_certificates, push, serve


def test_no_redirect_is_followed(hotline, other_side):
    def elsewhere(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(302)
        asked.send_header("Location", other_side.url)
        asked.send_header("Content-Length", "0")
        asked.end_headers()

    other_side.answers = elsewhere
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert (len(other_side.got), Delivery.objects.get().reason) == (1, "redirect")


def test_an_answer_that_never_ends_is_cut_off(hotline, other_side, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 1)

    def drips(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.flush_headers()
        for number in range(90):
            asked.wfile.write(f"X-{number}: drop\r\n".encode())
            asked.wfile.flush()
            time.sleep(0.1)

    other_side.answers = drips
    hotline.filed()
    happen(MONDAY)
    began = time.monotonic()
    push(MONDAY)
    assert time.monotonic() - began < 4
    assert Delivery.objects.get().reason == "timeout"


def test_of_an_endless_body_only_the_beginning_is_read(hotline, other_side):
    def floods(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", str(10**9))
        asked.end_headers()
        asked.wfile.write(b"x" * 5000)

    other_side.answers = floods
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert Delivery.objects.get().state == "sent"


def test_a_certificate_of_another_name_or_another_authority_is_not_believed(
    county, other_side, settings, tmp_path
):
    there, server, authority = serve(tmp_path, "elsewhere.example")
    letter = sending.Letter(1, 1, 1, uuid.uuid4(), there.url, "{}", ("whsec_" + "A" * 32,))
    assert sending.send(letter, MONDAY).reason == "certificate"
    settings.SANZHI_WEBHOOK_CA = str(authority)
    assert sending.send(letter, MONDAY).reason == "certificate"  # right authority, wrong name
    settings.SANZHI_WEBHOOK_CA = str(make_certificates(tmp_path, "third.example")[0])
    assert sending.send(letter, MONDAY).reason == "certificate"
    settings.SANZHI_WEBHOOK_CA = str(tmp_path / "gone.pem")
    assert sending.send(letter, MONDAY).reason == "certificate"
    assert there.got == [] and "whsec" not in repr(letter)
    server.shutdown()
    server.server_close()


def test_a_name_that_turned_inward_after_it_was_saved_is_not_connected_to(hotline, other_side, settings):
    settings.SANZHI_WEBHOOK_NETWORKS = []
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert other_side.got == []
    assert Delivery.objects.get().reason == "address_refused"


def test_mutant_without_the_refusal_of_inner_addresses_it_is(hotline, other_side, settings, monkeypatch):
    settings.SANZHI_WEBHOOK_NETWORKS = []
    monkeypatch.setattr(rules, "may_reach", lambda *args: True)
    hotline.filed()
    happen(MONDAY)
    push(MONDAY)
    assert len(other_side.got) == 1


def test_an_inner_address_is_refused_when_it_is_saved(county, settings):
    settings.SANZHI_WEBHOOK_NETWORKS = []
    with pytest.raises(Refusal, match="内部网络"):
        a_hotline(county, "https://localhost:8443/")
