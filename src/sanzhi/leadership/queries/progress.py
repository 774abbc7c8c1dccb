"""谁牵头, 重点工程走到哪里: public, but for what still waits to be accepted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from sanzhi.leadership import access, rules
from sanzhi.leadership.models import KeyProject, Lead, Milestone, Reading
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .missing import missing

PAGE_SIZE = 40
PARTS = Lead.Part.choices
DIRECTIONS = KeyProject.Direction.choices
OPEN = Q(accepted_at=None, dropped_at=None)
_NEWEST = Reading.objects.filter(project=OuterRef("pk")).order_by("-on", "-id")


@dataclass(frozen=True)
class Node:
    """一个节点 and where it stands."""

    one: Milestone
    stands: str


@dataclass(frozen=True)
class ProjectPage:
    """一项工程: its milestones, its readings, the oldest first, and whether the last one has come to the target."""

    one: KeyProject
    nodes: list[Node]
    dropped: list[Milestone]
    readings: list[Reading]
    reached: bool | None


def owners(actor: Actor, at: datetime) -> list[tuple[int, str]]:
    """Offices within reach that may own a project: (number, name). Not a branch: it keeps its members and nothing else."""
    rows = people.offices_open(at).filter(area__code__startswith=actor.reach or "-")
    return list(rows.exclude(kind__in=access.BRANCHES).values_list("pk", "name"))


def leads_of(area: str, today: date) -> list[Lead]:
    """Who leads on this day in this place and in what it lies in, the county first; who leaves later still leads."""
    rows = Lead.objects.filter(area__in=people.up_from(area), since__lte=today)
    rows = rows.filter(Q(until=None) | Q(until__gt=today)).select_related("area")
    order = {part: n for n, part in enumerate(Lead.Part.values)}
    return sorted(rows, key=lambda one: (one.area_id.rstrip("0"), order[one.part], one.pk))


def projects(today: date, *, owner: int | None = None) -> QuerySet[KeyProject]:
    """By number, each with how many milestones it has, how many are done, late and soon, and its last reading."""
    rows = KeyProject.objects.select_related("owner")
    if owner is not None:
        rows = rows.filter(owner_id=owner)
    left = Q(milestones__accepted_at=None, milestones__dropped_at=None, milestones__reported_at=None)
    return rows.annotate(
        nodes=Count("milestones", filter=Q(milestones__dropped_at=None)),
        done=Count("milestones", filter=Q(milestones__accepted_at__isnull=False)),
        late=Count("milestones", filter=left & Q(milestones__due_on__lt=today)),
        soon=Count(
            "milestones", filter=left & Q(milestones__due_on__range=(today, today + rules.SOON))
        ),
        last=Subquery(_NEWEST.values("value")[:1]),
        last_on=Subquery(_NEWEST.values("on")[:1]),
    ).order_by("number")  # fmt: skip


def project_at(number: int) -> KeyProject:
    found = KeyProject.objects.select_related("owner").filter(number=number).first()
    if found is None:
        raise missing()
    return found


def project_page(number: int, at: datetime) -> ProjectPage:
    one, today = project_at(number), localdate(at)
    every = list(one.milestones.all())
    readings = list(reversed(one.readings.order_by("-on", "-id")[:PAGE_SIZE]))
    return ProjectPage(
        one,
        [Node(row, _stands(row, today)) for row in every if row.dropped_at is None],
        [row for row in every if row.dropped_at is not None],
        readings,
        rules.reached(readings[-1].value, one.target, one.direction) if readings else None,
    )


def _stands(row: Milestone, today: date) -> str:
    return rules.standing(row.due_on, row.reported_at is not None, row.accepted_at is not None, today)


def milestone_at(milestone: int) -> Milestone:
    found = Milestone.objects.select_related("project__owner").filter(pk=milestone).first()
    if found is None:
        raise missing()
    return found


def milestones_due(actor: Actor, at: datetime, after: int = 0) -> list[Node]:
    """预警: what is late or near of the actor's own projects, or of those in reach; the soonest due first. A page and one more."""
    today = localdate(at)
    rows = Milestone.objects.filter(OPEN, reported_at=None, due_on__lte=today + rules.SOON)
    if actor.may("leadership.keep"):
        rows = rows.filter(project__owner__area__code__startswith=actor.reach or "-")
    else:
        rows = rows.filter(project__owner_id=actor.office_id)
    mark = Milestone.objects.filter(pk=after).first() if after else None
    if mark:
        rows = rows.filter(Q(due_on__gt=mark.due_on) | Q(due_on=mark.due_on, pk__gt=mark.pk))
    rows = rows.select_related("project__owner").order_by("due_on", "pk")[: PAGE_SIZE + 1]
    return [Node(row, _stands(row, today)) for row in rows]


def to_accept(actor: Actor) -> list[Milestone]:
    """待验收, of what is in reach and was not reported by the actor; the longest waiting first."""
    if not actor.may("leadership.keep"):
        return []
    rows = Milestone.objects.filter(OPEN, reported_at__isnull=False).exclude(reported_by=actor.person_id)
    rows = rows.filter(project__owner__area__code__startswith=actor.reach or "-")
    return list(rows.select_related("project__owner").order_by("reported_at")[:PAGE_SIZE])


def to_warn(at: datetime) -> list[int]:
    """Milestones of which nobody was told that they are near, or that they are late."""
    today = localdate(at)
    near = Q(due_on__lte=today + rules.SOON, due_on__gte=today, warned_on=None)
    late = Q(due_on__lt=today) & (Q(warned_on=None) | Q(warned_on__lte=F("due_on")))
    rows = Milestone.objects.filter(OPEN, near | late, reported_at=None)
    return list(rows.order_by("due_on").values_list("pk", flat=True))
