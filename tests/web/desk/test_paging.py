"""翻页: every list of points, rewards and waste goes on to its last row, and asks as little on page three as on page one."""

import re
import secrets
from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanzhi.kit import clock
from sanzhi.kit.calendar import COUNTY
from sanzhi.notices.models import Notice
from sanzhi.people.models import Household
from sanzhi.points.models import Round, Transfer, Year
from sanzhi.rewards import queries
from sanzhi.rewards.actions import redeem
from sanzhi.rewards.models import Allotment, Budget, Merchant, Settlement, Voucher
from sanzhi.waste.models import WasteRound
from tests.questions import questions
from tests.rewards.conftest import award
from tests.web.desk import test_rewards
from tests.web.desk.conftest import as_
from tests.web.desk.test_course import resident
from tests.web.desk.test_rewards import MOST_QUESTIONS, bought, funded, offered

MANY = 45  # two pages and a bit
village = test_rewards.village


@pytest.fixture
def clerk(village) -> Client:
    return as_(village, "village_clerk")


def pages_of(client: Client, address: str) -> list[str]:
    """Each page's text, following the way onward; none asks more than a handful."""
    said, found = address, []
    while True:
        client.get(said)
        with questions() as asked:
            page = client.get(said)
        assert page.status_code == 200 and len(asked) <= MOST_QUESTIONS, (said, len(asked), asked)
        found.append(page.content.decode())
        onward = re.search(r'href="([^"]+)" rel="next"', found[-1])
        if onward is None:
            return found
        said = address.partition("?")[0] + onward[1].replace("&amp;", "&")


def shown(pages: list[str], pattern: str) -> list[int]:
    return [int(number) for page in pages for number in re.findall(pattern, page)]


def whole(pages: list[str], pattern: str, model) -> bool:
    """Three pages; every row on one of them, the newest first."""
    assert len(pages) == 3
    return shown(pages, pattern) == list(model.objects.order_by("-id").values_list("id", flat=True))


def test_waste_rounds(village, clerk):
    by, at = village.staff["village_clerk"].account.person_id, village.at
    rows = (
        WasteRound(area=village.village, day=at.date(), route=f"第{n}线", planned_by_id=by, planned_at=at)
        for n in range(MANY)
    )
    WasteRound.objects.bulk_create(rows)
    assert whole(pages_of(clerk, "/desk/waste/rounds/"), r'href="/desk/waste/rounds/(\d+)/"', WasteRound)


def test_transfers_of_households(village, clerk):
    homes = [Household.objects.create(area=village.village, number=f"转{n}") for n in range(2)]
    by = village.staff["village_overseer"].account.person_id
    rows = (
        Transfer(
            area=village.village, giver=homes[0], taker=homes[1], points=n + 1, reason="分户", asked_by_id=by,
            asked_at=village.at,
        )
        for n in range(MANY)
    )  # fmt: skip
    Transfer.objects.bulk_create(rows)
    pages = pages_of(clerk, "/desk/points/transfers/")
    assert len(pages) == 3 and shown(pages, r"转0 → 转1，(\d+) 分") == list(range(MANY, 0, -1))


def test_rounds_of_scoring_and_years(village, clerk):
    by, at = village.staff["village_clerk"].account.person_id, village.at
    Round.objects.bulk_create(
        Round(area=village.village, month="2026-03", closed_by_id=by, closed_at=at, seats=3)
        for _n in range(MANY)
    )
    assert whole(pages_of(clerk, "/desk/points/rounds/"), r'href="/desk/points/rounds/(\d+)/"', Round)
    usual = {
        "area": village.village,
        "kind": "points_year",
        "contact": "88880001",
        "days": 15,
        "drafted_by_id": by,
    }
    rule = Notice._meta.get_field("rule").related_model.objects.filter(kind="points_year").first()
    for n in range(MANY):
        wall = Notice.objects.create(title=f"{1980 + n}年度", rule=rule, drafted_at=at, **usual)
        Year.objects.create(
            area=village.village, year=1980 + n, notice=wall, carry_cap=0, closed_by_id=by, closed_at=at
        )
    pages = pages_of(clerk, "/desk/points/years/")
    assert len(pages) == 3 and shown(pages, r">(\d{4})年度<") == list(range(1979 + MANY, 1979, -1))


