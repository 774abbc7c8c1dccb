"""擂台赛: a contest of towns over the last three months whose standings are shown, with an appeal; and one that is announced."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from sanzhi.contests import actions, queries
from sanzhi.contests.actions import NewContest
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor

from .county import CENTRE, County

DAY = timedelta(days=1)
ABOUT = "前三名授流动红旗；名次只用来学习和改进，不扣经费，不通报来信来访和报警多的地方。"
GAUGES = (("on_time", 40, Decimal(95)), ("satisfied", 20, None), ("right_first", 10, None))
RUBRIC = "看现场和台账：有做法、有结果、别处能学，各占三分之一。"


def contend(county: County, *, until: datetime) -> None:
    """Once, when the county is filled."""
    party = county.offices["demo-party"]
    keeper = county.one_of(party, "party_clerk")
    over = until - 4 * DAY
    one = _announced(
        "三季度三治擂台赛", keeper, localdate(over) - 90 * DAY, localdate(over) - DAY, over - 95 * DAY
    )
    rubric = next(each for each in queries.indicators_of(one) if not each.gauge)
    for number, entrant in enumerate(queries.entrants_of(one)):
        for seat, judge in enumerate(_judges(county)):
            if not entrant.area_id.startswith(judge.reach) or seat < 2:
                points = Decimal(70 + (7 * number + 5 * seat) % 26)
                actions.mark(one.pk, entrant.pk, rubric.pk, points=points, evidence="看了现场和台账", by=judge, at=over - 2 * DAY)  # fmt: skip
    actions.freeze(one.pk, by=keeper, at=over)
    place = queries.entrants_of(one)[0]
    office = next(
        each for each in people.offices_of_kind("command_room", until) if each.area_id == place.area_id
    )
    clerk = county.one_of(office.pk, "town_dispatcher")
    data = queries.indicators_of(one)[0]
    said = "国庆期间调休的两天没有算作工作日，有三件应当算按期，请核对。"
    actions.appeal(one.pk, data.pk, entrant=place.pk, text=said, by=clerk, at=over + DAY)
    begins = localdate(until) + 10 * DAY
    _announced("下一季度三治擂台赛", keeper, begins, begins + 90 * DAY, until - DAY)


def _announced(title: str, keeper: Actor, first: date, last: date, at: datetime) -> Any:
    """A contest of the county's towns, drafted and announced at one moment."""
    new = NewContest(people.county().code, "town", title, ABOUT, first, last)
    one = actions.draft(new, by=keeper, at=at)
    for gauge, weight, target in GAUGES:
        actions.add_gauge(one.pk, gauge=gauge, weight=weight, target=target, by=keeper, at=at)
    actions.add_rubric(one.pk, name="亮点工作", rubric=RUBRIC, weight=30, by=keeper, at=at)
    bands = {town.code: "街道组" if "街道" in town.name else "镇组" for town in queries.places_in(one)}
    actions.set_entrants(one.pk, bands, by=keeper, at=at)
    known = [who for who, _name in queries.who_may_judge(one, at)]
    actions.set_judges(one.pk, known, by=keeper, at=at)
    return actions.announce(one.pk, by=keeper, at=at)


def _judges(county: County) -> list[Actor]:
    """The county's supervisor and leader, and whoever watches over the first two towns."""
    centre = county.offices[CENTRE]
    rooms = [county.offices[f"demo-room-{number:02}"] for number in (1, 2)]
    return [
        county.one_of(centre, "supervisor"), county.one_of(centre, "leader"),
        *(county.one_of(room, "supervisor") for room in rooms),
    ]  # fmt: skip
