"""第二道墙: each step by whoever takes it, seeing no more than the database lets them see."""

import pytest
from django.db import connection

from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor
from sanzhi.volunteering import actions, queries
from sanzhi.volunteering.models import Certificate, Correction, SignUp, Volunteer
from tests.county import a_member_of_staff, an_office

from .team import DAY, HOUR, MONDAY, SATURDAY, Team, refused, some

TABLES = (Volunteer, SignUp, Correction, Certificate)


def seeing(who: Actor):
    return walls.seeing(sight_of(who))


def test_from_joining_to_the_certificate_each_in_their_own_sight(scheme: Team):
    me, leader = scheme.resident, scheme.clerk
    with seeing(me):
        actions.join(by=me, at=MONDAY)
        one = actions.sign_up(scheme.shift.pk, by=me, at=MONDAY)
    with seeing(me):
        assert queries.mine(me, MONDAY).coming == [one]
        actions.check_in(scheme.shift.door, by=me, at=SATURDAY)
        actions.check_out(scheme.shift.door, by=me, at=SATURDAY + 2 * HOUR)
    with seeing(leader):
        ((row, minutes),) = queries.shift_page(leader, scheme.shift.pk).there
        assert row.person.name == me.name
        actions.confirm(row.pk, minutes=minutes, by=leader, at=SATURDAY + 3 * HOUR)
    scheme.delivered()
    with seeing(me):
        asked = actions.ask_correction(one.pk, minutes=60, reason="早走了的", by=me, at=SATURDAY + DAY)
    with seeing(leader):
        assert [row.pk for row in queries.corrections_run(leader)] == [asked.pk]
        actions.answer_correction(asked.pk, granted=60, answer="谢谢如实说", by=leader, at=SATURDAY + DAY)
    with seeing(me):
        proof = actions.ask_certificate(
            scheme.group.pk, first=MONDAY.date(), last=SATURDAY.date(), by=me, at=SATURDAY + DAY
        )
    with seeing(leader):
        actions.show(proof.pk, by=leader, at=SATURDAY + 2 * DAY)
        actions.issue(proof.pk, by=leader, at=SATURDAY + 9 * DAY)
    with seeing(me):
        assert [row.state for row in queries.certificates_of(me)] == ["issued"]


def test_a_child_and_the_guardian_in_their_own_sight(village: Team):
    child = village.child()
    phone = village.phone_of(village.resident)
    with seeing(child):
        one = actions.join(guardian_phone=phone, by=child, at=MONDAY)
    with seeing(village.resident):
        assert [ward.person.name for ward in queries.wards(village.resident)] == [child.name]
        actions.agree(one.pk, by=village.resident, at=MONDAY)
    with seeing(child):
        assert actions.sign_up(village.shift.pk, by=child, at=MONDAY).state == "signed"
    with seeing(village.resident):
        actions.leave(of=one.pk, by=village.resident, at=MONDAY)


def test_signing_off_and_leaving_let_the_next_in_whom_one_never_sees(village: Team):
    one, two, three = some(village, 3)
    first = village.signed(one)
    village.signed(two), village.signed(three)
    with seeing(one):
        actions.sign_off(first.pk, by=one, at=MONDAY)
        assert SignUp.objects.count() == 1
    with seeing(two):
        actions.leave(by=two, at=MONDAY)
    assert SignUp.objects.get(person=three.person_id).state == "signed"


def test_nobody_else_sees_hours_neither_by_the_query_nor_past_it(village: Team):
    one = village.confirmed()
    actions.ask_certificate(
        village.group.pk, first=MONDAY.date(), last=SATURDAY.date(), by=village.resident, at=SATURDAY + DAY
    )
    actions.ask_correction(one.pk, minutes=60, reason="早走了的", by=village.resident, at=SATURDAY + DAY)
    body = an_office("body", "乌镇养老服务协会", "social_org", village.code)
    stranger = a_member_of_staff("会长老钱", "group_leader", body)
    for who, count in ((village.resident, 1), (village.clerk, 1), (village.neighbour, 0), (stranger, 0), (village.officer, 0), (village.supervisor, 0), (village.handler, 0)):  # fmt: skip
        with seeing(who):
            assert [model.objects.count() for model in TABLES] == [count] * 4, who.name
        if not count:
            assert refused(lambda who=who: queries.signup_run(who, one.pk)) == "not_visible"
            assert refused(lambda who=who: queries.signup_of(who, one.pk)) == "not_visible"


def test_free_places_are_counted_for_everybody_without_a_name(village: Team):
    village.joined()
    village.signed()
    with walls.seeing(walls.Sight()):
        (row, _later) = queries.shifts_to_come(village.activity.pk, MONDAY)
        assert (row.taken, row.free) == (1, 1)
        assert SignUp.objects.count() == 0


def test_the_wall_stands_on_every_table_with_a_person_in_it(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relname LIKE 'volunteering_%'")
        found = {name for (name,) in cursor.fetchall()}
    assert found == {model._meta.db_table for model in TABLES}


@pytest.mark.parametrize("which", ["signup", "certificate"])
def test_nothing_is_deleted(village: Team, which: str):
    from django.db import DatabaseError, transaction

    village.confirmed()
    if which == "certificate":
        actions.ask_certificate(
            village.group.pk,
            first=MONDAY.date(),
            last=SATURDAY.date(),
            by=village.resident,
            at=SATURDAY + DAY,
        )
    model = SignUp if which == "signup" else Certificate
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all().delete()
