"""What the clock makes due. Each sweep may run twice, or in two workers at once, and does its work once."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import THE_CLOCK, Actor

from . import files, kinship, queries, rules, sampling
from .actions import erase_cases, import_rows
from .actions.core import take
from .actions.course import resume
from .actions.family import follow_main
from .actions.supervising import raise_by_rule, raise_level
from .models import Card, Case, ClockRun, FollowUp, Sheet, SupervisionRule, Suspension

logger = logging.getLogger(__name__)
BATCH = 200
UNNAMED_FOR = timedelta(days=7)  # a photo waits this long for the filing it was chosen for


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


def resume_due(*, at: datetime) -> int:
    """恢复办理: every suspension whose stated end has come. Returns how many cases were resumed."""
    ended = Suspension.objects.filter(ended_at=None, until__lte=at).order_by("until")
    return sum(_resume_one(case_id, at) for case_id in ended.values_list("case_id", flat=True)[:BATCH])


@transaction.atomic
def _resume_one(case_id: int, at: datetime) -> int:
    """Unless somebody resumed it, or holds it this very moment."""
    held = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()
    due = Suspension.objects.filter(case_id=case_id, ended_at=None, until__lte=at)
    if held is None or not due.exists():
        return 0
    resume(case_id, by=THE_CLOCK, at=at)
    return 1


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


def watch(*, at: datetime, most: int = 2_000) -> int:
    """督办: what the rules in force say, and what stayed unanswered past its time. Returns how many were raised."""
    own = queries.taking("supervise")
    raised = sum(_or_later(_escalate_one, case_id, at) for case_id in queries.to_escalate(own, at, most))
    for rule in queries.supervision_rules(at):
        if rule.active:
            found = queries.to_raise(rule, own, at, most)
            raised += sum(_or_later(_supervise_one, case_id, rule, own, at) for case_id in found)
    return raised


def _or_later(one: Callable[..., int], case_id: int, *told: Any) -> int:
    """A case that cannot be supervised as it stands holds up no other; it is tried again in the next turn."""
    try:
        return one(case_id, *told)
    except Refusal as refusal:
        logger.warning("case %s was not supervised: %s", case_id, refusal.code)
        return 0


@transaction.atomic
def _supervise_one(case_id: int, rule: SupervisionRule, own: list[queries.FiledUnder], at: datetime) -> int:
    """Asked again with the case in hand: another worker may have been here, or the rule no longer fits."""
    case = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()
    if case is None or not queries.to_raise_of(rule, own, at, case_id):
        return 0
    raise_by_rule(case, rule, by=THE_CLOCK, at=at)
    return 1


@transaction.atomic
def _escalate_one(case_id: int, at: datetime) -> int:
    case = Case.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=case_id).first()
    one = queries.open_supervision(case_id) if case else None
    if (
        case is None
        or one is None
        or one.state != "raised"
        or one.due_at > at
        or not kinship.may_escalate(one.level)
    ):
        return 0
    raise_level(case, one, "到期没有答复，自动升级", by=THE_CLOCK, at=at)
    return 1


def close_merged(*, at: datetime, most: int = 2_000) -> int:
    """随主事项结束: merged cases whose reporters have had their time to rate for themselves; at once where there is
    nothing to rate, because the main case was not done here. Returns how many."""
    found = list(queries.merged_to_close(at)[:most])
    return sum(_close_one(case_id, main_id, at) for case_id, main_id in found)


@transaction.atomic
def _close_one(case_id: int, main_id: int, at: datetime) -> int:
    """Asked again with both in hand: the main case may have been taken back, or the reporter may have rated."""
    cases = Case.objects.filter(pk__in=(case_id, main_id)).select_for_update(of=("self",), skip_locked=True)
    held = {case.id: case for case in cases.order_by("pk")}
    if len(held) < 2 or (case_id, main_id) not in queries.merged_to_close(at, of=case_id):
        return 0
    follow_main(held[case_id], held[main_id], by=THE_CLOCK, at=at)
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


def erase_due(*, at: datetime) -> int:
    """保存期满清除: matter by matter, then the files that nothing names any more. Returns how many matters."""
    erased = 0
    while due := list(queries.to_erase(at).values_list("id", flat=True)[:BATCH]):
        done = erase_cases(due, at=at)
        if not done:
            break  # somebody holds them this moment; the next night finds them
        erased += done
    files.drop_orphans(queries.files_named(), before=at - UNNAMED_FOR)
    return erased


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
