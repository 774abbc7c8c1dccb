"""捐赠: in the book by two, used for its own purpose by three hands, another purpose only on a word, shown each quarter."""

import pytest
from django.db import connection, transaction

from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.actions import NewGift
from sanzhi.groups.models import Fund, Gift, GiftUse
from sanzhi.kit import clock
from sanzhi.ledger import queries as book
from sanzhi.ledger.verify import CHECKS as BOOK
from sanzhi.notices import actions as notices
from tests.cases.test_family_race import race
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, at_the_desk
from tests.reactions.test_table import deliver, told
from tests.web.test_windows import post

from .place import Register, refused, violations

APRIL = MONDAY + 40 * DAY


class Giving(Register):
    """A town's fund of donations with ten thousand yuan for a road, two officers and a third."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.second, self.third = (
            a_member_of_staff(n, "social_officer", self.room) for n in ("老许", "老郑")
        )
        self.fund: Fund = actions.open_fund(
            self.room.area_id,
            name="乌镇乡贤捐赠资金",
            purpose="按捐赠人指定的用途",
            kind="donations",
            by=self.officer,
            at=MONDAY,
        )
        self.gift = self.given("收1号", 10_000_00)

    def given(self, voucher: str, fen: int, donor: str = "外出的老沈") -> Gift:
        new = NewGift("donation", donor, fen, "修三组的路", MONDAY.date(), voucher)
        gift = actions.enter_gift(self.fund.pk, new, by=self.officer, at=MONDAY)
        return actions.confirm_gift(gift.pk, by=self.second, at=MONDAY)

    def use(self, fen: int = 6_000_00) -> GiftUse:
        return actions.propose_use(self.gift.pk, what="水泥和沙子", fen=fen, by=self.officer, at=MONDAY)

    def agreed(self, use: GiftUse) -> GiftUse:
        return actions.agree_use(use.pk, by=self.second, at=MONDAY)

    def paid(self, use: GiftUse, at=MONDAY + HOUR) -> GiftUse:
        return actions.pay_use(use.pk, voucher="付1号", by=self.officer, at=at)


@pytest.fixture
def giving(db) -> Giving:
    return Giving()


def test_a_gift_is_used_by_hands_that_change_at_each_step_and_the_book_moves_what_was_paid(giving):
    one = giving.use()
    assert refused(lambda: actions.agree_use(one.pk, by=giving.officer, at=MONDAY)) == "own_hand"
    giving.agreed(one)
    assert queries.free_of(giving.fund.pk) == 4_000_00
    pay = {"voucher": "付1号", "at": MONDAY}
    assert refused(lambda: actions.pay_use(one.pk, by=giving.second, **pay)) == "own_hand"
    assert giving.paid(one).posting
    assert refused(lambda: giving.paid(one)) == "moved_on"
    page = queries.fund_page(giving.fund.pk)
    assert (page.came_in, page.paid, page.set_aside, page.free) == (10_000_00, 6_000_00, 0, 4_000_00)
    account = book.accounts("fen", [f"used:{giving.fund.pk}"])[f"used:{giving.fund.pk}"]
    assert book.balance(account).free == 6_000_00
    assert violations() == [] and [v for check in BOOK.values() for v in check().violations] == []


def test_no_more_than_is_left_of_a_gift_and_only_for_its_purpose(giving):
    giving.use()
    assert refused(lambda: giving.use(4_000_01)) == "short"
    with pytest.raises(Exception, match="not there for this use"), transaction.atomic():
        giving.gift.uses.create(purpose="修三组的路", what="沙子水泥", fen=4_000_01, proposed_by_id=giving.officer.person_id, proposed_at=MONDAY)  # fmt: skip
    with pytest.raises(Exception, match="not there for this use"), transaction.atomic():
        giving.gift.uses.create(purpose="办酒席", what="办一次酒席", fen=1, proposed_by_id=giving.officer.person_id, proposed_at=MONDAY)  # fmt: skip
    waits = actions.enter_gift(giving.fund.pk, NewGift("donation", "老周", 100, "修路", MONDAY.date(), "收9号"), by=giving.officer, at=MONDAY)  # fmt: skip
    assert (
        refused(lambda: actions.propose_use(waits.pk, what="买些水泥", fen=1, by=giving.officer, at=MONDAY))
        == "not_confirmed"
    )
    call = actions.NewCall("办活动", "办一次大活动", 100, 100, MONDAY + DAY, "社工办 88880000")
    assert (
        refused(lambda: actions.announce_call(giving.fund.pk, call, by=giving.officer, at=MONDAY))
        == "not_granted"
    )


def test_what_is_left_goes_elsewhere_only_on_the_donors_word_or_a_resolution_and_by_two(giving):
    said = {"purpose": "修五组的桥", "basis": "donor", "by": giving.officer, "at": MONDAY}
    assert refused(lambda: actions.propose_purpose(giving.gift.pk, paper="", **said)) == "purpose_shape"
    row = actions.propose_purpose(giving.gift.pk, paper="沈先生来信 2026-3-1", **said)
    assert queries.purpose_of(giving.gift) == "修三组的路"
    assert refused(lambda: actions.agree_purpose(row.pk, by=giving.officer, at=MONDAY)) == "own_hand"
    before = giving.use(1_000_00)  # for the old purpose: what is under way comes to its end first
    assert refused(lambda: actions.agree_purpose(row.pk, by=giving.second, at=MONDAY)) == "uses_wait"
    actions.refuse_use(before.pk, reason="捐赠人要改用途", by=giving.second, at=MONDAY)
    actions.agree_purpose(row.pk, by=giving.second, at=MONDAY)
    assert giving.use().purpose == "修五组的桥"
    alone = {"agreed_by_id": giving.officer.person_id, "agreed_at": MONDAY}
    two = actions.propose_purpose(giving.gift.pk, paper="沈先生来信 2026-3-2", **said)
    with pytest.raises(Exception, match="two_persons_change_a_purpose"), transaction.atomic():
        giving.gift.purposes.filter(pk=two.pk).update(**alone)


def test_a_change_of_purpose_is_refused_with_a_reason_and_the_gift_stays_for_its_own(giving):
    said = {
        "purpose": "修五组的桥",
        "basis": "donor",
        "paper": "沈先生来信",
        "by": giving.officer,
        "at": MONDAY,
    }
    row = actions.propose_purpose(giving.gift.pk, **said)
    assert refused(lambda: actions.propose_purpose(giving.gift.pk, **said)) == "waits_already"
    no = {"by": giving.second, "at": MONDAY}
    assert refused(lambda: actions.refuse_purpose(row.pk, reason="不", **no)) == "reason_missing"
    actions.refuse_purpose(row.pk, reason="沈先生来电话说不同意", **no)
    assert refused(lambda: actions.agree_purpose(row.pk, **no)) == "moved_on"
    assert queries.purpose_of(giving.gift) == "修三组的路" and queries.purposes_waiting(giving.fund) == []
    with pytest.raises(Exception, match="stays as it was decided"), transaction.atomic():
        giving.gift.purposes.filter(pk=row.pk).update(refused_at=None, refused_by=None, reason="")
    deliver()
    assert "您提出的一笔捐赠改用途没有同意，请看理由。" in told(giving.officer.person_id)
    actions.propose_purpose(giving.gift.pk, **said)  # another may be entered


def test_a_quarter_is_shown_under_the_purpose_that_a_gift_had_then(giving):
    new = {"purpose": "修五组的桥", "basis": "donor", "paper": "沈先生来信", "at": APRIL}
    row = actions.propose_purpose(giving.gift.pk, by=giving.officer, **new)
    actions.agree_purpose(row.pk, by=giving.second, at=APRIL)
    assert [one.purpose for one in queries.moved_in(giving.fund, "2026Q1")] == ["修三组的路"]
    assert [one.purpose for one in queries.moved_in(giving.fund, "2026Q2")] == ["修五组的桥"]


def test_a_voucher_pays_once_and_a_hand_stays_whose_it_was(giving):
    one, two = (giving.agreed(giving.use(1_000_00)) for _ in range(2))
    giving.paid(one)
    assert refused(lambda: giving.paid(two)) == "voucher_used"
    paid = {
        "state": "paid",
        "posting": 10**9,
        "voucher": "付1号",
        "paid_by": giving.officer.person_id,
        "paid_at": MONDAY,
    }
    with pytest.raises(Exception, match="has paid already"), transaction.atomic():
        GiftUse.objects.filter(pk=two.pk).update(**paid)
    with pytest.raises(Exception, match="stays as it was agreed"), transaction.atomic():
        GiftUse.objects.filter(pk=two.pk).update(agreed_by=giving.third.person_id)
    with pytest.raises(Exception, match="another_pays_a_use"), transaction.atomic():
        GiftUse.objects.filter(pk=two.pk).update(
            **paid | {"voucher": "付2号", "paid_by": giving.second.person_id}
        )
    with pytest.raises(Exception, match="another_agrees_to_a_use"), transaction.atomic():
        GiftUse.objects.filter(pk=giving.use(1).pk).update(state="agreed", hold=1, agreed_by=giving.officer.person_id, agreed_at=MONDAY)  # fmt: skip
    actions.pay_use(two.pk, voucher="付1号之二", by=giving.officer, at=MONDAY)


def test_one_voucher_for_two_uses_at_once_pays_one_of_them(committed_db):
    with transaction.atomic():
        giving = Giving()
        uses = [giving.agreed(giving.use(1_000_00)) for _ in range(2)]
    assert race(*[lambda use=use: giving.paid(use) for use in uses]) == {"won": 1, "voucher_used": 1}
    connection.close()


def test_what_is_dropped_lies_free_for_its_purpose_again(giving):
    one = giving.agreed(giving.use(10_000_00))
    assert queries.free_of(giving.fund.pk) == 0
    actions.drop_use(one.pk, reason="水泥不用买了", by=giving.officer, at=MONDAY)
    assert queries.free_of(giving.fund.pk) == 10_000_00 and queries.left_of(giving.gift) == 10_000_00
    two = giving.use()
    actions.refuse_use(two.pk, reason="价钱太高了", by=giving.second, at=MONDAY)
    assert queries.left_of(giving.gift) == 10_000_00 and violations() == []


def test_a_quarter_in_which_money_moved_is_shown_by_a_notice_or_told_to_be_owed_once(giving):
    giving.paid(giving.agreed(giving.use()))
    assert (
        refused(
            lambda: actions.disclose(giving.fund.pk, "2026Q1", contact="社工办", by=giving.officer, at=MONDAY)
        )
        == "nothing_to_disclose"
    )
    (row,) = queries.moved_in(giving.fund, "2026Q1")
    assert (row.came_in, row.used, row.left) == (10_000_00, 6_000_00, 4_000_00)
    assert sweeps.tell_owed(at=APRIL) == 0  # fifteen days are not over
    shown = actions.disclose(
        giving.fund.pk, "2026Q1", contact="社工办 0573-88880000", by=giving.officer, at=APRIL
    )
    assert "用掉 ¥6,000.00" in shown.notice.lines.get().figure
    assert queries.quarters_owed(giving.fund, APRIL.date()) == []
    assert queries.undisclosed((APRIL + 10 * DAY).date()) == [
        (giving.fund.pk, "2026Q1")
    ]  # drawn up and not signed
    assert sweeps.tell_owed(at=APRIL + 10 * DAY) == 1 and sweeps.tell_owed(at=APRIL + 11 * DAY) == 0
    notices.post_notice(shown.notice.pk, by=giving.second, at=APRIL + 11 * DAY)
    assert queries.undisclosed((APRIL + 12 * DAY).date()) == []
    deliver()
    assert any("捐赠" in text for text in told(giving.officer.person_id))
    assert queries.bounds_of("2026Q4")[1].isoformat() == "2027-01-01"


def test_a_use_paid_by_two_at_once_is_paid_once_and_a_gift_used_by_two_at_once_is_not_overdrawn(committed_db):
    with transaction.atomic():
        giving = Giving()
        one = giving.agreed(giving.use(1_000_00))
    assert race(*[lambda: giving.paid(one)] * 2) == {"won": 1, "moved_on": 1}
    assert race(*[lambda: giving.use(5_000_00)] * 2) == {"won": 1, "short": 1}
    connection.close()


def test_every_fen_is_read_by_everybody_and_each_step_is_on_the_desk(giving, settings, client):
    settings.ALLOWED_HOSTS = ["testserver"]
    fund, gift = f"/desk/funds/{giving.fund.pk}/", f"/desk/funds/gifts/{giving.gift.pk}"
    with clock.simulated(MONDAY):
        first, second = at_the_desk(giving.officer), at_the_desk(giving.second)
        new = {
            "area": giving.room.area_id,
            "kind": "donations",
            "name": "某村捐赠资金",
            "purpose": "按指定的用途用",
        }
        assert post(first, "/desk/funds/new", 1, **new).status_code == 302
        assert post(first, f"{gift}/use", 2, what="水泥和沙子", money="6000").status_code == 302
        assert post(first, f"{gift}/use", 3, what="石子", money="5000").status_code == 422
        use = GiftUse.objects.get()
        assert "水泥和沙子" in second.get(fund).content.decode()
        assert post(first, f"/desk/funds/uses/{use.pk}/agree", 4).status_code == 409
        assert post(second, f"/desk/funds/uses/{use.pk}/agree", 5).status_code == 302
        assert post(first, f"/desk/funds/uses/{use.pk}/pay", 6, voucher="付1号").status_code == 302
        said = {"purpose": "修五组的桥", "basis": "resolution", "paper": "村代会2026第3号"}
        assert post(first, f"{gift}/purpose", 7, **said).status_code == 302
        first_number = giving.gift.purposes.get().pk
        no = {"reason": "决议上没有这一条"}
        assert post(second, f"/desk/funds/purposes/{first_number}/refuse", 70, **no).status_code == 302
        assert post(first, f"{gift}/purpose", 71, **said).status_code == 302
        number = giving.gift.purposes.latest("id").pk
        assert post(second, f"/desk/funds/purposes/{number}/agree", 8).status_code == 302
        page = client.get(f"/funds/{giving.fund.pk}/").content.decode()
        for word in (
            "外出的老沈",
            "修三组的路",
            "水泥和沙子",
            "付1号",
            "¥6,000.00",
            "修五组的桥",
            "村代会2026第3号",
        ):
            assert word in page, word
        for n, way in enumerate(("refuse", "drop"), start=9):
            assert post(first, f"{gift}/use", n * 10, what=f"石子{way}", money="100").status_code == 302
            row = GiftUse.objects.latest("id")
            if way == "drop":
                post(second, f"/desk/funds/uses/{row.pk}/agree", n * 10 + 1)
            assert (
                post(second, f"/desk/funds/uses/{row.pk}/{way}", n * 10 + 2, reason="不用买石子").status_code
                == 302
            )
    with clock.simulated(APRIL):
        assert "2026Q1" in first.get(fund).content.decode()
        assert post(first, f"{fund}disclose/2026Q1", 200, contact="社工办 0573-88880000").status_code == 302
