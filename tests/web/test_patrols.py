"""网格 by its pages: the list and what is refused, a route walked, a household visited, a day signed; each page's price."""

import io
import json
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from sanzhi.cases.models import Case
from sanzhi.journal.delivery import deliver
from sanzhi.kit import clock, walls
from sanzhi.kit.walls import Sight
from sanzhi.patrols import actions, queries, sweeps
from sanzhi.patrols.models import Admission, ClockPoint, GridDiary, PatrolStop, PatrolTask, Route, VisitRecord
from sanzhi.people import queries as people
from sanzhi.people.models import Look
from sanzhi.people.roles import Actor
from sanzhi.reactions.table import REACTIONS
from sanzhi.web.desk.telling import field_owner
from tests.county import at_the_desk, person_of
from tests.patrols.grid import DAY, HOUR, MONDAY, GridWork, violations
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.test_honours import at_home


@pytest.fixture
def grid(db, settings) -> GridWork:
    settings.ALLOWED_HOSTS = ["testserver"]
    return GridWork()


def done(client, where: str, **said) -> None:
    answer = send(client, where, **said)
    assert answer.status_code == 302, text(answer)


def told(actor: Actor) -> list[str]:
    return [one.text for one in people.messages_for(actor.person_id)]


def test_an_office_is_told_that_it_is_not_on_the_list_and_asks_for_it(grid: GridWork):
    office, first, second = (at_the_desk(one) for one in (grid.handler, grid.drafter, grid.second))
    with clock.simulated(MONDAY):
        said = {"grid": grid.one.pk, "title": "统计经济普查表", "due_on": MONDAY.date(), "stops": ""}
        refused = send(office, "/desk/patrols/new", item=0, **said)
        assert refused.status_code == 422 and "清单里没有这一项" in text(refused)
        item = {"kind": "collect", "what": "统计经济普查表", "ground": "某局〔2026〕3号文件"}
        done(office, "/desk/duty-list/asks/new", **item, why="普查每五年一次")
        (asked,) = Admission.objects.all()
        assert (
            send(office, f"/desk/duty-list/asks/{asked.pk}/", admitted="yes", reason="我自己准").status_code
            == 403
        )
        done(first, f"/desk/duty-list/asks/{asked.pk}/", admitted="yes", reason="属于采集")
        assert "普查每五年一次" in text(office.get("/desk/duty-list/asks/")) and "属于采集" in text(
            office.get("/desk/duty-list/asks/")
        )
        page = text(first.get("/desk/duty-list/"))
        assert "统计经济普查表" in page and "加一项 让它生效" not in page
        refused = send(first, "/desk/duty-list/force", day=MONDAY.date())
        assert refused.status_code == 422 and "要由别人让它生效" in text(refused)
        done(first, "/desk/duty-list/give-up", because="措辞再想想")
        assert "起草中的一版" not in text(first.get("/desk/duty-list/"))
        done(first, "/desk/duty-list/draft", change="增加统计")
        assert "放弃起草中的一版" in text(first.get("/desk/duty-list/"))
        done(second, "/desk/duty-list/force", day=MONDAY.date())
        new = queries.items_on(MONDAY.date(), "collect")[-1]
        done(office, "/desk/patrols/new", item=new.pk, **said)
        assert grid.roads.name in text(first.get("/desk/duty-list/"))
        while deliver(REACTIONS, at=MONDAY, limit=100) == 100:
            pass
        assert any("有了决定" in one for one in told(grid.handler))
        assert any("新的网格任务" in one for one in told(grid.worker))
        assert not told(grid.other)
    assert violations() == []


