"""How a dispute is held while it is worked on, how its steps are taken, and what is noted, in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from sanzhi.cases import actions as cases
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case
from sanzhi.disputes import queries, rules
from sanzhi.disputes.models import Dispute, Diversion, Party
from sanzhi.journal.actions import record
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

RESULT_OF = {
    "dispute-leave": Diversion.Result.REFUSED,
    "dispute-court": Diversion.Result.REFUSED,
    "dispute-refuse": Diversion.Result.REFUSED,
    "dispute-fail": Diversion.Result.FAILED,
    "dispute-not": Diversion.Result.FAILED,
    "dispute-lapse": Diversion.Result.FAILED,
    "dispute-police": Diversion.Result.FAILED,
    "dispute-agree": Diversion.Result.AGREED,
    "dispute-oral": Diversion.Result.AGREED,
}


@dataclass
class Held:
    """手里的一件: the locked case, its dispute and its parties in order."""

    case: Case
    dispute: Dispute
    parties: list[Party]

    def party(self, party_id: int) -> Party:
        found = next((one for one in self.parties if one.pk == party_id), None)
        if found is None:
            raise Refusal("not_a_party", _("没有这位当事人。"))
        return found


def held(case_id: int, version: int | None = None) -> Held:
    """The case is locked first, and with it everything of the dispute. Refused when it has moved since it was seen."""
    case = cases.hold(case_id, version)
    dispute = Dispute.objects.select_related("body__office", "mediator__person", "proposed__person").get(
        pk=case.pk
    )
    return Held(case, dispute, queries.parties_of(case.pk))


def step(
    it: Held, name: str, *, by: Actor, at: datetime, content: Mapping[str, Any] | None = None, **changes: Any
) -> None:
    """One step of the flow; an end closes the case, and what the court sent goes back with its result."""
    flow = flow_of(it.case.kind, it.case.kind_version)
    taken = next(one for one in flow.steps if one.name == name)
    with override(settings.LANGUAGE_CODE):
        told = str(taken.public or taken.label)
    if taken.to and flow.states[taken.to].ended:
        late = it.case.due_at is not None and at >= it.case.due_at
        changes = {"done_at": at, "done_late": late, "handled_by_id": by.person_id, **changes}
        changes |= {"closed_at": at, "holder_id": None}
    said = {**(content or {}), "told": told, "persons": [one.person_id for one in it.parties]}
    cases.take_in_room(it.case, name, by=by, at=at, content=said, changes=changes)
    if name in RESULT_OF:
        _goes_back(it, str(RESULT_OF[name]), at)


def _goes_back(it: Held, result: str, at: datetime) -> None:
    """What a court sent returns to it, once, with what came of it; not agreed, the court files within seven days."""
    sent = Diversion.objects.select_for_update().filter(case=it.dispute, returned_at=None).first()
    if sent is None:
        return
    sent.result, sent.returned_at = result, at
    if result != Diversion.Result.AGREED:
        sent.file_by = rules.file_by(at, people.working_calendar())
    sent.save(update_fields=["result", "returned_at", "file_by"])


def noted(kind: str, it: Held, *, by: Actor | None, at: datetime, tell: bool = False, **content: Any) -> None:
    """Journaled under the case; with `tell`, a message for the reactions too."""
    said = {"persons": [one.person_id for one in it.parties], **content} if tell else content
    who = by.person_id if by else None
    record(kind, by=who, at=at, about=("case", it.case.pk), content=said, topic=kind if tell else None)
