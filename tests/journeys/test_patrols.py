"""巡查 on a real phone, with a stretch without a network: ticked, found, sent once; a household reads what was written of a visit; the village reads the diary."""

import pytest
from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import expect

from sanzhi.kit import clock
from sanzhi.patrols import actions, sweeps
from sanzhi.patrols.models import PatrolStop, PatrolTask
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from tests.county import MONDAY, person_of
from tests.journeys.conftest import DESK, PHONE, looks_right
from tests.patrols.grid import GridWork, violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def walked(committed_db) -> tuple[GridWork, Actor]:
    cache.clear()
    with transaction.atomic():
        grid, now = GridWork(), clock.now()
        (she,) = grid.home()
        people.open_resident_account(person_of(she), at=MONDAY)
        grid.route(rhythm="daily")
        actions.set_card(
            grid.one.pk, households=260, office_phone="0573-88880000", complaint_phone="12345", by=grid.clerk, at=now
        )  # fmt: skip
        sweeps.make_tasks(at=now)
    return grid, she


def pressed(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def lost_nothing(grid: GridWork, phone) -> None:
    """What was found on a round that was called off meanwhile stays on the phone, whatever is cleared away."""
    now = clock.now()
    with transaction.atomic():
        late = grid.task(at=now, due_on=clock.today(), stops=(("河埠头", None, None),))
    phone.goto("/desk/patrols/round/")
    phone.wait_for_timeout(1000)
    phone.context.set_offline(True)
    phone.get_by_role("link", name="有问题 河埠头").click()
    phone.get_by_label("看到什么").fill("河埠头的栏杆松了")
    phone.get_by_label("类别").select_option("city.roads")
    pressed(phone, "记下")
    with transaction.atomic():
        actions.call_off(late.pk, because="今天下大雨", by=grid.clerk, at=now)
    phone.complaints.clear()
    phone.context.set_offline(False)
    phone.get_by_text("没有收下").first.wait_for(timeout=40_000)
    phone.get_by_role("button", name="清掉已送到的").click()
    expect(phone.locator("#round-queue > li")).to_have_count(1)
    expect(phone.locator("#round-queue")).to_contain_text("河埠头的栏杆松了")
    phone.get_by_role("button", name="删掉 河埠头").click()
    expect(phone.locator("#round-queue > li")).to_have_count(1)  # pressed once it is only asked
    looks_right(phone, "patrol-refused-360")
    phone.get_by_role("button", name="再按一次就删掉 河埠头").click()
    expect(phone.locator("#round-queue > li")).to_have_count(0)


def test_a_round_without_a_network_is_sent_once_and_a_household_reads_its_visit(walked, window):
    grid, she = walked
    phone = window(grid.worker, PHONE)
    phone.goto("/desk/patrols/round/")
    pressed(phone, "上岗")
    looks_right(phone, "patrol-round-360")
    phone.wait_for_function("localStorage.getItem('field-owner')")
    phone.wait_for_timeout(1000)  # the page is being kept
    phone.context.set_offline(True)
    phone.goto("/desk/patrols/round/")  # opened again, out there
    phone.get_by_text("没有网络，照常巡查").wait_for()
    phone.get_by_role("button", name="没问题 东桥").click()
    phone.get_by_role("link", name="有问题 垃圾房").click()
    phone.get_by_label("看到什么").fill("垃圾房的门掉了下来")
    phone.get_by_label("类别").select_option("city.roads")
    pressed(phone, "记下")
    expect(phone.locator("#round-queue > li")).to_have_count(2)
    assert PatrolStop.objects.filter(ticked_at__isnull=False).count() == 0
    phone.complaints.clear()  # a browser says so when there is no network
    phone.context.set_offline(False)
    expect(phone.get_by_text("已送到").nth(1)).to_be_attached(timeout=40_000)
    phone.reload()
    stops = PatrolStop.objects.order_by("number")
    assert [one.ok for one in stops] == [True, False] and stops[1].case is not None
    looks_right(phone, "patrol-sent-360")
    lost_nothing(grid, phone)
    phone.goto(f"/desk/patrols/{PatrolTask.objects.earliest('pk').pk}/")
    phone.get_by_role("link", name="做好了").click()
    phone.get_by_label("做得怎么样").fill("一处门坏了")
    pressed(phone, "保存")
    looks_right(phone, "patrol-task-360")
    phone.goto("/desk/visits/new")
    phone.get_by_label("户号").fill("001")
    phone.get_by_label("可以记", exact=True).check()
    phone.get_by_label("谁答应的").fill("沈阿妹")
    phone.get_by_label("说了什么").fill("一个人住，买菜不方便。")
    looks_right(phone, "grid-visit-new-360")
    pressed(phone, "保存")
    looks_right(phone, "grid-visits-360")
    today = clock.today().isoformat()
    phone.goto(f"/desk/diaries/days/{today}/")
    looks_right(phone, "grid-diary-360")
    pressed(phone, "签日志")
    hers = window(she, PHONE)
    hers.goto(f"/grids/?area={grid.village.code}")
    looks_right(hers, "grids-360")
    hers.get_by_role("link", name="谁走访过我家").click()
    hers.get_by_text("一个人住，买菜不方便。").wait_for()
    looks_right(hers, "grid-visits-mine-360")
    desk = window(grid.clerk, DESK)
    for where, name in (
        ("diaries/", "diaries"),
        ("patrols/routes/", "routes"),
        ("duty-list/", "duty-list"),
        ("patrols/new", "task-new"),
    ):
        desk.goto(f"/desk/{where}")
        looks_right(desk, f"grid-{name}-1440")
    assert violations() == []