def test_a_route_is_walked_on_the_phone_and_sent_once(grid: GridWork):
    clerk, worker = at_the_desk(grid.clerk), at_the_desk(grid.worker)
    with clock.simulated(MONDAY):
        done(
            clerk,
            "/desk/patrols/routes/new",
            grid=grid.one.pk,
            name="河道一圈",
            item=grid.items["patrol"].pk,
            rhythm="workdays",
            weekday="",
            stops="东桥 30.74,120.48\n垃圾房\n西桥",
        )
        assert [(one.place, one.latitude) for one in Route.objects.get().stops.all()] == [
            ("东桥", 30.74),
            ("垃圾房", None),
            ("西桥", None),
        ]
        sweeps.make_tasks(at=MONDAY)
        done(worker, "/desk/patrols/duty/on")
        assert "东桥" in text(worker.get("/desk/patrols/round/"))
        east, bins, west = PatrolStop.objects.order_by("number")
        done(worker, f"/desk/patrols/stops/{west.pk}/tick")
        owner = field_owner(person_of(grid.worker).account)
        at = int(MONDAY.timestamp() * 1000)
        found = {
            "id": str(uuid4()),
            "stop": bins.pk,
            "ok": False,
            "at": at,
            "seen": "垃圾房的门坏了",
            "category": "city.roads",
            "place": None,
        }
        fine = {
            "id": str(uuid4()),
            "stop": east.pk,
            "ok": True,
            "at": at,
            "seen": "",
            "category": "",
            "place": [30.745678, 120.481234],
        }
        sent = {"owner": owner, "ticks": json.dumps([found, fine])}
        once, twice = (worker.post("/desk/patrols/round/sync", sent) for _n in range(2))
        assert [one["state"] for one in once.json()["told"].values()] == ["done", "done"]
        assert [one["state"] for one in twice.json()["told"].values()] == ["known", "known"]
        assert Case.objects.get().place == "垃圾房" and ClockPoint.objects.count() == 1
        assert worker.post("/desk/patrols/round/sync", {**sent, "owner": "x"}).status_code == 403
        for broken in ("", "[1]", '[{"id": "x"}]', '{"a": 1}', json.dumps([{**fine, "at": 10**30}])):
            assert worker.post("/desk/patrols/round/sync", {**sent, "ticks": broken}).status_code == 400, (
                broken
            )
        assert "30.746" in text(worker.get("/desk/patrols/points/"))
        task = PatrolTask.objects.get()
        done(worker, f"/desk/patrols/{task.pk}/finish", words="门坏了一处，已登记")
        assert Case.objects.get().public_code in text(clerk.get(f"/desk/patrols/{task.pk}/"))
        done(worker, "/desk/patrols/duty/off")


def test_a_household_is_visited_reads_it_and_takes_it_back(grid: GridWork):
    (she,) = grid.home()
    worker, clerk, hers = at_the_desk(grid.worker), at_the_desk(grid.clerk), at_home(she)
    with clock.simulated(MONDAY + HOUR):
        said = {
            "item": grid.items["visit"].pk,
            "grid": grid.one.pk,
            "household": "001",
            "text": "买菜不方便",
            "needs": "每周买菜\n装扶手",
            "follows": "clerk",
        }
        missing = send(worker, "/desk/visits/new", agreed="yes", agreed_by="", **said)
        assert (
            missing.status_code == 422
            and "请写谁答应的" in text(missing)
            and "不影响您办任何事" in text(missing)
        )
        done(worker, "/desk/visits/new", agreed="no", agreed_by="沈阿妹", **said)
        assert not VisitRecord.objects.get().text  # what was typed before they said no is not taken along
        done(worker, "/desk/visits/new", agreed="yes", agreed_by="沈阿妹", **said)
        visit = VisitRecord.objects.order_by("-id").first()
        listed = text(clerk.get("/desk/visits/"))
        assert "001" in listed and "一件需求" in listed
        assert not any(one in listed for one in ("买菜不方便", "每周买菜", "装扶手"))
        where = f"/desk/visits/homes/{visit.household_id}/"
        assert "买菜不方便" not in text(clerk.get(where))
        done(clerk, where, purpose="安排志愿者")
        assert "买菜不方便" in text(clerk.get(where)) and "买菜不方便" not in text(
            clerk.get(where)
        )  # shown once
        assert Look.objects.get().person_id == she.person_id and "安排志愿者" in text(hers.get("/me/looked"))
        need = visit.needs.first()
        assert "每周买菜" in text(clerk.get(f"/desk/visits/needs/{need.pk}/met"))
        assert "跟进走访的需求" in text(hers.get("/me/looked"))
        done(
            clerk, f"/desk/visits/needs/{need.pk}/file", title="每周买菜", category="city.roads", agreed="on"
        )
        done(clerk, f"/desk/visits/needs/{visit.needs.last().pk}/met", done="已经装好")
        assert "买菜不方便" in text(hers.get("/grids/visits/")) and "已经装好" in text(
            hers.get("/grids/visits/")
        )
        assert hers.get("/me/export.json").json()["visits"][0]["text"] == "买菜不方便"
        done(hers, f"/grids/visits/{visit.pk}/correct", says="买菜方便，看病不方便")
        (waiting,) = visit.corrections.all()
        listed = text(worker.get("/desk/visits/"))
        assert "一条更正" in listed and "看病不方便" not in listed
        assert "看病不方便" in text(worker.get(f"/desk/visits/corrections/{waiting.pk}/"))
        assert "答复走访的更正" in text(hers.get("/me/looked"))
        done(
            worker, f"/desk/visits/corrections/{waiting.pk}/", changed="yes", text="出门不方便", answer="已改"
        )
        assert "出门不方便" in text(hers.get("/grids/visits/"))
        done(hers, f"/grids/visits/{visit.pk}/withdraw")
        assert "出门不方便" not in text(hers.get("/grids/visits/"))
        for other in (grid.dispatcher, grid.drafter, grid.head):
            assert at_the_desk(other).get(where).status_code in (403, 404), other.name
        assert at_the_desk(grid.other).get(where).status_code == 404
    assert violations() == []


