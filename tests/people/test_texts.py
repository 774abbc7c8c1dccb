"""A text goes out once, at a decent hour, to who wants it; and holds nothing of anybody."""

import hmac
import json
import os
import secrets
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import gateways, texting
from sanzhi.people.models import Text
from sanzhi.people.roles import INSTALLER
from tests.county import HOUR, MONDAY, a_resident
from tests.people.conftest import DROP

SECRET = secrets.token_urlsafe(24)  # of this run only


class Plain:
    group = "progress"

    @staticmethod
    def words(facts: Any, link: str, at: datetime) -> str:
        return f"{facts['number']} {link}"


KINDS = {"plain": Plain}


def queued(who, at=MONDAY, *, cause="one", urgent=False) -> Text:
    people.queue_text(
        [who.person_id], "plain", cause=cause, facts={"number": "TX1"}, link="/c/", urgent=urgent, at=at
    )
    return Text.objects.get(person_id=who.person_id, cause=cause)


def out(spool: Path) -> list[Path]:
    return sorted(spool.glob("out/*.json"))


def test_one_text_is_one_file_of_one_line_whoever_queues_and_sends_it_again(db, spool):
    who = a_resident()
    text = queued(who)
    queued(who, MONDAY + HOUR)
    assert people.send_texts(KINDS, at=MONDAY) == 1
    assert people.send_texts(KINDS, at=MONDAY) == 0
    (file,) = out(spool)
    told = json.loads(file.read_text("utf-8"))
    assert (told["key"], told["text"], told["phone"][:3]) == (str(text.key), "TX1 /c/", "199")
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_gateway_may_take_a_file_and_it_is_not_written_again(db, spool):
    text = queued(a_resident())
    people.send_texts(KINDS, at=MONDAY)
    (file,) = out(spool)
    file.rename(spool / "taken" / file.name)
    Text.objects.filter(pk=text.pk).update(
        state="waiting", ended_at=None
    )  # as after a kill before the commit
    people.send_texts(KINDS, at=MONDAY)
    assert out(spool) == []
    assert Text.objects.get().state == "sent"


KILLED = """
import os, django
django.setup()
from sanzhi.kit import clock
from sanzhi.people import actions, gateways
from tests.people.test_texts import KINDS
class Dies(gateways.FileDrop):
    def send(self, phone, words, key):
        super().send(phone, words, key)
        os._exit(9)
gateways.gateway = Dies
actions.send_texts(KINDS, at=clock.now())
"""


