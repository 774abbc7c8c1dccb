"""警情: an invented year from the police: most once only, four doors again and again, two of which were none."""

from datetime import datetime, timedelta
from random import Random

from sanzhi.alarms import actions, queries
from sanzhi.alarms.actions import Confirmed, Row
from sanzhi.kit.clock import COUNTY
from sanzhi.people.queries import positions
from sanzhi.people.roles import Actor

from . import draws
from .county import County

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ROADS = ("庆丰北路", "振兴东路", "复兴南路", "校场东路", "植材路", "文华街")
ONCE = (  # category, sub-category, police matter, brief
    ("纠纷", "邻里纠纷", "否", "两家为停车位争吵。"), ("纠纷", "债务纠纷", "否", "借款到期没有还。"), ("噪音", "生活噪音扰民", "否", "楼上深夜放音乐。"),
    ("纠纷", "消费纠纷", "否", "预付卡退款谈不拢。"), ("纠纷", "劳资纠纷", "否", "工钱没有结清。"), ("求助", "开锁求助", "否", "钥匙忘在家里。"),
    ("交通", "事故", "是", "两车剐蹭，没有人受伤。"), ("治安", "盗窃", "是", "电动车不见了。"),
)  # fmt: skip
# How many days ago each of its alarms came, what kind, and what became of it.
DOORS = (
    ("庆丰北路17号1幢302室", ("庆丰北路17号 1幢 302",), (300, 280, 262, 255), 2, "removed"),
    ("复兴南路58号", ("复兴南路58号门口",), (75, 50, 31, 12), 0, "worked_on"),
    ("植材路120号", ("植材路120号旁",), (200, 190, 171), 5, "rejected"),
    ("文华街9号", ("文华街9号附近",), (40, 22, 5), 1, "waits"),
)
PLACED = 0.8  # of all have a point
SPREAD = 0.004  # degrees around the village's own point


def alarm(county: County, *, until: datetime, seed: int) -> None:
    """Once, when the county is filled."""
    draw = draws.lot(seed, "alarms")
    liaison = _first(county, "police_liaison", "")
    village = sorted(county.villages)[0]
    judge, other = _first(county, "town_dispatcher", village), _first(county, "county_dispatcher", "")
    rows = [*_once(county, draw, until), *_doors(village, draw, until)]
    actions.import_alarms(rows, skip=False, by=liaison, at=until)
    _counted(rows, liaison, until)
    # The year as the sweep of every day would have found it: before each decision.
    for ago in (250, 165, 10, 1):
        actions.propose(at=until - ago * DAY)
        _decide(county, judge, other, until - ago * DAY + HOUR, until)
    _joined(county, liaison, judge, until)


def _first(county: County, role: str, area: str) -> Actor:
    """Whoever holds the post, over `area` where one is given."""
    posts = (one for (code, _office), one in county.staff.items() if code == role)
    return next(one for one in posts if not area or area.startswith(one.reach))


def _once(county: County, draw: Random, until: datetime) -> list[Row]:
    points = positions.village_points(until)
    rows = []
    for number in range(1, 241):
        area = draw.choice(sorted(county.villages))
        category, sub, police, brief = draw.choice(ONCE)
        at = until - draw.random() * 360 * DAY - HOUR
        place = f"{draw.choice(ROADS)}{1000 + number}号"
        east, north = points.get(area, (0.0, 0.0))
        point = {}
        if east and draw.random() < PLACED:
            point = {
                "longitude": f"{east + draw.uniform(-SPREAD, SPREAD):.5f}", "latitude": f"{north + draw.uniform(-SPREAD, SPREAD):.5f}"
            }  # fmt: skip
        rows.append(_row(number, at, area, place, category, sub, police, brief, **point))
    return rows


def _doors(village: str, draw: Random, until: datetime) -> list[Row]:
    rows = []
    for door, (place, spelt, days, kind, _end) in enumerate(DOORS):
        category, sub, police, brief = ONCE[kind]
        sub = "反复求助" if category == "求助" else sub
        for number, ago in enumerate(days):
            where = draw.choice((place, *spelt))
            line = 900 + 10 * door + number
            rows.append(_row(line, until - ago * DAY, village, where, category, sub, police, brief))
    return rows


def _row(
    number: int,
    at: datetime,
    area: str,
    place: str,
    category: str,
    sub: str,
    police: str,
    brief: str,
    **point: str,
) -> Row:
    when = at.astimezone(COUNTY)
    return Row(
        number, f"YS{when:%Y%m%d}{number:04d}", f"{when:%Y-%m-%d %H:%M}", area, place, category, police, sub_category=sub,
        brief=brief, handled_by="演示派出所", result="当场处置", **point,
    )  # fmt: skip


def _counted(rows: list[Row], liaison: Actor, until: datetime) -> None:
    """The last week as the police counted it; of one day they say one more than came."""
    for ago in range(1, 8):
        day = (until - ago * DAY).astimezone(COUNTY).date()
        numbers = [row.alarm_no for row in rows if row.reported_at.startswith(f"{day:%Y-%m-%d}")]
        if ago == 2:
            numbers.append(f"YS{day:%Y%m%d}9999")
        actions.report_day(day, len(numbers), numbers, by=liaison, at=until)


def _decide(county: County, judge: Actor, other: Actor, at: datetime, until: datetime) -> None:
    ends = {place: end for place, _spelt, _days, _kind, end in DOORS}
    for one in queries.proposals_in(judge):
        end = next((ends[place] for place in ends if one.place.startswith(place.split("1幢")[0].strip())), "")
        if one.sort == "early" or end == "rejected":
            actions.reject(one.pk, reason="几次不是同一件事，村里已走访。", by=judge, at=at)
        elif end in ("removed", "worked_on"):
            told = Confirmed("两家一直谈不拢，反复报警。", "yellow", judge.office_id or 0, "演示镇长")
            nail = actions.confirm(one.pk, told, by=judge, at=at)
            step = actions.add_step(
                nail.pk,
                office=judge.office_id or 0,
                what="请两家到调解室当面谈",
                due_on=(at + 9 * DAY).date(),
                by=judge,
                at=at,
            )
            actions.finish_step(step.pk, how="谈成了，写了协议。", by=judge, at=min(at + 5 * DAY, until))
            if end == "removed":
                _removed(nail.pk, judge, other, at)


def _removed(nail: int, judge: Actor, other: Actor, at: datetime) -> None:
    performed = at + 10 * DAY
    actions.note_performed(nail, on=performed.date(), how="按协议装了隔音垫。", by=judge, at=performed)
    actions.follow_up(nail, satisfied=True, how="电话问了两家，都满意。", by=other, at=performed + 30 * DAY)
    actions.remove(nail, by=other, at=at + 100 * DAY)


def _joined(county: County, liaison: Actor, judge: Actor, until: datetime) -> None:
    """One handed to the town and not yet given away."""
    rows = queries.alarms_in(judge, queries.Filters(cause="money"))
    if rows:
        actions.ask_joint(rows[0].pk, why="欠薪的事要劳动监察和镇里一起办", by=liaison, at=until - HOUR)
