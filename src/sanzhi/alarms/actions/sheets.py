"""后台导入: a table is checked when it comes and kept in parts; the worker takes a part in a transaction together with the place
reached, so that a worker killed at any moment goes on where the last commit stands."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from sanzhi.alarms import access, queries
from sanzhi.alarms.models import Alarm, AlarmSheet, AlarmSheetPart, AlarmTrouble, Batch
from sanzhi.alarms.rules import Row
from sanzhi.journal.actions import record
from sanzhi.kit import crypto, walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .feed import PART, Sender, Taken, keep_part, read_row, wait_for_others

ALARM_SHEET_TASK = "sanzhi.import_alarm_sheet"


@transaction.atomic
def keep_alarm_sheet(rows: Sequence[Row], *, name: str, by: Actor, at: datetime) -> tuple[AlarmSheet, bool]:
    """上传: check every row and keep them all; nothing is taken yet. Returns the table, and whether it was here before."""
    access.may_import(by).or_refuse()
    said = json.dumps([astuple(row)[1:] for row in rows], ensure_ascii=False)
    sheet, new = AlarmSheet.objects.get_or_create(
        area_id=by.reach.ljust(12, "0"), digest=sha256(said.encode()).hexdigest(),
        defaults={"name": name[:120], "by_id": by.person_id, "at": at, "rows": len(rows)},
    )  # fmt: skip
    if new:
        for first in range(0, len(rows), PART):
            _keep(sheet, first, rows[first : first + PART])
        sheet.wrong = _told(sheet, rows, by, at)
        sheet.save(update_fields=["wrong"])
        content = {"rows": len(rows), "wrong": sheet.wrong}
        record("alarm.sheet_kept", by=by.person_id, at=at, about=("alarm_sheet", sheet.pk), content=content)
    return sheet, not new


def _keep(sheet: AlarmSheet, first: int, rows: Sequence[Row]) -> None:
    part = AlarmSheetPart.objects.create(sheet=sheet, first=first, content=b"")
    text = json.dumps([astuple(row) for row in rows], ensure_ascii=False)
    part.content = crypto.encrypt(text, table="alarms_alarmsheetpart", column="content", row=part.pk)
    part.save(update_fields=["content"])


def _told(sheet: AlarmSheet, rows: Sequence[Row], by: Actor, at: datetime) -> int:
    """Every broken row, in Chinese whoever brings the table. Returns how many."""
    with override(settings.LANGUAGE_CODE):
        _good, problems = _read(rows, Sender((by.reach,), person=by.person_id), at)
    AlarmTrouble.objects.bulk_create(
        [AlarmTrouble(sheet=sheet, line=line, sentence=sentence[:300]) for line, sentence in problems],
        batch_size=1000,
        ignore_conflicts=True,
    )
    return len({line for line, _sentence in problems})


def _read(rows: Sequence[Row], sender: Sender, at: datetime) -> tuple[list[Alarm], list[tuple[int, str]]]:
    areas, rule = queries.areas_by_name(), queries.rule_on(at)
    good, problems = [], []
    for row in rows:
        try:
            good.append(read_row(row, sender, areas, rule.in_order, at))
        except Refusal as refusal:
            problems.append((row.line, refusal.sentence))
    return good, problems


@transaction.atomic
def start_alarm_sheet(sheet_id: int, *, skip: bool, by: Actor, at: datetime) -> AlarmSheet:
    """开始（继续）导入: the job is deferred in the transaction that says so. With a broken row only if such are left out."""
    sheet = _held(sheet_id, by)
    if sheet.finished_at:
        return sheet
    if sheet.wrong and not (skip or sheet.skip):
        raise Refusal(
            "broken_rows",
            _("有 %(n)d 行有错，一条也没有收。请改好再传，或者选择跳过有错的行。") % {"n": sheet.wrong},
        )
    if not sheet.running:
        sheet.skip, sheet.running, sheet.worked_at = sheet.skip or skip, True, at
        if sheet.batch is None:
            sheet.batch = Batch.objects.create(
                area_id=sheet.area_id, entered_by_id=by.person_id, at=at, taken=0, changed=0, known=0, broken=sheet.wrong
            )  # fmt: skip
        sheet.save(update_fields=["skip", "running", "worked_at", "batch"])
        content = {"from": sheet.position, "skip": sheet.skip}
        record(
            "alarm.sheet_started", by=by.person_id, at=at, about=("alarm_sheet", sheet.pk), content=content
        )
    defer_alarm_sheet(sheet.pk)
    return sheet


def defer_alarm_sheet(sheet_id: int) -> None:
    """Put its next turn in the worker's queue: one waiting at the most, and never two at work."""
    job = app.configure_task(
        ALARM_SHEET_TASK, queueing_lock=f"alarm-sheet:{sheet_id}", lock=f"alarm-sheet:{sheet_id}"
    )
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(sheet=sheet_id)


