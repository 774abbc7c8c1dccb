"""A county once filled: lawful, in the order of time, with somebody in every post."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings

from sanzhi.cases import verify
from sanzhi.cases.models import Call, Case, Incoming, Move
from sanzhi.compacts import queries
from sanzhi.compacts.models import Version
from sanzhi.compacts.verify import check_compacts
from sanzhi.demo import seed
from sanzhi.kit import crypto
from sanzhi.kit.calendar import COUNTY
from sanzhi.patrols.models import Admission, GridDiary, PatrolTask, VisitRecord
from sanzhi.patrols.verify import check_patrols
from sanzhi.people.models import Appointment, Message
from sanzhi.people.roles import ADMINISTRATORS, ROLES

UNTIL = datetime(2026, 11, 20, 16, 0, tzinfo=COUNTY)
CASES = 40


@pytest.fixture(scope="module", autouse=True)
def filled(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict]:
    """Filled once for all tests of this file, which only read, and then rolled back."""
    home = tmp_path_factory.mktemp("county")
    crypto.ensure_keys(home)
    with (
        override_settings(SANZHI_HOME=home, SANZHI_DEMO=True),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        yield seed.fill(cases=CASES, seed=1, until=UNTIL)
        transaction.set_rollback(True)


def test_every_case_keeps_every_promise(filled):
    assert filled["refused"] == {}
    assert (
        Case.objects.filter(outside_ref__startswith=seed.PREFIX).count() == CASES
    )  # beside what the rooms have
    assert {name: list(check().violations) for name, check in verify.CHECKS.items()} == {
        name: [] for name in verify.CHECKS
    }


def test_events_are_written_in_the_order_of_time_and_none_lies_in_the_future():
    times = list(Move.objects.filter(case__kind="matter").order_by("id").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= UNTIL


def test_a_second_run_adds_nothing():
    moves = Move.objects.count()
    assert seed.fill(cases=CASES, seed=1, until=UNTIL)["added"] == 0
    assert Move.objects.count() == moves


def test_every_role_has_somebody_and_the_administrators_are_three():
    posts = Appointment.objects.values_list("role", "person")
    assert {role for role, _person in posts} == set(ROLES) - {"resident"}
    assert len({person for role, person in posts if role in ADMINISTRATORS}) == 3


def test_the_year_has_a_few_of_what_happens_beside_the_usual_way():
    """The seed is fixed, so what it draws is too."""
    taken = set(Move.objects.values_list("step", flat=True))
    assert {"help_score", "instruct"} <= taken


def test_what_was_written_to_the_county_waits_for_the_desk_but_for_one_that_was_answered():
    assert Incoming.objects.filter(call=None).count() == 3
    assert Call.objects.get(incoming__isnull=False).outcome == "told"


def test_people_have_been_told_what_happened():
    assert Message.objects.filter(cause__startswith="case.assign:").exists()


def test_a_village_has_its_compact_in_force_and_an_estate_one_that_is_asked_about():
    versions = Version.objects.select_related("compact")
    told = {(one.compact.kind, one.state, one.holds_on(UNTIL.date())) for one in versions}
    assert told == {("village", "filed", True), ("estate", "drafting", False)}
    assert all(queries.pledges_counted(one) for one in versions if one.force_from)
    assert check_compacts().violations == []


def test_a_month_is_patrolled_visited_and_signed_and_a_request_off_the_list_is_refused():
    assert (
        PatrolTask.objects.filter(state="done").count() > 15
        and VisitRecord.objects.filter(consented=True).exists()
    )
    assert GridDiary.objects.filter(signed_at__isnull=False).count() > 15
    assert set(Admission.objects.values_list("admitted", flat=True)) == {False, None}
    assert check_patrols().violations == []
