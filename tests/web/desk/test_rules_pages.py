"""The pages on which system administrators design: kinds, routes, categories, and a calendar looked at beforehand."""

import pytest

from sanzhi.cases.models import Case, Category, CategoryMapping, KindVersion, RoutingDraft, RoutingRule
from sanzhi.kit.calendar import COUNTY
from tests.kinds import published
from tests.web.desk.conftest import _staff, as_, filed, send, text

DESIGN = ("/desk/kinds/", "/desk/kinds/new", "/desk/routing/", "/desk/categories/", "/desk/categories/labels")


@pytest.fixture
def client(town):
    return as_(town, "system_admin")


@pytest.fixture
def kind(town):
    town.staff["second"] = _staff("system_admin", town.offices["centre"], town.at, "second")
    return published(town.staff["system_admin"].actor, town.staff["second"].actor, town.at)


@pytest.mark.parametrize(
    "address", [*DESIGN, "/desk/kinds/built-in/matter/1/", "/desk/categories/of/city.roads/"]
)
def test_system_administrators_open_them_and_nobody_else(town, client, address):
    assert client.get(address).status_code == 200
    for role in ("town_dispatcher", "supervisor", "security_admin", "audit_admin"):
        assert as_(town, role).get(address).status_code == 403


def test_the_platforms_own_matter_can_be_copied_and_the_copy_is_sound(town, client):
    answer = send(client, "/desk/kinds/new", name="照抄的", code="copied", copied="matter")
    page = text(client.get(answer.url))
    assert "没有发现问题" in page
    assert "您写过这份草稿" in page


def test_a_draft_is_written_part_by_part_and_a_part_can_be_dropped(town, client):
    draft = KindVersion.objects.get(
        pk=int(send(client, "/desk/kinds/new", name="噪声", code="noisy").url.split("/")[-2])
    )
    here = f"/desk/kinds/{draft.id}"
    state = {"desk": "待派单", "public": "已收到", "holder": "receiver"}
    assert send(client, f"{here}/states/new", revision="1", **state).status_code == 302
    stale = send(client, f"{here}/states/s1", revision="1", **state)
    assert stale.status_code == 422
    assert "刚刚有人改过" in text(stale)
    assert send(client, f"{here}/states/s1/drop").status_code == 302
    assert client.get(f"{here}/states/s1").status_code == 404
    assert client.get(f"{here}/moons/new").status_code == 404
    assert send(client, f"{here}/publish", revision="3").status_code == 409
    assert send(client, f"{here}/discard").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.spec["states"]) == ("discarded", [])


