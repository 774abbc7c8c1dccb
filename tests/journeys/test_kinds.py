"""A county designs a kind of its own: refused by the lint, mended, tried out, published by a second person, and used."""

import re

import pytest
from playwright.sync_api import Page

from sanzhi.cases import actions, queries, verify
from sanzhi.cases.models import Case
from sanzhi.kit import clock
from sanzhi.kit.calendar import COUNTY
from tests.county import DAY, MONDAY, County, a_member_of_staff, assign, decline
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()


def named(label: str) -> re.Pattern[str]:
    """A label, whether or not it says that it may stay empty."""
    return re.compile(rf"^{re.escape(label)}\s*(可不填)?$")


def add(page: Page, what: str, fill: dict[str, str], tick: list[str], choose: dict[str, str]) -> None:
    """Add one part of the kind by its page."""
    follow(page, what)
    for label, text in fill.items():
        page.get_by_label(named(label)).fill(text)
    for label, option in choose.items():
        page.get_by_label(named(label)).select_option(label=option)
    for label in tick:
        group, _slash, name = label.rpartition("/")
        inside = page.get_by_role("group", name=named(group)) if group else page
        inside.get_by_label(name, exact=True).check()
    press(page, "保存")
    page.get_by_text("已保存。").wait_for()


CLOCK = {"时限": "5wd", "黄牌": "5wd", "红牌": "10wd", "依据": "本地约定：市府办 2026-11"}


def design(page: Page) -> None:
    """Two states and an end, two steps, two clocks, a field, a letter; one word forgotten."""
    page.goto("/desk/kinds/")
    looks_right(page, "kinds")
    follow(page, "起草一个种类")
    page.get_by_label("种类名称").fill("噪声扰民")
    page.get_by_label("内部编号").fill("noise")
    press(page, "建草稿")
    page.get_by_text("没有选登记之后的第一个状态").wait_for()
    for name, public, holder in (("待派单", "已收到", "受理单位"), ("测声中", "", "承办单位")):
        add(page, "加一个状态", {"工作人员看的名称": name, "居民看的名称": public}, [], {"在谁手里": holder})
    add(page, "加一个状态", {"工作人员看的名称": "已答复", "居民看的名称": "已答复"}, ["到这里就办结了"], {})
    add(page, "加一个计时", {"名称": "派单", **CLOCK}, [], {})
    add(page, "加一个计时", {"名称": "测声", **CLOCK}, [], {})
    add(
        page,
        "加一个步骤",
        {"按钮上的字": "派单", "居民在经过里看到的话": "已派人测声"},
        ["在哪些状态可以办/待派单", "谁可以办/镇（街道）受理员", "要填什么/选承办单位", "停止哪些计时/派单", "启动哪些计时/测声"],
        {"办完到哪个状态": "测声中", "相当于一般诉求的哪一步": "交办"},
    )  # fmt: skip
    add(
        page,
        "加一个步骤",
        {"按钮上的字": "答复", "居民在经过里看到的话": "已测声并答复"},
        [
            "在哪些状态可以办/测声中",
            "谁可以办/承办人",
            "要填什么/写答复（居民看得到）",
            "停止哪些计时/测声",
        ],
        {"办完到哪个状态": "已答复"},
    )
    add(
        page,
        "加一个填写项",
        {"叫什么": "声源", "选项": "工地\n商铺"},
        ["必须填", "居民看得到"],
        {"填什么": "选一项"},
    )
    add(page, "加一份文书", {"标题": "测声告知书", "正文": "关于{事项}，声源为{声源}。"}, [], {})
    follow(page, "改基本情况")
    page.get_by_label("居民可以自己登记").check()
    page.get_by_label("承办单位看不到反映人是谁", exact=True).check()
    page.get_by_label("保存年限的依据").fill("本地约定：市府办 2026-11")
    press(page, "保存")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_kind_is_designed_refused_mended_tried_published_and_used(county: County, window, width: int):
    yesterday = clock.now() - DAY
    assign(county, county.filed(at=yesterday), yesterday)
    decline(county, county.filed(at=yesterday), yesterday)
    first = window(a_member_of_staff("甲管", "system_admin", county.centre), width)
    second = window(a_member_of_staff("乙管", "system_admin", county.centre), width)
    design(first)
    refused_and_mended(first)
    published_by_another(first, second)
    used(county, window, width)
    case = Case.objects.get(kind="noise")
    assert (case.state, case.details, case.secrecy) == ("noise-end1", {"f1": "工地"}, "shielded")
    assert [check().violations for check in verify.CHECKS.values()] == [[]] * len(verify.CHECKS)


def refused_and_mended(page: Page) -> None:
    finding = page.get_by_role("listitem").filter(has_text="状态“测声中”没有给居民看的名称")
    finding.wait_for()
    looks_right(page, "kind-refused")
    page.get_by_text("还有 1 处错误，改好才能发布。").wait_for()
    finding.get_by_role("link").click()
    page.get_by_label(named("居民看的名称")).fill("正在测声")
    looks_right(page, "kind-part")
    press(page, "保存")
    page.get_by_text("没有发现问题").wait_for()
    page.get_by_text("您写过这份草稿，要由另一位系统管理员发布").wait_for()
    follow(page, "拿上个月的事项试走")
    page.get_by_role("heading", name="试走").wait_for()
    page.get_by_text("草稿里没有对应的步骤").wait_for()
    looks_right(page, "kind-dry-run")
    page.go_back()


