"""The phone desk, a table on its way, another system let in: each in a browser, for a narrow window and a wide one."""

import pytest

from sanzhi.cases.columns import COLUMNS
from sanzhi.cases.models import Call, Case, Sheet
from sanzhi.people import queries
from sanzhi.reactions import tasks
from tests.county import MONDAY, a_member_of_staff, an_office, person_of
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]
each_width = pytest.mark.parametrize("width", [PHONE, DESK])


@each_width
def test_a_caller_rings_twice_about_one_matter_and_once_about_another(county, window, width):
    case = county.filed(at=MONDAY)
    case_late = case.title
    page = window(county.dispatcher, width)
    page.goto("/desk/phone/")
    looks_right(page, f"phone-{width}")
    page.get_by_label("来电号码").fill(queries.phone_of(person_of(county.resident)))
    page.get_by_role("button", name="接听").click()
    page.get_by_role("heading", name="沈小满").wait_for()
    looks_right(page, f"call-{width}")
    page.get_by_role("link", name="登记重复诉求").click()  # filed in March: long past its limit
    page.get_by_label("详细情况").fill("上次修好以后又坏了，还是那一盏。")
    page.get_by_label("当场答复").fill("抢修队今天下午就到，到了给您打电话。")
    looks_right(page, f"call-file-{width}")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("heading", name="登记回执").wait_for()
    looks_right(page, f"receipt-{width}")
    taken = Call.objects.get()
    assert (taken.outcome, taken.repeats.title, taken.case.state) == ("answered", case_late, "follow_up")
    page.goto(f"/t/{taken.case.public_code}/")
    page.get_by_role("heading", name="办到哪一步了").wait_for()
    looks_right(page, f"track-{width}")


@each_width
def test_a_table_goes_on_while_one_watches_and_says_what_to_mend(county, window, width, tmp_path):
    line = [
        "李四",
        "13800001111",
        "路灯不亮",
        "路灯坏了三天，晚上看不见路。",
        "",
        county.village.code,
        "村口",
    ]
    lines = [[*line, "city.roads", f"R{n}"] for n in range(30)] + [[*line, "没有的类别", "BAD"]]
    path = tmp_path / "事项.csv"
    path.write_text("\n".join(",".join(cells) for cells in [list(COLUMNS), *lines]), encoding="utf-8")
    page = window(county.dispatcher, width)
    page.goto("/desk/import/")
    page.get_by_label("表格文件").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()
    page.get_by_text("没有“没有的类别”这个类别").wait_for()
    looks_right(page, f"sheet-{width}")
    page.get_by_role("button", name="导入这 30 行").click()
    page.get_by_text("后台正在导入").wait_for()
    looks_right(page, f"sheet-running-{width}")
    tasks.import_sheet(sheet=Sheet.objects.get().id)
    page.get_by_text("导入完成").wait_for()  # by itself
    assert Case.objects.filter(channel="import").count() == 30


@each_width
def test_another_system_is_let_in_and_its_token_shown_once(county, window, width):
    keeper = a_member_of_staff("安管理", "security_admin", an_office("it", "市大数据局", "department"))
    page = window(keeper, width)
    page.goto("/desk/clients/admit")
    page.get_by_label("哪个系统").fill("市 12345 热线平台")
    page.get_by_label("全市").check()
    looks_right(page, f"client-{width}")
    page.get_by_role("button", name="发放").click()
    page.get_by_text("只显示这一次").wait_for()
    looks_right(page, f"client-token-{width}")
    page.get_by_role("link", name="已经记下").click()
    page.get_by_role("rowheader", name="市 12345 热线平台").wait_for()
    looks_right(page, f"clients-{width}")
    page.get_by_role("link", name="接口说明").click()
    page.get_by_role("heading", name="事项接口").wait_for()
    looks_right(page, f"api-{width}")
