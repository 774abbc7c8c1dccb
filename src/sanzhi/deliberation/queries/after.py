"""会后: proposals and tasks, whom they concern, and how many were accepted by residents."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sanzhi.deliberation.models import Acceptance, Amendment, Body, Item, Member, Proposal, Support, Task
from sanzhi.people.models import Person
from sanzhi.people.roles import Actor

from .rosters import PAGE_SIZE, reads_close, refused, visible_to


def bodies_to_propose_to(actor: Actor) -> list[Body]:
    """Of one's own village, and those one sits in."""
    mine = Person.objects.filter(pk=actor.person_id).values_list("area", "household__area").first() or (
        None,
        None,
    )
    sits = Member.objects.filter(person_id=actor.person_id, to_day__isnull=True).values("body")
    rows = Body.objects.filter(Q(area__in=[one for one in mine if one]) | Q(pk__in=sits), ended_at=None)
    return list(rows.select_related("area").order_by("id")[:PAGE_SIZE])


def body_to_propose_to(actor: Actor, body: int) -> Body:
    found = next((one for one in bodies_to_propose_to(actor) if one.pk == body), None)
    if found is None:
        raise refused()
    return found


def proposals_to(actor: Actor) -> QuerySet[Proposal]:
    """提议 one may read: of the bodies one keeps; a resident's own, and the open ones of their place and bodies that are not
    confidential."""
    rows = Proposal.objects.select_related("body__area", "item__meeting", "item__resolution")
    if not actor.is_resident:
        kept = rows.filter(body__in=visible_to(actor))
        return kept if reads_close(actor) else kept.filter(confidential=False)
    near = [one.pk for one in bodies_to_propose_to(actor)]
    return rows.filter(Q(person_id=actor.person_id) | Q(body__in=near, confidential=False))


def proposals(actor: Actor, *, before: int = 0, body: int = 0) -> list[Proposal]:
    """The newest first, a page and one more, each with `supported` (how many) and `mine` (whether one has)."""
    rows = proposals_to(actor)
    if before:
        rows = rows.filter(pk__lt=before)
    if body:
        rows = rows.filter(body_id=body)
    own = Support.objects.filter(proposal=OuterRef("pk"), person_id=actor.person_id)
    return list(rows.annotate(supported=Count("supports"), mine=Exists(own)).order_by("-id")[: PAGE_SIZE + 1])


def proposal_here(actor: Actor, proposal: int) -> Proposal:
    own = Support.objects.filter(proposal=OuterRef("pk"), person_id=actor.person_id)
    rows = proposals_to(actor).annotate(supported=Count("supports"), mine=Exists(own))
    found = rows.filter(pk=proposal).first()
    if found is None:
        raise refused()
    return found


def amendments_of(proposal: Proposal) -> list[Amendment]:
    """Old and new, by paragraph."""
    return list(Amendment.objects.filter(proposal=proposal)[:PAGE_SIZE])


def tasks_of(item: Item) -> list[Task]:
    """What follows from one item."""
    return list(Task.objects.filter(resolution__item=item).order_by("id")[:PAGE_SIZE])


def tasks_to(actor: Actor) -> QuerySet[Task]:
    """落实事项 of the bodies in one's sight, and those that came of one's own proposal."""
    rows = Task.objects.select_related("body__area", "resolution__item__meeting")
    seen = Q(body__in=visible_to(actor))
    if not reads_close(actor):
        seen &= Q(resolution__item__confidential=False)
    if actor.is_resident:
        seen |= Q(resolution__item__proposals__person_id=actor.person_id)
    return rows.filter(seen).distinct()


def tasks(actor: Actor, *, before: int = 0, body: int = 0, open_only: bool = False) -> list[Task]:
    """The newest first, a page and one more."""
    rows = tasks_to(actor)
    if body:
        rows = rows.filter(body_id=body)
    if open_only:
        rows = rows.exclude(state=Task.State.ACCEPTED)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[: PAGE_SIZE + 1])


def task_here(actor: Actor, task: int) -> Task:
    found = tasks_to(actor).filter(pk=task).first()
    if found is None:
        raise refused()
    return found


@dataclass(frozen=True)
class SaidOf:
    """验收意见: of this round, how many spoke and how many are content."""

    all: int
    content: int
    own: bool
    words: list[str]


def said_of(task: Task, person: int | None = None) -> SaidOf:
    rows = list(Acceptance.objects.filter(task=task, round=task.round).order_by("id"))
    words = [one.words for one in rows if one.words]
    own = any(one.person_id == person for one in rows)
    return SaidOf(len(rows), sum(one.content for one in rows), own, words)


@dataclass(frozen=True)
class Rate:
    """整改提升率: accepted by residents, of all that were given; since when."""

    accepted: int
    given: int


def rate_of(body: Body, *, shown: bool = False) -> Rate:
    """Of one body, live: what residents accepted as done, of all that was given to be done (ours: no definition was
    published). `shown` to anybody: what came of confidential items is not counted."""
    rows = Task.objects.filter(body=body)
    if shown:
        rows = rows.filter(resolution__item__confidential=False)
    accepted = Count("id", filter=Q(state=Task.State.ACCEPTED))
    return Rate(**rows.aggregate(given=Count("id"), accepted=accepted))


def proposers_of(task: int) -> list[int]:
    """Whose proposal led to it."""
    return list(Proposal.objects.filter(item__resolution__tasks=task).values_list("person", flat=True))
