"""检查结果: what a phone sends, many at a time, each once however often it comes.

The database keeps one row for a bin, a day and a class, and one for each scan of an inspector; a batch is one statement.
Only what that statement did not take is looked at again: known already, the same once more, or another opinion.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit.shelf import Kept
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.waste import access, queries, rules
from sanzhi.waste.models import Conflict
from sanzhi.waste.queries.scans import Earlier

_TAKE = """
WITH sent AS (
    SELECT * FROM json_to_recordset(%(sent)s::json) AS s (offline_id uuid, code text, grade text, faults text, taken_at timestamptz,
        day date, photo text, mime text, latitude float8, longitude float8, round_id bigint)
)
INSERT INTO waste_inspection (bin_id, household_id, area_id, round_id, stream, day, grade, counted, faults, photo, mime,
    latitude, longitude, by_id, offline_id, taken_at, synced_at)
SELECT b.id, b.household_id, b.area_id, r.id, b.stream, s.day, s.grade, s.grade, string_to_array(s.faults, ','), s.photo, s.mime,
    s.latitude, s.longitude, %(by)s, s.offline_id, s.taken_at, %(at)s
FROM sent AS s CROSS JOIN LATERAL (SELECT * FROM waste_bin WHERE code = s.code OFFSET 0) AS b  -- by its index, one by one
LEFT JOIN waste_wasteround AS r ON r.id = s.round_id AND r.inspector_id = %(by)s AND r.area_id = b.area_id
WHERE b.area_id LIKE %(reach)s AND (b.ended_at IS NULL OR b.ended_at > s.taken_at)
ORDER BY b.id, s.day ON CONFLICT DO NOTHING RETURNING id, offline_id, grade, household_id
"""


@dataclass(frozen=True)
class Scan:
    """一次扫码: `offline_id` was made on the phone before it was ever sent; `code` is the label's."""

    offline_id: UUID
    code: str
    grade: str
    taken_at: datetime
    faults: Sequence[str] = ()
    photo: Kept | None = None
    place: tuple[float, float] | None = None
    round: int | None = None


@dataclass(frozen=True)
class Outcome:
    """结果: done, known (this very scan was here), same (the bin has this grade today), conflict or refused, and why."""

    offline_id: UUID
    state: str
    sentence: str = ""


@transaction.atomic
def take_scans(scans: Sequence[Scan], *, by: Actor, at: datetime) -> list[Outcome]:
    """收下一批检查: an answer for each, in the order they were sent. Nothing is half done; sent again, nothing is doubled.

    Raises Refusal where nobody may send at all.
    """
    access.may_inspect(by, by.reach).or_refuse()
    if len(scans) > rules.MOST_SCANS:
        raise Refusal("too_many", _("一次最多送 %(most)d 条。") % {"most": rules.MOST_SCANS})
    found: dict[UUID, Outcome] = {}
    good: dict[UUID, Scan] = {}
    for scan in scans:
        verdict = rules.may_take(scan.grade, scan.faults, scan.taken_at, at, scan.place)
        if verdict.ok:
            good.setdefault(scan.offline_id, scan)
        else:
            found[scan.offline_id] = Outcome(scan.offline_id, "refused", verdict.sentence)
    taken = _take(list(good.values()), by, at) if good else []
    for _number, offline_id, _grade, _home in taken:
        found[offline_id] = Outcome(offline_id, "done")
    left = [scan for scan in good.values() if scan.offline_id not in found]
    told, second = _look_again(left, by, at) if left else ([], [])
    found |= {one.offline_id: one for one in told}
    _note(taken, second, by, at)
    return [found[scan.offline_id] for scan in scans]


def _take(scans: Sequence[Scan], by: Actor, at: datetime) -> list[tuple[int, UUID, str, int]]:
    """What is new among them: (inspection, offline id, grade, household)."""
    sent = json.dumps([_row(scan, at) for scan in scans])
    values = {"sent": sent, "by": by.person_id, "at": at, "reach": f"{by.reach}%"}
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        return cursor.fetchall()


