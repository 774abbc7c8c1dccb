"""先前的: what is there already of scans that were not new."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from sanzhi.people.roles import Actor
from sanzhi.waste.models import Inspection

_EARLIER = """
SELECT s.offline_id, b.id, i.id, i.grade, coalesce(mine.grade, second.grade), coalesce(mine.bin_id, about.bin_id), second.id IS NOT NULL
FROM unnest(%(ids)s::uuid[], %(codes)s::text[], %(days)s::date[]) AS s (offline_id, code, day)
CROSS JOIN LATERAL (SELECT * FROM waste_bin WHERE code = s.code OFFSET 0) AS b  -- by its index, one by one
LEFT JOIN waste_inspection AS i ON i.bin_id = b.id AND i.day = s.day AND i.stream = b.stream
LEFT JOIN waste_inspection AS mine ON mine.by_id = %(by)s AND mine.offline_id = s.offline_id
LEFT JOIN waste_conflict AS second ON second.by_id = %(by)s AND second.offline_id = s.offline_id
LEFT JOIN waste_inspection AS about ON about.id = second.inspection_id
WHERE b.area_id LIKE %(reach)s
"""


@dataclass(frozen=True)
class Earlier:
    """`bin` that a scan names; what that bin was graded that day; and what this very scan said when it came before."""

    bin: int
    inspection: int | None
    grade: str | None
    its_grade: str | None
    its_bin: int | None
    second: bool  # it was another opinion then, too


def earlier_of(asked: Sequence[tuple[UUID, str, date]], by: Actor) -> dict[UUID, Earlier]:
    """{offline id: what there is}; nothing for a code that is none here. One query."""
    values = {
        "ids": [one[0] for one in asked], "codes": [one[1] for one in asked], "days": [one[2] for one in asked],
        "by": by.person_id, "reach": f"{by.reach}%",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER, values)
        return {row[0]: Earlier(*row[1:]) for row in cursor.fetchall()}


def graded_by(inspections: Collection[int]) -> dict[int, tuple[str, int]]:
    """{inspection: (village, who graded it)}. One query."""
    rows = Inspection.objects.filter(pk__in=inspections)
    return {number: (area, by) for number, area, by in rows.values_list("id", "area", "by")}
