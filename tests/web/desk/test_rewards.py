"""兑换 by its pages: offered at the village, bought on a phone, shown, scanned, taken once; each refusal in its place."""

import pytest
from django.test import Client

from sanzhi.kit import clock, ids
from sanzhi.people.models import Person
from sanzhi.rewards import queries
from sanzhi.rewards.models import Allotment, Budget, Merchant, Reward, Voucher
from tests.questions import questions
from tests.rewards.conftest import a_household, award
from tests.web.desk.conftest import _staff, as_, send, text
from tests.web.desk.test_course import resident

MOST_QUESTIONS = 12


@pytest.fixture
def village(town):
    at = town.at
    for name, role in (("noodles", "merchant"), ("barber", "merchant")):
        town.staff[name] = _staff(role, town.offices["village"], at, name)
    household = a_household(town.village.code, "沈1", town.me, at=at)
    award(town.village.code, household, 100, at=at)
    clerk = as_(town, "village_clerk")
    for name, hand in (("乌镇面馆", "noodles"), ("阿水理发", "barber")):
        answer = send(clerk, "/desk/merchants/new", area=town.village.code, name=name, contact="88880001")
        assert answer.status_code == 302, text(answer)
        shop = Merchant.objects.get(name=name)
        person = town.staff[hand].account.person_id
        assert send(clerk, f"/desk/merchants/{shop.id}/", person=person).status_code == 302
    return town


def terms(village, **changes) -> dict:
    usual = {
        "area": village.village.code, "kind": "voucher", "name": "三治面券", "price": "10", "face": "10.00", "stock": "5",
        "valid_days": "30", "refund_on_expiry": "on", "open_from": clock.today().isoformat(),
        "merchants": [shop.id for shop in Merchant.objects.all()],
    }  # fmt: skip
    return usual | changes


def funded(village) -> None:
    said = {
        "area": village.village.code,
        "year": str(clock.today().year),
        "points": "1000",
        "money": "500.00",
    }
    answer = send(as_(village, "village_clerk"), "/desk/budgets/new", **said, ground="村民代表会议通过")
    assert answer.status_code == 302, text(answer)
    waiting = Allotment.objects.get()
    assert send(as_(village, "village_clerk"), f"/desk/budgets/{waiting.id}/approve").status_code == 403
    assert send(as_(village, "village_overseer"), f"/desk/budgets/{waiting.id}/approve").status_code == 302


def offered(village, **changes) -> Reward:
    answer = send(as_(village, "village_clerk"), "/desk/rewards/new", **terms(village, **changes))
    assert answer.status_code == 302, text(answer)
    return Reward.objects.latest("id")


def bought(village, reward: Reward, me: Client) -> Voucher:
    answer = send(me, f"/shop/{reward.id}/buy", count="1", price=str(reward.price))
    assert answer.status_code == 302, text(answer)
    return Voucher.objects.latest("id")


def test_offered_bought_shown_scanned_taken_and_the_second_shop_is_told(village):
    funded(village)
    reward, me = offered(village), resident(village)
    shelf = text(me.get("/shop/"))
    assert "我家可用 100 分" in shelf and "三治面券" in shelf and "还有 5 份" in shelf
    assert "要多少分 10" in text(me.get(f"/shop/{reward.id}/"))
    assert "兑后还剩 80" in text(me.get(f"/shop/{reward.id}/buy", {"count": "2"}))
    voucher = bought(village, reward, me)
    page = me.get(f"/me/vouchers/{voucher.id}/")
    code = queries.code_of(voucher)
    assert code in text(page) and b"<svg" in page.content and page["Cache-Control"] == "no-store"
    assert me.get(f"/me/vouchers/{voucher.id}/paper.pdf").content.startswith(b"%PDF")
    noodles, barber = as_(village, "noodles"), as_(village, "barber")
    ticket = noodles.get(f"/desk/redeem/{code}/")
    assert "三治面券" in text(ticket) and "¥10.00" in text(ticket) and "张三" not in text(ticket)
    typed = barber.get("/desk/redeem/", {"code": code.lower().replace("-", "")})
    assert typed.url == f"/desk/redeem/{code}/"
    assert send(noodles, f"/desk/redeem/{code}/take").status_code == 302
    late = send(barber, f"/desk/redeem/{code}/take")
    assert late.status_code == 422 and "在 乌镇面馆 用过" in text(late)
    assert "已收下：三治面券 ¥10.00" in text(noodles.get("/desk/redeem/"))
    assert "在 乌镇面馆 用过" in text(me.get("/me/vouchers/"))
    assert code not in text(me.get(f"/me/vouchers/{voucher.id}/"))


def test_the_budget_page_shows_what_is_out(village):
    funded(village)
    reward, me = offered(village), resident(village)
    bought(village, reward, me)
    page = text(as_(village, "village_overseer").get("/desk/budgets/"))
    assert "10 / 1000" in page and "¥10.00 / ¥500.00" in page
    assert queries.liability_of(list(Budget.objects.all())) == {Budget.objects.get().id: 1000}


def test_what_cannot_be_bought_says_why_and_takes_nothing(village):
    me = resident(village)
    reward = offered(village)
    no_budget = send(me, f"/shop/{reward.id}/buy", count="1", price="10")
    assert no_budget.status_code == 422 and "预算已经用完" in text(no_budget)
    funded(village)
    dear = offered(village, name="电饭煲", price="101", kind="goods", face="0")
    assert "还差 1 分" in text(me.get("/shop/"))
    assert "还差 1 分" in text(me.get(f"/shop/{dear.id}/buy", {"count": "1"}))
    changed = send(me, f"/shop/{reward.id}/buy", count="1", price="9")
    assert changed.status_code == 422 and "价格刚刚改了" in text(changed)
    assert me.get(f"/shop/{reward.id}/buy", {"count": "x"}).status_code == 302
    assert not Voucher.objects.exists()


