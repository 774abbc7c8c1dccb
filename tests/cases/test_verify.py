"""The checker itself: silent over honest work, and it speaks for every planted fault."""

import psycopg
import pytest
from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases import verify
from sanzhi.cases.models import Case
from tests.county import DAY, MONDAY, ROADS, County


def violations() -> list[str]:
    return [found.check for check in verify.CHECKS.values() for found in check().violations]


def test_honest_cases_in_every_state_break_nothing(county: County):
    for state in ROADS:
        county.case_in(state)
    assert violations() == []


# A delay beyond its rule, granted without a move.
GRANTED_BY_NOBODY = """
INSERT INTO cases_extension (
    clock_id, case_id, rule_id, more, state, asked_by_id, asked_at, due_before, answered_by_id, answered_at
)
SELECT r.id, r.case_id, d.id, 99, 'granted', p.first, r.started_at, r.due_at, p.last, r.started_at
FROM cases_clockrun AS r JOIN cases_delayrule AS d ON d.pace = 'general',
    (SELECT min(id) AS first, max(id) AS last FROM people_person) AS p
WHERE r.case_id = %(case)s AND r.stopped_at IS NULL
"""

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
    "suspension": "UPDATE cases_case SET state = 'suspended' WHERE id = %(case)s",
    "excused": "UPDATE cases_case SET excused_late = true WHERE id = %(case)s",
    "delay": GRANTED_BY_NOBODY,
    "delays": GRANTED_BY_NOBODY,
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(committed_db, owner_connection: psycopg.Connection, fault: str):
    with transaction.atomic():
        case = County().case_in("handling")
    with owner_connection.transaction():
        for table in ("cases_case", "cases_move"):
            owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner_connection.execute(PLANTED[fault], {"case": case.id})
    assert fault in violations()
    assert Case.objects.filter(pk=case.pk).exists()


# The same for cases that belong together.
PLANTED_IN_A_FAMILY = {
    "merged": "UPDATE cases_merge SET ended_at = at, ended_as = 'undone' WHERE case_id = %(case)s",
    "main": "UPDATE cases_case SET state = 'merged' WHERE id = %(main)s",
    "gate": "UPDATE cases_case SET done_at = now() WHERE id = %(main)s",
    "deep": "UPDATE cases_split SET parent_id = %(child)s, child_id = %(case)s WHERE number = 2",
    "supervised": "UPDATE cases_supervision SET raise_entry = 0 WHERE case_id = %(main)s",
    "lifted": "UPDATE cases_supervision SET state = 'lifted', ended_at = raised_at WHERE case_id = %(main)s",
    "marked": "UPDATE cases_case SET supervised = false WHERE id = %(main)s",
    "due": "UPDATE cases_supervision SET due_at = due_at + interval '1 day' WHERE case_id = %(main)s",
}


@pytest.mark.parametrize("fault", PLANTED_IN_A_FAMILY)
def test_a_planted_fault_in_a_family_is_found(committed_db, owner_connection: psycopg.Connection, fault: str):
    with transaction.atomic():
        county = County()
        main, case = county.case_in("handling"), county.filed()
        at = MONDAY + DAY
        cases.merge(case.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=at)
        part = cases.Part("换灯", "把灯泡换掉。", "city.roads", county.village.code)
        child, _more = cases.split(
            main.id, parts=[part, part], reason="要分开办理", by=county.dispatcher, at=at
        )
        asked = {"level": "press", "why": "居民多次来电", "ask": "何时修好"}
        cases.supervise(main.id, **asked, by=county.supervisor, at=at)
    assert violations() == []
    with owner_connection.transaction():
        for table in ("cases_case", "cases_move"):
            owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        told = {"case": case.id, "main": main.id, "child": child.id}
        owner_connection.execute(PLANTED_IN_A_FAMILY[fault], told)
    assert fault in violations()
