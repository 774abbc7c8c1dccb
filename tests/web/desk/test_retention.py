"""保存期限 by its pages: what ends soon, keeping it longer, and what is left to see afterwards."""

from datetime import timedelta

import pytest

from sanzhi.cases import sweeps
from sanzhi.kit import clock
from tests.questions import questions
from tests.web.desk.conftest import LAMPS, as_, filed, send, take_through, text

pytestmark = pytest.mark.usefixtures("own_home")

STEPS = ("assign", "sign_for", "report_done", "verify", "call_back")


@pytest.fixture
def later(town, case):
    """Thirty days before the words of a closed case go."""
    take_through(town, case, *STEPS)
    case.refresh_from_db()
    at = case.closed_at.replace(year=case.closed_at.year + 10) - timedelta(days=30)
    with clock.simulated(at):
        yield at


def test_what_ends_soon_is_shown_and_kept_longer_by_a_supervisor(town, case, later):
    client = as_(town, "supervisor")
    page = text(client.get("/desk/retention/"))
    assert case.title in page and "一般事项 10 年 本平台约定" in page
    address = f"/desk/c/{case.public_code}/keep"
    until = (clock.today() + timedelta(days=400)).isoformat()
    assert "写明哪个单位" in text(send(client, address, until=until, reason=""))
    refused = text(send(client, address, until="2099-01-01", reason="法院来函调取"))
    assert "一次最多延长10年" in refused
    assert send(client, address, until=until, reason="法院来函调取").status_code == 302
    seen = text(client.get(f"/desk/c/{case.public_code}/"))
    assert f"保存到 {until}" in seen and "改了保存到哪一天" in seen and "法院来函调取" in seen
    assert "已延长" in text(client.get("/desk/retention/"))


def test_who_handles_it_does_not_decide_how_long_it_is_kept(town, case, later):
    client = as_(town, "handler")
    assert client.get("/desk/retention/").status_code == 403
    assert send(client, f"/desk/c/{case.public_code}/keep", reason="自己想留着").status_code == 403
    assert "延长保存" not in text(client.get(f"/desk/c/{case.public_code}/"))


def test_afterwards_its_page_shows_the_course_and_no_words(town, case, later):
    assert sweeps.erase_due(at=later + timedelta(days=40)) == 1
    client = as_(town, "supervisor")
    page = text(client.get(f"/desk/c/{case.public_code}/"))
    assert "保存期满，内容已于" in page and "签收" in page
    assert LAMPS not in page and "张三" not in page and "路灯" not in page
    for address in ("clocks", "paper"):
        assert client.get(f"/desk/c/{case.public_code}/{address}").status_code == 200
    assert "最近没有要到期的事项" in text(client.get("/desk/retention/"))
    assert "路灯" not in text(client.get(f"/t/{case.public_code}/"))
    assert send(client, f"/desk/c/{case.public_code}/keep", reason="还想再看").status_code in (403, 409)


def test_the_page_costs_the_same_however_long(town, later):
    def asked() -> int:
        client = as_(town, "supervisor")
        client.get("/desk/retention/")
        with questions() as found:
            client.get("/desk/retention/")
        return len(found)

    with clock.simulated(town.at):
        first = filed(town, "又一盏路灯")
        take_through(town, first, *STEPS)
    few = asked()
    with clock.simulated(town.at):
        for number in range(5):
            take_through(town, filed(town, f"第{number}盏路灯"), *STEPS)
    assert asked() == few <= 12
