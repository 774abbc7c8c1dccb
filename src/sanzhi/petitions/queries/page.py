"""信访件页: one petition as its reader reads it, and what is theirs to do now; and the lists of a desk and of a resident."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from sanzhi.cases import queries as cases
from sanzhi.cases.models import ClockRun
from sanzhi.cases.queries.timeline import TimelineLine, timeline
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import Actor
from sanzhi.petitions import access
from sanzhi.petitions.models import Agency, Claim, Letter, Likeness, Petition, Petitioner
from sanzhi.petitions.petition_flow import (
    ANSWERED,
    NEW,
    PETITION_1,
    REEXAM,
    REPLY,
    REVIEW,
    REVIEWED,
    SENT,
    STUDY,
    WORK,
)

from .petitions import (
    PAGE_SIZE,
    WITH,
    agent_of,
    earlier_of,
    likenesses_of,
    petition_by_code,
    petitioners_of,
    visible_to,
)

PETITION_STATES = [(code, state.desk) for code, state in PETITION_1.states.items()]
CATEGORIES, FORMS = Petition.Category.choices, Petition.Form.choices
REPLIES, SERVED, OPINIONS = Petition.ReplyBy.choices, Letter.Served.choices, Claim.Opinion.choices
ADOPTED = [(code, name) for code, name in Petition._meta.get_field("adopted").choices or ()]
INSIDE = ("transfer", "assignment")  # between offices; the petitioner is told of it on the course


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
    likenesses: Sequence[Likeness] = ()
    earlier: Sequence[Petition] = ()


def petition_page(actor: Actor, code: str) -> PetitionPage:
    """For the desk."""
    one = petition_by_code(actor, code)
    registers = access.registers(actor, one)
    return _page(
        one, offers=_at_desk(actor, one), public=False,
        likenesses=likenesses_of(one), earlier=earlier_of(one) if registers else (),
    )  # fmt: skip


def petition_for_petitioner(actor: Actor, code: str) -> PetitionPage:
    """For whoever petitions."""
    one = petition_by_code(actor, code)
    return _page(one, offers=_for_petitioner(one), public=True)


def _page(one: Petition, *, public: bool, offers: Sequence[str], **more: Sequence) -> PetitionPage:
    letters = Letter.objects.filter(petition=one).select_related("office")
    if public:
        letters = letters.exclude(kind__in=INSIDE)
    running = ClockRun.objects.filter(case_id=one.pk).select_related("rule").order_by("id")
    return PetitionPage(
        one=one,
        state=PETITION_1.states[one.case.state],
        people=petitioners_of(one.pk),
        claims=list(Claim.objects.filter(petition=one)),
        letters=list(letters),
        lines=timeline(one.case, public=public),
        clocks=list(running.filter(stopped_at=None) if public else running),
        offers=offers,
        agency=Agency.objects.filter(petition=one).select_related("agent", "office").first(),
        **more,
    )


def _for_petitioner(one: Petition) -> list[str]:
    state, found = one.case.state, list[str]()
    if state == REPLY:
        found.append("review")
    if state == REVIEWED:
        found.append("reexam")
    if state in ANSWERED and one.satisfied is None:
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
    if not access.handles(actor, one):
        return answers
    return [*answers, "accept", "decline", *([] if one.objection else ["object"]), "inform"]


def _when_handled(actor: Actor, one: Petition) -> list[str]:
    if one.more_days and access.may_approve(actor, one):
        return ["grant"]
    return ["answer", *([] if one.more_days else ["more"])] if access.handles(actor, one) else []


def _when_studied(actor: Actor, one: Petition) -> list[str]:
    return ["tell"] if access.handles(actor, one) else []


def _when_reviewed(actor: Actor, one: Petition) -> list[str]:
    return ["check"] if access.reviews(actor, one) else []


def _when_reexamined(actor: Actor, one: Petition) -> list[str]:
    if not access.reviews(actor, one):
        return []
    held = ClockRun.objects.filter(case_id=one.pk, stopped_at=None, paused_at__isnull=False).exists()
    return ["heard"] if held else ["last", "hearing"]


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


def may_serve(actor: Actor, letter: Letter) -> bool:
    """Whether this desk says how it was served."""
    may = actor.may("petition.handle") or actor.may("petition.register")
    ours = actor.office_id in (letter.office_id, letter.petition.case.receiver_id)
    return letter.served_at is None and may and ours


@dataclass(frozen=True)
class Which:
    """看哪些: in hand, or all; narrowed by category, state, form and a word of the title."""

    hand: bool = True
    category: str = ""
    state: str = ""
    form: str = ""
    words: str = ""


def petitions_at(actor: Actor, which: Which, before: int = 0) -> list[Petition]:
    """This desk's, the newest first, a page and one more."""
    rows = _narrowed(visible_to(actor), which, actor)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related(*WITH).order_by("-pk")[: PAGE_SIZE + 1])


def _narrowed(rows: QuerySet[Petition], which: Which, actor: Actor) -> QuerySet[Petition]:
    if which.hand:
        waits = Q(case__holder_id=actor.office_id) | Q(objection=True, case__receiver_id=actor.office_id)
        rows = rows.filter(waits, case__closed_at=None)
    for column, value in (("category", which.category), ("form", which.form), ("case__state", which.state)):
        if value:
            rows = rows.filter(**{column: value})
    if which.words:
        code = Q(case__public_code=cases.code_typed(which.words))
        rows = rows.filter(Q(case__title__contains=which.words) | code)
    return rows


def counts_at(actor: Actor, at: datetime) -> dict[str, int]:
    """{"hand", "late"} of this desk's open petitions."""
    hand = _narrowed(visible_to(actor), Which(), actor)
    return {"hand": hand.count(), "late": hand.filter(case__due_at__lte=at).count()}


def my_petitions(actor: Actor, before: int = 0) -> list[Petition]:
    """One's own, the newest first, a page and one more."""
    rows = visible_to(actor)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related(*WITH).order_by("-pk")[: PAGE_SIZE + 1])
