"""巡查: routes, tasks, stops and what is found there; on and off duty."""

from functools import partial
from uuid import uuid4

from sanzhi.cases.models import Case
from sanzhi.journal.models import Outbox
from sanzhi.kit import walls
from sanzhi.patrols import actions, queries, sweeps
from sanzhi.patrols.actions import NewItem, Tick
from sanzhi.patrols.models import ClockPoint, PatrolStop, PatrolTask, Shift
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor
from tests.county import a_member_of_staff
from tests.patrols.grid import A_PHONE, DAY, HOUR, MONDAY, GridWork, refused, violations

HERE = (30.745678, 120.481234)


def test_a_route_makes_a_task_on_each_of_its_days_once(grid: GridWork):
    grid.route()
    grid.route(name="周六一圈", rhythm="weekly", weekday=5)
    assert sweeps.make_tasks(at=MONDAY) == 1 and sweeps.make_tasks(at=MONDAY + HOUR) == 0
    assert sweeps.make_tasks(at=MONDAY + 5 * DAY) == 1
    assert [one.title for one in PatrolTask.objects.order_by("id")] == ["河道一圈", "周六一圈"]
    assert [one.place for one in PatrolTask.objects.first().stops.all()] == ["东桥", "垃圾房"]
    # Where the list names it no more, no task is made; the route says so by silence.
    actions.draft_list("去掉巡查", by=grid.drafter, at=MONDAY)
    actions.drop_item(queries.drafted().items.get(kind="patrol").pk, by=grid.drafter, at=MONDAY)
    actions.bring_in_force((MONDAY + 6 * DAY).date(), by=grid.second, at=MONDAY)
    assert sweeps.make_tasks(at=MONDAY + 7 * DAY) == 0 and violations() == []
    assert refused(lambda: grid.route(name="又一条", stops=())) == "stops_shape"


def test_a_route_that_ended_while_the_clock_ran_makes_no_task_any_more(grid: GridWork):
    route = grid.route()
    (read,) = queries.routes_going(MONDAY.date())
    actions.end_route(route.pk, by=grid.clerk, at=MONDAY)
    assert actions.task_of_route(read, at=MONDAY) is None and not PatrolTask.objects.exists()


def test_a_task_is_walked_stop_by_stop_and_what_is_found_is_a_case_at_its_place(grid: GridWork):
    task = grid.task(by=grid.handler)
    actions.start_task(task.pk, by=grid.worker, at=MONDAY)
    assert refused(lambda: actions.start_task(task.pk, by=grid.other, at=MONDAY)) == "taken_already"
    assert refused(lambda: grid.tick(task, 1, by=grid.other)) == "not_the_walker"
    assert refused(lambda: grid.tick(task, 1, ok=False, seen="")) == "words"
    told = grid.tick(task, 1, ok=False, at=MONDAY + HOUR)
    case, stop = Case.objects.get(public_code=told.code), PatrolStop.objects.get(task=task, number=1)
    assert stop.case == case and (case.place, case.latitude, case.channel) == ("幸福路口", 30.74, "grid")
    assert case.area_id == grid.village.code and case.filed_by_id == grid.worker.person_id
    finish = {"note": "一处堵塞，已经登记", "at": MONDAY + 2 * HOUR}
    assert refused(lambda: actions.finish_task(task.pk, by=grid.worker, **finish)) == "stops_left"
    actions.take_over(task.pk, by=grid.other, at=MONDAY)  # a colleague goes on
    grid.tick(task, 2, by=grid.other)
    assert refused(lambda: actions.finish_task(task.pk, by=grid.worker, **finish)) == "not_the_walker"
    actions.finish_task(task.pk, by=grid.other, **finish)
    assert (
        refused(lambda: actions.call_off(task.pk, because="不要了", by=grid.clerk, at=MONDAY)) == "task_ended"
    )
    assert violations() == []


def test_what_a_phone_sends_twice_is_one_record(grid: GridWork):
    task = grid.task()
    fine, other = (PatrolStop.objects.get(task=task, number=n).pk for n in (1, 2))
    sent = [
        Tick(A_PHONE, fine, False, MONDAY + HOUR, "井盖松动翘起", "city.roads"),
        Tick(uuid4(), other, True, MONDAY + 2 * HOUR),
        Tick(uuid4(), fine, True, MONDAY + 2 * HOUR), Tick(uuid4(), 0, True, MONDAY),
    ]  # fmt: skip
    late = {"by": grid.worker, "at": MONDAY + DAY}
    first, second = actions.take_ticks(sent, **late), actions.take_ticks(sent, **late)
    assert [one.state for one in first] == ["done", "done", "refused", "refused"]
    assert [one.state for one in second] == ["known", "known", "refused", "refused"]
    assert first[0].code == second[0].code and Case.objects.count() == 1
    assert (
        PatrolStop.objects.get(pk=fine).ticked_at == MONDAY + HOUR
    )  # when it was seen, not when it was sent
    old = Tick(uuid4(), grid.task().stops.get(number=1).pk, True, MONDAY - DAY)
    assert actions.take_ticks([old], **late)[0].state == "refused"
    slow = Tick(
        uuid4(), grid.task().stops.get(number=1).pk, True, MONDAY - HOUR / 2
    )  # a clock that is behind
    assert actions.take_ticks([slow], **late)[0].state == "done"
    assert refused(lambda: actions.take_ticks(sent, by=grid.clerk, at=MONDAY)) == "role_may_not_walk"