def test_a_day_is_signed_printed_and_counted_in_the_month(grid: GridWork):
    grid.done()
    worker, clerk = at_the_desk(grid.worker), at_the_desk(grid.clerk)
    with clock.simulated(MONDAY + 9 * HOUR):
        assert "幸福路口" in text(worker.get("/desk/diaries/days/2026-03-02/"))
        done(worker, "/desk/diaries/days/2026-03-02/", words="=1+1 下午下雨")
        done(worker, "/desk/diaries/days/2026-03-02/sign")
        one = GridDiary.objects.get()
        done(worker, f"/desk/diaries/{one.pk}/add", words="傍晚又去了一次")
        page = text(clerk.get(f"/desk/diaries/{one.pk}/"))
        assert "下午下雨" in page and "傍晚又去了一次" in page
        assert "甲网格员" in text(clerk.get("/desk/diaries/?month=2026-03"))
        rows = list(load_workbook(io.BytesIO(clerk.get("/desk/diaries/2026-03.xlsx").content)).active.values)
        assert rows[-1][-1] == "'=1+1 下午下雨" and len(rows) == 6
        assert (
            worker.get("/desk/diaries/days/never/").status_code
            == worker.get("/desk/diaries/?month=x").status_code
            == 404
        )
        assert at_the_desk(grid.other).get(f"/desk/diaries/{one.pk}/").status_code == 404


def test_anybody_finds_their_grid_and_what_its_worker_does(grid: GridWork, client):
    actions.set_card(
        grid.one.pk,
        households=260,
        office_phone="0573-88880000",
        complaint_phone="12345",
        by=grid.clerk,
        at=MONDAY,
    )
    with clock.simulated(MONDAY):
        page = text(client.get(f"/grids/?area={grid.village.code}"))
        assert (
            "甲网格员" in page
            and "260 户" in page
            and "一般 300 到 500 户，本平台约定" in page
            and "0573-88880000" in page
        )
        assert grid.items["visit"].what in page and grid.items["visit"].what in text(
            client.get("/grids/duties/1/")
        )
        assert (
            client.get("/grids/?area=x").status_code == 200
            and client.get("/grids/duties/9/").status_code == 404
        )
        assert client.get("/grids/visits/").status_code == 302
        with walls.seeing(Sight()):
            one, _two = queries.grids_published(grid.village.code, MONDAY)
            assert one.workers == ["甲网格员"] and queries.list_on(MONDAY.date()).number == 1


@pytest.mark.parametrize("many", [2, 6])
def test_pages_ask_the_same_however_much_there_is(grid: GridWork, client, many: int):
    grid.home()
    for n in range(many):
        grid.route(name=f"路线{n}")
        grid.task(by=grid.handler)
        grid.visit()
    sweeps.make_tasks(at=MONDAY)
    grid.done(PatrolTask.objects.filter(route=None).first())
    actions.sign_diary(MONDAY.date(), by=grid.worker, at=MONDAY + DAY)
    task, diary, home = (
        PatrolTask.objects.order_by("id").last(),
        GridDiary.objects.get(),
        VisitRecord.objects.first().household_id,
    )
    worker, clerk, officer = (at_the_desk(one) for one in (grid.worker, grid.clerk, grid.drafter))
    with clock.simulated(MONDAY + HOUR):
        for browser, where, most in (
            (worker, "/desk/patrols/", 8), (worker, "/desk/patrols/round/", 14), (worker, f"/desk/patrols/{task.pk}/", 6), (clerk, "/desk/patrols/routes/", 12),
            (clerk, "/desk/visits/", 9), (clerk, f"/desk/visits/homes/{home}/", 12), (clerk, "/desk/diaries/?month=2026-03", 6), (clerk, f"/desk/diaries/{diary.pk}/", 7),
            (officer, "/desk/duty-list/", 17), (officer, "/desk/duty-list/asks/", 5), (client, f"/grids/?area={grid.village.code}", 14), (client, "/grids/duties/", 6),
        ):  # fmt: skip
            browser.get(where)
            with questions() as asked:
                browser.get(where)
            assert len(asked) <= most, (where, len(asked), asked)
