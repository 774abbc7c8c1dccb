"""二级复核: an objection that the village refused becomes a case of the town, once, and the village does not read whose."""

import pytest

from sanzhi.cases import queries as cases
from sanzhi.cases.models import Case
from sanzhi.journal import delivery
from sanzhi.notices import actions
from sanzhi.reactions.table import REACTIONS
from tests.county import DAY, HOUR, MONDAY
from tests.notices.conftest import Village

pytestmark = pytest.mark.django_db


def test_it_becomes_a_case_against_the_village_with_everything_said(db):
    village = Village()
    notice = village.posted()
    said = {"line": 1, "text": "树枝是我清走的", "by": village.neighbour, "at": MONDAY + DAY}
    objection = actions.object_to(notice.id, **said)
    actions.answer_objection(
        objection.id, upheld=False, answer="照片上是别人", by=village.other_clerk, at=MONDAY + 2 * DAY
    )
    actions.take_further(objection.id, by=village.neighbour, at=MONDAY + 3 * DAY)
    for _twice in range(2):
        delivery.deliver(REACTIONS, at=MONDAY + 3 * DAY + HOUR)
    case = Case.objects.get()
    assert (case.reporter_id, case.area_id) == (village.neighbour.person_id, village.village.code)
    assert case.against.area_id == village.village.code and case.against.kind == "village"
    assert case.receiver_id == village.room.id
    for words in ("树枝是我清走的", "照片上是别人", notice.title):
        assert words in case.text
    assert cases.find(village.neighbour, cases.Filters(), size=5).rows == [case]
