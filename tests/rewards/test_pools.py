"""奖励金: split by points, to the fen, only when the right body resolved it; and never a share in the collective."""

import io
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sanzhi.notices.models import Notice
from sanzhi.rewards import actions, pool_rules, queries
from sanzhi.rewards.actions import NewPool
from sanzhi.rewards.models import Pool, PoolShare
from sanzhi.rewards.pool_rules import Resolution, resolution_passes, split
from tests.county import MONDAY
from tests.rewards.conftest import DAY, Shop, award
from tests.rewards.test_buying import refused

MET = date(2026, 2, 20)


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


@pytest.mark.parametrize("counts", [(0, 0, 0), (10, 11, 5), (10, 5, 6)])
def test_figures_that_no_meeting_can_have_are_refused(counts):
    entitled, present, in_favour = counts
    said = resolution(entitled=entitled, present=present, in_favour=in_favour)
    assert pool_rules.counts_stand(said, MET).code == "counts_shape"
    assert pool_rules.counts_stand(resolution(), MET - timedelta(days=1)).code == "not_met_yet"


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


def a_photo() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "JPEG")
    out.seek(0)
    return out


def new(shop: Shop, **changes: object) -> NewPool:
    usual = {
        "area": shop.village.code, "year": 2026, "name": "年度积分奖励金", "fen": 1000_01, "threshold": 100,
        "source": "2026 年收支计划列支的奖励金", "body": "members", "notified_on": MET - timedelta(days=12), "met_on": MET,
        "party_studied_on": MET - timedelta(days=20), "entitled": 300, "present": 220, "in_favour": 210,
    }  # fmt: skip
    return NewPool(**(usual | changes))


def entered(shop: Shop, **changes: object) -> Pool:
    return actions.enter_pool(
        new(shop, **changes), minutes=a_photo(), filename="记录.jpg", by=shop.clerk, at=MONDAY
    )


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
    failed = entered(shop, name="没通过的", in_favour=199)
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
    own = actions.enter_pool(
        new(shop, name="镇里录的"), minutes=a_photo(), filename="a.jpg", by=shop.dispatcher, at=MONDAY
    )
    assert refused(lambda: actions.review_pool(own.id, by=shop.dispatcher, **review)) == "own_entry"


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
