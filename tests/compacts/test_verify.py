"""核验公约: silent over an honest village, and it speaks for every planted fault."""

import psycopg
from django.db import transaction

from sanzhi.compacts import actions
from sanzhi.compacts.verify import NEVER, check_compacts
from tests.compacts.pact import Pact
from tests.county import DAY, MONDAY

# Each fault as the owner of the tables would plant it, by the check that must speak.
PLANTED = {
    "own_review": "UPDATE compacts_version SET reviewed_by_id = drafted_by_id",
    "resolution": "UPDATE deliberation_resolution SET passed = false, code = 'votes_short'",
    "body": "UPDATE deliberation_resolution SET pack = 'council'",
    "before_filing": "UPDATE compacts_version SET force_from = force_from - 1",
    "in_force": "INSERT INTO compacts_version (compact_id, number, state, drafted_by_id, drafted_at, sent_back_because, filing_no, force_from, replaced_on) "
    "SELECT compact_id, 9, 'filed', drafted_by_id, drafted_at, '', 'X9', force_from, force_from + 1 FROM compacts_version",
    "pledge": "UPDATE compacts_pledge SET signed_at = signed_at - interval '9 days'",
    "score": "UPDATE compacts_score SET given_at = given_at - interval '9 days' WHERE \"group\" = 'panel'",
    "closed_early": "UPDATE compacts_appraisal SET closed_at = opened_at",
    "text": "UPDATE compacts_clause SET text = '换了一句别的话。' WHERE number = 2",
    "unlawful": "UPDATE compacts_clause SET text = '乱倒垃圾的罚款五十元。' WHERE number = 1",
    "overall": "UPDATE compacts_appraisal SET overall = 5.00",
    "mean": "UPDATE compacts_mean SET mean = 1.00 WHERE \"group\" = 'neighbour'",  # of nine
    "called_off": "UPDATE compacts_appraisal SET off_because = '分数不好看'",
}  # fmt: skip
TABLES = (
    "compacts_version", "compacts_clause", "compacts_pledge", "compacts_score", "compacts_appraisal", "deliberation_resolution",
)  # fmt: skip


def lived() -> None:
    """A compact in force, signed by ten, scored by them, nine neighbours and a panel of three."""
    pact = Pact()
    one, guest, many = pact.in_force(), pact.guests(), pact.homes(10)
    for who in many:
        actions.pledge(one.pk, by=who, at=MONDAY)
    round_ = pact.appraising(one, panel=guest)
    pact.scores(round_, many, 5, 4, 4)
    pact.scores(round_, pact.homes(9, first=11), 3, 3, 3)
    pact.scores(round_, guest, 4, 4, 4)
    actions.close_appraisal(round_.pk, by=pact.clerk, at=MONDAY + 8 * DAY)


def found() -> set[str]:
    return {one.check for one in check_compacts().violations}


def test_planted_faults_are_found_each_by_its_check(committed_db, owner_connection: psycopg.Connection):
    with transaction.atomic():
        lived()
    assert found() == set()
    with owner_connection.transaction():
        for table in TABLES:
            owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    said: set[str] = set()
    for fault, statement in PLANTED.items():
        with owner_connection.transaction():
            owner_connection.execute(statement)
        assert fault in found() - said, fault
        said = found()
    assert NEVER.keys() <= PLANTED.keys()
