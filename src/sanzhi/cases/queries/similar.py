"""相似: cases near in place, time and words, found on the narrow search table alone, then read by who may see what."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Q

from sanzhi.cases import kinship, nearness
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case
from sanzhi.cases.rules import Filing
from sanzhi.kit import walls
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Verdict
from sanzhi.people.roles import Actor

from .lists import visible_to

MOST_COMPARED = 500  # of one village in ninety days; the newest. What is compared is what it costs
MOST_FOUND = 20
MOST_SHOWN = 5

# The village's index and the square's give the candidates; their words are counted against ours in the database.
_NEAR = """
WITH ours AS MATERIALIZED (SELECT unnest(%(words)s::text[]) AS word), near AS (
    (SELECT case_id, words FROM cases_search
     WHERE village = %(village)s AND reported_at >= %(since)s AND reported_at <= %(until)s
     ORDER BY reported_at DESC LIMIT %(most)s)
    UNION ALL
    (SELECT case_id, words FROM cases_search
     WHERE square = ANY(%(squares)s) AND village <> %(village)s
       AND reported_at >= %(since)s AND reported_at <= %(until)s
     ORDER BY reported_at DESC LIMIT %(most)s)
)
SELECT case_id, shared::float / least(pairs, %(pairs)s) AS alike
FROM (
    SELECT near.case_id, count(ours.word) AS shared, count(*) AS pairs
    FROM near CROSS JOIN LATERAL unnest(tsvector_to_array(near.words)) AS theirs (word)
    LEFT JOIN ours ON ours.word = theirs.word WHERE length(theirs.word) > 1 AND theirs.word NOT LIKE ALL ('{town_________,month______}') GROUP BY near.case_id
) AS counted
WHERE pairs >= %(fewest)s AND shared >= least(pairs, %(pairs)s) * %(alike)s AND case_id <> %(but)s
ORDER BY alike DESC, case_id DESC LIMIT %(found)s
"""


def alike(filing: Filing, at: datetime, *, but: int = 0) -> dict[int, float]:
    """{case: how alike}, the most alike first. One query; for no reader's eyes yet."""
    words = nearness.pairs(filing.title, filing.text, filing.place)
    if len(words) < nearness.FEWEST_PAIRS:
        return {}
    asked = {
        "village": filing.area_code,
        "since": at - nearness.WITHIN,
        "until": at,
        "squares": nearness.squares_around(filing.latitude, filing.longitude),
        "most": MOST_COMPARED,
        "pairs": len(words),
        "words": words,
        "fewest": nearness.FEWEST_PAIRS,
        "alike": nearness.ALIKE,
        "but": but,
        "found": MOST_FOUND,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, asked)
        return dict(cursor.fetchall())


def _is_near(filing: Filing, case: Case) -> bool:
    if case.area_id == filing.area_code:
        return True
    points = (filing.latitude, filing.longitude, case.latitude, case.longitude)
    if None in points:
        return False
    lat1, lon1, lat2, lon2 = (float(point) for point in points if point is not None)
    return nearness.metres((lat1, lon1), (lat2, lon2)) <= nearness.METRES


@dataclass(frozen=True)
class Hint:
    """相似的一件, as a stranger may see it: no title, no words, no names."""

    code: str
    category: str
    village: str
    reported_at: datetime
    state: State
    joined: int
    verdict: Verdict  # may this person join it?


@walls.the_house()
def hints(actor: Actor, filing: Filing, at: datetime, *, without: int | None = None) -> list[Hint]:
    """What may be shown before filing. Two queries. Kinds and categories about persons never appear, nor what the
    person `without` has filed: at the phone desk that is told already."""
    found = alike(filing, at)
    if not found:
        return []
    rows = Case.objects.filter(pk__in=found, kind__in=nearness.OPEN_KINDS, secrecy=Case.Secrecy.OPEN)
    rows = rows.exclude(state="merged").exclude(reporter=without)
    rows = rows.annotate(n=Count("joins", filter=Q(joins__left_at=None)))
    near = [case for case in rows.select_related("area", "category") if _is_near(filing, case)]
    open_to_all = [case for case in near if not nearness.about_a_person(case.category_id)]
    ordered = sorted(open_to_all, key=lambda case: -found[case.id])[:MOST_SHOWN]
    return [_hint(actor, case) for case in ordered]


def _hint(actor: Actor, case: Case) -> Hint:
    own = actor.is_resident and case.reporter_id == actor.person_id
    return Hint(
        code=case.public_code,
        category=case.category.name,
        village=case.area.name,
        reported_at=case.reported_at,
        state=flow_of(case.kind, case.kind_version).states[case.state],
        joined=case.n,
        verdict=kinship.may_join(case.state, own=own, shown=True),
    )


@dataclass(frozen=True)
class Alike:
    """相似的一件, as the dispatcher sees it: the case itself, and how alike."""

    case: Case
    percent: int


def similar_cases(actor: Actor, case: Case, at: datetime) -> list[Alike]:
    """Within the reader's reach, titles and all. Two queries."""
    filing = Filing(
        case.title, case.text, case.area_id, case.category_id, case.place, case.latitude, case.longitude
    )
    found = alike(filing, at, but=case.id)
    if not found:
        return []
    rows = visible_to(actor).filter(pk__in=found).select_related("area", "category", "holder")
    near = [one for one in rows if _is_near(filing, one)]
    near.sort(key=lambda one: -found[one.id])
    return [Alike(one, round(100 * found[one.id])) for one in near[:MOST_SHOWN]]
