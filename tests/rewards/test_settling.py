"""结算: a month drawn up by one, signed by two others, owed in the ledger, paid and announced."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.kit import walls
from sanzhi.ledger import codes
from sanzhi.ledger import queries as book
from sanzhi.notices.models import Notice
from sanzhi.people.access import sight_of
from sanzhi.rewards import actions, queries
from sanzhi.rewards.models import Settlement, Voucher
from tests.county import MONDAY, a_member_of_staff
from tests.rewards.conftest import DAY, HOUR, Shop
from tests.rewards.test_buying import refused

APRIL = MONDAY + 31 * DAY


def redeemed(shop: Shop, n: int = 3, at=MONDAY + DAY) -> list[Voucher]:
    shop.funded()
    vouchers = shop.bought(shop.offered(), count=n)
    for voucher in vouchers:
        actions.redeem(shop.code(voucher), by=shop.noodles, at=at)
    return vouchers


def drawn(shop: Shop, at=APRIL) -> Settlement:
    return actions.draw_settlement(shop.noodle_shop.id, month="2026-03", by=shop.clerk, at=at)


def has(shop: Shop, code: str) -> int:
    return book.balance(book.accounts(codes.FEN, [code])[code]).posted


def test_count_times_face_of_the_month_is_signed_twice_then_owed_then_paid_and_announced(shop: Shop):
    redeemed(shop)
    (ready,) = queries.to_draw(shop.clerk, APRIL)
    assert (ready.merchant, ready.month, ready.count, ready.fen) == (shop.noodle_shop.id, "2026-03", 3, 3000)
    settlement = drawn(shop)
    assert (settlement.count, settlement.fen, queries.to_draw(shop.clerk, APRIL)) == (3, 3000, [])
    actions.sign_for_village(settlement.id, by=shop.overseer, at=APRIL)
    assert has(shop, codes.of_merchant(shop.noodle_shop.id)) == 0
    with walls.seeing(sight_of(shop.noodles)):
        signed = actions.sign_for_merchant(settlement.id, by=shop.noodles, at=APRIL + HOUR)
    assert has(shop, codes.of_merchant(shop.noodle_shop.id)) == 3000
    assert has(shop, codes.of_fund(shop.village.code)) == 5_000_00 - 3000
    assert book.moved([signed.posting])[signed.posting].amount == 3000
    paid = actions.pay_settlement(
        settlement.id, reference="农商行 0042", contact="监委老姚 88880000", by=shop.clerk, at=APRIL + DAY
    )
    notice = Notice.objects.get(pk=paid.notice_id)
    assert (notice.about_type, notice.about_id, notice.posted_at) == ("settlement", settlement.id, None)
    assert [(line.what, line.figure) for line in notice.lines.all()] == [("三治面券（¥10.00）×3", "¥30.00")]
    assert shop.violations() == []


def test_only_a_month_that_is_over_is_settled_and_only_once(shop: Shop):
    redeemed(shop)
    assert refused(lambda: drawn(shop, at=MONDAY + 2 * DAY)) == "month_running"
    drawn(shop)
    assert refused(lambda: drawn(shop)) == "drawn_already"
    barber = shop.barber_shop.id
    draw = actions.draw_settlement
    assert refused(lambda: draw(barber, month="2026-03", by=shop.clerk, at=APRIL)) == "nothing_to_settle"
    assert refused(lambda: draw(barber, month="märz", by=shop.clerk, at=APRIL)) == "month_shape"
    assert refused(lambda: draw(barber, month="2026-03", by=shop.overseer, at=APRIL)) == "role_may_not_manage"


def test_three_people_are_needed_whichever_signs_first(shop: Shop):
    redeemed(shop)
    settlement = actions.draw_settlement(shop.noodle_shop.id, month="2026-03", by=shop.dispatcher, at=APRIL)
    sign = actions.sign_for_village
    assert refused(lambda: sign(settlement.id, by=shop.dispatcher, at=APRIL)) == "own_entry"
    assert refused(lambda: sign(settlement.id, by=shop.clerk, at=APRIL)) == "role_may_not_sign"
    confirm = actions.sign_for_merchant
    assert refused(lambda: confirm(settlement.id, by=shop.barber, at=APRIL)) == "not_your_shop"
    assert refused(lambda: confirm(settlement.id, by=shop.overseer, at=APRIL)) == "role_may_not_redeem"
    confirm(settlement.id, by=shop.noodles, at=APRIL)
    pay = {"reference": "0042", "contact": "老姚", "at": APRIL}
    assert refused(lambda: actions.pay_settlement(settlement.id, by=shop.clerk, **pay)) == "not_signed"
    assert sign(settlement.id, by=shop.overseer, at=APRIL).posting
    for again, by in ((sign, shop.overseer), (confirm, shop.noodles)):
        assert refused(lambda a=again, b=by: a(settlement.id, by=b, at=APRIL)) == "signed"
    with transaction.atomic(), pytest.raises(IntegrityError, match="three_people"):
        Settlement.objects.create(
            area=shop.village, merchant=shop.barber_shop, month="2026-02", count=1, fen=1, drawn_at=APRIL,
            drawn_by_id=shop.clerk.person_id, village_signed_by_id=shop.clerk.person_id, village_signed_at=APRIL,
        )  # fmt: skip


def test_unsigned_it_is_dropped_and_drawn_anew_signed_it_stays(shop: Shop):
    (first, *_rest) = redeemed(shop)
    settlement = drawn(shop)
    actions.drop_settlement(settlement.id, by=shop.clerk, at=APRIL)
    again = drawn(shop)
    first.refresh_from_db()
    assert first.settlement_id == again.id
    actions.sign_for_village(again.id, by=shop.overseer, at=APRIL)
    assert refused(lambda: actions.drop_settlement(again.id, by=shop.clerk, at=APRIL)) == "signed"
    for changes in ({"fen": 1}, {"month": "2026-02"}, {"village_signed_at": APRIL + DAY}):
        with transaction.atomic(), pytest.raises(DatabaseError, match="stays as it is"):
            Settlement.objects.filter(pk=again.id).update(**changes)


def test_a_voucher_is_in_one_settlement_whoever_asks_the_database(shop: Shop):
    (first, *_rest) = redeemed(shop)
    settlement = drawn(shop)
    other = Settlement.objects.create(
        area=shop.village, merchant=shop.noodle_shop, month="2026-02", count=1, fen=1, drawn_at=APRIL,
        drawn_by_id=shop.clerk.person_id,
    )  # fmt: skip
    assert settlement.id != other.id
    with transaction.atomic(), pytest.raises(DatabaseError, match="settled already"):
        Voucher.objects.filter(pk=first.id).update(settlement=other)


def test_each_reads_the_settlements_that_are_theirs(shop: Shop):
    redeemed(shop)
    settlement = drawn(shop)
    elsewhere = a_member_of_staff("外店", "merchant", shop.office)
    for actor, sees in (
        (shop.clerk, 1),
        (shop.overseer, 1),
        (shop.noodles, 1),
        (shop.barber, 0),
        (elsewhere, 0),
        (shop.handler, 0),
    ):
        with walls.seeing(sight_of(actor)):
            assert len(queries.settlements_for(actor)) == sees, actor.name
    with walls.seeing(sight_of(shop.resident)):
        assert not Settlement.objects.filter(pk=settlement.id).exists()
