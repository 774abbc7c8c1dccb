"""What is posted moves once, leaves a line on both sides, and can be followed to the journal."""

import pytest
from django.db import connection, transaction

from sanzhi.journal import queries as journal
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions, queries
from sanzhi.ledger.actions import NewAccount, Telling
from sanzhi.ledger.models import Posting
from sanzhi.ledger.rules import Line
from tests.county import DAY, MONDAY
from tests.ledger.book import AWARD, HOUR, a_book, a_village, posted, violations

pytestmark = pytest.mark.django_db


def refused(act) -> str:
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        act()
    return refusal.value.code


def test_what_one_account_gives_another_gets():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    assert (posted(book.issuer), posted(book.shen)) == (-5, 5)
    assert violations() == []


def test_a_key_posts_once_however_often_it_is_sent():
    book = a_book()
    first = book.award("deed-1", book.shen, 5)
    again = book.award("deed-1", book.shen, 5)
    assert (again.id, again.replayed, posted(book.shen)) == (first.id, True, 5)


@pytest.mark.parametrize("what", ["amount", "taker"])
def test_a_key_that_comes_back_saying_something_else_is_refused(what: str):
    book = a_book()
    book.award("deed-1", book.shen, 5)
    other = {"amount": (book.shen, 6), "taker": (book.lu, 5)}[what]
    assert refused(lambda: book.award("deed-1", *other)) == "key_reused"


def test_a_batch_of_which_a_part_is_there_already_is_refused_whole():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    lines = [Line("deed-1", book.issuer, book.shen, 5), Line("deed-2", book.issuer, book.lu, 5)]
    assert refused(lambda: actions.post(lines, AWARD, by=None, at=MONDAY)) == "some_there"
    assert posted(book.lu) == 0


def test_of_a_batch_all_lines_are_posted_or_none():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    lines = [Line("a", book.shen, book.shop, 3), Line("b", book.lu, book.shop, 1)]
    assert refused(lambda: actions.post(lines, AWARD, by=None, at=MONDAY)) == "short"
    assert (posted(book.shen), posted(book.shop)) == (5, 0)


def test_a_line_says_the_balance_before_and_after_it_also_within_a_batch():
    book = a_book()
    lines = [Line(f"deed-{n}", book.issuer, book.shen, n) for n in (1, 2, 3)]
    actions.post(lines, AWARD, by=None, at=MONDAY)
    told = [(line.amount, line.before, line.after) for line in queries.statement(book.shen, until=MONDAY)]
    assert told == [(3, 3, 6), (2, 1, 3), (1, 0, 1)]


def test_nobody_spends_what_they_have_not():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    assert refused(lambda: book.spend("bowl-1", book.shen, 6)) == "short"
    book.spend("bowl-2", book.shen, 5)
    assert posted(book.shen) == 0


def test_what_is_set_aside_cannot_be_spent_and_comes_back_when_let_go():
    book = a_book()
    book.award("deed-1", book.shen, 10)
    voucher = book.hold("voucher-1", book.shen, 10)
    assert refused(lambda: book.spend("bowl-1", book.shen, 1)) == "short"
    actions.void({"voucher-1-void": voucher.id}, "expired", about=("voucher", 1), by=None, at=MONDAY)
    book.spend("bowl-1", book.shen, 10)
    assert violations() == []


def test_a_hold_moves_nothing_until_it_is_settled_and_is_concluded_once():
    book = a_book()
    book.award("deed-1", book.shen, 10)
    voucher = book.hold("voucher-1", book.shen, 10)
    assert (posted(book.shop), queries.held_for(book.shop)[0].amount) == (0, 10)
    for _time in range(2):  # the second is a repeat
        actions.settle({"voucher-1-used": voucher.id}, "used", about=("voucher", 1), by=None, at=MONDAY)
    assert (posted(book.shop), queries.balance(book.shen).held, queries.held_for(book.shop)) == (10, 0, [])
    void = {"voucher-1-void": voucher.id}
    assert refused(lambda: actions.void(void, "x", about=("voucher", 1), by=None, at=MONDAY)) == "concluded"


def test_what_was_wrong_is_reversed_by_a_posting_of_its_own_once():
    book = a_book()
    wrong = book.award("deed-1", book.shen, 5)
    back = actions.reverse({"deed-1-back": wrong.id}, "objection", about=("claim", 1), by=7, at=MONDAY)
    assert (posted(book.shen), Posting.objects.get(pk=back[0].id).refers_id) == (0, wrong.id)
    twice = {"deed-1-back-again": wrong.id}
    assert refused(lambda: actions.reverse(twice, "x", about=("claim", 1), by=7, at=MONDAY)) == "concluded"
    thrice = {"back-of-back": back[0].id}
    assert (
        refused(lambda: actions.reverse(thrice, "x", about=("claim", 1), by=7, at=MONDAY))
        == "nothing_to_conclude"
    )


def test_what_concludes_stands_on_the_version_that_what_it_concludes_stood_on():
    book = a_book()
    book.award("deed-1", book.shen, 10)
    held = {}
    for version in (1, 2):
        telling = Telling("voucher", ("voucher", version), basis=f"offer:{version}")
        line = [Line(f"v{version}", book.shen, book.shop, 5)]
        held[f"v{version}-used"] = actions.hold(line, telling, by=None, at=MONDAY)[0].id
    actions.settle(held, "used", about=("run", 1), by=None, at=MONDAY)
    told = dict(Posting.objects.filter(phase="s").values_list("key", "basis"))
    assert told == {"v1-used": "offer:1", "v2-used": "offer:2"}


