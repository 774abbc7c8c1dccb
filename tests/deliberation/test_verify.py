"""核验议事: silent over honest work, and it speaks for every planted fault."""

import psycopg
import pytest
from django.db import transaction

from sanzhi.deliberation import actions
from sanzhi.deliberation.verify import check_votes
from sanzhi.kit import ids

from .council import MONDAY, Council, an_item

# Each fault as the owner of the tables would plant it, and the check that must speak.
PLANTED = {
    "count": "UPDATE deliberation_resolution SET counts = '{\"heads\": [9, 8, 6, 0, 0]}' WHERE item_id = %(item)s",
    "verdict": "UPDATE deliberation_resolution SET passed = false, code = 'votes_short' WHERE item_id = %(item)s",
    "early": "UPDATE deliberation_resolution SET decided_at = decided_at - interval '1 day' WHERE item_id = %(item)s",
    "absent": "UPDATE deliberation_elector SET present_at = NULL WHERE number = 1",
    "recused": "INSERT INTO deliberation_recusal (item_id, elector_id, reason, by_id, at) "
    "SELECT item_id, elector_id, '亲戚', by_id, at FROM deliberation_vote WHERE item_id = %(item)s LIMIT 1",
    "urn": "UPDATE deliberation_urn SET ballots = ''",
    "untold": "UPDATE deliberation_meeting SET noticed_at = NULL, opened_at = starts_at, state = 'cancelled'",
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(committed_db, owner_connection: psycopg.Connection, fault: str):
    with transaction.atomic():
        village = Council()
        meeting = village.opened(an_item("named"), an_item("secret"), here=8)
        item, secret = meeting.items.all()
        for one in (item, secret):
            actions.open_vote(one.pk, by=village.clerk, at=MONDAY)
        village.voted(item, *["for"] * 5)
        actions.cast(secret.pk, "for", ids.public_code(), by=village.resident_at(1), at=MONDAY)
        village.closed(item)
    assert found() == set()
    with owner_connection.transaction():
        for table in ("resolution", "elector", "urn", "meeting"):
            owner_connection.execute(f"ALTER TABLE deliberation_{table} DISABLE TRIGGER USER")
        owner_connection.execute(PLANTED[fault], {"item": item.pk})
    assert fault in found()


def found() -> set[str]:
    return {one.check for one in check_votes().violations}
