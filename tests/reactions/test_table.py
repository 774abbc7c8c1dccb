"""When this is recorded, do that: once, for the right people, whatever else happens."""

from datetime import timedelta

import pytest
from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import queries as case_queries
from sanzhi.cases import sweeps
from sanzhi.cases.flow import FLOWS
from sanzhi.journal import actions as journal
from sanzhi.journal import delivery
from sanzhi.journal import queries as journal_queries
from sanzhi.kit import clock, ids
from sanzhi.people import queries as people
from sanzhi.petitions.flow import ACCUSATION
from sanzhi.reactions.table import REACTIONS
from tests.county import HOUR, MONDAY, County, a_resident

DISPUTES = (
    "step", "mediator_proposed", "more_time_asked", "session_planned", "performed", "due", "missed", "confirm_by",
    "confirmation_asked", "confirmation_ruled", "filed_in_court",
)  # fmt: skip
HONOURS = (
    "deed_entered", "accepted", "turned_down", "checked", "awarded", "objected", "revoking", "revoked", "note_shown",
    "note_refused", "nominated", "to_check", "all_answered", "note_asked",
)  # fmt: skip
POINTS = (
    "reported", "supplemented", "withdrawn", "verified", "returned", "rejected", "served", "entered", "revised",
    "scored", "transfer_asked", "standard_sent", "standard_reviewed",
)  # fmt: skip
CONTESTS = ("announced", "called_off", "closed", "frozen", "appealed", "decided", "counted_anew")
COMPACTS = ("opinion_settled", "sent", "reviewed", "voted", "filed", "appraising")
VOLUNTEERS = (
    "guardian_asked", "guardian_agreed", "moved_up", "signed_for", "shift_cancelled", "closed", "confirmed", "correction_asked",
    "corrected",
)  # fmt: skip
ORDERS = (
    "asked",
    "accepted",
    "done",
    "refused",
    "passed",
    "confirmed",
    "cancelled",
    "late",
    "contradicted",
    "passable",
)
MONEY = (
    "budget.entered", "settlement.drawn", "settlement.signed", "settlement.confirmed", "settlement.owed",
    "settlement.paid", "pool.resolved", "pool.reviewed",
)  # fmt: skip


@pytest.fixture
def county(db) -> County:
    return County()


def deliver() -> int:
    return delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1))


def number(case) -> str:
    return ids.case_number("TX", case.reported_at.year, case.id)


def told(person_id: int | None) -> list[str]:
    assert person_id
    return [message.text for message in reversed(people.messages_for(person_id))]


