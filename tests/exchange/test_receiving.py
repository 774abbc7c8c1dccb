"""What we tell whoever receives works as it stands on the page and in the manual."""

import json
import time
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from sanzhi.exchange.webhooks import rules
from sanzhi.kit import clock

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "src/sanzhi/api/check_signature.txt").read_text("utf-8")
SECRET = "whsec_" + "C" * 32


@pytest.fixture
def genuine():
    written: dict[str, object] = {}
    exec(compile(SAMPLE, "sample", "exec"), written)
    return written["genuine"]


def test_the_sample_takes_what_we_send_and_nothing_else(db, genuine):
    body = rules.body_of(rules.TEST, clock.now(), None)
    headers = rules.headers_of("msg_1", body, ["whsec_" + "D" * 32, SECRET], clock.now())
    assert genuine(SECRET, headers, body.encode())
    assert not genuine(SECRET, headers, body.replace("试发", "真的").encode())
    assert not genuine("whsec_" + "E" * 32, headers, body.encode())
    assert not genuine(SECRET, headers | {"webhook-id": "msg_2"}, body.encode())
    old = rules.headers_of("msg_1", body, [SECRET], clock.now() - 2 * rules.WAITS[2])
    assert not genuine(SECRET, old, body.encode())
    assert time.time() - int(old["webhook-timestamp"]) > 300 and json.loads(body)["type"] == "test"


def test_it_has_ten_lines_and_stands_on_the_page_and_in_the_manual(db):
    within = SAMPLE[SAMPLE.index("def genuine") :]
    assert len(within.strip().splitlines()) <= 10
    assert escape(SAMPLE.strip()) in Client().get("/api/").content.decode()
    assert f"```python\n{SAMPLE}```" in (ROOT / "docs/manual/webhooks.md").read_text("utf-8")
