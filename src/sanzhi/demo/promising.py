"""公约: a village's compact in force, with pledges and a check; and one of an estate that is being drafted, with an opinion on it."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from sanzhi.compacts import actions, queries
from sanzhi.compacts.actions import NewCompact
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.actions import NewMember
from sanzhi.people import queries as people

from . import convening
from .scoring import Village

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEGUN, MET, IN_FORCE = 40 * DAY, 14 * DAY, 10 * DAY  # before today
CLAUSES = (
    ("conduct", "encourage", "红白喜事不攀比，酒席不超过十五桌。"),
    ("conduct", "oblige", "房前屋后自己打扫，垃圾分类投放。"),
    ("order", "forbid", "不占用村道堆物晒谷，农忙时约好时间轮着晒。"),
    ("rights", "encourage", "谁家有老人、孩子要照看，左右邻里搭把手。"),
    ("disputes", "encourage", "邻里有事好好说，愿意的请人来调解。"),
    ("customs", "encourage", "孝敬老人，男女平等，反对家庭暴力。"),
)
OF_AN_ESTATE = (
    ("order", "forbid", "电动车不进楼道，不飞线充电。"),
    ("order", "oblige", "遛狗牵绳，粪便自己收走。"),
    ("disputes", "encourage", "晚上十点以后放低声音，有事先敲门商量。"),
)


def promise(village: Village, *, until: datetime) -> None:
    """Once, when the county is filled."""
    _in_force(village, until)
    _drafted(village, until)


def _in_force(village: Village, until: datetime) -> None:
    clerk, begun = village.clerk, until - BEGUN
    body = _assembly(village, begun)
    one = actions.open_compact(NewCompact(village.area, "village", "村规民约", body), by=clerk, at=begun)
    for field, kind, text in CLAUSES:
        actions.add_clause(one.pk, field=field, kind=kind, text=text, by=clerk, at=begun)
    actions.ask_opinions(one.pk, until=localdate(begun) + 7 * DAY, by=clerk, at=begun)
    _head(village, one.pk, begun + DAY)
    actions.send(one.pk, by=clerk, at=begun + 9 * DAY)
    actions.review(one.pk, ok=True, by=village.town, at=begun + 10 * DAY)
    _adopted(village, one.pk, body, (until - MET).replace(hour=19, minute=0, second=0, microsecond=0))
    at = until - IN_FORCE
    actions.take_result(one.pk, by=clerk, at=at - 2 * DAY)
    number = f"备〔{at.year}〕{village.area[6:]}"
    actions.file_version(one.pk, number=number, by=village.town, at=at - DAY)
    actions.bring_in_force(one.pk, day=localdate(at), by=clerk, at=at)
    for _home, resident in village.homes[:3]:
        actions.pledge(one.pk, by=resident, at=at + DAY)
    second = queries.clauses_of(one)[1].pk
    due = localdate(until) + 3 * DAY
    actions.check(second, place="桥头垃圾房", seen="可回收的和其他垃圾混在一起", ok=False, due_on=due, by=clerk, at=until - DAY)  # fmt: skip
    actions.open_appraisal(
        one.pk, opens_on=localdate(until), closes_on=localdate(until) + 14 * DAY, by=clerk, at=until - HOUR
    )


def _assembly(village: Village, at: datetime) -> int:
    body = deliberation.open_body("assembly", "村民会议", village.area, by=village.clerk, at=at)
    for _home, one in village.homes:
        new = NewMember(one.name, "villager", people.mobile_of(one.person_id or 0))
        deliberation.add_member(body.pk, new, by=village.clerk, at=at)
    return body.pk


def _head(village: Village, version: int, at: datetime) -> None:
    """One of the village would have the first clause otherwise, and it becomes that."""
    _home, one = village.homes[0]
    first = queries.clause_asked(_first(village, version))
    wording = "红白喜事不攀比，酒席不超过十桌。"
    said = actions.give_opinion(first.pk, wording=wording, why="十五桌太多", by=one, at=at)
    actions.settle_opinion(said.pk, taken=True, answer="大家说得对。", by=village.clerk, at=at + DAY)


def _first(village: Village, version: int) -> int:
    return queries.clauses_of(queries.version_here(village.clerk, version))[0].pk


def _adopted(village: Village, version: int, body: int, starts_at: datetime) -> None:
    """All of the roster come, and all but one agree."""
    told = starts_at - 11 * DAY

    def put(meeting: int) -> int:
        one = actions.put_to_vote(version, meeting=meeting, method="named", by=village.clerk, at=told)
        assert one.item is not None
        return one.item.pk

    convening.resolved(village, body, "村民会议", starts_at, told, put)


def _drafted(village: Village, until: datetime) -> None:
    """One of an estate, on which opinions are asked now."""
    clerk, begun = village.clerk, until - 3 * DAY
    body = deliberation.open_body("owners", "青龙苑业主大会", village.area, by=clerk, at=begun)
    new = NewCompact(village.area, "estate", "青龙苑小区公约", body.pk, "青龙苑")
    one = actions.open_compact(new, by=clerk, at=begun)
    for field, kind, text in OF_AN_ESTATE:
        actions.add_clause(one.pk, field=field, kind=kind, text=text, by=clerk, at=begun)
    actions.ask_opinions(one.pk, until=localdate(begun) + 14 * DAY, by=clerk, at=begun)
    _home, resident = village.homes[-1]
    wording = "电动车不进楼道，不飞线充电，请在车棚装充电桩。"
    actions.give_opinion(_first(village, one.pk), wording=wording, why="没地方充电", by=resident, at=until - DAY)  # fmt: skip