def test_every_step_of_every_flow_stands_in_the_table_if_only_with_nothing():
    steps = {f"case.{step.name}" for flow in FLOWS.values() for step in flow.steps}
    assert set(REACTIONS) == steps | {
        "case.register",
        "case.joined",
        "case.kind_step",
        "case.unmerge",
        "case.follow",
        "case.told",
        "case.handed_over",
        "account.factor_reset",
        "deputy.named",
        "grid.ended",
        "webhook.paused",
        "notice.drafted",
        "notice.posted",
        "notice.ended",
        "notice.extended",
        "notice.withdrawn",
        "notice.objected",
        "notice.answered",
        "notice.overdue",
        "notice.taken_further",
        *(f"points.{word}" for word in POINTS),
        *(f"statement.{word}" for word in ("checked", "answered", "asked_again")),
        *(f"honour.{word}" for word in HONOURS),
        *MONEY,
        *(f"dispute.{word}" for word in DISPUTES),
        *(f"subsidy.{word}" for word in ("drafted", "reviewed", "approved", "paid", "refused")),
        *(f"exposure.{word}" for word in ("proposed", "drawn", "first_release", "doubted")),
        "alarm.asked",
        "nail.proposed",
        "clue.filed",
        "clue.decided",
        *(f"accusation.{step.name}" for step in ACCUSATION.steps),
        "accusation.receive",
        "petition.step",
        *(
            f"agency.{word}"
            for word in ("opened", "authorised", "withdrawn", "contacted", "explained", "rated")
        ),
        *(
            f"council.{word}"
            for word in (
                "noticed",
                "cancelled",
                "short",
                "rolled",
                "vote_opened",
                "decided",
                "answered",
                "proposal_reopened",
            )
        ),
        *(f"council.task_{word}" for word in ("given", "done", "ended")),
        "draw.drawn",
        "draw.stepped_down",
        *(f"matter.{word}" for word in ("gate_entered", "decided", "late", "given_up")),
        *(f"handover.{word}" for word in ("sent", "received", "returned", "answered", "ruled", "overdue")),
        *(f"project.{word}" for word in ("soon", "late", "reported", "sent_back")),
        *(f"volunteer.{word}" for word in VOLUNTEERS),
        *(f"order.{word}" for word in ORDERS),
        *(f"consultation.{word}" for word in ("asked", "answered", "conflict", "cancelled", "late")),
        *(
            "adviser.hours_off",
            "gift.use_proposed",
            "gift.use_agreed",
            "gift.purpose_refused",
            "fund.undisclosed",
        ),
        *(
            f"casework.{word}"
            for word in (
                "opened",
                "moved",
                "hand_asked",
                "handed",
                "hand_declined",
                "supervised",
                "reassigned",
            )
        ),
        "allowance.proposed",
        *(f"suggestion.{word}" for word in ("sent", "late", "answered")),
        *(f"compact.{word}" for word in COMPACTS),
        *(f"contest.{word}" for word in CONTESTS),
        *(f"patrol.{word}" for word in ("given", "taken_over", "late")),
        *(f"duty.{word}" for word in ("asked", "decided")),
        *(f"visit.{word}" for word in ("correction_asked", "corrected", "need", "withdrawn")),
        *(f"certificate.{word}" for word in ("asked", "issued", "refused", "revoked")),
        *(f"waste.{word}" for word in ("poor", "answered", "planned", "differs", "appealed", "sampled")),
    }


def test_the_resident_is_told_who_handles_the_matter_with_the_way_to_it(county):
    case = county.filed()
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    deliver()
    (message,) = people.messages_for(county.resident.person_id)
    assert message.text == f"您反映的事（{number(case)}）已交给市住房和城乡建设局办理。"
    assert message.link == f"/c/{case.public_code}/"
    assert message.at == MONDAY + HOUR
    assert told(county.handler.person_id) == [f"新交办：{number(case)}"]


def test_what_residents_do_themselves_they_are_not_told(county):
    case = county.filed()
    cases.urge(case.id, by=county.resident, at=MONDAY + HOUR)
    deliver()
    assert told(county.resident.person_id) == []
    assert told(county.dispatcher.person_id) == [f"催办：{number(case)}"]


def test_a_card_is_told_to_the_supervisors_of_the_place_and_to_nobody_else(county):
    case = county.filed()
    sweeps.raise_cards(at=MONDAY + timedelta(days=10))
    deliver()
    assert told(county.supervisor.person_id) == [f"超过办理时限，已亮牌：{number(case)}"]
    for somebody in (county.resident, county.dispatcher, county.handler):
        assert told(somebody.person_id) == []


def test_a_second_delivery_tells_nobody_again(county):
    case = county.filed()
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    assert deliver() == 2
    assert deliver() == 0
    assert len(told(county.resident.person_id)) == 1


def test_a_message_is_told_once_even_when_it_was_taken_but_not_marked_done(county):
    """The cause keeps it from being told twice, should the mark ever be lost."""
    case = county.filed()
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    with transaction.atomic():
        deliver()
        messages = list(people.messages_for(county.resident.person_id))
    assert [message.cause.split(":")[0] for message in messages] == ["case.assign"]
    for handler in REACTIONS["case.assign"]:
        handler([_as_delivered(case.id, messages[0].cause)])
    assert len(told(county.resident.person_id)) == 1


def _as_delivered(case_id: int, cause: str) -> delivery.Message:
    topic, number = cause.split(":")
    return delivery.Message(int(number), topic, topic, MONDAY, None, ("case", case_id), {"lead": "别的单位"})


