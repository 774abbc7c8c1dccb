"""网格: a list in force, one request refused and one admitted, routes walked for a month, households visited, days signed."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from sanzhi.patrols import actions, queries, sweeps
from sanzhi.patrols.actions import NewItem, NewRoute, NewTask, NewVisit, Tick
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from . import draws
from .county import CENTRE, FOUNDED, County
from .scoring import Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONTH, OFFICERS = 30, 2
DAILY = 2  # so many villages are walked each workday, the others once a week
PEER = "本平台约定，参照《滨州市社会治理网格化服务管理条例》"
ITEMS = (
    ("patrol", "看消防通道、垃圾房、河道护栏有没有问题"),
    ("collect", "看到路灯、路面、井盖坏了，报上来"),
    ("visit", "走访独居老人，问需要什么帮助"),
    ("publicise", "把惠民政策、防诈骗提醒带到家"),
    ("help", "替行动不便的居民代办"),
)
STOPS = (("幸福桥头", None, None), ("农贸市场消防通道", None, None), ("三组垃圾房", None, None))
SAID = (
    ("一个人住，买米买油提不动。", "每月请人送一次米油"),
    ("手机不会用，缴费要跑远路。", "教一次手机缴费"),
    ("楼道灯暗，晚上怕摔。", "装一盏感应灯"),
)


def walk(county: County, villages: Sequence[Village], *, until: datetime, seed: int) -> None:
    """Once, when the county is filled."""
    drafter, second = _officers(county)
    begun = until - (MONTH + 5) * DAY
    _list(county, drafter, second, begun)
    for number, village in enumerate(villages):
        _furnish(village, daily=number < DAILY, at=begun + DAY)
    for ago in range(MONTH, 0, -1):
        at = datetime.combine((until - ago * DAY).date(), time(8, 30), until.tzinfo)
        sweeps.make_tasks(at=at)
        for village in villages:
            _day(village, draws.lot(seed, "walk", village.area, ago), at)
    for village in villages:
        _today(county, village, draws.lot(seed, "walk", village.area), until)
    _ask(county, drafter, until)


def _officers(county: County) -> tuple[Actor, Actor]:
    posts = [one for one in people.posts_held(FOUNDED) if one.role == "grid_officer"]
    first, second = (people.actor_in(one) for one in posts[:OFFICERS])
    return first, second


def _list(county: County, drafter: Actor, second: Actor, at: datetime) -> None:
    actions.draft_list("第一版", by=drafter, at=at)
    for kind, what in ITEMS:
        actions.add_item(NewItem(kind, what, PEER, county.offices[CENTRE]), by=drafter, at=at)
    actions.bring_in_force(at.date(), by=second, at=at)


def _furnish(village: Village, *, daily: bool, at: datetime) -> None:
    """A board for each grid, and the route of the first."""
    grids = people.grids_of(village.area, at.date())
    for number, grid in enumerate(grids):
        actions.set_card(
            grid.pk, households=320 + 40 * number, office_phone="0573-88880000", complaint_phone="12345", by=village.clerk, at=at
        )  # fmt: skip
    item = queries.items_on(at.date(), "patrol")[0].pk
    rhythm, weekday = ("workdays", None) if daily else ("weekly", 2)
    actions.open_route(
        NewRoute(grids[0].pk, "村中心一圈", item, rhythm, STOPS, weekday), by=village.clerk, at=at
    )


def _day(village: Village, draw: Random, at: datetime) -> None:
    """What there is to walk is walked; now and then a household is visited; in the evening it is signed."""
    worker = village.grid
    for task in queries.tasks_to_walk(worker, at):
        if task.given_at > at:
            continue
        actions.go_on_duty(by=worker, at=at)
        for number, stop in enumerate(task.stops.all()):
            _tick(worker, stop.pk, draw, at + (number + 1) * HOUR / 4)
        actions.finish_task(task.pk, note="都看过了，没有问题", by=worker, at=at + HOUR)
        if draw.random() < 0.3:
            _visit(village, draw, at + 2 * HOUR)
        actions.go_off_duty(by=worker, at=at + 8 * HOUR)
        actions.sign_diary(at.date(), by=worker, at=at + 9 * HOUR)


def _tick(worker: Actor, stop: int, draw: Random, at: datetime) -> None:
    here = (30.62 + draw.random() / 100, 120.55 + draw.random() / 100)
    one = Tick(UUID(int=draw.getrandbits(128), version=4), stop, True, at, place=here)
    actions.tick(one, by=worker, at=at)


def _visit(village: Village, draw: Random, at: datetime) -> None:
    """Most say yes, some say no, and nothing follows from that."""
    item = queries.items_on(at.date(), "visit")[0].pk
    number = draw.randrange(len(village.homes))
    _home, one = village.homes[number]
    new = NewVisit(f"{number + 1:03}", item)
    if draw.random() < 0.8:
        text, need = draw.choice(SAID)
        new = NewVisit(f"{number + 1:03}", item, one.name, text, ((need, draw.random() < 0.5),))
    visit = actions.record_visit(new, by=village.grid, at=at)
    if visit.consented and draw.random() < 0.2:
        actions.ask_correction(visit.pk, says="不是一个人住，女儿也在", by=one, at=at + HOUR)


def _today(county: County, village: Village, draw: Random, until: datetime) -> None:
    """What waits: a task of a department's, one with something found at a stop, a visit of the morning, a diary begun."""
    grid = people.grids_of(village.area, until.date())[0].pk
    item = queries.items_on(until.date(), "publicise")[0].pk
    giver = county.one_of(county.departments[0], "handler")
    due = until.date() + 5 * DAY
    actions.give_task(NewTask(item, grid, "把防诈骗提醒带到每一户", due), by=giver, at=until)
    patrol = queries.items_on(until.date(), "patrol")[0].pk
    task = actions.give_task(
        NewTask(patrol, grid, "雨后看一遍低洼处", due, STOPS), by=village.clerk, at=until
    )
    first = task.stops.first()
    found = Tick(UUID(int=draw.getrandbits(128), version=4), first.pk, False, until, "护栏松了两根，够不着的地方要吊车", "city.roads")  # fmt: skip
    actions.tick(found, by=village.grid, at=until)
    _visit(village, draw, until)
    actions.write_diary(until.date(), words="雨后积水不多，护栏已经报上去。", by=village.grid, at=until)


def _ask(county: County, drafter: Actor, until: datetime) -> None:
    """One request is refused with its reason, another waits."""
    office = county.departments[0]
    asker = county.one_of(office, "handler")
    census = NewItem("collect", "挨家挨户填经济普查表", "本单位工作安排", office)
    asked = actions.ask_admission(census, "人手不够，请网格员帮忙", by=asker, at=until - 4 * DAY)
    reason = "普查有自己的普查员；网格员不做清单以外的事"
    actions.decide_admission(asked.pk, admitted=False, reason=reason, by=drafter, at=until - 2 * DAY)
    flood = NewItem("patrol", "汛期每天看一遍排涝泵站", "本单位防汛预案", office)
    actions.ask_admission(flood, "泵站停了要马上知道", by=asker, at=until - DAY)
