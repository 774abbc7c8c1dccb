"""One case, as its page shows it: facts, timeline, clocks, and every next step with why it is open or closed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanzhi.cases import access, kinds, rules
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Assignment, Attachment, Card, Case, ClockRun, Move
from sanzhi.journal import queries as journal
from sanzhi.kit import ids
from sanzhi.kit.flow import Flow, State, Step
from sanzhi.kit.verdict import Refusal, Verdict, no
from sanzhi.people.roles import MACHINE, ROLES, THE_CLOCK, Actor

from .course import Course, course_of, course_verdict
from .kin import KinOffers, Related, related
from .kinds import answered, details_of, kind_of

PUBLIC_WORDS = ("channel", "reply", "reason", "route", "text", "details")


@dataclass(frozen=True)
class TimelineLine:
    """时间线的一行: what happened, who did it, what they said, and which files came with it."""

    seq: int
    step: str
    label: str
    at: datetime
    who: str
    office: str
    role: str
    words: dict[str, Any]
    files: list[Attachment]
    colour: str = ""


@dataclass(frozen=True)
class StepOffer:
    """可办的一步: a button with its Verdict; a closed one says why."""

    step: Step
    verdict: Verdict


@dataclass(frozen=True)
class CasePage:
    """事项页: all that the case page needs, read in a fixed number of queries."""

    case: Case
    number: str
    timeline: list[TimelineLine]
    offers: list[StepOffer]
    parts: list[Assignment]
    clocks: list[ClockRun]
    cards: list[Card]
    reporter_name: str  # empty where the kind shields the reporter from the reader
    course: Course
    related: Related | None = None
    kind: kinds.Kind | None = None  # a county's own
    details: Sequence[tuple[kinds.Field, str]] = ()


def case_by_code(actor: Actor, code: str) -> Case:
    """Fetching is checking: the case under this public code, or the same Refusal as for one that does not exist."""
    case = (
        Case.objects.filter(public_code=code_typed(code))
        .select_related(
            "area__parent", "category__parent", "holder", "lead", "receiver", "reporter", "against"
        )
        .first()
    )
    if case is None:
        raise Refusal("not_visible", _("没有找到这个事项。"))
    if not access.may_see(actor, case, frozenset()):
        access.may_see(actor, case, part_offices(case)).or_refuse()
    return case


def with_states(cases: Iterable[Case]) -> list[tuple[Case, State]]:
    """Each case with the state of its own flow version, for lists."""
    return [(case, flow_of(case.kind, case.kind_version).states[case.state]) for case in cases]


def code_typed(code: str) -> str:
    try:
        return ids.normalise_code(code)
    except Refusal:
        return ""


def part_offices(case: Case) -> frozenset[int]:
    return frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))


def case_page(actor: Actor, code: str, *, at: datetime) -> CasePage:
    """The desk's view of a case. Raises Refusal when the actor may not see it."""
    case = case_by_code(actor, code)
    known = access.may_know_reporter(actor, case).ok
    lines = timeline(case, public=False, shielded=not known)
    parts = list(Assignment.objects.filter(case=case).select_related("office", "signed_by").order_by("id"))
    cards = _cards(case)
    clocks = list(ClockRun.objects.filter(case=case).select_related("rule", "office").order_by("id"))
    known_kin = related(case.id)
    course = course_of(case, {line.step for line in lines}, cards, clocks)
    return CasePage(
        case=case,
        number=ids.case_number("TX", case.reported_at.year, case.id),
        timeline=lines,
        offers=offers(actor, case, frozenset(part.office_id for part in parts), at, course, known_kin),
        parts=parts,
        clocks=clocks,
        cards=cards,
        reporter_name=case.reporter.name if known else "",
        course=course,
        related=known_kin,
        kind=kind_of(case),
        details=details_of(case),
    )


def _cards(case: Case) -> list[Card]:
    """The case carries the worst of them; one without has none."""
    if not case.card:
        return []
    return list(Card.objects.filter(case=case).select_related("office", "clock__rule").order_by("id"))


def public_page(actor: Actor, code: str, *, at: datetime) -> CasePage:
    """The citizen's view: public labels, public words, no staff names, no internal lines."""
    case = case_by_code(actor, code)
    lines = timeline(case, public=True)
    known_kin = related(case.id)
    return CasePage(
        case=case,
        number=ids.case_number("TX", case.reported_at.year, case.id),
        timeline=lines,
        offers=offers(actor, case, frozenset(), at, known=known_kin),
        parts=[],
        clocks=list(
            ClockRun.objects.filter(case=case, stopped_at=None).select_related("rule").order_by("id")
        ),
        cards=[],
        reporter_name=case.reporter.name,
        course=course_of(case, {line.step for line in lines}),
        related=known_kin,
        kind=kind_of(case),
        details=[(field, said) for field, said in details_of(case) if field.public or not field.at],
    )


