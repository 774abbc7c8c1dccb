"""The second wall: what the database shows when a query asks for too much."""

import pytest
from django.apps import apps
from django.db import connection

from sanzhi.kit import walls
from sanzhi.people import actions as people
from sanzhi.people.access import sight_of
from sanzhi.people.models import Look, Message, Person
from tests.county import MONDAY, County, a_resident

pytestmark = pytest.mark.django_db

# What stands outside, and why.
READ_BEFORE_ANYBODY_IS_KNOWN = {"people_account", "people_signincode", "people_attempt", "django_session"}
NAMES_STAFF_OR_OFFICES_ONLY = {
    "leadership_keyproject", "leadership_reading", "leadership_policydocument", "leadership_milestone", "leadership_lead",
    "leadership_matter", "leadership_gate", "deliberation_draw", "deliberation_ticket", "compacts_hand", "compacts_compact", "compacts_version", "compacts_clause", "compacts_check", "compacts_appraisal",
    "patrols_dutylist", "patrols_dutyitem", "patrols_hand", "patrols_admission", "patrols_gridcard", "patrols_route",
    "contests_contest", "contests_judge", "contests_run", "contests_appeal",
    "people_appointment", "people_deputy", "cases_assignment", "cases_merge", "cases_link", "cases_split", "cases_kindversion",
    "cases_routingdraft", "notices_proof", "points_standard", "points_round", "points_panelist", "points_year",
    "honours_opening", "disputes_mediator", "disputes_seat", "disputes_term",
    "deliberation_body", "deliberation_meeting", "deliberation_task", "waste_wasteround", "waste_sample", "windows_centre", "windows_shift",
    "groups_group", "groups_fund", "groups_gift", "groups_call", "groups_fundpanelist", "groups_fundtie", "groups_bid",
    "groups_bidscore", "groups_grant", "groups_milestone", "groups_rating", "groups_annualreport", "groups_servicecentre", "groups_serviceoffer",
    "groups_legaladviser", "groups_adviserterm", "groups_adviserhours", "groups_giftuse", "groups_giftpurpose",
    "groups_socialworker", "groups_employment", "groups_registration", "groups_training", "groups_allowancerule", "groups_allowance", "volunteering_activity", "volunteering_template",
}  # fmt: skip
KEPT_BY_LIBRARIES_FOR_SIGN_IN = {
    "account_emailaddress", "mfa_authenticator", "usersessions_usersession", "django_admin_log",
}  # fmt: skip
PUBLISHED_BY_THEIR_OWN_WORD = {"deliberation_witness"}  # whoever stands by a draw says so, name and number
OUTSIDE = (
    PUBLISHED_BY_THEIR_OWN_WORD
    | READ_BEFORE_ANYBODY_IS_KNOWN
    | NAMES_STAFF_OR_OFFICES_ONLY
    | KEPT_BY_LIBRARIES_FOR_SIGN_IN
)


def walled() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        return {name for (name,) in cursor.fetchall()}


def test_every_table_that_points_at_a_person_is_walled_or_says_why_not():
    pointing = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model in (Person, apps.get_model("people.Account"))
    }
    assert pointing - walled() - OUTSIDE == set()


def test_the_words_of_a_case_and_of_the_journal_arewalled():
    assert {"cases_case", "cases_move", "cases_attachment", "journal_entry", "people_person"} <= walled()


def test_a_resident_sees_herself_and_staff_but_no_other_resident():
    county, other = County(), a_resident("隔壁人家")
    with walls.seeing(sight_of(county.resident)):
        seen = set(Person.objects.values_list("id", flat=True))
    assert county.resident.person_id in seen
    assert county.handler.person_id in seen
    assert other.person_id not in seen


def test_messages_and_looks_are_shown_to_whom_they_concern():
    county, other = County(), a_resident("隔壁人家")
    people.tell([county.resident.person_id], "有新进展", cause="case.verify:1", at=MONDAY)
    for actor, sees in ((county.resident, 1), (other, 0), (county.supervisor, 0)):
        with walls.seeing(sight_of(actor)):
            assert Message.objects.count() == sees, actor.name
    with walls.seeing(sight_of(county.handler)):
        assert Look.objects.count() == 0


def test_one_sight_inside_another_gives_the_outer_one_back():
    county = County()
    county.case_in("handling")
    count = "SELECT count(*) FROM cases_case"
    with walls.seeing(sight_of(a_resident("路过人"))), connection.cursor() as cursor:
        assert cursor.execute(count).fetchone() == (0,)
        with walls.the_house():
            assert cursor.execute(count).fetchone() == (1,)
        assert cursor.execute(count).fetchone() == (0,)
