"""警情进来的门: what the police's own system sends, each number once; it answers how many were new, corrected and broken."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Status

from sanzhi.alarms import actions
from sanzhi.alarms.actions import Row
from sanzhi.journal import actions as journal
from sanzhi.kit import clock, walls

from . import problems, words

router = Router()


@router.post("/alarms", response={201: words.AlarmsTaken, **problems.DECLARED}, summary="送来一批警情")
def take(request: HttpRequest, batch: words.Alarms, key: str = words.KEY) -> Any:
    """一次最多 100 条、64 KB。同一个警情编号再送：一样的不再算，不一样的记成更正，原来的留底；有错的逐条说明，其余照收。"""
    with (
        transaction.atomic(),
        walls.the_house(),
        journal.once(f"api:{request.auth.id}", key, request.body) as earlier,
    ):
        if not (earlier.replayed and earlier.answer):
            at = clock.now()
            rows = [_row(line, one) for line, one in enumerate(batch.alarms, start=1)]
            done = actions.alarms_from_client(rows, by=request.auth, at=at)
            for day in batch.counted:
                actions.day_from_client(day.day, day.sent, day.numbers, by=request.auth, at=at)
            broken = [{"row": line, "sentence": sentence} for line, sentence in done.problems]
            earlier.store(
                {"taken": done.taken, "changed": done.changed, "known": done.known, "problems": broken}
            )
        return Status(201, earlier.answer)


def _row(line: int, one: words.SentAlarm) -> Row:
    said = one.model_dump(exclude={"is_police_matter", "latitude", "longitude"})
    point = {
        name: "" if value is None else str(value)
        for name, value in (("latitude", one.latitude), ("longitude", one.longitude))
    }
    return Row(line, police="是" if one.is_police_matter else "否", **said, **point)
