"""A dispatcher's morning, in a real browser: keys, ticks, a bulk move, a kept filter, and who is on duty."""

import pytest

from sanzhi.cases import actions as cases
from sanzhi.kit import clock
from tests.county import County
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser


def filed_this_morning(county: County) -> list:
    at = clock.now()
    return [county.filed(at=at, title=f"第{n}盏路灯不亮") for n in "一二三四"]


def test_the_morning_of_a_dispatcher(county: County, window) -> None:
    filed = filed_this_morning(county)
    page = window(county.dispatcher, DESK)
    page.goto("/desk/roster/")
    page.locator("tbody select").first.select_option(label="范受理")
    page.get_by_role("button", name="保存值班表").click()
    page.get_by_text("改了 1 处").wait_for()
    looks_right(page, "roster")

    page.goto("/desk/")
    looks_right(page, "todo_with_bulk")
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("在列表里往下、往上一行").wait_for()
    page.keyboard.press("Escape")
    for _row in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    assert page.locator("input[name=case]:checked").count() == 3
    page.get_by_label("选中的一起").select_option("assign")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("heading", name="选中的 3 件").wait_for()
    looks_right(page, "bulk_review")
    cases.urge(filed[0].id, by=county.resident, at=clock.now())  # meanwhile, one of them moves
    page.get_by_label("主办单位").select_option(label="市住房和城乡建设局")
    page.get_by_role("button", name="交办这 3 件").click()
    page.get_by_text("办成 2 件").wait_for()
    page.get_by_text("别人先办了").wait_for()
    looks_right(page, "bulk_end")
    page.reload()
    page.get_by_text("办成 2 件").wait_for()

    page.goto("/desk/cases/?state=registered")
    page.get_by_role("link", name="存为常用筛选").click()
    page.get_by_label("名称").fill("还没分的")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="还没分的").wait_for()
    looks_right(page, "cases_with_filters")


def test_a_standard_text_goes_into_the_form_with_and_without_a_script(
    county: County, window, browser
) -> None:
    case = county.case_in("handling")
    text = "灯头已经更换，今晚起恢复照明。"
    cases.write_phrase(use="report", title="换灯", text=text, by=county.handler, at=clock.now())
    page = window(county.handler, PHONE)
    page.goto(f"/desk/c/{case.public_code}/do/report_done")
    page.get_by_label("办理情况").fill("先到现场看过。")
    page.get_by_label("常用语").select_option(label="换灯")
    assert page.get_by_label("办理情况").input_value() == f"先到现场看过。\n{text}"
    assert page.get_by_role("button", name="填进去").count() == 0, "the script has done it"
    looks_right(page, "step_with_texts")

    plain = browser.new_context(
        base_url=page.url.split("/desk/")[0],
        java_script_enabled=False,
        locale="zh-CN",
        storage_state=page.context.storage_state(),
    ).new_page()
    plain.goto(f"/desk/c/{case.public_code}/do/report_done")
    plain.get_by_label("办理情况").fill("先到现场看过。")
    plain.get_by_label("常用语").select_option(label="换灯")
    plain.get_by_role("button", name="填进去").click()
    assert plain.get_by_label("办理情况").input_value() == f"先到现场看过。\n{text}"
    plain.context.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_new_pages_fit_a_telephone_and_a_desk(county: County, window, width: int) -> None:
    first = filed_this_morning(county)[0]
    phrase = cases.write_phrase(
        use="reply", title="谢谢", text="谢谢您的反映。", by=county.dispatcher, at=clock.now()
    )
    cases.save_filter(name="待分派", asked="state=registered", by=county.dispatcher, at=clock.now())
    page = window(county.dispatcher, width)
    ticked = f"case={first.public_code}.{first.version}"
    for address, name in (
        ("/desk/", "todo"),
        ("/desk/cases/?q=", "cases"),
        (f"/desk/cases/bulk?step=assign&{ticked}", "bulk"),
        ("/desk/filters/", "filters"),
        ("/desk/templates/", "templates"),
        (f"/desk/templates/{phrase.id}/change", "template"),
        ("/desk/roster/", "roster"),
        ("/desk/keys/", "keys"),
        (f"/desk/c/{first.public_code}/do/answer_on_spot", "step"),
    ):
        assert page.goto(address).ok, address
        looks_right(page, f"day_{name}_{width}")
