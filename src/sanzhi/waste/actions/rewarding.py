"""交积分: what was graded A is handed over to points, once and only once; what changed afterwards is taken back there.

Waste only ever adds: B, C, refused and nothing put out are handed over nowhere.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people.models import Area
from sanzhi.people.roles import Actor
from sanzhi.points import actions as points
from sanzhi.points import queries as scheme
from sanzhi.points.actions import Taken
from sanzhi.points.models import Claim
from sanzhi.waste import access, queries
from sanzhi.waste.models import Inspection, Weighing

_POINT_AT = """
UPDATE waste_inspection AS i SET claim_id = p.claim FROM unnest(%(ids)s::bigint[], %(claims)s::bigint[]) AS p (id, claim)
WHERE i.id = p.id
"""


@dataclass(frozen=True)
class HandedOver:
    """交了多少: inspections, in so many claims, of so many households."""

    inspections: int
    claims: int
    households: int


@transaction.atomic
def hand_over(area: str, *, by: Actor, at: datetime) -> HandedOver:
    """交积分: every A of a village whose time for appeals is over, of households that take part, that the one who presses
    did not grade. A village at a time; a second press finds nothing. Raises Refusal."""
    access.may_manage(by, area).or_refuse()
    Area.objects.select_for_update().get(pk=area)  # two hands at once would find the same
    shares = _shares(area, by, at)
    if not shares:
        raise Refusal("nothing_due", _("现在没有可以交的：要等申诉期满，而且这一户参加了积分。"))
    taken = [
        Taken(f"waste:{ids[0]}:{at:%Y%m%d%H%M%S}", home, item, day, len(ids), _words(len(ids)))
        for (home, item, day), ids in shares
    ]
    claims = points.take(area, taken, by=by, at=at)
    pairs = [
        (number, claims[one.key]) for one, (_of, ids) in zip(taken, shares, strict=True) for number in ids
    ]
    with connection.cursor() as cursor:
        values = {"ids": [one[0] for one in pairs], "claims": [one[1] for one in pairs]}
        cursor.execute(_POINT_AT, values)
    homes = {home for (home, _item, _day), _ids in shares}
    said = {"area": area, "inspections": len(pairs), "claims": len(claims)}
    record("waste.handed_over", by=by.person_id, at=at, about=("area", int(area)), content=said)
    return HandedOver(len(pairs), len(claims), len(homes))


@transaction.atomic
def hand_over_weighings(area: str, *, by: Actor, at: datetime) -> HandedOver:
    """称重交积分: a household's day on which something sorted out was weighed gives one claim, however heavy and however
    often, and none where waste gave one for that day already; the caps are the standard's. Raises Refusal."""
    access.may_manage(by, area).or_refuse()
    Area.objects.select_for_update().get(pk=area)
    due = queries.weighed_due(area, by.person_id, at)
    given = queries.rewarded_days(area, {day for _number, _home, day in due})
    shares = [
        (of, numbers) for of, numbers in _days_of(area, due) if (of[0], of[2]) not in given
    ]  # fmt: skip
    if not shares:
        raise Refusal("nothing_due", _("现在没有可以交的：称重要满七天，而且这一户参加了积分。"))
    taken = [
        Taken(f"scale:{numbers[0]}", home, item, day, 1, f"称重 {len(numbers)} 次，分出来的都已过秤。")
        for (home, item, day), numbers in shares
    ]
    claims = points.take(area, taken, by=by, at=at)
    for one, (_of, numbers) in zip(taken, shares, strict=True):
        Weighing.objects.filter(pk__in=numbers).update(claim=claims[one.key])
    homes, readings = {one.household for one in taken}, sum(len(numbers) for _of, numbers in shares)
    said = {"area": area, "weighings": readings, "claims": len(claims)}
    record("waste.weights_handed_over", by=by.person_id, at=at, about=("area", int(area)), content=said)
    return HandedOver(readings, len(claims), len(homes))


def _shares(area: str, by: Actor, at: datetime) -> list[tuple[tuple[int, int, date], list[int]]]:
    """[((household, item, day), its inspections)]: a claim for a household and a day, because caps go by the day."""
    return _days_of(area, queries.due_for_points(area, by.person_id, at))


def _days_of(area: str, due: list[tuple[int, int, date]]) -> list[tuple[tuple[int, int, date], list[int]]]:
    """What is due, (number, household, day), gathered by household and day under the item that held then, of those that
    took part then."""
    spans = scheme.waste_items(area)
    joined = {scope: scheme.joined_on(area, scope) for scope in {span[3] for span in spans}}  # three at most
    found: dict[tuple[int, int, date], list[int]] = defaultdict(list)
    for number, home, day in due:
        item, scope = next(
            (
                (one, scope)
                for one, first, last, scope in spans
                if first <= day and (last is None or day < last)
            ),
            (0, ""),
        )
        since = joined[scope].get(home) if item else None
        if since and since <= day:
            found[home, item, day].append(number)
    return sorted(found.items())


def _words(count: int) -> str:
    return f"垃圾分类检查，{count} 只桶评为 A。"


@transaction.atomic
def correct(claim_id: int, *, reason: str, by: Actor, at: datetime) -> Claim:
    """更正: a claim of which an inspection counts as something else now. What was not scored yet is withdrawn, what was
    entered is moved back once; what still is an A is handed over again. Raises Refusal."""
    claim = Claim.objects.get(pk=claim_id)
    if not queries.changed_since(claim_id):
        raise Refusal("nothing_changed", _("这一笔没有要更正的检查。"))
    if claim.state == Claim.State.CONFIRMED:
        points.revise(claim_id, reason=reason, by=by, at=at)
    else:
        points.let_go(claim_id, reason=reason, by=by, at=at)
    Inspection.objects.filter(claim=claim_id).update(claim=None)
    said = {"area": claim.area_id, "claim": claim_id}
    record("waste.corrected", by=by.person_id, at=at, about=("claim", claim_id), content=said)
    return claim
