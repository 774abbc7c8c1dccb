"""擂台赛的算法, without a database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sanzhi.contests import rules
from sanzhi.contests.rules import Count
from sanzhi.leadership.rules import words_stand

ONE_GROUP = dict.fromkeys(range(20), "甲")


def test_the_least_of_a_group_is_nought_and_the_most_a_hundred():
    counts = {1: Count(8, 10), 2: Count(5, 10), 3: Count(10, 10)}
    assert rules.scores(counts, ONE_GROUP, None) == {
        1: Decimal("60.00"),
        2: Decimal("0.00"),
        3: Decimal("100.00"),
    }


def test_with_a_line_at_which_it_is_full_a_place_is_held_against_the_line():
    counts = {1: Count(90, 90), 2: Count(90, 90)}
    assert rules.scores(counts, ONE_GROUP, Decimal(80)) == {1: 100, 2: 100}
    half = {1: Count(45, 90), 2: Count(45, 90)}
    assert rules.scores(half, ONE_GROUP, Decimal(100)) == {1: 50, 2: 50}


def test_there_is_no_threshold_at_which_a_case_less_makes_a_place_better_than_all_others():
    """With nine unsolved matters or with ten: the last stays the last, and has a score either way (I18)."""
    for whole in (0, 1, 9, 10, 11):
        scored = rules.scores({1: Count(0, whole), 2: Count(50, 60), 3: Count(55, 60)}, ONE_GROUP, None)
        assert None not in scored.values()
        assert scored[1] == 0 or whole == 0


def test_a_place_that_had_next_to_nothing_is_scored_as_its_group_and_not_as_the_best():
    scored = rules.scores({1: Count(1, 1), 2: Count(40, 60), 3: Count(58, 60)}, ONE_GROUP, None)
    assert 0 < scored[1] < 100


def test_a_group_with_fewer_than_ten_cases_altogether_has_no_score():
    bands = {1: "甲", 2: "甲", 3: "乙", 4: "乙"}
    counts = {1: Count(4, 4), 2: Count(1, 5), 3: Count(5, 5), 4: Count(5, 5)}
    assert rules.scores(counts, bands, None) == {1: None, 2: None, 3: 100, 4: 100}


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


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), True), (date(2026, 4, 1), date(2026, 12, 31), True),
        (date(2026, 1, 1), date(2026, 3, 30), False), (date(2026, 1, 2), date(2026, 3, 31), False), (date(2026, 2, 1), date(2026, 4, 30), False),
    ],
)  # fmt: skip
def test_what_is_confidential_is_counted_in_whole_quarters(starts: date, ends: date, stands: bool):
    assert bool(rules.whole_quarters(starts, ends)) is stands


@pytest.mark.parametrize(
    ("places", "reach", "own"),
    [
        (["330483"], "330483100", False), (["330483100"], "330483100", True), (["330483100"], "330483100001", True),
        (["330483100001"], "330483100", True), (["330483101"], "330483100001", False), (["330483", "330483100001"], "330483100001", True),
        ([], "330483100", False),
    ],
)  # fmt: skip
def test_a_place_is_ones_own_from_above_and_from_within(places, reach: str, own: bool):
    assert rules.own_place(places, reach) is own


@pytest.mark.parametrize(
    "words",
    [
        "信访量下降", "零上访", "警情减少", "投诉举报件数", "无越级走访得满分", "进京赴省人次为零", "12345来电越少分越高", "110接警量下降", "矛盾纠纷发生数下降",
        "信访量下降，超期少", "看台账；信访总量最低的得满分",
    ],
)  # fmt: skip
def test_no_words_of_a_rubric_reward_that_little_is_brought(words: str):
    assert words_stand(words).code == "rewards_silence"


@pytest.mark.parametrize(
    "words",
    ["信访积案化解率", "诉求按期办结率", "信访代办做法好", "回访满意率越高分越高", "积案数下降", "看台账和现场，有依据才给分。", "来信来访都有人接，办得好不好问来访的人", ""],
)  # fmt: skip
def test_words_of_how_well_things_were_done_stand(words: str):
    assert words_stand(words)


counted = some.builds(lambda share: Count(60 * share // 100, 60), some.integers(0, 100))


@given(
    some.dictionaries(some.integers(0, 19), counted, min_size=2),
    some.none() | some.decimals(1, 100, places=2),
)
def test_of_two_asked_as_often_who_solved_more_never_stands_lower(counts, target):
    scored = rules.scores(counts, ONE_GROUP, target)
    ranks = rules.ranks(scored, ONE_GROUP)
    for one, mine in counts.items():
        for other, theirs in counts.items():
            if mine.part >= theirs.part:
                assert scored[one] >= scored[other] and ranks[one] <= ranks[other]


@given(some.integers(1, 200), some.integers(0, 100), some.integers(1, 20))
def test_that_twice_as_many_came_and_were_solved_alike_does_not_lower_a_place(
    whole: int, share: int, more: int
):
    """I18: a place above its group's average that is asked more, and solves as great a part, does not fall."""
    part = whole * share // 100
    rest = {2: Count(10, 40), 3: Count(0, 40)}
    once = rules.scores({1: Count(part, whole), **rest}, ONE_GROUP, Decimal(100))[1]
    again = rules.scores({1: Count(part * more, whole * more), **rest}, ONE_GROUP, Decimal(100))[1]
    if part * 80 >= 10 * whole:
        assert again >= once
