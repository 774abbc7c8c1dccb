"""交接: one number, one receiver, back with a ground, three times at most; never an accusation, never to whom it complains of."""

from datetime import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import verify as engine
from sanzhi.cases.models import Case
from sanzhi.disputes import actions as disputes
from sanzhi.disputes import queries as dispute_queries
from sanzhi.disputes.models import Dispute
from sanzhi.kit.calendar import COUNTY
from sanzhi.petitions import actions as petitions
from sanzhi.petitions import queries as petition_queries
from sanzhi.petitions.models import Petition
from sanzhi.windows import actions, queries, sweeps
from sanzhi.windows.actions import Handing, Received
from sanzhi.windows.models import Handover
from tests.county import a_member_of_staff, an_office, decline

from .hall import DAY, HOUR, MONDAY, refused, violations
from .handed import Organs


@pytest.fixture
def town(db) -> Organs:
    return Organs()


def state(case: Case) -> str:
    return Case.objects.get(pk=case.pk).state


@pytest.mark.parametrize("channel", ["petition", "mediation", "police", "court", "law_enforcement"])
def test_a_matter_ends_by_the_engines_own_step_and_waits_at_the_other_organ_with_a_clock(
    town: Organs, channel: str
):
    case = town.filed()
    one = town.handed(channel, case)
    assert state(case) == "transferred"
    assert (one.first_id, one.case_id, one.hop) == (case.pk, case.pk, 1)
    assert one.due_at == datetime(2026, 3, 5, 0, 0, tzinfo=COUNTY)  # two working days, the first not counted
    waiting = queries.handovers_at(town.receivers[channel], "in")
    assert [row.pk for row in waiting] == [one.pk]


def test_the_bureau_receives_it_as_a_petition_with_nothing_typed_twice(town: Organs):
    case = town.filed()
    one = town.received(town.handed("petition", case))
    made = Petition.objects.get(pk=one.made_id)
    assert (made.case.title, made.case.text, made.case.reporter_id) == (
        case.title,
        case.text,
        case.reporter_id,
    )
    assert made.received_at == one.sent_at  # the law's time counts from when it reached the bureau
    assert petition_queries.persons_of(made.pk) == [town.resident.person_id]
    assert made.case.receiver_id == town.bureau.pk


def test_the_committee_receives_it_as_a_dispute_with_the_persons_own_word_and_asks_the_other(town: Organs):
    one = town.received(town.handed("mediation"))
    dispute = Dispute.objects.select_related("case").get(pk=one.made_id)
    mine, other = dispute_queries.parties_of(dispute.pk)
    assert (mine.person_id, other.person.name) == (town.resident.person_id, "钱阿二")
    said = dispute_queries.answers_of([mine, other], "consent")
    assert said[mine.pk].yes and other.pk not in said
    assert dispute.body.office_id == town.committee.pk


def test_mediation_needs_the_other_sides_name_and_is_then_still_waiting(town: Organs):
    one = town.handed("mediation")
    receive = lambda: actions.receive(one.pk, Received(), by=town.clerk, at=MONDAY)  # noqa: E731
    assert refused(receive) == "other_missing"
    assert Handover.objects.get(pk=one.pk).state == "sent"


@pytest.mark.parametrize("channel", ["police", "court", "law_enforcement"])
def test_elsewhere_their_own_number_is_noted_and_later_what_came_of_it_once(town: Organs, channel: str):
    one = town.received(town.handed(channel), their_no="桐公受字1号")
    by = town.receivers[channel]
    note = lambda: actions.note_answer(one.pk, answer="已经立案调查", by=by, at=MONDAY + DAY)  # noqa: E731
    note()
    assert refused(note) == "answered_already"
    (hop,) = queries.course_of(one.first)
    assert (hop.one.their_no, hop.one.answer) == ("桐公受字1号", "已经立案调查")


def test_sent_back_with_a_ground_the_first_desk_takes_it_up_again_and_its_clock_starts(town: Organs):
    case = town.filed()
    one = town.handed("police", case)
    assert (
        refused(lambda: actions.send_back(one.pk, ground="不", by=town.liaison, at=MONDAY))
        == "reason_missing"
    )
    actions.send_back(one.pk, ground="属于民事纠纷", by=town.liaison, at=MONDAY + 2 * HOUR)
    assert state(case) == "transferred"
    assert refused(lambda: actions.take_back(one.pk, by=town.decider, at=MONDAY)) == "not_visible"
    actions.take_back(one.pk, by=town.dispatcher, at=MONDAY + 3 * HOUR)
    found = Case.objects.get(pk=case.pk)
    assert (found.state, found.receiver_id, found.closed_at) == ("registered", town.room.pk, None)
    assert found.due_at is not None
    cases.assign(case.pk, lead=town.roads.pk, by=town.dispatcher, at=MONDAY + 4 * HOUR)


