"""个案: of the worker, the supervisor, the client; counts for everybody else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from sanzhi.groups import access
from sanzhi.groups import rules_of_workers as rules
from sanzhi.groups.models import Casework, CaseworkSession, SocialWorker
from sanzhi.kit import walls
from sanzhi.people.models import Appointment
from sanzhi.people.queries import in_force
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


def cases_open(worker: SocialWorker) -> bool:
    """Whether they work on any, or supervise it, or are to be handed it; and nothing else of it."""
    with walls.the_house():
        return caseload_of(worker).exists()


def _posted(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(in_force(day), role="social_worker")


def in_post(worker: SocialWorker, at: datetime) -> bool:
    """Whether they still have a post as a social worker, and so could hand over what is theirs."""
    return _posted(localdate(at)).filter(person=worker.person_id).exists()


def caseload_of(worker: SocialWorker) -> QuerySet[Casework]:
    """Open ones that they work on, supervise, or are to be handed; for no page."""
    mine = Q(worker=worker) | Q(supervisor=worker) | Q(hand_to=worker)
    return Casework.objects.filter(mine, closed_at=None).order_by("id")


def colleagues(me: SocialWorker, day: date) -> list[SocialWorker]:
    """Other social workers of the same county who are employed and in post, and so can do something."""
    rows = employed().filter(area__gte=me.area_id[:6], area__lt=me.area_id[:6] + "~").exclude(pk=me.pk)
    return list(rows.filter(Exists(_posted(day).filter(person=OuterRef("person")))).order_by("area_id", "id"))


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


def caseworks_about(actor: Actor, today: date, before: int = 0) -> list[Casework]:
    """Those about oneself, or about a child one answers for until they are grown."""
    child = Q(guardian_id=actor.person_id, guarded_until__gt=today)
    rows = _caseworks().filter(Q(client_id=actor.person_id) | child).prefetch_related("sessions")
    return list((rows.filter(pk__lt=before) if before else rows)[: PAGE_SIZE + 1])


def resting_on(person: int) -> QuerySet[Casework]:
    """Open ones that rest on the word of this person: their own, or of the children for whom they gave it."""
    rows = Casework.objects.filter(closed_at=None)
    return rows.filter(Q(guardian=person) | Q(guardian=None, client=person)).order_by("id")


def word_bears_another(one: Casework) -> bool:
    """Whether whoever gave the word for this one gave it for another that is still open: a parent of two, two workers."""
    return resting_on(one.guardian_id or one.client_id).exclude(pk=one.pk).exists()


def casework_of(actor: Actor, casework: int) -> Casework:
    """For the worker and the supervisor; fetching is checking. Raises Refusal."""
    one = _caseworks().filter(pk=casework).first()
    if one is None or not access.may_read_casework(actor, one):
        raise missing()
    return one


def sessions_of(one: Casework) -> list[CaseworkSession]:
    return list(one.sessions.select_related("by"))


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
        found = list(grouped.order_by("area_id"))
    return [CaseworkCount(name, *(n if n >= rules.FEW else None for n in pair)) for name, *pair in found]


def people_of_casework(casework: int, today: date) -> dict[str, int | None]:
    """Who has to do with it today, to tell them; for no page."""
    with walls.the_house():
        rows = Casework.objects.select_related("worker", "supervisor").filter(pk=casework)
        if (one := rows.first()) is None:
            return {}
    guarded = one.guarded_until is not None and today < one.guarded_until
    return {
        "client": one.client_id, "guardian": one.guardian_id if guarded else None, "worker": one.worker.person_id,
        "supervisor": one.supervisor.person_id,
    }  # fmt: skip
