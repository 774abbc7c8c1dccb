"""What the clock makes due of notices. Each may run twice, or in two workers at once, and does its work once."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.timezone import localdate
from psycopg.types.json import Jsonb

from sanzhi.journal.actions import record

from . import queries, rules
from .files import SHELF
from .models import Duty, Line, Notice

BATCH = 200
UNNAMED_FOR = timedelta(days=7)
_RAISE = """
INSERT INTO notices_overdue (area_id, duty_id, period, raised_at)
SELECT a.code, %(duty)s, p.period, %(at)s FROM people_area AS a CROSS JOIN unnest(%(periods)s::text[], %(ended)s::date[]) AS p (period, ended)
WHERE a.level = 'village' AND a.valid_to IS NULL AND (%(everywhere)s OR a.code = ANY(%(areas)s))
AND p.ended >= coalesce((%(named_on)s::jsonb ->> a.code)::date, p.ended)
AND NOT EXISTS (SELECT FROM notices_notice AS n WHERE n.area_id = a.code AND n.duty_id = %(duty)s AND n.period = p.period
    AND n.posted_at IS NOT NULL AND n.withdrawn_at IS NULL)
ON CONFLICT (area_id, duty_id, period) DO NOTHING RETURNING id, area_id, period
"""


def clear_names(*, at: datetime) -> int:
    """到期隐名: whoever a line was about, once the notice is over and nothing is left to answer. Whoever waited for it
    to stand is told then. Returns how many notices."""
    cleared = 0
    while done := _clear_batch(at):
        cleared += done
    SHELF.drop_orphans(queries.photos_named(), before=at - UNNAMED_FOR)
    return cleared


@transaction.atomic
def _clear_batch(at: datetime) -> int:
    due = queries.to_clear(at).select_for_update(of=("self",), skip_locked=True)
    over = list(due[:BATCH])
    ids = [notice.pk for notice in over]
    for notice in over:
        if notice.withdrawn_at is None:
            said = {"area": notice.area_id, "kind": notice.kind}
            about = ("notice", notice.pk)
            record("notice.ended", by=None, at=at, about=about, content=said, topic="notice.ended")
    Notice.objects.filter(pk__in=ids).update(cleared_at=at)
    Line.objects.filter(notice__in=ids).exclude(who="").update(who="")
    return len(ids)


@transaction.atomic
def raise_overdue(*, at: datetime) -> int:
    """逾期未公开: every village, duty and period that should have been published by now; told once. Returns how many."""
    today, raised = localdate(at), 0
    for duty in Duty.objects.order_by("id"):
        periods = list(rules.periods_due(duty.every, duty.within_days, duty.since, today))
        for row, area, period in _raise(duty, periods, at):
            said = {"area": area, "duty": duty.name, "period": period}
            record(
                "notice.overdue", by=None, at=at, about=("overdue", row), content=said, topic="notice.overdue"
            )
            raised += 1
    return raised


def _raise(duty: Duty, periods: list[str], at: datetime) -> list[tuple[int, str, str]]:
    values = {
        "duty": duty.id, "at": at, "periods": periods, "everywhere": duty.everywhere, "areas": duty.areas,
        "ended": [rules.last_day_of(period) for period in periods], "named_on": Jsonb(duty.named_on),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, values)
        return cursor.fetchall()
