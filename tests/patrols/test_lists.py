"""网格事务清单: two hands, versions, and no work that is not on it."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.patrols import actions, queries
from sanzhi.patrols.actions import NewItem
from sanzhi.patrols.models import Admission, DutyItem, DutyList, Hand, PatrolTask, Route
from tests.patrols.grid import DAY, MONDAY, GridWork, refused, violations

TODAY = MONDAY.date()


def new(grid: GridWork, what: str = "帮助统计经济普查表") -> NewItem:
    return NewItem("collect", what, "某局〔2026〕3号文件", grid.roads.pk)


def test_a_list_is_drafted_by_one_and_put_in_force_by_another_and_the_one_before_ends_that_day(
    grid: GridWork,
):
    actions.draft_list("去掉宣传", by=grid.drafter, at=MONDAY)
    publicise = next(one for one in queries.drafted().items.all() if one.kind == "publicise")
    actions.drop_item(publicise.pk, by=grid.drafter, at=MONDAY)
    assert refused(lambda: actions.bring_in_force(TODAY, by=grid.drafter, at=MONDAY)) == "own_draft"
    assert refused(lambda: actions.bring_in_force(TODAY, by=grid.clerk, at=MONDAY)) == "role_may_not_list"
    assert refused(lambda: actions.bring_in_force(TODAY - DAY, by=grid.second, at=MONDAY)) == "day_past"
    two = actions.bring_in_force((MONDAY + DAY).date(), by=grid.second, at=MONDAY)
    assert queries.list_on(TODAY).number == 1 and queries.list_on(TODAY + DAY) == two
    assert queries.changes(two) == ([], [publicise.what])
    with pytest.raises(DatabaseError), transaction.atomic():
        DutyItem.objects.filter(list=two).update(what="改一改")
    # Of an item that the one before wrote too, whoever writes it again has the hand in it.
    actions.draft_list("改一项", by=grid.drafter, at=MONDAY + DAY)
    help_ = next(one for one in queries.drafted().items.all() if one.kind == "help")
    assert (
        refused(lambda: actions.change_item(help_.pk, new(grid), by=grid.second, at=MONDAY)) == "kind_stays"
    )
    reworded = replace(new(grid), kind="help")
    actions.change_item(help_.pk, reworded, by=grid.second, at=MONDAY + DAY)
    assert (
        refused(lambda: actions.bring_in_force(TODAY + 3 * DAY, by=grid.second, at=MONDAY + DAY))
        == "own_draft"
    )
    assert violations() == []


def test_work_that_is_not_on_the_list_is_refused_with_its_name_and_sentence(grid: GridWork):
    with pytest.raises(Exception, match="清单以外的事"):
        grid.task(by=grid.handler, item=0)
    assert refused(lambda: grid.task(item=0)) == "not_on_list"
    # Neither is what only a draft names, or a version that has ended.
    actions.draft_list("加一项", by=grid.drafter, at=MONDAY)
    drafted = actions.add_item(new(grid), by=grid.drafter, at=MONDAY)
    assert refused(lambda: grid.task(item=drafted.pk)) == "not_on_list"
    actions.bring_in_force(TODAY, by=grid.second, at=MONDAY)
    assert refused(grid.task) == "not_on_list"  # the item of the version before
    assert grid.task(item=drafted.pk).item.what == drafted.what
    assert refused(lambda: actions.record_visit(actions.NewVisit("001", drafted.pk), by=grid.worker, at=MONDAY)) == "not_on_list"  # fmt: skip
    assert PatrolTask.objects.count() == 1


def test_an_office_asks_for_an_item_and_the_county_decides_with_a_reason(grid: GridWork):
    asked = actions.ask_admission(new(grid), "普查每五年一次，要入户", by=grid.handler, at=MONDAY)
    assert refused(lambda: actions.ask_admission(new(grid), "替别的单位提", by=grid.helper, at=MONDAY)) == "role_may_not_give"  # fmt: skip
    assert queries.admissions(grid.helper) == [] and queries.admissions(grid.handler) == [asked]
    decide = {"admitted": False, "by": grid.drafter, "at": MONDAY}
    assert refused(lambda: actions.decide_admission(asked.pk, **decide, reason="")) == "words"
    actions.decide_admission(asked.pk, **decide, reason="普查由统计部门自己的普查员做")
    assert refused(lambda: actions.decide_admission(asked.pk, **decide, reason="再想想")) == "decided_already"
    assert queries.drafted() is None
    again = actions.ask_admission(new(grid, "雨后看一遍积水点"), "防汛要求", by=grid.handler, at=MONDAY)
    actions.decide_admission(again.pk, admitted=True, reason="属于巡查", by=grid.drafter, at=MONDAY)
    assert "雨后看一遍积水点" in [one.what for one in queries.drafted().items.all()]
    assert queries.list_on(TODAY).number == 1  # until somebody else puts it in force
    actions.bring_in_force(TODAY, by=grid.second, at=MONDAY)
    assert DutyList.objects.count() == 2 and Admission.objects.filter(admitted=True).count() == 1
    assert violations() == []


def test_whoever_dropped_or_admitted_an_item_does_not_bring_the_list_in_force_and_two_may_begin_anew(
    grid: GridWork,
):
    later = MONDAY + DAY
    first, second = {"by": grid.drafter, "at": later}, {"by": grid.second, "at": later}
    asked = actions.ask_admission(new(grid), "普查要入户", by=grid.handler, at=MONDAY)
    actions.draft_list("去掉两项", **first)
    for kind, who in (("publicise", second), ("help", first)):
        actions.drop_item(queries.drafted().items.get(kind=kind).pk, **who)
    force = partial(actions.bring_in_force, later.date())
    assert refused(partial(force, **first)) == refused(partial(force, **second)) == "own_draft"
    actions.decide_admission(asked.pk, admitted=True, reason="属于采集", **first)
    assert refused(lambda: actions.give_up_draft("", **second)) == "words"
    assert refused(lambda: actions.give_up_draft("重来", by=grid.clerk, at=later)) == "role_may_not_list"
    actions.give_up_draft("两个人都改过，没有人能让它生效", **second)
    actions.draft_list("加普查", **second)
    kept = [one.what for one in queries.drafted().items.all()]
    assert asked.what in kept and len(kept) == len(grid.items) + 1  # what was admitted is not lost
    with pytest.raises(DatabaseError), transaction.atomic():
        Hand.objects.update(person=grid.drafter.person_id)
    brought = force(**first)
    with pytest.raises(DatabaseError), transaction.atomic():
        brought.hands.all().delete()
    assert violations() == []
    # Neither does whoever admitted what another had drafted.
    again = actions.ask_admission(new(grid, "雨后看一遍积水点"), "防汛要求", by=grid.handler, at=later)
    actions.draft_list("再加一项", **first)
    actions.decide_admission(again.pk, admitted=True, reason="属于巡查", **second)
    actions.drop_item(queries.drafted().items.get(what=again.what).pk, **second)
    assert queries.wrote(queries.drafted()) >= {grid.drafter.person_id, grid.second.person_id}
    Hand.objects.create(list=brought, person_id=grid.drafter.person_id)
    assert violations() == ["a list is in force by whoever drafted it or had a hand in it"]


def test_no_list_task_or_route_puts_people_into_a_category_in_its_name_or_its_stops(grid: GridWork):
    label = "重点人员"
    actions.draft_list("加一项", by=grid.drafter, at=MONDAY)
    add = {"by": grid.drafter, "at": MONDAY}
    ask = {"by": grid.handler, "at": MONDAY}
    called = grid.task()
    for act in (
        lambda: actions.add_item(new(grid, f"走访{label}"), **add),
        lambda: actions.add_item(NewItem("visit", "走访独居老人", f"{label}管理规定", grid.roads.pk), **add),
        lambda: actions.ask_admission(new(grid), f"要掌握{label}", **ask),
        lambda: grid.task(title=f"看看{label}"),
        lambda: grid.task(stops=((f"{label}家", None, None),)),
        lambda: grid.route(name=f"{label}一圈"),
        lambda: grid.route(stops=((f"{label}家", None, None),)),
        lambda: actions.call_off(called.pk, because=f"{label}搬走了", by=grid.clerk, at=MONDAY),
    ):
        assert refused(act) == "labels_people"
    asked, route = actions.ask_admission(new(grid), "普查要入户", **ask), grid.route()
    assert violations() == []
    for many, (rows, field) in enumerate(
        (
            (queries.drafted().items.filter(key=1), "what"), (queries.drafted().items.filter(key=2), "ground"), (PatrolTask.objects.all(), "title"),
            (called.stops.filter(number=1), "place"), (Route.objects.filter(pk=route.pk), "name"), (route.stops.filter(number=1), "place"),
        ), start=1,
    ):  # fmt: skip
        rows.update(**{field: label})
        assert len(violations()) == many, field
    assert asked.why


def test_how_much_each_office_gives_to_grids_is_seen(grid: GridWork):
    grid.done(grid.task(by=grid.handler))
    grid.task(by=grid.handler)
    grid.task()
    rows = queries.burdens(grid.drafter, TODAY, MONDAY + 9 * DAY)
    assert [(one.office, one.given, one.done, one.late) for one in rows] == [
        (grid.roads.name, 2, 1, 1), (grid.office.name, 1, 0, 1),
    ]  # fmt: skip
    assert refused(lambda: queries.burdens(grid.handler, TODAY, MONDAY)) == "role_may_not_list"
    assert refused(lambda: grid.task(by=grid.supervisor)) == "role_may_not_give"
