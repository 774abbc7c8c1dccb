"""亲缘的查询: the few facts about related cases and supervision that decide which steps are open."""

from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from sanzhi.cases import kinship
from sanzhi.cases.flow import UNDECIDED
from sanzhi.cases.flow.family import GATED, MERGEABLE
from sanzhi.cases.models import Case, Link, Merge, Split, Supervision
from sanzhi.kit.verdict import YES, Verdict, no
from sanzhi.people.roles import Actor

_UNMERGE = {state: f"unmerge_{state}" for state in MERGEABLE}


def kin(case_id: int) -> kinship.Kin:
    return kinship.Kin(
        merged_here=Merge.objects.filter(into_id=case_id, ended_at=None).exists(),
        is_part=Split.objects.filter(child_id=case_id).exists(),
        has_parts=Split.objects.filter(parent_id=case_id).exists(),
    )


def open_children(case_id: int) -> list[str]:
    """The public codes of the parts that are still being handled."""
    parts = Split.objects.filter(parent_id=case_id, child__state__in=UNDECIDED).order_by("number")
    return list(parts.values_list("child__public_code", flat=True))


def main_state(case_id: int) -> str:
    """The state of the case this one is merged into; "" when it is not."""
    states = Merge.objects.filter(case_id=case_id, ended_at=None).values_list("into__state", flat=True)
    return states.first() or ""


def main_holder(case_id: int) -> int | None:
    """The office that holds the case this one is merged into."""
    return Merge.objects.filter(case_id=case_id, ended_at=None).values_list("into__holder", flat=True).first()


def open_supervision(case_id: int) -> Supervision | None:
    return Supervision.objects.filter(case_id=case_id, ended_at=None).select_related("rule").first()


class KinOffers:
    """能不能: what kinship and supervision say of each step of one case; asks the database once for each fact, if at all."""

    def __init__(self, actor: Actor, case: Case) -> None:
        self.actor, self.case = actor, case

    @cached_property
    def _supervision(self) -> Supervision | None:
        return open_supervision(self.case.id)

    @cached_property
    def _linked(self) -> bool:
        links = Link.objects.filter(Q(low=self.case) | Q(high=self.case), ended_at=None)
        return links.exists()

    @cached_property
    def _parts(self) -> list[str]:
        return open_children(self.case.id)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Of the ways back from a merge, all but the one by which this case came."""
        back = ""
        if self.case.state == "merged":
            merge = Merge.objects.filter(case=self.case, ended_at=None)
            back = _UNMERGE.get(merge.values_list("from_state", flat=True).first() or "", "")
        return frozenset(_UNMERGE.values()) - {back}

    def verdict(self, step: str) -> Verdict:
        if step in GATED:
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
