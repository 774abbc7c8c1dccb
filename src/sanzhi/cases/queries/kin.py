"""亲缘的查询: the few facts about related cases and supervision that decide which steps are open.

A guard has to see what the mover may not: a part led by another office holds its parent back all the same.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, Value
from django.utils.translation import gettext as _

from sanzhi.cases import kinship
from sanzhi.cases.flow import UNDECIDED, flow_of, waits_for_parts
from sanzhi.cases.flow.family import way_back
from sanzhi.cases.models import Case, Join, Link, Merge, Split, Supervision
from sanzhi.kit import walls
from sanzhi.kit.flow import Flow, Step
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor


def kin(case_id: int) -> kinship.Kin:
    return kinship.Kin(
        merged_here=Merge.objects.filter(into_id=case_id, ended_at=None).exists(),
        is_part=Split.objects.filter(child_id=case_id).exists(),
        has_parts=Split.objects.filter(parent_id=case_id).exists(),
    )


@walls.the_house()
def open_children(case_id: int) -> list[str]:
    """The public codes of the parts that are still being handled."""
    parts = Split.objects.filter(parent_id=case_id, child__state__in=(*UNDECIDED, "suspended")).order_by(
        "number"
    )
    return list(parts.values_list("child__public_code", flat=True))


@walls.the_house()
def main_state(case_id: int) -> str:
    """The state of the case this one is merged into; "" when it is not."""
    states = Merge.objects.filter(case_id=case_id, ended_at=None).values_list("into__state", flat=True)
    return states.first() or ""


@walls.the_house()
def main_holder(case_id: int) -> int | None:
    """The office that holds the case this one is merged into."""
    return Merge.objects.filter(case_id=case_id, ended_at=None).values_list("into__holder", flat=True).first()


def open_supervision(case_id: int) -> Supervision | None:
    return Supervision.objects.filter(case_id=case_id, ended_at=None).select_related("rule").first()


@dataclass(frozen=True)
class Related:
    """有关的事: (how, id, id) of every relation of a case that stands: merged into, linked with, split into, supervised."""

    rows: list[tuple[str, int, int]]

    def of(self, how: str) -> list[tuple[int, int]]:
        return [(one, other) for kind, one, other in self.rows if kind == how]

    @property
    def joined(self) -> int:
        """How many have met the same thing, here and with the cases merged into it."""
        return sum(count for count, _nothing in self.of("join"))


def related(case_id: int) -> Related:
    """In one query."""
    merges = Merge.objects.filter(Q(case=case_id) | Q(into=case_id), ended_at=None)
    links = Link.objects.filter(Q(low=case_id) | Q(high=case_id), ended_at=None)
    splits = Split.objects.filter(Q(parent=case_id) | Q(child=case_id))
    supervisions = Supervision.objects.filter(case=case_id)
    joins = Join.objects.filter(here_or_merged(case_id), left_at=None).order_by().values(how=Value("join"))
    rows = merges.values_list(Value("merge"), "case_id", "into_id").union(
        links.values_list(Value("link"), "low_id", "high_id"),
        splits.values_list(Value("split"), "parent_id", "child_id"),
        supervisions.order_by().values_list(Value("supervise"), "id", "case_id"),
        joins.annotate(n=Count("person_id", distinct=True), nothing=Value(0)).values_list(
            "how", "n", "nothing"
        ),
        all=True,
    )
    return Related(sorted(rows))


def here_or_merged(case_id: int) -> Q:
    return Q(case_id=case_id) | Q(
        case__in=Merge.objects.filter(into_id=case_id, ended_at=None).values("case")
    )


class KinOffers:
    """能不能: what kinship and supervision say of each step of one case; asks the database once for each fact, if at all."""

    def __init__(self, actor: Actor, case: Case, known: Related | None = None) -> None:
        self.actor, self.case, self._known = actor, case, known

    @cached_property
    def _related(self) -> Related:
        return self._known or related(self.case.id)

    @cached_property
    def _supervision(self) -> Supervision | None:
        return open_supervision(self.case.id) if self._related.of("supervise") else None

    @cached_property
    def _linked(self) -> bool:
        return bool(self._related.of("link"))

    @cached_property
    def _parts(self) -> list[str]:
        has_parts = any(parent == self.case.id for parent, _child in self._related.of("split"))
        return open_children(self.case.id) if has_parts else []

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Of the ways back from a merge, all but the one by which this case came."""
        back = ""
        if self.case.state == "merged":
            merge = Merge.objects.filter(case=self.case, ended_at=None)
            back = way_back(merge.values_list("from_state", flat=True).first() or "")
        return frozenset(step.name for step in self._flow.steps if step.name.startswith("unmerge_")) - {back}

    @property
    def _flow(self) -> Flow:
        return flow_of(self.case.kind, self.case.kind_version)

    def _waits_for_parts(self, step: str) -> bool:
        found = self._flow.step(step, self.case.state)
        return isinstance(found, Step) and waits_for_parts(self._flow, found)

    def verdict(self, step: str) -> Verdict:
        if self._waits_for_parts(step):
            return kinship.parts_are_done(self._parts)
        if step == "rate" and self.case.state == "merged":
            return kinship.may_rate_merged(main_state(self.case.id))
        if step == "unlink" and not self._linked:
            return no("not_linked", _("这件事没有和别的事项关联。"))
        if step.startswith("supervise"):
            return self._may_supervise(step)
        return YES

    def _may_supervise(self, step: str) -> Verdict:
        stands = self._supervision
        if step == "supervise":
            return no("supervised_already", _("这件事已经在督办。")) if stands else YES
        if stands is None:
            return no("not_supervised", _("这件事没有正在进行的督办。"))
        if step == "supervise_reply":
            return kinship.may_reply(stands.office_id, self.actor.office_id, stands.state)
        return kinship.may_escalate(stands.level) if step == "supervise_escalate" else YES