def test_the_page_of_a_kind_costs_the_same_however_much_it_holds(
    town, client, kind, django_assert_max_num_queries
):
    client.get("/desk/kinds/")
    with django_assert_max_num_queries(12):
        assert client.get(f"/desk/kinds/{kind.id}/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get("/desk/kinds/").status_code == 200


def test_a_dry_run_shows_counts_and_no_case(town, client, kind):
    case = filed(town)
    page = text(client.get(f"/desk/kinds/{kind.id}/dry-run?source=matter"))
    assert "走得通 1" in page
    assert case.title not in page


def test_a_kind_is_withdrawn_with_a_reason(town, client, kind):
    assert send(client, f"/desk/kinds/{kind.id}/withdraw", note="").status_code == 409
    assert send(client, f"/desk/kinds/{kind.id}/withdraw", note="并入一般诉求").status_code == 302
    assert as_(town, "village_clerk").get(f"/desk/file/as/{kind.code}").status_code == 409


def test_the_counter_files_under_a_kind_what_the_kind_asks(town, client, kind):
    clerk = as_(town, "village_clerk")
    assert "噪声扰民" in text(clerk.get("/desk/file/"))
    said = {
        "name": "李四", "title": "工地夜里打桩", "text": "夜里十一点还在打桩，睡不着。",
        "category_code": "city.roads", "area_code": town.village.code,
    }  # fmt: skip
    missing = send(clerk, f"/desk/file/as/{kind.code}", **said)
    assert missing.status_code == 422
    assert "声源" in text(missing)
    assert (
        send(clerk, f"/desk/file/as/{kind.code}", **said, answer_f1="工地", answer_f2="23点").status_code
        == 302
    )
    case = Case.objects.get(kind=kind.code)
    assert case.details == {"f1": "工地", "f2": "23点"}
    page = text(as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/"))
    assert "声源 工地" in page


def test_the_generic_form_asks_what_the_step_asks_and_keeps_what_was_typed(town, kind):
    said = {
        "name": "李四", "title": "工地夜里打桩", "text": "夜里十一点还在打桩，睡不着。",
        "category_code": "city.roads", "area_code": town.village.code, "answer_f1": "工地",
    }  # fmt: skip
    send(as_(town, "village_clerk"), f"/desk/file/as/{kind.code}", **said)
    case = Case.objects.get(kind=kind.code)
    here, room = f"/desk/c/{case.public_code}/do/{kind.code}-t", as_(town, "town_dispatcher")
    assert send(room, f"{here}1", version="1").status_code == 422
    assert send(room, f"{here}1", version="1", lead=town.offices["lights"].id).status_code == 302
    lights = as_(town, "handler")
    refused = send(lights, f"{here}2", version="2", answer_f3="很吵")
    assert refused.status_code == 422
    assert "很吵" in refused.content.decode()
    assert send(lights, f"{here}2", version="2", answer_f3="62").status_code == 302
    assert send(lights, f"{here}9", version="3").status_code == 403
    case.refresh_from_db()
    assert (case.state, case.details["f3"]) == (f"{kind.code}-s3", 62)
    assert lights.get(f"/desk/c/{case.public_code}/contact").status_code == 409
    assert room.get(f"/desk/c/{case.public_code}/letter/l1").content.startswith(b"%PDF")


def test_a_route_is_written_tried_looked_at_and_published(town, client):
    filed(town)
    send(client, "/desk/routing/draft")
    rule = {
        "name": "路灯归城建办",
        "purpose": "propose",
        "words": "路灯 灯杆",
        "goes_to": str(town.offices["lights"].id),
    }
    assert send(client, "/desk/routing/rule/new", revision="1", **{**rule, "goes_to": ""}).status_code == 422
    assert send(client, "/desk/routing/rule/new", revision="1", **rule).status_code == 302
    assert "灯杆" in client.get("/desk/routing/rule/2").content.decode()
    assert client.get("/desk/routing/rule/7").status_code == 404
    asked = {"text": "村口路灯不亮", "area": town.village.code, "category": "city.roads", "channel": "web"}
    assert "建议谁主办：乌镇城建办" in text(client.get("/desk/routing/", {**asked, "under": "draft"}))
    assert "建议谁主办：没有规则符合" in text(client.get("/desk/routing/", asked))
    assert "建议的主办会变 1" in text(client.get("/desk/routing/preview"))
    assert send(client, "/desk/routing/change", revision="2", up="2").status_code == 302
    assert send(client, "/desk/routing/change", revision="2", publish="yes").status_code == 409
    assert send(client, "/desk/routing/change", revision="3", publish="yes").status_code == 302
    assert RoutingRule.objects.filter(version=2).count() == 3
    assert RoutingDraft.objects.get().state == "published"


def test_a_category_is_added_changed_retired_and_mapped(town, client):
    said = {"name": "充电桩", "code": "charging", "parent": "city", "pace": "general", "words": "充电桩 充电"}
    assert send(client, "/desk/categories/new", **said).status_code == 302
    assert send(client, "/desk/categories/new", **said).status_code == 422
    here = "/desk/categories/of/city.charging/"
    changed = {"name": "电动车充电", "pace": "utilities", "words": "充电桩", "seen": "1"}
    assert send(client, here, **changed).status_code == 302
    assert send(client, here, **changed).status_code == 422
    assert "充电桩" in text(client.get(here))
    assert (
        send(
            client, "/desk/categories/labels", system="12345", label="城建/充电", category="city.charging"
        ).status_code
        == 302
    )
    assert CategoryMapping.objects.get(label="城建/充电").category_id == "city.charging"
    assert "城建/充电" in text(client.get("/desk/categories/labels?q=充电"))
    assert send(client, f"{here}retire").status_code == 302
    assert Category.objects.get(code="city.charging").valid_to is not None


def test_a_calendar_is_looked_at_before_it_is_changed(town, client):
    case = filed(town)
    day = (case.due_at.astimezone(COUNTY)).date()
    before = Case.objects.get(pk=case.pk).due_at
    said = {"day": str(day), "works": "no", "name": "台风停工", "preview": "yes"}
    previewed = send(client, "/desk/calendar/day", **said)
    page = text(previewed)
    assert previewed.status_code == 200
    assert "个正在走的期限" in page
    assert Case.objects.get(pk=case.pk).due_at == before
    assert case.title not in page
