"""A good deed on a phone, verified at the desk, scored by three, announced; another's round entered and read line by line."""

from datetime import timedelta

import pytest
from PIL import Image

from sanzhi.kit import clock
from sanzhi.points import actions
from sanzhi.points.models import Claim
from tests.county import MONDAY
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.points.conftest import CONTACT, DAY, Hamlet

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def village(county) -> Hamlet:
    made = Hamlet()
    made.standard = made.with_standard()
    return made


@pytest.fixture
def ditch(tmp_path):
    path = tmp_path / "沟.jpg"
    Image.new("RGB", (800, 600), "olive").save(path, "JPEG")
    return path


def reported(window, village: Hamlet, ditch, who=None):
    phone = window(who or village.resident, PHONE)
    phone.goto("/points/")
    looks_right(phone, "points-home")
    phone.get_by_role("link", name="申报积分").click()
    phone.get_by_label("哪一项").select_option("litter")
    phone.get_by_label("怎么做的").fill("清了桥头的排水沟。")
    phone.get_by_label("照片").set_input_files(ditch)
    looks_right(phone, "points-new")
    phone.get_by_role("button", name="提交").click()
    phone.get_by_text("已收到，等网格员核实").wait_for()
    looks_right(phone, "points-claim")
    return phone


def test_a_leader_sees_how_the_points_lie(village, window):
    village.entered(village.verified())
    board = window(village.supervisor, PHONE)
    for width in (PHONE, DESK):
        board.set_viewport_size({"width": width, "height": 800})
        board.goto(f"/board/points/?year={MONDAY.year}")
        looks_right(board, f"board-points-{width}")
        board.get_by_role("link", name=village.village.name).first.click()
        board.get_by_text("各有多少户").wait_for()
        looks_right(board, f"board-points-village-{width}")


def test_from_a_deed_on_a_phone_to_the_wall(village, window, ditch):
    phone = reported(window, village, ditch)
    grid = window(village.grid, PHONE)
    grid.goto("/desk/points/")
    looks_right(grid, "desk-points-360")
    grid.get_by_role("link", name="待核实 1 条").click()
    grid.get_by_role("link", name="清理公共沟渠、垃圾").click()
    looks_right(grid, "desk-points-claim-360")
    grid.get_by_role("button", name="核实：是这样").click()
    grid.get_by_text("已核实，交评定小组评分").wait_for()
    for number, member in enumerate(village.panel[:3]):
        scoring = window(member, PHONE)
        scoring.goto("/desk/points/scoring/")
        if number == 0:
            looks_right(scoring, "desk-points-scoring")
        scoring.get_by_role("button", name="同意", exact=True).click()
        scoring.get_by_text("已评。结评以前可以改。").wait_for()
    desk = window(village.clerk, DESK)
    desk.goto("/desk/points/rounds/")
    looks_right(desk, "desk-points-rounds")
    desk.get_by_role("button", name="结评").click()
    desk.get_by_role("button", name="确定").or_(desk.get_by_text("已结评，请拟公示。")).first.click()
    desk.get_by_text("已结评，请拟公示。").wait_for()
    desk.get_by_label("有异议找谁").fill(CONTACT)
    desk.get_by_role("button", name="拟公示").click()
    desk.get_by_text("公示稿已拟好").wait_for()
    looks_right(desk, "desk-points-round")
    phone.reload()
    phone.get_by_text("3 人评，3 人同意").wait_for()


def test_what_was_entered_says_why_line_by_line(village, window):
    then = clock.now() - timedelta(days=30)
    claim = village.verified(at=then)
    held = village.announced(claim, at=then + DAY)
    desk = window(village.clerk, DESK)
    desk.goto(f"/desk/points/rounds/{held.id}/")
    desk.get_by_role("button", name="入账").click()
    desk.get_by_text("已入账 1 条").wait_for()
    phone = window(village.resident, PHONE)
    phone.goto("/points/")
    phone.get_by_text("今年总分").wait_for()
    looks_right(phone, "points-home-with")
    phone.get_by_role("link", name="全部，可以打印").click()
    looks_right(phone, "points-book")
    phone.get_by_role("link", name="清理公共沟渠、垃圾").click()
    for said in ("入账", "公示", "依据", "核实"):
        phone.get_by_text(said, exact=True).first.wait_for()
    assert Claim.objects.get().state == "confirmed"


def test_a_standard_is_made_refused_by_the_lint_mended_and_sent_out(village, window):
    desk = window(village.clerk, DESK)
    desk.goto("/desk/standards/new")
    desk.get_by_label("哪个村").select_option(village.code)
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已从现行版本或市级模板拟出草稿").wait_for()
    looks_right(desk, "desk-standard")
    desk.get_by_role("link", name="加一项").click()
    desk.get_by_label("做什么").fill("到市里上访")
    desk.get_by_label("扣分", exact=True).check()
    for name in ("每次最少几分", "每次最多几分"):
        desk.get_by_label(name).fill("5")
    desk.get_by_label("每月最多").fill("5")
    desk.get_by_label("扣户的分").select_option("yard")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("信访、投诉、举报不能影响积分").first.wait_for()
    desk.complaints.clear()  # the browser says of a refused form that it was refused
    looks_right(desk, "desk-standard-item-refused")
    desk.get_by_label("做什么").fill("书面提醒后门口仍堆放杂物")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已保存。").wait_for()
    desk.get_by_text("新增").first.wait_for()
    desk.get_by_role("link", name="征求意见").click()
    desk.get_by_label("有异议找谁").fill(CONTACT)
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("征求意见稿已拟好").wait_for()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_other_page_of_points_looks_right(village, window, width):
    then = clock.now() - timedelta(days=30)
    claim = village.verified(at=then)
    held = village.announced(claim, at=then + DAY)
    asked = village.house("14")
    village.entered(village.verified("hazard", at=then + 2 * DAY, happened_on=then.date()), at=then + 3 * DAY)
    actions.ask_transfer(
        village.home.pk, asked.pk, points=1, reason="分户，村里议过", by=village.clerk, at=clock.now()
    )
    base = "/desk/points"
    for actor, addresses in (
        (
            village.clerk,
            [
                f"{base}/", f"{base}/claims/", f"{base}/claims/{claim.id}/", f"{base}/rounds/{held.id}/",
                f"{base}/record?area={village.code}&number=12", f"{base}/panel/{village.code}/", f"{base}/transfers/new",
                "/desk/standards/", f"/desk/standards/{village.standard.id}/", f"/desk/standards/{village.standard.id}/try",
                "/desk/households/", f"/desk/households/{village.home.pk}/",
            ],
        ),
        (village.overseer, [f"{base}/", f"{base}/transfers/"]),
        (village.resident, ["/points/", "/points/book?month=2026-03", "/points/claims/", "/points/new", f"/points/standards/{village.standard.id}/",
                            f"/points/standards/?area={village.code}"]),
        (village.neighbour, ["/points/"]),
    ):  # fmt: skip
        page = window(actor, width)
        for number, address in enumerate(addresses):
            page.goto(address)
            looks_right(page, f"p-{actor.role.code}-{number}-{width}")
