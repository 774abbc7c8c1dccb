"""轮到谁: whoever has to act next hears of it, whoever may not does not, and nobody else's name is in it."""

import pytest

from sanzhi.honours import actions as honours
from sanzhi.journal import delivery
from sanzhi.notices import sweeps as notice_sweeps
from sanzhi.notices.actions import post_notice, prove_posted
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.reactions import reminders
from sanzhi.reactions.table import REACTIONS
from sanzhi.rewards import actions
from tests.county import MONDAY
from tests.honours.test_exposure import Street
from tests.notices.conftest import a_photo
from tests.points.conftest import Hamlet
from tests.questions import questions
from tests.rewards.conftest import DAY, HOUR, Shop
from tests.rewards.test_pools import entered as a_pool
from tests.rewards.test_settling import APRIL, drawn, redeemed
from tests.waste.conftest import Sorted

pytestmark = pytest.mark.usefixtures("own_home")

LATER = APRIL + 300 * DAY
CONTACT = "0573-88880001"


def deliver() -> None:
    while delivery.deliver(REACTIONS, at=LATER, limit=500):
        pass


def told(actor: Actor) -> list[tuple[str, str]]:
    """(text, link), the oldest first."""
    assert actor.person_id
    return [(one.text, one.link) for one in reversed(people.messages_for(actor.person_id))]


def texts(actor: Actor) -> list[str]:
    return [text for text, _link in told(actor)]


@pytest.fixture
def shop(db) -> Shop:
    return Shop()


@pytest.fixture
def hamlet(db) -> Hamlet:
    made = Hamlet()
    made.with_standard()
    return made


def test_both_sides_of_a_settlement_are_told_to_sign_then_who_is_left_then_who_pays(shop):
    redeemed(shop)
    settlement = drawn(shop)
    deliver()
    page = f"/desk/settlements/{settlement.id}/"
    assert told(shop.overseer)[-1] == ("有一张结算单等村里签字。", page)
    assert told(shop.noodles)[-1] == ("您店里有一张结算单等您签字。", page)
    assert texts(shop.barber) == []  # another shop's
    actions.sign_for_village(settlement.id, by=shop.overseer, at=APRIL + HOUR)
    deliver()
    assert texts(shop.noodles).count("您店里有一张结算单等您签字。") == 2
    actions.sign_for_merchant(settlement.id, by=shop.noodles, at=APRIL + 2 * HOUR)
    deliver()
    for clerk in (shop.clerk, shop.other_clerk):
        assert told(clerk)[-1] == ("有一张结算单双方都签了字，等付款登记。", page)


def test_when_the_merchant_signs_first_the_village_is_told_again(shop):
    redeemed(shop)
    settlement = drawn(shop)
    actions.sign_for_merchant(settlement.id, by=shop.noodles, at=APRIL + HOUR)
    deliver()
    assert texts(shop.overseer).count("有一张结算单等村里签字。") == 2


def test_the_merchant_is_told_that_it_was_paid_and_that_it_hangs_on_the_wall(shop):
    redeemed(shop)
    settlement = drawn(shop)
    actions.sign_for_village(settlement.id, by=shop.overseer, at=APRIL + HOUR)
    actions.sign_for_merchant(settlement.id, by=shop.noodles, at=APRIL + HOUR)
    paid = actions.pay_settlement(
        settlement.id, reference="农商行 20260403-7", contact=CONTACT, by=shop.clerk, at=APRIL + DAY
    )
    deliver()
    assert texts(shop.noodles)[-1] == "您店里的结算款已登记付款，可以看凭证号。"
    assert told(shop.overseer)[-1] == ("有一份公示稿等您审签。", f"/desk/notices/{paid.notice_id}/")
    post_notice(paid.notice_id, by=shop.overseer, at=APRIL + 2 * DAY)
    deliver()
    assert texts(shop.noodles)[-1] == "您店里的这笔结算已经公示。"


def test_where_nobody_in_the_village_may_the_town_is_told(shop):
    room = shop.dispatcher
    shop.funded()
    deliver()
    assert "有一笔兑换预算等您批准。" in texts(shop.overseer)
    assert texts(room) == []  # the village's own overseer may
    pool = a_pool(shop)
    deliver()
    assert told(room)[-1] == ("有一笔奖励金的决议等您作法律审核。", f"/desk/pools/{pool.id}/")
    actions.review_pool(pool.id, text="与股份分红无关，合法", by=room, at=MONDAY + HOUR)
    deliver()
    assert told(shop.clerk)[-1] == ("有一笔奖励金审核过了，可以分配。", f"/desk/pools/{pool.id}/")


def test_a_pool_that_was_not_passed_calls_nobody(shop):
    room = shop.dispatcher
    a_pool(shop, "for", "against", "against")
    deliver()
    assert texts(room) == []


