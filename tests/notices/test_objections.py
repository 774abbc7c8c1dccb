"""异议和询问: anybody may, with their own name; a third person answers, once; nobody else reads it."""

from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions, queries
from sanzhi.notices.models import Objection
from tests.county import MONDAY
from tests.notices.conftest import DAY, HOUR, Village


def objected(village: Village, sort: str = "objection", **changes: object) -> Objection:
    notice = village.posted()
    said = {"line": 1, "text": "树枝是我清走的", "sort": sort, "by": village.neighbour, "at": MONDAY + DAY}
    return actions.object_to(notice.id, **(said | changes))


def answer(objection: Objection, by, upheld: bool | None = False) -> Objection:
    return actions.answer_objection(
        objection.id, upheld=upheld, answer="查过照片，是本人清的", by=by, at=MONDAY + 2 * DAY
    )


def test_it_is_to_be_answered_within_fifteen_days(village: Village):
    assert objected(village).due_at == datetime.combine(date(2026, 3, 19), time(), COUNTY)


def test_neither_who_drew_it_up_nor_who_signed_nor_a_stranger_answers(village: Village):
    objection = objected(village)
    for by, said in ((village.clerk, "拟稿和审签"), (village.handler, "答复"), (village.resident, "答复")):
        with pytest.raises(Refusal, match=said):
            answer(objection, by)
    answer(objection, village.other_clerk)
    with pytest.raises(Refusal, match="已经答复"):
        answer(objection, village.dispatcher)


def test_the_database_lets_no_maker_of_the_notice_answer_either(village: Village):
    objection = objected(village)
    told = {"answered_at": MONDAY + 2 * DAY, "upheld": False, "answer": "不成立"}
    for by in (village.clerk, village.overseer, village.neighbour):
        with transaction.atomic(), pytest.raises(DatabaseError):
            Objection.objects.filter(pk=objection.id).update(answered_by_id=by.person_id, **told)
    answer(objection, village.other_clerk)
    with transaction.atomic(), pytest.raises(DatabaseError, match="answered once"):
        Objection.objects.filter(pk=objection.id).update(answer="改一改答复")


def test_an_objection_needs_a_verdict_and_a_question_has_none(village: Village):
    objection = objected(village)
    with pytest.raises(Refusal, match="是否成立"):
        answer(objection, village.other_clerk, upheld=None)
    question = objected(village, "question")
    with pytest.raises(Refusal, match="是否成立"):
        answer(question, village.other_clerk, upheld=True)
    assert answer(question, village.other_clerk, upheld=None).answer


def test_once_it_is_over_one_may_still_ask_but_not_object(village: Village):
    late = MONDAY + 60 * DAY
    with pytest.raises(Refusal, match="公示期已满"):
        objected(village, at=late)
    assert objected(village, "question", at=late).sort == "question"


def test_pressed_twice_it_is_one_objection(village: Village):
    notice = village.posted()
    said = {"line": 1, "text": "树枝是我清走的", "by": village.neighbour, "at": MONDAY + DAY}
    assert actions.object_to(notice.id, **said) == actions.object_to(notice.id, **said)
    with pytest.raises(Refusal, match="没有找到这一行"):
        actions.object_to(notice.id, **{**said, "line": 9})
    with pytest.raises(Refusal, match="至少 4 个字"):
        actions.object_to(notice.id, **{**said, "text": "不对"})


def test_everybody_reads_how_many_and_only_who_is_asked_reads_what(village: Village):
    objection = objected(village)
    asked = queries.asked_of(objection.notice)
    assert (asked.objections, asked.questions, asked.open, asked.upheld) == (1, 0, 1, 0)
    for reader in (village.neighbour, village.other_clerk, village.dispatcher):
        assert queries.objection_by_id(reader, objection.id) == objection
    for reader in (village.resident, village.handler, village.supervisor):
        with pytest.raises(Refusal, match="没有找到"):
            queries.objection_by_id(reader, objection.id)
    assert [one.id for one in queries.objections_to_answer(village.other_clerk)] == [objection.id]
    assert [one.id for one in queries.objections_of(village.neighbour.person_id)] == [objection.id]


def test_the_wall_keeps_it_from_another_resident_whatever_is_asked(village: Village):
    objection, draft = objected(village), village.drafted()
    for sight, seen in (
        (walls.Sight("own", person=village.neighbour.person_id), 1),
        (walls.Sight("own", person=village.resident.person_id), 0),
        (walls.Sight("area", reach=village.village.code), 1),
        (walls.Sight("area", reach="330483101"), 0),
        (walls.Sight(), 0),
    ):
        with walls.seeing(sight):
            assert Objection.objects.filter(pk=objection.pk).count() == seen
    with walls.seeing(walls.Sight()):
        assert queries.notice_by_id(None, objection.notice_id).lines.count() == 2
        assert not type(draft).objects.filter(pk=draft.pk).exists()


def test_an_objection_is_never_deleted(village: Village):
    objection = objected(village)
    with transaction.atomic(), pytest.raises((DatabaseError, ProtectedError)):
        objection.delete()
    assert HOUR


def test_what_the_village_refused_goes_to_the_town_once_within_fifteen_days(village: Village):
    objection = answer(objected(village), village.other_clerk)
    with pytest.raises(Refusal, match="没有找到"):
        actions.take_further(objection.id, by=village.resident, at=MONDAY + 3 * DAY)
    with pytest.raises(Refusal, match="十五天"):
        actions.take_further(objection.id, by=village.neighbour, at=MONDAY + 17 * DAY)
    actions.take_further(objection.id, by=village.neighbour, at=MONDAY + 17 * DAY - HOUR)
    with pytest.raises(Refusal, match="已经请"):
        actions.take_further(objection.id, by=village.neighbour, at=MONDAY + 17 * DAY - HOUR)


def test_what_was_not_answered_in_time_goes_to_the_town(village: Village):
    objection = objected(village)
    with pytest.raises(Refusal, match="答复期"):
        actions.take_further(objection.id, by=village.neighbour, at=objection.due_at - HOUR)
    actions.take_further(objection.id, by=village.neighbour, at=objection.due_at)
    late = actions.answer_objection(
        objection.id,
        upheld=True,
        answer="查过照片，是您清的",
        by=village.other_clerk,
        at=objection.due_at + DAY,
    )
    assert late.upheld  # the village still owes its answer


def test_what_was_upheld_and_what_was_only_asked_goes_nowhere(village: Village):
    upheld = answer(objected(village), village.other_clerk, upheld=True)
    with pytest.raises(Refusal, match="已经成立"):
        actions.take_further(upheld.id, by=village.neighbour, at=MONDAY + 3 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Objection.objects.filter(pk=upheld.id).update(taken_further_at=MONDAY + 3 * DAY)
