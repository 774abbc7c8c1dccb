"""巡查: cards of grids, routes, tasks and their stops; who is on duty, and one's own points."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from sanzhi.kit import walls
from sanzhi.patrols import access, rules
from sanzhi.patrols.models import ClockPoint, DutyItem, GridCard, PatrolStop, PatrolTask, Route, Shift
from sanzhi.people import queries as people
from sanzhi.people.models import Appointment, Grid, Office
from sanzhi.people.queries import in_force
from sanzhi.people.queries.positions import grid_rings
from sanzhi.people.roles import Actor

from .lists import PAGE_SIZE, items_on, missing, reach_of

RHYTHMS = Route.Rhythm.choices
OPEN = (PatrolTask.State.OPEN, PatrolTask.State.STARTED)


@dataclass(frozen=True)
class Published:
    """公示的网格: what everybody may know of it."""

    grid: Grid
    card: GridCard | None
    heads: Sequence[str]
    workers: Sequence[str]
    ring: Sequence[tuple[float, float]]
    middle: tuple[float, float] | None


def grids_published(area: str, at: datetime) -> list[Published]:
    """Of a village: names of those who answer for it, and the two numbers of an office."""
    found = people.grids_of(area, at.date())
    cards = {one.grid_id: one for one in GridCard.objects.filter(grid__in=found)}
    rings = {row.grid_id: row for row in grid_rings(at, area)}
    posts = Appointment.objects.filter(
        in_force(at.date()), role__in=("grid_head", "grid_worker"), office__area=area
    )
    held = list(posts.select_related("person").order_by("valid_from", "id"))

    def named(grid: Grid, role: str) -> list[str]:
        return [one.person.name for one in held if one.role == role and one.grid_id in (grid.pk, None)]

    published = []
    for grid in found:
        row = rings.get(grid.pk)
        published.append(
            Published(
                grid, cards.get(grid.pk), named(grid, "grid_head"), named(grid, "grid_worker"),
                [(x, y) for x, y in row.ring] if row else (), (row.longitude, row.latitude) if row else None,
            )
        )  # fmt: skip
    return published


def usual_size() -> tuple[int, int]:
    """How many households a grid commonly has (SANZHI_GRID_FEWEST, SANZHI_GRID_MOST)."""
    fewest, most = settings.SANZHI_GRID
    return fewest, most


def village_office(area: str, at: datetime) -> Office | None:
    """The village's own office, whose numbers stand in until a grid has its card."""
    return people.offices_open(at).filter(area=area, kind=Office.Kind.VILLAGE).first()


def card_of(grid: str) -> GridCard | None:
    return GridCard.objects.filter(grid=grid).first()


def grid_here(actor: Actor, grid: str, day: date) -> Grid:
    """A grid of the place one works for, or that one's office covers. Raises Refusal."""
    found, reach = people.grid_in_use(grid, day), reach_of(actor)
    if found is None or not reach or not found.area_id.startswith(reach):
        raise missing()
    return found


def grids_within(actor: Actor, day: date) -> list[Grid]:
    """Those one may give tasks to, with their villages."""
    rows = people.grids_ever(reach_of(actor) or "-").filter(in_force(day))
    return list(rows.select_related("area"))


def my_grids(actor: Actor, at: datetime) -> list[Grid]:
    """The grids of the posts one holds or stands in for at this office; without one of their own, every one of the village."""
    posts = [post for post in people.posts_at(actor.office_id or 0, at) if post.role == "grid_worker"]
    stood = {each.post_id for each in people.deputies_at(actor.office_id or 0, at) if each.person_id == actor.person_id and each.valid_from <= at.date()}  # fmt: skip
    codes = {post.grid_id for post in posts if post.person_id == actor.person_id or post.pk in stood}
    return [one for one in people.grids_of(actor.reach, at.date()) if None in codes or one.pk in codes]


def routes_of(actor: Actor) -> list[Route]:
    """Of the place one keeps."""
    rows = Route.objects.filter(area__gte=actor.reach, area__lt=actor.reach + "~", ended_at=None)
    return list(rows.select_related("grid").annotate(many=Count("stops"))) if actor.reach else []


