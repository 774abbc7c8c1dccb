"""The pages on which a county's own kind is merged, linked, split and contested, and those on which it is designed so."""

import pytest
from django.test import Client

from sanzhi.cases import actions
from sanzhi.cases.models import Case, Contest
from sanzhi.kit import clock
from sanzhi.people import actions as people
from tests.kinds import belonging, drafted
from tests.web.desk.conftest import as_, reported, send, step, text
from tests.web.desk.test_kind_beside import basics


@pytest.fixture
def version(town, admins):
    draft = drafted(admins[0], clock.now(), belonging())
    return actions.publish_kind(draft.id, by=admins[1], at=clock.now(), revision=draft.revision)


@pytest.fixture
def pair(town, version) -> tuple[Case, Case]:
    return reported(town, version, "工地夜里打桩"), reported(town, version, "夜里打桩声音大")


def test_a_designer_switches_them_on_where_the_other_ones_are_and_sees_what_they_add(town, admins):
    spec = belonging(beside=["follow_up"])
    draft, client = drafted(admins[0], clock.now(), spec), as_(town, "system_admin")
    here = f"/desk/kinds/{draft.id}"
    assert "已并案" not in text(client.get(f"{here}/"))
    more = ["follow_up", "merge", "link", "split", "contest"]
    assert send(client, f"{here}/basics", **basics(draft, beside=more)).status_code == 302
    page = text(client.get(f"{here}/"))
    for said in ("没有发现问题", "并案：", "关联：", "拆分：", "申诉：", "撤销并案", "已并案"):
        assert said in page


def test_the_desk_is_shown_what_is_alike_merges_it_and_undoes_it(town, pair):
    main, case = pair
    desk, page = as_(town, "town_dispatcher"), f"/desk/c/{case.public_code}/"
    seen = desk.get(page).content.decode()
    assert "可能是同一件事" in seen and f"do/merge?code={main.public_code}" in seen
    sent = step(desk, case, "merge", code=main.public_code, reason="说的是同一处工地")
    assert sent.status_code == 302
    case.refresh_from_db()
    assert case.state == "merged"
    seen = desk.get(page).content.decode()
    assert "do/unmerge_s1" in seen and "do/unmerge_s2" not in seen
    assert desk.get(f"{page}do/unmerge_s1").status_code == 200
    assert step(desk, case, "unmerge_s1", reason="其实是两处").status_code == 302
    case.refresh_from_db()
    assert case.state == f"{case.kind}-s1"


def test_the_resident_of_the_merged_one_reads_how_far_the_other_is(town, pair):
    main, case = pair
    desk = as_(town, "town_dispatcher")
    step(desk, case, "merge", code=main.public_code, reason="说的是同一处工地")
    assert step(desk, main, f"{main.kind}-t1", lead=town.offices["lights"].id).status_code == 302
    home = Client()
    home.force_login(people.open_resident_account(town.resident, at=town.at))
    page = text(home.get(f"/c/{case.public_code}/"))
    assert "合并办理的进展" in page and "已派人测声" in page


def test_linked_and_split_by_the_forms_of_the_built_in_matter(town, pair):
    main, case = pair
    desk = as_(town, "town_dispatcher")
    assert step(desk, case, "link", code=main.public_code, reason="同一家工地").status_code == 302
    assert main.title in text(desk.get(f"/desk/c/{case.public_code}/"))
    part = {
        "title1": "夜间施工许可", "text1": "请核实有没有夜间施工许可。", "category1": "city.roads",
        "area1": town.village.code, "place1": "", "lead1": town.offices["lights"].id,
    }  # fmt: skip
    assert step(desk, case, "split", reason="要两家办", **part).status_code == 302
    step(desk, case, f"{case.kind}-t1", lead=town.offices["lights"].id)
    step(as_(town, "handler"), case, f"{case.kind}-t2", answer_f3="62")
    page = text(desk.get(f"/desk/c/{case.public_code}/"))
    assert "拆分出去的还没有办完" in page


def test_the_office_that_did_the_work_contests_a_bad_grade(town, pair):
    case, _other = pair
    desk, lights = as_(town, "town_dispatcher"), as_(town, "handler")
    step(desk, case, f"{case.kind}-t1", lead=town.offices["lights"].id)
    step(lights, case, f"{case.kind}-t2", answer_f3="62")
    step(desk, case, f"{case.kind}-t3", reply="已要求工地夜间停工，请您监督。")
    actions.rate(case.id, solved=True, satisfied=1, by=town.me, at=clock.now())
    why = {"reason": "当夜是抢修，已当面说明", "no_photo_because": "抢修通知在案"}
    assert step(lights, case, "contest_rating", **why).status_code == 302
    contest = Contest.objects.get(case=case)
    judge = as_(town, "supervisor")
    assert case.title in text(judge.get("/desk/verdicts/"))
    assert step(judge, case, "contest_uphold", contest=contest.id, reason="抢修属实").status_code == 302
    case.refresh_from_db()
    assert case.excused_rating