def test_after_three_hops_a_supervisor_says_who_has_it_and_that_one_keeps_it(town: Organs):
    case = town.filed()
    for number, channel in enumerate(("police", "petition", "law_enforcement")):
        town.returned(town.handed(channel, case, MONDAY + number * DAY), MONDAY + number * DAY + HOUR)
    at = MONDAY + 4 * DAY
    assert refused(lambda: town.handed("police", case, at)) == "too_many_hops"
    assert [row.first_id for row in queries.to_rule_on(town.supervisor)] == [case.pk]
    assert refused(lambda: actions.decide(case.pk, Handing("police", town.station.pk, "由公安办理"), by=town.dispatcher, at=at)) == "role_may_not_decide"  # fmt: skip
    actions.decide(case.pk, Handing("police", town.station.pk, "由公安办理"), by=town.supervisor, at=at)
    assert queries.to_rule_on(town.supervisor) == []
    assert refused(lambda: town.handed("petition", case, at)) == "ruled_otherwise"
    one = town.handed("police", case, at)
    assert one.bound
    assert (
        refused(lambda: actions.send_back(one.pk, ground="还是不归我们", by=town.liaison, at=at)) == "bound"
    )
    assert town.received(one, at).state == "received"
    assert violations() == []


def test_a_dispute_that_ended_goes_on_under_the_first_number(town: Organs):
    case = town.filed()
    dispute = town.received(town.handed("mediation", case)).made
    assert dispute
    again = lambda: town.handed("court", dispute, MONDAY + DAY, by=town.clerk)  # noqa: E731
    assert refused(again) == "not_ended"
    party = dispute_queries.parties_of(dispute.pk)[0]
    disputes.answer(dispute.pk, "consent", False, party=party.pk, by=town.resident, at=MONDAY + DAY)
    one = town.handed("court", Case.objects.get(pk=dispute.pk), MONDAY + DAY, by=town.clerk)
    assert (one.first_id, one.case_id, one.hop) == (case.pk, dispute.pk, 2)
    town.received(one, MONDAY + DAY + HOUR)
    case.refresh_from_db()
    assert [hop.one.channel for hop in queries.course_of(case)] == ["court", "mediation"]
    assert [hop.one.channel for hop in queries.course_of(dispute)] == ["court", "mediation"]
    assert queries.first_number(dispute) == case
    assert violations() == []


def test_a_petition_not_accepted_goes_on_too(town: Organs):
    case = town.filed()
    made = town.received(town.handed("petition", case)).made
    assert made
    petitions.decline_petition(
        made.pk, route="court", reason="已经进入诉讼程序", by=town.officer, at=MONDAY + DAY
    )
    one = town.handed("court", Case.objects.get(pk=made.pk), MONDAY + DAY, by=town.officer)
    assert (one.hop, one.first_id) == (2, case.pk)


@pytest.mark.parametrize("channel", ["mediation", "court"])
def test_mediation_and_court_want_the_persons_word(town: Organs, channel: str):
    case = town.filed()
    assert refused(lambda: town.handed(channel, case, agreed=False)) == "not_agreed"
    assert state(case) == "registered"
    assert town.handed("police", case, agreed=False).agreed is False


