"""A certificate: asked for, shown for a week, issued; its public page says as little as it can; stars by hours."""

from datetime import time, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from sanzhi.volunteering import actions, queries, rules
from sanzhi.volunteering.models import Certificate

from .team import DAY, HOUR, MONDAY, SATURDAY, Team, refused, violations

WEEK = timedelta(days=7)
LATER = SATURDAY + DAY


def asked(village: Team) -> Certificate:
    village.confirmed()
    return actions.ask_certificate(
        village.group.pk, first=MONDAY.date(), last=LATER.date(), by=village.resident, at=LATER
    )


def issued(village: Team) -> Certificate:
    one = asked(village)
    actions.show(one.pk, by=village.clerk, at=LATER)
    return actions.issue(one.pk, by=village.clerk, at=LATER + WEEK)


def test_it_says_what_was_confirmed_and_is_issued_after_a_week_inside(village: Team):
    one = asked(village)
    assert (one.minutes, one.times, one.content) == (120, 1, "给老人修水电")
    assert refused(lambda: actions.issue(one.pk, by=village.clerk, at=LATER)) == "moved_on"
    actions.show(one.pk, by=village.clerk, at=LATER)
    early = LATER + WEEK - timedelta(seconds=1)
    assert refused(lambda: actions.issue(one.pk, by=village.clerk, at=early)) == "not_shown"
    done = actions.issue(one.pk, by=village.clerk, at=LATER + WEEK)
    assert done.number.startswith("ZM2026-") and done.in_charge == "老费"
    assert violations() == []


def test_the_database_refuses_one_issued_too_early(village: Team):
    one = asked(village)
    actions.show(one.pk, by=village.clerk, at=LATER)
    with pytest.raises(IntegrityError, match="shown_a_week"), transaction.atomic():
        Certificate.objects.filter(pk=one.pk).update(
            state="issued", issued_at=LATER + 6 * DAY, number="1", code="x", issued_by=village.clerk.person_id
        )


def test_nobody_has_one_without_hours_and_two_are_not_on_their_way(village: Team):
    village.served()
    span = {"first": MONDAY.date(), "last": LATER.date()}
    ask = partial(actions.ask_certificate, village.group.pk, **span, by=village.resident, at=LATER)
    assert refused(ask) == "no_hours"
    (one,) = queries.shift_page(village.clerk, village.shift.pk).there
    actions.confirm(one[0].pk, minutes=one[1], by=village.clerk, at=SATURDAY + 3 * HOUR)
    ask()
    assert refused(ask) == "asked_already"


def test_its_public_page_says_no_more_than_tells_it_from_a_false_one(village: Team):
    one = issued(village)
    assert one.code
    found = queries.genuine(one.code.lower().replace("-", " "))
    assert (found.holds, found.name, found.minutes) == (True, "沈**", 120)
    assert village.resident.name not in str(found) and one.volunteer.number not in str(found)
    assert refused(lambda: queries.genuine("K7M2-9QXD-4TRW-H31C")) in ("code_mistyped", "not_visible")


def test_one_that_is_revoked_says_so_and_why(village: Team):
    one = issued(village)
    actions.revoke(one.pk, reason="时长登记错了", by=village.clerk, at=LATER + 8 * DAY)
    found = queries.genuine(one.code or "")
    assert (found.holds, found.reason) == (False, "时长登记错了")


def test_whoever_has_left_still_gets_what_they_did(village: Team):
    village.confirmed()
    actions.leave(by=village.resident, at=SATURDAY + 4 * HOUR)
    one = actions.ask_certificate(
        village.group.pk, first=MONDAY.date(), last=LATER.date(), by=village.resident, at=LATER
    )
    assert one.minutes == 120


def test_only_the_organisation_that_recorded_certifies(village: Team):
    one = asked(village)
    for who in (village.officer, village.dispatcher, village.overseer, village.neighbour):
        assert refused(lambda who=who: actions.show(one.pk, by=who, at=LATER)) == "not_visible"
        assert refused(lambda who=who: queries.certificate_of(who, one.pk)) == "not_visible"
    assert refused(lambda: actions.show(one.pk, by=village.resident, at=LATER)) == "not_visible"


def test_five_kinds_of_service_with_long_names_stand_on_it_in_full(village: Team):
    village.joined()
    titles = [f"{n}{'帮' * 59}" for n in range(6)]
    for n, title in enumerate(titles):
        there = village.opened(title=title)
        day = SATURDAY.date() + (n + 1) * DAY
        shift = actions.add_shift(there.pk, day=day, starts=time(9), ends=time(10), needed=1, by=village.clerk, at=MONDAY)  # fmt: skip
        one = village.signed(shift=shift)
        by = {"by": village.clerk, "at": shift.ends_at}
        actions.check_in_for(one.pk, came_at=shift.starts_at, **by)
        actions.check_out_for(one.pk, went_at=shift.ends_at, **by)
        actions.confirm(one.pk, minutes=60, **by)
    at = SATURDAY + 10 * DAY
    one = actions.ask_certificate(
        village.group.pk, first=MONDAY.date(), last=at.date(), by=village.resident, at=at
    )
    assert len(one.content) == 5 * 60 + 4 + 1 and one.content.endswith("等")


@pytest.mark.parametrize(
    "hours, stars", [(99, 0), (100, 1), (299, 1), (300, 2), (600, 3), (1000, 4), (1499, 4), (1500, 5)]
)
def test_stars_follow_from_hours(hours, stars):
    assert rules.stars(hours * 60) == stars


def test_the_next_star_is_told():
    assert (rules.next_star(0), rules.next_star(100 * 60), rules.next_star(1500 * 60)) == (100, 300, None)
