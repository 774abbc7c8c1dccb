"""被反映单位 of a matter of the county's own kind: the same as of the built-in one, though its flow was drawn without it."""

import pytest

from sanzhi.cases import access, actions, queries, verify
from sanzhi.cases.actions import Origin
from sanzhi.cases.models import Case, ClockRun, KindVersion
from sanzhi.kit.verdict import Refusal
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff
from tests.kinds import published, refused

AT = MONDAY + DAY


@pytest.fixture
def county(db) -> County:
    return County()


def a_kind(county: County, **changes) -> KindVersion:
    pair = [a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管")]
    return published(*pair, MONDAY, **changes)


def filed(county: County, kind: KindVersion, **changes) -> Case:
    filing = county.filing(kind=kind.code, details={"f1": "工地"}, **changes)
    return actions.register(filing, Origin(county.resident.person_id, "web"), by=county.resident, at=AT)


def offered(actor, case) -> set[str]:
    page = queries.case_page(actor, case.public_code, at=AT + 5 * HOUR)
    return {offer.step.name for offer in page.offers if offer.verdict}


def test_whoever_leads_it_is_not_told_who_reported_even_in_an_open_kind(county):
    kind = a_kind(county, secrecy="open")
    plain, case = filed(county, kind), filed(county, kind, against=county.roads.id)
    for one in (plain, case):
        actions.kind_step(one.id, f"{kind.code}-t1", lead=county.roads.id, by=county.dispatcher, at=AT + HOUR)
    assert queries.case_page(county.handler, plain.public_code, at=AT).reporter_name == "沈小满"
    assert queries.case_page(county.handler, case.public_code, at=AT).reporter_name == ""


def test_what_complains_of_the_town_s_desk_is_taken_by_the_county_where_the_kind_says_the_town(county):
    """Without the county in the town's stead nobody could take the first step: the kind names the town's dispatcher."""
    kind = a_kind(county)
    case, plain = filed(county, kind, against=county.room.id), filed(county, kind)
    assert (case.receiver_id, case.holder_id) == (county.centre.id, county.centre.id)
    first = f"{kind.code}-t1"
    assert first not in offered(county.dispatcher, case) and first in offered(county.decider, case)
    assert first not in offered(county.decider, plain), "the town's own matters stay the town's"
    actions.kind_step(case.id, first, lead=county.roads.id, by=county.decider, at=AT + HOUR)
    actions.kind_step(case.id, f"{kind.code}-t2", details={"f3": 62}, by=county.handler, at=AT + 2 * HOUR)
    answer = {"reply": "已要求工地夜间停工，请您监督。"}
    actions.kind_step(case.id, f"{kind.code}-t3", words=answer, by=county.decider, at=AT + 3 * HOUR)
    assert Case.objects.get(pk=case.pk).closed_at
    assert [found.violations for found in (check() for check in verify.CHECKS.values())] == [[]] * len(
        verify.CHECKS
    )


def test_the_desk_names_the_office_the_citizen_is_told_and_only_the_county_takes_it_back(county):
    case = filed(county, a_kind(county))
    assert "shield" in offered(county.dispatcher, case) and "unshield" not in offered(county.decider, case)
    actions.shield(case.id, against=county.water.id, by=county.dispatcher, at=AT + HOUR)
    assert "unshield" not in offered(county.dispatcher, case) and "unshield" in offered(county.decider, case)
    assert refused(
        lambda: actions.unshield(case.id, reason="注错了单位", by=county.dispatcher, at=AT + 2 * HOUR)
    )
    actions.unshield(case.id, reason="注错了单位", by=county.decider, at=AT + 2 * HOUR)
    assert Case.objects.get(pk=case.pk).against_id is None
    lines = queries.public_page(county.resident, case.public_code, at=AT + 3 * HOUR).timeline
    assert [line.step for line in lines][-2:] == ["shield", "unshield"]


@pytest.mark.parametrize("secrecy", ["shielded", "closed"])
def test_a_desk_that_names_itself_gives_the_matter_to_the_county_with_its_clock(county, secrecy):
    """A county's kind has no step of going up; without this nobody could ever name the desk that received it."""
    kind = a_kind(county, secrecy=secrecy)
    case = filed(county, kind)
    actions.shield(case.id, against=county.room.id, by=county.dispatcher, at=AT + HOUR)
    case.refresh_from_db()
    assert {case.receiver_id, case.holder_id} == {county.centre.id} and case.against_id == county.room.id
    assert ClockRun.objects.get(case=case, stopped_at=None).office_id == county.centre.id
    assert f"{kind.code}-t1" in offered(county.decider, case)
    with pytest.raises(Refusal, match="不能查看是谁反映的"):
        access.may_know_reporter(county.dispatcher, case).or_refuse()
    if secrecy == "shielded":
        assert offered(county.dispatcher, case) <= {"supplement"}
    else:
        assert not queries.visible_to(county.dispatcher).filter(pk=case.pk).exists()


def test_what_is_at_work_stays_where_it_is_when_its_receiver_is_named(county):
    kind = a_kind(county)
    case = filed(county, kind)
    actions.kind_step(case.id, f"{kind.code}-t1", lead=county.roads.id, by=county.dispatcher, at=AT + HOUR)
    actions.shield(case.id, against=county.room.id, by=county.dispatcher, at=AT + 2 * HOUR)
    case.refresh_from_db()
    assert (case.receiver_id, case.holder_id) == (county.centre.id, county.roads.id)
    actions.kind_step(case.id, f"{kind.code}-t2", details={"f3": 62}, by=county.handler, at=AT + 3 * HOUR)
    assert Case.objects.get(pk=case.pk).holder_id == county.centre.id
