"""Another system is told: registered, tested, down for a while, and sent to again, on a telephone and on a desk."""

import pytest

from sanzhi.exchange.webhooks import sweeps
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from tests.county import County, a_member_of_staff
from tests.exchange.conftest import LOOPBACK, Hotline, happen, serve
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser


@pytest.fixture
def other_side(tmp_path, settings):
    there, server, authority = serve(tmp_path)
    settings.SANZHI_WEBHOOK_CA, settings.SANZHI_WEBHOOK_NETWORKS = str(authority), LOOPBACK
    yield there
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_another_system_is_told(county: County, window, other_side, width: int) -> None:
    admission = Admission("市 12345 热线平台", ["api"], ["330483"], 600)
    client, _token = people.admit_client(admission, by=INSTALLER, at=clock.now())
    keeper = a_member_of_staff("安全员", "security_admin", county.centre)
    page = window(keeper, width)
    page.goto("/desk/webhooks/")
    looks_right(page, f"webhooks_none_{width}")
    page.get_by_role("link", name="新增接收方").click()
    page.get_by_label("名称").fill("热线平台正式环境")
    page.get_by_label("接收地址").fill("https://10.0.0.8/")
    page.get_by_label("登记", exact=True).check()
    page.get_by_role("button", name="保存").click()
    page.get_by_text("内部网络").first.wait_for()
    page.complaints.clear()  # the browser's own note of the 422
    page.get_by_label("接收地址").fill(other_side.url)
    looks_right(page, f"webhooks_add_{width}")
    page.get_by_role("button", name="保存").click()
    page.get_by_text("只显示这一次").wait_for()
    looks_right(page, f"webhooks_secret_{width}")
    page.get_by_role("link", name="已经记下").click()
    page.get_by_role("button", name="试发").click()
    page.get_by_text("已放进推送队列").wait_for()
    sweeps.send_due()
    page.reload()
    page.get_by_role("cell", name="已送到").wait_for()

    other_side.answers = 503
    Hotline(county, client, keeper, None, "").filed(at=clock.now())
    happen(clock.now())
    sweeps.send_due()
    page.reload()
    page.get_by_text("对方没有收下").wait_for()
    page.locator("main").get_by_text("起送不到").wait_for()
    looks_right(page, f"webhooks_one_{width}")
    page.get_by_role("link", name="重发一段时间").click()
    looks_right(page, f"webhooks_again_{width}")
    page.goto("/desk/webhooks/")
    looks_right(page, f"webhooks_{width}")
    page.goto("/api/")
    looks_right(page, f"webhooks_reading_{width}")
