"""村务公开: each quarter each village publishes; what is late is told once, and ends when it is published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.journal.models import Outbox
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions, queries, rules, sweeps
from sanzhi.notices.figures import disclosed_by_place
from sanzhi.notices.models import Duty, Overdue
from tests.county import MONDAY
from tests.notices.conftest import DAY, Village

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
EVERY = st.sampled_from(["month", "quarter"])


@given(day=DAYS, every=EVERY)
def test_a_day_lies_in_its_period_and_the_last_ended_is_the_one_before(day, every):
    period = rules.period_of(day, every)
    assert rules.last_day_of(period) >= day
    assert rules.period_stands(period, every)
    before = rules.last_ended(day, every)
    assert rules.last_day_of(before) < day
    after = date.fromordinal(rules.last_day_of(before).toordinal() + 1)
    assert rules.period_of(after, every) == period


@given(since=DAYS, today=DAYS, every=EVERY)
def test_what_is_due_ended_long_enough_ago_and_nothing_between_is_missing(since, today, every):
    due = list(rules.periods_due(every, 15, since, today))
    assert due == sorted(set(due), key=rules.last_day_of)
    assert all((today - rules.last_day_of(one)).days > 15 for one in due)
    if due:
        assert due[0] == rules.period_of(since, every)


@pytest.mark.parametrize("said", ["", "2026", "2026Q5", "2026-13", "2026Q", "abcdefg", "2026-9"])
def test_what_is_no_period_is_refused(said: str):
    assert not rules.period_stands(said, "quarter") or said == "2026Q1"
    assert not rules.period_stands(said, "month")


def disclosed(village: Village, period: str, at):
    draft = actions.draft_notice(
        village.new(
            kind="affairs", title="一季度村务公开", duty="affairs", period=period, body="收支情况见附表。"
        ),
        by=village.clerk,
        at=at,
    )
    return actions.post_notice(draft.id, by=village.overseer, at=at)


def test_a_village_that_did_not_publish_is_told_of_once_until_it_does(village: Village):
    Duty.objects.update(since=date(2026, 1, 1))
    april = MONDAY.replace(month=4, day=10)
    assert sweeps.raise_overdue(at=april) == 0  # the fifteen days are not over
    late = MONDAY.replace(month=4, day=20)
    raised = sweeps.raise_overdue(at=late)
    assert raised == Overdue.objects.count() > 100  # every village of the county
    assert sweeps.raise_overdue(at=late) == 0
    assert Outbox.objects.filter(topic="notice.overdue").count() == raised
    mine = queries.overdue(village.village.code)
    assert [(one.duty.code, one.period) for one in mine] == [("affairs", "2026Q1")]
    disclosed(village, "2026Q1", late + DAY)
    assert queries.overdue(village.village.code) == []
    assert sweeps.raise_overdue(at=late + 2 * DAY) == 0


def test_one_period_is_published_once_and_again_only_when_withdrawn(village: Village):
    first = disclosed(village, "2026Q1", MONDAY + DAY)
    with pytest.raises(Refusal, match="已经公开过"):
        disclosed(village, "2026Q1", MONDAY + 2 * DAY)
    actions.withdraw_notice(first.id, reason="数字弄错了", by=village.overseer, at=MONDAY + 2 * DAY)
    assert disclosed(village, "2026Q1", MONDAY + 3 * DAY).id != first.id


def test_a_disclosure_stands_fifteen_days_and_names_a_real_period(village: Village):
    assert disclosed(village, "2026Q1", MONDAY).days == 15
    with pytest.raises(Refusal, match="哪一期"):
        disclosed(village, "2026-01", MONDAY)


def test_what_not_every_village_owes_is_owed_by_those_that_are_named(village: Village):
    Duty.objects.update(since=date(2026, 1, 1))
    at = MONDAY.replace(month=4, day=12)
    assert sweeps.raise_overdue(at=at) == 0
    actions.set_duty_areas("finance", areas=[village.village.code], by=village.admin, at=at)
    assert sweeps.raise_overdue(at=at) == 0, "nothing is owed for the months before it was named"
    assert [one for one in queries.owed(village.village.code, at) if one.duty.code == "finance"] == []
    may = MONDAY.replace(month=5, day=12)
    actions.set_duty_areas(
        "finance", areas=[village.village.code], by=village.admin, at=may
    )  # since when stays
    assert sweeps.raise_overdue(at=may) > 0
    assert [one.period for one in Overdue.objects.filter(duty__code="finance")] == ["2026-04"]
    owed = [one for one in queries.owed(village.village.code, may) if one.duty.code == "finance"]
    assert [(one.period, one.late) for one in owed] == [("2026-04", True)]
    with pytest.raises(Refusal, match="每个村"):
        actions.set_duty_areas("affairs", areas=[], by=village.admin, at=at)


def test_how_a_county_stands_costs_one_question_for_each_duty(
    village: Village, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        assert len(queries.owed("330483", MONDAY)) > 100


def test_what_is_published_by_its_last_day_counts_as_in_time_and_what_was_owed_stays_owed(village: Village):
    Duty.objects.exclude(code="affairs").delete()
    Duty.objects.update(since=date(2026, 1, 1), every="quarter", within_days=15, everywhere=True)
    quarter = MONDAY.replace(month=4, day=1), MONDAY.replace(month=7, day=1)
    code = village.village.code
    owed = disclosed_by_place(*quarter, 12)
    assert owed[code] == (0, 1)
    assert (
        disclosed_by_place(MONDAY.replace(month=2, day=1), quarter[0], 12) == {}
    )  # nothing's last day lies there
    disclosed(village, "2026Q1", MONDAY.replace(month=4, day=15))
    assert disclosed_by_place(*quarter, 12)[code] == (1, 1)
    part, whole = disclosed_by_place(*quarter, 9)[code[:9]]
    assert part == 1 and whole == sum(pair[1] for place, pair in owed.items() if place.startswith(code[:9]))


def test_a_day_late_is_late(village: Village):
    Duty.objects.update(since=date(2026, 1, 1))
    quarter = MONDAY.replace(month=4, day=1), MONDAY.replace(month=7, day=1)
    before = disclosed_by_place(*quarter, 12)[village.village.code]
    disclosed(village, "2026Q1", MONDAY.replace(month=4, day=16))
    assert disclosed_by_place(*quarter, 12)[village.village.code] == before
