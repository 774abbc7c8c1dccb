"""积分的分布: of each village in reach, how many take part, how evenly the year's points lie, who had none; one question.

Gini 基尼系数 (Gini 1912, of a sorted list x₁ ≤ … ≤ xₙ): Σ (2i − n − 1)·xᵢ ÷ (n·Σxᵢ); 0 is all alike. Of the households
that take part, with nothing for those that earned nothing; what was deducted or spent does not change it.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from sanzhi.ledger import codes
from sanzhi.ledger import queries as ledger
from sanzhi.people.models import Household
from sanzhi.people.roles import Actor
from sanzhi.points.models import Claim, Participant

FEW = 10  # 本平台约定: of fewer households neither a rate nor a Gini is compared
QUIET_PAGE = 50
STEPS = ((0, 0), (1, 9), (10, 19), (20, 49), (50, 99), (100, None))
WAYS = {
    "covered": _("参加的户 ÷ 在册的户"),
    "quiet": _("本年没有一笔入账的户 ÷ 参加的户"),
    "gini": _("基尼系数：0 是各户一样多，越近 1 越集中在少数户；按参加的户本年挣得的积分算，没挣到的按 0"),
    "lying": _("各户账上还没花掉的积分"),
}

_ASKED = """
WITH homes AS (
    SELECT h.area_id AS area, count(*) AS n FROM people_household AS h
    WHERE h.status = 'active' AND h.area_id >= %(reach)s AND h.area_id < %(reach)s || '~' GROUP BY 1
), members AS (
    SELECT p.area_id AS area, p.household_id AS id FROM points_participant AS p
    WHERE p.left_at IS NULL AND p.area_id >= %(reach)s AND p.area_id < %(reach)s || '~' GROUP BY 1, 2
), earned AS (
    SELECT c.area_id AS area, c.household_id AS id, sum(c.points) AS points FROM points_claim AS c
    WHERE c.state = 'confirmed' AND c.year = %(year)s AND c.direction = '+'
      AND c.area_id >= %(reach)s AND c.area_id < %(reach)s || '~' GROUP BY 1, 2
), placed AS (
    SELECT area, coalesce(points, 0) AS points,
           row_number() OVER (PARTITION BY area ORDER BY coalesce(points, 0)) AS place,
           count(*) OVER (PARTITION BY area) AS n
    FROM members LEFT JOIN earned USING (area, id)
), told AS (
    SELECT area, max(n) AS members, count(*) FILTER (WHERE points = 0) AS quiet, sum(points) AS points,
           sum((2 * place - n - 1) * points) AS apart
    FROM placed GROUP BY 1
)
SELECT a.code, a.name, coalesce(h.n, 0), coalesce(t.members, 0), coalesce(t.quiet, 0), coalesce(t.points, 0),
       CASE WHEN t.points > 0 THEN t.apart::float / (t.members * t.points) END
FROM people_area AS a LEFT JOIN homes AS h ON h.area = a.code LEFT JOIN told AS t ON t.area = a.code
WHERE a.code >= %(reach)s AND a.code < %(reach)s || '~' AND (t.members > 0 OR h.n > 0)
ORDER BY a.code
"""


@dataclass(frozen=True, slots=True)
class VillageFigures:
    """一个村: households there, taking part, without an entry this year; what they earned, how evenly, what lies there."""

    area: str
    name: str
    homes: int
    members: int
    quiet: int
    points: int
    gini: float | None
    lying: int

    @property
    def covered(self) -> float | None:
        return 100 * self.members / self.homes if self.homes else None

    @property
    def silent(self) -> float | None:
        return 100 * self.quiet / self.members if self.members else None

    @property
    def few(self) -> bool:
        return self.members < FEW


def by_village(actor: Actor, year: int) -> list[VillageFigures]:
    """Every village in reach that has households. Two queries."""
    if not actor.reach:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, {"reach": actor.reach, "year": year})
        rows = cursor.fetchall()
    lying = ledger.lying_with_households(codes.POINT, actor.reach)
    return [VillageFigures(*(*row, lying.get(row[0], 0))) for row in rows]


def spread(area: str, year: int) -> list[tuple[str, int]]:
    """[(how many points, how many of the households that take part)]. Two queries."""
    members = set(Participant.objects.filter(area=area, left_at=None).values_list("household", flat=True))
    rows = Claim.objects.filter(area=area, year=year, state="confirmed", direction="+", household__in=members)
    sums = rows.values_list("household").annotate(points=Sum("points"))
    earned = dict.fromkeys(members, 0) | dict(sums)
    counted = []
    for low, high in STEPS:
        words = f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
        counted.append((words, sum(low <= one and (high is None or one <= high) for one in earned.values())))
    return counted


def quiet_homes(actor: Actor, year: int, after: int = 0) -> list[Household]:
    """没有动静的户 of one's place, by number, a page and one more: whom to call on, not whom to blame."""
    members = Participant.objects.filter(left_at=None, area__gte=actor.reach, area__lt=actor.reach + "~")
    entered = Claim.objects.filter(
        year=year, state="confirmed", direction="+", area__gte=actor.reach, area__lt=actor.reach + "~"
    )
    rows = Household.objects.filter(pk__in=members.values("household"), id__gt=after)
    rows = rows.exclude(pk__in=entered.values("household")).select_related("area")
    return list(rows.order_by("id")[: QUIET_PAGE + 1]) if actor.reach else []
