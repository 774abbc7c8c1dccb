"""信访件页: one petition as its reader reads it, and what is theirs to do now; and the lists of a desk and of a resident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import ClockRun
from sanzhi.cases.queries.timeline import TimelineLine, timeline
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access, rules
from sanzhi.petitions.models import (
    Agency,
    Claim,
    Hearing,
    Joint,
    Letter,
    Likeness,
    Paper,
    Petition,
    Petitioner,
)
from sanzhi.petitions.petition_flow import (
    ANSWERED,
    ASKED,
    CLOSED,
    NEW,
    PETITION_2,
    REEXAM,
    REPLY,
    REVIEW,
    REVIEWED,
    SENT,
    STUDY,
    WORK,
)

from .petitions import (
    agent_of,
    earlier_of,
    joint_offices,
    likenesses_of,
    petition_by_code,
    petitioners_of,
    visible_to,
)

PETITION_STATES = [(code, state.desk) for code, state in PETITION_2.states.items()]
CATEGORIES, FORMS = Petition.Category.choices, Petition.Form.choices
REPLIES, SERVED, OPINIONS = Petition.ReplyBy.choices, Letter.Served.choices, Claim.Opinion.choices
ADOPTED = [(code, name) for code, name in Petition._meta.get_field("adopted").choices or ()]
NAMED = Joint.Named.choices
INSIDE = ("transfer", "assignment", "joint")  # between offices; the petitioner is told of it on the course


@dataclass(frozen=True)
class PetitionPage:
    """信访件页. `offers`: the names of what its reader may do now, the first the main one."""

    one: Petition
    state: State
    people: Sequence[Petitioner]
    claims: Sequence[Claim]
    letters: Sequence[Letter]
    lines: Sequence[TimelineLine]
    clocks: Sequence[ClockRun]
    offers: Sequence[str]
    agency: Agency | None = None
    papers: Sequence[Paper] = ()
    hearings: Sequence[Hearing] = ()
    joint: Sequence[Joint] = ()
    may_add: bool = False
    likenesses: Sequence[Likeness] = ()
    earlier: Sequence[Petition] = ()


def petition_page(actor: Actor, code: str) -> PetitionPage:
    """For the desk."""
    one = petition_by_code(actor, code)
    registers = access.registers(actor, one)
    return _page(
        one, offers=_at_desk(actor, one), public=False, may_add=_may_add(actor, one),
        likenesses=likenesses_of(one), earlier=earlier_of(one) if registers else (),
    )  # fmt: skip


def petition_for_petitioner(actor: Actor, code: str) -> PetitionPage:
    """For whoever petitions."""
    one = petition_by_code(actor, code)
    still = rules.still_open(one.case.closed_at, one.case.erased_at).ok
    return _page(one, offers=_for_petitioner(one), public=True, may_add=still)


def _may_add(actor: Actor, one: Petition) -> bool:
    """Papers are put in by whoever works on it, the agent too, while its course is open."""
    acts = actor.may("petition.agent") and agent_of(one.pk) == actor.person_id
    works = access.registers(actor, one) or access.reviews(actor, one)
    here = acts or works or access.handles(actor, one, joint_offices(one.pk))
    return here and rules.still_open(one.case.closed_at, one.case.erased_at).ok


def _page(
    one: Petition, *, public: bool, offers: Sequence[str], may_add: bool, **more: Sequence
) -> PetitionPage:
    letters = Letter.objects.filter(petition=one).select_related("office")
    if public:
        letters = letters.exclude(kind__in=INSIDE)
    running = ClockRun.objects.filter(case_id=one.pk).select_related("rule").order_by("id")
    return PetitionPage(
        one=one,
        state=flow_of(one.case.kind, one.case.kind_version).states[one.case.state],
        people=petitioners_of(one.pk),
        claims=list(Claim.objects.filter(petition=one)),
        letters=list(letters),
        lines=timeline(one.case, public=public),
        clocks=list(running.filter(stopped_at=None) if public else running),
        offers=offers,
        papers=list(Paper.objects.filter(petition=one).exclude(digest="").select_related("office")),
        hearings=list(Hearing.objects.filter(petition=one)),
        joint=list(Joint.objects.filter(petition=one, left_at=None).select_related("office")),
        may_add=may_add,
        agency=Agency.objects.filter(petition=one).select_related("agent", "office").first(),
        **more,
    )


def _for_petitioner(one: Petition) -> list[str]:
    state, found = one.case.state, list[str]()
    if state == REPLY:
        found.append("review")
    if state == REVIEWED:
        found.append("reexam")
    if state == ASKED:
        found.append("asked")
    if state in (*ANSWERED, ASKED, CLOSED) and one.satisfied is None:
        found.append("rate")
    if state in (NEW, SENT, WORK, STUDY):
        found.append("withdraw")
    return found


def _at_desk(actor: Actor, one: Petition) -> list[str]:
    """What this desk may do, by state and by whose it is; the agent of the petitioner nothing."""
    here = AT_DESK.get(one.case.state)
    if here is None or one.case.erased_at is not None or agent_of(one.pk) == actor.person_id:
        return []
    return [name for name in here(actor, one) if name != "inform" or _uninformed(one)]


def _when_new(actor: Actor, one: Petition) -> list[str]:
    if not access.registers(actor, one):
        return []
    return ["send", *(["accept"] if _own(actor, one) else []), "inform", "decline"]


def _when_sent(actor: Actor, one: Petition) -> list[str]:
    answers = ["objection"] if one.objection and access.registers(actor, one) else []
    answers += _joins(actor, one)
    if not access.handles(actor, one):
        return answers
    return [*answers, "accept", "decline", *([] if one.objection else ["object"]), "inform"]


def _when_handled(actor: Actor, one: Petition) -> list[str]:
    if one.more_days and access.may_approve(actor, one):
        return ["grant"]
    if access.handles(actor, one):
        return ["answer", *([] if one.more_days else ["more"]), *_joins(actor, one)]
    part = Joint.objects.filter(petition=one, office_id=actor.office_id, left_at=None, written_at=None)
    asked = ["part"] if actor.may("petition.handle") and part.exists() else []
    return [*asked, *_joins(actor, one)]


def _joins(actor: Actor, one: Petition) -> list[str]:
    """会同办理, of what was filed since there is such a thing."""
    if one.case.kind_version < 2 or not access.registers(actor, one):
        return []
    waits = Joint.objects.filter(petition=one, left_at=None, written_at=None).exists()
    return ["join", *(["unjoin"] if waits else [])]


def _when_studied(actor: Actor, one: Petition) -> list[str]:
    return ["tell"] if access.handles(actor, one) else []


def _when_reviewed(actor: Actor, one: Petition) -> list[str]:
    return ["check"] if access.reviews(actor, one) else []


def _when_reexamined(actor: Actor, one: Petition) -> list[str]:
    if not access.reviews(actor, one):
        return []
    held = ClockRun.objects.filter(case_id=one.pk, stopped_at=None, paused_at__isnull=False).exists()
    off = ["notheard"] if one.case.kind_version > 1 else []
    return ["heard", *off] if held else ["last", "hearing"]


AT_DESK: dict[str, Callable[[Actor, Petition], list[str]]] = {
    NEW: _when_new, SENT: _when_sent, WORK: _when_handled, STUDY: _when_studied, REVIEW: _when_reviewed,
    REEXAM: _when_reexamined,
}  # fmt: skip


def _own(actor: Actor, one: Petition) -> bool:
    """A town's desk takes up at once what is its own."""
    return one.category == Petition.Category.CLAIM and actor.may("petition.handle")


def _uninformed(one: Petition) -> bool:
    running = ClockRun.objects.filter(case_id=one.pk, stopped_at=None)
    return running.filter(rule__clock="petition-inform").exists()


def letter_of(actor: Actor, letter: int) -> Letter:
    """One paper, for whoever may read the petition; the petitioner not those between offices."""
    found = Letter.objects.select_related("petition__case", "office").filter(pk=letter).first()
    seen = found and visible_to(actor).filter(pk=found.petition_id).exists()
    if found is None or not seen or (actor.is_resident and found.kind in INSIDE) or not found.body:
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def paper_of(actor: Actor, paper: int) -> Paper:
    """One picture, for whoever may see the petition. Refusal like that of one that does not exist."""
    found = Paper.objects.exclude(digest="").filter(pk=paper).first()
    if found is None or not visible_to(actor).filter(pk=found.petition_id).exists():
        verdict = access.not_there()
        raise Refusal(verdict.code, verdict.sentence)
    return found


def may_serve(actor: Actor, letter: Letter) -> bool:
    """Whether this desk says how it was served."""
    may = actor.may("petition.handle") or actor.may("petition.register")
    ours = actor.office_id in (letter.office_id, letter.petition.case.receiver_id)
    return letter.served_at is None and may and ours
