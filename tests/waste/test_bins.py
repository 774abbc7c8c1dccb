"""Bins: issued to many at once, one of a class for a household, lost, changed, never given to another."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.kit import ids
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.waste import actions, queries, sweeps
from sanzhi.waste.actions import BinRow
from sanzhi.waste.models import Bin
from tests.county import a_member_of_staff
from tests.points.road import DAY
from tests.waste.conftest import MONDAY, Sorted


def issued(village: Sorted, *rows: tuple[str, str, str]):
    told = [BinRow(line, *row) for line, row in enumerate(rows, start=2)]
    return actions.issue(village.code, told, by=village.clerk, at=MONDAY)


def test_a_household_gets_a_bin_for_food_and_one_for_the_rest_unless_something_else_is_said(village):
    village.house("20")
    done = issued(village, ("20", "", ""), ("20", "有害垃圾", ""))
    assert [one.stream for one in done.bins] == ["food", "other", "hazardous"]
    assert done.problems == []


def test_broken_rows_are_named_by_their_line_and_stop_no_other(village):
    village.house("20")
    done = issued(village, ("99", "", ""), ("20", "厨余", ""), ("20", "", "东边网格"), ("20", "其他垃圾", ""))
    assert [line for line, _why in done.problems] == [2, 3, 4]
    assert done.problems[0][1] == "没有户号“99”。"
    assert len(done.bins) == 1


def test_the_same_list_again_issues_nothing_twice(village):
    again = issued(village, ("12", "", ""), ("13", "", ""))
    assert (again.bins, again.there) == ([], 4)


def test_a_household_that_is_no_more_gets_no_bin(village):
    gone = village.house("20")
    people.end_household(gone.pk, "moved_out", by=village.clerk, at=MONDAY)
    assert issued(village, ("20", "", "")).problems == [(2, "这一户已经不在册。")]


def test_many_households_cost_no_more_questions_than_two(village, django_assert_max_num_queries):
    rows = []
    for number in range(30, 60):
        village.house(str(number))
        rows.append((str(number), "", ""))
    with django_assert_max_num_queries(8):
        assert len(issued(village, *rows).bins) == 60


def test_only_the_village_and_its_town_issue_bins(village):
    for who in (village.inspector, village.grid, village.overseer, village.resident, village.caller):
        with pytest.raises(Refusal, match="村（社区）文书或镇（街道）管"):
            actions.issue(village.code, [], by=who, at=MONDAY)


def test_a_lost_bin_is_replaced_under_a_new_code_and_inspected_no_more(village):
    old = village.bin()
    new = actions.replace_bin(old.id, "lost", by=village.clerk, at=MONDAY)
    old.refresh_from_db()
    assert (old.ended_as, old.replaced_by, new.household, new.stream) == ("lost", new, village.home, "food")
    assert new.code != old.code
    (outcome,) = village.sent(village.scan(code=old.code, at=MONDAY + DAY))
    assert (outcome.state, outcome.sentence) == ("refused", "这只桶已经停用，请找文书换桶。")
    with pytest.raises(Refusal, match="已经停用"):
        actions.end_bin(old.id, "lost", by=village.clerk, at=MONDAY + DAY)


def test_a_code_is_typed_as_it_is_read_and_a_wrong_letter_shows(village):
    code = village.bin().code
    assert queries.bin_by_code(village.inspector, code.replace("-", "").lower()).code == code
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(Refusal, match="逐位核对"):
        queries.bin_by_code(village.inspector, wrong)
    with pytest.raises(Refusal, match="没有这个桶号"):
        queries.bin_by_code(village.inspector, ids.tag_code())


def test_the_database_keeps_one_bin_of_a_class_for_a_household_and_never_gives_it_to_another(village):
    bin = village.bin()
    with pytest.raises(IntegrityError), transaction.atomic():
        Bin.objects.create(
            code=ids.tag_code(), area=bin.area, household=bin.household, stream="food", issued_by=bin.issued_by, issued_at=MONDAY
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="stays whose it is"), transaction.atomic():
        Bin.objects.filter(pk=bin.id).update(household=village.next_door)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        bin.delete()


def test_the_bins_of_a_grid_that_has_ended_go_on_in_the_one_that_took_over(village):
    keeper = a_member_of_staff("系统老郁", "system_admin", village.centre)
    for n in (1, 2):
        code = f"{village.code}B00{n}"
        people.open_grid(
            code=code, name=f"第{n}网格", area_code=village.code, by=keeper, at=MONDAY - 30 * DAY
        )
    one, two = (f"{village.code}B00{n}" for n in (1, 2))
    Bin.objects.filter(pk=village.bin().pk).update(grid=one)
    people.end_grid(one, from_day=(MONDAY + DAY).date(), successor=two, by=keeper, at=MONDAY)
    assert sweeps.follow_ended_grids(at=MONDAY) == 0
    assert sweeps.follow_ended_grids(at=MONDAY + DAY) == 1
    assert sweeps.follow_ended_grids(at=MONDAY + DAY) == 0
    assert village.bin().grid_id == two
