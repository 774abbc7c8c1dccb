"""一家子: what a case is merged into, linked to, split from, and who goes along with it.

Whoever goes along with a case may not see it: what is shown to them is read by the house and picked here.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import kinship, nearness
from sanzhi.cases.flow import flow_of
from sanzhi.cases.flow.family import ENDS_ELSEWHERE
from sanzhi.cases.models import Case, Join, Merge, Move, Supervision
from sanzhi.journal import queries as journal
from sanzhi.kit import crypto, ids, walls
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal, Verdict
from sanzhi.people.roles import Actor

from .kin import Related, here_or_merged, related
from .lists import visible_to
from .supervision import supervisions_of
from .timeline import TimelineLine, timeline


def merged_reporters(case_id: int) -> list[int]:
    merged = Merge.objects.filter(into_id=case_id, ended_at=None)
    return list(merged.values_list("case__reporter_id", flat=True))


def joined(case_id: int) -> int:
    """How many have met the same thing, here and with the cases merged into it."""
    return Join.objects.filter(here_or_merged(case_id), left_at=None).values("person_id").distinct().count()


def join_notes(case_id: int) -> list[str]:
    """What those who joined added, the newest first, without who said it; for whoever handles the case."""
    rows = Join.objects.filter(here_or_merged(case_id), left_at=None, note__isnull=False).order_by("-id")[:20]
    return [
        crypto.decrypt(bytes(row.note), table="cases_join", column="note", row=row.id)
        for row in rows
        if row.note
    ]


def shown_to_strangers(case: Case) -> bool:
    """Nothing of a matter that shields anybody, whatever its kind."""
    if case.secrecy != Case.Secrecy.OPEN or case.kind not in nearness.OPEN_KINDS:
        return False
    return not nearness.about_a_person(case.category_id)


def may_join(actor: Actor, case: Case) -> Verdict:
    own = actor.person_id in (case.reporter_id, *merged_reporters(case.id))
    return kinship.may_join(case.state, own=own, shown=shown_to_strangers(case))


@walls.the_house()
def case_to_join(code: str) -> Case:
    """A case that any resident may join. Refusal as for one that does not exist when it is not for strangers."""
    found = Case.objects.filter(public_code=code).select_related("area", "category").first()
    if found is None or not shown_to_strangers(found):
        raise Refusal("not_visible", _("没有找到这个事项。"))
    return found


@dataclass(frozen=True)
class Family:
    """事项的一家子, as one reader may see it: a case out of their sight is counted, never named."""

    main: Case | None = None
    is_merged: bool = False
    merged: list[Case] = field(default_factory=list)
    linked: list[Case] = field(default_factory=list)
    parent: Case | None = None
    parts: list[Case] = field(default_factory=list)
    hidden: int = 0
    joined: int = 0
    supervisions: list[Supervision] = field(default_factory=list)

    @property
    def supervision(self) -> Supervision | None:
        """The one that stands."""
        return next((one for one in self.supervisions if one.ended_at is None), None)


def family(actor: Actor, case: Case, known: Related | None = None) -> Family:
    """At most three queries, whatever the size of the family; one when there is none."""
    kin = known or related(case.id)
    merges, splits = kin.of("merge"), kin.of("split")
    wanted = {one for pair in (*merges, *kin.of("link"), *splits) for one in pair} - {case.id}
    seen = visible_to(actor).filter(pk__in=wanted).select_related("area", "category", "holder", "lead")
    by_id = {one.id: one for one in seen} if wanted else {}
    others = sorted(low if high == case.id else high for low, high in kin.of("link"))
    return Family(
        main=next((by_id.get(into) for one, into in merges if one == case.id), None),
        is_merged=any(one == case.id for one, _into in merges),
        merged=[by_id[one] for one, into in merges if into == case.id and one in by_id],
        linked=[by_id[one] for one in others if one in by_id],
        parent=next((by_id.get(parent) for parent, child in splits if child == case.id), None),
        parts=[by_id[child] for parent, child in splits if parent == case.id and child in by_id],
        hidden=len(wanted) - len(by_id),
        joined=kin.joined,
        supervisions=supervisions_of(case) if kin.of("supervise") else [],
    )


@dataclass(frozen=True)
class Progress:
    """进展: what somebody who goes along may know of a case: place, category, state, public labels; no words, no names."""

    case: Case
    state: State
    lines: list[TimelineLine]
    joined: int


@walls.the_house()
def progress(actor: Actor, code: str) -> Progress:
    """For those who joined. Refusal as for a case that does not exist to everybody else."""
    return _progress(main_of(joined_case(actor, code)), replies=False)


@walls.the_house()
def joined_case(actor: Actor, code: str) -> Case:
    """The case under this code, if this person has joined it and not left."""
    try:
        known = ids.normalise_code(code)
    except Refusal:
        known = ""
    found = Join.objects.filter(case__public_code=known, person_id=actor.person_id, left_at=None)
    row = found.select_related("case__area__parent", "case__category").first()
    if row is None:
        raise Refusal("not_visible", _("没有找到这个事项。"))
    return row.case


def main_of(case: Case) -> Case:
    """The case it is merged into, or itself."""
    if case.state != "merged":
        return case
    merge = Merge.objects.filter(case=case, ended_at=None).select_related(
        "into__area__parent", "into__category", "into__holder"
    )
    return merge.get().into


def main_progress(case: Case) -> Progress | None:
    """For the reporter of a merged case: the main case's course, with its answers, for they are asked to rate them."""
    if case.state != "merged":
        return None
    with walls.the_house():
        return _progress(main_of(case), replies=True)