def published_by_another(first: Page, second: Page) -> None:
    second.goto(first.url)
    looks_right(second, "kind-sound")
    second.get_by_label(named("说明")).fill("市府办 2026-11 会议定")
    press(second, "发布")
    second.get_by_text("第 1 版已发布").wait_for()
    assert second.get_by_role("link", name="加一个状态").count() == 0
    looks_right(second, "kind-published")


def used(county: County, window, width: int) -> None:
    """From the resident's three steps to the last of the desk's."""
    me = window(county.resident, width)
    me.goto("/file/")
    follow(me, "噪声扰民")
    me.get_by_label("一句话说是什么事").fill("工地夜里打桩")
    me.get_by_label("把情况说清楚").fill("夜里十一点还在打桩，睡不着。")
    me.get_by_label("声源").select_option("工地")
    looks_right(me, "kind-filing")
    press(me, "下一步：在哪里")
    # Where scripts run, the villages of one town are offered after its choice.
    me.get_by_label("在哪个镇（街道）").select_option(label="乌镇镇")
    me.get_by_label("在哪个村（社区）").select_option(county.village.code)
    me.get_by_role("button", name="下一步").click()
    me.get_by_text("工地", exact=True).wait_for()
    looks_right(me, "kind-check")
    me.get_by_role("button", name="提交").click()
    me.wait_for_url("**/filed")
    room = window(county.dispatcher, width)
    room.goto("/desk/")
    follow(room, "工地夜里打桩")
    looks_right(room, "kind-case")
    follow(room, "派单")
    room.get_by_label("承办单位").select_option(label=county.roads.name)
    press(room, "派单")
    room.get_by_text("已派单。").wait_for()
    roads = window(county.handler, width)
    roads.goto("/desk/")
    follow(roads, "工地夜里打桩")
    roads.get_by_text("已隐去").wait_for()
    assert roads.get_by_role("link", name="查看联系方式").count() == 0
    follow(roads, "答复")
    roads.get_by_label("答复内容").fill("已要求工地夜间停工，请您监督。")
    press(roads, "答复")
    roads.get_by_text("已答复。", exact=True).wait_for()
    me.goto("/mine/")
    follow(me, "工地夜里打桩")
    me.get_by_text("已测声并答复").wait_for()
    assert me.get_by_text("{}").count() == 0
    looks_right(me, "kind-answered")


def test_the_letter_of_the_kind_is_a_paper(county: County, client):
    """Without a browser: a PDF, and nothing for whoever may not see the matter."""
    from sanzhi.cases.actions import Origin
    from tests.journeys.conftest import session_of
    from tests.kinds import published

    pair = [a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管")]
    version = published(*pair, MONDAY)
    filing = county.filing(kind=version.code, details={"f1": "工地"})
    case = actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=MONDAY)
    from django.conf import settings

    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(county.dispatcher)
    answer = client.get(f"/desk/c/{case.public_code}/letter/l1")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert client.get(f"/desk/c/{case.public_code}/letter/l9").status_code == 404


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_pages_of_the_rules_are_readable(county: County, window, width: int):
    county.filed(at=clock.now())
    keeper = a_member_of_staff("管规则", "system_admin", county.centre)
    draft = actions.draft_routing(by=keeper, at=clock.now())
    rule = {
        "purpose": "propose",
        "name": "路灯归住建局",
        "when": {"words": ["路灯"]},
        "office_id": county.roads.id,
        "office_kind": "",
    }
    actions.put_route(draft.id, None, rule, by=keeper, at=clock.now(), revision=1)
    copied = queries.spec_to_copy(keeper, "matter")
    copy = actions.draft_kind("照抄的", "copied", copied=copied, by=keeper, at=clock.now())
    page = window(keeper, width)
    asked = f"text=路灯不亮&area={county.village.code}&category=city.roads&channel=web&under=draft"
    for name, address in {
        "kind-built-in": "/desk/kinds/built-in/matter/1/",
        "kind-copied": f"/desk/kinds/{copy.id}/",
        "kind-step": f"/desk/kinds/{copy.id}/steps/t3",
        "kind-routing": f"/desk/routing/?{asked}",
        "kind-rule": "/desk/routing/rule/2",
        "kind-preview": "/desk/routing/preview",
        "kind-categories": "/desk/categories/",
        "kind-category": "/desk/categories/of/city.roads/",
        "kind-labels": "/desk/categories/labels",
        "desk-calendar": "/desk/calendar/",
        "desk-roles": "/desk/roles/",
    }.items():
        page.goto(address)
        looks_right(page, name)
    page.goto("/desk/calendar/")
    due = county.filed(at=clock.now()).due_at
    page.get_by_label("哪一天").fill(str(due.astimezone(COUNTY).date()))
    page.get_by_label("休息", exact=True).check()
    page.get_by_label("名称和依据").fill("台风停工，市府办通知")
    page.get_by_role("button", name="先看会改哪些期限").nth(1).click()
    page.get_by_role("heading", name="个正在走的期限").wait_for()
    looks_right(page, "kind-calendar")
