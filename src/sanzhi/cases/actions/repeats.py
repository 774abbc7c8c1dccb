"""重复反映: by the clock, in one statement for whatever came in; what is found feeds the supervision rules and the boards.

Beijing counts a contact within the limit as the same order and one after it as a repeat (domain.md §9.5, practice); the
ninety days, and what counts as the same place, are 本平台约定.
"""

from django.db import connection

from sanzhi.cases.nearness import METRES, WITHIN

BEHIND = 10_000  # numbers are given out before they are committed; no case is found later than this many after its turn
NEAR = METRES / 10 / 111_000  # degrees: fifty metres, a house and what stands before it

_NOTE = """
INSERT INTO cases_repeat (case_id, by_person, at_place)
SELECT c.id, count(e.id) FILTER (WHERE e.reporter_id = c.reporter_id),
    count(DISTINCT e.reporter_id) FILTER (WHERE e.reporter_id <> c.reporter_id AND (
        (c.place <> '' AND e.place = c.place)
        OR (abs(e.latitude - c.latitude) < %(step)s AND abs(e.longitude - c.longitude) < %(step)s)))
FROM cases_case AS c LEFT JOIN cases_case AS e ON e.area_id = c.area_id AND e.category_id = c.category_id
    AND e.reported_at BETWEEN c.reported_at - %(within)s AND c.reported_at AND e.id <> c.id
    AND (e.reported_at, e.id) < (c.reported_at, c.id)
WHERE c.id > (SELECT coalesce(max(case_id), 0) - %(behind)s FROM cases_repeat)
    AND NOT EXISTS (SELECT FROM cases_repeat AS r WHERE r.case_id = c.id)
GROUP BY c.id
ON CONFLICT DO NOTHING
"""


def note_repeats() -> int:
    """Every case not looked at yet, each once. Returns how many were looked at."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, {"within": WITHIN, "behind": BEHIND, "step": NEAR})
        return cursor.rowcount
