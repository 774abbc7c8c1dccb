"""被反映单位: it may do the work, but learns from nothing who reported, and decides nothing about itself."""

import pytest
from django.db import IntegrityError, transaction

from sanzhi.cases import access, queries
from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, an_office


@pytest.fixture
def county(db) -> County:
    return County()


def offered(actor, case) -> set[str]:
    page = queries.case_page(actor, case.public_code, at=MONDAY + 5 * HOUR)
    return {offer.step.name for offer in page.offers if offer.verdict}


def test_whoever_leads_a_matter_that_complains_of_them_is_not_told_who_reported(county):
    case = county.filed(against=county.roads.id)
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + HOUR)
    page = queries.case_page(county.handler, case.public_code, at=MONDAY + 2 * HOUR)
    assert page.reporter_name == ""
    assert "沈小满" not in str([line.who for line in page.timeline])
    assert queries.case_page(county.dispatcher, case.public_code, at=MONDAY).reporter_name == "沈小满"
    with pytest.raises(Refusal, match="不能查看是谁反映的"):
        access.may_know_reporter(county.handler, Case.objects.get(pk=case.pk)).or_refuse()


def test_a_matter_that_complains_of_the_desk_it_would_go_to_goes_to_the_county(county):
    case = county.filed(against=county.room.id)
    assert (case.receiver_id, case.holder_id) == (county.centre.id, county.centre.id)
    assert case.routing["complained_of"] == county.room.id
    assert offered(county.dispatcher, case).isdisjoint({"assign", "answer_on_spot", "not_accept", "transfer"})
    assert "assign" in offered(county.decider, case)


def test_the_village_is_meant_by_its_place(county):
    own = an_office("village-office", "村委会", "village", county.village.code)
    assert queries.complained_of(queries.THE_VILLAGE, county.village.code) == own.id
    assert queries.complained_of(queries.THE_VILLAGE, "330483999999") is None
    assert queries.complained_of("", county.village.code) is None


def test_the_desk_marks_the_office_and_the_citizen_is_told_but_only_the_county_takes_it_back(county):
    case = county.filed()
    cases.shield(case.id, against=county.water.id, by=county.dispatcher, at=MONDAY + HOUR)
    assert "unshield" not in offered(county.dispatcher, case)
    assert "shield" not in offered(county.dispatcher, case)
    with pytest.raises(Refusal):
        cases.unshield(case.id, reason="注错了单位", by=county.dispatcher, at=MONDAY + 2 * HOUR)
    cases.unshield(case.id, reason="注错了单位", by=county.decider, at=MONDAY + 2 * HOUR)
    assert Case.objects.get(pk=case.pk).against_id is None
    lines = queries.public_page(county.resident, case.public_code, at=MONDAY + 3 * HOUR).timeline
    assert [line.step for line in lines][-2:] == ["shield", "unshield"]


def test_a_desk_that_received_the_matter_sends_it_up_before_it_can_be_marked(county):
    case = county.filed()
    with pytest.raises(Refusal, match="请先上报"):
        cases.shield(case.id, against=county.room.id, by=county.dispatcher, at=MONDAY + HOUR)
    cases.escalate(case.id, reason="反映的是指挥室", by=county.dispatcher, at=MONDAY + HOUR)
    cases.shield(case.id, against=county.room.id, by=county.decider, at=MONDAY + 2 * HOUR)
    assert offered(county.dispatcher, case) <= {"supplement"}


def test_the_centre_itself_is_complained_of_elsewhere(county):
    with pytest.raises(cases.FilingRefused) as refused:
        county.filed(against=county.centre.id)
    assert "信访" in refused.value.problems["against"]
    case = county.filed()
    with pytest.raises(Refusal, match="信访"):
        cases.shield(case.id, against=county.centre.id, by=county.dispatcher, at=MONDAY + HOUR)


@pytest.mark.parametrize("office", [0, 10**9])
def test_an_office_that_is_not_there_is_refused_by_name(county, office):
    with pytest.raises(cases.FilingRefused, match="还有内容需要修改"):
        county.filed(against=office)


def test_a_caller_of_that_office_does_not_ask_the_citizen(county):
    case = county.filed(against=county.roads.id)
    own_caller = a_member_of_staff("自家回访", "caller", county.roads)
    verdict = access.may_call(own_caller, Case.objects.get(pk=case.pk))
    assert "要由别的单位回访" in verdict.sentence


def test_a_caller_of_that_office_is_shown_no_number_either(county):
    case = county.filed(against=county.roads.id)
    own_caller = a_member_of_staff("自家回访", "caller", county.roads)
    with pytest.raises(Refusal, match="不能查看是谁反映的"):
        cases.look_at_reporter(Case.objects.get(pk=case.pk), purpose="回访", by=own_caller, at=MONDAY)
    assert people.looks_at(county.resident.person_id) == []
    cases.look_at_reporter(case, purpose="回访", by=county.caller, at=MONDAY)
    assert len(people.looks_at(county.resident.person_id)) == 1


def test_the_phone_desk_of_that_office_does_not_find_it_among_the_callers_matters(county):
    plain, about_them = county.filed(), county.filed(against=county.room.id)
    found = queries.earlier_of(county.dispatcher, county.resident.person_id, MONDAY + HOUR)
    assert [one.case.id for one in found] == [plain.id]
    everything = queries.earlier_of(county.decider, county.resident.person_id, MONDAY + HOUR)
    assert {one.case.id for one in everything} == {plain.id, about_them.id}


def test_a_part_that_is_split_off_complains_of_the_same_office(county):
    case = county.filed(against=county.water.id)
    parts = [
        cases.Part("路灯", "村口的路灯坏了三天。", "city.roads", county.village.code),
        cases.Part("水管", "村口的水管漏水三天。", "city.roads", county.village.code),
    ]
    cases.split(case.id, parts=parts, reason="是两件事", by=county.dispatcher, at=MONDAY + HOUR)
    assert set(Case.objects.values_list("against_id", flat=True)) == {county.water.id}


def test_the_database_lets_nobody_receive_what_complains_of_them(county):
    case = county.filed()
    with pytest.raises(IntegrityError, match="whom_a_matter_complains_of"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(against=county.room)


@pytest.mark.parametrize("closed", ["receiver", "complained_of"])
def test_when_one_of_the_two_offices_is_closed_in_favour_of_the_other_the_county_receives(county, closed):
    case = county.filed(against=county.water.id)
    old, new = (county.room, county.water) if closed == "receiver" else (county.water, county.room)
    keeper = a_member_of_staff("管单位", "system_admin", county.centre)
    cases.close_office(old.id, successor=new.id, by=keeper, at=MONDAY + 2 * DAY)
    case.refresh_from_db()
    assert (case.receiver_id, case.holder_id, case.against_id) == (county.centre.id, county.centre.id, new.id)
    assert Office.objects.get(pk=old.id).valid_to is not None
