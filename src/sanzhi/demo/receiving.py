"""一窗通办: every hall of the county with its counters and shifts; some days of numbers and bookings; a matter handed to each organ."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sanzhi.cases import actions as cases
from sanzhi.cases import queries as cases_known
from sanzhi.cases.actions import Origin
from sanzhi.cases.rules import Filing
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.windows import actions, queries, sweeps
from sanzhi.windows.actions import Arrival, Handing, NewShift, Received

from .county import CENTRE, County
from .engine import Engine, Event

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
MORNING, AFTERNOON = (time(9), time(11, 30)), (time(14), time(16, 30))
COUNTERS = (
    (1, "综合", ("hotline", "petition", "legal_aid"), ""),
    (2, "调解", ("mediation",), ""),
)
AT_THE_CENTRE = (
    (3, "信访", ("petition",), "demo-xfj"),
    (4, "公安", ("police",), "demo-police"),
    (5, "诉讼服务", ("court",), "demo-court"),
    (6, "执法", ("law_enforcement",), ""),
)
CAME = (("hotline", ""), ("mediation", "elder"), ("hotline", ""), ("hotline", "child"), ("mediation", ""))
PREFIX = "handed:"
Step = tuple[float, Callable[["_Told", datetime], Any]]


def receive(county: County, residents: Sequence[Actor], *, until: datetime) -> None:
    """Once, when the county is filled."""
    rooms = sorted(code for code in county.offices if code.startswith("demo-room-"))
    for number, code in enumerate((CENTRE, *rooms)):
        role = "county_dispatcher" if code == CENTRE else "town_dispatcher"
        keeper = county.one_of(county.offices[code], role)
        hall = _hall(county, keeper, code == CENTRE, until - 30 * DAY)
        if number < 3:  # the county's and two towns' have days behind them
            _days(hall, keeper, until)
        _today(hall, keeper, residents[number::3] if number < 3 else (), until)
    sweeps.close_days(at=until)
    _mediated(county, until=until)


def _hall(county: County, keeper: Actor, whole: bool, at: datetime) -> int:
    """A hall with its counters open and its shifts."""
    hall = actions.open_centre(place="综合服务大厅一楼（演示地址）", by=keeper, at=at).pk
    for number, name, services, office in (*COUNTERS, *(AT_THE_CENTRE if whole else ())):
        sits = county.offices[office] if office else None
        one = actions.put_counter(
            hall, number=number, name=name, services=services, office=sits, by=keeper, at=at
        )
        actions.set_open(one.pk, to=True, by=keeper, at=at)
    for service in ("hotline", "mediation", *(("petition", "court") if whole else ())):
        for weekday in range(5):
            for starts, ends in (MORNING, AFTERNOON):
                actions.put_shift(hall, NewShift(service, weekday, starts, ends, 2), by=keeper, at=at)
    return hall


def _days(hall: int, keeper: Actor, until: datetime) -> None:
    """Three days of numbers, called and served."""
    counters = {one.number: one.pk for one in queries.counters_of(hall)}
    for ago in (3, 2, 1):
        start = (until - ago * DAY).replace(hour=9, minute=5, second=0, microsecond=0)
        for number, (service, ground) in enumerate(CAME):
            actions.take_ticket(hall, Arrival(service, ground), by=keeper, at=start + number * 4 * MINUTE)
        for number, counter in enumerate((1, 2, 1, 2)):
            at = start + (20 + number * 7) * MINUTE
            one = actions.call_next(counters[counter], by=keeper, at=at)
            done = actions.gone if number == 3 else actions.served  # the last did not hear it
            done(one.pk, by=keeper, at=at + 5 * MINUTE)


def _today(hall: int, keeper: Actor, residents: Sequence[Actor], until: datetime) -> None:
    """Somebody at the counter, others waiting; and bookings to come."""
    for number, (service, ground) in enumerate(CAME):
        actions.take_ticket(hall, Arrival(service, ground), by=keeper, at=until - (30 - number) * MINUTE)
    counter = next(one.pk for one in queries.counters_of(hall) if one.number == 1)
    actions.call_next(counter, by=keeper, at=until - 10 * MINUTE)
    for person, starts_at in zip(residents[:3], _halves(hall, until), strict=False):
        actions.book(hall, "mediation", starts_at, by=person, at=until - 2 * HOUR)


def _halves(hall: int, until: datetime) -> Iterator[datetime]:
    """The first half hours to come."""
    centre = queries.centre_here(hall)
    for day in queries.days_to_book(centre, "mediation", until):
        yield from (
            one.starts_at for one in queries.slots(centre, "mediation", day.day) if one.starts_at > until
        )


@dataclass
class _Told:
    """一件交接的故事: who filed what, who hands it to whom."""

    me: Actor
    filing: Filing
    ref: str
    desk: Actor
    receiver: Actor
    channel: str
    id: int = 0
    handed: int = 0

    def file(self, at: datetime) -> None:
        self.id = cases.register(
            self.filing, Origin(self.me.person_id or 0, "web", outside_ref=self.ref), by=self.me, at=at
        ).pk

    def hand(self, at: datetime) -> None:
        new = Handing(self.channel, self.receiver.office_id or 0, "按本人意愿交给有权处理的单位", agreed=True)
        self.handed = actions.hand_over(self.id, new, by=self.desk, at=at).pk

    def take(self, at: datetime) -> None:
        actions.receive(self.handed, Received(), by=self.receiver, at=at)

    def answer(self, at: datetime) -> None:
        told = "已经登记立案，十五日内通知开庭"
        actions.note_answer(self.handed, answer=told, their_no="演示案号1号", by=self.receiver, at=at)

    def send_back(self, at: datetime) -> None:
        actions.send_back(self.handed, ground="属于民间借贷，可以调解或者起诉", by=self.receiver, at=at)

    def again(self, at: datetime) -> None:
        actions.take_back(self.handed, by=self.desk, at=at)


HANDED: tuple[Step, ...] = ((0, _Told.file), (1, _Told.hand))
TAKEN: tuple[Step, ...] = (*HANDED, (5, _Told.take))
# channel, title, text, category, how many days ago it was filed, its story in hours
MATTERS: tuple[tuple[str, str, str, str, int, tuple[Step, ...]], ...] = (
    ("police", "半夜有人砸车窗", "昨天半夜小区里有三辆车的车窗被砸，物业说没有监控。", "legal", 6, TAKEN),
    ("court", "工程款打了借条不还", "去年的工程款打了借条，催了半年不还，想起诉。", "legal", 5, (*TAKEN, (8, _Told.answer))),
    ("petition", "拆迁补偿面积对不上", "补偿协议上的面积比房产证少六平方米，请核实。", "city.planning", 4, TAKEN),
    ("police", "邻居借钱不还", "邻居三年前借了五千元一直不还，请警察来管。", "legal.neighbour", 3,
     (*HANDED, (4, _Told.send_back), (5, _Told.again))),
    ("mediation", "两家为滴水吵了半年", "楼上空调滴水到我家窗台，说了几次没有用，愿意坐下来谈。", "legal.neighbour", 2, HANDED),
    ("law_enforcement", "店铺把油烟排进弄堂", "饭店的油烟直接排进弄堂，开不了窗。", "environment.noise", 1, HANDED),
)  # fmt: skip


def begin(engine: Engine, county: County, residents: Sequence[Any], *, until: datetime) -> None:
    """Put the first event of each matter that is handed on into the engine; none where they are there already."""
    if cases_known.cases_from(PREFIX):
        return
    desk = county.one_of(county.offices["demo-room-01"], "town_dispatcher")
    receivers = {
        "petition": county.at("petition_officer", "demo-xfj"), "mediation": county.at("mediation_clerk", "demo-mediation"),
        "police": county.at("police_liaison", "demo-police"), "court": county.at("court_clerk", "demo-court"),
        "law_enforcement": county.one_of(county.departments[0], "handler"),
    }  # fmt: skip
    for number, (channel, title, text, category, ago, steps) in enumerate(MATTERS):
        receiver, me = receivers[channel], people.resident_actor(residents[number % len(residents)])
        filing = Filing(title, text, county.villages[0], category, "演示地点")
        if receiver:
            one = _Told(me, filing, f"{PREFIX}{number}", desk, receiver, channel)
            engine.add(_next(one, steps, until - ago * DAY))


def _next(one: _Told, steps: Sequence[Step], began: datetime) -> Event:
    """The first of these steps as an event, the others after it."""
    (after, do), rest = steps[0], steps[1:]

    def play(at: datetime) -> Event | None:
        do(one, at)
        return _next(one, rest, began) if rest else None

    return Event(began + after * HOUR, play)


def _mediated(county: County, *, until: datetime) -> None:
    """What waits at the committee is received, once there is one."""
    clerk = county.at("mediation_clerk", "demo-mediation")
    if clerk:
        for one in queries.handovers_at(clerk, "in"):
            actions.receive(one.pk, Received(other_name="楼上住户"), by=clerk, at=until - 20 * HOUR)
