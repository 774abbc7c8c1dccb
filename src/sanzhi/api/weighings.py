"""第六个地址: what scales read comes in here. It answers how many readings were new and which were broken, and nothing of
points: they leave the house only by their household's own act (I14)."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Status

from sanzhi.journal import actions as journal
from sanzhi.kit import clock, walls
from sanzhi.waste import actions as waste

from . import problems, words

router = Router()


@router.post("/weighings", response={201: words.Weighed, **problems.DECLARED}, summary="送来一批称重")
def weigh(request: HttpRequest, batch: words.Readings, key: str = words.KEY) -> Any:
    """一次最多 200 条。同一台秤、同一时刻、同一只桶只算一次，送几遍都一样；有错的逐条说明，其余照收。"""
    with (
        transaction.atomic(),
        walls.the_house(),
        journal.once(f"api:{request.auth.id}", key, request.body) as earlier,
    ):
        if not (earlier.replayed and earlier.answer):
            rows = [
                waste.Reading(line, one.scale, one.bin, one.kg, one.at, one.household)
                for line, one in enumerate(batch.readings, start=1)
            ]
            done = waste.weigh_from_client(rows, by=request.auth, at=clock.now())
            problems = [{"row": line, "sentence": sentence} for line, sentence in done.problems]
            earlier.store({"taken": done.taken, "known": done.known, "problems": problems})
        return Status(201, earlier.answer)
