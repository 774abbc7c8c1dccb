"""The main job as the manual tells it, through the real pages; TAKE_SCREENSHOTS=1 makes the manual's pictures."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.county import County, a_member_of_staff
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = pytest.mark.browser

TITLE = "村口路灯不亮"


def test_a_matter_from_the_residents_phone_to_its_closing(window, county: County) -> None:
    resident = window(county.resident, PHONE)
    code = files_a_matter(resident, county)
    dispatcher = window(county.dispatcher, DESK)
    assigns(dispatcher)
    handles(window(county.handler, DESK))
    verifies(dispatcher)
    calls_back(window(county.caller, DESK))
    resident.goto(f"/c/{code}/")
    expect(resident.locator("h1")).to_have_text(TITLE)
    expect(resident.get_by_text("已办结").first).to_be_visible()
    looks_right(resident, "resident-case")
    resident.goto("/me/looked")
    expect(resident.get_by_text("费回访")).to_be_visible()
    looks_right(resident, "resident-looked")


def test_the_three_administrators_open_their_pages(window, county: County) -> None:
    county.filed()
    system = window(a_member_of_staff("管系统", "system_admin", county.centre), DESK)
    for address, name in (("/desk/limits/", "admin-limits"), ("/desk/calendar/", "admin-calendar")):
        system.goto(address)
        looks_right(system, name)
    security = window(a_member_of_staff("管安全", "security_admin", county.centre), DESK)
    security.goto("/desk/people/")
    looks_right(security, "admin-people")
    auditor = window(a_member_of_staff("管审计", "audit_admin", county.centre), DESK)
    auditor.goto("/desk/audit/")
    looks_right(auditor, "admin-audit")


def files_a_matter(page: Page, county: County) -> str:
    """Three steps on a phone, with a photo. Returns the public code."""
    page.goto("/")
    looks_right(page, "resident-home")
    page.locator("main").get_by_role("link", name="我要反映").click()
    page.get_by_label("一句话说是什么事").fill(TITLE)
    page.get_by_label("把情况说清楚").fill("村口的路灯坏了三天，晚上走路看不见，请尽快修好。")
    page.get_by_label("属于哪一类").select_option("city.roads")
    looks_right(page, "resident-file-what")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("在哪个镇").select_option(label=county.village.parent.name)
    page.get_by_label("在哪个村").select_option(county.village.code)
    page.get_by_label("具体位置").fill("村口公交站旁")
    page.get_by_label("照片").set_input_files(a_photo())
    looks_right(page, "resident-file-where")
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("main .photos img")).to_be_visible()
    looks_right(page, "resident-file-check")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_have_text("收到了")
    looks_right(page, "resident-filed")
    found = re.search(r"/c/([^/]+)/filed", page.url)
    assert found
    return found[1]


def opens(page: Page) -> None:
    page.goto("/desk/")
    page.get_by_role("link", name=TITLE).click()


def sends(page: Page, label: str) -> None:
    """Press the button of a step's form, and see that it was taken."""
    page.locator("main").get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(f"已{label}。")).to_be_visible()


def assigns(page: Page) -> None:
    page.goto("/desk/")
    looks_right(page, "desk-todo")
    page.get_by_role("link", name=TITLE).click()
    looks_right(page, "desk-case")
    page.get_by_role("link", name="交办", exact=True).click()
    page.get_by_label("主办单位").select_option(label="市住房和城乡建设局")
    looks_right(page, "desk-assign")
    sends(page, "交办")


def handles(page: Page) -> None:
    opens(page)
    looks_right(page, "desk-sign-for")
    sends(page, "签收")
    page.get_by_role("link", name="报告办结", exact=True).click()
    page.get_by_label("办理情况").fill("路灯已经更换，今晚起恢复照明。以后有问题请打市政值班电话。")
    page.get_by_label("照片", exact=False).first.set_input_files(a_photo())
    looks_right(page, "desk-report-done")
    sends(page, "报告办结")


def verifies(page: Page) -> None:
    opens(page)
    page.get_by_role("link", name="核验通过", exact=True).click()
    looks_right(page, "desk-verify")
    sends(page, "核验通过")


def calls_back(page: Page) -> None:
    opens(page)
    case = page.url
    page.goto(f"{case}contact")
    looks_right(page, "desk-contact")
    page.locator("main form button").last.click()
    expect(page).to_have_url(f"{case}contact/seen")
    page.goto(f"{case}do/call_back")
    page.get_by_label("解决了", exact=True).check()
    page.get_by_label("很满意", exact=True).check()
    looks_right(page, "desk-call-back")
    sends(page, "回访办结")


def a_photo() -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (40, 90, 60)).save(out, "JPEG")
    return {"name": "路灯.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
