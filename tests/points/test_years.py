"""年度: totals frozen and announced for fifteen days; then what is not carried over expires, once."""

from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.points import actions, queries, verify
from sanzhi.points.models import YearTotal
from tests.points.conftest import CONTACT, DAY, HOUR, Hamlet

NEW_YEAR = datetime(2026, 1, 5, 9, tzinfo=COUNTY)
SUMMER = datetime(2025, 7, 7, 9, tzinfo=COUNTY)


@pytest.fixture
def village(db) -> Hamlet:
    made = Hamlet(start=datetime(2025, 3, 3, 9, tzinfo=COUNTY))
    made.standard = made.with_standard()
    return made


def refused(code: str):
    return pytest.raises(Refusal, match=code)


def closed(village: Hamlet):
    return actions.close_year(village.code, 2025, contact=CONTACT, by=village.clerk, at=NEW_YEAR)


def test_a_year_is_announced_and_what_is_not_carried_over_expires_once(village: Hamlet):
    village.entered(
        village.verified(at=SUMMER),
        village.verified("hazard", at=SUMMER, household=village.next_door.pk, by=village.neighbour),
        at=SUMMER + DAY,
    )
    year = closed(village)
    assert [(row.points, row.tier) for row in year.totals.order_by("-points")] == [
        (103, "participant"),
        (102, "participant"),
    ]
    with refused("not_posted"):
        actions.expire_year(year.id, by=village.clerk, at=NEW_YEAR + HOUR)
    village.on_the_wall(year.notice, NEW_YEAR + HOUR)
    with refused("notice_running"):
        actions.expire_year(year.id, by=village.clerk, at=NEW_YEAR + 10 * DAY)
    year = actions.expire_year(year.id, by=village.clerk, at=NEW_YEAR + 20 * DAY)
    assert year.expired == 5
    again = actions.expire_year(year.id, by=village.clerk, at=NEW_YEAR + 21 * DAY)
    assert again.expired_at == year.expired_at
    assert queries.balance_of(village.home.pk).posted == 0
    assert verify.check_never().violations == []


def test_what_is_carried_over_stays(village: Hamlet):
    village.entered(*[village.verified(at=SUMMER + n * DAY) for n in range(3)], at=SUMMER + 4 * DAY)
    year = closed(village)
    type(year).objects.filter(pk=year.pk).update(carry_cap=4)
    village.on_the_wall(year.notice, NEW_YEAR + HOUR)
    actions.expire_year(year.id, by=village.clerk, at=NEW_YEAR + 20 * DAY)
    assert queries.balance_of(village.home.pk).posted == 4


def test_a_year_waits_for_its_last_claim_and_for_its_end(village: Hamlet):
    claim = village.verified(at=SUMMER)
    with refused("year_running"):
        actions.close_year(village.code, 2025, contact=CONTACT, by=village.clerk, at=SUMMER + DAY)
    with refused("claims_open"):
        closed(village)
    village.entered(claim, at=SUMMER + DAY)
    closed(village)
    with refused("closed_already"):
        closed(village)


def test_announced_totals_are_never_changed(village: Hamlet):
    village.entered(village.verified(at=SUMMER), at=SUMMER + DAY)
    closed(village)
    with pytest.raises(DatabaseError), transaction.atomic():
        YearTotal.objects.update(points=500)
