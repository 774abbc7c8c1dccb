"""What the clock makes due. Each sweep may run twice, or in two workers at once, and does its work once."""

from datetime import datetime

from django.db import connection, transaction

from sanzhi.people.roles import THE_CLOCK

from . import rules, sampling
from .actions.core import take
from .models import Card, Case, ClockRun, FollowUp

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


def close_unasked(*, at: datetime) -> int:
    """未评价办结: whom nobody was to call has had time to rate. Returns how many were closed; they can still rate."""
    closed = 0
    while batch := _close_batch(at):
        closed += batch
    return closed


@transaction.atomic
def _close_batch(at: datetime) -> int:
    silent = FollowUp.objects.filter(settled_at=None, at__lte=at - sampling.RATE_WITHIN).exclude(
        how=FollowUp.How.CALL
    )
    case_ids = sorted(silent.order_by("at", "id").values_list("case_id", flat=True)[:BATCH])
    cases = Case.objects.filter(pk__in=case_ids, state="follow_up")
    held = list(cases.select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    for case in held:
        # An answer given before it was reopened was about other work.
        changes = {"closed_at": at, "holder_id": None, "solved": None, "satisfied": None}
        take(case, "close_unasked", by=THE_CLOCK, at=at, content={}, changes=changes)
    return len(held)
