"""四议两公开: which matters there are and how far each has come; all of it is public."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.deliberation import queries as deliberation
from sanzhi.deliberation.models import Item, Meeting, Method, Resolution, Task
from sanzhi.leadership import rules
from sanzhi.leadership.models import Gate, Matter
from sanzhi.leadership.rules import Counted
from sanzhi.notices.models import Notice
from sanzhi.people.roles import Actor

from .missing import missing
from .progress import PAGE_SIZE

STATES = Matter.State.choices
GATES = Gate.Kind.choices
VOTED_BY = [one for one in Method.choices if one[0] != Method.HEAR]


@dataclass(frozen=True)
class Rung:
    """六步中的一步: its name, whether it is behind us, and what was held for it, the last first."""

    kind: str
    name: str
    done: bool
    gates: list[Gate]


@dataclass(frozen=True)
class MatterPage:
    """一件大事: its rungs, what is to be done next (a rung, or "result", "task"; "" for nothing by hand), the item where it is
    voted on, what follows from it."""

    one: Matter
    rungs: list[Rung]
    next: str
    item: Item | None
    tasks: list[Task]
    told: str
    may_end: bool


def matters(*, area: str = "", state: str = "", before: int = 0) -> list[Matter]:
    """The newest first, a page and one more; of one place, or of all."""
    rows = Matter.objects.select_related("body__area", "decision", "outcome")
    if area:
        rows = rows.filter(body__area__gte=area, body__area__lt=area + "~")
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def matter_at(matter: int) -> Matter:
    rows = Matter.objects.select_related(
        "body__area", "resolution__item", "decision", "outcome", "item__meeting"
    )
    found = rows.filter(pk=matter).first()
    if found is None:
        raise missing()
    return found


def matter_page(matter: int) -> MatterPage:
    one = matter_at(matter)
    gates = list(one.gates.select_related("entered_by", "checked_by"))
    agreed = [gate.kind for gate in gates if gate.passed]
    held = {kind: [gate for gate in reversed(gates) if gate.kind == kind] for kind in rules.GATES}
    rungs = [Rung(kind, name, kind in agreed, held[kind]) for kind, name in Gate.Kind.choices]
    rungs += [
        Rung(
            "decide",
            _("村民会议（代表会议）决议"),
            one.state in (Matter.State.PASSED, Matter.State.ENDED),
            [],
        ),
        Rung("decision", _("决议公开"), hangs(one.decision), []),
        Rung(
            "outcome",
            _("没能实施的原因公开") if one.state == Matter.State.ENDED else _("实施结果公开"),
            hangs(one.outcome),
            [],
        ),
    ]
    waits = one.state == Matter.State.RUNNING and any(gate.checked_at is None for gate in gates)
    told, tasks = told_of(one.resolution) if one.resolution else "", tasks_of(one)
    return MatterPage(
        one, rungs, "" if waits else _next(one, agreed, tasks), one.item, tasks, told, _may_end(one)
    )


def _may_end(one: Matter) -> bool:
    """Whether it may be said now that it could not be carried out."""
    resolved = one.state in (Matter.State.PASSED, Matter.State.ENDED)
    return resolved and hangs(one.decision) and not _stands(one.outcome)


def _next(one: Matter, agreed: list[str], tasks: list[Task]) -> str:
    if one.state == Matter.State.RUNNING:
        return rules.next_gate(agreed) or "decide"
    if one.state == Matter.State.VOTING:
        return "result" if deliberation.resolved(voted(one)) else ""
    if one.state != Matter.State.PASSED or _stands(one.outcome):
        return ""
    if not _stands(one.decision):
        return "decision"
    if not tasks:
        return "task"
    return "outcome" if hangs(one.decision) and all(task.state == "accepted" for task in tasks) else ""


def _stands(notice: Notice | None) -> bool:
    """Whether it is drafted or hangs: nothing else is to be drafted in its place."""
    return bool(notice and not notice.withdrawn_at)


def hangs(notice: Notice | None) -> bool:
    """Whether it was signed and not withdrawn."""
    return bool(notice and notice.posted_at and not notice.withdrawn_at)


def counted(gate: Gate) -> Counted:
    return Counted(gate.entitled, gate.present, gate.in_favour, gate.against, gate.abstained)


def gate_at(gate: int) -> Gate:
    found = Gate.objects.select_related("matter__body").filter(pk=gate).first()
    if found is None:
        raise missing()
    return found


def voted(one: Matter) -> Item:
    """The item as it was put at last. Raises Refusal where it is on no agenda."""
    if one.item is None:
        raise missing()
    return deliberation.followed(one.item)


def tasks_of(one: Matter) -> list[Task]:
    return deliberation.tasks_of(one.item) if one.item else []


def told_of(resolution: Resolution) -> str:
    """How the vote went, in words, with its article; of a secret vote below the quorum nobody learns anything."""
    if not deliberation.shown(resolution.item):
        return resolution.sentence
    rows = []
    for measure, (entitled, present, in_favour, against, abstained) in resolution.counts.items():
        said = {"of": entitled, "here": present, "yes": in_favour, "no": against, "none": abstained,
                "unit": _("户") if measure == "households" else _("人")}  # fmt: skip
        rows.append(
            _("应到 %(of)d %(unit)s，到会 %(here)d，赞成 %(yes)d，反对 %(no)d，弃权 %(none)d。") % said
        )
    return "".join(rows) + _("依据：%(basis)s。") % {"basis": resolution.basis}


def bodies_that_decide(actor: Actor) -> list[tuple[int, str]]:
    rows = deliberation.visible_to(actor).filter(pack__in=rules.DECIDE, ended_at=None).order_by("id")
    return [(one.pk, f"{one.area.name} {one.name}") for one in rows[:PAGE_SIZE]]


def meetings_to_put(actor: Actor, one: Matter) -> list[tuple[int, str]]:
    """Meetings of its body that nobody has been told of."""
    rows = deliberation.meetings(actor, body=one.body_id)
    return [(row.pk, row.title) for row in rows if row.state == Meeting.State.CALLED]


def to_check(actor: Actor) -> QuerySet[Gate]:
    """等核对: meetings entered by others, of matters in reach."""
    reach = actor.reach or "-"
    near = Q(matter__body__area__gte=reach, matter__body__area__lt=reach + "~")
    rows = Gate.objects.filter(near, checked_at=None, matter__state=Matter.State.RUNNING).exclude(
        entered_by=actor.person_id
    )
    return rows.select_related("matter__body__area").order_by("id")[:PAGE_SIZE]


def matters_late(at: datetime) -> list[int]:
    """Passed long enough ago, whether somebody took the result or not; not hanging, and nobody was told."""
    before = at - rules.PUBLISHED_WITHIN
    passed = Q(state=Matter.State.PASSED, resolution__decided_at__lt=before)
    passed |= Q(
        state=Matter.State.VOTING, item__resolution__passed=True, item__resolution__decided_at__lt=before
    )
    silent = Q(decision=None) | Q(decision__posted_at=None) | Q(decision__withdrawn_at__isnull=False)
    rows = Matter.objects.filter(passed, silent, warned_at=None).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PAGE_SIZE])
