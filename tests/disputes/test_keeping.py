"""保存期满: what a dispute was about is gone from every table of the room the night after its case lost its words."""

from datetime import timedelta

import pytest
from django.db import connection

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps as engine
from sanzhi.disputes import actions, sweeps
from sanzhi.disputes.models import Dispute, Instalment
from tests.county import MONDAY
from tests.disputes.room import FACTS, TERMS, Room, later, nothing_wrong

pytestmark = pytest.mark.usefixtures("own_home")
SAID = (FACTS, TERMS, "请对方把杂物移走", "双方到场", "移走杂物", "我的意思")
IN_ELEVEN_YEARS = MONDAY + timedelta(days=11 * 366)


def everything() -> str:
    """All that the tables of the room hold."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'disputes%' ORDER BY 1")
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from the catalogue
            found.append(repr(cursor.fetchall()))
    return "".join(found)


def closed(room: Room) -> Dispute:
    dispute = room.performing()
    first, _second = room.parties(dispute)
    actions.state(dispute.pk, "我的意思是这样", party=first.pk, by=room.applicant, at=later(3))
    for one in Instalment.objects.all():
        actions.note_performance(one.pk, on=later(20).date(), by=room.clerk, at=later(20))
    cases.call_back(dispute.pk, solved=True, satisfied=5, by=room.caller, at=later(21))
    return dispute


def test_words_stay_as_long_as_their_case_and_go_with_it(room: Room):
    closed(room)
    sweeps.forget_words(at=later(400))
    assert [words for words in SAID if words not in everything()] == []
    assert engine.erase_due(at=IN_ELEVEN_YEARS) == 1
    assert sweeps.forget_words(at=IN_ELEVEN_YEARS) == 1
    assert [words for words in SAID if words in everything()] == []
    assert Dispute.objects.count() == 1
    assert sweeps.forget_words(at=IN_ELEVEN_YEARS) == 0
    nothing_wrong()
