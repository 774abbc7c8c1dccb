"""A scan: once for a bin, a day and a class, however often it comes; at a time that can be; two opinions are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.journal.models import Entry
from sanzhi.kit.verdict import Refusal
from sanzhi.waste import actions, rules
from sanzhi.waste.models import Conflict, Inspection
from tests.waste.conftest import DAY, HOUR, MONDAY, an_id


def states(outcomes) -> list[str]:
    return [one.state for one in outcomes]


def test_a_scan_sent_twice_is_one(village):
    scan = village.scan("A")
    assert states(village.sent(scan)) == ["done"]
    assert states(village.sent(scan, at=MONDAY + DAY)) == ["known"]
    assert states(village.sent(scan, replace(scan))) == ["known", "known"]
    assert Inspection.objects.count() == 1


def test_the_same_bin_with_the_same_grade_on_the_same_day_is_one_and_on_the_next_day_another(village):
    assert states(village.sent(village.scan("A"))) == ["done"]
    assert states(village.sent(village.scan("A"), by=village.colleague)) == ["same"]
    assert states(village.sent(village.scan("A", at=MONDAY + DAY))) == ["done"]
    assert (Inspection.objects.count(), Conflict.objects.count()) == (2, 0)


def test_two_inspectors_who_grade_one_bin_differently_are_a_conflict_and_the_first_stands(village):
    village.sent(village.scan("A"))
    scan = village.scan("C")
    assert states(village.sent(scan, by=village.colleague)) == ["conflict"]
    assert states(village.sent(scan, by=village.colleague)) == [
        "conflict"
    ]  # told the same again, and kept once
    assert Inspection.objects.get().counted == "A"
    assert Conflict.objects.get().grade == "C"


def test_a_conflict_is_settled_by_neither_of_the_two(village):
    first = village.graded("A")
    village.sent(village.scan("C"), by=village.colleague)
    conflict = Conflict.objects.get()
    for who in (village.inspector, village.colleague, village.clerk):
        with pytest.raises(Refusal):
            actions.settle(conflict.id, "B", by=who, at=MONDAY + DAY)
    actions.settle(conflict.id, "C", by=village.overseer, at=MONDAY + DAY)
    first.refresh_from_db()
    assert (first.grade, first.counted) == ("A", "C")
    with pytest.raises(Refusal, match="已经办过"):
        actions.settle(conflict.id, "A", by=village.overseer, at=MONDAY + DAY)
    assert village.violations() == []


def test_the_clock_of_a_phone_is_not_believed(village):
    late, early = village.scan(at=MONDAY - rules.LATE - HOUR), village.scan(at=MONDAY + 2 * HOUR)
    outcomes = village.sent(late, early, at=MONDAY)
    assert states(outcomes) == ["refused", "refused"]
    assert "3 天以前" in outcomes[0].sentence
    assert "手机时间调准" in outcomes[1].sentence
    assert states(village.sent(village.scan(at=MONDAY + timedelta(minutes=3)), at=MONDAY)) == ["done"]
    kept = Inspection.objects.get()
    assert (kept.taken_at, kept.synced_at) == (MONDAY, MONDAY)  # a clock a little fast is put right


def test_a_batch_answers_each_in_order_and_takes_what_is_good(village):
    other = village.bin(village.next_door)
    scans = [
        village.scan("A"),
        village.scan(code="AAAA-AAAA"),
        village.scan("Z"),
        village.scan("B", code=other.code),
    ]
    assert states(village.sent(*scans)) == ["done", "refused", "refused", "done"]
    assert states(village.sent(*scans)) == ["known", "refused", "refused", "known"]


def test_an_id_that_was_used_for_something_else_is_refused(village):
    village.sent(village.scan("A", offline_id=an_id(1)))
    other = village.bin(village.next_door)
    (outcome,) = village.sent(village.scan("A", offline_id=an_id(1), code=other.code))
    assert (outcome.state, outcome.sentence) == ("refused", "这一条的编号已经用过，内容不一样。")
    assert states(
        village.sent(village.scan("A", offline_id=an_id(1), code=other.code), by=village.colleague)
    ) == ["done"]


def test_who_has_no_post_for_it_scans_nothing_and_nobody_scans_elsewhere(village):
    for who in (village.clerk, village.overseer, village.resident, village.handler):
        with pytest.raises(Refusal, match="劝导员或网格员"):
            village.sent(village.scan(), by=who)
    with pytest.raises(Refusal, match="一次最多送"):
        village.sent(*[village.scan() for _n in range(rules.MOST_SCANS + 1)])


def test_a_batch_is_two_statements_and_one_entry_however_many(village, django_assert_max_num_queries):
    codes = [
        village.bin(home, stream).code
        for home in (village.home, village.next_door)
        for stream in ("food", "other")
    ]
    scans = [village.scan("A", at=MONDAY + day * DAY, code=code) for code in codes for day in (0, 1, 2)]
    with django_assert_max_num_queries(4):
        assert set(states(village.sent(*scans, at=MONDAY + 2 * DAY + HOUR))) == {"done"}
    assert Entry.objects.filter(kind="waste.scanned").count() == 1


def test_what_an_inspector_said_never_changes_and_is_never_deleted(village):
    kept = village.graded("B")
    for change in ({"grade": "A"}, {"day": MONDAY.date() + DAY}, {"photo": "f" * 64, "mime": "image/jpeg"}):
        with pytest.raises(DatabaseError, match="stays as it was made"), transaction.atomic():
            Inspection.objects.filter(pk=kept.id).update(**change)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        kept.delete()


def test_the_database_itself_takes_a_bin_once_a_day(village):
    kept = village.graded("A")
    kept.pk, kept.offline_id = None, an_id(7)
    with pytest.raises(IntegrityError, match="a_bin_is_graded_once_a_day"), transaction.atomic():
        Inspection.objects.bulk_create([kept])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])  # undone in the test
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(0, 1), st.sampled_from("ABC"), st.booleans()), max_size=12
    )
)
def test_whatever_is_sent_in_whatever_order_a_bin_has_one_grade_a_day_and_nothing_is_lost(village, sent):
    """Every acknowledged scan is an inspection, an equal one, or a conflict."""
    homes = (village.home, village.next_door)
    with transaction.atomic():
        for number, home, grade, colleague in sent:
            scan = village.scan(grade, offline_id=an_id(number), code=village.bin(homes[home]).code)
            by = village.colleague if colleague else village.inspector
            (outcome,) = village.sent(scan, by=by)
            there = Inspection.objects.filter(bin__code=scan.code).first()
            kept = there and (there.grade == grade or there.conflicts.filter(grade=grade).exists())
            assert kept or outcome.state == "refused"
        assert Inspection.objects.count() <= 2
        transaction.set_rollback(True)
