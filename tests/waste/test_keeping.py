"""Kept no longer than needed: photos 90 days, where a phone stood 30; and the rates, whose rows open under them."""

from datetime import date

import pytest

from sanzhi.kit import clock
from sanzhi.waste import actions, queries, sweeps
from sanzhi.waste.files import SHELF
from sanzhi.waste.models import Conflict, Inspection, Review
from sanzhi.waste.queries import Span
from tests.waste.conftest import DAY, MONDAY, Sorted

pytestmark = pytest.mark.usefixtures("own_home")


def test_a_photo_goes_after_ninety_days_and_the_grade_stays(village):
    kept = village.graded("A", photo=village.photo(), place=(30.6, 120.5))
    village.sent(village.scan("C", photo=village.photo()), by=village.colleague)
    path = SHELF.path_of(kept.photo)
    assert sweeps.drop_old_photos(at=MONDAY + 89 * DAY) == 0
    assert sweeps.drop_old_photos(at=clock.now() + 91 * DAY) == 2
    kept.refresh_from_db()
    assert (kept.photo, kept.mime, kept.grade, Conflict.objects.get().photo) == ("", "", "A", "")
    assert not path.exists()
    assert sweeps.drop_old_photos(at=clock.now() + 91 * DAY) == 0


def test_where_a_phone_stood_is_forgotten_after_thirty_days(village):
    kept = village.graded("A", place=(30.6, 120.5))
    assert sweeps.forget_places(at=MONDAY + 29 * DAY) == 0
    assert sweeps.forget_places(at=MONDAY + 31 * DAY) == 1
    kept.refresh_from_db()
    assert (kept.latitude, kept.longitude) == (None, None)


def test_verify_names_a_photo_that_was_kept_too_long(village):
    village.graded("A", photo=village.photo())  # in March; the county's clock has gone on since
    assert village.violations(swept=False) == ["its photo is kept longer than 90 days"]
    sweeps.drop_old_photos(at=clock.now())
    assert village.violations() == []


def a_week(village: Sorted) -> Span:
    """Two households with bins; one puts out three times, well twice; the other nothing; one photo is changed."""
    for day, grade in enumerate(("A", "B", "C")):
        village.graded(grade, MONDAY + day * DAY, photo=village.photo())
    village.graded("none", MONDAY, code=village.bin(village.next_door).code)
    first, last = MONDAY.date(), (MONDAY + 6 * DAY).date()
    sample = actions.draw_sample(
        village.code, first=first, last=last, percent=100, by=village.overseer, at=MONDAY + 7 * DAY
    )
    for one, grade in zip(sample.reviews.order_by("id"), ("A", "C", "C"), strict=True):
        actions.review(one.id, grade, by=village.overseer, at=MONDAY + 8 * DAY)
    return Span(village.code, first, last)


def test_each_rate_is_a_numerator_over_a_denominator(village):
    span = a_week(village)
    found = queries.rates(span)[village.code]
    assert {name: (one.over, one.under, one.percent) for name, one in found.items()} == {
        "participation": (1, 2, 50.0),
        "coverage": (2, 2, 100.0),
        "accuracy": (1, 3, 33.3),  # the B was changed to a C: what counts is what it counts as now
        "disagreement": (1, 3, 33.3),
    }
    assert queries.rates(span, by="grid")["-"]["accuracy"].under == 3
    assert queries.together(queries.rates(span).values())["coverage"].over == 2


def test_every_figure_opens_exactly_the_rows_it_counted(village):
    span = a_week(village)
    found = queries.rates(span)[village.code]
    for name, rate in found.items():
        assert len(queries.behind(span, name, "over")) == rate.over, name
        assert len(queries.behind(span, name, "under")) == rate.under, name


def test_a_span_without_rows_has_no_rate_rather_than_nought(village):
    found = queries.rates(Span(village.code, date(2026, 4, 1), date(2026, 4, 7)))[village.code]
    assert (found["accuracy"].percent, found["participation"].percent) == (None, 0.0)


def test_rates_cost_three_questions_however_many_rows(village, django_assert_num_queries):
    span = a_week(village)
    with django_assert_num_queries(3):
        queries.rates(span)


def test_the_drift_of_an_inspector_is_counted_by_the_way_it_was_changed(village):
    (row,) = queries.by_inspector(a_week(village))
    assert (row["reviewed"], row["changed"], row["worse"], row["better"]) == (3, 1, 1, 0)
    assert Review.objects.count() == 3
    assert Inspection.objects.count() == 4
