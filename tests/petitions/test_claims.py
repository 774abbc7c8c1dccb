"""Claims and suggestions: the law's steps in the law's time, each by whom it is for, and final only once."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.cases.models import Case
from sanzhi.journal import queries as journal
from sanzhi.petitions import actions, queries, sweeps
from sanzhi.petitions.actions import NewPetitioner, Opinion
from sanzhi.petitions.models import Letter, Petition, Petitioner
from sanzhi.petitions.rules import Answer
from tests.county import DAY, HOUR, MONDAY, a_resident

from .bureau import OPINION, Bureau, clocks, day_end, record, refused, state_of, whole


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


# --- coming in -----------------------------------------------------------------------------------------


def test_a_claim_filed_online_comes_to_the_bureau_with_both_clocks_of_the_law(county):
    one = county.filed()
    case = Case.objects.get(pk=one.pk)
    assert (case.kind, case.state, case.secrecy) == ("petition", "petition-new", "closed")
    assert (case.receiver_id, case.holder_id) == (county.bureau.pk, county.bureau.pk)
    assert set(clocks(one)) == {"petition-reg", "petition-inform"}
    assert whole(county) == []
    assert [claim.words for claim in one.claims.all()] == ["修好门前的排水管", "赔偿误工损失"]


def test_the_same_sending_twice_is_one_petition(county):
    new = county.new()
    first = actions.file_petition(new, by=county.resident, at=MONDAY)
    assert actions.file_petition(new, by=county.resident, at=MONDAY + HOUR).pk == first.pk


def test_the_time_of_a_letter_counts_from_the_day_it_came_in_and_not_from_when_it_was_typed(county):
    one = county.at_the_desk(MONDAY + 3 * DAY, form="letter", received_at=MONDAY)
    assert one.received_at == MONDAY
    assert clocks(one)["petition-reg"].started_at == MONDAY
    late = {"form": "letter", "received_at": MONDAY + DAY}
    assert refused(lambda: county.at_the_desk(MONDAY, **late)) == "received_later"


def test_of_many_who_come_at_most_five_speak(county):
    many = [NewPetitioner(f"人{n}", f"1380000001{n}", speaks=True) for n in range(6)]
    assert refused(lambda: county.at_the_desk(petitioners=many, people=20)) == "too_many_speak"
    one = county.at_the_desk(petitioners=many[:5], people=20)
    assert queries.addressed_to(one.pk) == "人0等20人"
    with pytest.raises(IntegrityError), transaction.atomic():
        Petitioner.objects.create(petition=one, place=6, person_id=county.resident.person_id, speaks=6)
    with pytest.raises(IntegrityError), transaction.atomic():
        Petitioner.objects.create(petition=one, place=6, person_id=county.resident.person_id, speaks=5)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"claims": ()}, "claims_missing"),
        ({"category": "accusation"}, "choice_unknown"),
        ({"form": "letter"}, "choice_unknown"),
    ],
)
def test_what_is_not_whole_is_not_filed_and_says_why(county, changes, code):
    assert refused(lambda: county.filed(**changes)) == code


# --- from desk to organ --------------------------------------------------------------------------------


def test_a_claim_goes_the_whole_way_and_all_of_it_verifies(county):
    one = county.reexamining()
    last = actions.reexamine(
        one.pk, OPINION, result="keep", body="嘉兴市人民政府", by=county.officer, at=MONDAY + 50 * DAY
    )
    assert state_of(one) == "follow_up"
    one.refresh_from_db()
    assert one.final_at == MONDAY + 50 * DAY
    assert last.body["title"].endswith("信访事项的复核意见书")
    assert [letter.kind for letter in Letter.objects.all()] == [
        "transfer",
        "accepted",
        "opinion",
        "review",
        "reexam",
    ]
    assert whole(county) == []


def test_the_receipt_is_told_in_writing_and_stops_its_clock(county):
    one = county.filed()
    actions.inform_petition(one.pk, by=county.officer, at=MONDAY + HOUR)
    assert clocks(one)["petition-inform"].stopped_at == MONDAY + HOUR
    assert Letter.objects.get().kind == "receipt"


def test_the_organ_objects_within_five_working_days_and_it_is_sent_anew(county):
    one = county.sent()
    assert one.object_by == (MONDAY + 8 * DAY).replace(hour=0)
    actions.object_to(one.pk, reason="属于水务部门", by=county.handler, at=MONDAY + 2 * DAY)
    assert (
        refused(lambda: actions.object_to(one.pk, reason="再说", by=county.handler, at=MONDAY + 2 * DAY))
        == "already_asked"
    )
    actions.answer_objection(
        one.pk, upheld=True, reason="同意重新转送", by=county.officer, at=MONDAY + 3 * DAY
    )
    assert state_of(one) == "petition-new"
    assert clocks(one)["petition-reg"].stopped_at == MONDAY + HOUR
    assert clocks(one)["petition-resend"].stopped_at is None
    actions.send(one.pk, to=county.water.pk, by=county.officer, at=MONDAY + 4 * DAY)
    assert whole(county) == []


def test_an_objection_too_late_is_told_what_else_there_is_to_do(county):
    one = county.sent()
    late = one.object_by
    assert (
        refused(lambda: actions.object_to(one.pk, reason="晚了", by=county.handler, at=late))
        == "objection_too_late"
    )


@pytest.mark.parametrize("route", sorted(actions.routes()))
def test_what_is_not_accepted_is_told_its_way_with_the_article(county, route):
    one = county.sent()
    actions.decline_petition(
        one.pk, route=route, reason="按法律应当走别的程序", by=county.handler, at=MONDAY + DAY
    )
    assert state_of(one) == "petition-endnot"
    said = str(Letter.objects.get(kind="declined").body)
    assert "《信访工作条例》第" in said
    assert all(run.stopped_at for run in clocks(one).values())


def test_whoever_petitions_takes_it_back_in_one_step(county):
    one = county.accepted()
    actions.withdraw(one.pk, by=county.resident, at=MONDAY + 2 * DAY)
    assert state_of(one) == "petition-endstop"
    other = a_resident("别人")
    two = county.filed()
    assert refused(lambda: actions.withdraw(two.pk, by=other, at=MONDAY + DAY)) == "not_yours"


# --- handling ------------------------------------------------------------------------------------------


def test_more_time_is_granted_once_by_the_head_of_the_organ_and_told(county):
    one = county.accepted()
    due = clocks(one)["petition-handle"].due_at
    actions.ask_more_time(one.pk, days=30, reason="需要鉴定", by=county.handler, at=MONDAY + 30 * DAY)
    answer = {"granted": True, "reason": "情况复杂，需要鉴定", "at": MONDAY + 31 * DAY}
    assert refused(lambda: actions.answer_more_time(one.pk, by=county.handler, **answer)) == "not_the_head"
    actions.answer_more_time(one.pk, by=county.head, **answer)
    later = clocks(one)["petition-handle"].due_at
    assert later == day_end(MONDAY + DAY, 90) > due
    assert Letter.objects.filter(kind="extension").count() == 1
    more = {"days": 5, "reason": "还要", "by": county.handler, "at": MONDAY + 60 * DAY}
    assert refused(lambda: actions.ask_more_time(one.pk, **more)) == "extended"
    assert whole(county) == []


def test_more_than_thirty_days_is_asked_for_in_vain(county):
    one = county.accepted()
    more = {"days": 31, "reason": "太忙", "by": county.handler, "at": MONDAY + 30 * DAY}
    assert refused(lambda: actions.ask_more_time(one.pk, **more)) == "too_much_time"


def test_an_opinion_answers_every_claim_and_names_its_grounds(county):
    one = county.accepted()
    said = Opinion(OPINION.facts, OPINION.law, (Answer("support", "责成修复排水管。"),))
    assert (
        refused(lambda: actions.answer(one.pk, said, by=county.handler, at=MONDAY + 9 * DAY))
        == "claim_unanswered"
    )
    letter = actions.answer(one.pk, OPINION, by=county.handler, at=MONDAY + 9 * DAY)
    body = str(letter.body)
    for words in (
        "沈小满",
        "修好门前的排水管",
        "支持",
        "不予支持",
        "复查",
        "市信访局",
        "三十日",
        "市住房和城乡建设局",
    ):
        assert words in body, words


def test_a_letter_is_sealed_by_the_organisation_and_not_by_an_office_inside_it(county):
    from sanzhi.people.models import Organisation

    county.roads.organisation = Organisation.objects.create(
        name="市住建局", kind="department", created_at=MONDAY
    )
    county.roads.name = "市住建局信访科"
    county.roads.save()
    assert county.answered().body["office"] == "市住建局"


def test_a_suggestion_is_studied_and_answered(county):
    one = county.filed(category="suggestion", claims=())
    actions.send(one.pk, to=county.roads.pk, by=county.officer, at=MONDAY + HOUR)
    assert state_of(one) == "petition-study"
    actions.tell(
        one.pk, adopted="part", reply="路口加装照明已列入明年计划。", by=county.handler, at=MONDAY + 5 * DAY
    )
    assert state_of(one) == "follow_up"
    assert refused(lambda: actions.accept(one.pk, by=county.handler, at=MONDAY + 5 * DAY)) == "step_not_open"
    assert whole(county) == []


# --- review and re-examination -------------------------------------------------------------------------


def test_the_time_to_ask_for_a_review_counts_from_the_service_and_not_from_the_issue(county):
    letter = county.answered()
    one = Petition.objects.get(pk=letter.petition_id)
    assert (one.served_at, one.ask_by) == (None, None)
    actions.serve(letter.pk, how="direct", receipt="本人", by=county.handler, at=MONDAY + 20 * DAY)
    one.refresh_from_db()
    assert one.ask_by > MONDAY + 50 * DAY
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(served_at=MONDAY + 25 * DAY)


def test_a_term_that_passed_is_told_and_a_late_request_is_answered_with_what_else_is_open(county):
    letter = county.served()
    one = Petition.objects.get(pk=letter.petition_id)
    late = one.ask_by
    ask = {"reason": "不服这个意见", "by": county.resident}
    assert refused(lambda: actions.ask_review(one.pk, at=late, **ask)) == "too_late"
    assert sweeps.lapse_petitions(at=late - HOUR) == 0
    assert sweeps.lapse_petitions(at=late) == 1
    assert sweeps.lapse_petitions(at=late) == 0
    assert state_of(one) == "follow_up"
    told = [entry for entry in journal.entries_about("case", one.pk) if entry.kind == "case.petition-lapse"]
    assert "期限到" in told[0].content["text"]
    assert whole(county) == []


def test_a_hearing_alone_stops_a_clock_and_its_days_do_not_count(county):
    one = county.reexamining()
    due = clocks(one)["petition-reexam"].due_at
    actions.hold_hearing(one.pk, reason="情况重大", by=county.officer, at=MONDAY + 45 * DAY)
    assert (
        refused(lambda: actions.hold_hearing(one.pk, reason="再", by=county.officer, at=MONDAY + 46 * DAY))
        == "hearing_already"
    )
    said = record((MONDAY + 54 * DAY).date())
    actions.end_hearing(one.pk, said, by=county.officer, at=MONDAY + 55 * DAY)
    assert clocks(one)["petition-reexam"].due_at >= due + 9 * DAY
    assert (
        refused(lambda: actions.end_hearing(one.pk, said, by=county.officer, at=MONDAY + 56 * DAY))
        == "no_hearing"
    )
    assert whole(county) == []


def test_what_is_final_is_not_taken_up_again_for_the_same_facts_and_is_for_new_ones(county):
    one = county.reexamining()
    actions.reexamine(one.pk, OPINION, result="keep", by=county.officer, at=MONDAY + 50 * DAY)
    again = county.filed(MONDAY + 60 * DAY)
    assert [row.pk for row in queries.earlier_of(again)] == [one.pk]
    said = {
        "earlier": one.pk,
        "same": True,
        "reason": "事实和请求都相同",
        "by": county.officer,
        "at": MONDAY + 60 * DAY,
    }
    actions.compare(again.pk, new_facts=False, **said)
    again.refresh_from_db()
    assert again.stage == "repeat"
    send = {"to": county.roads.pk, "by": county.officer, "at": MONDAY + 61 * DAY}
    assert refused(lambda: actions.send(again.pk, **send)) == "final"
    actions.decline_petition(
        again.pk, route="final", reason="已复核终结，没有新的事实", by=county.officer, at=MONDAY + 61 * DAY
    )
    third = county.filed(MONDAY + 70 * DAY)
    actions.compare(third.pk, new_facts=True, **said)
    actions.send(third.pk, **{**send, "at": MONDAY + 71 * DAY})
    assert state_of(third) == "petition-sent"
