"""积分证明: chosen on a phone, confirmed by a code, read by one bank, looked at again by a person, taken back."""

import re

import pytest

from tests.exchange.bank import Banked
from tests.journeys.conftest import DESK, PHONE, looks_right

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def village(county, settings) -> Banked:
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"
    made = Banked()
    made.with_standard()
    made.entered(made.verified())
    return made


def issued(phone) -> None:
    phone.goto("/me/statements/")
    looks_right(phone, "statements-empty")
    phone.get_by_role("link", name="开一份证明").click()
    phone.get_by_label("给哪家银行看").select_option(label="桐乡农商银行")
    phone.get_by_label("做什么用").select_option("farming")
    phone.get_by_label("我的姓名").check()
    phone.get_by_label("本年入账的好事").check()
    phone.get_by_label("同意银行把结果告诉平台").check()
    looks_right(phone, "statement-new")
    phone.get_by_role("button", name="看看银行会看到什么").click()
    phone.get_by_text("清理公共沟渠、垃圾 1 次").wait_for()
    phone.get_by_role("button", name="发验证码").click()
    code = re.search(r"\d{6}", phone.locator(".notice").inner_text()).group()
    phone.get_by_label("验证码").fill("000000" if code != "000000" else "111111")
    phone.get_by_role("button", name="是我本人").click()
    phone.get_by_text("验证码不对").first.wait_for()
    phone.complaints.clear()  # the browser's own note of the 422
    phone.get_by_label("验证码").fill(code)
    phone.get_by_role("button", name="是我本人").click()
    looks_right(phone, "statement-check")
    phone.get_by_role("button", name="同意，开证明").click()
    phone.get_by_text("开好了").wait_for()
    looks_right(phone, "statement")


def test_one_bank_reads_what_was_chosen_until_it_is_taken_back(village, window):
    phone = window(village.resident, PHONE)
    issued(phone)
    code = phone.locator("p.code").inner_text()
    other = window(village.stranger, DESK)
    other.goto(f"/desk/statements/scan/{code}/")
    other.get_by_role("button", name="核对", exact=True).click()
    other.get_by_text("不是开给您行的").first.wait_for()
    other.complaints.clear()
    bank = window(village.officer, DESK)
    bank.goto(f"/desk/statements/scan/{code}/")
    looks_right(bank, "bank-statements")
    bank.get_by_role("button", name="核对", exact=True).click()
    bank.get_by_text("沈小满").wait_for()
    looks_right(bank, "bank-statement")
    bank.get_by_role("link", name="把结果告诉居民").click()
    bank.get_by_label("不同意").check()
    bank.get_by_label("理由").fill("还缺土地承包合同，补来再办。")
    bank.get_by_role("button", name="告诉居民").click()
    bank.get_by_text("已经告诉居民").wait_for()
    phone.reload()
    phone.get_by_text("还缺土地承包合同").wait_for()
    phone.get_by_role("button", name="请人工复核并说明理由").click()
    phone.get_by_text("由人来复核并说明理由").wait_for()
    bank.reload()
    bank.get_by_role("link", name="复核并说明").wait_for()
    phone.get_by_role("button", name="收回").click()
    phone.get_by_role("button", name="确定").click()
    phone.get_by_text("银行再核对，看到的是").wait_for()
    bank.goto(f"/desk/statements/scan/{code}/")
    bank.get_by_role("button", name="核对", exact=True).click()
    bank.get_by_text("本人已经收回这份证明").wait_for()


def test_what_a_bank_s_system_needs_is_there_for_anybody(village, window):
    page = window(village.resident, PHONE)
    told = page.request.get("/.well-known/jwt-vc-issuer")
    assert told.json()["jwks"]["keys"][0]["crv"] == "Ed25519"
    listed = page.request.get("/statements/status/0")
    assert listed.headers["content-type"] == "application/statuslist+jwt"
    assert page.request.get("/statements/status/99999").status == 404
