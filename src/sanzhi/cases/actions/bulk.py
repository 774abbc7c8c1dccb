"""成批办理: one move for many cases. Each case stands under a savepoint and a key of its own, so that one refusal
leaves the others, and a sending repeated does nothing twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from sanzhi.cases import queries
from sanzhi.cases.flow import is_county
from sanzhi.journal import actions as journal
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor

from .checking import verify
from .citizen import supplement, urge
from .dispatch import assign
from .handling import sign_for
from .kind_steps import kind_step

MOST_AT_ONCE = 100  # 本平台约定: as many as somebody can have looked at before pressing
MOVES: Mapping[str, Callable[..., Any]] = {
    "assign": assign,
    "sign_for": sign_for,
    "verify": verify,
    "urge": urge,
    "supplement": supplement,
}


@dataclass(frozen=True)
class Chosen:
    """选中的一件: a case and its version as its reader saw it."""

    code: str
    version: int


@transaction.atomic
def move_many(
    step: str, chosen: Sequence[Chosen], said: Mapping[str, Any], *, key: str, by: Actor, at: datetime
) -> int:
    """成批办理: take one step on every case chosen. Returns the journal entry that holds how each of them ended.

    Cases are taken in one order whoever asks, so that two sendings wait for each other and never in a circle.
    """
    if step not in MOVES and not is_county(step):
        raise Refusal("step_not_in_bulk", _("这一步不能成批办理，请一件一件办。"))
    if not 1 <= len(chosen) <= MOST_AT_ONCE:
        raise Refusal("too_many_at_once", _("一次请选 1 到 %(most)d 件。") % {"most": MOST_AT_ONCE})
    seen = {case.public_code: case for case in queries.chosen_cases(by, [one.code for one in chosen])}
    wanted = [(seen[one.code].id, one) for one in chosen if one.code in seen]
    results: list[dict[str, Any]] = []
    with translation.override("zh-hans"):  # kept, so in the one language of the record
        for case_id, one in sorted(wanted, key=lambda pair: pair[0]):
            results.append({"case": case_id, **_take_one(step, case_id, one, said, key=key, by=by, at=at)})
    done = sum(1 for one in results if one["code"] == DONE)
    return journal.record(
        "case.moved_in_bulk",
        by=by.person_id,
        at=at,
        about=("office", by.office_id or 0),
        content={"step": step, "done": done, "unseen": len(chosen) - len(wanted), "results": results},
    )


DONE = "done"


def _take_one(
    step: str, case_id: int, one: Chosen, said: Mapping[str, Any], *, key: str, by: Actor, at: datetime
) -> dict[str, str]:
    """How this one ended: done, or the code and sentence of its refusal; then nothing of it has happened."""
    own_key = sha256(f"{key}:{case_id}".encode()).hexdigest()
    body = f"{step}:{one.version}:{sorted(said.items())}"
    try:
        with transaction.atomic(), journal.once(f"bulk:{by.person_id}", own_key, body) as earlier:
            if not earlier.replayed:
                _move(step, case_id, said, version=one.version, by=by, at=at)
                earlier.store({"code": DONE})
    except Refusal as refusal:
        return {"code": refusal.code, "sentence": refusal.sentence}
    return {"code": DONE, "sentence": ""}


def _move(step: str, case_id: int, said: Mapping[str, Any], *, version: int, by: Actor, at: datetime) -> None:
    """Through its own verb; what a county's own kind asks beyond an office, its verb refuses to go without."""
    if is_county(step):
        kind_step(case_id, step, lead=said.get("lead"), version=version, by=by, at=at)
    else:
        MOVES[step](case_id, **said, version=version, by=by, at=at)
