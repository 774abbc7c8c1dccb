"""擂台赛的算法, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sanzhi.contests import rules
from sanzhi.contests.rules import Count

ONE_GROUP = dict.fromkeys(range(20), "甲")


def test_the_least_of_a_group_is_nought_and_the_most_a_hundred():
    counts = {1: Count(8, 10), 2: Count(5, 10), 3: Count(20, 20)}
    assert rules.scores(counts, ONE_GROUP, None) == {
        1: Decimal("60.00"),
        2: Decimal("0.00"),
        3: Decimal("100.00"),
    }


def test_with_a_line_at_which_it_is_full_nobody_is_compared():
    counts = {1: Count(9, 10), 2: Count(45, 100), 3: Count(99, 100)}
    assert rules.scores(counts, ONE_GROUP, Decimal(90)) == {1: 100, 2: 50, 3: 100}


def test_of_fewer_than_ten_there_is_no_score():
    assert rules.scores({1: Count(9, 9), 2: Count(1, 10), 3: Count(2, 10)}, ONE_GROUP, None)[1] is None


def test_who_is_alone_is_compared_with_nobody_and_who_is_alike_is_full():
    bands = {1: "甲", 2: "乙", 3: "乙"}
    assert rules.scores({1: Count(9, 10), 2: Count(7, 10), 3: Count(14, 20)}, bands, None) == {
        1: None,
        2: 100,
        3: 100,
    }


def test_what_could_not_be_counted_gives_its_weight_to_the_rest_but_not_half_of_all():
    assert rules.total([(60, Decimal(80)), (40, None)]) == 80
    assert rules.total([(50, Decimal(80)), (50, None)]) is None
    assert rules.total([(60, Decimal(50)), (40, Decimal(100))]) == 70


def test_the_same_total_is_the_same_rank_and_the_next_is_left_out():
    totals = {1: Decimal(90), 2: Decimal(90), 3: Decimal(80), 4: None}
    assert rules.ranks(totals, ONE_GROUP) == {1: 1, 2: 1, 3: 3, 4: None}


def test_three_marks_make_a_score():
    assert rules.panel_score([Decimal(80), Decimal(90)]) is None
    assert rules.panel_score([Decimal(80), Decimal(90), Decimal("90.01")]) == Decimal("86.67")


@pytest.mark.parametrize(("weights", "stands"), [((60, 40), True), ((60, 41), False), ((), False)])
def test_the_weights_are_a_hundred_together(weights, stands: bool):
    assert bool(rules.weights_stand(weights)) is stands


def test_it_is_announced_before_the_first_day_that_counts():
    assert rules.announced_before(date(2026, 3, 1), date(2026, 3, 2))
    assert rules.announced_before(date(2026, 3, 2), date(2026, 3, 2)).code == "announced_late"


def test_every_group_has_two():
    assert rules.groups_stand(["甲", "甲", "乙", "乙"])
    assert rules.groups_stand(["甲", "甲", "乙"]).code == rules.groups_stand([]).code == "group_of_one"


counted = some.builds(
    lambda whole, share: Count(whole * share // 100, whole), some.integers(0, 300), some.integers(0, 100)
)


@given(
    some.dictionaries(some.integers(0, 19), counted, min_size=1),
    some.none() | some.decimals(1, 100, places=2),
)
def test_who_solved_a_greater_share_never_stands_lower(counts, target):
    scored = rules.scores(counts, ONE_GROUP, target)
    ranks = rules.ranks(scored, ONE_GROUP)
    for one, mine in counts.items():
        for other, theirs in counts.items():
            if mine.share is not None and theirs.share is not None and mine.share >= theirs.share:
                if scored[one] is None:
                    assert scored[other] is None
                else:
                    assert scored[one] >= scored[other] and ranks[one] <= ranks[other]


@given(some.integers(10, 300), some.integers(10, 300))
def test_that_more_was_brought_never_lowers_a_share_that_is_solved_as_well(few: int, many: int):
    """I18: twice as many matters, of which as great a part was solved, score the same."""
    scored = rules.scores({1: Count(few, few), 2: Count(many, many), 3: Count(0, 10)}, ONE_GROUP, None)
    assert scored[1] == scored[2] == 100
