"""Shifts from templates; a place goes to one; who waits longest is next; checking in by code and by place."""

from datetime import date, datetime, time
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from sanzhi.groups import actions as groups
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.volunteering import actions, queries, rules
from sanzhi.volunteering.models import Shift, SignUp, Volunteer
from sanzhi.volunteering.rules import Span, Weekly
from tests.county import a_member_of_staff

from .team import DAY, HOUR, MINUTE, MONDAY, SATURDAY, Team, refused, some, violations


def test_templates_give_the_shifts_of_their_weekdays_once(village: Team):
    assert Shift.objects.count() == 2  # two Saturdays
    assert village.built() == 0
    actions.put_template(village.activity.pk, Weekly(2, time(19), time(21), 5), by=village.clerk, at=MONDAY)
    assert village.built() == 2


def test_a_template_that_overlaps_or_has_no_shape_is_refused(village: Team):
    def put(*said) -> str:
        return refused(lambda: actions.put_template(village.activity.pk, Weekly(*said), by=village.clerk, at=MONDAY))  # fmt: skip

    assert put(5, time(10), time(12), 2) == "template_overlaps"
    assert put(5, time(12), time(12), 2) == "template_shape"
    assert put(7, time(9), time(11), 2) == "template_shape"


def test_only_whoever_leads_at_the_groups_office_runs_it(village: Team):
    stranger = a_member_of_staff("别村文书", "village_clerk", village.roads)
    for who in (stranger, village.officer, village.dispatcher, village.resident):
        assert refused(lambda who=who: actions.end_activity(village.activity.pk, by=who, at=MONDAY)) == "not_visible"  # fmt: skip
        assert queries.activities_run(who) == []


def test_the_third_waits_and_has_the_place_of_whoever_signs_off(village: Team):
    one, two, three, four = some(village, 4)
    states = [village.signed(who).state for who in (one, two, three, four)]
    assert states == ["signed", "signed", "waiting", "waiting"]
    actions.sign_off(SignUp.objects.get(person=one.person_id).pk, by=one, at=MONDAY)
    assert SignUp.objects.get(person=three.person_id).seat == 1
    assert SignUp.objects.get(person=four.person_id).state == "waiting"
    village.delivered(MONDAY + DAY)
    assert any("轮到您了" in message.text for message in people.messages_for(three.person_id))
    assert violations() == []


def test_signing_up_twice_is_signing_up_once_and_nobody_is_in_two_places(village: Team):
    village.joined()
    assert village.signed().pk == village.signed().pk
    other = village.opened(title="清河道")
    shift = actions.add_shift(other.pk, day=SATURDAY.date(), starts=time(10), ends=time(12), needed=3, by=village.clerk, at=MONDAY)  # fmt: skip
    assert refused(lambda: village.signed(shift=shift)) == "elsewhere"


def test_nobody_waits_in_two_places_at_once_either(village: Team):
    """Or both could become theirs."""
    for who in some(village, 2):
        village.signed(who)
    village.joined()
    assert village.signed().state == "waiting"
    other = village.opened(title="清河道")
    shift = actions.add_shift(other.pk, day=SATURDAY.date(), starts=time(10), ends=time(12), needed=3, by=village.clerk, at=MONDAY)  # fmt: skip
    assert refused(lambda: village.signed(shift=shift)) == "elsewhere"


def test_one_changes_to_another_shift_by_oneself(village: Team):
    village.joined()
    old, later = village.signed(), Shift.objects.get(starts_at=SATURDAY + 7 * DAY)
    new = actions.change_shift(old.pk, to=later.pk, by=village.resident, at=MONDAY)
    assert (new.shift_id, new.state) == (later.pk, "signed")
    assert SignUp.objects.get(pk=old.pk).state == "off"
    back = partial(actions.change_shift, new.pk, to=village.shift.pk, at=MONDAY)
    assert refused(partial(back, by=village.neighbour)) == "not_visible"
    Volunteer.objects.update(left_at=MONDAY)  # from a page opened before one left
    assert refused(partial(back, by=village.resident)) == "no_volunteer"


