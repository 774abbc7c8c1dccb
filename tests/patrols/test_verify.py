"""核验网格: silent over an honest village, and it speaks for every planted fault."""

import psycopg
from django.db import transaction

from sanzhi.patrols import actions, sweeps
from sanzhi.patrols.actions import NewItem
from sanzhi.patrols.verify import NEVER, check_patrols
from tests.patrols.grid import DAY, HOUR, MONDAY, GridWork

# Each fault as the owner of the tables would plant it, by the check that must speak.
PLANTED = {
    "own_list": "UPDATE patrols_dutyitem SET written_by_id = (SELECT in_force_by_id FROM patrols_dutylist WHERE number = 1) WHERE id = (SELECT min(id) FROM patrols_dutyitem)",
    "two_lists": "UPDATE patrols_dutylist SET replaced_on = replaced_on + 90 WHERE number = 1",
    "off_list": "UPDATE patrols_patroltask SET given_at = given_at - interval '99 days' WHERE route_id IS NULL",
    "own_admission": "ALTER TABLE patrols_admission DROP CONSTRAINT nobody_decides_their_own_request; UPDATE patrols_admission SET decided_by_id = filed_by_id",
    "elsewhere": "UPDATE patrols_patroltask SET area_id = '330483000000' WHERE route_id IS NOT NULL",
    "left_stops": "UPDATE patrols_patrolstop SET ticked_at = NULL, ok = NULL, ticked_by_id = NULL WHERE number = 2",
    "followed": "UPDATE patrols_clockpoint SET at = at + interval '5 hours'",
    "kept_too_long": "UPDATE patrols_clockpoint SET at = at - interval '90 days'",
    "unasked": "ALTER TABLE patrols_visitrecord DROP CONSTRAINT without_consent_nothing_is_written; UPDATE patrols_visitrecord SET text = '其实说了' WHERE NOT consented",
    "other_purpose": "UPDATE patrols_visitrecord SET item_id = (SELECT min(id) FROM patrols_dutyitem WHERE kind = 'help')",
    "labels": "UPDATE patrols_visitrecord SET text = '重点人员' WHERE consented",
    "diary": "UPDATE patrols_griddiary SET words = '另写一句'",
}  # fmt: skip
TABLES = (
    "dutylist",
    "dutyitem",
    "patroltask",
    "admission",
    "patrolstop",
    "clockpoint",
    "visitrecord",
    "griddiary",
)


def lived() -> None:
    grid = GridWork()
    grid.home()
    grid.route()
    sweeps.make_tasks(at=MONDAY)
    here = (30.7, 120.4)
    actions.go_on_duty(place=here, by=grid.worker, at=MONDAY - 40 * DAY)
    sweeps.forget(at=MONDAY)
    actions.go_on_duty(place=here, by=grid.worker, at=MONDAY + HOUR)
    actions.go_off_duty(by=grid.worker, at=MONDAY + 2 * HOUR)
    grid.done()
    grid.visit()
    grid.visit(agreed_by="", text="", needs=())
    actions.sign_diary(MONDAY.date(), by=grid.worker, at=MONDAY + 9 * HOUR)
    new = NewItem("help", "雨后帮忙排水", "防汛预案", grid.roads.pk)
    asked = actions.ask_admission(new, "防汛要求", by=grid.handler, at=MONDAY)
    actions.decide_admission(asked.pk, admitted=True, reason="属于帮办", by=grid.drafter, at=MONDAY)
    actions.bring_in_force((MONDAY + DAY).date(), by=grid.second, at=MONDAY)


def found() -> set[str]:
    return {one.check for one in check_patrols().violations}


def test_planted_faults_are_found_each_by_its_check(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        lived()
    assert found() == set()
    with owner_connection.transaction():
        for table in TABLES:
            owner_connection.execute(f"ALTER TABLE patrols_{table} DISABLE TRIGGER USER")
    said: set[str] = set()
    for fault, statement in PLANTED.items():
        with owner_connection.transaction():
            owner_connection.execute(statement)
        assert fault in found() - said, fault
        said = found()
    assert NEVER.keys() <= PLANTED.keys()
