"""Grid work in the matrix's world: a task with something found, a visit that somebody would have corrected, a diary, a request; a word in each."""

from collections.abc import Callable, Iterator
from uuid import uuid4

from sanzhi.patrols import actions, queries
from sanzhi.patrols.actions import NewItem, NewRoute, NewTask, NewVisit, Tick
from sanzhi.people import actions as people
from sanzhi.people.models import Household, Office
from sanzhi.people.roles import INSTALLER, Actor
from tests.county import HOUR, MONDAY, County, a_member_of_staff, person_of

Rule = Callable[[Actor], bool]
ITEMS = (("patrol", "看消防通道有没有堵"), ("visit", "走访独居老人"))


def walked(
    values: dict[str, list[object]], town: County, village: Office, joined: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Fills `values` with what addresses name. `joined` lives there, in a household, and is grown."""
    first, second = (a_member_of_staff(f"网格办{n}", "grid_officer", town.centre) for n in "甲乙")
    head, clerk, worker = (
        a_member_of_staff(role, role, village) for role in ("grid_head", "village_clerk", "grid_worker")
    )
    if queries.list_on(MONDAY.date()) is None:
        _listed(first, second, town.centre.pk)
    patrol, visit = (queries.items_on(MONDAY.date(), kind)[0].pk for kind, _what in ITEMS)
    code = f"{village.area_id}B901"
    people.open_grid(code=code, name="第九网格", area_code=village.area_id, by=INSTALLER, at=MONDAY)
    seen, said, wrong, need, day, note, why = (word() for _n in range(7))
    stops = (("东桥", None, None), ("西桥", None, None))
    route = actions.open_route(NewRoute(code, "一圈", patrol, "daily", stops), by=clerk, at=MONDAY)
    task = actions.give_task(NewTask(patrol, code, f"看一遍{note}", MONDAY.date(), stops), by=town.handler, at=MONDAY)  # fmt: skip
    east, west = task.stops.all()
    found = Tick(uuid4(), east.pk, False, MONDAY, f"桥栏松了{seen}", "city.roads")
    actions.tick(found, by=worker, at=MONDAY)
    home = Household.objects.get(members=person_of(joined))
    new = NewVisit(home.number, visit, joined.name, f"出门不便{said}", ((f"装扶手{need}", False),), code)
    came = actions.record_visit(new, by=worker, at=MONDAY)
    asked = actions.ask_correction(came.pk, says=f"不对{wrong}", by=joined, at=MONDAY)
    actions.write_diary(MONDAY.date(), words=f"下雨{day}", by=worker, at=MONDAY)
    diary = actions.sign_diary(MONDAY.date(), by=worker, at=MONDAY + HOUR)
    item = NewItem("collect", f"填表{why}", "本单位安排", town.roads.pk)
    wanted = actions.ask_admission(item, "人手不够", by=town.handler, at=MONDAY)
    for name, one in (
        ("patrol", task.pk), ("stop", west.pk), ("route", route.pk), ("home", home.pk), ("need", came.needs.get().pk), ("visit", came.pk),
        ("visit_correction", asked.pk), ("diary", diary.pk), ("month", "2026-03"), ("day", "2026-03-02"), ("admission", wanted.pk),
        ("duty_version", 1), ("duty_item", patrol), ("grid", code),
    ):  # fmt: skip
        values.setdefault(name, []).append(one)
    values.setdefault("visitors", []).extend([head, clerk, worker, first])

    def there(actor: Actor) -> bool:
        return bool(actor.reach) and village.area_id.startswith(actor.reach)

    def works(actor: Actor) -> bool:
        mine = actor.office_id == town.roads.pk and actor.may("grid.give")
        return mine or (there(actor) and any(actor.may(f"grid.{one}") for one in ("walk", "give", "keep")))

    def reads(actor: Actor) -> bool:
        if actor.is_resident:
            return actor.person_id == joined.person_id
        return actor.may("grid.visits") and actor.reach == village.area_id

    yield note, works
    yield from ((one, reads) for one in (said, need, wrong))
    yield day, lambda actor: actor.person_id == worker.person_id or (there(actor) and actor.may("grid.keep"))
    yield why, lambda actor: actor.may("grid.list") or (actor.office_id == town.roads.pk and actor.may("grid.give"))  # fmt: skip


def _listed(first: Actor, second: Actor, office: int) -> None:
    actions.draft_list("第一版", by=first, at=MONDAY)
    for kind, what in ITEMS:
        actions.add_item(NewItem(kind, what, "本平台约定", office), by=first, at=MONDAY)
    actions.bring_in_force(MONDAY.date(), by=second, at=MONDAY)
