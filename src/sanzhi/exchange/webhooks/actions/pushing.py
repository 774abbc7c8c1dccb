"""推送: queued with what happened, claimed for a minute, sent outside of any transaction, and marked with what came back.

Killed between the sending and the mark, a delivery is claimed again a minute later and sent again under the same
webhook-id: at least once, never lost; whoever receives it drops the id it has had.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from sanzhi.cases import queries as cases
from sanzhi.exchange.webhooks import queries, rules
from sanzhi.exchange.webhooks.models import Delivery, Receiver
from sanzhi.exchange.webhooks.sending import Letter, Outcome
from sanzhi.journal import actions as journal
from sanzhi.kit.calendar import COUNTY

from .keeping import secrets_of

AT_ONCE, SHARE = 8, 4  # deliveries of all receivers, and of one, in one claim
WAITING = Delivery.State.WAITING


@transaction.atomic
def enqueue(entries: Collection[int], topic: str, *, at: datetime) -> None:
    """入列: a delivery for each receiver that wants to hear of it, once per entry, in the caller's transaction.

    `at` is when the last of them happened.
    """
    names = {rules.happening_of(topic, ended=ended) for ended in (False, True)}
    receivers = queries.subscribed(names, at.astimezone(COUNTY))  # days are the county's
    if not receivers:
        return
    found = cases.happenings(entries, {one.client_id for one in receivers})
    rows = [
        _row(receiver, happening, name)
        for happening in found
        for receiver in receivers
        if receiver.client_id == happening.client_id
        and (name := rules.happening_of(topic, ended=happening.ended)) in receiver.happenings
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def _row(receiver: Receiver, happening: cases.Happening, name: str) -> Delivery:
    change = happening.change
    told = rules.Told(
        code=change.code,
        number=happening.number,
        kind=happening.kind,
        state=change.state,
        state_label=change.state_label,
        label=change.label,
        sequence=change.key,
        link=f"{settings.SANZHI_ORIGIN}/api/v1/cases/{change.code}",
    )
    return Delivery(
        receiver=receiver,
        case_id=happening.case_id,
        entry_id=happening.entry,
        happening=name,
        number=happening.number,
        body=rules.body_of(name, change.at, told),
        key=uuid.uuid4(),
        at=change.at,
        next_try_at=change.at,
    )


@transaction.atomic
def claim(*, at: datetime) -> list[Letter]:
    """领取: what is due now, a few of each receiver, kept from other workers for a minute. Empty: nothing is due.

    What may not be told any more is ended here, and not sent.
    """
    letters: list[Letter] = []
    for receiver in queries.ready(at):
        # Of one that is down: one, to see whether it is back.
        share = min(1 if receiver.failing_since else SHARE, AT_ONCE - len(letters))
        due = Delivery.objects.filter(receiver=receiver, state=WAITING, next_try_at__lte=at)
        rows = list(
            due.select_for_update(skip_locked=True, of=("self",)).order_by("next_try_at", "id")[:share]
        )
        rows = _still_told(receiver, rows, at)
        for row in rows:
            row.tries += 1
            row.next_try_at = at + rules.LEASE
        Delivery.objects.bulk_update(rows, ["tries", "next_try_at"])
        signing = secrets_of(receiver, at) if rows else ()
        letters += [
            Letter(row.id, receiver.id, row.tries, row.key, receiver.url, row.body, signing) for row in rows
        ]
    return letters


def _still_told(receiver: Receiver, rows: Sequence[Delivery], at: datetime) -> list[Delivery]:
    client = receiver.client
    if receiver.removed_at:  # while it was being queued
        _skip(rows, "removed", at)
        return []
    if client.withdrawn_at or (client.valid_to and client.valid_to <= at.date()):
        _skip(rows, "client", at)
        return []
    may = cases.may_be_pushed({row.case_id for row in rows if row.case_id})
    _skip([row for row in rows if row.case_id and row.case_id not in may], "secrecy", at)
    return [row for row in rows if not row.case_id or row.case_id in may]


def _skip(rows: Sequence[Delivery], reason: str, at: datetime) -> None:
    ids = [row.id for row in rows]
    if ids:
        Delivery.objects.filter(pk__in=ids).update(state="skipped", ended_at=at, reason=reason)


@transaction.atomic
def settle(outcomes: Mapping[Letter, Outcome], *, at: datetime) -> None:
    """记下结果: sent, to be tried again, or parked; and how the receiver is. A try taken over by another is left alone."""
    about = {letter.receiver_id for letter in outcomes}
    receivers = (
        Receiver.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=about).order_by("id")
    )
    held = list(receivers)  # before their deliveries, as everybody does
    ids = [letter.delivery_id for letter in outcomes]
    rows = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("id")
    by_id = {row.id: row for row in rows}
    heard: dict[int, list[Outcome]] = {}
    for letter, outcome in outcomes.items():
        row = by_id.get(letter.delivery_id)
        if row is None or row.state != WAITING or row.tries != letter.tries:
            continue
        _mark(row, outcome, at)
        heard.setdefault(row.receiver_id, []).append(outcome)
    for receiver in held:
        if told := heard.get(receiver.id):
            _note(receiver, told, at)


def _mark(row: Delivery, outcome: Outcome, at: datetime) -> None:
    row.status, row.reason = outcome.status, outcome.reason
    wait = rules.wait_after(row.tries)
    if outcome.sent:
        row.state, row.ended_at = Delivery.State.SENT, at
    elif wait is None:
        row.state, row.ended_at = Delivery.State.PARKED, at
    else:
        row.next_try_at = at + wait
    row.save(update_fields=["state", "ended_at", "status", "reason", "next_try_at"])


def _note(row: Receiver, told: Sequence[Outcome], at: datetime) -> None:
    """How the receiver is: one answer that it took something, and it is well."""
    if any(outcome.sent for outcome in told):
        row.failing_since = row.rests_until = None
    else:
        row.failing_since = row.failing_since or at
        row.rests_until = at + rules.rest(row.failing_since, at)
        if any(outcome.status == rules.GONE for outcome in told):
            _give_up(row, str(Receiver.Paused.GONE), at)
        elif at - row.failing_since >= rules.PAUSED_AFTER:
            _give_up(row, str(Receiver.Paused.FAILING), at)
    row.save(update_fields=["failing_since", "rests_until", "paused"])


def _give_up(row: Receiver, why: str, at: datetime) -> None:
    """自动暂停: whoever keeps the receivers is told (reactions/table.py)."""
    if row.paused or row.removed_at:
        return
    row.paused = why
    about, topic = ("webhook", row.id), "webhook.paused"
    journal.record(topic, by=None, at=at, about=about, content={"why": why, "name": row.name}, topic=topic)


def forget_deliveries(*, at: datetime) -> int:
    """Deliveries that are over are kept for three months, to answer questions about them."""
    gone, _kinds = Delivery.objects.filter(ended_at__lt=at - rules.KEPT).delete()
    return gone
