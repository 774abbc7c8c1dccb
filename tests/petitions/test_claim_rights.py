"""Who may know of a claim and take its steps, and that no clock of it is moved in silence (I17)."""

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.cases.models import Case, ClockPause
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.petitions import access, actions, queries
from sanzhi.petitions.models import Petition
from sanzhi.petitions.petition_flow import OPEN, PETITION_1, PETITION_2
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident

from .bureau import Bureau, clocks, refused, whole


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


# --- who may ------------------------------------------------------------------------------------------


def test_only_those_who_have_to_do_with_it_see_it_and_the_rule_and_the_list_say_the_same(county):
    one = county.sent()
    one = Petition.objects.select_related("case").get(pk=one.pk)
    other = a_member_of_staff("别局信访", "handler", county.water)
    persons, agent = queries.persons_of(one.pk), queries.agent_of(one.pk)
    everyone = (county.resident, county.officer, county.handler, county.head, county.dispatcher, county.decider,
                county.supervisor, county.leader, county.caller, other, county.clerk, a_resident("路人"))  # fmt: skip
    saw = set()
    for actor in everyone:
        may = access.may_see(actor, one, persons, agent).ok
        with walls.seeing(sight_of(actor)):
            listed = queries.visible_to(actor).filter(pk=one.pk).exists()
            walled = Case.objects.filter(pk=one.pk).exists()
        assert listed == may, actor.name
        assert walled or not may, actor.name
        saw |= {actor.role.code} if may else set()
    assert saw == {"resident", "petition_officer", "handler", "organ_head"}


def test_each_step_is_refused_to_whoever_it_is_not_for(county):
    one = county.filed()
    at = MONDAY + HOUR
    calls = [
        lambda: actions.inform_petition(one.pk, by=county.handler, at=at),
        lambda: actions.send(one.pk, to=county.roads.pk, by=county.dispatcher, at=at),
        lambda: actions.accept(one.pk, by=county.handler, at=at),
        lambda: actions.decline_petition(one.pk, route="court", reason="走诉讼", by=county.handler, at=at),
    ]
    assert {refused(call) for call in calls} == {"not_in_your_hands"}


def test_every_open_state_of_the_flow_has_a_way_on(county):
    assert all(flow.steps_from(state) for flow in (PETITION_1, PETITION_2) for state in OPEN)


# --- I17: no clock is reset, paused or backdated in silence ----------------------------------------------


@pytest.mark.parametrize("table", ["petitions_petition SET received_at = received_at - interval '9 days'",
                                   "petitions_petition SET category = 'suggestion'",
                                   "cases_clockrun SET started_at = started_at + interval '9 days'"])  # fmt: skip
def test_when_a_petition_came_in_and_a_clock_began_stays(county, table):
    county.accepted()
    with (
        pytest.raises(DatabaseError, match="stays as it came|began when it began"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table}")


def test_no_clock_but_that_of_a_reexamination_stands_still(county):
    run = clocks(county.accepted())["petition-handle"]
    with pytest.raises(DatabaseError, match="no law lets"), transaction.atomic():
        ClockPause.objects.create(clock=run, started_at=MONDAY + 2 * DAY, reason="忙")


@pytest.mark.parametrize(("change", "check"), [
    ("UPDATE cases_clockrun SET due_at = due_at + interval '5 days' WHERE stopped_at IS NULL", "due"),
    ("UPDATE petitions_petition SET ask_by = ask_by + interval '5 days' WHERE ask_by IS NOT NULL", "term"),
])  # fmt: skip
def test_a_mutant_that_moves_a_due_time_without_an_event_is_found(county, change, check):
    county.served()
    county.accepted()
    assert whole(county) == []
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert whole(county)


def test_letters_and_claims_stay_as_they_went_out(county):
    letter = county.answered()
    for change in ("petitions_letter SET body = '{\"a\": 1}'", "petitions_claim SET words = '别的'",
                   "petitions_claim SET opinion = 'explain'"):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {change}")
    with pytest.raises(DatabaseError), transaction.atomic():
        letter.delete()
