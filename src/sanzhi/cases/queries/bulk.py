"""What stands behind a bulk move: the cases chosen, what may be done with each, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sanzhi.cases import access
from sanzhi.cases.flow import NEWEST, flow_of
from sanzhi.cases.models import Assignment, Case
from sanzhi.journal import queries as journal
from sanzhi.kit.verdict import Verdict
from sanzhi.people.roles import Actor

from .lists import WITH_NAMES, visible_to

BULK_STEPS = ("assign", "sign_for", "verify", "urge", "supplement")


def chosen_cases(actor: Actor, codes: Sequence[str]) -> list[Case]:
    """Those of the cases that the actor may see, in the order they were chosen."""
    rows = visible_to(actor).filter(public_code__in=list(codes)).select_related(*WITH_NAMES)
    place = {code: at for at, code in enumerate(codes)}
    return sorted(rows, key=lambda case: place[case.public_code])


def bulk_steps(actor: Actor) -> list[tuple[str, Any]]:
    """The steps that this role may take on many cases at once: (name, label)."""
    newest = {step.name: step for step in flow_of("matter", NEWEST).steps}
    return [(name, newest[name].label) for name in BULK_STEPS if actor.role.code in newest[name].who]


@dataclass(frozen=True)
class Standing:
    """一件的可否: a chosen case and whether the step may be taken on it now."""

    case: Case
    verdict: Verdict


def standings(actor: Actor, step: str, cases: Sequence[Case]) -> list[Standing]:
    """Whether the step is open on each, as far as can be told before trying; two queries for all of them."""
    parts: dict[int, set[int]] = {}
    held = Assignment.objects.filter(case__in=cases).values_list("case_id", "office_id")
    for case_id, office_id in held:
        parts.setdefault(case_id, set()).add(office_id)
    return [Standing(case, _verdict(actor, step, case, frozenset(parts.get(case.id, ())))) for case in cases]


def _verdict(actor: Actor, step: str, case: Case, parts: frozenset[int]) -> Verdict:
    here = flow_of(case.kind, case.kind_version).step(step, case.state)
    return here if isinstance(here, Verdict) else access.may_step(actor, case, here, parts)


@dataclass(frozen=True)
class BulkEnd:
    """成批办理的结果: what was done, by case, as it stands on record."""

    step: str
    at: datetime
    done: int
    unseen: int
    lines: list[tuple[Case, str, str]]


def bulk_end(actor: Actor, entry_id: int) -> BulkEnd | None:
    """The outcome of one's own bulk move; cases one may no longer see are left out."""
    entry = journal.entry(entry_id)
    if entry is None or entry.kind != "case.moved_in_bulk" or entry.by_id != actor.person_id:
        return None
    said = entry.content or {}
    results = {one["case"]: one for one in said.get("results", ())}
    rows = visible_to(actor).filter(pk__in=list(results)).select_related(*WITH_NAMES).order_by("id")
    lines = [(case, results[case.id]["code"], results[case.id]["sentence"]) for case in rows]
    return BulkEnd(said.get("step", ""), entry.at, said.get("done", 0), said.get("unseen", 0), lines)
