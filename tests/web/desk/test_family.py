"""并案、关联、拆分、督办 by their pages, from the similar case on the page to the paper in hand."""

import pytest

from sanzhi.cases import queries
from sanzhi.cases.models import Case, Join, Merge, Split, Supervision
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people import queries as persons
from tests.questions import questions
from tests.web.desk.conftest import as_, filed, send, step, take_through, text


def page(town, role, case) -> str:
    return text(as_(town, role).get(f"/desk/c/{case.public_code}/"))


def test_the_dispatcher_sees_what_is_alike_and_merges_it_and_takes_it_back(town, case):
    again = filed(town, "村口的路灯又不亮了", "村口路灯坏了三天，晚上看不见。")
    dispatcher = as_(town, "town_dispatcher")
    assert "可能是同一件事" in page(town, "town_dispatcher", again)
    form = dispatcher.get(f"/desk/c/{again.public_code}/do/merge?code={case.public_code}")
    assert f'value="{case.public_code}"' in form.content.decode()
    answer = step(dispatcher, again, "merge", code=case.public_code, reason="说的是同一盏灯")
    assert answer.status_code == 302, text(answer)
    assert "已并入" in page(town, "town_dispatcher", again)
    assert "并入本件" in page(town, "town_dispatcher", case)
    undone = step(dispatcher, again, "unmerge_registered", reason="不是同一盏灯")
    assert undone.status_code == 302, text(undone)
    again.refresh_from_db()
    assert (again.state, Merge.objects.get().ended_as) == ("registered", "undone")


def test_a_code_out_of_sight_is_a_code_that_does_not_exist(town, case):
    for code in ("XXXXXXXX", ""):
        answer = step(as_(town, "town_dispatcher"), case, "merge", code=code, reason="说的是同一盏灯")
        assert answer.status_code == 422


def test_two_cases_are_linked_and_the_link_is_taken_back(town, case):
    other = filed(town, "河边路灯也暗", "河边那一排路灯都很暗。")
    dispatcher = as_(town, "town_dispatcher")
    assert step(dispatcher, case, "link", code=other.public_code, reason="同一条线路").status_code == 302
    assert "关联" in page(town, "town_dispatcher", other)
    assert step(dispatcher, other, "unlink", other=case.id, reason="线路不同").status_code == 302


def test_a_case_is_split_on_one_form_and_its_parts_hold_it_back(town, case):
    take_through(town, case, "assign", "sign_for")
    said = {
        "reason": "涉及两个单位",
        "title1": "换灯泡",
        "text1": "把村口的灯泡换掉。",
        "category1": "city.roads",
    }
    said |= {"area1": town.village.code, "place1": "村口", "lead1": town.offices["water"].id}
    half = step(as_(town, "town_dispatcher"), case, "split", **said, title2="修电线")
    assert (half.status_code, "都空着" in text(half)) == (422, True)
    answer = step(as_(town, "town_dispatcher"), case, "split", **said)
    assert answer.status_code == 302, text(answer)
    child = Split.objects.get().child
    assert (child.lead_id, child.reporter_id) == (town.offices["water"].id, case.reporter_id)
    done = {"reply": "路灯已经换新，今晚起恢复照明。", "no_photo_because": "夜间"}
    refused = step(as_(town, "handler"), case, "report_done", **done)
    assert (refused.status_code, child.public_code in text(refused)) == (409, True)


def test_the_split_form_begins_with_one_part_and_grows_without_losing_what_was_typed(town, case):
    take_through(town, case, "assign", "sign_for")
    client, address = as_(town, "town_dispatcher"), f"/desk/c/{case.public_code}/do/split"
    page = client.get(address).content.decode()
    assert 'name="title1"' in page and 'name="title2"' not in page and "再加一件" in page
    said = {"version": case.version, "parts": "1", "title1": "换灯泡", "reason": "", "another": "yes"}
    grown = send(client, address, **said)
    page = grown.content.decode()
    assert grown.status_code == 200 and "要改" not in page, "nothing was sent, so nothing is judged"
    assert 'value="换灯泡"' in page and 'name="title2"' in page and 'name="parts" value="2"' in page
    assert not Split.objects.exists()
    full = text(send(client, address, **(said | {"parts": "9"})))
    assert "第 10 件" in full and "再加一件" not in full
    lost = send(client, address, version=case.version, title3="修井盖")
    assert "第 3 件" in text(lost), "a part that was typed is never left out, whatever the count says"


