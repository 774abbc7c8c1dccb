"""个案: of the worker, the supervisor, the client; counts for everybody else."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from sanzhi.groups import access
from sanzhi.groups import rules_of_workers as rules
from sanzhi.groups.models import Casework, CaseworkSession, SocialWorker
from sanzhi.kit import walls
from sanzhi.people.roles import Actor

from .employed import employed
from .register import PAGE_SIZE, missing

SOURCES, CLOSED_FOR = Casework.Source.choices, Casework.Closed.choices


def worker_self(actor: Actor) -> SocialWorker:
    """Who is employed as a social worker and comes as one. Raises Refusal."""
    rows = employed().filter(person_id=actor.person_id)
    one = rows.first() if actor.may("casework.do") else None
    if one is None:
        raise missing()
    return one


def cases_open(worker: SocialWorker) -> int:
    """How many they work on or supervise; a count and nothing else."""
    with walls.the_house():
        mine = Q(worker=worker) | Q(supervisor=worker) | Q(hand_to=worker)
        return Casework.objects.filter(mine, closed_at=None).count()


def colleagues(me: SocialWorker) -> list[SocialWorker]:
    """Other social workers of the same county who are employed."""
    rows = employed().filter(area__gte=me.area_id[:6], area__lt=me.area_id[:6] + "~").exclude(pk=me.pk)
    return list(rows.order_by("area_id", "id"))


def _caseworks() -> QuerySet[Casework]:
    rows = Casework.objects.select_related(
        "client", "guardian", "worker__person", "supervisor__person", "hand_to__person"
    )
    return rows.order_by("-id")


def caseworks_of_worker(actor: Actor, before: int = 0) -> list[Casework]:
    """Those one works on or supervises."""
    me = worker_self(actor)
    rows = _caseworks().filter(Q(worker=me) | Q(supervisor=me))
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def caseworks_about(actor: Actor) -> list[Casework]:
    """Those about oneself, or a child one answers for."""
    rows = _caseworks().filter(Q(client_id=actor.person_id) | Q(guardian_id=actor.person_id))
    return list(rows.prefetch_related("sessions")[:PAGE_SIZE])


def word_bears_another(one: Casework) -> bool:
    """Whether whoever gave the word for this one gave it for another that is still open: a parent of two, two workers."""
    who = one.guardian_id or one.client_id
    theirs = Q(guardian=who) | Q(guardian=None, client=who)
    return Casework.objects.filter(theirs, closed_at=None).exclude(pk=one.pk).exists()


def casework_of(actor: Actor, casework: int) -> Casework:
    """Fetching is checking. Raises Refusal."""
    one = _caseworks().filter(pk=casework).first()
    if one is None or not (access.may_read_casework(actor, one) or access.is_about(actor, one)):
        raise missing()
    return one


def sessions_of(one: Casework) -> list[CaseworkSession]:
    return list(one.sessions.select_related("by")[:200])


@dataclass(frozen=True)
class CaseworkCount:
    """个案的数: of one year and place; None for fewer than ten."""

    name: str
    opened: int | None
    closed: int | None


def casework_counted(actor: Actor, year: int) -> list[CaseworkCount]:
    """Counts and nothing else, of one's own place."""
    reach = actor.reach or "-"
    with walls.the_house():
        rows = Casework.objects.filter(area__gte=reach, area__lt=reach + "~", opened_at__year=year)
        grouped = rows.values_list("area__name").annotate(n=Count("id"), done=Count("id", Q(stage="closed")))
        found = list(grouped.order_by("area_id")[:500])
    return [CaseworkCount(name, *(n if n >= rules.FEW else None for n in pair)) for name, *pair in found]


def people_of_casework(casework: int) -> dict[str, int | None]:
    """Who has to do with it, to tell them; for no page."""
    with walls.the_house():
        names = {
            "client": "client", "guardian": "guardian", "worker": "worker__person", "supervisor": "supervisor__person",
        }  # fmt: skip
        found = Casework.objects.filter(pk=casework).values_list(*names.values()).first()
        return dict(zip(names, found, strict=True)) if found else {}