def test_who_has_no_household_or_has_not_joined_reads_what_to_do(village):
    Person.objects.filter(pk=village.resident.id).update(household=None)
    me = resident(village)
    assert "还没有登记到哪一户" in text(me.get("/shop/"))
    assert me.get("/me/vouchers/").status_code == 409


def test_a_voucher_is_given_back_on_its_page(village):
    funded(village)
    reward, me = offered(village), resident(village)
    voucher = bought(village, reward, me)
    assert send(me, f"/me/vouchers/{voucher.id}/cancel").status_code == 302
    assert "退掉" in text(me.get(f"/me/vouchers/{voucher.id}/"))
    assert "我家可用 100 分" in text(me.get("/shop/"))
    assert "退掉" in text(as_(village, "noodles").get(f"/desk/redeem/{queries.code_of(voucher)}/"))


def test_wrong_shop_unknown_and_mistyped_codes_each_say_so(village):
    funded(village)
    noodle_shop = Merchant.objects.get(name="乌镇面馆")
    reward = offered(village, merchants=[noodle_shop.id])
    code = queries.code_of(bought(village, reward, resident(village)))
    barber = as_(village, "barber")
    assert "要到 乌镇面馆 用" in text(barber.get(f"/desk/redeem/{code}/"))
    assert send(barber, f"/desk/redeem/{code}/take").status_code == 422
    unknown = barber.get(f"/desk/redeem/{ids.public_code()}/")
    assert unknown.status_code == 404 and "没有这张券" in text(unknown)
    short = barber.get("/desk/redeem/", {"code": "K7M2"})
    assert short.status_code == 422 and "16 位" in text(short)
    assert as_(village, "village_clerk").get(f"/desk/redeem/{code}/").status_code == 403


def test_guessing_closes_the_door_even_to_a_right_code(village):
    funded(village)
    code = queries.code_of(bought(village, offered(village), resident(village)))
    barber = as_(village, "barber")
    answers = [barber.get(f"/desk/redeem/{ids.public_code()}/").status_code for _n in range(12)]
    answers += [send(barber, f"/desk/redeem/{ids.public_code()}/take").status_code for _n in range(12)]
    assert answers[:20] == [404] * 20 and answers[-1] == 429
    assert barber.get(f"/desk/redeem/{code}/").status_code == 429
    assert barber.get("/desk/redeem/", {"code": code}).status_code == 429


def test_the_catalogue_is_changed_restocked_and_closed(village):
    reward, clerk = offered(village), as_(village, "village_clerk")
    said = {name: value for name, value in terms(village).items() if name not in ("area", "kind", "stock")}
    assert "三治面券" in clerk.get(f"/desk/rewards/{reward.id}/change").content.decode()
    assert send(clerk, f"/desk/rewards/{reward.id}/change", **said | {"price": "12"}).status_code == 302
    bad = send(clerk, f"/desk/rewards/{reward.id}/change", **said | {"face": "0"})
    assert bad.status_code == 422 and "面券要写面值" in text(bad)
    assert send(clerk, f"/desk/rewards/{reward.id}/restock", count="7").status_code == 302
    reward.refresh_from_db()
    assert (reward.price, reward.stock, reward.stocked) == (12, 12, 12)
    assert send(clerk, f"/desk/rewards/{reward.id}/close").status_code == 302
    assert "已下架" in text(as_(village, "village_overseer").get("/desk/rewards/"))
    assert "三治面券" not in text(resident(village).get("/shop/"))


def test_hands_come_and_go_and_a_merchant_is_closed(village):
    shop, clerk = Merchant.objects.get(name="乌镇面馆"), as_(village, "village_clerk")
    page = text(clerk.get(f"/desk/merchants/{shop.id}/"))
    assert "merchant某" in page
    again = send(clerk, f"/desk/merchants/{shop.id}/", person=village.staff["noodles"].account.person_id)
    assert again.status_code == 422 and "已经是这家的收券人" in text(again)
    hand = village.staff["noodles"].account.person_id
    assert send(clerk, f"/desk/merchants/{shop.id}/hands/{hand}/end").status_code == 302
    assert "还没有收券人" in text(clerk.get(f"/desk/merchants/{shop.id}/"))
    assert send(clerk, f"/desk/merchants/{shop.id}/close").status_code == 302
    assert "已停用" in text(clerk.get("/desk/merchants/"))
    same = send(clerk, "/desk/merchants/new", area=village.village.code, name="阿水理发", contact="88880001")
    assert same.status_code == 422 and "同名" in text(same)


def test_the_pages_ask_little(village):
    funded(village)
    reward, me = offered(village), resident(village)
    code = queries.code_of(bought(village, reward, me))
    clerk, noodles = as_(village, "village_clerk"), as_(village, "noodles")
    for client, addresses in (
        (me, ["/shop/", f"/shop/{reward.id}/", "/me/vouchers/"]),
        (clerk, ["/desk/rewards/", "/desk/merchants/", "/desk/budgets/"]),
        (noodles, ["/desk/redeem/", f"/desk/redeem/{code}/"]),
    ):
        for address in addresses:
            client.get(address)
            with questions() as asked:
                assert client.get(address).status_code == 200
            assert len(asked) <= MOST_QUESTIONS, (address, asked)
