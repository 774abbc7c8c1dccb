"""What stands behind a bulk move: the cases chosen, what may be done with each, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds
from sanzhi.cases.flow import NEWEST, flow_of, is_county, of_county, own, published
from sanzhi.cases.models import Assignment, Case
from sanzhi.journal import queries as journal
from sanzhi.kit.verdict import Verdict, no
from sanzhi.people.roles import Actor

from .lists import WITH_NAMES, visible_to

BULK_STEPS = ("assign", "sign_for", "verify", "urge", "supplement")


def chosen_cases(actor: Actor, codes: Sequence[str]) -> list[Case]:
    """Those of the cases that the actor may see, in the order they were chosen."""
    rows = visible_to(actor).filter(public_code__in=list(codes)).select_related(*WITH_NAMES)
    place = {code: at for at, code in enumerate(codes)}
    return sorted(rows, key=lambda case: place[case.public_code])


def bulk_steps(actor: Actor, cases: Sequence[Case] = (), *, anywhere: bool = False) -> list[tuple[str, Any]]:
    """The steps that this role may take on many cases at once: (name, label).

    Of the county's own kinds among `cases`, those open to some of them now; `anywhere`: of those kinds, all.
    """
    newest = {step.name: step for step in flow_of("matter", NEWEST).steps}
    built_in = [(name, newest[name].label) for name in BULK_STEPS if actor.role.code in newest[name].who]
    standing = {case.state for case in cases}
    county = {
        f"{kind.code}-{step.code}": _("%(kind)s：%(step)s") % {"kind": kind.name, "step": step.label}
        for kind in _kinds_of(cases)
        for step in kind.steps
        if _for_role(actor, step)
        and _said_for_all(kind, step)
        and (anywhere or any(f"{kind.code}-{state}" in standing for state in step.frm))
    }
    return [*built_in, *county.items()]


def _for_role(actor: Actor, step: kinds.Step) -> bool:
    """Of any matter: whether of this one too is for `standings` to say."""
    return actor.role.code in step.who or (
        actor.role.code == "county_dispatcher" and "town_dispatcher" in step.who
    )


def bulk_asks_lead(step: str, cases: Sequence[Case]) -> bool:
    """Whether a step of the county's own has to be told an office."""
    found = [kind.step(own(step)) for kind in _kinds_of(cases) if step.startswith(f"{kind.code}-")]
    return any(one is not None and "lead" in one.asks for one in found)


def _kinds_of(cases: Sequence[Case]) -> list[kinds.Kind]:
    """The county's own kinds among these, the newer version of one after the older."""
    return [published(*one) for one in sorted({(c.kind, c.kind_version) for c in cases if of_county(c.kind)})]


def _said_for_all(kind: kinds.Kind, step: kinds.Step) -> bool:
    """Whether a step needs nothing of each matter's own: no words to its resident, no answers to be measured."""
    return set(step.asks) <= {"lead"} and not any(one.required for one in kind.fields_at(step.code))


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
    kind = published(case.kind, case.kind_version) if is_county(step) and of_county(case.kind) else None
    if kind and (asked := kind.step(own(step))) and not _said_for_all(kind, asked):
        return no("step_not_in_bulk", _("这一件按早先的规定还要写别的，请单独办。"))
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
