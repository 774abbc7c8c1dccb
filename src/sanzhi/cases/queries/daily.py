"""按日计数: a board over a year reads what was counted for each day, and counts again only the days that moved since.

So a figure is exact however old the counts are; how old they are decides only how much there is to count. When so many
days moved at once that counting them would hold every page up, the newest are counted, the others stand as the worker
counted them last, and the page says from when they are: the worker counts them within seconds. What the moment decides
(overdue) is never stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from hashlib import sha256
from operator import and_, or_

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localtime

from sanzhi.cases.models import Counted
from sanzhi.kit.calendar import COUNTY
from sanzhi.people.roles import Actor

from .measures import MOMENT, tallies
from .scope import Scope

# Every code that is counted by the day, in the order of `DayTown.counts`.
_KNOWN = tallies(datetime.min.replace(tzinfo=COUNTY))
CODES = tuple(code for code in _KNOWN if code not in MOMENT)
SHAPE = sha256(repr([(code, str(_KNOWN[code])) for code in CODES]).encode()).hexdigest()
MOST_SINGLE_DAYS = 60  # more days than this that moved since are left to the worker
NEWEST_DAYS = 10  # of those, what is counted all the same: where most of the day's work is
OLDEST_COUNT = timedelta(
    minutes=10
)  # counts older than this, with so many days moved: from scratch, the worker is gone

# NULL when there are counts of this shape, and every day with a move since they were made.
MOVED_SINCE = "SELECT cases_days_moved(%s)"


@dataclass(frozen=True)
class Days:
    """盘点的日子: `fresh` are to be counted now, the others stand counted; `stored` is False when none do.

    `as_of`: when the others were counted, if some of them have moved since; None when every figure is of this moment.
    """

    fresh: frozenset[date]
    stored: bool = True
    as_of: datetime | None = None

    def to_count(self) -> Q:
        """The cases that have to be counted now."""
        return in_days(self.fresh) if self.stored else Q()

    def moved_in(self, month: date) -> bool:
        """Whether a day of this month is to be counted now, so that its sum does not hold."""
        return any((day.year, day.month) == (month.year, month.month) for day in self.fresh)

    def standing(self) -> Q:
        """The rows of the day tables that still hold."""
        return ~Q(day__in=self.fresh) if self.stored else Q(pk__in=[])


def days_to_count(actor: Actor, scope: Scope) -> Days:
    """Which days moved since they were counted, for any span of whole days. Only counties and towns are so counted."""
    whole_days = all(localtime(edge, COUNTY).time() == time.min for edge in (scope.since, scope.until))
    by_hand = scope.village or scope.category or scope.branch or scope.cell
    if len(actor.reach) not in (6, 9) or by_hand or not whole_days:
        return Days(frozenset(), stored=False)
    with connection.cursor() as cursor:
        cursor.execute(MOVED_SINCE, [SHAPE])
        found = {day for (day,) in cursor.fetchall()}
    moved = sorted(found - {None})
    if None not in found:
        return Days(frozenset(), stored=False)
    return Days(frozenset(moved)) if len(moved) <= MOST_SINGLE_DAYS else _left_to_the_worker(moved, scope.at)


def _left_to_the_worker(moved: list[date], at: datetime) -> Days:
    """A million cases are not counted for one page while the worker is about to; unless it has stopped counting."""
    counted = Counted.objects.filter(shape=SHAPE).values_list("at", flat=True).first()
    if counted is None or at - counted > OLDEST_COUNT:
        return Days(frozenset(), stored=False)
    return Days(frozenset(moved[-NEWEST_DAYS:]), as_of=counted)


def in_days(days: Iterable[date]) -> Q:
    """The cases reported on any of these days, as ranges that the index of `reported_at` knows."""
    spans = [
        Q(reported_at__gte=midnight(day), reported_at__lt=midnight(day + timedelta(days=1)))
        for day in sorted(days)
    ]
    return reduce(or_, spans, Q(pk__in=[]))


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, COUNTY)


def stored_rows(actor: Actor, scope: Scope, days: Days) -> Q:
    """The rows of `DayTown` that belong to a scope and still hold."""
    since, until = _span(scope)
    return Q(day__gte=since, day__lt=until) & _of_towns(actor, scope) & days.standing()


def stored_sums(actor: Actor, scope: Scope, days: Days) -> Q:
    """The same of a table that also holds sums of months: those that lie whole in the scope, and the days beside them."""
    since, until = _span(scope)
    whole = [month for month in months_over(since, until) if not days.moved_in(month)]
    loose = [
        day for day in _each_day(since, until) if day.replace(day=1) not in whole and day not in days.fresh
    ]
    held = Q(month=True, day__in=whole) | Q(month=False, day__in=loose)
    return (held if days.stored else Q(pk__in=[])) & _of_towns(actor, scope)


def months_over(since: date, until: date) -> list[date]:
    """The first day of every month that lies whole between two days, the last not among them."""
    firsts = [day for day in _each_day(since, until) if day.day == 1]
    return [first for first in firsts if after_month(first) <= until]


def after_month(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _span(scope: Scope) -> tuple[date, date]:
    return localtime(scope.since, COUNTY).date(), localtime(scope.until, COUNTY).date()


def _each_day(since: date, until: date) -> list[date]:
    return [since + timedelta(days=n) for n in range((until - since).days)]


def _of_towns(actor: Actor, scope: Scope) -> Q:
    towns = [town for town in (scope.town, actor.reach if len(actor.reach) == 9 else "") if town]
    return reduce(and_, [Q(town_code=town) for town in towns], Q())