def test_settlements_on_the_desk_and_at_the_merchants(village, clerk):
    shop = Merchant.objects.get(name="乌镇面馆")
    by = village.staff["village_clerk"].account.person_id
    Settlement.objects.bulk_create(
        Settlement(
            area=village.village, merchant=shop, month=f"{2000 + n // 12}-{n % 12 + 1:02}", count=1, fen=10_00,
            drawn_by_id=by, drawn_at=village.at,
        )
        for n in range(MANY)
    )  # fmt: skip
    for client in (clerk, as_(village, "noodles")):
        assert whole(pages_of(client, "/desk/settlements/"), r'href="/desk/settlements/(\d+)/"', Settlement)


def test_decisions_on_a_budget_that_wait_for_approval(village):
    funded(village)
    budget, by = Budget.objects.get(), village.staff["village_clerk"].account.person_id
    Allotment.objects.bulk_create(
        Allotment(budget=budget, points=n + 1, fen=0, ground="会议", entered_by_id=by, entered_at=village.at)
        for n in range(MANY)
    )
    pages = pages_of(as_(village, "village_overseer"), "/desk/budgets/")
    assert len(pages) == 3 and shown(pages, r"· (\d+) 分 ·") == list(range(1, MANY + 1))


def test_the_months_of_merchants_that_can_be_settled(village, clerk):
    """Forty-five months of one and of the other, and a page ends between two of the same month."""
    funded(village)
    award(village.village.code, Household.objects.get(number="沈1").id, 100, at=village.at)
    one = bought(village, offered(village, stock="9"), resident(village))
    by, shops = village.staff["noodles"].account.person_id, Merchant.objects.order_by("id")
    first = datetime(2020, 1, 15, tzinfo=COUNTY)
    Voucher.objects.bulk_create(
        Voucher(
            purchase_id=one.purchase_id, reward_id=one.reward_id, budget_id=one.budget_id, area_id=one.area_id,
            household_id=one.household_id, salt=secrets.token_bytes(8), digest=secrets.token_bytes(32), price=1,
            face_fen=10_00, state="redeemed", issued_at=first, expires_at=village.at, merchant=shop, redeemed_by_id=by,
            ended_at=first.replace(year=2020 + n // 12, month=n % 12 + 1),
        )
        for n in range(MANY) for shop in shops
    )  # fmt: skip
    pages = pages_of(clerk, "/desk/settlements/")
    said = re.findall(
        r'name="merchant" value="(\d+)"><input type="hidden" name="month" value="([\d-]+)"', "".join(pages)
    )
    months = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(MANY)]
    assert len(pages) == 5 and said == [(str(shop.id), month) for month in months for shop in shops]


def test_vouchers_of_a_household_and_of_a_merchant(village):
    funded(village)
    award(village.village.code, Household.objects.get(number="沈1").id, 1000, at=village.at)
    reward, me = offered(village, stock="99"), resident(village)
    for _one in range(MANY):
        bought(village, reward, me)
    assert whole(pages_of(me, "/me/vouchers/"), r'href="/me/vouchers/(\d+)/"', Voucher)
    for n, voucher in enumerate(Voucher.objects.order_by("id")):  # two in the same second each time
        code, at = queries.code_of(voucher), clock.now().replace(microsecond=0) + timedelta(seconds=n // 2)
        redeem(code, by=village.staff["noodles"].actor, at=at)
    pages = pages_of(as_(village, "noodles"), "/desk/redeem/")
    assert [page.count(">三治面券<") for page in pages] == [20, 20, 5]
