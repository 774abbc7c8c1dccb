"""I16 over any tree of offices: of two thousand accusations none is seen by, told to or sent to anybody of the accused's,
while offices move under others and people take second posts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Office, Person
from sanzhi.people.roles import INSTALLER, Actor
from sanzhi.petitions import actions, queries, sweeps
from sanzhi.petitions.actions import NewAccusation
from sanzhi.petitions.models import Accusation
from sanzhi.petitions.triggers import IS_OF_THEIRS
from tests.county import DAY, HOUR, MONDAY, WUZHEN, a_member_of_staff, a_resident, an_office
from tests.petitions.conftest import FACTS

KINDS = ("discipline", "discipline", "petition_bureau", "discipline", "petition_bureau", "department", "department", "department", "town_office", "village")  # fmt: skip
TREES, EACH = 40, 50
NUMBER = len(KINDS)
# Whom each office is under: itself means nobody; only an earlier one of a shuffled order, so that there is no circle.
trees = st.tuples(
    st.permutations(range(NUMBER)), st.lists(st.integers(0, NUMBER - 1), min_size=NUMBER, max_size=NUMBER)
)
posts = st.lists(st.tuples(st.integers(0, NUMBER - 1), st.integers(0, NUMBER - 1)), max_size=4)


@dataclass
class Tree:
    """A dozen offices with one officer each."""

    offices: list[Office]
    officers: list[Actor]
    accuser: Actor

    def grow(self, order: Sequence[int], parents: Sequence[int]) -> None:
        place = {office: n for n, office in enumerate(order)}
        for n, parent in enumerate(parents):
            self.offices[n].above = self.offices[parent] if place[parent] < place[n] else None
        Office.objects.bulk_update(self.offices, ["above"])

    def under(self, accused: Office) -> set[int]:
        """The accused and all under it, reckoned here and not in the database."""
        found, grown = set(), {accused.pk}
        while grown != found:
            found = set(grown)
            towns = [one.area_id[:9] for one in self.offices if one.pk in found and one.kind == "town_office"]
            grown |= {one.pk for one in self.offices if one.above_id in found}
            grown |= {one.pk for one in self.offices if one.area_id[:9] in towns}
        return found

    def accuse(self) -> None:
        for n in range(EACH):
            new = NewAccusation(self.offices[n % NUMBER].pk, FACTS)
            try:
                actions.file_accusation(new, by=self.accuser, at=MONDAY)
            except Refusal as refused:
                assert refused.code == "goes_above"

    def sit_elsewhere(self, seconds: Sequence[tuple[int, int]]) -> dict[int, set[int]]:
        """Second posts; {person: every office they sit in}."""
        sits = {actor.person_id or 0: {self.offices[n].pk} for n, actor in enumerate(self.officers)}
        for who, where in seconds:
            person = Person.objects.get(pk=self.officers[who].person_id)
            if self.offices[where].pk not in sits[person.pk]:
                people.appoint(person, "handler", self.offices[where], by=INSTALLER, at=MONDAY)
                sits[person.pk].add(self.offices[where].pk)
        return sits

    def wrong(self, sits: dict[int, set[int]]) -> Iterator[tuple[int, int]]:
        """(accusation, person) wherever somebody of the accused's sees it in a list or would be told of it."""
        out = {office.pk: self.under(office) for office in self.offices}
        for officer in self.officers:
            for one in seen_by(officer):
                if sits[officer.person_id or 0] & out[one.accused_id]:
                    yield one.pk, officer.person_id or 0
        for one in Accusation.objects.select_related("body")[:: EACH // 5]:
            for person in queries.readers_at(one, MONDAY + HOUR):
                if sits[person] & out[one.accused_id]:
                    yield one.pk, person


def seen_by(officer: Actor) -> list[Accusation]:
    """All pages of what an officer's desk has."""
    found = page = queries.accusations_here(officer)
    while len(page) > queries.PAGE_SIZE:
        page = queries.accusations_here(officer, before=page[queries.PAGE_SIZE - 1].pk)
        found = [*found, *page]
    return found


def a_tree() -> Tree:
    places = {"town_office": WUZHEN, "village": "330483100201"}
    offices = [
        an_office(f"o{n}", f"单位{n}", kind, places.get(kind, "330483000000")) for n, kind in enumerate(KINDS)
    ]
    officers = [
        a_member_of_staff(f"干部{n}", "accusation_officer", office) for n, office in enumerate(offices)
    ]
    return Tree(offices, officers, a_resident())


@pytest.fixture
def tree(db) -> Tree:
    return a_tree()


@settings(
    max_examples=TREES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(first=trees, then=trees, seconds=posts)
def test_of_two_thousand_accusations_none_reaches_anybody_of_the_accuseds(tree: Tree, first, then, seconds):
    with transaction.atomic():
        tree.grow(*first)
        tree.accuse()
        sits = tree.sit_elsewhere([])
        assert list(tree.wrong(sits)) == []
        tree.grow(*then)  # reorganised
        sits = tree.sit_elsewhere(seconds)  # and sitting elsewhere too
        assert list(tree.wrong(sits)) == []
        sweeps.lead_away(at=MONDAY + DAY)
        assert list(tree.wrong(sits)) == []
        for one in Accusation.objects.all():  # wherever it could be led, it is not with the accused
            lawful = queries.bodies_for(one.accused_id, MONDAY + DAY, one.pk)
            assert one.body_id not in tree.under(Office.objects.get(pk=one.accused_id)) or not lawful
        transaction.set_rollback(True)


def test_mutant_that_looks_at_the_accused_alone_lets_somebody_under_them_see_it(
    committed_db, owner_connection: psycopg.Connection
):
    blind = IS_OF_THEIRS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
        "IN (SELECT petitions_kept_out(accusation, accused))", "= accused"
    )
    with transaction.atomic():
        tree = a_tree()
        tree.accuse()
        tree.grow(range(NUMBER), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    sits = tree.sit_elsewhere([])
    assert list(tree.wrong(sits)) == []
    with owner_connection.transaction():
        owner_connection.execute(blind)
    assert list(tree.wrong(sits)) != []