@pytest.mark.faults
def test_killed_between_the_sending_and_its_mark_the_text_still_goes_out_once(committed_db, spool):
    from sanzhi.kit import clock

    at = clock.now()
    queued(a_resident(), at, urgent=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    script = KILLED.replace("django.setup()", _same_database(spool))
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 9, done.stderr
    assert (len(out(spool)), Text.objects.get().state) == (1, "waiting")
    assert people.send_texts(KINDS, at=clock.now()) == 1
    assert (len(out(spool)), Text.objects.get().state) == (1, "sent")


def _same_database(spool: Path) -> str:
    return (
        "from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {os.environ['SANZHI_DATABASE']!r}\n"
        f"settings.SANZHI_TEXT_GATEWAY, settings.SANZHI_TEXT_SPOOL = {DROP!r}, {str(spool)!r}\n"
        "django.setup()"
    )


@pytest.mark.parametrize(
    ("hour", "quiet"), [(7, True), (8, False), (20, False), (21, True), (23, True), (0, True)]
)
def test_nobody_is_texted_at_night(hour: int, quiet: bool):
    at = datetime(2026, 3, 2, hour, tzinfo=COUNTY)
    assert texting.is_quiet(at) is quiet
    assert texting.is_quiet(texting.next_open(at)) is False


def test_at_night_a_text_waits_for_eight_and_an_emergency_does_not(db, spool):
    night = datetime(2026, 3, 2, 22, tzinfo=COUNTY)
    who = a_resident()
    assert queued(who, night).next_try_at == datetime(2026, 3, 3, 8, tzinfo=COUNTY)
    queued(who, night, cause="fire", urgent=True)
    assert (people.send_texts(KINDS, at=night), len(out(spool))) == (1, 1)
    assert (people.send_texts(KINDS, at=night + 10 * HOUR), len(out(spool))) == (1, 2)


def test_a_text_due_by_day_but_sent_at_night_waits_too(db, spool):
    queued(a_resident(), MONDAY)
    people.send_texts(KINDS, at=datetime(2026, 3, 2, 22, tzinfo=COUNTY))
    text = Text.objects.get()
    assert (text.state, text.next_try_at) == ("waiting", datetime(2026, 3, 3, 8, tzinfo=COUNTY))


def test_who_said_stop_gets_none_and_who_changes_their_mind_gets_them_again(db, spool):
    who = a_resident()
    people.choose_texts(who.person_id, ["rating"], by=who, at=MONDAY)
    queued(who)
    people.send_texts(KINDS, at=MONDAY)
    assert (Text.objects.get().state, Text.objects.get().reason) == ("skipped", "本人不要短信")
    people.choose_texts(who.person_id, ["rating", "progress"], by=who, at=MONDAY + HOUR)
    queued(who, MONDAY + HOUR, cause="two")
    people.send_texts(KINDS, at=MONDAY + HOUR)
    assert len(out(spool)) == 1


def test_nobody_chooses_for_somebody_else(db):
    one, other = a_resident(), a_resident("别人")
    with pytest.raises(Refusal):
        people.choose_texts(one.person_id, [], by=other, at=MONDAY)


def test_after_two_days_a_text_is_not_sent_any_more(db, spool):
    queued(a_resident())
    people.send_texts(KINDS, at=MONDAY + timedelta(days=2, hours=1))
    assert (Text.objects.get().state, out(spool)) == ("skipped", [])


def test_without_a_gateway_nothing_is_queued(db):
    people.queue_text([a_resident().person_id], "plain", cause="one", facts={}, at=MONDAY)
    assert Text.objects.count() == 0


class Deaf(BaseHTTPRequestHandler):
    """A gateway that answers as it is told, and keeps what it was sent."""

    answers: list[int] = []
    got: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Deaf.got.append((dict(self.headers), body))
        self.send_response(Deaf.answers.pop(0))
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


@pytest.fixture
def http(settings):
    server = HTTPServer(("127.0.0.1", 0), Deaf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.Http"
    settings.SANZHI_TEXT_URL = f"http://127.0.0.1:{server.server_port}/"
    settings.SANZHI_TEXT_SECRET = SECRET
    Deaf.answers, Deaf.got = [], []
    yield Deaf
    server.shutdown()
    server.server_close()


def test_a_gateway_that_is_down_is_asked_again_later_under_the_same_key(db, http):
    http.answers = [503, 200]
    text = queued(a_resident())
    people.send_texts(KINDS, at=MONDAY)
    waiting = Text.objects.get()
    assert (waiting.state, waiting.tries) == ("waiting", 1)
    assert waiting.next_try_at == MONDAY + texting.wait_before(1)
    people.send_texts(KINDS, at=waiting.next_try_at)
    assert Text.objects.get().state == "sent"
    assert [head["Idempotency-Key"] for head, _body in http.got] == [str(text.key)] * 2
    head, body = http.got[0]
    signed = hmac.digest(SECRET.encode(), head["X-Sanzhi-Timestamp"].encode() + b"." + body, sha256).hex()
    assert head["X-Sanzhi-Signature"] == signed


def test_a_gateway_that_says_no_is_not_asked_again_until_somebody_presses(db, http):
    http.answers = [400, 302, 200]
    text = queued(a_resident())
    people.send_texts(KINDS, at=MONDAY)
    assert (Text.objects.get().state, Text.objects.get().reason) == ("failed", "the gateway answered 400")
    keeper = INSTALLER.__class__(None, "", _admin())
    assert people.retry_text(text.id, by=keeper, at=MONDAY + HOUR) is True
    assert people.retry_text(text.id, by=keeper, at=MONDAY + HOUR) is False
    people.send_texts(KINDS, at=MONDAY + HOUR)
    assert Text.objects.get().reason == "the gateway answered 302"  # a number goes nowhere else
    with pytest.raises(Refusal):
        people.retry_text(text.id, by=a_resident("别人"), at=MONDAY)


def _admin():
    from sanzhi.people.roles import ROLES

    return ROLES["system_admin"]


def test_eight_tries_in_vain_are_a_failure(db, settings):
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.Http"
    settings.SANZHI_TEXT_URL, settings.SANZHI_TEXT_SECRET = "http://127.0.0.1:9/", SECRET
    queued(a_resident())
    for _try in range(texting.MOST_TRIES):
        people.send_texts(KINDS, at=Text.objects.get().next_try_at)
    assert (Text.objects.get().state, Text.objects.get().tries) == ("failed", 8)


@pytest.mark.parametrize("url", ["http://sms.example.cn/", "ftp://x/", ""])
def test_a_number_is_not_posted_in_clear(settings, url: str):
    settings.SANZHI_TEXT_URL, settings.SANZHI_TEXT_SECRET = url, SECRET
    with pytest.raises(Exception, match="https"):
        gateways.Http()
