"""适用谁: a standard applies to whom it says, when somebody joins, reports, and puts out a bin."""

import pytest

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.roles import Actor
from sanzhi.points import actions, queries, rules
from sanzhi.points.models import Standard
from tests.county import MONDAY
from tests.points.conftest import BORN, CONTACT, DAY, HOUR, Hamlet


class Narrow(Hamlet):
    """A village whose standard is not for everybody."""

    scope = "registered"

    def consulted(self) -> Standard:
        drafted = actions.draft_standard(self.code, by=self.clerk, at=self.start)
        head = {"title": drafted.title, "base_points": 100, "ceiling": None, "carry_cap": 0}
        actions.set_head(drafted.id, **head, scope=self.scope, by=self.clerk, at=self.start)
        standard = actions.consult(drafted.id, contact=CONTACT, by=self.clerk, at=self.start)
        self.on_the_wall(standard.consulted, self.start + HOUR)
        return standard

    def lives_here_as(self, residence: str, one: Actor | None = None) -> None:
        one = one or self.resident
        home = self.home if one is self.resident else self.next_door
        said = {"birth_date": BORN, "is_head": False, "residence": residence}
        people.put_in_household(one.person_id, home.pk, **said, by=self.clerk, at=MONDAY)


def joins(village: Narrow, residence: str, one: Actor | None = None) -> str:
    """ "" when they took part from then on, else the refusal's code."""
    one = one or village.resident
    village.lives_here_as(residence, one)
    try:
        actions.join(one.person_id, by=one, at=MONDAY)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(
    ("scope", "residence", "code"),
    [
        ("registered", "registered", ""), ("registered", "new", "out_of_scope"), ("registered", "other", "out_of_scope"),
        ("tenants", "new", ""), ("tenants", "other", "out_of_scope"), ("all", "other", ""),
    ],
)  # fmt: skip
def test_whoever_a_standard_applies_to_may_join_and_nobody_else(db, scope, residence, code):
    village = Narrow()
    village.scope = scope
    village.in_force()
    assert joins(village, residence) == code


def test_the_refusal_says_to_whom_it_applies_and_what_to_bring(db):
    village = Narrow()
    village.in_force()
    with pytest.raises(Refusal, match="户籍居民.*居住证"):
        actions.join(village.resident.person_id, by=village.resident, at=MONDAY)


def test_every_scope_says_whom_it_admits():
    assert set(rules.RESIDENCES) == set(Standard.Scope.values)


def test_a_household_whose_people_it_does_not_apply_to_any_more_reports_nothing_new(db):
    village = Narrow()
    village.in_force()
    assert joins(village, "registered") == ""
    village.report()
    village.lives_here_as("new")
    with pytest.raises(Refusal) as refused:
        village.report(at=MONDAY + DAY)
    assert refused.value.code == "not_taking_part"
    village.lives_here_as("", village.resident)  # nothing said: as it was
    with pytest.raises(Refusal):
        village.report(at=MONDAY + DAY)


def test_a_bin_counts_for_those_it_applies_to(db):
    village = Narrow()
    village.in_force()
    assert [joins(village, "registered"), joins(village, "registered", village.neighbour)] == ["", ""]
    village.lives_here_as("new", village.neighbour)
    (scope,) = {span[3] for span in queries.waste_items(village.code)}
    assert set(queries.joined_on(village.code, scope)) == {village.home.pk}
    assert set(queries.joined_on(village.code, "all")) == {village.home.pk, village.next_door.pk}
