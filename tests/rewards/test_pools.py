"""奖励金: split by points, to the fen, only when the right body resolved it; and never a share in the collective."""

from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.kit.calendar import COUNTY
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor
from sanzhi.rewards import actions, queries
from sanzhi.rewards.actions import NewPool
from sanzhi.rewards.models import Pool, PoolShare
from sanzhi.rewards.pool_rules import Resolution, resolution_passes, split
from tests.county import HOUR, MONDAY
from tests.deliberation.convened import a_body, called, resolves
from tests.rewards.conftest import DAY, Shop, award
from tests.rewards.test_buying import refused

MET = date(2026, 2, 20)
PUT = datetime(2026, 2, 1, 9, tzinfo=COUNTY)


def resolution(**changes: object) -> Resolution:
    usual = {
        "body": "members", "notified_on": MET - timedelta(days=10), "met_on": MET, "studied_on": MET - timedelta(days=20),
        "entitled": 300, "present": 200, "in_favour": 200,
    }  # fmt: skip
    return Resolution(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"present": 199, "in_favour": 199}, "quorum_short"),
        ({"present": 300, "in_favour": 199}, "votes_short"),
        ({"notified_on": MET - timedelta(days=9)}, "notice_short"),
        ({"studied_on": MET + timedelta(days=1)}, "not_studied"),
        ({"body": "delegates", "entitled": 30, "present": 20, "in_favour": 20}, ""),
        ({"body": "delegates", "entitled": 30, "present": 30, "in_favour": 19}, "votes_short"),
        ({"body": "delegates", "entitled": 30, "present": 20, "in_favour": 20, "notified_on": MET}, ""),
    ],
)
def test_a_resolution_passes_by_its_counts_alone(changes, code):
    assert resolution_passes(resolution(**changes)).code == code


points = st.dictionaries(st.integers(1, 10_000), st.integers(-50, 2_000), min_size=1, max_size=60)


@given(st.integers(1, 10**12), st.integers(0, 500), points)
def test_the_sum_is_exact_to_the_fen_and_nobody_is_a_fen_away_from_their_part(fen, threshold, has):
    paid = split(fen, threshold, has)
    weights = {one: max(0, n - threshold) for one, n in has.items()}
    total = sum(weights.values())
    assert sum(paid.values()) == (fen if total else 0)
    for one, weight in weights.items():
        assert not weight or abs(paid[one] * total - fen * weight) < total
        assert weight or paid[one] == 0


@given(st.integers(1, 10**9), points, st.randoms())
def test_the_order_of_asking_plays_no_part(fen, has, lot):
    shuffled = list(has.items())
    lot.shuffle(shuffled)
    assert split(fen, 0, dict(shuffled)) == split(fen, 0, has)


@given(st.integers(1, 10**9), points)
def test_more_points_never_get_less(fen, has):
    paid = split(fen, 0, has)
    for one, n in has.items():
        assert all(paid[one] >= paid[other] - 1 for other, m in has.items() if n >= m)


def new(shop: Shop, **changes: object) -> NewPool:
    """To be put to a meeting of the collective on MET. `pack`: of its members, or of their delegates."""
    body = a_body(shop.village.code, str(changes.pop("pack", "members")), by=shop.clerk, at=PUT)
    starts_at = datetime.combine(MET, time(9), COUNTY)
    meeting = called(body, starts_at, by=shop.clerk, at=PUT)
    usual = {
        "year": 2026, "name": "年度积分奖励金", "fen": 1000_01, "threshold": 100, "source": "2026 年收支计划列支的奖励金",
        "party_studied_on": MET - timedelta(days=20), "meeting": meeting.pk, "method": "named",
    }  # fmt: skip
    return NewPool(**(usual | changes))


def entered(shop: Shop, *choices: str, by: Actor | None = None, **changes: object) -> Pool:
    """Put, voted on (by all three for it, unless said otherwise), and the result taken."""
    pool = actions.enter_pool(new(shop, **changes), by=by or shop.clerk, at=PUT)
    starts_at = datetime.combine(MET, time(9), COUNTY)
    resolves(
        pool.put_as, *(choices or ("for", "for", "for")), starts_at=starts_at, told=PUT + HOUR, by=shop.clerk
    )
    return actions.take_pool_result(pool.id, by=shop.clerk, at=MONDAY)


def split_by_balance(shop: Shop, pool: Pool, at=MONDAY + DAY) -> Pool:
    by_balance = queries.points_of(shop.village.code, at)
    return actions.draw_pool(
        pool.id, by_balance, points_at=at, contact="监委老姚 88880000", by=shop.clerk, at=at
    )


