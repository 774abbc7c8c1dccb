"""What each mutant does wrong. The sleeps widen a window that is there anyway, so that a short run meets it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from psycopg import connect
from psycopg.types.json import Jsonb

from sanzhi.cases.models import Case
from sanzhi.journal import actions as journal
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.rewards.actions import buying, redeeming


def plant() -> None:
    {
        "key_apart": key_apart,
        "no_lock": no_lock,
        "done_first": done_first,
        "stock_unguarded": stock_unguarded,
        "voucher_unguarded": voucher_unguarded,
    }.get(os.environ.get("BENCH_MUTANT", ""), lambda: None)()


def key_apart() -> None:
    """The key is written in a transaction of its own, before the effect, as middleware likes to do."""

    @contextmanager
    def once(scope: str, key: str, body: bytes | str) -> Iterator[journal.Once]:
        with connect(**_address(), autocommit=True) as apart:
            row = apart.execute(
                "INSERT INTO journal_idempotencykey (scope, key, body_hash) VALUES (%s, %s, '') "
                "ON CONFLICT DO NOTHING RETURNING at",
                [scope, key],
            ).fetchone()
            told = _Apart(scope, key, row[0] if row else clock.now(), None, replayed=row is None)
            yield told
            if told.answer:
                apart.execute(
                    "UPDATE journal_idempotencykey SET answer = %s WHERE scope = %s AND key = %s",
                    [Jsonb(told.answer), scope, key],
                )

    journal.once = once


class _Apart(journal.Once):
    def store(self, answer: dict[str, Any], beside: tuple[str, list[Any]] | None = None) -> None:
        if beside:
            with connection.cursor() as cursor:
                cursor.execute(*beside)
        self.answer = answer


def _address() -> dict[str, Any]:
    known = connection.settings_dict
    return {
        "dbname": known["NAME"],
        "user": known["USER"],
        "password": known["PASSWORD"],
        "host": known["HOST"],
        "port": known["PORT"],
    }


def no_lock() -> None:
    """A case is read without being locked, so that two hands pass the same guard."""

    def unlocked(case_id: int, version: int | None) -> Case:
        case = Case.objects.get(pk=case_id)
        time.sleep(0.05)
        return case

    import_module("sanzhi.cases.actions")
    for name, module in list(sys.modules.items()):
        if name.startswith("sanzhi.cases.actions.") and hasattr(module, "hold"):
            setattr(module, "hold", unlocked)  # noqa: B010 - a module, whose names the type checker does not know


def done_first() -> None:
    """A message is marked done, and only then has its effect."""

    def deliver(handlers: Any, *, at: datetime, limit: int = 200) -> int:
        with transaction.atomic():
            waiting = delivery.Outbox.objects.filter(done_at=None, parked_at=None).select_related("entry")[
                :limit
            ]
            rows = list(waiting)
            delivery.Outbox.objects.filter(id__in=[row.id for row in rows]).update(done_at=at)
        time.sleep(2 if rows else 0)
        for row in rows:
            delivery._try(row, handlers, at)
        return len(rows)

    delivery.deliver = deliver


def stock_unguarded() -> None:
    """Stock is looked at first and taken afterwards, so that two who saw the last one both get it."""

    def take_stock(reward: Any, count: int) -> None:
        time.sleep(0.05)
        type(reward).objects.filter(pk=reward.id).update(stock=F("stock") - count)

    buying.take_stock = take_stock


def voucher_unguarded() -> None:
    """A voucher is looked at first and ended afterwards, so that two shops both take it."""

    def end_once(voucher: Any, at: datetime, *, merchant: Any, redeemed_by: int | None) -> bool:
        good = voucher.state == "issued"
        time.sleep(0.05)
        ended = {"state": "redeemed", "ended_at": at, "merchant": merchant, "redeemed_by": redeemed_by}
        return good and bool(type(voucher).objects.filter(pk=voucher.id).update(**ended))

    redeeming.end_once = end_once
