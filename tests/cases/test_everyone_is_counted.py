"""Every closed matter was asked about in exactly one way, and the figures show all of them."""

from random import Random

from sanzhi.cases import actions as cases
from sanzhi.cases import queries, sweeps
from sanzhi.cases import verify as proof
from sanzhi.cases.models import Case, FollowUp
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from sanzhi.people.roles import THE_CLOCK
from tests.county import DAY, HOUR, MONDAY, County, report, sign_for, verify

ROUNDS = 60


def test_every_closed_case_is_in_exactly_one_way_and_none_is_dropped(county: County, settings):
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.OnScreen"
    chance = Random(7)
    stopped = persons.resident_actor(
        people.register_resident(name="停短信", phone="19977770001", by=THE_CLOCK, at=MONDAY)
    )
    people.choose_texts(stopped.person_id, [], by=stopped, at=MONDAY)
    no_phone = persons.resident_actor(people.register_resident(name="没电话", by=THE_CLOCK, at=MONDAY))
    for n in range(ROUNDS):
        _a_life(county, chance.choice([county.resident, stopped, no_phone]), chance, MONDAY + n * HOUR)
    sweeps.close_unasked(at=MONDAY + 30 * DAY)
    closed = Case.objects.filter(state="closed")
    assert closed.count() == ROUNDS - Case.objects.exclude(state="closed").count() > 30
    for case in closed:
        (last,) = FollowUp.objects.filter(case=case, round=case.reopens)
        assert last.settled_as and last.how in ("call", "link", "out", "no_contact")
    ways = {way.how: way for way in _figures(county).ways}
    assert all(ways[how].cases > 0 for how in ("call", "link", "out", "no_contact"))
    assert sum(way.cases for way in ways.values()) == FollowUp.objects.count()
    for way in ways.values():
        parts = way.answered + way.declined + way.unreached + way.silent + way.waiting
        assert parts == way.cases, way
    assert [found.violations for check, found in _proved().items()] == [[] for _ in _proved()]


def _figures(county: County):
    return queries.response(county.caller, since=MONDAY, until=MONDAY + 60 * DAY)


def _proved():
    return {name: check() for name, check in proof.CHECKS.items() if name != "files"}


def _a_life(county: County, who, chance: Random, at) -> None:
    case = cases.register(county.filing(), cases.Origin(who.person_id, "web"), by=who, at=at)
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at)
    sign_for(county, case, at)
    report(county, case, at)
    verify(county, case, at)
    way = queries.follow_up_of(Case.objects.get(pk=case.pk)).how
    ending = chance.choice(["answer", "declined", "unreached", "rate", "silent", "unsolved"])
    if ending == "rate":
        cases.rate(case.id, solved=True, satisfied=5, by=who, at=at + HOUR)
    elif way == "call" and ending == "answer":
        cases.call_back(case.id, solved=True, satisfied=3, by=county.caller, at=at + HOUR)
    elif way == "call" and ending == "declined":
        cases.decline_answer(case.id, by=county.caller, at=at + HOUR)
    elif way == "call" and ending == "unreached":
        for n in range(3):
            cases.no_answer(case.id, by=county.caller, at=at + (1 + 12 * n) * HOUR)
        cases.close_unreached(case.id, by=county.caller, at=at + 40 * HOUR)
    elif way == "call" and ending == "unsolved":
        cases.call_back(case.id, solved=False, satisfied=1, by=county.caller, at=at + HOUR)


def test_the_calls_are_counted_by_week_and_by_caller_with_their_denominators(county: County):
    for n in range(3):
        case = county.case_in("follow_up")
        at = MONDAY + n * 7 * DAY + 6 * HOUR
        if n == 0:
            cases.call_back(case.id, solved=True, satisfied=5, by=county.caller, at=at)
        elif n == 1:
            cases.decline_answer(case.id, by=county.caller, at=at)
        else:
            cases.no_answer(case.id, by=county.caller, at=at)
    found = _figures(county)
    assert found.whole == {"matters": 3, "calls": 3, "through": 2, "answers": 1, "refusals": 1, "missed": 1}
    assert [week["calls"] for week in found.by_week] == [1, 1, 1]
    (caller,) = found.by_caller
    assert (caller["by__name"], caller["through"], caller["calls"]) == ("费回访", 2, 3)


def test_another_town_s_supervisor_sees_none_of_it(county: County):
    county.case_in("closed")
    from tests.county import a_member_of_staff, an_office

    there = an_office("other-room", "崇福综合信息指挥室", "command_room", "330483102000")
    watcher = a_member_of_staff("外督查", "supervisor", there)
    assert queries.response(watcher, since=MONDAY, until=MONDAY + DAY).whole["calls"] == 0
