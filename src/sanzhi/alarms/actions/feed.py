"""导入警情: each number once, a correction as its next version, every broken row named; and what the police counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.alarms import access, places, queries, rules
from sanzhi.alarms.models import Alarm, AlarmVersion, Batch, DayReport
from sanzhi.alarms.rules import Row
from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Client
from sanzhi.people.roles import Actor

PART = 1_000  # rows in one statement
SAID = (
    "reported_at", "area_id", "place", "latitude", "longitude", "category", "sub_category", "is_police_matter", "brief",
    "handled_by", "result", "transferred_to",
)  # fmt: skip


@dataclass
class Taken:
    """收了几条: new, corrected, known already, and (line, what is wrong) of each broken one."""

    taken: int = 0
    changed: int = 0
    known: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Sender:
    """送来的: from which places, and by whom."""

    areas: tuple[str, ...]
    person: int | None = None
    client: int | None = None


@transaction.atomic
def import_alarms(rows: Sequence[Row], *, skip: bool, by: Actor, at: datetime) -> Taken:
    """导入一张表, of one's own place. With a broken row nothing is taken, unless such are to be skipped. Raises Refusal."""
    access.may_import(by).or_refuse()
    return _taken(rows, Sender((by.reach,), person=by.person_id), at, skip)


@transaction.atomic
def alarms_from_client(rows: Sequence[Row], *, by: Client, at: datetime) -> Taken:
    """公安的系统送来的: good ones are taken, broken ones named. Raises Refusal where the client may send none."""
    access.may_send(by.channels).or_refuse()
    return _taken(rows, Sender(tuple(by.areas), client=by.pk), at, True)


def _taken(rows: Sequence[Row], sender: Sender, at: datetime, skip: bool) -> Taken:
    done, told = Taken(), []
    areas, rule = queries.areas_by_name(), queries.rule_on(at)
    for row in rows:
        try:
            told.append(read_row(row, sender, areas, rule.in_order, at))
        except Refusal as refusal:
            done.problems.append((row.line, refusal.sentence))
    if done.problems and not skip:
        return Taken(problems=done.problems)
    with walls.the_house():  # a number is there or not, wherever it came from
        wait_for_others()
        batch = Batch.objects.create(
            area_id=min(sender.areas).ljust(12, "0"), entered_by_id=sender.person, client_id=sender.client, at=at,
            taken=0, changed=0, known=0, broken=len(done.problems),
        )  # fmt: skip
        for first in range(0, len(told), PART):
            keep_part(told[first : first + PART], batch, done, at)
        batch.taken, batch.changed, batch.known = done.taken, done.changed, done.known
        batch.save(update_fields=["taken", "changed", "known"])
    said = {"area": batch.area_id, "taken": done.taken, "changed": done.changed, "known": done.known}
    record("alarm.imported", by=sender.person, at=at, about=("alarm_batch", batch.pk), content=said)
    return done


def read_row(
    row: Row, sender: Sender, areas: Mapping[str, str], words: Mapping[str, Sequence[str]], at: datetime
) -> Alarm:
    """Raises Refusal in words that say what to change."""
    columns = rules.read(row, at)
    area = areas.get(row.area.strip().replace(" ", ""), "")
    if not area:
        raise Refusal(
            "no_area", _("没有“%(name)s”这个镇（街道）或村（社区）。") % {"name": row.area.strip()[:20]}
        )
    if not area.startswith(sender.areas):
        raise Refusal("another_area", _("“%(name)s”不是这里的。") % {"name": row.area.strip()[:20]})
    one = Alarm(area_id=area, received_at=at, **columns)
    _derive(one, words)
    return one


def _derive(one: Alarm, words: Mapping[str, Sequence[str]]) -> None:
    """What is made of what was said: one spelling of the place, and the kind by the rule in force."""
    one.place_key = places.key(one.area_id, one.place)
    one.cause = rules.cause_of(words, one.category, one.sub_category, one.is_police_matter)


def wait_for_others() -> None:
    """Two sendings one after the other: of two that bring the same number, the second finds it there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alarms.feed', 0))")


def keep_part(told: Sequence[Alarm], batch: Batch, done: Taken, at: datetime) -> None:
    there = {one.alarm_no: one for one in Alarm.objects.filter(alarm_no__in={one.alarm_no for one in told})}
    new: dict[str, Alarm] = {}
    changed: dict[str, Alarm] = {}
    for one in told:
        before = new.get(one.alarm_no) or there.get(one.alarm_no)
        if before is None:
            new[one.alarm_no] = one
        elif all(getattr(before, name) == getattr(one, name) for name in SAID):
            done.known += 1
        elif one.alarm_no in new:  # twice in one sending: the later row is what is meant
            new[one.alarm_no] = _corrected(before, one)
            done.known += 1
        else:
            before.version += 0 if one.alarm_no in changed else 1
            changed[one.alarm_no] = _corrected(before, one)
    Alarm.objects.bulk_create(new.values())
    versions = [_version(one, batch, at) for one in (*new.values(), *changed.values())]
    AlarmVersion.objects.bulk_create(versions)
    if changed:
        Alarm.objects.bulk_update(changed.values(), [*SAID, "place_key", "cause", "version"], batch_size=PART)
    done.taken += len(new)
    done.changed += len(changed)


def _corrected(before: Alarm, told: Alarm) -> Alarm:
    for name in (*SAID, "place_key", "cause"):
        setattr(before, name, getattr(told, name))
    return before


def _version(one: Alarm, batch: Batch, at: datetime) -> AlarmVersion:
    said: dict[str, Any] = {name: getattr(one, name) for name in SAID}
    said["reported_at"] = one.reported_at.isoformat()
    return AlarmVersion(alarm=one, batch=batch, version=one.version, said=said, at=at)


@transaction.atomic
def report_day(day: date, sent: int, numbers: Iterable[str] = (), *, by: Actor, at: datetime) -> DayReport:
    """当日报数: what the police say they handed over of a day; the latest counts. Raises Refusal."""
    access.may_import(by).or_refuse()
    return _reported(day, sent, numbers, Sender((by.reach,), person=by.person_id), at)


@transaction.atomic
def day_from_client(
    day: date, sent: int, numbers: Iterable[str] = (), *, by: Client, at: datetime
) -> DayReport:
    """报数, sent with the feed. Raises Refusal."""
    access.may_send(by.channels).or_refuse()
    return _reported(day, sent, numbers, Sender(tuple(by.areas), client=by.pk), at)


def _reported(day: date, sent: int, numbers: Iterable[str], sender: Sender, at: datetime) -> DayReport:
    told = sorted({one.strip() for one in numbers if one.strip()})
    rules.day_stands(day, sent, told, at).or_refuse()
    with walls.the_house():
        one = DayReport.objects.create(
            area_id=min(sender.areas).ljust(12, "0"), day=day, sent=sent, numbers=told,
            entered_by_id=sender.person, client_id=sender.client, at=at,
        )  # fmt: skip
    said = {"area": one.area_id, "day": day.isoformat(), "sent": sent}
    record("alarm.day_reported", by=sender.person, at=at, about=("day_report", one.pk), content=said)
    return one
