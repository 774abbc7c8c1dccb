"""任务: given, taken up, walked stop by stop, ended; what is found at a stop is a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, queries, rules
from sanzhi.patrols.models import PatrolStop, PatrolTask
from sanzhi.people.roles import Actor

from .duty import note_point
from .routes import Place, stops_stand

STATE = PatrolTask.State


@dataclass(frozen=True)
class NewTask:
    """派的任务: `item` is on the list in force; 0 is something that is not."""

    item: int
    grid: str
    title: str
    due_on: date
    stops: Sequence[Place] = ()


@dataclass(frozen=True)
class Tick:
    """勾一站: `offline_id` was made on the phone before it was sent. Where something was found, `seen` and `category` say what."""

    offline_id: UUID
    stop: int
    ok: bool
    taken_at: datetime
    seen: str = ""
    category: str = ""
    place: tuple[float, float] | None = None


@dataclass(frozen=True)
class Outcome:
    """结果: done, known (this very tick was here) or refused, and why; `code` is that of the case."""

    offline_id: UUID
    state: str
    sentence: str = ""
    code: str = ""


@transaction.atomic
def give_task(new: NewTask, *, by: Actor, at: datetime) -> PatrolTask:
    """派任务, of an item of the list in force and of nothing else. Raises Refusal."""
    grid = queries.grid_here(by, new.grid, localdate(at))
    access.may_give(by, grid.area_id, queries.reach_of(by)).or_refuse()
    item = queries.item_on(localdate(at), new.item)
    if item is None:
        raise queries.not_listed()
    rules.words_between(new.title, 2, 60, _("任务")).or_refuse()
    rules.names_no_label(new.title).or_refuse()
    if new.due_on < localdate(at):
        raise Refusal("due_past", _("期限写今天或者以后。"))
    stops = stops_stand(new.stops, 0)
    made = PatrolTask.objects.create(
        item=item, grid=grid, area_id=grid.area_id, title=new.title.strip(), due_on=new.due_on, office_id=by.office_id,
        given_by_id=by.person_id, given_at=at,
    )  # fmt: skip
    PatrolStop.objects.bulk_create(
        PatrolStop(task=made, number=n, place=place, latitude=y, longitude=x)
        for n, (place, y, x) in enumerate(stops, start=1)
    )
    _told("patrol.given", made, by, at, item=item.pk, due=new.due_on.isoformat())
    return made


@transaction.atomic
def start_task(task: int, *, by: Actor, at: datetime) -> PatrolTask:
    """开始: who takes it up first has it. Raises Refusal."""
    one = _held(task, by)
    if one.state != STATE.OPEN:
        raise Refusal("taken_already", _("这个任务已经有人在做，或者已经办完。"))
    return _taken_up(one, by, at)


@transaction.atomic
def take_over(task: int, *, by: Actor, at: datetime) -> PatrolTask:
    """接过来: a colleague of the village goes on where another stopped. Raises Refusal."""
    one = _held(task, by)
    if one.state != STATE.STARTED or one.worker_id == by.person_id:
        raise Refusal("nothing_to_take", _("这个任务没有人在做，或者就在您手上。"))
    before, one.worker_id = one.worker_id, by.person_id
    one.save(update_fields=["worker"])
    _told("patrol.taken_over", one, by, at, person=before)
    return one


def _taken_up(task: PatrolTask, by: Actor, at: datetime) -> PatrolTask:
    task.state, task.worker_id, task.started_at = STATE.STARTED, by.person_id, at
    task.save(update_fields=["state", "worker", "started_at"])
    _told("patrol.started", task, by, at)
    return task


def _held(task: int, by: Actor) -> PatrolTask:
    queries.task_here(by, task)
    one = PatrolTask.objects.select_for_update(of=("self",)).get(pk=task)
    access.may_walk(by, one.area_id).or_refuse()
    return one


def take_ticks(ticks: Sequence[Tick], *, by: Actor, at: datetime) -> list[Outcome]:
    """收下一批: an answer for each. Sent again after a lost answer, nothing is doubled. Raises Refusal where nobody may send."""
    access.may_walk(by, by.reach).or_refuse()
    if len(ticks) > rules.MOST_SENT:
        raise Refusal("too_many", _("一次最多送 %(most)d 条。") % {"most": rules.MOST_SENT})
    return [_answered(one, by, at) for one in ticks]


def _answered(one: Tick, by: Actor, at: datetime) -> Outcome:
    try:
        return tick(one, by=by, at=at)
    except Refusal as refusal:
        return Outcome(one.offline_id, "refused", refusal.sentence)


@transaction.atomic
def tick(one: Tick, *, by: Actor, at: datetime) -> Outcome:
    """勾一站: fine, or something found, which is filed as a case with its place. The same id twice is one. Raises Refusal."""
    stop = queries.stop_here(by, one.stop)
    task = _held(stop.task_id, by)
    stop = PatrolStop.objects.select_related("case").select_for_update(of=("self",)).get(pk=one.stop)
    if stop.offline_id == one.offline_id:
        return Outcome(one.offline_id, "known", code=stop.case.public_code if stop.case else "")
    if stop.ticked_at:
        raise Refusal("ticked_already", _("这一站已经勾过。"))
    if task.state == STATE.OPEN:
        _taken_up(task, by, at)
    _may_go_on(task, by)
    taken_at = min(max(one.taken_at, task.given_at), at)
    if at - one.taken_at > rules.OLDEST_SENT or task.given_at - one.taken_at > rules.CLOCK_OFF:
        raise Refusal("tick_time", _("手机上的时间不对：早于任务，或者是三十天以前。"))
    if not one.ok:
        rules.words_between(one.seen, 5, 300, _("看到什么")).or_refuse()
        rules.names_no_label(one.seen).or_refuse()
    stop.ok, stop.seen = one.ok, "" if one.ok else one.seen.strip()
    stop.ticked_by_id, stop.ticked_at, stop.offline_id = by.person_id, taken_at, one.offline_id
    stop.arrived_at = at
    stop.case = None if one.ok else _filed(task, stop, one, by, at)
    try:
        with transaction.atomic():
            stop.save(
                update_fields=["ok", "seen", "ticked_by", "ticked_at", "arrived_at", "offline_id", "case"]
            )
    except IntegrityError as error:
        raise Refusal("id_used", _("这一条的编号已经用过，内容不一样。")) from error
    if one.place:
        note_point(by, taken_at, one.place)
    _told("patrol.ticked", task, by, at, stop=stop.pk, ok=one.ok)
    return Outcome(one.offline_id, "done", code=stop.case.public_code if stop.case else "")


def _filed(task: PatrolTask, stop: PatrolStop, one: Tick, by: Actor, at: datetime):
    """采集的事件: the worker's own matter, since nobody else asked for it, at the place of the stop."""
    said = one.seen.strip()
    filing = Filing(
        f"{stop.place}：{said}"[:60], said, task.area_id, one.category, stop.place, stop.latitude, stop.longitude
    )  # fmt: skip
    return cases.register(filing, Origin(by.person_id or 0, "grid", by.person_id), by=by, at=at)


