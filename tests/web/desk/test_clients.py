"""Other systems are let in by the security administrator alone; a token is shown once and kept nowhere."""

from django.test import Client as Browser

from sanzhi.people.models import Client
from tests.web.desk.conftest import TOWN, as_, send, text

ADMITTED = {
    "name": "市 12345 热线平台",
    "channels": ["api", "phone"],
    "areas": [TOWN[:9]],
    "per_minute": "60",
}


def test_a_token_is_shown_once_works_and_ends_when_it_is_withdrawn(town):
    client = as_(town, "security_admin")
    shown = client.get(send(client, "/desk/clients/admit", **ADMITTED).url)
    token = shown.context["token"]
    assert token in text(shown)
    assert shown["Cache-Control"] == "no-store"
    assert client.get("/desk/clients/token").status_code == 302
    row = Client.objects.get()
    assert token.encode() not in bytes(row.digest) and not token.startswith(row.hint + "…")
    machine = Browser(headers={"Authorization": f"Bearer {token}"})
    assert machine.get("/api/v1/cases").status_code == 200
    assert "市 12345 热线平台" in text(client.get("/desk/clients/"))
    send(client, f"/desk/clients/{row.id}/withdraw")
    assert machine.get("/api/v1/cases").status_code == 401
    assert "已收回" in text(client.get("/desk/clients/"))


def test_nobody_else_may_and_half_an_admission_is_asked_for_the_rest(town):
    assert as_(town, "system_admin").get("/desk/clients/").status_code == 403
    client = as_(town, "security_admin")
    for missing in ("name", "channels", "areas", "per_minute"):
        assert send(client, "/desk/clients/admit", **{**ADMITTED, missing: ""}).status_code == 422
    past = send(client, "/desk/clients/admit", **ADMITTED, until="2020-01-01")
    assert "到期日要在今天之后" in text(past)
    assert Client.objects.count() == 0