def test_a_topic_nobody_knows_is_harmless(county):
    with transaction.atomic():
        journal.record("moon.full", by=None, at=MONDAY, about=("moon", 1), content={}, topic="moon.full")
    assert deliver() == 1
    assert journal_queries.waiting() == 0


def test_a_message_about_a_case_that_is_gone_does_not_hold_up_the_next(county):
    with transaction.atomic():
        journal.record("case.verify", by=None, at=MONDAY, about=("case", 0), content={}, topic="case.verify")
    case = county.filed()
    cases.urge(case.id, by=county.resident, at=MONDAY + HOUR)
    deliver()
    assert told(county.dispatcher.person_id) == [f"催办：{number(case)}"]
    assert journal_queries.waiting() == 1


def test_who_was_merged_in_and_who_joined_are_told_too_each_in_words_of_their_own(county):
    main, merged_in, joined = county.filed(), a_resident("陆大山"), a_resident("路过人")
    origin = cases.Origin(merged_in.person_id, "web")
    case = cases.register(county.filing(title="我家门口没灯"), origin, by=merged_in, at=MONDAY)
    cases.merge(case.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=MONDAY + HOUR)
    cases.join(main.id, person_id=joined.person_id, by=joined, at=MONDAY + HOUR)
    cases.assign(main.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + 2 * HOUR)
    deliver()
    assert told(merged_in.person_id)[-1] == f"您反映的事（{number(case)}）已交给市住房和城乡建设局办理。"
    (message,) = people.messages_for(joined.person_id)
    assert message.text == f"您也遇到的事（{number(main)}）有新进展，点开可以看。"
    assert message.link == f"/c/{main.public_code}/progress"
    assert people.messages_for(merged_in.person_id)[0].link == f"/c/{case.public_code}/"


def test_a_supervision_is_told_to_the_office_it_was_asked_of_and_to_the_resident_without_the_reason(county):
    case = county.case_in("handling")
    words = {"level": "press", "why": "领导批示", "ask": "请报原因"}
    cases.supervise(case.id, **words, office=county.water.id, by=county.supervisor, at=MONDAY + 9 * HOUR)
    deliver()
    assert told(county.helper.person_id) == [f"督办，请按期答复：{number(case)}"]
    assert (
        told(county.resident.person_id)[-1]
        == f"您反映的事（{number(case)}）已列入督办，正在督促承办单位办理。"
    )


def test_who_was_merged_in_is_told_once_what_became_of_the_main_case(county):
    main, merged_in = county.filed(), a_resident("陆大山")
    origin = cases.Origin(merged_in.person_id, "web")
    case = cases.register(county.filing(title="我家门口没灯"), origin, by=merged_in, at=MONDAY)
    cases.merge(case.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=MONDAY + HOUR)
    deliver()
    before = len(told(merged_in.person_id))
    words = {"channel": "court", "reason": "双方已经起诉到法院", "route": "请到市法院立案大厅"}
    cases.transfer(main.id, **words, by=county.dispatcher, at=MONDAY + 2 * HOUR)
    deliver()
    assert len(told(merged_in.person_id)) == before, "not before its own page says it"
    sweeps.close_merged(at=MONDAY + 3 * HOUR)
    deliver()
    (said,) = told(merged_in.person_id)[before:]
    assert number(case) in said and "转到其他渠道" in said
    assert people.messages_for(merged_in.person_id)[0].link == f"/c/{case.public_code}/"


def test_who_joined_a_merged_case_goes_along_with_both_when_both_are_told_of_at_once(county):
    main, merged_in, joined = county.filed(), county.filed(title="我家门口没灯"), a_resident("路过人")
    cases.join(merged_in.id, person_id=joined.person_id, by=joined, at=MONDAY)
    cases.merge(merged_in.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=MONDAY + HOUR)
    along = case_queries.followers({main.id, merged_in.id})
    assert {one: along[one].joined_by(MONDAY + HOUR) for one in (main.id, merged_in.id)} == {
        main.id: [joined.person_id],
        merged_in.id: [joined.person_id],
    }
