"""Looked at again: drawn by a lot on record, graded blind by another, appealed by the household, never to its loss."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.waste import actions, queries, rules
from sanzhi.waste.models import Inspection, Review, Sample
from tests.waste.conftest import DAY, HOUR, MONDAY, Sorted


def photographed(village: Sorted, days: int = 6) -> None:
    for day in range(days):
        village.graded("A", MONDAY + day * DAY, photo=village.photo())


def drawn(village: Sorted, percent: int = 100, seed: str = "", by=None) -> Sample:
    return actions.draw_sample(
        village.code, first=MONDAY.date(), last=(MONDAY + 9 * DAY).date(), percent=percent, seed=seed,
        by=by or village.overseer, at=MONDAY + 10 * DAY,
    )  # fmt: skip


def test_the_lot_is_on_record_and_draws_the_same_whenever_it_is_drawn_again(village):
    photographed(village)
    village.graded("A", MONDAY + 7 * DAY)  # without a photo there is nothing to look at
    sample = drawn(village, 50, seed="seed-of-a-test")
    first = set(sample.reviews.values_list("inspection", flat=True))
    assert (sample.among, sample.seed) == (6, "seed-of-a-test")
    assert 0 < len(first) < 6
    assert village.violations(swept=False) == ["its photo is kept longer than 90 days"] * 6
    Review.objects.filter(pk=sample.reviews.first().pk).update(inspection=_not_drawn(first))
    assert village.violations() == ["the seed does not draw it"]


def _not_drawn(first: set[int]) -> int:
    return Inspection.objects.exclude(pk__in=first).exclude(photo="").values_list("id", flat=True)[0]


def test_a_photo_is_drawn_once(village):
    photographed(village, 2)
    drawn(village)
    with pytest.raises(Refusal, match="没有抽到照片"):
        drawn(village)


def test_a_review_is_by_another_and_corrects_what_counts(village):
    kept = village.graded("A", photo=village.photo())
    drawn(village)
    (review,) = Review.objects.all()
    with pytest.raises(Refusal):
        actions.review(review.id, "C", by=village.inspector, at=MONDAY + 11 * DAY)
    actions.review(review.id, "C", by=village.overseer, at=MONDAY + 11 * DAY)
    kept.refresh_from_db()
    assert (kept.grade, kept.counted) == ("A", "C")
    assert village.violations() == []


def test_the_database_lets_nobody_review_what_they_graded_nor_decide_twice(village):
    village.graded("A", photo=village.photo())
    drawn(village)
    (review,) = Review.objects.all()
    by_the_first = {"decided_as": "C", "decided_by": village.inspector.person_id, "decided_at": MONDAY}
    with pytest.raises(DatabaseError, match="graded this first"), transaction.atomic():
        Review.objects.filter(pk=review.id).update(**by_the_first)
    actions.review(review.id, "A", by=village.overseer, at=MONDAY + 11 * DAY)
    with pytest.raises(DatabaseError, match="decided already"), transaction.atomic():
        Review.objects.filter(pk=review.id).update(decided_as="C")


def test_a_household_appeals_once_in_time_and_is_answered_by_another_never_to_its_loss(village):
    kept = village.graded("B")
    with pytest.raises(Refusal, match="没有找到"):
        actions.appeal(kept.id, reason="那天是收桶的人弄混的", by=village.neighbour, at=MONDAY + DAY)
    asked = actions.appeal(kept.id, reason="那天是收桶的人弄混的", by=village.resident, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="已经申诉过"):
        actions.appeal(kept.id, reason="再说一次看看", by=village.resident, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="不会改差"):
        actions.answer_appeal(asked.id, "C", answer="看了照片", by=village.overseer, at=MONDAY + 2 * DAY)
    with pytest.raises(Refusal, match="复核和申诉由"):
        actions.answer_appeal(asked.id, "A", answer="看了照片", by=village.inspector, at=MONDAY + 2 * DAY)
    actions.answer_appeal(
        asked.id, "A", answer="看了照片，确实分好了", by=village.overseer, at=MONDAY + 2 * DAY
    )
    kept.refresh_from_db()
    assert kept.counted == "A"


def test_an_appeal_comes_too_late_after_its_window_and_an_a_needs_none(village):
    kept, good = village.graded("C"), village.graded("A", MONDAY + DAY)
    with pytest.raises(Refusal, match="7 天内"):
        actions.appeal(
            kept.id, reason="那天不是我家的", by=village.resident, at=MONDAY + rules.WINDOW + 2 * HOUR
        )
    with pytest.raises(Refusal, match="不用申诉"):
        actions.appeal(good.id, reason="我还想再看看", by=village.resident, at=MONDAY + 2 * DAY)


def test_who_needs_help_is_shown_to_the_villages_own_helpers_only(village):
    for day in range(2):
        village.graded("C", MONDAY + day * DAY)
        village.graded("C", MONDAY + day * DAY, code=village.bin(village.next_door).code)
    village.graded("C", MONDAY + 2 * DAY)
    at = MONDAY + 3 * DAY
    actions.note_visit(village.home.pk, words="一起分了一遍，送了分类图", by=village.grid, at=at)
    found = [(home.number, times, last) for home, times, last in queries.to_help(village.clerk, at)]
    assert found == [("12", 3, at), ("13", 2, None)]
    for who in (
        village.inspector,
        village.overseer,
        village.resident,
        village.dispatcher,
        village.supervisor,
    ):
        with pytest.raises(Refusal, match="上门帮由"):
            queries.to_help(who, at)


def test_the_chart_says_who_is_changed_more_often_than_chance_explains():
    assert rules.odd(9, 30, 0.05).verdict == "out"
    assert rules.odd(2, 30, 0.05).verdict == "in"
    assert rules.odd(3, 5, 0.05).verdict == "few"
    assert (rules.worse("A", "C"), rules.worse("C", "B"), rules.worse("none", "A")) == (1, -1, 0)