def _row(scan: Scan, at: datetime) -> dict[str, object]:
    taken_at = _taken_at(scan, at)
    latitude, longitude = scan.place or (None, None)
    return {
        "offline_id": str(scan.offline_id), "code": scan.code, "grade": scan.grade, "faults": ",".join(sorted(set(scan.faults))),
        "taken_at": taken_at.isoformat(), "day": localdate(taken_at).isoformat(), "latitude": latitude, "longitude": longitude,
        "photo": scan.photo.digest if scan.photo else "", "mime": scan.photo.mime if scan.photo else "", "round_id": scan.round,
    }  # fmt: skip


def _taken_at(scan: Scan, at: datetime) -> datetime:
    """A clock that runs a little fast is put right; nothing is inspected in the future."""
    return min(scan.taken_at, at)


def day_of(scan: Scan, at: datetime):
    return localdate(_taken_at(scan, at))


def _look_again(scans: Sequence[Scan], by: Actor, at: datetime) -> tuple[list[Outcome], list[Conflict]]:
    """What became of those that were not new. One question, and one statement for what is kept to be settled."""
    earlier = queries.earlier_of([(scan.offline_id, scan.code, day_of(scan, at)) for scan in scans], by)
    told, second = [], []
    for scan in scans:
        outcome = _said_of(scan, earlier.get(scan.offline_id), by, at)
        told.append(outcome)
        if outcome.state == "conflict" and not earlier[scan.offline_id].second:
            second.append(_conflict(scan, earlier[scan.offline_id], by, at))
    # Sent twice at the same moment, the second one finds it kept.
    Conflict.objects.bulk_create(second, ignore_conflicts=True)
    return told, second


def _said_of(scan: Scan, known: Earlier | None, by: Actor, at: datetime) -> Outcome:
    if known is None:
        return Outcome(scan.offline_id, "refused", _("没有这个桶号，或者不是您这里的桶。"))
    if known.its_grade is not None and (known.its_grade, known.its_bin) != (scan.grade, known.bin):
        return Outcome(scan.offline_id, "refused", _("这一条的编号已经用过，内容不一样。"))
    if known.its_grade is not None and not known.second:
        return Outcome(scan.offline_id, "known")
    if known.grade is None:
        return Outcome(scan.offline_id, "refused", _("这只桶已经停用，请找文书换桶。"))
    if known.grade == scan.grade and not known.second:
        return Outcome(scan.offline_id, "same", _("今天已经记过，等次一样。"))
    return Outcome(
        scan.offline_id, "conflict", _("今天已经记过别的等次，先记的算数，这一条留给监督人员认定。")
    )


def _conflict(scan: Scan, known: Earlier, by: Actor, at: datetime) -> Conflict:
    return Conflict(
        inspection_id=known.inspection, grade=scan.grade, faults=sorted(set(scan.faults)),
        photo=scan.photo.digest if scan.photo else "", mime=scan.photo.mime if scan.photo else "",
        by_id=by.person_id, offline_id=scan.offline_id, taken_at=_taken_at(scan, at), synced_at=at,
    )  # fmt: skip


def _note(
    taken: Sequence[tuple[int, UUID, str, int]], second: Sequence[Conflict], by: Actor, at: datetime
) -> None:
    """Journaled in one entry; households that could do better are told how, once for a batch."""
    if not taken and not second:
        return
    poor = sorted({home for _id, _offline, grade, home in taken if grade in rules.POOR})
    said = {
        "graded": [[number, grade] for number, _offline, grade, _home in taken], "households": poor,
        "second": [[one.inspection_id, one.grade] for one in second],
    }  # fmt: skip
    about = ("inspection", taken[0][0] if taken else second[0].inspection_id)
    topic = "waste.differs" if second else "waste.poor" if poor else None
    record("waste.scanned", by=by.person_id, at=at, about=about, content=said, topic=topic)
