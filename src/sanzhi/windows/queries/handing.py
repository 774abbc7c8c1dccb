"""交接的查询: who may have it, what waits where, and the one course that the person reads under the first number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanzhi.cases import queries as cases
from sanzhi.cases.elsewhere import CHANNELS
from sanzhi.cases.models import Case
from sanzhi.kit import ids, walls
from sanzhi.kit.flow import State
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from sanzhi.people.models import Appointment, Office
from sanzhi.people.queries import in_force
from sanzhi.people.roles import Actor
from sanzhi.windows import access, rules
from sanzhi.windows.models import Handover, Ruling

from .queueing import may_know

PAGE_SIZE = 30
WITH = ("sender", "to", "case__area", "first__area", "made")
CHANNEL_CHOICES = [(code, CHANNELS[code].name) for code in rules.RECEIVES]


def receivers(channel: str, at: datetime) -> list[Office]:
    """The offices that deal with a channel: where somebody is in post for it today."""
    role = rules.RECEIVES.get(channel, "")
    there = Appointment.objects.filter(in_force(at.date()), office=OuterRef("pk"), role=role)
    return list(people.offices_open(at).filter(Exists(there)).order_by("area_id", "name"))


def above(office: int) -> list[int]:
    """An office and every one above it."""
    chain: list[int] = []
    over = dict(Office.objects.filter(above__isnull=False).values_list("id", "above_id"))
    step: int | None = office
    while step is not None and step not in chain:
        chain.append(step)
        step = over.get(step)
    return chain


def told_of(channel: str, to: int) -> str:
    """What the person is told of the way: no journey, no second telling, the same number."""
    name = Office.objects.get(pk=to).name
    return f"已经替您交给{name}（{CHANNELS[channel].name}），不用您再去说一遍；还是用原来的查询码看进展。"


def first_of(case: int) -> int:
    """The case whose number the person got first."""
    found = Handover.objects.filter(made_id=case).values_list("first_id", flat=True).first()
    return found or case


def present(first: int, chain: Sequence[Handover]) -> int:
    """The case that stands for the first number now."""
    made = [one.made_id for one in chain if one.made_id]
    return made[-1] if made else first


def visible_to(actor: Actor) -> QuerySet[Handover]:
    """The handovers somebody may know of. `access.may_read` says the same of one; a test holds the two together."""
    found = Q(pk__in=[])
    if actor.may("handover.receive"):
        found |= Q(to_id=actor.office_id)
    if actor.may("handover.send"):
        found |= Q(sender_id=actor.office_id)
    if actor.may("handover.decide") and actor.reach:
        found |= Q(first__area__gte=actor.reach, first__area__lt=actor.reach + "~")
    return Handover.objects.filter(found) if actor.office_id else Handover.objects.none()


LISTS = {
    "in": Q(state="sent", case__closed_at__isnull=False),
    "back": Q(state="returned", taken_back_at=None),
    "here": Q(state="received"),
    "all": Q(),
}


def handovers_at(actor: Actor, which: str, past: int = 0) -> list[Handover]:
    """Of one list: what waits to be received, the soonest due first, which is the order they were sent in; what came back,
    was received, or all, the newest first. `past`: the last one of the page before."""
    rows, due = visible_to(actor).filter(LISTS[which]), which == "in"
    if due and actor.may("handover.receive"):
        rows = rows.filter(to_id=actor.office_id)
    if which == "back":
        rows = rows.filter(sender_id=actor.office_id)
    if past:
        rows = rows.filter(pk__gt=past) if due else rows.filter(pk__lt=past)
    with walls.the_house():  # the title of what was handed over is for both its offices
        found = list(rows.select_related(*WITH).order_by("id" if due else "-id")[: PAGE_SIZE + 1])
    return [headed(actor, one) for one in found]


def headed(actor: Actor, one: Handover) -> Handover:
    """With what it is called to this reader: its title, or of a confidential matter that is not theirs its number alone."""
    theirs = actor.office_id in (one.sender_id, one.to_id) or one.first.secrecy != Case.Secrecy.CLOSED
    number = ids.case_number("TX", one.first.reported_at.year, one.first_id)
    one.heading = one.case.title if theirs and one.case.title else number
    one.theirs = theirs
    return one


@dataclass(frozen=True)
class HandoverPage:
    """一件交接: with its words for whoever may receive it; where the case that was made of it stands, in one line."""

    one: Handover
    words: str
    place: str
    hops: int
    outcome: str
    may_receive: bool
    may_take_back: bool
    opens: Case | None  # the case this reader may open


def handover_page(actor: Actor, handover: int) -> HandoverPage:
    """Fetching is checking. The words are for the receiving office until it has a case of its own; the sender has them."""
    with walls.the_house():
        one = Handover.objects.select_related(*WITH, "case__category").filter(pk=handover).first()
        verdict = access.may_read(actor, one) if one else access.not_there()
        verdict.or_refuse()
        assert one  # or it was refused
        hops = Handover.objects.filter(first_id=one.first_id).count()
        known = {case.pk: may_know(actor, case) for case in (one.made, one.case, one.first) if case}
    takes = access.may_receive(actor, one).ok
    shown = (takes and one.state != Handover.State.RETURNED) or known.get(one.case_id, False)
    opens = next((case for case in (one.made, one.case, one.first) if case and known[case.pk]), None)
    return HandoverPage(
        headed(actor, one),
        one.case.text if shown else "",
        one.case.place if shown else "",
        hops,
        outcome_of(one),
        takes and one.state == Handover.State.SENT,
        access.may_take_back(actor, one).ok
        and one.state == Handover.State.RETURNED
        and one.taken_back_at is None,
        opens,
    )


def outcome_of(one: Handover) -> str:
    """What came of it, in one line: the public state of the case that was made, or what the other organ answered."""
    if one.made_id:
        ((_case, state),) = cases.with_states([one.made])
        return str(state.public)
    return one.answer


@dataclass(frozen=True)
class Hop:
    """一段: one line of the course under the first number. `state`: of the case that was made, where one was."""

    one: Handover
    channel: str
    state: State | None
    code: str  # of the case that was made
    open: bool  # whether the reader may open the handover itself


def may_have_been_handed(case: Case) -> bool:
    """Told by the case itself, so that the page of a matter that never was asks nothing: a matter that is handed over is sent
    elsewhere, and comes back by being taken up again."""
    return case.kind in rules.HANDED_FROM or case.state == "transferred" or case.reopens > 0


def course_of(case: Case, actor: Actor | None = None) -> list[Hop]:
    """一条线: every handover under the number, the newest first; for whoever may read the case, or holds its code."""
    if not may_have_been_handed(case):
        return []
    with walls.the_house():  # the caller has asked who may read the case
        first = first_of(case.pk)
        rows = list(Handover.objects.filter(first_id=first).select_related(*WITH).order_by("-hop"))
        made = dict(cases.with_states([one.made for one in rows if one.made]))
    return [
        Hop(
            one,
            _(CHANNELS[one.channel].name),
            made.get(one.made) if one.made else None,
            one.made.public_code if one.made else "",
            actor is not None and access.may_read(actor, one).ok,
        )
        for one in rows
    ]


def first_number(case: Case) -> Case | None:
    """The case this one was made from in the end, if it is not itself the first."""
    with walls.the_house():
        first = first_of(case.pk)
        return None if first == case.pk else Case.objects.get(pk=first)


@dataclass(frozen=True)
class Way:
    """能不能交接: whether this case may be handed on from here, and to whom; and whether a supervisor has to say first."""

    may: bool
    needs_ruling: bool
    ruling: Ruling | None


def way_of(actor: Actor, case: Case, course: Sequence[Hop]) -> Way:
    """For the page of a case that the actor has in hand; `course`: what `course_of` said of it."""
    chain = [hop.one for hop in reversed(course)]
    open_again = case.closed_at is None  # whoever objected to the transfer has it handled here after all
    waiting = bool(chain) and chain[-1].state == Handover.State.SENT and not open_again
    first = chain[0].first_id if chain else case.pk
    ruling = None
    if not rules.may_hop(len(chain), ruled=False):
        ruling = Ruling.objects.filter(first_id=first, used=None).select_related("to").first()
    ended = case.kind in rules.HANDED_FROM
    ready = case.state in rules.HANDED_FROM[case.kind] if ended else open_again
    may = access.may_send(actor).ok and ready and not waiting and present(first, chain) == case.pk
    return Way(may, not rules.may_hop(len(chain), ruling is not None).ok, ruling)


def case_here(actor: Actor, code: str) -> Case:
    """Fetching is checking: a case of any room that this member of staff may know of."""
    with walls.the_house():
        case = (
            Case.objects.select_related("reporter", "area").filter(public_code=cases.code_typed(code)).first()
        )
    if case is None or not may_know(actor, case):
        raise Refusal("not_visible", _("没有找到这个事项。"))
    return case


def to_rule_on(actor: Actor, before: int = 0) -> list[Handover]:
    """What was handed on so often that a supervisor has to say who has it: the last hop of each that came back."""
    most = rules.bounds()["hops"].amount
    rows = Handover.objects.filter(hop__gte=most, state="returned")
    rows = rows.filter(first__area__gte=actor.reach or "~", first__area__lt=(actor.reach or "~") + "~")
    later = Handover.objects.filter(first=OuterRef("first"), hop__gt=OuterRef("hop"))
    ruled = Ruling.objects.filter(first=OuterRef("first"), used=None)
    rows = rows.filter(~Exists(later), ~Exists(ruled))
    if before:
        rows = rows.filter(pk__lt=before)
    with walls.the_house():
        found = list(rows.select_related(*WITH).order_by("-id")[: PAGE_SIZE + 1])
    return [headed(actor, one) for one in found]


def office_named(office: int | None) -> str:
    """An office's name, for what is told of it."""
    return Office.objects.filter(pk=office).values_list("name", flat=True).first() or ""


def late(at: datetime) -> list[int]:
    """What waits longer than it may, and nobody was told of yet."""
    rows = Handover.objects.filter(state="sent", due_at__lte=at, reminded_at=None)
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:500])