def route_here(actor: Actor, route: int) -> Route:
    """One of them. Raises Refusal."""
    found = Route.objects.select_related("grid").filter(pk=route).first()
    if found is None or not access.may_keep(actor, found.area_id):
        raise missing()
    return found


def items_by_key(day: date) -> dict[int, DutyItem]:
    return {one.key: one for one in items_on(day)}


def tasks_visible(actor: Actor) -> QuerySet[PatrolTask]:
    """Of the place one works for, and what one's office gave."""
    if not access.may_read_tasks(actor):
        return PatrolTask.objects.none()
    mine = Q(office=actor.office_id)
    if actor.reach:
        mine |= Q(area__gte=actor.reach, area__lt=actor.reach + "~")
    rows = PatrolTask.objects.filter(mine)
    return rows.select_related("grid", "item", "office", "worker", "area__parent")


def tasks_of(actor: Actor, *, open_only: bool = True, before: int = 0) -> list[PatrolTask]:
    """What is to be done, what is due first on top; else everything, the newest first, a page and one more. Each with `.left`
    and `.many` stops."""
    left = Count("stops", filter=Q(stops__ticked_at=None))
    rows = tasks_visible(actor).annotate(left=left, many=Count("stops"))
    if open_only:
        return list(rows.filter(state__in=OPEN).order_by("due_on", "id")[:200])
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.order_by("-pk")[: PAGE_SIZE + 1])


def tasks_to_walk(actor: Actor, at: datetime) -> list[PatrolTask]:
    """One's own and those of one's grids that nobody took up, with their stops: what a phone takes along."""
    grids = [one.pk for one in my_grids(actor, at)]
    mine = Q(worker=actor.person_id) | Q(worker=None, grid__in=grids)
    stops = Prefetch("stops", PatrolStop.objects.order_by("number"))
    rows = tasks_visible(actor).filter(mine, state__in=OPEN, due_on__lte=at.date() + rules.AHEAD)
    return list(rows.prefetch_related(stops).order_by("due_on", "id")[:20])


def task_here(actor: Actor, task: int) -> PatrolTask:
    """One of those one sees. Raises Refusal."""
    found = tasks_visible(actor).filter(pk=task).first()
    if found is None:
        raise missing()
    return found


def stops_of(task: PatrolTask) -> list[PatrolStop]:
    """Its stops, each with its case where the reader may see it."""
    return list(task.stops.select_related("case", "ticked_by").order_by("number"))


def stop_here(actor: Actor, stop: int) -> PatrolStop:
    """A stop of a task one sees. Raises Refusal."""
    found = PatrolStop.objects.filter(pk=stop).first()
    if found is None:
        raise missing()
    found.task = task_here(actor, found.task_id)
    return found


def shift_of(actor: Actor) -> Shift | None:
    """The one that is going on."""
    return Shift.objects.filter(person=actor.person_id, off_at=None).first()


def points_of(actor: Actor, before: int = 0) -> list[ClockPoint]:
    """One's own, the newest first, a page and one more, each with the day on which it goes."""
    rows = ClockPoint.objects.filter(shift__person=actor.person_id)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: PAGE_SIZE + 1])
    for one in found:
        one.goes_on = rules.points_go_after(one.at.date())
    return found


def on_duty_now(actor: Actor) -> int:
    """How many of the place are on duty: a number."""
    if not actor.reach:
        return 0
    with walls.the_house():
        return Shift.objects.filter(area__gte=actor.reach, area__lt=actor.reach + "~", off_at=None).count()


def routes_going(day: date) -> list[Route]:
    """Routes of grids in use on a day."""
    rows = Route.objects.filter(in_force(day, "grid__"), ended_at=None)
    return list(rows.prefetch_related("stops").select_related("grid"))


def tasks_late(day: date) -> list[int]:
    """Due before this day, still open, and nobody was told."""
    return list(
        PatrolTask.objects.filter(state__in=OPEN, due_on__lt=day, told_late_at=None).values_list("pk", flat=True)
    )  # fmt: skip
