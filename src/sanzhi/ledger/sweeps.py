"""What the clock makes due in the book: days are shut and sealed."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import connection, transaction
from django.utils.timezone import localtime

from sanzhi.journal.actions import record
from sanzhi.journal.verify import stream
from sanzhi.kit.calendar import COUNTY

from . import days
from .models import Digest

_LOCK = 7_303_003  # advisory lock: any number nobody else uses
_DAYS = """
SELECT DISTINCT (at AT TIME ZONE 'Asia/Shanghai')::date FROM ledger_entry WHERE at >= %s AND at < %s ORDER BY 1
"""
ENTRIES = """
SELECT a.area_id, (e.at AT TIME ZONE 'Asia/Shanghai')::date, e.account_id,
       (extract(epoch FROM e.at) * 1000000)::bigint, e.posting_id, e.amount, e.after
FROM ledger_entry AS e JOIN ledger_account AS a ON a.id = e.account_id
WHERE e.at >= %s AND e.at < %s ORDER BY a.area_id, 2, e.account_id, e.at, e.posting_id
"""
LONG_AGO = datetime(1970, 1, 1, tzinfo=COUNTY)


def seal_days(*, at: datetime) -> int:
    """日结: a digest for every village and day with entries, up to yesterday. Returns how many were made.

    A day is shut first: whatever comes for it later is entered on the day after. Only one process seals at a time.
    """
    today = midnight(localtime(at, COUNTY).date())
    made = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Digest.objects.order_by("-day").values_list("day", flat=True).first()
        since = midnight(last + timedelta(days=1)) if last else LONG_AGO
        with connection.cursor() as cursor:
            cursor.execute(_DAYS, [since, today])
            found = [day for (day,) in cursor.fetchall()]
        for day in found:
            made += _seal(day, at)
    return made


def _seal(day: date, at: datetime) -> int:
    until = midnight(day + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT ledger_shut(%s)", [until])
    before = dict(
        Digest.objects.order_by("area_id", "-day").distinct("area_id").values_list("area_id", "hash")
    )
    made = [
        Digest(area_id=area, day=day, entries=n, hash=digest, sealed_at=at)
        for area, rows in groupby(stream(ENTRIES, [midnight(day), until]), key=lambda row: row[0])
        for digest, n in [
            days.digest(area, day.isoformat(), bytes(before.get(area, days.FIRST)), (row[2:] for row in rows))
        ]
    ]
    Digest.objects.bulk_create(made)
    said = {digest.area_id: digest.hash.hex() for digest in made}
    about = ("ledger_day", int(day.strftime("%Y%m%d")))
    record("ledger.sealed", by=None, at=at, about=about, content={"day": day.isoformat(), "digests": said})
    return len(made)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=COUNTY)