def timeline(case: Case, *, public: bool, shielded: bool = False) -> list[TimelineLine]:
    """Every move in order, with its words from the journal; the citizen's view leaves the silent ones out.

    shielded: the reader is not to know who reported.
    """
    flow = flow_of(case.kind, case.kind_version)
    steps = {step.name: step for step in flow.steps}
    moves = Move.objects.filter(case=case).select_related("by", "office").order_by("seq")
    if public:
        moves = moves.filter(public=True)
    kind = kind_of(case)
    entries = journal.entries_about("case", case.id)
    said = {entry.id: _with_answers(entry.content or {}, kind, public) for entry in entries}
    files = _files(case) if any(_names_files(entry.content) for entry in entries) else {}
    lines = [_line(move, steps.get(move.step), said.get(move.entry_id, {}), files, public) for move in moves]
    if beside := list(_unmoved(entries, public)):
        lines = sorted([*lines, *beside], key=lambda line: line.at)
    return [replace(line, who="") if shielded and line.role == "resident" else line for line in lines]


def _unmoved(entries: list[journal.EntryLine], public: bool) -> Iterator[TimelineLine]:
    """What happened to a case without moving it. The citizen reads of the office, not of the paint."""
    for entry in entries:
        said = entry.content or {}
        if entry.kind == "case.handed_over":
            label = _("单位撤并，由%(lead)s接着办") % {"lead": said.get("lead", _("别的单位"))}
        elif entry.kind in ("case.photo_cover", "case.photo_uncover") and not public:
            label = _("遮挡了照片") if entry.kind == "case.photo_cover" else _("去掉了照片的遮挡")
        else:
            continue
        words = {} if public or "reason" not in said else {"reason": said["reason"]}
        yield TimelineLine(0, entry.kind, label, entry.at, "", "", "", words, [])


def _names_files(said: dict[str, Any] | None) -> bool:
    """Whether what was said came with files; of words that were erased nobody knows."""
    return said is None or isinstance(said.get("files") or said.get("evidence"), list)


def _files(case: Case) -> dict[int, list[Attachment]]:
    """The files of each move, by its number."""
    files: dict[int, list[Attachment]] = {}
    for file in Attachment.objects.filter(case=case).order_by("id"):
        files.setdefault(file.move_seq, []).append(file)
    return files


def _with_answers(said: dict[str, Any], kind: kinds.Kind | None, public: bool) -> dict[str, Any]:
    """The answers to a kind's own fields under their labels: {"details": "楼栋：3 幢；…"}."""
    if kind is None or "details" not in said:
        return said
    told = [
        f"{field.label}：{words}"
        for field, words in answered(kind, said["details"])
        if field.public or not public
    ]
    return {**said, "details": "；".join(told)}


def _line(
    move: Move, step: Step | None, said: dict[str, Any], files: dict[int, list[Attachment]], public: bool
) -> TimelineLine:
    own = _("诉求已提交") if public else _("登记")
    label = (step.public if public else step.label) if step else own
    shown = {key: said[key] for key in PUBLIC_WORDS if said.get(key)} if public else said
    return TimelineLine(
        seq=move.seq,
        step=move.step,
        label=label or "",
        at=move.at,
        who="" if public or move.by is None else move.by.name,
        office=move.office.name if move.office else ("" if public else _role_name(move.role)),
        role=move.role,
        words=shown,
        files=[file for file in files.get(move.seq, []) if file.public or not public],
        colour=said.get("colour", ""),
    )


def _role_name(code: str) -> str:
    return (ROLES | {MACHINE.code: MACHINE}).get(code, THE_CLOCK.role).name


def offers(
    actor: Actor,
    case: Case,
    part_offices: frozenset[int],
    at: datetime,
    course: Course | None = None,
    known: Related | None = None,
) -> list[StepOffer]:
    """The steps of this actor's role, open or closed with the reason; steps of other roles are not shown."""
    found = []
    flow = flow_of(case.kind, case.kind_version)
    family = KinOffers(actor, case, known)
    hidden = family.hidden | {"shield" if case.against_id else "unshield", *NEVER_ASKED_FOR}
    for step in _by_name(flow, case.state):
        if actor.role.code not in step.who or step.name in hidden:
            continue
        here = flow.step(step.name, case.state)
        verdict = here if isinstance(here, Verdict) else access.may_step(actor, case, step, part_offices)
        if isinstance(here, Verdict) and actor.is_resident:
            verdict = no(
                here.code, _("现在是“%(state)s”，还不能这样做。") % {"state": flow.states[case.state].public}
            )
        if verdict and step.name == "return":
            verdict = rules.may_return(case.binding)
        if verdict and step.name == "reopen":
            verdict = rules.may_reopen(case.state, case.closed_at, at)
        if verdict and course is not None:
            verdict = course_verdict(actor, step.name, case, course, at)
        if verdict:
            verdict = family.verdict(step.name)
        found.append(StepOffer(step, verdict))
    return found


# Chosen by the rules, never by name: `return` and `reopen` become them, and what moves the other case of a pair.
NEVER_ASKED_FOR = ("return_third", "reopen_unassigned", "absorb", "release")


def _by_name(flow: Flow, state: str) -> list[Step]:
    """One step for each name: of steps that share it, the one that is open here."""
    steps: dict[str, Step] = {}
    for step in flow.steps:
        if step.name not in steps or state in step.frm:
            steps[step.name] = step
    return list(steps.values())


def attachment(actor: Actor, code: str, attachment_id: int) -> Attachment:
    """A file of a case the actor may see; a citizen gets the public ones only. Refusal like that of a missing case."""
    files = Attachment.objects.filter(case=case_by_code(actor, code), pk=attachment_id)
    found = (files.filter(public=True) if actor.is_resident else files).first()
    if found is None:
        raise Refusal("not_visible", _("没有找到这个文件。"))
    return found
