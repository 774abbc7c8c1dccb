"""公示牌、路线: what is published of a grid; a route with its stops, and the tasks that its rhythm makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sanzhi.journal.actions import record
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.patrols import access, queries, rules
from sanzhi.patrols.models import GridCard, Kind, PatrolStop, PatrolTask, Route, RouteStop
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

Place = tuple[str, float | None, float | None]  # words, latitude, longitude


@dataclass(frozen=True)
class NewRoute:
    """路线: `item` is on the list in force, of the kind 巡查."""

    grid: str
    name: str
    item: int
    rhythm: str
    stops: Sequence[Place]
    weekday: int | None = None


@transaction.atomic
def set_card(
    grid: str, *, households: int, office_phone: str, complaint_phone: str, by: Actor, at: datetime
) -> GridCard:
    """填公示牌: an office's numbers and never anybody's own. Raises Refusal."""
    found = queries.grid_here(by, grid, localdate(at))
    access.may_keep(by, found.area_id).or_refuse()
    for phone in (office_phone, complaint_phone):
        rules.of_an_office(phone).or_refuse()
        if people.person_by_phone(phone):
            raise Refusal("private_phone", _("公示牌上只写办公电话，不写个人手机。"))
    if not 1 <= households <= 9999:
        raise Refusal("households_shape", _("户数写 1 到 9999。"))
    said = {"households": households, "office_phone": office_phone.strip(), "complaint_phone": complaint_phone.strip()}  # fmt: skip
    card, _new = GridCard.objects.update_or_create(
        grid=found, defaults={**said, "by_id": by.person_id, "at": at}
    )
    record("grid.card", by=by.person_id, at=at, about=("gridcard", card.pk), content={"grid": grid, **said})
    return card


@transaction.atomic
def open_route(new: NewRoute, *, by: Actor, at: datetime) -> Route:
    """定路线. Raises Refusal."""
    grid = queries.grid_here(by, new.grid, localdate(at))
    access.may_keep(by, grid.area_id).or_refuse()
    item = queries.item_on(localdate(at), new.item)
    if item is None or item.kind != Kind.PATROL:
        raise queries.not_listed()
    rules.words_between(new.name, 2, 40, _("路线名称")).or_refuse()
    rules.names_no_label(new.name).or_refuse()
    stops = stops_stand(new.stops, 1)
    if new.rhythm not in Route.Rhythm.values or (new.rhythm == Route.Rhythm.WEEKLY) == (new.weekday is None):
        raise Refusal("rhythm_shape", _("请选多久走一次；每周一次的选星期几，别的不选。"))
    try:
        with transaction.atomic():
            made = Route.objects.create(
                grid=grid, area_id=grid.area_id, name=new.name.strip(), key=item.key, rhythm=new.rhythm, weekday=new.weekday,
                office_id=by.office_id, opened_by_id=by.person_id, opened_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal("route_there", _("这个网格已经有一条同名的路线。")) from error
    RouteStop.objects.bulk_create(
        RouteStop(route=made, number=n, place=place, latitude=y, longitude=x)
        for n, (place, y, x) in enumerate(stops, start=1)
    )
    record("route.opened", by=by.person_id, at=at, about=("route", made.pk), content={"grid": grid.pk, "name": made.name, "rhythm": made.rhythm})  # fmt: skip
    return made


def stops_stand(stops: Sequence[Place], fewest: int) -> list[Place]:
    """The stops of a route or a task, each somewhere. Raises Refusal."""
    if not fewest <= len(stops) <= rules.MOST_STOPS:
        raise Refusal("stops_shape", _("写 %(fewest)d 到 %(most)d 站。") % {"fewest": fewest, "most": rules.MOST_STOPS})  # fmt: skip
    for place, latitude, longitude in stops:
        rules.words_between(place, 2, 60, _("每一站")).or_refuse()
        rules.names_no_label(place).or_refuse()
        if (latitude is None) != (longitude is None) or (
            latitude is not None
            and longitude is not None
            and not (-90 <= latitude <= 90 and -180 <= longitude <= 180)
        ):
            raise Refusal("point_shape", _("位置写纬度和经度两个数。"))
    return [(place.strip(), latitude, longitude) for place, latitude, longitude in stops]


@transaction.atomic
def end_route(route: int, *, by: Actor, at: datetime) -> None:
    """停用路线: its tasks stay; none is made any more. Raises Refusal."""
    queries.route_here(by, route)
    found = Route.objects.select_for_update(of=("self",)).get(pk=route)
    if found.ended_at:
        raise Refusal("route_ended", _("这条路线已经停用。"))
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    record("route.ended", by=by.person_id, at=at, about=("route", route), content={})


@transaction.atomic
def task_of_route(route: Route, *, at: datetime) -> PatrolTask | None:
    """A route's task of the day, once; None where it is there, the route ended, or the list does not name its duty any more."""
    day = localdate(at)
    item = queries.items_by_key(day).get(route.key)
    if item is None or not rules.falls_on(route.rhythm, route.weekday, day):
        return None
    with walls.the_house():
        going = Route.objects.select_for_update(of=("self",)).filter(pk=route.pk, ended_at=None).first()
        if going is None:
            return None
        task, new = PatrolTask.objects.get_or_create(
            route=route, due_on=day,
            defaults={"item": item, "grid_id": route.grid_id, "area_id": route.area_id, "title": route.name, "office_id": route.office_id, "given_at": at},
        )  # fmt: skip
        if not new:
            return None
        PatrolStop.objects.bulk_create(
            PatrolStop(task=task, number=one.number, place=one.place, latitude=one.latitude, longitude=one.longitude)
            for one in route.stops.all()
        )  # fmt: skip
        record("patrol.due", by=None, at=at, about=("patroltask", task.pk), content={"route": route.pk, "day": day.isoformat()})  # fmt: skip
    return task
