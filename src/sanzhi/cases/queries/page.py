"""One case, as its page shows it: facts, timeline, clocks, and every next step with why it is open or closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.cases import access, course_rules, kinds, retention, rules
from sanzhi.cases.flow import NOT_HERE, flow_of
from sanzhi.cases.models import Assignment, Attachment, Card, Case, ClockRun
from sanzhi.kit import ids
from sanzhi.kit.flow import Flow, State, Step
from sanzhi.kit.verdict import YES, Refusal, Verdict, no
from sanzhi.people.roles import Actor

from .course import Course, course_of, course_verdict, objected
from .kin import KinOffers, Related, related
from .kinds import details_of, kind_of
from .timeline import TimelineLine, timeline


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
            "area__parent", "category__parent", "holder", "lead", "receiver", "reporter", "against", "repeat"
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
    parts = list(
        Assignment.objects.filter(case=case)
        .select_related("office", "signed_by", "clock__rule")
        .order_by("id")
    )
    cards = _cards(case)
    clocks = list(ClockRun.objects.filter(case=case).select_related("rule", "office").order_by("id"))
    known_kin = related(case.id)
    course = course_of(case, {line.step for line in lines}, cards, clocks, parts)
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
    if case.state not in NOT_HERE:
        hidden |= {"object", "take_back"}
    for step in _by_name(flow, case.state):
        if not access.role_may(actor, case, step) or step.name in hidden:
            continue
        here = flow.step(step.name, case.state)
        verdict = here if isinstance(here, Verdict) else access.may_step(actor, case, step, part_offices)
        if isinstance(here, Verdict) and actor.is_resident:
            verdict = no(
                here.code, _("现在是“%(state)s”，还不能这样做。") % {"state": flow.states[case.state].public}
            )
        if verdict:
            verdict = retention.has_its_words(case.erased_at)
        if verdict:
            verdict = _by_rule(step.name, case, at)
        if verdict and course is not None:
            verdict = course_verdict(actor, step.name, case, course, at)
        if verdict:
            verdict = family.verdict(step.name)
        found.append(StepOffer(step, verdict))
    return found


def _by_rule(step: str, case: Case, at: datetime) -> Verdict:
    """What a rule beside the flow says of this step now."""
    if step == "return":
        return rules.may_return(case.binding)
    if step == "object":
        return course_rules.may_object(objected(case), case.closed_at, at)
    if step == "reopen":
        return rules.may_reopen(case.state, case.closed_at, at)
    return YES


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