def _may_go_on(task: PatrolTask, by: Actor) -> None:
    if task.state != STATE.STARTED:
        raise Refusal("task_ended", _("这个任务已经办完或者取消。"))
    access.may_end(by, task.worker_id).or_refuse()


@transaction.atomic
def finish_task(task: int, *, note: str, by: Actor, at: datetime) -> PatrolTask:
    """做好了: with a note, when every stop is ticked. Raises Refusal."""
    one = _held(task, by)
    _may_go_on(one, by)
    if left := one.stops.filter(ticked_at=None).count():
        raise Refusal("stops_left", _("还有 %(left)d 站没有勾。") % {"left": left})
    rules.words_between(note, 2, 300, _("做得怎么样")).or_refuse()
    rules.names_no_label(note).or_refuse()
    one.state, one.note, one.ended_at = STATE.DONE, note.strip(), at
    one.save(update_fields=["state", "note", "ended_at"])
    _told("patrol.done", one, by, at)
    return one


@transaction.atomic
def call_off(task: int, *, because: str, by: Actor, at: datetime) -> PatrolTask:
    """取消, with a reason: by the office that gave it, or by whoever keeps the grids of the village. Raises Refusal."""
    found = queries.task_here(by, task)
    if not (by.may(access.GIVE) and found.office_id == by.office_id):
        access.may_keep(by, found.area_id).or_refuse()
    one = PatrolTask.objects.select_for_update(of=("self",)).get(pk=task)
    if one.state not in (STATE.OPEN, STATE.STARTED):
        raise Refusal("task_ended", _("这个任务已经办完或者取消。"))
    rules.words_between(because, 2, 300, _("为什么取消")).or_refuse()
    rules.names_no_label(because).or_refuse()
    one.state, one.note, one.ended_at = STATE.OFF, because.strip(), at
    one.save(update_fields=["state", "note", "ended_at"])
    _told("patrol.off", one, by, at)
    return one


@transaction.atomic
def tell_late(task: int, *, at: datetime) -> bool:
    """逾期: said once. Returns whether it was said now."""
    with walls.the_house():
        one = PatrolTask.objects.select_for_update(of=("self",)).get(pk=task)
        if one.told_late_at or one.state not in (STATE.OPEN, STATE.STARTED):
            return False
        one.told_late_at = at
        one.save(update_fields=["told_late_at"])
        _told("patrol.late", one, None, at, person=one.worker_id)
    return True


HEARD = ("patrol.given", "patrol.late", "patrol.taken_over")


def _told(kind: str, task: PatrolTask, by: Actor | None, at: datetime, **content: object) -> None:
    said = {"area": task.area_id, "grid": task.grid_id, **content}
    topic = kind if kind in HEARD else None
    record(
        kind,
        by=by.person_id if by else None,
        at=at,
        about=("patroltask", task.pk),
        content=said,
        topic=topic,
    )
