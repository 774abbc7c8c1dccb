"""警情: the list of one's place, one alarm with its versions, and each day counted against what the police say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.alarms import access, rules
from sanzhi.alarms.models import Alarm, AlarmParty, AlarmVersion, Batch, NailRule
from sanzhi.kit import walls
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor

PAGE_SIZE = 20
MOST_DAYS = 31


@dataclass(frozen=True)
class Filters:
    """警情筛选: words in the place, the brief or the number; a place by the digits its code begins with; a kind; police matter or not; two days."""

    words: str = ""
    area: str = ""
    cause: str = ""
    police: bool | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Day:
    """一天的对账: `told` is what the police counted (None: nobody said), `here` what is here, `missing` the numbers that
    are not, `extra` those here that the police did not name."""

    day: date
    told: int | None
    here: int
    missing: list[str]
    extra: list[str]

    @property
    def even(self) -> bool:
        return self.told == self.here and not self.missing and not self.extra


def within(reach: str) -> Q:
    return Q(area__gte=reach, area__lt=reach + "~")


def visible_to(actor: Actor) -> QuerySet[Alarm]:
    """Alarms of the places that a post covers, where the post is one for alarms at all."""
    return Alarm.objects.filter(within(actor.reach)) if access.may_view(actor) else Alarm.objects.none()


def alarms_in(actor: Actor, filters: Filters, before: tuple[datetime, int] | None = None) -> list[Alarm]:
    """警情, newest first, a page and one more; `before` is the time and id of the last row of the page before."""
    rows = filtered(visible_to(actor), filters)
    if before:
        rows = rows.filter(Q(reported_at__lt=before[0]) | Q(reported_at=before[0], id__lt=before[1]))
    return list(rows.select_related("area", "joint").order_by("-reported_at", "-id")[: PAGE_SIZE + 1])


def filtered(rows: QuerySet[Alarm], filters: Filters) -> QuerySet[Alarm]:
    if filters.words:
        words = filters.words.strip()[:40]
        rows = rows.filter(
            Q(place__contains=words) | Q(brief__contains=words) | Q(alarm_no__startswith=words)
        )
    if filters.area:
        rows = rows.filter(within(filters.area))
    if filters.cause:
        rows = rows.filter(cause=filters.cause)
    if filters.police is not None:
        rows = rows.filter(is_police_matter=filters.police)
    if filters.first:
        rows = rows.filter(reported_at__gte=_midnight(filters.first))
    if filters.last:
        rows = rows.filter(reported_at__lt=_midnight(filters.last + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=COUNTY)


def alarm(actor: Actor, alarm_no: str) -> Alarm:
    """Raises Refusal not_visible for what is not there and for what one may not see alike."""
    found: Alarm = one_of(visible_to(actor).select_related("area", "joint__lead"), alarm_no=alarm_no)
    return found


def one_of(rows: QuerySet[Any], **which: Any) -> Any:
    """The one row; Refusal not_visible where there is none."""
    found = rows.filter(**which).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到，或者不在您的辖区。"))
    return found


def versions_of(one: Alarm) -> list[AlarmVersion]:
    return list(AlarmVersion.objects.filter(alarm=one).order_by("version"))


def number_of_parties(one: Alarm) -> int:
    with walls.the_house():  # how many, and nothing of who
        return AlarmParty.objects.filter(alarm=one).count()


def batches_in(actor: Actor) -> list[Batch]:
    """The last ten tables and sendings of one's place."""
    if not access.may_view(actor):
        return []
    return list(Batch.objects.filter(within(actor.reach)).select_related("client").order_by("-id")[:10])


def areas_by_name() -> dict[str, str]:
    """{code, name, or town's and village's name together: code} of what is in force; a name that two share is not in it."""
    found: dict[str, set[str]] = {}
    rows = (
        Area.objects.filter(valid_to__isnull=True).exclude(level=Area.Level.COUNTY).select_related("parent")
    )
    for one in rows:
        above = one.parent.name if one.parent else ""
        for name in (one.code, one.name, above + one.name):
            found.setdefault(name, set()).add(one.code)
    return {name: min(codes) for name, codes in found.items() if len(codes) == 1}


def rule_on(at: datetime) -> NailRule:
    """The rule in force then; the newest of those published that have begun."""
    rows = NailRule.objects.filter(published_at__isnull=False, valid_from__lte=localdate(at))
    return rows.order_by("-valid_from", "-id")[0]


_DAYS = """
WITH told AS (
    SELECT DISTINCT ON (day) day, sent, numbers FROM alarms_dayreport
    WHERE area_id LIKE %(reach)s || '%%' AND day BETWEEN %(first)s AND %(last)s ORDER BY day, id DESC
), here AS (
    SELECT (reported_at AT TIME ZONE 'Asia/Shanghai')::date AS day, array_agg(alarm_no ORDER BY alarm_no) AS numbers
    FROM alarms_alarm WHERE area_id LIKE %(reach)s || '%%' AND reported_at >= %(start)s AND reported_at < %(end)s GROUP BY 1
)
SELECT coalesce(told.day, here.day), told.sent, told.numbers, here.numbers FROM told FULL JOIN here ON told.day = here.day
ORDER BY 1 DESC
"""


def reconciled(actor: Actor, first: date, last: date) -> list[Day]:
    """对账: each day on which anything came or was counted, newest first; at most a month. One query.

    Where the police named no numbers, what is missing is what their running numbers leap over.
    """
    if not access.may_view(actor):
        return []
    first = max(first, last - timedelta(days=MOST_DAYS - 1))
    told: dict[str, Any] = {"reach": actor.reach, "first": first, "last": last}
    told |= {"start": _midnight(first), "end": _midnight(last + timedelta(days=1))}
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, told)
        return [_day(*row) for row in cursor.fetchall()]


def _day(day: date, sent: int | None, named: list[str] | None, here: list[str] | None) -> Day:
    there, names = here or [], named or []
    missing = sorted(set(names) - set(there)) if names else rules.serial_gaps(there)
    return Day(day, sent, len(there), missing, sorted(set(there) - set(names)) if names else [])