def test_what_is_late_is_told_once_and_what_is_called_off_says_why(grid: GridWork):
    late, off = grid.task(), grid.task(by=grid.handler)
    assert refused(lambda: actions.call_off(off.pk, because="", by=grid.handler, at=MONDAY)) == "words"
    assert refused(lambda: actions.call_off(off.pk, because="不是我的", by=grid.worker, at=MONDAY)) == "role_may_not_keep_grid"  # fmt: skip
    actions.call_off(off.pk, because="文件撤销", by=grid.handler, at=MONDAY)
    assert sweeps.tell_late(at=MONDAY + 2 * DAY) == 0
    assert sweeps.tell_late(at=MONDAY + 3 * DAY) == 1 and sweeps.tell_late(at=MONDAY + 4 * DAY) == 0
    told = Outbox.objects.filter(topic="patrol.late").get()
    assert told.entry.about_id == late.pk


def test_nobody_is_followed_off_duty_and_points_go_after_thirty_days(grid: GridWork):
    task = grid.task()
    grid.tick(task, 1, place=HERE)
    assert ClockPoint.objects.count() == 0  # not on duty
    actions.go_on_duty(place=HERE, by=grid.worker, at=MONDAY + HOUR)
    assert refused(lambda: actions.go_on_duty(by=grid.worker, at=MONDAY + HOUR)) == "on_duty_already"
    grid.tick(task, 2, place=HERE, at=MONDAY + 2 * HOUR)
    actions.go_off_duty(by=grid.worker, at=MONDAY + 3 * HOUR)
    first = queries.points_of(grid.worker)[0]
    assert (float(first.latitude), float(first.longitude)) == (30.746, 120.481)
    assert first.goes_on == (MONDAY + 30 * DAY).date() and len(queries.points_of(grid.worker)) == 2
    for actor in (grid.clerk, grid.head, grid.other, grid.drafter):
        with walls.seeing(sight_of(actor)):
            assert ClockPoint.objects.count() == 0, actor.name
    assert sweeps.forget(at=MONDAY + 29 * DAY) == 0 and violations() == []
    assert sweeps.forget(at=MONDAY + 31 * DAY) == 2
    actions.go_on_duty(by=grid.worker, at=MONDAY + 40 * DAY)
    late = MONDAY + 40 * DAY + 17 * HOUR  # forgot to go off duty, and the clock has not come round yet
    grid.tick(grid.task(at=late - HOUR), 1, place=HERE, at=late)
    assert ClockPoint.objects.count() == 0
    sweeps.forget(at=MONDAY + 41 * DAY)
    assert Shift.objects.filter(off_at=None).count() == 0


def test_a_worker_reads_the_village_s_tasks_and_an_office_its_own(grid: GridWork):
    ours, theirs = grid.task(), grid.task(by=grid.handler, grid=grid.two.pk)
    elsewhere = a_member_of_staff("外村文书", "village_clerk", grid.room)

    def seen(actor: Actor) -> set[int]:
        with walls.seeing(sight_of(actor)):
            assert {one.pk for one in PatrolTask.objects.all()} >= {
                one.pk for one in queries.tasks_visible(actor)
            }
            return {one.pk for one in queries.tasks_visible(actor)}

    assert seen(grid.worker) == seen(grid.clerk) == seen(grid.head) == {ours.pk, theirs.pk}
    assert seen(grid.handler) == {theirs.pk} and seen(grid.helper) == set() == seen(grid.resident)
    assert seen(grid.drafter) == set()  # who counts reads none
    assert [one.pk for one in queries.tasks_to_walk(grid.other, MONDAY)] == [theirs.pk]
    assert seen(elsewhere) == {ours.pk, theirs.pk}  # of the town


def test_a_private_number_is_refused_for_the_board(grid: GridWork):
    said = {"households": 320, "by": grid.clerk, "at": MONDAY}
    private = partial(actions.set_card, grid.one.pk, office_phone="13812345678", complaint_phone="12345")
    assert refused(partial(private, **said)) == "private_phone"
    actions.set_card(grid.one.pk, office_phone="0573-88880000", complaint_phone="12345", **said)
    (one, two) = queries.grids_published(grid.village.code, MONDAY)
    assert one.card.households == 320 and one.workers == ["甲网格员"] and one.heads == ["网格长"]
    assert two.card is None and two.workers == ["乙网格员"]
    assert refused(lambda: actions.set_card(grid.one.pk, office_phone="12345", complaint_phone="12345", households=9, by=grid.worker, at=MONDAY)) == "role_may_not_keep_grid"  # fmt: skip


def test_an_item_is_carried_through_versions_by_its_key(grid: GridWork):
    grid.route()
    grid.task(at=MONDAY)  # this morning, of the version that ends today
    actions.draft_list("说得更清楚", by=grid.drafter, at=MONDAY)
    item = queries.drafted().items.get(kind="patrol")
    actions.change_item(item.pk, NewItem("patrol", "查看河道和消防通道", "本平台约定", grid.centre.pk), by=grid.drafter, at=MONDAY)  # fmt: skip
    actions.bring_in_force(MONDAY.date(), by=grid.second, at=MONDAY + HOUR)
    sweeps.make_tasks(at=MONDAY + HOUR)
    assert PatrolTask.objects.exclude(route=None).get().item == item and violations() == []
