"""Posts, the three administrators, consent, and the log of who looked."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Appointment, Area, Look, Message
from sanzhi.people.roles import ADMINISTRATORS, INSTALLER, ROLES
from tests.county import DAY, MONDAY, County, a_member_of_staff, a_resident, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> County:
    return County()


def test_every_role_says_in_prose_what_it_is_for():
    for role in ROLES.values():
        assert len(role.prose) >= 15, role.code
        assert role.permissions, role.code


def test_the_three_administrators_share_no_permission():
    powers = [ROLES[code].permissions for code in ADMINISTRATORS]
    assert sum(len(power) for power in powers) == len(frozenset().union(*powers))


def test_nobody_holds_two_administrators_roles_not_even_behind_the_actions(county: County):
    administrator = a_member_of_staff("甲管理", "system_admin", county.centre)
    with pytest.raises(Refusal) as refused:
        people.appoint(person_of(administrator), "audit_admin", county.centre, by=INSTALLER, at=MONDAY)
    assert refused.value.code == "administrators_apart"
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person_id=administrator.person_id,
            office=county.centre,
            role="audit_admin",
            valid_from=MONDAY.date(),
        )


def test_a_post_ends_on_its_day_and_no_longer_acts(county: County):
    post = queries.appointments_of(county.handler.person_id, MONDAY)[0]
    people.end_appointment(post, by=INSTALLER, at=MONDAY + DAY)
    assert queries.appointments_of(county.handler.person_id, MONDAY)
    assert not queries.appointments_of(county.handler.person_id, MONDAY + DAY)


def test_a_post_whose_end_was_foreseen_can_end_sooner_and_no_later(county: County):
    post = queries.appointments_of(county.handler.person_id, MONDAY)[0]
    Appointment.objects.filter(pk=post.pk).update(valid_to=(MONDAY + 9 * DAY).date())
    people.end_appointment(post, by=INSTALLER, at=MONDAY + 2 * DAY)
    people.end_appointment(post, by=INSTALLER, at=MONDAY + 5 * DAY)  # ended already
    assert queries.appointments_of(county.handler.person_id, MONDAY + DAY)
    assert not queries.appointments_of(county.handler.person_id, MONDAY + 2 * DAY)


def test_only_the_security_administrator_opens_accounts(county: County):
    with pytest.raises(Refusal) as refused:
        people.open_staff_account(
            name="某人", username="somebody", password="x" * 12, by=county.dispatcher, at=MONDAY
        )
    assert refused.value.code == "not_security_admin"


def test_looking_at_a_person_needs_a_purpose_and_leaves_a_line_they_can_read(county: County):
    resident = a_resident()
    about = ("case", 1)
    with pytest.raises(Refusal) as refused:
        people.look(resident.person_id, purpose=" ", about=about, by=county.handler, at=MONDAY)
    assert refused.value.code == "purpose_missing"
    with pytest.raises(Refusal):
        people.look(resident.person_id, purpose="随便看看", about=about, by=county.supervisor, at=MONDAY)
    seen = people.look(resident.person_id, purpose="上门前联系", about=about, by=county.handler, at=MONDAY)
    assert seen["phone"].startswith("199")
    [line] = queries.looks_at(resident.person_id)
    assert (line.purpose, line.office) == ("上门前联系", county.roads)


def test_a_look_cannot_be_taken_back_out_of_the_log(county: County):
    resident = a_resident()
    people.look(resident.person_id, purpose="上门前联系", about=("case", 1), by=county.handler, at=MONDAY)
    for change in (lambda: Look.objects.all().delete(), lambda: Look.objects.update(purpose="别的")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_consent_is_given_once_and_withdrawn_in_one_step():
    resident = a_resident()
    person = person_of(resident)
    asked = ("file:1", 30, people.Wording("case_filing", ["phone"], "2026-11", "web"))
    assert people.admit(*asked, by=resident, at=MONDAY)
    assert not people.admit(*asked, by=resident, at=MONDAY)
    assert people.withdraw_consent(person, "case_filing", by=resident, at=MONDAY + DAY)
    assert not people.withdraw_consent(person, "case_filing", by=resident, at=MONDAY + DAY)


def test_whoever_files_too_often_is_told_when_to_come_back():
    resident = a_resident()
    asked = ("file:2", 2, people.Wording("case_filing", ["phone"], "2026-11", "web"))
    for _time in range(2):
        people.admit(*asked, by=resident, at=MONDAY)
    with pytest.raises(Refusal, match="分钟后再试"):
        people.admit(*asked, by=resident, at=MONDAY)


def test_a_person_is_told_a_thing_once_per_cause():
    resident = a_resident()
    for _again in range(2):
        people.tell([resident.person_id], "您的事项已签收", cause="case.sign_for:7", at=MONDAY)
    assert Message.objects.count() == 1


def test_the_county_has_eleven_towns_and_its_villages_stand_under_them():
    assert queries.county().reach == "330483"
    assert queries.towns().count() == 11
    assert Area.objects.filter(level="village").count() == 221
    assert sum(len(town.villages) for town in queries.towns_with_villages()) == 221


def test_a_day_is_corrected_with_its_name_and_every_later_count_follows(county: County):
    administrator = a_member_of_staff("甲管理", "system_admin", county.centre)
    friday = date(2026, 3, 6)
    assert queries.working_calendar().is_working(friday)
    with pytest.raises(Refusal):
        people.set_calendar_day(friday, works=False, name="", by=administrator, at=MONDAY)
    people.set_calendar_day(
        friday, works=False, name="防台风停工（市政府通告）", by=administrator, at=MONDAY + 400 * DAY
    )
    assert not queries.working_calendar().is_working(friday)
    with pytest.raises(Refusal) as refused:
        people.set_calendar_day(date(2031, 1, 1), works=False, name="元旦", by=administrator, at=MONDAY)
    assert refused.value.code == "year_not_loaded"
