"""django-hordak in its own words: `transfer_to` for one, its benchmark's `bulk_create` for many."""

import random
from collections.abc import Callable
from itertools import count

import psycopg
from django.db import transaction

from sanzhi.cli.bench.books import EACH, HOUSEHOLDS, ISSUERS

BATCH = 1_000
# What `Account.save` and its triggers would leave, without their milliseconds for each.
_ACCOUNTS = """
INSERT INTO hordak_account (id, uuid, name, code, full_code, type, is_bank_account, currencies, lft, rght, tree_id, level)
SELECT n, gen_random_uuid(), 'account ' || n, n, n, CASE WHEN n > %s THEN 'AS' ELSE 'IN' END, false, '["CNY"]', 1, 2, n, 0
FROM generate_series(1, %s) AS n
"""


def prepare(superuser: psycopg.Connection) -> None:
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(_ACCOUNTS, [ISSUERS, ISSUERS + HOUSEHOLDS])
    superuser.execute("SET session_replication_role = origin")


def stepper(shape: str, lot: random.Random, prefix: str) -> Callable[[], int]:
    """One more call of a shape; how many transfers it made."""
    from hordak.models import Account, Leg, Transaction
    from moneyed import Money

    amount, serial = Money(EACH, "CNY"), count()

    def one() -> int:
        giver = Account.objects.get(pk=lot.randrange(1, ISSUERS + 1))
        taker = Account.objects.get(pk=lot.randrange(ISSUERS + 1, ISSUERS + HOUSEHOLDS + 1))
        with transaction.atomic():
            giver.transfer_to(taker, amount, description=f"{prefix}{next(serial)}")
        return 1

    def many() -> int:
        takers = [lot.randrange(ISSUERS + 1, ISSUERS + HOUSEHOLDS + 1) for _ in range(BATCH)]
        with transaction.atomic():
            made = Transaction.objects.bulk_create(Transaction(description=prefix) for _ in takers)
            legs = [
                leg
                for entry, taker in zip(made, takers, strict=True)
                for leg in (
                    Leg(transaction=entry, account_id=1, credit=amount),
                    Leg(transaction=entry, account_id=taker, debit=amount),
                )
            ]
            Leg.objects.bulk_create(legs)
        return BATCH

    return many if shape == "batch" else one