def test_the_leader_signs_up_somebody_under_number_and_name_who_is_told(village: Team):
    one, name = village.joined(), village.resident.name

    def sign(number: str, name: str) -> SignUp:
        return actions.sign_up_for(village.shift.pk, number, name, by=village.clerk, at=MONDAY)

    said = []
    for wrong in (("ZY0", name), (one.number, "别的名字"), (one.number, "")):
        with pytest.raises(Refusal) as caught:
            sign(*wrong)
        said.append(caught.value.sentence)
    assert len(set(said)) == 1  # no telling which of the two was wrong
    assert sign(one.number.lower(), f" {name} ").state == "signed"
    village.delivered(MONDAY + DAY)
    assert any("替您报了" in message.text for message in people.messages_for(village.resident.person_id))


def test_an_organisation_out_of_standing_takes_nobody_and_still_winds_up(village: Team):
    done = village.confirmed()
    later = Shift.objects.get(starts_at=SATURDAY + 7 * DAY)
    (other,) = some(village, 1)
    waiting = village.signed(other, later)
    groups.set_status(village.group.pk, "abnormal", reason="没有交年报", by=village.officer, at=MONDAY)
    assert refused(lambda: village.signed(shift=later)) == "not_in_standing"
    assert refused(lambda: village.built(date(2026, 3, 20), date(2026, 3, 30))) == "not_in_standing"
    asked = actions.ask_correction(
        done.pk, minutes=60, reason="早走了的", by=village.resident, at=SATURDAY + DAY
    )
    actions.answer_correction(asked.pk, granted=60, answer="谢谢如实说", by=village.clerk, at=SATURDAY + DAY)
    actions.cancel_shift(later.pk, reason="组织在整改", by=village.clerk, at=SATURDAY + DAY)
    actions.end_activity(village.activity.pk, by=village.clerk, at=SATURDAY + DAY)
    assert SignUp.objects.get(pk=waiting.pk).state == "off"


def test_the_database_refuses_a_place_too_many_or_taken_twice(village: Team):
    one, two = (village.signed(who) for who in some(village, 2))
    with pytest.raises(IntegrityError, match="a_place_is_taken_once"), transaction.atomic():
        SignUp.objects.filter(pk=two.pk).update(seat=one.seat)
    with pytest.raises(IntegrityError, match="no_more_places"), transaction.atomic():
        SignUp.objects.filter(pk=two.pk).update(seat=3)


def test_checking_in_opens_half_an_hour_before_and_ends_with_the_shift(village: Team):
    village.joined()
    village.signed()

    def come(at: datetime) -> SignUp:
        return actions.check_in(village.shift.door, by=village.resident, at=at)

    assert refused(lambda: come(SATURDAY - 31 * MINUTE)) == "too_early"
    assert refused(lambda: come(SATURDAY + 2 * HOUR)) == "shift_over"
    assert come(SATURDAY - 30 * MINUTE).came_how == "qr"
    assert come(SATURDAY).came_at == SATURDAY - 30 * MINUTE  # a second tap is the first


def test_a_phone_far_away_is_refused_and_of_a_near_one_only_the_distance_is_kept(village: Team):
    village.joined()
    village.signed()

    def come(point):
        return actions.check_in(village.shift.door, point=point, by=village.resident, at=SATURDAY)

    assert refused(lambda: come((30.75, 120.49))) == "too_far"
    one = come((30.741, 120.49))
    assert (one.came_how, one.metres) == ("place", 111)
    assert not {field.name for field in SignUp._meta.fields} & {"latitude", "longitude", "point"}


def test_who_did_not_sign_up_or_waits_does_not_check_in(village: Team):
    one, two, three = some(village, 3)
    for who in (one, two, three):
        village.signed(who)
    for who in (three, village.neighbour):
        assert refused(lambda who=who: actions.check_in(village.shift.door, by=who, at=SATURDAY)) == "not_signed"  # fmt: skip


def test_the_clock_closes_a_shift_once_and_ends_what_nobody_ended(village: Team):
    one, two, three = some(village, 3)
    for who in (one, two, three):
        village.signed(who)
    actions.check_in(village.shift.door, by=one, at=SATURDAY)
    assert village.closed(SATURDAY + 2 * HOUR + 29 * MINUTE) == 0
    assert (village.closed(), village.closed()) == (1, 0)
    ended = SignUp.objects.get(person=one.person_id)
    assert (ended.state, ended.went_at, ended.went_by_clock) == ("went", SATURDAY + 2 * HOUR, True)
    states = [SignUp.objects.get(person=who.person_id).state for who in (two, three)]
    assert states == ["signed", "off"]
    village.delivered()
    assert any("等您核定" in message.text for message in people.messages_for(village.clerk.person_id))


