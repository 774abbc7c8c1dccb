"""代班: whoever stands in for somebody whose turn it is hears of it as they would, and only while they may act."""

import pytest

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from sanzhi.people.models import Appointment, Office
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.points import queries as point_queries
from sanzhi.rewards import actions
from tests.county import MONDAY, a_member_of_staff
from tests.honours.conftest import Hamlet as Honoured
from tests.points.conftest import Hamlet
from tests.reactions.test_turns import deliver, texts
from tests.rewards.conftest import DAY, HOUR, Shop
from tests.rewards.test_settling import APRIL, drawn, redeemed

TO_SIGN = "有一张结算单等村里签字。"


def post_of(one: Actor) -> Appointment:
    return Appointment.objects.get(person=one.person_id, role=one.role.code)


def stands_in(deputy: Actor, one: Actor, first, days: int = 1) -> None:
    last = (first + (days - 1) * DAY).date()
    people_actions.name_deputy(
        post_of(one).pk, deputy.person_id, first=first.date(), last=last, by=one, at=first
    )


def in_the_post_of(deputy: Actor, one: Actor, at) -> Actor:
    posts = people.posts_to_act_in(post_of(deputy).person, at)
    return people.actor_in(next(post for post in posts if post.pk == post_of(one).pk))


@pytest.fixture
def shop(db) -> Shop:
    return Shop()


def a_colleague(name: str, office: Office) -> Actor:
    return a_member_of_staff(name, "grid_worker", office)


def test_a_signer_away_for_a_day_and_a_colleague_who_signs(shop):
    colleague = a_colleague("网格小徐", shop.office)
    redeemed(shop)
    stands_in(colleague, shop.overseer, APRIL)
    settlement = drawn(shop)
    deliver()
    assert TO_SIGN in texts(shop.overseer) and TO_SIGN in texts(colleague)
    signer = in_the_post_of(colleague, shop.overseer, APRIL)
    actions.sign_for_village(settlement.id, by=signer, at=APRIL + HOUR)
    settlement.refresh_from_db()
    assert settlement.village_signed_by_id == colleague.person_id


def test_nobody_is_told_before_or_after_their_days_nor_once_they_left_the_office(shop):
    early, late, gone = (a_colleague(name, shop.office) for name in ("早", "晚", "走"))
    redeemed(shop)
    stands_in(early, shop.overseer, APRIL - 3 * DAY, days=2)
    stands_in(late, shop.overseer, APRIL + DAY)
    drawn(shop)
    deliver()
    assert TO_SIGN in texts(shop.overseer)
    assert TO_SIGN not in texts(early) + texts(late)
    stands_in(gone, shop.overseer, APRIL + 40 * DAY)
    Appointment.objects.filter(pk=post_of(gone).pk).update(valid_to=(APRIL + 39 * DAY).date())
    shop_budget(shop, APRIL + 40 * DAY)
    deliver()
    assert "有一笔兑换预算等您批准。" not in texts(gone)


def shop_budget(shop, at) -> None:
    actions.enter_allotment(
        area=shop.village.code, year=2026, points=5, fen=0, ground="再拨一些积分", by=shop.clerk, at=at
    )


def test_a_deputy_does_not_sign_what_they_entered_and_is_not_called_to(shop):
    stands_in(shop.clerk, shop.overseer, MONDAY)
    shop_budget(shop, MONDAY)
    deliver()
    assert "有一笔兑换预算等您批准。" in texts(shop.overseer)
    assert "有一笔兑换预算等您批准。" not in texts(shop.clerk)


def test_a_deputy_who_became_an_administrator_is_told_nothing(shop):
    colleague = a_colleague("网格小徐", shop.office)
    stands_in(colleague, shop.overseer, MONDAY)
    Appointment.objects.create(
        person_id=colleague.person_id, office=shop.office, role="audit_admin", valid_from=MONDAY.date()
    )
    shop_budget(shop, MONDAY)
    deliver()
    assert "有一笔兑换预算等您批准。" not in texts(colleague)


def test_a_verifier_away_and_whoever_sits_in_two_posts_hears_once(db):
    hamlet = Hamlet()
    hamlet.with_standard()
    deputy = a_member_of_staff("值班老金", "handler", hamlet.clerk_office)
    stands_in(deputy, hamlet.grid, MONDAY)
    stands_in(hamlet.grid, hamlet.clerk, MONDAY)
    hamlet.report()
    deliver()
    for one in (hamlet.clerk, hamlet.grid, deputy):
        assert texts(one).count("今天有积分申报等您核实。") == 1


def test_a_seat_on_the_panel_is_nobody_elses(db):
    hamlet = Hamlet()
    hamlet.with_standard()
    deputy = a_colleague("网格小陆", hamlet.clerk_office)
    away = hamlet.panel[0]
    stands_in(deputy, away, MONDAY)
    claim = hamlet.verified()
    deliver()
    assert "今天有核实过的申报等您评分。" in texts(away)
    assert "今天有核实过的申报等您评分。" not in texts(deputy)
    acting = in_the_post_of(deputy, away, MONDAY)
    assert point_queries.to_score(acting) == [] and point_queries.to_score(away)
    with pytest.raises(Refusal) as refused:
        points.score(claim.id, agrees=True, points=None, by=acting, at=MONDAY + HOUR)
    assert refused.value.code == "not_on_panel"


def test_whoever_checks_good_people_away(db):
    village = Honoured()
    deputy = a_member_of_staff("代班老顾", "handler", village.room)
    stands_in(deputy, village.civility, MONDAY)
    village.good("agreed", level="town")
    deliver()
    assert texts(village.civility)[-1] == texts(deputy)[-1]
