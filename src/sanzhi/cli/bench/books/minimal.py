"""The hand-written least, asked through Django's own connection, as ours is."""

import random
from collections.abc import Callable
from itertools import count
from pathlib import Path

import psycopg
from django.db import connection

from sanzhi.cli.bench.books import EACH, HOUSEHOLDS, ISSUERS

SQL = Path(__file__).with_name("minimal.sql")


def prepare(superuser: psycopg.Connection) -> None:
    superuser.execute(SQL.read_text())
    superuser.execute(
        "INSERT INTO minimal_balance (account, floor) SELECT n, CASE WHEN n > %s THEN 0 END FROM generate_series(0, %s) AS n",
        [ISSUERS, ISSUERS + HOUSEHOLDS],
    )
    superuser.execute("GRANT ALL ON minimal_balance, minimal_transfer, minimal_entry TO sanzhi_app")


def stepper(shape: str, lot: random.Random, prefix: str) -> Callable[[], int]:
    """One more transfer of a shape. Account 0 is the county's issuer, 1 to 217 the villages'."""
    serial = count()

    def post() -> int:
        giver = 0 if shape == "hot" else lot.randrange(1, ISSUERS + 1)
        taker = lot.randrange(ISSUERS + 1, ISSUERS + HOUSEHOLDS + 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT minimal_post(%s, %s, %s, %s, %s)",
                [f"{prefix}{next(serial)}", giver, taker, EACH, "standard:3"],
            )
            cursor.fetchone()
        return 1

    return post