def test_a_cancelled_shift_tells_whoever_signed_up_and_one_that_began_is_not_cancelled(village: Team):
    village.joined()
    village.signed()
    actions.cancel_shift(village.shift.pk, reason="那天有台风", by=village.clerk, at=MONDAY)
    village.delivered(MONDAY + DAY)
    assert any("取消了" in message.text for message in people.messages_for(village.resident.person_id))
    later = Shift.objects.get(starts_at=SATURDAY + 7 * DAY)
    village.signed(shift=later)
    actions.check_in(later.door, by=village.resident, at=later.starts_at)
    cancel = partial(actions.cancel_shift, later.pk, reason="那天有台风")
    assert refused(partial(cancel, by=village.clerk, at=later.starts_at)) == "shift_began"


@pytest.mark.parametrize("by_hand", [False, True])
def test_whoever_was_noted_as_not_come_and_comes_is_checked_in(village: Team, by_hand: bool):
    village.joined()
    one = village.signed()
    actions.missed(one.pk, by=village.clerk, at=SATURDAY + 5 * MINUTE)
    at = SATURDAY + 10 * MINUTE
    if by_hand:
        actions.check_in_for(one.pk, came_at=at, by=village.clerk, at=at)
    else:
        assert (
            refused(lambda: actions.check_out(village.shift.door, by=village.resident, at=at)) == "not_come"
        )
        actions.check_in(village.shift.door, by=village.resident, at=at)
    one.refresh_from_db()
    assert (one.state, one.came_at) == ("came", at)


def test_whoever_was_checked_in_by_hand_after_the_end_waits_to_be_checked_out(village: Team):
    village.joined()
    one = village.signed()
    village.closed()
    assert [shift.pk for shift in queries.waiting(village.clerk)] == [village.shift.pk]
    actions.check_in_for(one.pk, came_at=SATURDAY, by=village.clerk, at=SATURDAY + 4 * HOUR)
    assert [shift.pk for shift in queries.waiting(village.clerk)] == [village.shift.pk]


def test_all_shifts_to_come_are_reached_page_by_page(village: Team):
    for weekday in range(5):
        actions.put_template(
            village.activity.pk, Weekly(weekday, time(19), time(21), 5), by=village.clerk, at=MONDAY
        )
    village.built(date(2026, 3, 3), date(2026, 4, 12))
    first = queries.shifts_to_come(village.activity.pk, MONDAY)
    seen, page = [], first
    while len(page) > queries.PAGE_SIZE:
        seen += page[:-1]
        at, _dash, number = queries.moment_of(page[-2]).partition("-")
        page = queries.shifts_to_come(village.activity.pk, MONDAY, (int(at), int(number)))
    seen += page
    assert [row.one.pk for row in seen] == list(
        Shift.objects.order_by("starts_at").values_list("pk", flat=True)
    )
    assert len(seen) > 2 * queries.PAGE_SIZE - 10
    assert queries.shifts_to_come(village.activity.pk, MONDAY, (10**16, 1)) == []


@pytest.mark.parametrize(
    "came, went, minutes",
    [(0, 120, 120), (-30, 150, 120), (10, 100, 90), (-30, -10, 0), (119, 121, 1)],
)
def test_what_counts_lies_within_the_shift_and_no_road_is_in_it(came, went, minutes):
    span = Span(SATURDAY, SATURDAY + 2 * HOUR)
    assert rules.counted(span, SATURDAY + came * MINUTE, SATURDAY + went * MINUTE) == minutes


def test_days_are_built_from_today_on_and_not_too_many_at_once(village: Team):
    for first, last in ((date(2026, 2, 27), date(2026, 3, 8)), (date(2026, 3, 8), date(2026, 3, 7)), (date(2026, 3, 8), date(2026, 6, 7))):  # fmt: skip
        assert refused(lambda first=first, last=last: village.built(first, last)) == "days_shape"
