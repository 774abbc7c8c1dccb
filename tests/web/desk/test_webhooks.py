"""The security administrator says which system is told what; the secret is shown once, the log shows no matter."""

import re
from ipaddress import ip_network

import pytest

from sanzhi.exchange.webhooks import actions
from sanzhi.exchange.webhooks.models import Delivery, Receiver
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from tests.web.desk.conftest import as_, send, text

ADD, HERE = "/desk/webhooks/add", "/desk/webhooks/"


@pytest.fixture
def client_id(town, settings) -> int:
    settings.SANZHI_WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    admission = Admission("市 12345 热线平台", ["api"], ["330483"], 600)
    return people.admit_client(admission, by=INSTALLER, at=clock.now())[0].id


@pytest.fixture
def said(client_id) -> dict[str, object]:
    url = "https://localhost:8443/in"
    return {
        "whose": client_id,
        "name": "热线正式环境",
        "url": url,
        "happenings": ["case.assign", "case.closed"],
    }


def test_a_receiver_is_added_and_its_secret_shown_once(town, said):
    keeper = as_(town, "security_admin")
    assert "还没有推送给别的系统" in text(keeper.get(HERE))
    shown = keeper.get(send(keeper, ADD, **said).url)
    assert re.search(r"whsec_[A-Za-z0-9+/]{32}", text(shown))
    assert shown["Cache-Control"] == "no-store"
    assert keeper.get("/desk/webhooks/secret").status_code == 302
    row = Receiver.objects.get()
    assert row.happenings == ["case.assign", "case.closed"]
    page = text(keeper.get(f"{HERE}{row.id}/"))
    assert "没有这样的推送记录" in page and "whsec_" not in page and "在推送" in page


def test_what_is_wrong_is_said_at_the_field(town, said, settings):
    keeper = as_(town, "security_admin")
    for change, told in (
        ({"url": "http://localhost/"}, "只用 https"),
        ({"url": "https://10.0.0.8/"}, "内部网络"),
        ({"url": "https://no.such.host.invalid/"}, "找不到这个地址"),
        ({"happenings": []}, "这一项不能空着"),
        ({"whose": 999999}, "市 12345 热线平台"),
        ({"happenings": ["case.contest_card"]}, "case.contest_card"),
    ):
        answer = send(keeper, ADD, **{**said, **change})
        assert answer.status_code == 422 and told in text(answer), change
    assert Receiver.objects.count() == 0


def test_without_a_client_the_page_says_where_to_begin(town):
    assert "还没有接口客户" in text(as_(town, "security_admin").get(ADD))


def test_nobody_else_comes_in(town, said):
    send(as_(town, "security_admin"), ADD, **said)
    row = Receiver.objects.get()
    for role in ("system_admin", "audit_admin", "county_dispatcher", "handler"):
        other = as_(town, role)
        for address in (HERE, ADD, f"{HERE}{row.id}/", f"{HERE}{row.id}/change", f"{HERE}{row.id}/resend"):
            assert other.get(address).status_code == 403
        for verb in ("test", "rotate", "pause", "resume", "remove", "resend/1"):
            assert send(other, f"{HERE}{row.id}/{verb}").status_code == 403
    assert Delivery.objects.count() == 0


def test_the_log_is_filtered_and_paged_and_holds_neither_a_public_code_nor_a_body(town, said):
    keeper = as_(town, "security_admin")
    send(keeper, ADD, **said)
    row, at = Receiver.objects.get(), clock.now()
    for _number in range(55):
        actions.send_test(row.id, by=town.staff["security_admin"].actor, at=at)
    some = Delivery.objects.order_by("-id")[:3]
    Delivery.objects.filter(pk__in=[one.pk for one in some]).update(
        state="parked",
        ended_at=at,
        happening="case.assign",
        number="TX2026-000001",
        status=503,
        reason="status",
    )
    page = keeper.get(f"{HERE}{row.id}/")
    assert len(page.context["rows"]) == 50 and page.context["older"]
    assert len(keeper.get(f"{HERE}{row.id}/{page.context['older']}").context["rows"]) == 5
    for asked in ("state=parked", "happening=case.assign", "number=TX2026-000001"):
        assert len(keeper.get(f"{HERE}{row.id}/?{asked}").context["rows"]) == 3
    assert keeper.get(f"{HERE}{row.id}/?state=nonsense&before=-1").status_code == 200
    parked = text(keeper.get(f"{HERE}{row.id}/?state=parked"))
    assert "503" in parked and "对方没有收下" in parked and "timestamp" not in parked


def test_by_hand_it_is_tested_paused_resumed_changed_resent_given_a_new_secret_and_ended(town, said):
    keeper = as_(town, "security_admin")
    send(keeper, ADD, **said)
    row = Receiver.objects.get()
    here = f"{HERE}{row.id}/"
    send(keeper, f"{here}test")
    test = Delivery.objects.get()
    Delivery.objects.update(state="parked", ended_at=clock.now())
    send(keeper, f"{here}resend/{test.id}")
    assert Delivery.objects.get().state == "waiting"
    Delivery.objects.update(state="parked", ended_at=clock.now())
    today = clock.today().isoformat()
    assert "不早于" in text(send(keeper, f"{here}resend", first=today, last="2020-01-01"))
    assert send(keeper, f"{here}resend", first=today, last=today).status_code == 302
    assert Delivery.objects.get().state == "waiting"
    send(keeper, f"{here}pause")
    assert "暂停期间的进展都留着" in text(keeper.get(here))
    assert send(keeper, f"{here}test").status_code == 409
    send(keeper, f"{here}resume")
    send(keeper, f"{here}change", name="新名字", url=said["url"], happenings=["case.closed"])
    row.refresh_from_db()
    assert (row.name, row.happenings, row.paused) == ("新名字", ["case.closed"], "")
    assert "旧的密钥用到" in text(keeper.get(send(keeper, f"{here}rotate").url))
    send(keeper, f"{here}remove")
    assert "已停用" in text(keeper.get(HERE))
    assert send(keeper, f"{here}resume").status_code in (403, 404)
    assert Delivery.objects.get().reason == "removed"
