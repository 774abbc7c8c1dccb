"""R5, of the village: whatever its people do in whatever order, nothing of domain.md §5.9 is broken."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from sanzhi.kit.verdict import YES, Refusal
from sanzhi.notices import actions as notices
from sanzhi.notices.models import Objection
from sanzhi.points import actions, verify
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF
from sanzhi.points.models import Claim, Round, Transfer
from sanzhi.rewards import actions as rewards
from sanzhi.rewards import queries as vouchers
from sanzhi.rewards import sweeps
from sanzhi.rewards import verify as shops
from sanzhi.rewards.actions import NewReward
from sanzhi.rewards.models import Voucher
from tests.county import DAY, MONDAY, a_member_of_staff
from tests.ledger.book import violations
from tests.notices.conftest import a_photo
from tests.points.conftest import CONTACT, Hamlet

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LAST = MONDAY + timedelta(days=230)  # the book takes no entry of the future
PICK = st.integers(0, 9)
HOUSES = st.sampled_from(["home", "next_door"])


class Village(RuleBasedStateMachine):
    """村里的一年: each step may be refused, and then nothing has happened; at the end everything is recounted."""

    hamlet: Hamlet  # made once, each run undone
    reward: int

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.at, self.serial = MONDAY, 0

    def teardown(self) -> None:
        try:
            assert violations() == []
            for check in (verify.check_never, shops.check_rewards, shops.check_book):
                assert check().violations == []
            self.announced_before_entered()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    def announced_before_entered(self) -> None:
        for claim in Claim.objects.filter(state="confirmed").select_related("round"):
            notice = claim.round.additions if claim.direction == "+" else claim.round.deductions
            assert notice.until <= claim.decided_at

    def tried(self, act, *args, **said):
        """What it made; None where it was refused, with everything as before."""
        try:
            with transaction.atomic():
                return act(*args, **said, at=self.at)
        except Refusal:
            return None

    def one_of(self, rows, pick: int):
        found = list(rows.order_by("id"))
        return found[pick % len(found)] if found else None

    def people_of(self, house: str):
        return self.hamlet.resident if house == "home" else self.hamlet.neighbour

    @rule(days=st.integers(1, 20))
    def days_pass(self, days):
        self.at = min(self.at + days * DAY, LAST)

    @rule(
        house=HOUSES, item=st.sampled_from(["litter", "patrol", "rubbish"]), back=st.integers(0, 5), by=PICK
    )
    def report(self, house, item, back, by):
        person = self.people_of(house)
        hands = (person, self.hamlet.grid, self.hamlet.clerk)
        deed = Report(
            item, getattr(self.hamlet, house).pk, (self.at - back * DAY).date(), person=person.person_id,
            text="做了这件事，有人看见", photos=[self.photo], key=None,
        )  # fmt: skip
        self.tried(actions.report, deed, by=hands[by % 3])

    @property
    def photo(self):
        return SHELF.keep_image(a_photo(), "沟.jpg")

    @rule(pick=PICK, by=PICK, how=st.sampled_from(["verify", "verify", "return_claim", "reject", "withdraw"]))
    def see_to(self, pick, by, how):
        claim = self.one_of(Claim.objects.filter(state="submitted"), pick)
        if claim:
            reason = {"reason": "看不清是哪里"} if how in ("return_claim", "reject") else {}
            by = self.hamlet.clerk if by % 2 else self.hamlet.grid
            self.tried(getattr(actions, how), claim.id, **reason, by=by)

    @rule(pick=PICK, votes=st.text("yn", min_size=1, max_size=4))
    def score(self, pick, votes):
        claim = self.one_of(Claim.objects.filter(state="verified"), pick)
        for member, vote in zip(self.hamlet.panel, votes, strict=False):
            if claim:
                self.tried(actions.score, claim.id, agrees=vote == "y", points=None, by=member)

    @rule()
    def close_and_hang(self):
        held = self.tried(actions.close_scoring, self.hamlet.code, by=self.hamlet.clerk)
        if held:
            held = self.tried(actions.announce, held.id, contact=CONTACT, by=self.hamlet.clerk)
            for notice in (held.additions, held.deductions):
                if notice:
                    self.hamlet.on_the_wall(notice, self.at)

    @rule(pick=PICK, line=st.integers(1, 3), whose=HOUSES)
    def object_to(self, pick, line, whose):
        held = self.one_of(Round.objects.exclude(additions=None), pick)
        if held:
            said = {"line": line, "text": "不是这样的", "by": self.people_of(whose)}
            self.tried(notices.object_to, held.additions_id, **said)

    @rule(pick=PICK, upheld=st.booleans())
    def answer(self, pick, upheld):
        asked = self.one_of(Objection.objects.filter(answered_at=None), pick)
        if asked:
            said = {"upheld": upheld, "answer": "查过了，就这样", "by": self.hamlet.dispatcher}
            self.tried(notices.answer_objection, asked.id, **said)

    @rule(pick=PICK)
    def serve(self, pick):
        claim = self.one_of(Claim.objects.filter(state="publicised", direction="-", served_at=None), pick)
        if claim:
            self.tried(actions.serve, claim.id, how="上门当面告知", by=self.hamlet.grid)

    @rule(pick=PICK)
    def enter(self, pick):
        held = self.one_of(Round.objects.all(), pick)
        if held:
            self.tried(actions.post_round, held.id, by=self.hamlet.clerk)

    @rule(pick=PICK, by=PICK)
    def revise(self, pick, by):
        claim = self.one_of(Claim.objects.filter(state__in=("confirmed", "revised")), pick)
        if claim:
            by = (self.hamlet.overseer, self.hamlet.clerk)[by % 2]
            self.tried(actions.revise, claim.id, reason="记错了户", by=by)

    @rule(whose=HOUSES, count=st.integers(1, 3))
    def buy(self, whose, count):
        self.serial += 1
        said = {"count": count, "price": 2, "key": f"any-{self.serial}", "by": self.people_of(whose)}
        self.tried(rewards.buy, self.reward, **said)

    @rule(pick=PICK, how=st.sampled_from(["redeem", "cancel"]))
    def use(self, pick, how):
        voucher = self.one_of(Voucher.objects.all(), pick)
        if voucher and how == "redeem":
            self.tried(rewards.redeem, vouchers.code_of(voucher), by=self.hamlet.merchant)
        elif voucher:
            owner = (
                self.hamlet.resident if voucher.household_id == self.hamlet.home.pk else self.hamlet.neighbour
            )
            self.tried(rewards.cancel, voucher.id, by=owner)

    @rule()
    def vouchers_expire(self):
        sweeps.expire_vouchers(at=self.at)

    @rule(points=st.integers(1, 6), back=st.booleans())
    def ask_transfer(self, points, back):
        pair = (self.hamlet.home.pk, self.hamlet.next_door.pk)
        giver, taker = reversed(pair) if back else pair
        self.tried(
            actions.ask_transfer, giver, taker, points=points, reason="两户并成一户", by=self.hamlet.clerk
        )

    @rule(pick=PICK, agreed=st.booleans())
    def decide_transfer(self, pick, agreed):
        asked = self.one_of(Transfer.objects.all(), pick)
        if asked and agreed:
            self.tried(actions.approve_transfer, asked.id, by=self.hamlet.overseer)
        elif asked:
            self.tried(actions.refuse_transfer, asked.id, reason="还没有分开住", by=self.hamlet.overseer)

    @rule(whose=HOUSES, how=st.sampled_from(["join", "leave", "bring_home"]))
    def take_part(self, whose, how):
        person = self.people_of(whose)
        if how == "bring_home":
            self.serial += 1
            self.tried(actions.bring_home, key=f"home-{self.serial}", by=person)
        else:
            self.tried(getattr(actions, how), person.person_id, by=person)

    @rule(whose=HOUSES, how=st.sampled_from(["pledge", "unpledge"]))
    def sign(self, whose, how):
        home = getattr(self.hamlet, whose).pk
        self.tried(getattr(actions, how), home, "yard", by=self.people_of(whose))


@pytest.fixture
def open_village(village: Hamlet) -> Hamlet:
    """With a shop that gives a haircut for two points, and money for it."""
    village.merchant = a_member_of_staff("理发阿水", "merchant", village.clerk_office)
    area = village.code
    shop = rewards.open_merchant(area=area, name="阿水理发", contact="88880001", by=village.clerk, at=MONDAY)
    rewards.add_hand(shop.id, person=village.merchant.person_id, by=village.clerk, at=MONDAY)
    said = {"area": area, "year": MONDAY.year, "points": 40, "fen": 50_00, "ground": "村民代表会议通过"}
    entered = rewards.enter_allotment(**said, by=village.clerk, at=MONDAY)
    rewards.approve_allotment(entered.id, by=village.overseer, at=MONDAY)
    terms = NewReward(area, "理发一次", "service", 2, 5_00, 8, 30, True, MONDAY.date(), [shop.id])
    village.reward = rewards.offer_reward(terms, by=village.clerk, at=MONDAY).id
    return village


def test_nothing_is_broken_in_any_order(open_village, examples: int):
    made = type("Here", (Village,), {"hamlet": open_village, "reward": open_village.reward})
    machine = settings(
        max_examples=examples,
        stateful_step_count=50,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(made, settings=machine)


def test_a_village_where_one_verifies_ones_own_is_found_out(open_village, monkeypatch):
    """The mutant lets anybody verify; the same steps by hand, so that it is met every time."""
    monkeypatch.setattr("sanzhi.points.access.may_verify", lambda _actor, _claim: YES)
    made = type("Here", (Village,), {"hamlet": open_village, "reward": open_village.reward})()
    made.report("home", "patrol", 0, 1)  # by the grid worker
    with pytest.raises(IntegrityError, match="another_than_the_reporter_verifies"):
        made.see_to(0, 0, "verify")  # by the same
    made.teardown()
