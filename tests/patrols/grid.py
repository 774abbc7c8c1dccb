"""A village with two grids and a worker in each, its clerk and grid head, the county's grid office of two, a department, a household: all by the actions people take."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from sanzhi.patrols import actions
from sanzhi.patrols.actions import NewItem, NewRoute, NewTask, NewVisit, Tick
from sanzhi.patrols.models import DutyItem, PatrolTask, VisitRecord
from sanzhi.patrols.queries import items_on
from sanzhi.patrols.verify import CHECKS
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Grid, Office
from sanzhi.people.roles import INSTALLER, Actor
from tests.county import DAY, HOUR, MONDAY, PASSWORD, County, a_member_of_staff, a_resident, an_office
from tests.deliberation.council import refused

__all__ = ["DAY", "HOUR", "MONDAY", "GridWork", "refused", "violations"]
BEGUN = MONDAY - 30 * DAY
ITEMS = (
    ("patrol", "查看河道、垃圾房和消防通道", "本平台约定，参照《滨州市社会治理网格化服务管理条例》"),
    ("collect", "采集路面、路灯、井盖的问题", "本平台约定"),
    ("visit", "走访独居老人，问需要什么帮助", "本平台约定"),
    ("publicise", "上门宣传防诈骗", "本平台约定"),
    ("help", "替行动不便的居民代办", "本平台约定"),
)
_names = iter(range(1, 10_000))


def in_a_grid(name: str, role: str, office: Office, grid: Grid | None) -> Actor:
    account = people.open_staff_account(name=name, username=f"grid{next(_names)}", password=PASSWORD, by=INSTALLER, at=BEGUN)  # fmt: skip
    return queries.actor_in(people.appoint(account.person, role, office, grid=grid, by=INSTALLER, at=BEGUN))


@dataclass
class GridWork(County):
    items: dict[str, DutyItem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.office = an_office("village", "村民委员会", "village", self.village.code)
        self.one, self.two = (self._grid(n) for n in (1, 2))
        self.clerk = a_member_of_staff("文书", "village_clerk", self.office)
        self.head = in_a_grid("网格长", "grid_head", self.office, None)
        self.worker = in_a_grid("甲网格员", "grid_worker", self.office, self.one)
        self.other = in_a_grid("乙网格员", "grid_worker", self.office, self.two)
        self.drafter = a_member_of_staff("网格办甲", "grid_officer", self.centre)
        self.second = a_member_of_staff("网格办乙", "grid_officer", self.centre)
        self.listed()

    def _grid(self, number: int) -> Grid:
        return people.open_grid(
            code=f"{self.village.code}B{number:03}", name=f"第{number}网格", area_code=self.village.code, by=INSTALLER, at=BEGUN
        )  # fmt: skip

    def listed(self) -> None:
        """The first list, in force since a month."""
        actions.draft_list("第一版", by=self.drafter, at=BEGUN)
        for kind, what, ground in ITEMS:
            actions.add_item(NewItem(kind, what, ground, self.centre.pk), by=self.drafter, at=BEGUN)
        actions.bring_in_force(BEGUN.date(), by=self.second, at=BEGUN)
        self.items = {one.kind: one for one in items_on(BEGUN.date())}

    def task(self, by: Actor | None = None, at: datetime = MONDAY, **changes: object) -> PatrolTask:
        usual: dict[str, object] = {
            "item": self.items["patrol"].pk,
            "grid": self.one.pk,
            "title": "看一遍消防通道",
            "due_on": (at + 2 * DAY).date(),
            "stops": (("幸福路口", 30.74, 120.48), ("老街东段", None, None)),
        }
        return actions.give_task(NewTask(**(usual | changes)), by=by or self.clerk, at=at)

    def route(self, **changes: object):
        usual: dict[str, object] = {
            "grid": self.one.pk, "name": "河道一圈", "item": self.items["patrol"].pk, "rhythm": "workdays",
            "stops": (("东桥", None, None), ("垃圾房", None, None)),
        }  # fmt: skip
        return actions.open_route(NewRoute(**(usual | changes)), by=self.clerk, at=MONDAY)

    def tick(self, task: PatrolTask, number: int, *, ok: bool = True, at: datetime = MONDAY + HOUR, by: Actor | None = None, **changes: object):  # fmt: skip
        stop = task.stops.get(number=number)
        said = {"seen": "" if ok else "通道被杂物堵住了", "category": "" if ok else "city.roads"} | changes
        one = Tick(offline_id=said.pop("offline_id", uuid4()), stop=stop.pk, ok=ok, taken_at=at, **said)
        return actions.tick(one, by=by or self.worker, at=max(at, MONDAY))

    def done(self, task: PatrolTask | None = None) -> PatrolTask:
        one = task or self.task()
        for stop in one.stops.all():
            self.tick(one, stop.number)
        return actions.finish_task(one.pk, note="都看过了", by=self.worker, at=MONDAY + 2 * HOUR)

    def home(self, number: str = "001", *names: str, born: date | None = date(1950, 5, 1)) -> list[Actor]:
        """A household of the village and who lives in it."""
        home = people.register_household(self.village.code, number, by=self.clerk, at=BEGUN)
        found = []
        for name in names or ("沈阿妹",):
            one = a_resident(name)
            people.put_in_household(
                one.person_id or 0, home.pk, birth_date=born, is_head=False, by=self.clerk, at=BEGUN
            )
            found.append(one)
        return found

    def visit(self, by: Actor | None = None, at: datetime = MONDAY, **changes: object) -> VisitRecord:
        usual: dict[str, object] = {
            "household": "001", "item": self.items["visit"].pk, "agreed_by": "沈阿妹", "text": "一个人住，买菜不方便。",
            "needs": (("每周帮忙买一次菜", False), ("想装一个扶手", True)),
        }  # fmt: skip
        return actions.record_visit(NewVisit(**(usual | changes)), by=by or self.worker, at=at)


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]


A_PHONE = UUID("00000000-0000-4000-8000-000000000001")
