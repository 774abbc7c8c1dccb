"""A village with a clerk, an overseer, two merchants and two households with points; every row by the actions people take."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.db import connection

from sanzhi.ledger import actions as ledger
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.rules import Line
from sanzhi.ledger.verify import CHECKS as BOOK
from sanzhi.people.models import Household, Person
from sanzhi.people.roles import Actor
from sanzhi.rewards import actions, queries
from sanzhi.rewards.actions import NewReward
from sanzhi.rewards.models import Merchant, Reward, Voucher
from tests.county import MONDAY, County, a_member_of_staff, a_resident, an_office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
POINTS, FEN = 100_000, 5_000_00
_keys = count(1)


def a_household(village: str, number: str, *members: Actor, at: datetime = MONDAY) -> int:
    """A household with these members and an account of its own; joining is the room of points' to do."""
    household = Household.objects.create(area_id=village, number=number)
    people = Person.objects.filter(pk__in=[one.person_id for one in members])
    people.update(household=household, birth_date=date(1980, 5, 1))
    account = NewAccount(codes.of_household(household.id), f"{number}户", village, household=household.id)
    ledger.open_accounts([account], at=at)
    return household.id


def award(village: str, household: int, points: int, at: datetime = MONDAY) -> None:
    issuer = NewAccount(codes.of_issuer(village), "村积分发行", village, floor=None)
    (giver,) = ledger.open_accounts([issuer], at=at)
    taker = book.accounts(codes.POINT, [codes.of_household(household)])[codes.of_household(household)]
    ledger.post(
        [Line(f"deed:{next(_keys)}", giver, taker, points)], Telling("award", ("claim", 1)), by=None, at=at
    )


@dataclass
class Shop(County):
    """兑换: noodles for 10 points at two shops, a haircut at one."""

    clerk: Actor = field(init=False)
    overseer: Actor = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.office = an_office("village", self.village.name, "village", self.village.code)
        self.clerk = a_member_of_staff("沈文书", "village_clerk", self.office)
        self.other_clerk = a_member_of_staff("陆文书", "village_clerk", self.office)
        self.overseer = a_member_of_staff("监委老姚", "village_overseer", self.office)
        self.noodles = a_member_of_staff("面馆阿金", "merchant", self.office)
        self.barber = a_member_of_staff("理发阿水", "merchant", self.office)
        self.neighbour = a_resident("陆阿婆")
        self.shen = a_household(self.village.code, "沈1", self.resident)
        self.lu = a_household(self.village.code, "陆2", self.neighbour)
        for household in (self.shen, self.lu):
            award(self.village.code, household, 100)
        self.noodle_shop = self.a_merchant("乌镇面馆", self.noodles)
        self.barber_shop = self.a_merchant("阿水理发", self.barber)

    def a_merchant(self, name: str, hand: Actor) -> Merchant:
        area = self.village.code
        shop = actions.open_merchant(area=area, name=name, contact="0573-88880001", by=self.clerk, at=MONDAY)
        actions.add_hand(shop.id, person=hand.person_id, by=self.clerk, at=MONDAY)
        return shop

    def funded(self, points: int = POINTS, fen: int = FEN, at: datetime = MONDAY) -> None:
        entered = actions.enter_allotment(
            area=self.village.code, year=at.year, points=points, fen=fen, ground="村民代表会议 3 月 1 日通过",
            by=self.clerk, at=at,
        )  # fmt: skip
        actions.approve_allotment(entered.id, by=self.overseer, at=at)

    def new(self, **changes: object) -> NewReward:
        usual = {
            "area": self.village.code, "name": "三治面券", "kind": "voucher", "price": 10, "face_fen": 10_00, "stock": 20,
            "valid_days": 30, "refund_on_expiry": True, "open_from": date(2026, 3, 1),
            "merchants": [self.noodle_shop.id, self.barber_shop.id],
        }  # fmt: skip
        return NewReward(**(usual | changes))

    def offered(self, **changes: object) -> Reward:
        return actions.offer_reward(self.new(**changes), by=self.clerk, at=MONDAY)

    def bought(
        self, reward: Reward, count: int = 1, by: Actor | None = None, at: datetime = MONDAY + HOUR
    ) -> list[Voucher]:
        purchase = actions.buy(
            reward.id, count=count, price=reward.price, key=f"k{next(_keys)}", by=by or self.resident, at=at
        )
        return list(purchase.vouchers.order_by("id"))

    def code(self, voucher: Voucher) -> str:
        return queries.code_of(voucher)

    def free(self, household: int) -> int:
        code = codes.of_household(household)
        return book.balance(book.accounts(codes.POINT, [code])[code]).free

    def violations(self) -> list[str]:
        connection.check_constraints()
        return [v.sentence for check in BOOK.values() for v in check().violations]


@pytest.fixture
def shop(db) -> Shop:
    return Shop()