def _progress(case: Case, *, replies: bool) -> Progress:
    lines = [
        TimelineLine(
            seq=line.seq,
            step=line.step,
            label=line.label,
            at=line.at,
            who="",
            office=line.office,
            words={key: line.words[key] for key in _told(line) if replies and key in line.words},
            files=[],
            colour=line.colour,
            role=line.role,
        )
        for line in timeline(case, public=True)
        if line.step not in ("urge", "supplement")
    ]
    state = flow_of(case.kind, case.kind_version).states[case.state]
    return Progress(case, state, lines, joined(case.id))


def _told(line: TimelineLine) -> tuple[str, ...]:
    """Of the main case's words those that are for whoever was merged in as well: answers, and where it went instead."""
    return ENDING_WORDS if line.step in ENDS_ELSEWHERE else ("reply",)


JOINS_SHOWN = 20


@walls.the_house()
def own_joins(actor: Actor, *, before: int = 0) -> list[tuple[Join, State]]:
    """What a resident has joined, newest first, one more than are shown on a page."""
    rows = Join.objects.filter(person_id=actor.person_id, left_at=None)
    rows = rows.filter(id__lt=before) if before else rows
    found = rows.select_related("case__area", "case__category").order_by("-id")[: JOINS_SHOWN + 1]
    return [(row, flow_of(row.case.kind, row.case.kind_version).states[row.case.state]) for row in found]


def merged_to_close(at: datetime, *, of: int | None = None) -> QuerySet[Merge, tuple[int, int]]:
    """(case, main case) of what is merged into a case that has ended: at once, or a week after one that may be rated."""
    rated = Q(into__state="closed")
    due = Q(into__closed_at__lte=at - kinship.CLOSE_MERGED_AFTER) | ~rated
    rows = Merge.objects.filter(due, ended_at=None, into__closed_at__isnull=False)
    rows = rows.filter(case=of) if of else rows
    return rows.order_by("case_id").values_list("case_id", "into_id")


ENDING_WORDS = ("channel", "reason", "route", "reply")


def ending_words(case: Case) -> dict[str, str]:
    """What the reporter of a case that has ended was told of its end."""
    move = Move.objects.filter(case=case, to_state=case.state).exclude(from_state=case.state)
    entry = journal.entry(move.latest("seq").entry_id)
    said = (entry.content if entry else None) or {}
    return {key: said[key] for key in ENDING_WORDS if said.get(key)}
