"""How a petition is held while it is worked on, how its steps are taken and its letters issued, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from sanzhi.cases import actions as cases
from sanzhi.cases import queries as of_cases
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Case
from sanzhi.kit import spoken
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Verdict
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, queries
from sanzhi.petitions.models import Claim, Letter, Petition
from sanzhi.petitions.petition_flow import ASKED


@dataclass
class Held:
    """手里的一件: the locked case, its petition, who petitions (person ids, in order) and who acts for them."""

    case: Case
    petition: Petition
    persons: list[int]
    agent: int | None

    @property
    def claims(self) -> list[Claim]:
        return list(self.petition.claims.order_by("place"))


def held(case_id: int, version: int | None = None) -> Held:
    """The case is locked first, and with it everything of the petition. Refused when it has moved since it was seen."""
    case = cases.hold(case_id, version)
    petition = Petition.objects.select_related("organ", "reviewer").get(pk=case.pk)
    petition.case = case
    return Held(case, petition, queries.persons_of(case.pk), queries.agent_of(case.pk))


def step(
    it: Held, name: str, *, by: Actor, at: datetime, content: Mapping[str, Any] | None = None, **changes: Any
) -> None:
    """One step of the flow. An end closes the case; a course that has run out is with the county's centre, which asks."""
    flow = flow_of(it.case.kind, it.case.kind_version)
    taken = next(one for one in flow.steps if one.name == name)
    if taken.to == ASKED or (taken.to and flow.states[taken.to].ended):
        late = it.case.due_at is not None and at >= it.case.due_at
        done = {} if it.case.done_at else {"done_at": at, "done_late": late, "handled_by_id": by.person_id}
        over = (
            {"holder_id": of_cases.centre_id()} if taken.to == ASKED else {"closed_at": at, "holder_id": None}
        )
        changes = {**done, **over, **changes}
    with override(settings.LANGUAGE_CODE):
        told = str(taken.public or "")
    said = {**(content or {}), "told": told, "persons": it.persons}
    cases.take_in_room(it.case, name, by=by, at=at, content=said, changes=changes)


def ending(it: Held, name: str) -> str:
    """The step that ends the course: about a petition that is confidential nobody is called."""
    quiet = it.petition.confidential and it.case.kind_version > 1
    return f"{name}_quiet" if quiet else name


def work(it: Held, by: Actor, known: bool, name: str = "") -> None:
    """Refuse where the step `name` is not for this desk, is the agent's own, or is not open; before anything is written."""
    access.may_work(by, known, it.agent).or_refuse()
    if name:
        open_here(it, name)


def open_here(it: Held, name: str) -> None:
    """Refuse a step that cannot be taken where the petition stands now."""
    found = flow_of(it.case.kind, it.case.kind_version).step(name, it.case.state)
    if isinstance(found, Verdict):
        found.or_refuse()


def day_of(at: datetime) -> str:
    """The day as a paper says it."""
    return spoken.day(at.astimezone(COUNTY).date())


@dataclass(frozen=True)
class Section:
    """一节: a heading of a letter and what stands under it."""

    title: str
    paragraphs: Sequence[str]


def issue(
    it: Held,
    kind: str,
    *,
    office: int,
    by: Actor,
    at: datetime,
    fields: Sequence[tuple[str, str]] = (),
    sections: Sequence[Section] = (),
    to: str = "",
) -> Letter:
    """出具文书: what is printed is kept as it is printed, sealed by the organ and never by an office inside it."""
    desk = Office.objects.select_related("organisation").get(pk=office)
    with override(settings.LANGUAGE_CODE):
        body = {
            "title": _title(it, kind),
            "to": to or queries.addressed_to(it.petition.pk),
            "fields": [*_heads(it), *([label, value] for label, value in fields if value)],
            "sections": [
                {"title": one.title, "paragraphs": [p for p in one.paragraphs if p]} for one in sections
            ],
            "office": desk.organisation.name if desk.organisation else desk.name,
            "date": day_of(at),
        }
    return Letter.objects.create(
        petition=it.petition, kind=kind, office=desk, body=body, by_id=by.person_id, issued_at=at
    )  # fmt: skip


OPINIONS = {"opinion": "处理意见书", "review": "复查意见书", "reexam": "复核意见书"}


def _title(it: Held, kind: str) -> str:
    """关于×××信访事项的处理意见书, as the law and the practice have it; the other papers bear their own name."""
    if kind in OPINIONS:
        return f"关于{queries.addressed_to(it.petition.pk)}信访事项的{OPINIONS[kind]}"
    return str(Letter.Kind(kind).label)


def _heads(it: Held) -> list[list[str]]:
    """What every paper says of the matter."""
    one = it.petition
    return [
        ["信访事项编号", it.case.public_code],
        ["信访事项", it.case.title],
        ["信访形式", f"{one.get_form_display()}（{one.get_stage_display()}）"],
        ["收到日期", day_of(one.received_at)],
    ]
