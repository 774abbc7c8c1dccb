"""网格日志: what was recorded of a day, a diary, a month of them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, localtime

from sanzhi.cases.models import Case
from sanzhi.kit.calendar import COUNTY
from sanzhi.patrols import access
from sanzhi.patrols.models import GridDiary, PatrolStop, PatrolTask, VisitRecord
from sanzhi.people.roles import Actor

from .lists import missing

Line = tuple[datetime, str, str]
Row = dict[str, Any]


def lines_of(actor: Actor, day: date) -> list[Row]:
    """What was recorded of one's day, in order: tasks, stops, visits, what was filed. Of a visit what it was for and not at
    whose door; of a matter its category, and no code by which it could be opened. A stop that was ticked after its task was
    due, or that arrived on a later day, says so."""
    lines = [*_tasks(actor, day), *_visits(actor, day), *_filed(actor, day)]
    found = [(line[0], _row(*line)) for line in lines]
    found += [(one.ticked_at, _stop_row(one)) for one in _stops(actor.person_id, day) if one.ticked_at]
    return [row for _at, row in sorted(found, key=lambda one: one[0])]


def _row(at: datetime, kind: str, text: str) -> Row:
    return {"at": f"{localtime(at, COUNTY):%H:%M}", "kind": kind, "text": text}


def _stop_row(stop: PatrolStop) -> Row:
    assert stop.ticked_at
    row = _row(stop.ticked_at, "fine" if stop.ok else "found", f"{stop.place} {stop.seen}".strip())
    done = localdate(stop.ticked_at, COUNTY)
    arrived = localdate(stop.arrived_at, COUNTY) if stop.arrived_at else done
    late: Row = {"overdue": stop.task.due_on.isoformat()} if done > stop.task.due_on else {}
    return row | late | ({"arrived": arrived.isoformat()} if arrived > done else {})


def arrived_later(diary: GridDiary) -> list[Row]:
    """Stops of its day that the phone got through only when it was signed: they are not in what was signed."""
    rows = (
        _stops(diary.worker_id, diary.day).filter(arrived_at__gt=diary.signed_at) if diary.signed_at else ()
    )
    return [_stop_row(one) for one in rows]


def _tasks(actor: Actor, day: date) -> list[Line]:
    found: list[Line] = []
    rows = PatrolTask.objects.filter(worker=actor.person_id)
    for task in rows.filter(Q(started_at__date=day) | Q(ended_at__date=day)):
        if task.started_at and localdate(task.started_at, COUNTY) == day:
            found.append((task.started_at, "start", task.title))
        if task.state == PatrolTask.State.DONE and task.ended_at and localdate(task.ended_at, COUNTY) == day:
            found.append((task.ended_at, "done", f"{task.title} {task.note}"))
    return found


def _stops(person: int | None, day: date) -> QuerySet[PatrolStop]:
    rows = PatrolStop.objects.filter(ticked_by=person, ticked_at__date=day)
    return rows.select_related("task").order_by("ticked_at", "pk")


def _visits(actor: Actor, day: date) -> list[Line]:
    rows = VisitRecord.objects.filter(by=actor.person_id, visited_at__date=day)
    return [(one.visited_at, "visit", one.item.what) for one in rows.select_related("item")]


def _filed(actor: Actor, day: date) -> list[Line]:
    """Matters one took in on the way, without those that were found at a stop."""
    stops = PatrolStop.objects.filter(ticked_by=actor.person_id, case__isnull=False)
    rows = Case.objects.filter(filed_by=actor.person_id, channel=Case.Channel.GRID, reported_at__date=day)
    rows = rows.exclude(pk__in=stops.values("case"))
    return [(one.reported_at, "filed", one.category.name) for one in rows.select_related("category")]


def diary_of(person: int, day: date) -> GridDiary | None:
    return GridDiary.objects.filter(worker=person, day=day).first()


def diary_here(actor: Actor, diary: int) -> GridDiary:
    """One's own, or a signed one of the village one keeps. Raises Refusal."""
    found = GridDiary.objects.select_related("worker", "area__parent").filter(pk=diary).first()
    if (
        found is None
        or found.worker_id != actor.person_id
        and not (found.signed_at and access.may_keep(actor, found.area_id))
    ):
        raise missing()
    return found


def diaries_of(actor: Actor, month: date) -> list[GridDiary]:
    """A month's: one's own, of the place all that are signed; by day."""
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    rows = GridDiary.objects.filter(day__gte=first, day__lt=after).select_related("worker")
    mine = Q(worker=actor.person_id)
    if actor.reach and actor.may(access.KEEP):
        mine |= Q(area__gte=actor.reach, area__lt=actor.reach + "~", signed_at__isnull=False)
    return list(rows.filter(mine).order_by("day", "worker_id")[:400])