def test_a_pool_is_split_by_the_balances_of_a_moment_and_announced(shop: Shop):
    award(shop.village.code, shop.shen, 50)  # 150; the other household stays at 100, the threshold
    award(shop.village.code, shop.lu, 900, at=MONDAY + 2 * DAY)  # after the moment
    pool = entered(shop)
    actions.review_pool(pool.id, text="程序合法，同意。", by=shop.dispatcher, at=MONDAY)
    drawn = split_by_balance(shop, pool)
    assert dict(PoolShare.objects.values_list("household", "fen")) == {shop.shen: 1000_01, shop.lu: 0}
    notice = Notice.objects.get(pk=drawn.notice_id)
    assert (notice.about_type, notice.about_id) == ("pool", pool.id)
    assert [(line.who, line.figure) for line in notice.lines.all()] == [("沈1", "¥1,000.01")]
    assert "与股份分红无关" in notice.body and "第二十七条" in notice.body
    assert refused(lambda: split_by_balance(shop, pool)) == "drawn"
    with transaction.atomic(), pytest.raises(DatabaseError):
        PoolShare.objects.update(fen=1)


def test_without_a_passed_resolution_or_a_review_nothing_is_split(shop: Shop):
    failed = entered(shop, "for", "for", "against", name="没通过的", pack="delegates")
    assert queries.passes(failed)  # two of three delegates are two thirds
    failed = entered(shop, "for", "against", "against", name="真没通过的")
    assert refused(lambda: split_by_balance(shop, failed)) == "votes_short"
    review = {"text": "程序合法，同意。", "at": MONDAY}
    assert refused(lambda: actions.review_pool(failed.id, by=shop.dispatcher, **review)) == "votes_short"
    pool = entered(shop)
    assert refused(lambda: split_by_balance(shop, pool)) == "not_reviewed"
    assert refused(lambda: actions.review_pool(pool.id, by=shop.overseer, **review)) == "role_may_not_review"
    actions.review_pool(pool.id, by=shop.dispatcher, **review)
    assert refused(lambda: actions.review_pool(pool.id, by=shop.dispatcher, **review)) == "reviewed"
    assert refused(lambda: split_by_balance(shop, pool)) == "nobody_above"
    assert (
        refused(
            lambda: actions.draw_pool(
                pool.id, {0: 500}, points_at=MONDAY, contact="老姚", by=shop.clerk, at=MONDAY
            )
        )
        == "household_elsewhere"
    )
    own = entered(shop, name="镇里拟的", by=shop.dispatcher)
    assert refused(lambda: actions.review_pool(own.id, by=shop.dispatcher, **review)) == "own_entry"


def test_a_pool_is_what_was_put_and_its_result_is_read_from_the_meeting(shop: Shop):
    late = new(shop, party_studied_on=MET + timedelta(days=1))
    assert refused(lambda: actions.enter_pool(late, by=shop.clerk, at=PUT)) == "not_studied"
    advises = called(
        a_body(shop.village.code, "council", by=shop.clerk, at=PUT), MONDAY, by=shop.clerk, at=PUT
    )
    other = new(shop, meeting=advises.pk)
    assert refused(lambda: actions.enter_pool(other, by=shop.clerk, at=PUT)) == "meeting_unknown"
    pool = actions.enter_pool(new(shop), by=shop.clerk, at=PUT)
    assert (
        "¥1,000.01" in pool.put_as.text
        and "超过 100 分" in pool.put_as.text
        and "第二十七条" in pool.put_as.text
    )
    take = partial(actions.take_pool_result, pool.id, by=shop.clerk, at=MONDAY)
    assert refused(take) == "not_resolved"
    review = {"text": "程序合法，同意。", "by": shop.dispatcher, "at": MONDAY}
    assert refused(lambda: actions.review_pool(pool.id, **review)) == "not_resolved"
    starts_at = datetime.combine(MET, time(9), COUNTY)
    resolves(pool.put_as, "for", "for", "against", starts_at=starts_at, told=PUT + HOUR, by=shop.clerk)
    assert refused(lambda: actions.review_pool(pool.id, **review)) == "result_waits"
    taken = take()
    assert (taken.entitled, taken.present, taken.in_favour, taken.met_on) == (3, 3, 2, MET)
    assert refused(take) == "resolved_already"
    for changed in ({"fen": 5}, {"in_favour": 3}, {"resolution": None}, {"source": "别的钱"}):
        with transaction.atomic(), pytest.raises(DatabaseError, match="stays what was resolved"):
            Pool.objects.filter(pk=pool.pk).update(**changed)
    with transaction.atomic(), pytest.raises(DatabaseError, match="is what its meeting resolved"):
        Pool.objects.create(
            area=pool.area, year=2026, name="没有开会的", fen=1, threshold=0, source="钱", body="members", entered_at=MONDAY,
            party_studied_on=MET, notified_on=MET, met_on=MET, entitled=3, present=3, in_favour=3, minutes_digest="x",
            entered_by=pool.entered_by,
        )  # fmt: skip


def test_there_is_no_table_of_shares_in_the_collective_that_points_could_reach():
    """I5: dividends by shares are nowhere in the product; who adds them sees to it that nothing here points at them."""
    rewards = [model for model in apps.get_models() if model.__module__.startswith("sanzhi.rewards.")]
    reached = {
        field.related_model.__name__
        for model in rewards
        for field in model._meta.get_fields()
        if field.is_relation
    }
    assert len(rewards) == 12
    assert not [name for name in reached if "ividend" in name or name.endswith("Equity")]
    assert [name for name in reached if "Share" in name] == ["PoolShare"]
    assert not hasattr(Pool, "passed")  # counted each time, never kept
