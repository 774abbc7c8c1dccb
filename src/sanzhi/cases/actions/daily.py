"""Counting the days anew: by the clock, for the days that moved; what is stored is a copy and can always be thrown away."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from sanzhi.cases.models import Case, Counted, DayCategory, DayOffice, DayTown
from sanzhi.cases.queries import daily
from sanzhi.cases.queries.by_office import STANDING_CARDS
from sanzhi.cases.queries.measures import counts_of, tallies
from sanzhi.kit.calendar import COUNTY

from .repeats import note_repeats

_SUMMED = ((DayCategory, "category_id", ("filed",)), (DayOffice, "office_id", ("yellow", "red")))
_LOCK = 7_303_002  # advisory lock: any number nobody else uses


@transaction.atomic
def count_days(*, at: datetime) -> int:
    """按日计数: every day with a move since the last time. Returns how many days were counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        # Whatever commits after this statement has a transaction number of at least this one.
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
        note_repeats()  # after the horizon: what is not seen here moves its day again
        cursor.execute(daily.MOVED_SINCE, [daily.SHAPE])
        moved = {day for (day,) in cursor.fetchall()}
    everything = None not in moved
    days = sorted(_all_days() if everything else moved - {None})
    _forget(None if everything else days)
    for first, last in _runs(days):
        _count(first, last)
    _sum_months({day.replace(day=1) for day in days})
    Counted.objects.all().delete()
    Counted.objects.create(horizon=horizon, shape=daily.SHAPE, at=at)
    return len(days)


def _all_days() -> set[date]:
    reported = Case.objects.annotate(day=TruncDate("reported_at", tzinfo=COUNTY))
    return set(reported.values_list("day", flat=True).distinct())


def _forget(days: Iterable[date] | None) -> None:
    for table in (DayTown, DayCategory, DayOffice):
        rows = table._default_manager.all()
        (rows if days is None else rows.filter(day__in=days)).delete()


def _runs(days: list[date]) -> list[tuple[date, date]]:
    """Unbroken runs of days, as (first, last)."""
    one = timedelta(days=1)
    starts = days[:1] + [after for before, after in pairwise(days) if after - before > one]
    ends = [before for before, after in pairwise(days) if after - before > one] + days[-1:]
    return list(zip(starts, ends, strict=True))


def _count(first: date, last: date) -> None:
    """All three tables for a run of days, each in one query and one insert."""
    cases = _cases(first, last)
    DayTown.objects.bulk_create(
        DayTown(day=day, town_code=town, counts=counts)
        for (day, town), counts in counted(first, last).items()
    )
    DayCategory.objects.bulk_create(
        DayCategory(**row)
        for row in cases.values("day", "town_code", "category_id").annotate(filed=Count("id"))
    )
    carded = STANDING_CARDS.filter(case__in=cases.values("pk")).order_by()
    cards = carded.annotate(
        day=TruncDate("case__reported_at", tzinfo=COUNTY), town_code=F("case__town_code")
    ).values("day", "town_code", "office_id")
    DayOffice.objects.bulk_create(
        DayOffice(**row)
        for row in cards.annotate(
            yellow=Count("case", distinct=True, filter=Q(colour="yellow")),
            red=Count("case", distinct=True, filter=Q(colour="red")),
        )
    )


def _sum_months(months: Iterable[date]) -> None:
    """The sums of these months, from what stands counted of their days; a sum that stands as it was is left alone, since
    the worker comes by every few seconds."""
    for first in months:
        for table, key, columns in _SUMMED:
            rows = table._default_manager.filter(day__gte=first, day__lt=daily.after_month(first))
            stands = {
                row[1:]: row[0]
                for row in rows.filter(month=True).values_list("pk", "town_code", key, *columns)
            }
            sums = {f"n_{one}": Sum(one) for one in columns}
            summed = set(
                rows.filter(month=False)
                .order_by()
                .values("town_code", key)
                .annotate(**sums)
                .values_list("town_code", key, *sums)
            )
            rows.filter(pk__in=[pk for row, pk in stands.items() if row not in summed]).delete()
            table._default_manager.bulk_create(
                table(day=first, month=True, **dict(zip(("town_code", key, *columns), row, strict=True)))
                for row in summed.difference(stands)
            )


def _cases(first: date, last: date) -> QuerySet[Case]:
    within = Q(
        reported_at__gte=daily.midnight(first), reported_at__lt=daily.midnight(last + timedelta(days=1))
    )
    counted = Case.objects.filter(within).exclude(secrecy=Case.Secrecy.CLOSED)
    return counted.annotate(day=TruncDate("reported_at", tzinfo=COUNTY)).order_by()


def counted(first: date, last: date) -> dict[tuple[date, str], list[int]]:
    """(day, town) → how many cases meet each condition, in the order of `daily.CODES`; counted from the cases."""
    known = counts_of({code: tallies(daily.midnight(first))[code] for code in daily.CODES})
    named = {f"n_{code}": count for code, count in known.items()}
    rows = _cases(first, last).values("day", "town_code").annotate(**named)
    return {(row["day"], row["town_code"]): [row[name] for name in named] for row in rows}
