"""名册: whoever is on it has a vote, with or without a phone; in one's own place only; ended and never erased."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate

from sanzhi.deliberation import actions, queries
from sanzhi.deliberation.actions import NewMember
from sanzhi.deliberation.models import Body, Member
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.models import Account
from tests.county import a_member_of_staff, a_resident, an_office

from .council import BEFORE, DAY, MONDAY, Council, refused


@pytest.fixture
def village(db) -> Council:
    return Council()


def test_a_person_without_a_phone_is_on_the_roster_like_everybody(village: Council):
    rows = queries.roster(village.body)
    assert [row.number for row in rows] == list(range(1, 10))
    assert not Account.objects.filter(person__in=[row.person_id for row in rows]).exists()


def test_every_bad_row_of_a_table_is_named_and_the_good_ones_are_entered(village: Council):
    rows = [
        NewMember("好的"),
        NewMember(""),
        NewMember("户号错", household="没有"),
        NewMember("手机错", phone="12"),
    ]
    added, problems = actions.import_members(village.body.pk, rows, by=village.clerk, at=MONDAY)
    assert added == 1
    assert [one.row for one in problems] == [2, 3, 4]


def test_nobody_is_on_a_roster_twice(village: Council):
    phone = village.phones[0]
    again = NewMember("代表1", phone=phone)
    assert (
        refused(lambda: actions.add_member(village.body.pk, again, by=village.clerk, at=MONDAY))
        == "on_roster"
    )


def test_a_term_that_ended_stays_to_be_read_and_the_person_may_come_back(village: Council):
    one = Member.objects.get(body=village.body, number=1)
    actions.end_member(one.pk, by=village.clerk, at=MONDAY)
    assert [row.pk for row in queries.roster(village.body, ended=True)] == [one.pk]
    assert one.pk not in {row.pk for row in queries.whole_roster(village.body, MONDAY.date())}
    again = actions.add_member(
        village.body.pk, NewMember("代表1", phone=village.phones[0]), by=village.clerk, at=MONDAY + DAY
    )
    assert (again.person_id, again.number) == (one.person_id, 10)


def test_a_representatives_meeting_says_what_its_make_up_lacks(village: Council):
    made = queries.made_of(village.body, localdate(MONDAY))
    assert (made.members, made.representatives, made.women, made.stands.ok) == (9, 9, 4, True)
    for number in range(3):
        actions.add_member(
            village.body.pk, NewMember(f"干部{number}", "committee"), by=village.clerk, at=BEFORE
        )
    assert queries.made_of(village.body, localdate(MONDAY)).stands.code == "representatives_few"


def test_an_owner_is_entered_with_what_is_theirs(village: Council):
    body = actions.open_body("owners", "业主大会", village.village.code, by=village.clerk, at=BEFORE)
    without = NewMember("没有面积", "owner")
    assert (
        refused(lambda: actions.add_member(body.pk, without, by=village.clerk, at=MONDAY)) == "area_missing"
    )
    owner = NewMember("业主", "owner", area_cm2=89_5000)
    assert actions.add_member(body.pk, owner, by=village.clerk, at=MONDAY).area_cm2 == 895000


def test_only_the_place_itself_keeps_its_roster(village: Council):
    other = an_office("far", "濮院镇指挥室", "command_room", "330483101000")
    far = a_member_of_staff("外镇的人", "town_dispatcher", other)
    for who, code in (
        (far, "not_visible"),
        (village.overseer, "role_may_not_keep"),
        (village.resident, "not_visible"),
    ):
        assert (
            refused(lambda who=who: actions.add_member(village.body.pk, NewMember("谁"), by=who, at=MONDAY))
            == code
        )
    assert not queries.visible_to(far).exists()
    assert queries.visible_to(village.overseer).exists()


def test_a_member_sees_the_body_and_their_own_row_and_no_other(village: Council):
    me = a_resident("本人")
    phone = "13311112222"
    new = NewMember("某某", phone=phone)
    other = actions.add_member(village.body.pk, new, by=village.clerk, at=MONDAY)
    Member.objects.create(
        body=village.body, person_id=me.person_id, number=77, origin="rep", from_day=BEFORE.date(),
        entered_by_id=village.clerk.person_id, entered_at=BEFORE,
    )  # fmt: skip
    with walls.seeing(sight_of(me)):
        assert queries.visible_to(me).count() == 1
        assert list(Member.objects.values_list("number", flat=True)) == [77]
        assert not Member.objects.filter(pk=other.pk).exists()
    with walls.seeing(sight_of(village.overseer)):
        assert Member.objects.filter(body=village.body).count() == 11


@pytest.mark.parametrize(
    "change", [{"from_day": BEFORE.date() + timedelta(days=1)}, {"origin": "head"}, {"number": 99}]
)
def test_the_database_changes_no_term(village: Council, change: dict):
    with pytest.raises(DatabaseError), transaction.atomic():
        Member.objects.filter(body=village.body, number=1).update(**change)


def test_the_database_changes_no_rules_and_erases_no_body(village: Council):
    for change in (
        lambda: Body.objects.filter(pk=village.body.pk).update(pack="council"),
        lambda: Body.objects.filter(pk=village.body.pk).delete(),
        lambda: Member.objects.filter(body=village.body).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_body_that_ended_meets_no_more(village: Council):
    village.called()
    assert refused(lambda: actions.end_body(village.body.pk, by=village.clerk, at=MONDAY)) == "meeting_open"
    meeting = village.body.meetings.get()
    actions.cancel_meeting(meeting.pk, by=village.clerk, at=MONDAY)
    actions.end_body(village.body.pk, by=village.clerk, at=MONDAY)
    assert (
        refused(lambda: actions.add_member(village.body.pk, NewMember("谁"), by=village.clerk, at=MONDAY))
        == "body_ended"
    )
