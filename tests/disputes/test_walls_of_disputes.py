"""Who reads what of a dispute: the query and the database hold the same line, and a talk apart is its mediator's."""

import pytest
from django.db import connection

from sanzhi.cases import queries as cases
from sanzhi.cases.models import Case
from sanzhi.disputes import access, actions, queries
from sanzhi.disputes.models import CaucusNote, Dispute, Party, Session, Statement
from sanzhi.journal import queries as journal
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from tests.county import County, a_member_of_staff, a_resident, an_office
from tests.disputes.room import Room, later

SECRET = "他私下说最多肯出三百元"


def a_noted_talk(room: Room) -> Session:
    dispute = room.talking()
    session = room.hold(room.planned(dispute, apart=room.parties(dispute)[0].pk))
    actions.write_note(session.pk, SECRET, by=room.mediator, at=later(2))
    return session


def everybody(room: Room):
    county = County()
    return {
        "clerk": room.clerk, "mediator": room.mediator, "other_mediator": room.other_mediator, "court": room.court,
        "justice": room.justice, "applicant": room.applicant, "other": room.other, "stranger": a_resident("路人"),
        "dispatcher": county.dispatcher, "decider": county.decider, "supervisor": county.supervisor,
        "leader": county.leader, "handler": county.handler, "caller": county.caller,
        "elsewhere": a_member_of_staff("别处文书", "mediation_clerk", an_office("els", "别处调委会", "mediation")),
    }  # fmt: skip


def test_a_dispute_is_known_to_its_body_its_mediator_and_its_parties_alone(room: Room):
    dispute = room.talking()
    knows = set()
    for name, actor in everybody(room).items():
        with walls.seeing(sight_of(actor)):
            by_query = queries.visible_to(actor).filter(pk=dispute.pk).exists()
            by_wall = Dispute.objects.filter(pk=dispute.pk).exists()
            parties = queries.parties_of(dispute.pk)
        assert by_query <= by_wall, name
        assert (
            by_query == access.may_see(actor, Dispute.objects.get(pk=dispute.pk), room.parties(dispute)).ok
        ), name
        assert bool(parties) == by_wall
        if by_query:
            knows.add(name)
    assert knows == {"clerk", "mediator", "applicant", "other"}


def test_what_is_behind_the_wall_for_the_rest_is_not_even_a_row(room: Room):
    dispute = room.talking()
    for name, actor in everybody(room).items():
        with walls.seeing(sight_of(actor)):
            seen = Case.objects.filter(pk=dispute.pk).exists()
            listed = cases.visible_to(actor).filter(pk=dispute.pk).exists()
        assert seen == (name in {"clerk", "mediator", "other_mediator", "applicant", "other"}), name
        assert not listed or name == "applicant", name


@pytest.mark.parametrize("sight", ["own", "house"])
def test_a_note_of_a_talk_apart_is_read_by_its_mediator_and_nobody_else(room: Room, sight):
    session = a_noted_talk(room)
    for name, actor in everybody(room).items():
        with walls.seeing(sight_of(actor) if sight == "own" else walls.THE_HOUSE):
            rows = list(CaucusNote.objects.all())
            assert bool(rows) == (name == "mediator" and sight == "own"), name
            if sight == "own" and name != "mediator":
                with pytest.raises(Refusal):
                    queries.note_of(actor, session.pk)
    with walls.seeing(sight_of(room.mediator)):
        assert queries.note_of(room.mediator, session.pk)[1] == SECRET


def test_a_note_is_sealed_and_stands_in_no_journal_no_search_and_no_minutes(room: Room):
    session = a_noted_talk(room)
    with walls.seeing(sight_of(room.mediator)):
        assert SECRET.encode() not in bytes(CaucusNote.objects.get().words)
    said = str([entry.content for entry in journal.entries_about("case", session.case_id)])
    assert SECRET not in said
    assert "三百元" not in said
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(words::text, ' ') FROM cases_search")
        assert "三百" not in str(cursor.fetchone())
    session.refresh_from_db()
    assert session.minutes == ""


def test_a_mutant_wall_that_opens_notes_to_the_house_is_caught(room: Room):
    """What the test above rests on: with the wall of another room the house would read them."""
    a_noted_talk(room)
    with connection.cursor() as cursor:
        cursor.execute("SELECT qual FROM pg_policies WHERE tablename = 'disputes_caucusnote'")
        (only,) = cursor.fetchall()
    assert "all" not in only[0]
    assert "person_id" in only[0]


def test_another_mediator_writes_no_note_of_it(room: Room):
    session = a_noted_talk(room)
    for actor in (room.other_mediator, room.clerk, room.applicant):
        with pytest.raises(Refusal):
            actions.write_note(session.pk, "我也写一笔", by=actor, at=later(3))


def test_what_one_side_says_the_other_does_not_read(room: Room):
    dispute = room.talking()
    first = room.parties(dispute)[0]
    actions.state(dispute.pk, "我其实愿意让一步", party=first.pk, by=room.applicant, at=later(2))
    with walls.seeing(sight_of(room.other)):
        page = queries.dispute_page(room.other, Case.objects.get(pk=dispute.pk).public_code, at=later(3))
        assert page.statements == []
        assert not Statement.objects.exists()
    with walls.seeing(sight_of(room.applicant)):
        page = queries.dispute_page(room.applicant, Case.objects.get(pk=dispute.pk).public_code, at=later(3))
        assert [one.text for one in page.statements] == ["我其实愿意让一步"]


def test_a_session_apart_with_one_side_is_unknown_to_the_other(room: Room):
    session = a_noted_talk(room)
    code = Case.objects.get(pk=session.case_id).public_code
    with walls.seeing(sight_of(room.other)):
        page = queries.dispute_page(room.other, code, at=later(3))
    assert session.pk not in {one.pk for one in page.sessions}
    with walls.seeing(sight_of(room.applicant)):
        page = queries.dispute_page(room.applicant, code, at=later(3))
    assert session.pk in {one.pk for one in page.sessions}


def test_what_the_forms_ask_of_a_party_is_sealed(room: Room):
    room.applied()
    assert all("乌镇某路".encode() not in bytes(one.particulars) for one in Party.objects.all())


def test_one_page_takes_a_fixed_number_of_queries(room: Room, django_assert_max_num_queries):
    dispute = room.performing()
    code = Case.objects.get(pk=dispute.pk).public_code
    with django_assert_max_num_queries(34):
        queries.dispute_page(room.clerk, code, at=later(5))


def test_a_list_of_disputes_takes_one_query(room: Room, django_assert_num_queries):
    for _one in range(3):
        room.applied()
    with django_assert_num_queries(1):
        rows, older = queries.page_of(room.clerk, size=2)
        assert [one.case.title for one in rows]
    assert (len(rows), older) == (2, rows[-1].pk)
    assert queries.page_of(room.clerk, after=older, size=2)[0][0].pk < older