def test_a_supervision_goes_from_its_form_to_the_list_to_the_answer_to_the_paper_and_is_lifted(town, case):
    take_through(town, case, "assign", "sign_for")
    said = {"level": "press", "office": town.offices["lights"].id, "why": "居民多次来电", "ask": "何时修好"}
    answer = step(as_(town, "supervisor"), case, "supervise", **said)
    assert answer.status_code == 302, text(answer)
    one = Supervision.objects.get()
    for role in ("supervisor", "handler"):
        listed = text(as_(town, role).get("/desk/supervision/"))
        assert case.title in listed and "待答复" in listed
    assert case.title not in text(as_(town, "helper").get("/desk/supervision/"))
    assert "居民多次来电" in page(town, "handler", case)
    assert (
        step(as_(town, "handler"), case, "supervise_reply", answer="灯具到货，明天更换。").status_code == 302
    )
    paper = as_(town, "handler").get(f"/desk/supervision/{one.id}/paper")
    assert paper.content.startswith(b"%PDF")
    assert as_(town, "helper").get(f"/desk/supervision/{one.id}/paper").status_code == 404
    assert step(as_(town, "supervisor"), case, "supervise_escalate", why="答复不清楚").status_code == 302
    lifted = step(as_(town, "supervisor"), case, "supervise_lift", note="已经修好")
    assert lifted.status_code == 302
    assert sorted(Supervision.objects.values_list("state", flat=True)) == ["escalated", "lifted"]
    listed = text(as_(town, "supervisor").get("/desk/supervision/?state=lifted&level=circular"))
    assert case.title in listed


def test_a_rule_is_tried_on_last_month_before_it_is_published_as_a_new_version(town, case):
    supervisor = as_(town, "supervisor")
    rule = {"code": "urged", "name": "催了一次", "measure": "urges", "at_least": "1", "level": "urge"}
    rule |= {"ask": "请联系居民", "basis": "本地约定：11月例会", "active": "on"}
    step(as_(town, "town_dispatcher"), case, "urge", text="")
    tried = send(supervisor, "/desk/supervision/rules/publish", **rule, **{"try": "yes"})
    assert (tried.status_code, "收到 1 件，按这条规则会督办 1 件" in text(tried)) == (200, True)
    before = queries.supervision_version()
    assert send(supervisor, "/desk/supervision/rules/publish", **rule).status_code == 302
    assert queries.supervision_version() == before + 1
    assert "催了一次" in text(supervisor.get("/desk/supervision/rules/"))
    blind = send(as_(town, "system_admin"), "/desk/supervision/rules/publish", **rule, **{"try": "yes"})
    assert "会督办 1 件" in text(blind) and case.title not in text(blind)
    assert as_(town, "handler").get("/desk/supervision/rules/").status_code == 403


def test_at_the_counter_the_same_thing_is_asked_about_once(town):
    case = filed(town, "张家门口路灯坏了")
    clerk = as_(town, "village_clerk")
    form = {"name": "李四", "phone": "13900001111", "title": "村口路灯坏了", "category_code": "city.roads"}
    form |= {"text": "村口的路灯坏了，晚上走路看不见。", "area_code": town.village.code, "place": "村口"}
    asked = send(clerk, "/desk/file/", **form)
    assert (asked.status_code, "附近好像有人反映过同样的事" in text(asked)) == (422, True)
    assert "张家门口" not in text(asked)
    joined = send(clerk, "/desk/file/", **form, join=case.public_code)
    assert (joined.status_code, Join.objects.get().case_id) == (302, case.id)
    assert send(clerk, "/desk/file/", **form, seen_similar="yes").status_code == 302
    assert Case.objects.count() == 2


@pytest.mark.parametrize("role", ["town_dispatcher", "supervisor", "handler"])
def test_the_case_page_asks_a_bounded_number_of_questions(town, case, role):
    take_through(town, case, "assign", "sign_for")
    for n in range(4):
        other = filed(town, f"村口路灯不亮{n}")
        step(as_(town, "town_dispatcher"), other, "merge", code=case.public_code, reason="说的是同一盏灯")
    client = as_(town, role)
    client.get("/desk/")
    with questions() as asked:
        assert client.get(f"/desk/c/{case.public_code}/").status_code == 200
    assert len(asked) <= 14, asked
    at = clock.now()
    other = people.register_resident(
        name="王五", phone="13700001111", by=persons.resident_actor(town.resident), at=at
    )
    assert queries.may_join(persons.resident_actor(other), case)
