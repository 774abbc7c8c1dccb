"""The call-back desk: a queue, a script, a number for a purpose, and what came of it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import FollowUp, SamplingRule
from sanzhi.kit import clock
from sanzhi.people import actions as people
from sanzhi.people.models import Look, Text
from sanzhi.people.roles import INSTALLER, THE_CLOCK
from tests.web.desk.conftest import as_, filed, send, take_through, text

DONE = ("assign", "sign_for", "report_done", "verify")
EVERYONE = {"name": "全部回访", "when": {}, "percent": 100, "wait_days": 0, "basis": "本平台约定"}
ANSWER = {"answers": "yes", "solved": "yes", "satisfied": "5"}


@pytest.fixture
def verified(town, case):
    cases.publish_sampling([EVERYONE], by=INSTALLER, at=town.at)
    return take_through(town, case, *DONE)


def page(town, case, role="caller"):
    return as_(town, role).get(f"/desk/callbacks/{case.public_code}/")


def press(town, case, what, **said):
    case.refresh_from_db()
    return send(
        as_(town, "caller"), f"/desk/callbacks/{case.public_code}/{what}", version=case.version, **said
    )


def test_the_queue_shows_whom_to_call_and_the_page_what_to_say(town, verified):
    assert "村口路灯不亮" in text(as_(town, "caller").get("/desk/callbacks/"))
    told = text(page(town, verified))
    for words in ("您反映的道路、路灯", "抽签号", "全部回访", "打过 0 / 3 次"):
        assert words in told
    assert "13812345678" not in told


def test_the_number_is_shown_once_and_the_look_is_on_record(town, verified):
    caller = as_(town, "caller")
    there = f"/desk/callbacks/{verified.public_code}/"
    send(caller, there + "look")
    assert Look.objects.get().purpose == "电话回访"
    assert "13812345678" in text(caller.get(there))
    assert "13812345678" not in text(caller.get(there))


def test_solved_closes_and_not_solved_sends_back_from_the_same_page(town, verified):
    press(town, verified, "answer", answers="yes", solved="no", satisfied="2", said="晚上还是不亮")
    verified.refresh_from_db()
    assert (verified.state, verified.holder_id) == ("handling", town.offices["lights"].id)
    take_through(town, verified, "report_done", "verify")
    assert press(town, verified, "answer", **ANSWER).status_code == 302
    verified.refresh_from_db()
    assert (verified.state, verified.satisfied) == ("closed", 5)


def test_not_wanting_to_answer_needs_no_verdict_and_an_answer_needs_two(town, verified):
    half = press(town, verified, "answer", answers="yes", solved="yes", said="挺好")
    assert (half.status_code, "这一项不能空着" in text(half), "挺好" in half.content.decode()) == (
        422,
        True,
        True,
    )
    assert press(town, verified, "answer", answers="no").status_code == 302
    assert FollowUp.objects.get().settled_as == "decline_answer"


def test_after_no_answer_the_matter_waits_for_its_hour_and_after_three_it_can_be_closed(town, verified):
    caller = as_(town, "caller")
    press(town, verified, "miss")
    assert "没有要打的电话" in text(caller.get("/desk/callbacks/"))
    assert "村口路灯不亮" in text(caller.get("/desk/callbacks/?show=later"))
    assert press(town, verified, "miss").status_code == 409
    for half_days in (1, 2):
        with clock.simulated(clock.now() + timedelta(hours=12 * half_days)):
            press(town, verified, "miss")
    assert "三次未联系上，办结" in text(page(town, verified))
    press(town, verified, "miss", close="yes")
    verified.refresh_from_db()
    assert verified.state == "closed"


def test_a_colleague_sees_who_is_on_the_telephone(town, verified):
    press(town, verified, "start")
    assert "caller某正在打" in text(as_(town, "caller").get("/desk/callbacks/"))


def test_the_queue_costs_the_same_for_one_and_for_many(town, verified):
    caller = as_(town, "caller")
    caller.get("/desk/callbacks/")
    with CaptureQueriesContext(connection) as one:
        caller.get("/desk/callbacks/")
    for n in range(4):
        take_through(town, filed(town, title=f"路灯不亮 {n}"), *DONE)
    with CaptureQueriesContext(connection) as many:
        caller.get("/desk/callbacks/")
    assert len(one) == len(many) <= 9, [query["sql"][:90] for query in many]


def test_the_queue_is_paged_by_key(town, verified, monkeypatch):
    from sanzhi.cases.queries import asking
    from sanzhi.web.desk.views import callbacks

    monkeypatch.setattr(asking, "PAGE_SIZE", 2)
    monkeypatch.setattr(callbacks.queries, "PAGE_SIZE", 2)
    for n in range(4):
        take_through(town, filed(town, title=f"路灯不亮 {n}"), *DONE)
    caller, seen, address = as_(town, "caller"), [], "/desk/callbacks/"
    while address:
        shown = caller.get(address)
        seen += re.findall(r"callbacks/([A-Z0-9-]{19})/", shown.content.decode())
        address = "/desk/callbacks/" + shown.context["older"] if shown.context["older"] else ""
    assert len(seen) == len(set(seen)) == 5


def test_the_figures_name_every_denominator(town, verified):
    press(town, verified, "answer", **ANSWER)
    told = text(as_(town, "supervisor").get("/desk/callbacks/figures"))
    for words in ("打电话", "只发评价链接", "没有联系电话", "未抽中", "caller某", "1 ／ 1"):
        assert words in told or words.replace(" ", "") in told.replace(" ", ""), words


def rows(*rules, **more):
    said = dict(more)
    for place, rule in enumerate(rules):
        said |= {f"r{place}-{name}": value for name, value in rule.items()}
    return said


RULE = {"name": "其余抽一半", "condition": "", "percent": "50", "wait_days": "2", "basis": "本地约定：局务会"}


def test_rules_are_looked_at_before_they_are_published(town, verified):
    admin, before = as_(town, "system_admin"), queries.sampling_version()
    looked = send(admin, "/desk/callbacks/rules/new", **rows(RULE))
    assert "最近 30 天的 1 件" in text(looked)
    assert queries.sampling_version() == before
    assert send(admin, "/desk/callbacks/rules/new", **rows(RULE, publish="yes")).status_code == 302
    rule = SamplingRule.objects.get(version=before + 1)
    assert (rule.percent, rule.wait_days, rule.when) == (50, 2, {})
    assert "第 1 版" in text(admin.get("/desk/callbacks/rules/?version=1"))
    bad = send(admin, "/desk/callbacks/rules/new", **rows({**RULE, "condition": "urged"}, publish="yes"))
    assert (bad.status_code, "最后一条要适用于" in text(bad)) == (409, True)


def test_a_script_is_published_for_a_category(town, verified):
    admin = as_(town, "system_admin")
    send(admin, "/desk/callbacks/scripts/", category="city.roads", lines="您好\n灯亮了吗？")
    assert "灯亮了吗" in text(page(town, verified))
    assert send(admin, "/desk/callbacks/scripts/", category="", lines=" \n ").status_code == 422


@pytest.mark.parametrize(
    "address", ["callbacks/", "callbacks/rules/", "callbacks/scripts/", "texts/", "digest/"]
)
def test_each_page_is_for_its_own_role_only(town, address):
    mine = {"callbacks/": "caller", "digest/": "supervisor"}.get(address, "system_admin")
    assert as_(town, mine).get(f"/desk/{address}").status_code == 200
    assert as_(town, "handler").get(f"/desk/{address}").status_code == 403


def test_the_rating_paper_is_for_who_has_no_telephone_and_never_from_the_office_that_did_the_work(town):
    person = people.register_resident(name="没电话", by=THE_CLOCK, at=town.at)
    case = cases.register(
        cases_filing(town), cases.Origin(person.id, "counter", town.staff["town_dispatcher"].actor.person_id),
        by=town.staff["town_dispatcher"].actor, at=town.at,
    )  # fmt: skip
    take_through(town, case, *DONE)
    clerk = as_(town, "town_dispatcher")
    assert "打印评价单" in text(clerk.get(f"/desk/c/{case.public_code}/"))
    paper = send(
        clerk,
        f"/desk/c/{case.public_code}/rating",
    )
    pdf = clerk.get(paper["Location"])
    assert pdf.content.startswith(b"%PDF")
    assert as_(town, "county_dispatcher").get(paper["Location"]).status_code == 404
    assert send(as_(town, "handler"), f"/desk/c/{case.public_code}/rating").status_code == 403
    send(clerk, f"/desk/c/{case.public_code}/rating/revoke", reason="评价单丢了")
    assert clerk.get(paper["Location"]).status_code == 404


def cases_filing(town):
    from sanzhi.cases.rules import Filing

    return Filing("井盖松了", "门口的井盖松了，车一过就响。", town.village.code, "city.roads")


def test_who_left_a_telephone_gets_no_paper(town, verified):
    assert "打印评价单" not in text(as_(town, "town_dispatcher").get(f"/desk/c/{verified.public_code}/"))
    assert send(as_(town, "town_dispatcher"), f"/desk/c/{verified.public_code}/rating").status_code == 409


def test_a_failed_text_is_sent_again_by_the_system_administrator_who_sees_no_number(town, settings):
    settings.SANZHI_TEXT_GATEWAY = "sanzhi.people.gateways.OnScreen"
    people.queue_text(
        [town.resident.id],
        "assigned",
        cause="x",
        facts={"number": "TX2026-000001", "office": "市水务集团"},
        at=town.at,
    )
    Text.objects.update(state="failed", ended_at=town.at, reason="the gateway answered 400")
    admin, failed = as_(town, "system_admin"), Text.objects.get()
    told = text(admin.get("/desk/texts/"))
    assert "TX2026-000001" in told and "已交办" in told and "张三" not in told and "138" not in told
    assert send(admin, f"/desk/texts/{failed.id}/retry").status_code == 302
    assert Text.objects.get().state == "waiting"


def test_the_digest_leads_to_the_matters_behind_each_line(town, case):
    with clock.simulated(clock.now() + timedelta(days=20)):
        watcher = as_(town, "supervisor")
        there = re.search(r'href="(/desk/digest/\d+/\w+)"', watcher.get("/desk/digest/").content.decode())
        assert "村口路灯不亮" in text(watcher.get(there[1]))
