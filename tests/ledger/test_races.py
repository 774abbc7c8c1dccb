"""Many at once: nobody overspends, nothing is doubled, nobody waits for ever; with real threads and real commits."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.db import connections

from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions
from sanzhi.ledger.actions import NewAccount
from sanzhi.ledger.rules import Line
from tests.county import MONDAY
from tests.ledger.book import AWARD, a_book, a_village, posted, violations

HANDS = 16


def all_at_once(acts: list[Callable[[], object]]) -> Counter[str]:
    """How each ended: "done", or the code of its refusal."""

    def one(act: Callable[[], object]) -> str:
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(HANDS) as hands:
        return Counter(hands.map(one, acts))


def spend_at_once(book) -> Counter[str]:
    book.award("deed-1", book.shen, 50)
    return all_at_once([lambda n=n: book.spend(f"bowl-{n}", book.shen, 10) for n in range(48)])


def test_of_48_who_spend_ten_out_of_fifty_at_once_five_succeed(committed_db):
    book = a_book()
    assert spend_at_once(book) == {"done": 5, "short": 43}
    assert posted(book.shen) == 0
    assert violations() == []


def test_without_the_floor_more_would(committed_db, owner_connection: psycopg.Connection):
    """The mutant: it is the constraint that holds them."""
    with owner_connection:
        owner_connection.execute("ALTER TABLE ledger_balance DROP CONSTRAINT balance_stays_above_its_floor")
    book = a_book()
    assert spend_at_once(book) == {"done": 48}
    assert posted(book.shen) == -430


def test_a_hold_is_settled_or_voided_by_one_of_many(committed_db):
    book = a_book()
    book.award("deed-1", book.shen, 10)
    voucher = book.hold("voucher-1", book.shen, 10).id
    about = ("voucher", 1)
    acts: list[Callable[[], object]] = [
        lambda n=n: actions.settle({f"s{n}": voucher}, "used", about=about, by=None, at=MONDAY)
        for n in range(16)
    ]
    acts += [
        lambda n=n: actions.void({f"v{n}": voucher}, "expired", about=about, by=None, at=MONDAY)
        for n in range(16)
    ]
    assert all_at_once(acts) == {"done": 1, "concluded": 31}
    assert violations() == []


def test_one_key_sent_by_32_at_once_is_posted_once(committed_db):
    book = a_book()
    assert all_at_once([lambda: book.award("deed-1", book.shen, 5)] * 32) == {"done": 32}
    assert posted(book.shen) == 5


def test_lines_across_the_same_accounts_in_any_order_never_wait_for_each_other_for_ever(committed_db):
    book = a_book()
    (county,) = actions.open_accounts(
        [NewAccount("county", "市积分发行", a_village(), floor=None)], parts=2, at=MONDAY
    )
    book.award("deed-1", book.shen, 1000)
    book.award("deed-2", book.lu, 1000)

    def crossing(n: int) -> Callable[[], object]:
        lines = [
            Line(f"a{n}", book.shen, book.lu, 1),
            Line(f"b{n}", book.lu, book.shop, 1),
            Line(f"c{n}", county, book.shen, 1),
        ]
        return lambda: actions.post(lines if n % 2 else lines[::-1], AWARD, by=None, at=MONDAY)

    assert all_at_once([crossing(n) for n in range(96)]) == {"done": 96}
    assert (posted(county), posted(book.shop)) == (-96, 96)
    assert violations() == []
