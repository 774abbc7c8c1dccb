"""研判的算法: one statement over all alarms, and what it finds is proposed, never done.

A key is met when `least` alarms of one cause lie within `days` and the last of them within the last `days`: whenever
this is run, no run of alarms slips between two runs. Everything joined to it costs in what was found, not in what there is.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from . import rules
from .models import NailRule

# What a place or the same parties have in common. `seen` is every alarm that can be part of a run: those of the last
# two windows; `nth` is the time of the alarm that lies `least` - 1 before it.
_SEEN = {
    "place": """
        SELECT a.id, a.place_key, NULL::bytea AS party_key, a.cause, a.reported_at
        FROM alarms_alarm AS a
        JOIN (
            SELECT place_key, cause FROM alarms_alarm
            WHERE cause <> '' AND place_key <> '' AND reported_at > %(start)s AND reported_at <= %(at)s
            GROUP BY place_key, cause HAVING count(*) >= %(least)s
        ) AS often USING (place_key, cause)
        WHERE a.cause <> '' AND a.reported_at > %(start)s AND a.reported_at <= %(at)s
    """,
    "parties": """
        SELECT a.id, '' AS place_key, p.key AS party_key, a.cause, a.reported_at
        FROM alarms_alarmparty AS p JOIN alarms_alarm AS a ON a.id = p.alarm_id
        WHERE a.cause <> '' AND a.reported_at > %(start)s AND a.reported_at <= %(at)s
    """,
}
_MINE = {
    "place": "a.place_key = m.place_key AND a.cause = m.cause AND a.cause <> ''",
    "parties": (
        "a.cause = m.cause AND a.id IN (SELECT p.alarm_id FROM alarms_alarmparty AS p WHERE p.key = m.party_key)"
    ),
}
# Not again what a person has before them or decided on, nor what is a nail already.
_PROPOSE = """
WITH seen AS ({seen}), nth AS (
    SELECT place_key, party_key, cause, reported_at,
           lag(reported_at, %(least)s - 1) OVER (PARTITION BY place_key, party_key, cause ORDER BY reported_at, id) AS nth
    FROM seen
), met AS (
    SELECT place_key, party_key, cause, max(reported_at) AS last_at FROM nth
    WHERE reported_at > %(window)s AND nth >= reported_at - %(days)s GROUP BY place_key, party_key, cause
), fresh AS (
    SELECT m.* FROM met AS m
    LEFT JOIN alarms_nail AS n ON n.sort = '{sort}' AND n.cause = m.cause AND n.place_key = m.place_key
         AND n.party_key IS NOT DISTINCT FROM m.party_key
    LEFT JOIN (
        SELECT place_key, party_key, cause, max(last_at) AS last_at, bool_or(decision = '') AS waits
        FROM alarms_proposal WHERE sort IN ('{sort}', 'again') GROUP BY place_key, party_key, cause
    ) AS p ON p.cause = m.cause AND p.place_key = m.place_key AND p.party_key IS NOT DISTINCT FROM m.party_key
    WHERE n.id IS NULL AND p.waits IS NOT TRUE AND (p.last_at IS NULL OR p.last_at < m.last_at)
)
INSERT INTO alarms_proposal (sort, area_id, cause, place, place_key, party_key, alarms, count_30, count_90, count_365,
    first_at, last_at, rule_id, proposed_at, decision, reason)
SELECT '{sort}', f.area_id, m.cause, {place}, m.place_key, m.party_key, f.alarms, f.in_30, f.in_90, f.in_365, f.first_at, f.last_at,
       %(rule)s, %(at)s, '', ''
FROM fresh AS m CROSS JOIN LATERAL (
    SELECT (array_agg(a.area_id ORDER BY a.reported_at DESC, a.id DESC))[1] AS area_id,
           (array_agg(a.place ORDER BY a.reported_at DESC, a.id DESC))[1] AS place, array_agg(a.id ORDER BY a.reported_at, a.id) AS alarms,
           count(*) FILTER (WHERE a.reported_at > %(month)s) AS in_30, count(*) FILTER (WHERE a.reported_at > %(quarter)s) AS in_90,
           count(*) AS in_365, min(a.reported_at) AS first_at, max(a.reported_at) AS last_at
    FROM alarms_alarm AS a WHERE {mine} AND a.reported_at > %(year)s AND a.reported_at <= %(at)s
) AS f
ON CONFLICT DO NOTHING RETURNING id
"""
# One alarm is enough where a nail was pulled out.
_AGAIN = """
INSERT INTO alarms_proposal (sort, area_id, cause, place, place_key, party_key, alarms, count_30, count_90, count_365,
    first_at, last_at, rule_id, proposed_at, decision, reason, nail_id)
