"""网格支部: who belongs to a party is read by the branch and by oneself; everybody else counts, and not the few."""

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.journal.models import Entry
from sanzhi.kit import walls
from sanzhi.leadership import actions, queries
from sanzhi.leadership.models import Contact, Member, Pledge, Post, Service
from sanzhi.people.access import sight_of
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from tests.county import DAY, MONDAY, a_member_of_staff
from tests.windows.hall import refused

from .branch import TODAY, Party, violations


def home(party: Party, number: str = "12") -> Household:
    return Household.objects.create(area_id=party.village.code, number=number)


def covered(party: Party, member: Member, number: str = "12", named: bool = True) -> None:
    by, at = party.secretary, MONDAY
    home(party, number)
    actions.cover(member.pk, number=number, named=named, by=by, at=at)
    actions.hang_plaque(member.pk, on=TODAY, by=by, at=at)
    actions.pledge(member.pk, text="每周清扫楼道一次", due_on=TODAY + 90 * DAY, by=by, at=at)
    actions.take_post(member.pk, name="卫生监督岗", duty="看楼道卫生", by=by, at=at)
    actions.note_service(member.pk, on=TODAY, what="清理河道", by=by, at=at)


def test_only_the_branch_and_the_member_read_it(party: Party):
    one = party.member()
    covered(party, one)
    readers = (party.secretary, party.themselves(one))
    auditor = a_member_of_staff("审计", "audit_admin", party.centre)
    others = (
        party.stranger,
        party.clerk,
        party.leader,
        party.supervisor,
        party.dispatcher,
        party.resident,
        auditor,
    )
    for who in readers:
        with walls.seeing(sight_of(who)):
            assert queries.member_page(who, one.pk).contacts, who.name
    for who in others:
        assert refused(lambda who=who: queries.member_page(who, one.pk)) == "not_visible", who.name
        with walls.seeing(sight_of(who)):
            seen = [model.objects.count() for model in (Member, Contact, Pledge, Post, Service)]
        assert seen == [0, 0, 0, 0, 0], who.name  # fmt: skip


def test_the_journal_says_which_branch_and_not_who(party: Party):
    one = party.member()
    covered(party, one)
    me = party.themselves(one)
    actions.pledge(one.pk, text="教邻居用手机", due_on=TODAY, by=me, at=MONDAY)
    actions.withdraw(by=me, at=MONDAY)
    said = Entry.objects.filter(kind__startswith="member.")
    assert said.count() == 8
    for row in said:
        assert (row.content, row.about_id) == ({}, party.branch.pk)
        assert row.by_id in (None, party.secretary.person_id)


def test_a_member_withdraws_in_one_step_and_the_five_things_are_gone(party: Party):
    one = party.member()
    covered(party, one)
    with walls.seeing(sight_of(party.themselves(one))):
        actions.withdraw(by=party.themselves(one), at=MONDAY + DAY)
    assert [model.objects.count() for model in (Contact, Pledge, Post, Service)] == [0, 0, 0, 0]
    assert queries.mine(party.themselves(one)) == 0
    assert violations() == []
    party.member(by=party.stranger)  # and may be entered with another branch


def test_a_member_is_in_one_branch(party: Party):
    one = party.member()
    assert party.member().pk == one.pk
    with walls.seeing(sight_of(party.stranger)):
        assert refused(lambda: party.member(by=party.stranger)) == "in_another_branch"
    with pytest.raises(DatabaseError), transaction.atomic():
        Member.objects.create(branch=party.other, person=one.person, agreed_on=TODAY, entered_by_id=one.entered_by_id, entered_at=MONDAY)  # fmt: skip


def test_a_household_is_told_who_looks_in_on_it_only_where_the_member_agreed(party: Party):
    one, other = party.member(), party.member("钱阿二", "19900000002")
    covered(party, one, "12", named=True)
    covered(party, other, "13", named=False)
    for who in (party.resident, party.leader):
        with walls.seeing(sight_of(who)):
            assert queries.contact_of(_id("12")) == "沈阿大"
            assert queries.contact_of(_id("13")) == ""
    assert (
        refused(lambda: actions.cover(other.pk, number="12", named=True, by=party.secretary, at=MONDAY))
        == "covered_already"
    )


def _id(number: str) -> int:
    with walls.the_house():
        return Household.objects.get(number=number).pk


def test_a_pledge_is_judged_once_by_the_branch_and_not_by_oneself(party: Party):
    one = party.member()
    me = party.themselves(one)
    made = actions.pledge(one.pk, text="帮邻居代办医保", due_on=TODAY + 30 * DAY, by=me, at=MONDAY)

    def judge(by: Actor) -> None:
        actions.judge_pledge(made.pk, kept=True, found="代办了三户", by=by, at=MONDAY)

    assert refused(lambda: judge(me)) == "own_pledge"
    assert refused(lambda: judge(party.stranger)) == "not_visible"
    judge(party.secretary)
    assert refused(lambda: judge(party.secretary)) == "judged_already"


def test_coverage_is_counted_by_village_and_not_of_few(party: Party):
    members = [party.member(f"党员{n}", f"1990000{n:04d}") for n in range(10)]
    for n, one in enumerate(members[:4]):
        covered(party, one, f"{n + 20}")
    party.member("另一支部", "19900009999", by=party.stranger)
    with walls.seeing(sight_of(party.clerk)):
        (town,) = queries.coverage(party.clerk, MONDAY)
        (village,) = queries.coverage(party.clerk, MONDAY, party.village.code[:9])
    assert (town.branches, town.stations, village.name) == (2, 0, party.village.name)
    assert {(share.part, share.whole) for share in town.shares} == {(4, 11)}
    actions.end_member(members[0].pk, by=party.secretary, at=MONDAY)
    actions.end_member(members[1].pk, by=party.secretary, at=MONDAY)
    (town,) = queries.coverage(party.clerk, MONDAY)
    assert all(share.small and share.percent is None for share in town.shares)
    assert refused(lambda: queries.coverage(party.handler, MONDAY)) == "role_may_not_count"


def test_a_pledge_that_was_not_kept_and_an_old_service_cover_nobody(party: Party):
    one = party.member()
    covered(party, one)
    later = MONDAY + 400 * DAY
    (row,) = queries.members_of(party.secretary, later)
    assert (row.has_contact, row.has_pledge, row.has_post, row.has_service) == (True, False, True, False)
    assert [row.pk for row in queries.members_of(party.secretary, later, lacking="service")] == [one.pk]
    assert queries.members_of(party.secretary, later, lacking="contact") == []


def test_only_a_branch_keeps_members(party: Party):
    wrong = a_member_of_staff("错坐的人", "branch_secretary", party.roads)
    assert refused(lambda: party.member(by=wrong)) == "role_may_not_keep"
    assert refused(lambda: party.member(by=party.clerk)) == "role_may_not_keep"
    assert violations() == []


def test_what_verify_finds_of_one_who_left(party: Party):
    one = party.member()
    covered(party, one)
    with connection.cursor() as cursor:  # the mutant: left, and everything kept
        cursor.execute("UPDATE leadership_member SET ended_on = agreed_on, plaque_on = NULL")
    assert violations() == ["something is kept of a member who left"]
