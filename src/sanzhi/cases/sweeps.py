"""What the clock makes due. Each sweep may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from django.db import connection, transaction

from sanzhi.people import queries as people
from sanzhi.people.roles import THE_CLOCK, Actor

from . import rules
from .actions import import_rows
from .actions.core import take
from .models import Card, Case, ClockRun, Sheet

BATCH = 200


def raise_cards(*, at: datetime, most: int = 10_000) -> int:
    """亮牌: a yellow, then a red card for every clock past its time. Returns how many were raised."""
    raised = 0
    while raised < most:
        batch = _raise_batch(at)
        if not batch:
            break
        raised += batch
    return raised


def next_due() -> datetime | None:
    """When the next card falls due; None while no clock runs. Replay asks this before every move, so it is plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(next_card_at) FROM cases_clockrun WHERE next_card_at IS NOT NULL")
        return cursor.fetchone()[0]


@transaction.atomic
def _raise_batch(at: datetime) -> int:
    due = ClockRun.objects.filter(next_card_at__lte=at).order_by("next_card_at", "id")[:BATCH]
    case_ids = sorted(set(due.values_list("case_id", flat=True)))
    # Cases are locked before clocks, in one order, as every action does.
    cases = {
        case.id: case
        for case in Case.objects.filter(pk__in=case_ids)
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("pk")
    }
    runs = (
        ClockRun.objects.filter(next_card_at__lte=at, case_id__in=cases).select_related("rule").order_by("id")
    )
    return sum(_raise_one(cases[run.case_id], run, at) for run in runs)


def _raise_one(case: Case, run: ClockRun, at: datetime) -> int:
    raised = list(Card.objects.filter(clock=run).values_list("colour", flat=True))
    colour = rules.card_due(at, run.yellow_at, run.red_at, raised)
    look = rules.next_look(run.yellow_at, run.red_at, [*raised, colour] if colour else raised)
    ClockRun.objects.filter(pk=run.pk).update(next_card_at=look)
    if not colour:
        return 0
    missed = run.red_at if colour == "red" else run.yellow_at
    Card.objects.create(
        clock=run, case=case, office_id=run.office_id, colour=colour, due_at=missed, raised_at=at
    )
    worse = "red" if "red" in (colour, case.card) else "yellow"
    content = {"colour": colour, "clock": run.rule.clock, "rule": run.rule.name}
    take(case, "card", by=THE_CLOCK, at=at, content=content, changes={"card": worse})
    return 1


def import_next(sheet_id: int, *, at: datetime) -> bool:
    """批量导入的下一批: in the name of whoever pressed the button. False when nothing is left, or nobody wants it any more."""
    sheet = Sheet.objects.get(pk=sheet_id)
    if sheet.finished_at or not sheet.running_as:
        return False
    actor = _runner(sheet, at)
    if actor is None:  # no longer in post: somebody who is has to go on
        Sheet.objects.filter(pk=sheet_id).update(running_as="", running_by=None)
        return False
    return import_rows(sheet_id, by=actor, at=at).finished_at is None


def _runner(sheet: Sheet, at: datetime) -> Actor | None:
    for post in people.appointments_of(sheet.running_by_id or 0, at):
        if post.role == sheet.running_as and post.office_id == sheet.office_id:
            return people.actor_in(post)
    return None
