"""A small book for tests: a village that gives points, two households, a noodle shop."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from sanzhi.ledger import actions, queries
from sanzhi.ledger.actions import NewAccount, Posted, Telling
from sanzhi.ledger.rules import Line
from sanzhi.ledger.verify import CHECKS
from tests.county import MONDAY

AWARD = Telling("award", ("claim", 1), basis="standard:1")
HOUR = timedelta(hours=1)


def a_village() -> str:
    """The code of a village that is really there."""
    from sanzhi.people import queries as people

    return people.towns_with_villages().get(code="330483100000").villages[0].code


@dataclass
class Book:
    """账: ids of the accounts by what they are."""

    issuer: int
    shen: int
    lu: int
    shop: int

    def award(self, key: str, to: int, amount: int, at: datetime = MONDAY) -> Posted:
        return actions.post([Line(key, self.issuer, to, amount)], AWARD, by=None, at=at)[0]

    def spend(self, key: str, of: int, amount: int, at: datetime = MONDAY) -> Posted:
        return actions.post([Line(key, of, self.shop, amount)], AWARD, by=None, at=at)[0]

    def hold(self, key: str, of: int, amount: int, at: datetime = MONDAY) -> Posted:
        return actions.hold([Line(key, of, self.shop, amount)], AWARD, by=None, at=at)[0]


def a_book(at: datetime = MONDAY) -> Book:
    village = a_village()
    accounts = [
        NewAccount("village", "村积分发行", village, floor=None),
        NewAccount("household:shen", "沈家", village),
        NewAccount("household:lu", "陆家", village),
        NewAccount("shop", "面馆", village),
    ]
    return Book(*actions.open_accounts(accounts, at=at))


def posted(account: int) -> int:
    return queries.balance(account).posted


def violations() -> list[str]:
    """What `sanzhi verify` would find in the book; constraints that wait for the commit speak first."""
    connection.check_constraints()
    return [f"{v.check}: {v.subject}: {v.sentence}" for check in CHECKS.values() for v in check().violations]
