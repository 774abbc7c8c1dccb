"""Who may be a volunteer: the grown by themselves, the young with a guardian, nobody whose age is unknown; leaving is one step."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.people import queries as people
from sanzhi.volunteering import actions, rules
from sanzhi.volunteering.models import SignUp, Volunteer
from tests.county import a_resident

from .team import DAY, MINUTE, MONDAY, SATURDAY, Team, refused, some, violations

TODAY = MONDAY.date()


@pytest.mark.parametrize(
    "born, code",
    [
        (date(2008, 3, 2), ""),  # eighteen today
        (date(2008, 3, 3), "guardian_missing"),
        (date(2012, 3, 2), "guardian_missing"),  # fourteen today
        (date(2012, 3, 3), "too_young"),
        (date(2012, 2, 29), "guardian_missing"),
        (None, "age_unknown"),
    ],
)
def test_age_is_counted_on_the_day_and_unknown_is_too_young(born, code):
    assert rules.may_join(born, None, TODAY, has_guardian=False).code == code


def test_somebody_grown_joins_by_themself_under_one_number_for_good(village: Team):
    one = village.joined()
    assert one.number.startswith("ZY2026-")
    actions.leave(by=village.resident, at=MONDAY + DAY)
    again = village.joined(at=MONDAY + 2 * DAY)
    assert (again.pk, again.number, again.left_at) == (one.pk, one.number, None)


def test_somebody_without_a_birth_date_is_sent_to_the_village(village: Team):
    assert refused(lambda: village.joined(a_resident("外来人"))) == "age_unknown"


def test_a_child_waits_for_the_guardian_of_the_same_household(village: Team):
    child = village.child()
    one = actions.join(guardian_phone=village.phone_of(village.resident), by=child, at=MONDAY)
    assert one.waits and one.guardian_id == village.resident.person_id
    assert refused(lambda: village.signed(child)) == "guardian_waits"
    village.delivered(MONDAY + DAY)
    assert "监护人" in people.messages_for(village.resident.person_id)[0].text
    assert refused(lambda: actions.agree(one.pk, by=village.neighbour, at=MONDAY)) == "not_visible"
    actions.agree(one.pk, by=village.resident, at=MONDAY)
    assert village.signed(child).state == "signed"


def test_no_stranger_and_nobody_at_all_can_be_named_as_guardian(village: Team):
    child = village.child()
    for phone in ("", village.phone_of(village.neighbour), village.phone_of(child), "19900009999"):
        ask = partial(actions.join, guardian_phone=phone, by=child, at=MONDAY)
        assert refused(ask) == "guardian_missing"
    assert not Volunteer.objects.exists()


def test_the_database_refuses_a_child_without_a_grown_guardian(village: Team):
    child, other = village.child(), village.child("小寒")
    for guardian in (None, other.person_id):
        with pytest.raises(DatabaseError, match="old enough"), transaction.atomic():
            Volunteer.objects.create(
                person_id=child.person_id, guardian_id=guardian, number="ZY-x", joined_at=MONDAY
            )


def test_leaving_is_one_step_and_signs_off_what_is_to_come(village: Team):
    village.joined()
    village.signed()
    actions.leave(by=village.resident, at=MONDAY + DAY)
    assert SignUp.objects.get().state == "off"
    assert refused(lambda: village.signed(at=MONDAY + DAY)) == "no_volunteer"
    assert violations() == []


def test_leaving_in_the_middle_of_a_shift_strands_no_place(village: Team):
    """Whoever has come goes now; the place of whoever has not goes to the next."""
    here, late, next_one = some(village, 3)
    for who in (here, late, next_one):
        village.signed(who)
    actions.check_in(village.shift.door, by=here, at=SATURDAY)
    half = SATURDAY + 30 * MINUTE
    for who in (here, late):
        actions.leave(by=who, at=half)
    states = {one.person_id: one.state for one in SignUp.objects.all()}
    assert [states[who.person_id] for who in (here, late, next_one)] == ["went", "off", "signed"]
    one = SignUp.objects.get(person=here.person_id)
    assert actions.confirm(one.pk, minutes=30, by=village.clerk, at=half).minutes == 30
    assert violations() == []


def test_a_guardian_takes_the_child_out_again_and_nobody_else_does(village: Team):
    child = village.child()
    one = actions.join(guardian_phone=village.phone_of(village.resident), by=child, at=MONDAY)
    actions.agree(one.pk, by=village.resident, at=MONDAY)
    assert refused(lambda: actions.leave(of=one.pk, by=village.neighbour, at=MONDAY)) == "not_visible"
    actions.leave(of=one.pk, by=village.resident, at=MONDAY)
    assert Volunteer.objects.get().left_at


def test_the_database_lets_nobody_sign_up_who_has_left(village: Team):
    one, shift = village.joined(), village.shift
    actions.leave(by=village.resident, at=MONDAY)
    with pytest.raises(DatabaseError, match="no volunteer"), transaction.atomic():
        SignUp.objects.create(
            shift=shift, group=village.group, volunteer=one, person_id=one.person_id, state="signed", seat=1,
            of_places=2, planned=120, signed_at=MONDAY,
        )  # fmt: skip