def test_a_hold_is_not_reversed_and_a_posting_not_voided():
    book = a_book()
    award = book.award("deed-1", book.shen, 5)
    held = book.hold("voucher-1", book.shen, 5)
    about = ("claim", 1)
    reverse = lambda: actions.reverse({"x": held.id}, "x", about=about, by=None, at=MONDAY)  # noqa: E731
    void = lambda: actions.void({"x": award.id}, "x", about=about, by=None, at=MONDAY)  # noqa: E731
    assert {refused(reverse), refused(void)} == {"nothing_to_conclude"}


def test_points_do_not_become_money():
    book = a_book()
    (purse,) = actions.open_accounts([NewAccount("purse", "钱袋", a_village(), unit="fen")], at=MONDAY)
    line = [Line("deed-1", book.issuer, purse, 5)]
    assert refused(lambda: actions.post(line, AWARD, by=None, at=MONDAY)) == "other_unit"


@pytest.mark.parametrize("amount", [0, -5, 2.5, "5", True, None, 2**53])
def test_only_whole_units_above_nought_are_posted(amount):
    book = a_book()
    assert refused(lambda: book.award("deed-1", book.shen, amount)) == "amount"


def test_an_account_gives_nothing_to_itself_and_none_to_nowhere():
    book = a_book()
    assert refused(lambda: book.spend("x", book.shop, 5)) == "same_account"
    assert refused(lambda: book.award("x", 10**9, 5)) == "no_account"


def test_an_account_is_closed_when_it_is_empty_and_takes_nothing_more():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    assert refused(lambda: actions.close_account(book.shen, by=7, at=MONDAY)) == "not_empty"
    actions.close_account(book.lu, by=7, at=MONDAY)
    assert refused(lambda: book.award("deed-2", book.lu, 5)) == "closed"
    assert violations() == []


def test_opening_an_account_again_gives_the_same_account():
    assert a_book() == a_book()


def test_the_balance_of_any_past_moment_is_what_stood_then():
    book = a_book()
    for day, amount in enumerate((5, 7, 11)):
        book.award(f"deed-{day}", book.shen, amount, at=MONDAY + day * DAY)
    asked = [MONDAY - HOUR, MONDAY, MONDAY + DAY - HOUR, MONDAY + DAY, MONDAY + 9 * DAY]
    assert [queries.balance_at(book.shen, at) for at in asked] == [0, 5, 5, 12, 23]


def test_what_comes_late_is_entered_after_what_its_accounts_know():
    book = a_book()
    book.award("deed-1", book.shen, 5, at=MONDAY + DAY)
    book.award("deed-2", book.shen, 7, at=MONDAY)
    assert queries.balance_at(book.shen, MONDAY) == 0
    assert queries.balance_at(book.shen, MONDAY + DAY) == 12
    assert violations() == []


def test_nothing_is_entered_that_is_still_to_come():
    book = a_book()
    assert refused(lambda: book.award("deed-1", book.shen, 5, at=clock.now() + DAY)) == "to_come"


def test_a_statement_is_read_page_by_page_and_names_the_other_side():
    book = a_book()
    for n in range(7):
        book.award(f"deed-{n}", book.shen, 1, at=MONDAY + n // 2 * DAY)
    read, until, last = [], MONDAY + 9 * DAY, queries.LAST
    while page := queries.statement(book.shen, until=until, last=last, limit=3):
        read += page
        until, last = page[-1].at, page[-1].posting
    assert [line.key for line in read] == [f"deed-{n}" for n in reversed(range(7))]
    assert {(line.contra.name, line.basis) for line in read} == {("村积分发行", "standard:1")}


def test_the_journal_tells_of_every_posting_beside_what_it_is_about():
    book = a_book()
    posting = Posting.objects.get(pk=book.award("deed-1", book.shen, 5).id)
    told = journal.entries_about("claim", 1)[-1]
    assert (told.id, told.kind) == (posting.record_id, "award")
    assert (told.content["n"], told.content["total"], told.content["basis"]) == (1, 5, "standard:1")


def test_an_account_kept_in_parts_is_one_account_to_whoever_asks():
    book = a_book()
    (county,) = actions.open_accounts(
        [NewAccount("county", "市积分发行", a_village(), floor=None)], parts=4, at=MONDAY
    )
    lines = [Line("deed-1", county, book.shen, 5), Line("deed-2", county, book.lu, 7)]
    actions.post(lines, AWARD, by=None, at=MONDAY)
    assert actions.post(lines, AWARD, by=None, at=MONDAY)[0].replayed
    assert (posted(county), queries.balance_at(county, MONDAY)) == (-12, -12)
    assert queries.statement(book.shen, until=MONDAY)[0].contra.id == county
    assert [line.amount for line in queries.statement(county, until=MONDAY)] == [-7, -5]
    assert violations() == []


def test_an_entry_of_each_year_lies_in_the_part_of_its_year():
    book = a_book()
    book.award("deed-1", book.shen, 5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM ledger_entry")
        assert cursor.fetchall() == [("ledger_entry_2026",)]
