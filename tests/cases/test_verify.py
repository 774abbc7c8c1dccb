"""The checker itself: silent over honest work, and it speaks for every planted fault."""

import psycopg
import pytest
from django.db import transaction

from sanzhi.cases import verify
from sanzhi.cases.models import Case
from tests.county import ROADS, County


def violations() -> list[str]:
    return [found.check for check in verify.CHECKS.values() for found in check().violations]


def test_honest_cases_in_every_state_break_nothing(county: County):
    for state in ROADS:
        county.case_in(state)
    assert violations() == []


# Each fault as the owner of the tables would plant it, and the check that must speak.
PLANTED = {
    "state": "UPDATE cases_case SET state = 'assigned' WHERE id = %(case)s",
    "gap": "DELETE FROM cases_move WHERE case_id = %(case)s AND seq = 2",
    "unrecorded": "UPDATE cases_move SET by_id = NULL WHERE case_id = %(case)s AND seq = 2",
    "backwards": "UPDATE cases_move SET at = at - interval '2 days' WHERE case_id = %(case)s AND seq = 3",
    "step": "UPDATE cases_move SET step = 'verify' WHERE case_id = %(case)s AND seq = 2",
    "returns": "UPDATE cases_case SET returns = 2 WHERE id = %(case)s",
    "clock": "UPDATE cases_clockrun SET stopped_at = started_at, next_card_at = NULL WHERE case_id = %(case)s",
    "due": "UPDATE cases_clockrun SET due_at = due_at + interval '1 day' WHERE case_id = %(case)s",
    "unasked": "INSERT INTO cases_followup (case_id, round, how, at, seed, version, trace, settled_as) "
    "VALUES (%(case)s, 0, 'link', now(), 'x', 0, '[]', '')",
    "unsearchable": "DELETE FROM cases_search WHERE case_id = %(case)s",
    "card": "UPDATE cases_case SET card = 'red' WHERE id = %(case)s",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(committed_db, owner_connection: psycopg.Connection, fault: str):
    with transaction.atomic():
        case = County().case_in("handling")
    with owner_connection.transaction():
        for table in ("cases_case", "cases_move"):
            owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")  # type: ignore[arg-type]
        owner_connection.execute(PLANTED[fault], {"case": case.id})
    assert fault in violations()
    assert Case.objects.filter(pk=case.pk).exists()
