"""信访: what invented residents petition for, each as far along as the year allows, from the form to the final opinion."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from sanzhi.cases import actions as cases
from sanzhi.people import queries as people
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import HearingRecord, NewPetition, NewPetitioner, Opinion
from sanzhi.petitions.rules import Answer

from .county import County
from .engine import Engine, Event

DAY = timedelta(days=1)
LAW = "《城市道路管理条例》和本市有关规定。"
FOUND = "经现场查看并调取施工记录，反映的情况基本属实；责任单位已经列出整改时间。"
BOTH = (
    Answer("support", "责成施工单位十五日内修复。"),
    Answer("reject", "没有证据证明损失，可以通过诉讼主张。"),
)
ONE = (Answer("explain", "目前没有相应的政策依据，已向上级部门反映。"),)
Step = tuple[float, Callable[["Told", datetime], Any]]


@dataclass
class Told:
    """一件信访的故事: who petitions, who works on it, and where it has come to."""

    new: NewPetition
    me: Actor
    officer: Actor
    handler: Actor
    head: Actor
    caller: Actor
    id: int = 0

    def file(self, at: datetime) -> None:
        by = self.me if self.new.form == "online" else self.officer
        self.id = actions.file_petition(self.new, by=by, at=at).pk

    def serve(self, kind: str, by: Actor, at: datetime) -> None:
        actions.serve(queries.letter_of_kind(self.id, kind), how="direct", receipt="本人签收", by=by, at=at)


def _to_the_organ(way: str = "send") -> list[Step]:
    return [
        (0, lambda one, at: one.file(at)),
        (1, lambda one, at: actions.inform_petition(one.id, by=one.officer, at=at)),
        (2, lambda one, at: actions.send(one.id, to=one.handler.office_id or 0, way=way, by=one.officer, at=at)),
    ]  # fmt: skip


def _accepted() -> list[Step]:
    return [*_to_the_organ("entrust"), (6, lambda one, at: actions.accept(one.id, by=one.handler, at=at))]


def _answered(answers: Sequence[Answer]) -> list[Step]:
    said = Opinion(FOUND, LAW, answers)
    return [
        *_accepted(),
        (40, lambda one, at: actions.answer(one.id, said, by=one.handler, at=at)),
        (41, lambda one, at: one.serve("opinion", one.handler, at)),
    ]  # fmt: skip


def _ask(solved: bool, satisfied: int) -> Callable[[Told, datetime], Any]:
    """回访: whatever is said, nothing more comes of it."""
    return lambda one, at: cases.call_back(one.id, solved=solved, satisfied=satisfied, by=one.caller, at=at)


def _heard(at: datetime) -> HearingRecord:
    return HearingRecord(
        localdate(at), "市信访局听证室", "市信访局副局长", "信访干部", ("信访人本人", "市住建局代表", "听证员三名"),
        "误工损失是否由施工造成。", "信访人出示收入证明；责任单位说明施工时间。听证员评议。", "现有证据不能证明损失由施工造成。",
    )  # fmt: skip


def _final() -> list[Step]:
    said = Opinion(FOUND, LAW)
    return [
        *_answered(BOTH),
        (55, lambda one, at: actions.ask_review(one.id, reason="损失应当赔偿", by=one.me, at=at)),
        (75, lambda one, at: actions.review(one.id, said, result="keep", by=one.officer, at=at)),
        (76, lambda one, at: one.serve("review", one.officer, at)),
        (90, lambda one, at: actions.ask_reexam(one.id, reason="损失还是应当赔偿", by=one.me, at=at)),
        (95, lambda one, at: actions.hold_hearing(one.id, reason="双方对损失争议较大", by=one.officer, at=at)),
        (99, lambda one, at: actions.end_hearing(one.id, _heard(at), by=one.officer, at=at)),
        (110, lambda one, at: actions.reexamine(one.id, said, result="keep", body="上级人民政府", by=one.officer, at=at)),
        (111, _ask(solved=False, satisfied=3)),
    ]  # fmt: skip


def _let_be() -> list[Step]:
    """Answered, and whoever petitioned let it be."""
    return [
        *_answered(ONE),
        (80, lambda one, at: actions.lapse(one.id, at=at)),
        (81, _ask(solved=True, satisfied=4)),
    ]


# title, what is asked for, its field, how long ago it was filed, its story
STORIES: tuple[tuple[str, tuple[str, ...], str, float, list[Step]], ...] = (
    ("门前排水管施工时挖断没有修", ("修好排水管", "赔偿误工损失"), "city.roads", 200, _final()),
    ("老小区加装电梯补助没有到账", ("补发加装电梯的补助",), "housing.property", 120, _let_be()),
    ("夜间施工噪声扰民", ("夜间停工", "公布监测结果"), "environment.noise", 62,
     [*_answered(BOTH), (50, lambda one, at: actions.ask_review(one.id, reason="还在夜间施工", by=one.me, at=at))]),
    ("征迁补偿的面积算少了", ("重新测量", "补足差额"), "city.planning", 50,
     [*_accepted(), (45, lambda one, at: actions.ask_more_time(one.id, days=20, reason="需要重新测绘", by=one.handler, at=at))]),
    ("公交站点撤了老人出行不便", ("恢复站点",), "traffic.bus", 6,
     [*_to_the_organ(), (4, lambda one, at: actions.object_to(one.id, reason="站点由交通部门设置", by=one.handler, at=at))]),
    ("村道路灯工程款没有公开", ("公开工程款",), "rural.village_affairs", 1, [(0, lambda one, at: one.file(at))]),
    ("拖欠工资已经起诉，请求催办", ("催促判决",), "labour.wages", 30,
     [(0, lambda one, at: one.file(at)), (3, lambda one, at: actions.decline_petition(
         one.id, route="court", reason="已经进入诉讼程序", by=one.officer, at=at))]),
    ("河边护栏断了两根", ("补好护栏",), "city.roads", 150, _let_be()),
    ("小区门口停车位划线", ("重新划线",), "traffic.order", 170, _let_be()),
    ("村口公厕晚上不开", ("晚上开放",), "rural.village_affairs", 190, _let_be()),
)  # fmt: skip
IDEA = "菜场门口加一排雨棚"


def begin(engine: Engine, county: County, residents: Sequence[Any], *, until: datetime) -> None:
    """Put the first event of each story into the engine."""
    neighbours = [people.resident_actor(one) for one in residents[: len(STORIES)]]
    for first in _stories(county, neighbours, until=until):
        engine.add(first)


def _stories(county: County, residents: Sequence[Actor], *, until: datetime) -> Iterator[Event]:
    """The first event of each story; every event returns the next. None where the county has petitions already."""
    officer = county.at("petition_officer", "demo-xfj")
    if officer is None or queries.any_filed():
        return
    caller = county.staff["caller", county.centre]
    handler, head = _organ(county)
    for number, (title, claims, field, ago, steps) in enumerate(STORIES):
        me = residents[number % len(residents)]
        new = NewPetition(
            "claim", title, f"{title}，找过有关单位，一直没有解决，请依法处理。", county.villages[number], field,
            f"demo-petition-{number}", claims=claims, reasons="影响日常生活，应当依法解决。",
        )  # fmt: skip
        yield _next(Told(new, me, officer, handler, head, caller), steps, until - ago * DAY)
    new = NewPetition(
        "suggestion", IDEA, "下雨天买菜要排队淋雨，建议在门口加一排雨棚。", county.villages[0], "market.consumer",
        "demo-petition-idea", form="visit", petitioners=(NewPetitioner("来访居民", "19811110000"),), reply_by="counter",
    )  # fmt: skip
    yield _next(
        Told(new, residents[0], officer, handler, head, caller),
        [*_to_the_organ(), (15, _tell), (16, _ask(solved=True, satisfied=5))],
        until - 25 * DAY,
    )


def _tell(one: Told, at: datetime) -> None:
    actions.tell(one.id, adopted="yes", reply="已列入明年民生实事，三月动工。", by=one.handler, at=at)


def _organ(county: County) -> tuple[Actor, Actor]:
    """The first department with a handler and a head."""
    for office in county.departments:
        if ("organ_head", office) in county.staff:
            return county.staff["handler", office], county.staff["organ_head", office]
    raise LookupError("no department has a head")


def _next(one: Told, steps: Sequence[Step], began: datetime) -> Event:
    """The first of these steps as an event, the others after it."""
    (after, do), rest = steps[0], steps[1:]

    def play(at: datetime) -> Event | None:
        do(one, at)
        return _next(one, rest, began) if rest else None

    return Event(began + after * DAY, play)