SELECT 'again', n.area_id, n.cause, n.place, n.place_key, n.party_key, f.alarms, cardinality(f.alarms), cardinality(f.alarms),
       cardinality(f.alarms), f.first_at, f.last_at, %(rule)s, %(at)s, '', '', n.id
FROM alarms_nail AS n CROSS JOIN LATERAL (
    SELECT array_agg(a.id ORDER BY a.reported_at, a.id) AS alarms, min(a.reported_at) AS first_at, max(a.reported_at) AS last_at
    FROM alarms_alarm AS a
    WHERE a.cause = n.cause AND a.cause <> '' AND a.reported_at > n.removed_at AND a.reported_at <= %(at)s
      AND CASE WHEN n.sort = 'place' THEN a.place_key = n.place_key
               ELSE a.id IN (SELECT p.alarm_id FROM alarms_alarmparty AS p WHERE p.key = n.party_key) END
) AS f
WHERE n.removed_at IS NOT NULL AND f.alarms IS NOT NULL AND coalesce((
    SELECT max(p.last_at) FROM alarms_proposal AS p WHERE p.nail_id = n.id AND p.sort = 'again'
), n.removed_at) < f.last_at
ON CONFLICT DO NOTHING RETURNING id
"""
# 苗头: of a village and a cause, so many in a month and so many times what the month before had.
_EARLY = """
INSERT INTO alarms_proposal (sort, area_id, cause, place, place_key, party_key, alarms, count_30, count_90, count_365,
    first_at, last_at, rule_id, proposed_at, decision, reason)
SELECT 'early', m.area_id, m.cause, v.name, m.area_id, NULL, f.alarms, m.in_30, m.in_60, m.in_60, m.first_at, m.last_at, %(rule)s, %(at)s, '', ''
FROM (
    SELECT area_id, cause, count(*) FILTER (WHERE reported_at > %(month)s) AS in_30, count(*) AS in_60, min(reported_at) AS first_at,
           max(reported_at) AS last_at
    FROM alarms_alarm WHERE cause <> '' AND reported_at > %(two_months)s AND reported_at <= %(at)s GROUP BY area_id, cause
) AS m JOIN people_area AS v ON v.code = m.area_id CROSS JOIN LATERAL (
    SELECT array_agg(a.id ORDER BY a.reported_at, a.id) AS alarms FROM alarms_alarm AS a
    WHERE a.area_id = m.area_id AND a.cause = m.cause AND a.reported_at > %(month)s AND a.reported_at <= %(at)s
) AS f
WHERE m.in_30 >= %(early)s AND m.in_30 >= %(times)s * greatest(m.in_60 - m.in_30, 1)
  AND NOT EXISTS (SELECT FROM alarms_proposal AS p WHERE p.sort = 'early' AND p.place_key = m.area_id AND p.cause = m.cause
      AND p.proposed_at > %(month)s)
ON CONFLICT DO NOTHING RETURNING id
"""


def propose_nails(rule: NailRule, at: datetime) -> list[int]:
    """疑似钉子警情: the ids of what was proposed."""
    told = _told(rule, at)
    found = []
    for sort, place in (("place", "f.place"), ("parties", "''")):
        found += _run(_PROPOSE.format(sort=sort, seen=_SEEN[sort], mine=_MINE[sort], place=place), told)
    return found + _run(_AGAIN, told)


def propose_early(rule: NailRule, at: datetime) -> list[int]:
    """苗头: places and causes only; the ids of what was proposed."""
    return _run(_EARLY, _told(rule, at))


def _told(rule: NailRule, at: datetime) -> dict[str, Any]:
    day = timedelta(days=1)
    return {
        "rule": rule.pk, "least": rule.least, "days": rule.days * day, "at": at, "window": at - rule.days * day,
        "start": at - 2 * rule.days * day, "month": at - 30 * day, "two_months": at - 60 * day, "quarter": at - 90 * day,
        "year": at - 365 * day, "early": rules.EARLY_LEAST, "times": rules.EARLY_TIMES,
    }  # fmt: skip


def _run(statement: str, told: dict[str, Any]) -> list[int]:
    """In memory, for this transaction only: what a year's doors do not fit into goes to the disk and back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(statement, told)
        return [number for (number,) in cursor.fetchall()]