def test_an_accusation_is_never_handed_this_way(town: Organs):
    case = town.filed()
    new = Handing("accusation", town.bureau.pk, "反映干部收礼")
    assert (
        refused(lambda: actions.hand_over(case.pk, new, by=town.dispatcher, at=MONDAY)) == "accusation_apart"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        one = town.handed("police", case)
        cursor.execute("UPDATE windows_handover SET channel = 'accusation' WHERE id = %s", [one.pk])


def test_what_complains_of_an_office_never_goes_to_it_nor_under_it_at_any_hop(town: Organs):
    case = town.filed()
    cases.shield(case.pk, against=town.roads.pk, by=town.dispatcher, at=MONDAY)
    assert refused(lambda: town.handed("law_enforcement", case)) == "complained_of"
    under = an_office("roads-team", "市政执法队", "department")
    under.above_id = town.roads.pk
    under.save()
    a_member_of_staff("执法队员", "handler", under)
    assert refused(lambda: town.handed("law_enforcement", case, to=under.pk)) == "complained_of"
    made = town.received(town.handed("petition", case)).made
    assert made
    petitions.decline_petition(
        made.pk, route="court", reason="已经进入诉讼程序", by=town.officer, at=MONDAY + DAY
    )
    on = lambda: town.handed("law_enforcement", Case.objects.get(pk=made.pk), MONDAY + DAY, by=town.officer)  # noqa: E731
    assert refused(on) == "complained_of"


def test_who_reported_stays_hidden_and_a_confidential_matter_stays_so(town: Organs):
    case = town.filed()
    cases.set_secrecy(case.pk, secrecy="closed", reason="本人要求保密", by=town.dispatcher, at=MONDAY)
    one = town.handed("petition", case)
    page = queries.handover_page(town.supervisor, one.pk)
    assert page.words == "" and case.title not in page.one.heading
    assert queries.handover_page(town.officer, one.pk).words == case.text
    assert Petition.objects.get(pk=town.received(one).made_id).confidential


def test_what_is_in_another_organs_hands_is_not_handed_on_by_the_first(town: Organs):
    case = town.filed()
    one = town.handed("petition", case)
    assert refused(lambda: town.handed("police", case)) == "handed_already"
    town.received(one)
    assert refused(lambda: town.handed("police", case)) == "handed_already"


def test_whoever_objects_to_the_transfer_has_it_handled_here_and_it_is_received_no_more(town: Organs):
    case = town.filed()
    one = town.handed("police", case)
    cases.object_to_ending(case.pk, reason="我要你们来管", by=town.resident, at=MONDAY + DAY)
    assert queries.handovers_at(town.liaison, "in") == []
    assert refused(lambda: town.received(one, MONDAY + DAY)) == "objected"
    again = town.handed("petition", case, MONDAY + 2 * DAY, by=town.decider)
    assert again.hop == 2 and Handover.objects.get(pk=one.pk).state == "lapsed"
    assert violations() == []


def test_only_an_office_of_the_channel_receives(town: Organs):
    case = town.filed()
    assert refused(lambda: town.handed("court", case, to=town.bureau.pk)) == "choice_unknown"
    assert refused(lambda: town.handed("petition", case, by=town.handler)) == "role_may_not_hand"
    other = town.filed()
    decline(town, other, MONDAY + HOUR)
    assert refused(lambda: town.handed("police", other)) == "step_not_open"


def test_words_go_with_those_of_the_case(town: Organs):
    one = town.returned(town.handed("police"))
    case = Case.objects.get(pk=one.first_id)
    decline(town, case, MONDAY + DAY)
    assert cases.erase_cases([case.pk], at=MONDAY + 4000 * DAY) == 1
    assert sweeps.close_days(at=MONDAY + 4000 * DAY) == 1
    found = Handover.objects.get(pk=one.pk)
    assert (found.reason, found.ground, found.state) == ("", "", "returned")


def test_the_engine_finds_nothing_wrong_with_what_was_handed_on(town: Organs):
    case = town.filed()
    town.returned(town.handed("police", case))
    town.received(town.handed("mediation", case, MONDAY + DAY), MONDAY + DAY + HOUR)
    connection.check_constraints()
    found = [one for check in engine.CHECKS.values() for one in check().violations]
    assert (found, violations()) == ([], [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE windows_handover SET to_id = sender_id",
        "UPDATE windows_handover SET state = 'sent', ended_by_id = NULL, ended_at = NULL",
        "UPDATE windows_handover SET reason = '别的理由'",
        "DELETE FROM windows_handover",
    ],
)
def test_the_database_keeps_a_handover_as_it_was(town: Organs, statement: str):
    town.received(town.handed("police"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_waits_is_listed_the_soonest_due_first_and_goes_on_from_page_to_page(town: Organs, monkeypatch):
    monkeypatch.setattr("sanzhi.windows.queries.handing.PAGE_SIZE", 2)
    sent = [town.handed("police", town.filed(), MONDAY + day * DAY).pk for day in range(5)]
    first = [row.pk for row in queries.handovers_at(town.liaison, "in")]
    assert first == sent[:3]  # a page and one more
    assert [row.pk for row in queries.handovers_at(town.liaison, "in", sent[1])] == sent[2:5]
    assert [row.pk for row in queries.handovers_at(town.liaison, "all")] == sent[:-4:-1]