def test_a_claim_calls_who_may_verify_it_once_a_day_then_the_panel_then_who_closes(hamlet):
    first, second = (
        hamlet.report(),
        hamlet.report(at=MONDAY + HOUR, by=hamlet.neighbour, household=hamlet.next_door.pk),
    )
    deliver()
    for hand in (hamlet.clerk, hamlet.grid):
        assert texts(hand).count("今天有积分申报等您核实。") == 1
    points.verify(first.id, by=hamlet.grid, at=MONDAY + 2 * HOUR)
    points.verify(second.id, by=hamlet.grid, at=MONDAY + 2 * HOUR)
    deliver()
    for member in hamlet.panel:
        assert [one for one in texts(member) if "评分" in one] == ["今天有核实过的申报等您评分。"]
    for member in hamlet.panel[:3]:
        assert not [one for one in texts(hamlet.clerk) if "结评" in one]
        points.score(first.id, agrees=True, points=None, by=member, at=MONDAY + 3 * HOUR)
        deliver()
    assert told(hamlet.clerk)[-1] == ("今天有申报评够了人，可以结评。", "/desk/points/rounds/")


def test_a_panelist_who_lives_there_or_is_kin_is_not_called(hamlet):
    mine, kin, *others = hamlet.panel
    points.tell_tie(kin.person_id, hamlet.homes["评0"].pk, kind="kin", by=kin, at=MONDAY)
    points.join(mine.person_id, by=mine, at=MONDAY)
    claim = hamlet.report(by=hamlet.clerk, household=hamlet.homes["评0"].pk)
    points.verify(claim.id, by=hamlet.grid, at=MONDAY + HOUR)
    deliver()
    called = {one.name for one in hamlet.panel if "今天有核实过的申报等您评分。" in texts(one)}
    assert called == {one.name for one in others}


def test_when_a_notice_has_stood_whoever_enters_it_is_told_once(hamlet):
    held = hamlet.announced(hamlet.verified())
    notice = held.additions
    prove_posted(
        notice.id, photo=a_photo(), name="墙.jpg", place="村口公示栏", by=hamlet.clerk, at=MONDAY + 2 * DAY
    )
    for _twice in range(2):
        notice_sweeps.clear_names(at=MONDAY + 20 * DAY)
        deliver()
    page = f"/desk/points/rounds/{held.id}/"
    assert told(hamlet.clerk).count(("有一期积分公示期满，可以入账。", page)) == 1


def test_a_year_that_nobody_closed_and_a_month_that_nobody_settled_are_told_once(shop):
    redeemed(shop)
    for day in range(3):
        reminders.remind(at=APRIL + day * DAY)
    for clerk in (shop.clerk, shop.other_clerk):
        assert told(clerk) == [("有商户上个月收的券还没有结算，请拟结算单。", "/desk/settlements/")]
    drawn(shop)
    reminders.remind(at=APRIL + 31 * DAY)
    assert len(told(shop.other_clerk)) == 1


def test_the_year_before_is_called_for_where_something_was_entered(hamlet):
    held = hamlet.announced(hamlet.verified())
    points.post_round(held.id, by=hamlet.clerk, at=MONDAY + 20 * DAY)
    reminders.remind(at=MONDAY + 30 * DAY)
    assert "去年的积分还没有结账，请办完申报后结账。" not in texts(hamlet.clerk)
    for _twice in range(2):
        reminders.remind(at=MONDAY.replace(year=MONDAY.year + 1))
    assert texts(hamlet.clerk).count("去年的积分还没有结账，请办完申报后结账。") == 1


def test_a_batch_asks_no_more_than_one_message(shop):
    shop.funded()
    deliver()
    actions.enter_allotment(
        area=shop.village.code, year=2026, points=5, fen=0, ground="再拨一些积分", by=shop.clerk, at=MONDAY
    )
    with questions() as one:
        deliver()
    for n in range(20):
        actions.enter_allotment(
            area=shop.village.code,
            year=2026,
            points=5 + n,
            fen=0,
            ground="再拨一些积分",
            by=shop.clerk,
            at=MONDAY,
        )
    with questions() as many:
        deliver()
    assert len(many) - len(one) <= 19  # one statement to tell for each message, nothing else


def test_a_standard_calls_the_town_then_the_one_who_drafted_it(db):
    hamlet = Hamlet(start=MONDAY)
    hamlet.in_force()
    deliver()
    assert texts(hamlet.dispatcher).count("有一份积分细则等您审查。") == 1
    assert texts(hamlet.clerk).count("积分细则审查过了：可以表决，或者要先修改，请看。") == 1


def test_the_second_release_of_an_exposure_is_asked_of_the_other_role(db):
    street = Street()
    street.opened()
    deliver()
    assert texts(street.leader) == ["有人提出打开曝光，等您决定同意不同意。"]
    one = street.drawn()
    honours.release(one.pk, by=street.overseer, at=MONDAY + HOUR)
    deliver()
    waits = ("有一条曝光等您放行。", f"/desk/exposures/{one.pk}/")
    assert told(street.overseer).count(waits) == 1  # as the first; not again as the second
    assert told(street.civility).count(waits) == 1


def test_two_grades_of_one_bin_are_told_to_who_gave_neither(db):
    village = Sorted()
    village.graded("A")
    village.sent(village.scan("C"), by=village.colleague)
    deliver()
    waits = ("同一只桶同一天评了两个等次，等您认定。", "/desk/waste/conflicts/")
    assert told(village.overseer).count(waits) == 1
    for inspector in (village.inspector, village.colleague):
        assert waits not in told(inspector)