@transaction.atomic
def stop_alarm_sheet(sheet_id: int, *, by: Actor, at: datetime) -> AlarmSheet:
    """停止: after the part being taken now; what has been taken stays, and one can go on later."""
    sheet = _held(sheet_id, by)
    if sheet.running:
        sheet.running = False
        sheet.save(update_fields=["running"])
        content = {"at": sheet.position}
        record(
            "alarm.sheet_stopped", by=by.person_id, at=at, about=("alarm_sheet", sheet.pk), content=content
        )
    return sheet


def _held(sheet_id: int, by: Actor) -> AlarmSheet:
    queries.alarm_sheet(by, sheet_id)
    return AlarmSheet.objects.select_for_update().get(pk=sheet_id)


@transaction.atomic
def take_next_part(sheet_id: int, *, at: datetime) -> bool:
    """The next part, in the name of whoever brought it. They commit together with the place reached, or not at all. False:
    nothing is left, or it was stopped."""
    with walls.the_house():
        sheet = AlarmSheet.objects.select_for_update(of=("self",)).select_related("batch").get(pk=sheet_id)
        if not sheet.running or sheet.finished_at or sheet.batch is None:
            return False
        part = AlarmSheetPart.objects.filter(sheet=sheet, first=sheet.position).first()
        if part is not None:
            rows = _rows_of(part)
            _take(sheet, sheet.batch, rows, at)
            sheet.position += len(rows)
        sheet.worked_at = at
        if sheet.position >= sheet.rows or part is None:
            sheet.running, sheet.finished_at = False, at
            _done(sheet, sheet.batch, at)
        sheet.save(update_fields=["position", "worked_at", "running", "finished_at"])
        return sheet.running


def _rows_of(part: AlarmSheetPart) -> list[Row]:
    text = crypto.decrypt(bytes(part.content), table="alarms_alarmsheetpart", column="content", row=part.pk)
    return [Row(*row) for row in json.loads(text)]


def _take(sheet: AlarmSheet, batch: Batch, rows: Sequence[Row], at: datetime) -> None:
    """`read_row` once more, because a village may have been closed since; a row that is broken only now is told of too."""
    reach = sheet.area_id.removesuffix("000").removesuffix("000")
    with override(settings.LANGUAGE_CODE):
        good, problems = _read(rows, Sender((reach,), person=sheet.by_id), at)
    AlarmTrouble.objects.bulk_create(
        [AlarmTrouble(sheet=sheet, line=line, sentence=sentence[:300]) for line, sentence in problems],
        ignore_conflicts=True,
    )
    wait_for_others()
    done = Taken()
    keep_part(good, batch, done, at)
    batch.taken += done.taken
    batch.changed += done.changed
    batch.known += done.known
    batch.broken = AlarmTrouble.objects.filter(sheet=sheet).count()
    batch.save(update_fields=["taken", "changed", "known", "broken"])


def _done(sheet: AlarmSheet, batch: Batch, at: datetime) -> None:
    """The rows are in the register now: what the table held beside goes."""
    AlarmSheetPart.objects.filter(sheet=sheet).delete()
    said = {"area": batch.area_id, "taken": batch.taken, "changed": batch.changed, "known": batch.known}
    record("alarm.imported", by=sheet.by_id, at=at, about=("alarm_batch", batch.pk), content=said)
