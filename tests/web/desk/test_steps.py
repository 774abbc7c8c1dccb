"""Every step by its form: taken, refused with a sentence, sent twice, and raced."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from sanzhi.cases.models import Move
from sanzhi.cases.queries import case_page
from sanzhi.kit import clock
from sanzhi.people.models import Look
from sanzhi.web.desk.forms.steps_after import STEPS
from tests.web.desk.conftest import as_, build_town, filed, picture, send, step, take_through, text

DONE = ("assign", "sign_for", "report_done")
REPLY = "路灯已经换新，今晚起恢复照明。"


def words_for(town, name) -> dict:
    lights, water = town.offices["lights"].id, town.offices["water"].id
    return {
        "answer_on_spot": {"reply": "已经联系电工，今天下午来修。"},
        "not_accept": {"kind": "legal", "reason": "已经在法院起诉", "route": ""},
        "assign": {"lead": lights, "helpers": [water], "note": "请现场看一看"},
        "decide": {"lead": lights, "reason": "按职责清单由你单位办理"},
        "sign_for": {},
        "return": {"why": "不属于本单位职责", "more": "见三定方案第二条", "proposed": water},
        "report_done": {"reply": REPLY, "photos": [picture()]},
        "help_answer": {"reply": "已经配合完成断电检修工作。"},
        "help_waive": {"office": water, "reason": "不需要断电了"},
        "verify": {"note": ""},
        "send_back": {"reason": "照片看不清灯是否亮"},
        "call_back": {"solved": "yes", "satisfied": "4", "said": "挺快的"},
        "no_answer": {},
        "close_unreached": {},
        "reopen": {"reason": "昨晚又不亮了"},
        "urge": {"text": "请抓紧"},
        "supplement": {"text": "对面那盏也不亮"},
    }[name]


WAYS = {
    "answer_on_spot": ((), "town_dispatcher", "follow_up"),
    "not_accept": ((), "town_dispatcher", "not_accepted"),
    "assign": ((), "town_dispatcher", "assigned"),
    "sign_for": (("assign",), "handler", "handling"),
    "return": (("assign",), "handler", "registered"),
    "report_done": (("assign", "sign_for"), "handler", "reported"),
    "verify": (DONE, "town_dispatcher", "follow_up"),
    "send_back": (DONE, "town_dispatcher", "handling"),
    "call_back": ((*DONE, "verify"), "caller", "closed"),
    "no_answer": ((*DONE, "verify"), "caller", "follow_up"),
    "reopen": ((*DONE, "verify"), "caller", "handling"),
    "urge": (("assign",), "town_dispatcher", "assigned"),
    "supplement": (("assign",), "town_dispatcher", "assigned"),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_step_is_taken_from_its_own_page(town, case, name):
    before, role, lands = WAYS[name]
    take_through(town, case, *before)
    client = as_(town, role)
    page = client.get(f"/desk/c/{case.public_code}/do/{name}")
    assert page.status_code == 200
    answer = step(client, case, name, **words_for(town, name))
    assert answer.status_code == 302, text(answer)
    case.refresh_from_db()
    assert case.state == lands
    assert Move.objects.filter(case=case, step=name).count() == 1


def test_helpers_answer_or_are_let_go(town, case):
    step(as_(town, "town_dispatcher"), case, "assign", **words_for(town, "assign"))
    step(as_(town, "handler"), case, "sign_for")
    refused = step(as_(town, "handler"), case, "report_done", **words_for(town, "report_done"))
    assert (refused.status_code, "还在等协办单位答复" in text(refused)) == (409, True)
    assert step(as_(town, "helper"), case, "help_answer", **words_for(town, "help_answer")).status_code == 302
    other = filed(town)
    step(as_(town, "town_dispatcher"), other, "assign", **words_for(town, "assign"))
    step(as_(town, "handler"), other, "sign_for")
    assert (
        step(as_(town, "town_dispatcher"), other, "help_waive", **words_for(town, "help_waive")).status_code
        == 302
    )


def test_the_third_return_goes_to_a_decision_that_binds(town, case):
    for _time in range(3):
        take_through(town, case, "assign")
        step(as_(town, "handler"), case, "return", **words_for(town, "return"))
    case.refresh_from_db()
    assert case.state == "arbitration"
    assert (
        step(as_(town, "county_dispatcher"), case, "decide", **words_for(town, "decide")).status_code == 302
    )
    assert "承办单位已经裁定，不能再退回" in text(as_(town, "handler").get(f"/desk/c/{case.public_code}/"))


def test_after_three_calls_in_vain_the_matter_may_be_closed(town, case):
    take_through(town, case, *DONE, "verify")
    caller = as_(town, "caller")
    early = step(caller, case, "close_unreached")
    assert (early.status_code, "现在是第 0 次" in text(early)) == (409, True)
    for half_days in range(3):
        with clock.simulated(clock.now() + timedelta(hours=12 * half_days)):
            step(caller, case, "no_answer")
    assert step(caller, case, "close_unreached").status_code == 302


ASK_NOTHING = {"sign_for", "no_answer", "verify", "urge"}


@pytest.mark.parametrize("name", sorted(WAYS.keys() - ASK_NOTHING))
def test_an_empty_form_is_refused_field_by_field_and_nothing_happens(town, case, name):
    before, role, _lands = WAYS[name]
    take_through(town, case, *before)
    answer = step(as_(town, role), case, name)
    assert answer.status_code in (409, 422)
    assert "有几处要改" in text(answer)
    assert not Move.objects.filter(case=case, step=name).exists()


@pytest.mark.parametrize("name", WAYS)
def test_a_step_sent_twice_is_taken_once(town, case, name):
    before, role, _lands = WAYS[name]
    take_through(town, case, *before)
    client, said, version = as_(town, role), words_for(town, name), case.version
    first = step(client, case, name, key="one-key-for-both-times", version=version, **said)
    said = words_for(town, name)
    second = step(client, case, name, key="one-key-for-both-times", version=version, **said)
    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Move.objects.filter(case=case, step=name).count() == 1


def test_the_same_key_with_other_words_is_refused(town, case):
    client = as_(town, "town_dispatcher")
    step(client, case, "supplement", key="a-key-used-once-before", text="对面那盏也不亮")
    again = step(client, case, "supplement", key="a-key-used-once-before", text="旁边那盏也不亮")
    assert again.status_code == 409
    assert Move.objects.filter(case=case, step="supplement").count() == 1


def test_who_comes_second_is_told_and_keeps_what_was_typed(town, case):
    seen = case.version
    take_through(town, case, "assign")
    typed = "已经联系电工，今天下午来修好它。"
    late = step(as_(town, "town_dispatcher"), case, "answer_on_spot", version=seen, reply=typed)
    assert late.status_code == 409
    assert "刚刚有人办理过" in text(late)
    assert typed in text(late)
    assert "只有在“待分派”时才能这样做" in text(late)


def test_after_being_told_a_second_sending_counts_with_the_new_version(town, case):
    seen = case.version
    step(as_(town, "town_dispatcher"), case, "supplement", text="对面那盏也不亮")
    client = as_(town, "town_dispatcher")
    late = step(client, case, "assign", version=seen, lead=town.offices["lights"].id)
    assert late.status_code == 409
    assert int(late.context["form"]["version"].value()) == seen + 1
    assert step(client, case, "assign", lead=town.offices["lights"].id).status_code == 302


def test_a_closed_move_says_why_and_every_step_has_its_page(town, case):
    page = as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/")
    assert "当前是“待分派”，不能“核验通过”" in text(page)
    at, roles = (
        clock.now(),
        ("town_dispatcher", "county_dispatcher", "caller", "grid_worker", "village_clerk", "supervisor"),
    )
    pages = [case_page(town.staff[role].actor, case.public_code, at=at) for role in roles]
    assert {offer.step.name for page in pages for offer in page.offers} == {
        name
        for name in STEPS
        if not name.startswith("unmerge_")  # offered only where it was merged
        and name != "unshield"  # only where an office is named
        and name != "take_back"  # only where it was declined or sent elsewhere
        and name != "instruct"  # a leader's, who has no desk here
    }


def test_a_step_of_another_role_or_of_no_flow_is_not_there(town, case):
    assert step(as_(town, "town_dispatcher"), case, "sign_for").status_code == 403
    assert step(as_(town, "town_dispatcher"), case, "fly").status_code == 404


def test_the_proposed_lead_is_chosen_beforehand_with_the_reason(town, case):
    case.routing["propose"] = {
        "rule": 2,
        "office": town.offices["lights"].id,
        "trace": [{"rule": 2, "name": "路灯归城建办", "fits": True, "because": ""}],
    }
    case.save(update_fields=["routing"])
    page = as_(town, "town_dispatcher").get(f"/desk/c/{case.public_code}/do/assign")
    assert "已按第 2 条分派规则“路灯归城建办”选好" in text(page)
    assert f'<option value="{town.offices["lights"].id}" selected>' in page.content.decode()


def test_contact_data_is_shown_once_and_the_look_is_on_record(town, case):
    take_through(town, case, "assign")
    client, address = as_(town, "handler"), f"/desk/c/{case.public_code}/contact"
    assert "张三" not in text(client.get(f"/desk/c/{case.public_code}/"))
    assert send(client, address, purpose="").status_code == 422
    assert Look.objects.count() == 0
    shown = send(client, address, purpose="约时间上门")
    assert "13812345678" in text(client.get(shown.url))
    assert Look.objects.get().purpose == "约时间上门"
    assert client.get(shown.url).url == address
    assert Look.objects.count() == 1


def test_the_paper_form_and_the_reasons_for_each_deadline_open(town, case):
    take_through(town, case, "assign", "sign_for")
    client = as_(town, "handler")
    paper = client.get(f"/desk/c/{case.public_code}/paper")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert "依据" in text(client.get(f"/desk/c/{case.public_code}/clocks"))


MALFORMED = [
    {"lead": "abc", "version": "1"}, {"lead": "999999999999999999999", "version": "1"}, {"lead": "1", "version": "x"},
    {"lead": "1", "version": ""}, {"lead": "1", "version": "9" * 40}, {"lead": "\0", "version": "1"},
    {"lead": "1", "helpers": ["x"], "version": "1"}, {"lead": "-1", "version": "-1"}, {"note": "坏" * 5000, "version": "1"},
]  # fmt: skip


@pytest.mark.parametrize("said", MALFORMED)
def test_a_malformed_body_gets_a_sentence(town, case, said):
    answer = send(as_(town, "town_dispatcher"), f"/desk/c/{case.public_code}/do/assign", **said)
    assert answer.status_code in (409, 422)


def test_without_a_key_nothing_is_taken(town, case):
    answer = as_(town, "town_dispatcher").post(f"/desk/c/{case.public_code}/do/urge", {"version": 1})
    assert (answer.status_code, "页面已过期" in text(answer)) == (409, True)


@pytest.mark.slow
def test_of_two_dispatchers_assigning_at_once_one_wins_and_the_other_is_told(committed_db):
    town = build_town()
    case = filed(town)
    start, answers = threading.Barrier(2), []

    def assign(office):
        client = as_(town, "town_dispatcher", raise_request_exception=False)
        start.wait()
        answers.append(step(client, case, "assign", version=1, lead=office).status_code)
        connections.close_all()

    threads = [threading.Thread(target=assign, args=(town.offices[name].id,)) for name in ("lights", "water")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
    assert Move.objects.filter(case_id=case.id, step="assign").count() == 1
