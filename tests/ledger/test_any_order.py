"""R5: whatever is done to the book in whatever order, it comes to what a slow book on paper comes to."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from sanzhi.kit.verdict import Refusal
from sanzhi.ledger import actions, queries
from sanzhi.ledger.rules import Line
from tests.county import MONDAY
from tests.ledger.book import AWARD, HOUR, Book, a_book, violations

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHO = st.sampled_from(["issuer", "shen", "lu", "shop"])


class Paper(RuleBasedStateMachine):
    """账本与纸账: every step is done in both; the paper book knows nothing of locks, parts or entries."""

    made = Bundle("made")

    @initialize()
    def open(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.book: Book = a_book()
        self.has = dict.fromkeys(["issuer", "shen", "lu", "shop"], 0)
        self.held = dict(self.has)
        self.lines: dict[int, tuple[str, str, str, int]] = {}  # posting: (phase, giver, taker, amount)
        self.gone: set[int] = set()
        self.past: list[dict[str, int]] = []
        self.serial = 0

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            try:
                assert violations() == []
                for hour, stood in enumerate(self.past):
                    at = MONDAY + hour * HOUR
                    assert {who: queries.balance_at(getattr(self.book, who), at) for who in stood} == stood
            finally:
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    def begin(self, act, phase: str, giver: str, taker: str, amount: int):
        self.serial += 1
        line = Line(f"k{self.serial}", getattr(self.book, giver), getattr(self.book, taker), amount)
        expected = "same_account" if giver == taker else self.short(giver, amount)
        posting = self.tried(lambda: act([line], AWARD, by=None, at=self.now()), expected)
        if posting is None:
            return multiple()
        self.lines[posting] = (phase, giver, taker, amount)
        if phase == "h":
            self.held[giver] += amount
        else:
            self.move(giver, taker, amount)
        return posting

    def short(self, giver: str, amount: int) -> str:
        return "short" if giver != "issuer" and self.has[giver] - self.held[giver] < amount else ""

    def move(self, giver: str, taker: str, amount: int) -> None:
        self.has[giver] -= amount
        self.has[taker] += amount

    def tried(self, act, expected: str) -> int | None:
        try:
            with transaction.atomic():
                posting = act()[0].id
        except Refusal as refusal:
            assert refusal.code == expected
            return None
        assert not expected
        return posting

    def now(self):
        return MONDAY + len(self.past) * HOUR

    @rule(target=made, giver=WHO, taker=WHO, amount=st.integers(1, 20))
    def post(self, giver, taker, amount):
        return self.begin(actions.post, "p", giver, taker, amount)

    @rule(target=made, giver=WHO, taker=WHO, amount=st.integers(1, 20))
    def hold(self, giver, taker, amount):
        return self.begin(actions.hold, "h", giver, taker, amount)

    @rule(target=made, posting=made, how=st.sampled_from(["settle", "void", "reverse"]))
    def conclude(self, posting, how):
        phase, giver, taker, amount = self.lines[posting]
        self.serial += 1
        fits = phase in ("p", "s") if how == "reverse" else phase == "h"
        if not fits:
            expected = "nothing_to_conclude"
        elif posting in self.gone:
            expected = "concluded"
        else:
            expected = self.short(taker, amount) if how == "reverse" else ""
        act = getattr(actions, how)
        new = self.tried(
            lambda: act({f"k{self.serial}": posting}, how, about=("claim", 1), by=None, at=self.now()),
            expected,
        )
        if new is None:
            return multiple()
        self.gone.add(posting)
        if how == "reverse":
            self.move(taker, giver, amount)
        else:
            self.held[giver] -= amount
            if how == "settle":
                self.move(giver, taker, amount)
        sides = (taker, giver) if how == "reverse" else (giver, taker)
        self.lines[new] = ({"settle": "s", "void": "v", "reverse": "r"}[how], *sides, amount)
        return new

    @rule()
    def an_hour_passes(self):
        self.past.append(dict(self.has))

    @invariant()
    def both_books_agree(self):
        if hasattr(self, "book"):
            ids = {getattr(self.book, who): who for who in self.has}
            stands = {ids[number]: stand for number, stand in queries.balances(list(ids)).items()}
            assert {who: (stand.posted, stand.held) for who, stand in stands.items()} == {
                who: (self.has[who], self.held[who]) for who in self.has
            }


def test_the_book_comes_to_what_the_paper_comes_to(examples: int):
    machine = settings(
        max_examples=examples,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Paper, settings=machine)
