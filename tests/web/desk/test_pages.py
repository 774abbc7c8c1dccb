"""Who may open what, and what each page costs."""

import pytest

from sanzhi.cases import actions
from tests.questions import questions
from tests.web.desk.conftest import ROLES, as_, filed, step, take_through, text

CASE_ROLES = {
    "county_dispatcher",
    "caller",
    "supervisor",
    "town_dispatcher",
    "handler",
    "village_clerk",
    "grid_worker",
}
MAY_OPEN = {
    "/desk/cases/": CASE_ROLES,
    "/desk/file/": {"county_dispatcher", "town_dispatcher", "village_clerk", "grid_worker"},
    "/desk/import/": {"county_dispatcher", "town_dispatcher"},
    "/desk/filters/": CASE_ROLES,
    "/desk/templates/": {"county_dispatcher", "town_dispatcher", "handler", "village_clerk"},
    "/desk/templates/new": {"county_dispatcher", "town_dispatcher", "handler", "village_clerk"},
    "/desk/roster/": {"county_dispatcher", "town_dispatcher", "handler", "village_clerk", "caller"},
    "/desk/data/": {"system_admin"},
    "/desk/calendar/": {"system_admin"},
    "/desk/limits/": {"system_admin"},
    "/desk/offices/": {"system_admin"},
    "/desk/people/": {"security_admin"},
    "/desk/people/open": {"security_admin"},
    "/desk/audit/": {"audit_admin"},
    "/desk/audit/looks": {"audit_admin"},
    "/desk/audit/proof": {"audit_admin"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_pages_and_no_others(town, role):
    client = as_(town, role)
    opened = {page for page in MAY_OPEN if client.get(page).status_code == 200}
    assert opened == {page for page, roles in MAY_OPEN.items() if role in roles}
    refused = {client.get(page).status_code for page in MAY_OPEN.keys() - opened}
    assert refused <= {403}


@pytest.mark.parametrize("page", [*MAY_OPEN, "/desk/"])
def test_a_stranger_is_led_to_the_sign_in(client, town, page):
    answer = client.get(page)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/staff/login/")


@pytest.mark.parametrize("role", ROLES)
def test_the_front_page_leads_each_role_to_its_work(town, role):
    answer = as_(town, role).get("/desk/", follow=True)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def test_administrators_cannot_see_a_case(town, case):
    for role in ("system_admin", "security_admin", "audit_admin"):
        client = as_(town, role)
        for page in ("", "clocks", "paper", "do/assign", "contact"):
            assert client.get(f"/desk/c/{case.public_code}/{page}").status_code == 403


def test_a_case_outside_ones_reach_does_not_exist(town, case):
    assert as_(town, "helper").get(f"/desk/c/{case.public_code}/").status_code == 404
    assert as_(town, "handler").get("/desk/c/0000-0000-0000-0000/").status_code == 404


def test_without_a_second_factor_nobody_comes_in(town):
    town.staff["handler"].account.authenticator_set.all().delete()
    assert as_(town, "handler").get("/desk/").url == "/staff/factors/totp/activate/"


def test_the_to_do_page_shows_what_this_desk_holds_the_soonest_due_first(town):
    first, second = filed(town, "自来水水压太低"), filed(town, "小区门口积水")
    page = as_(town, "town_dispatcher").get("/desk/")
    html = page.content.decode()
    assert html.index(first.title) < html.index(second.title)
    assert "2 待分派" in text(page)
    assert "现在没有要您办的事" in text(as_(town, "handler").get("/desk/"))


def test_helpers_find_their_part_and_callers_their_calls(town, case):
    lead, helper = town.offices["lights"].id, town.offices["water"].id
    step(as_(town, "town_dispatcher"), case, "assign", lead=lead, helpers=[helper])
    assert case.title in text(as_(town, "helper").get("/desk/?state=helping"))
    step(as_(town, "handler"), case, "sign_for")
    step(as_(town, "helper"), case, "help_answer", reply="已经配合完成断电检修工作。")
    take_through(town, case, "report_done", "verify")
    assert case.title in text(as_(town, "caller").get("/desk/"))


def test_lists_are_paged_without_losing_a_case(town):
    for number in range(35):
        filed(town, f"第{number:02d}件事")
    client = as_(town, "town_dispatcher")
    for address in ("/desk/", "/desk/cases/"):
        first = client.get(address)
        second = client.get(address + first.context["older"])
        titles = [row.title for row in [*first.context["rows"], *second.context["rows"]]]
        assert len(titles) == len(set(titles)) == 35
        assert second.context["older"] == ""


def test_cases_without_a_running_clock_are_paged_too(town):
    room, lights = town.staff["town_dispatcher"].actor, town.staff["handler"].actor
    for number in range(32):
        case = filed(town, f"第{number:02d}件事")
        actions.assign(case.id, lead=lights.office_id, by=room, at=town.at)
        actions.sign_for(case.id, by=lights, at=town.at)
        actions.report_done(
            case.id, reply="已经办好，请核验情况。", no_photo_because="夜间", by=lights, at=town.at
        )
    client = as_(town, "town_dispatcher")
    first = client.get("/desk/?state=reported")
    second = client.get("/desk/" + first.context["older"])
    assert len(first.context["rows"]) + len(second.context["rows"]) == 32


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=路灯", 1), ("q=灯", 1), ("q=没有这样的事", 0), ("state=registered", 2), ("state=closed", 0),
     ("town=330483100", 2), ("category=city", 2), ("card=red", 0), ("since=2020-01-01&until=2099-01-01", 2),
     ("since=2099-01-01", 0), ("channel=web", 2), ("kind=matter", 2), ("kind=nothing", 2), ("only=late", 0),
     ("only=supervised", 0), ("order=due", 2), ("lead=1", 2)],
)  # fmt: skip
def test_the_list_is_searched_in_chinese_and_narrowed(town, case, query, found):
    filed(town, "小区门口积水", text="下雨天积水漫过脚面，老人出不了门。")
    rows = as_(town, "county_dispatcher").get(f"/desk/cases/?{query}").context["rows"]
    assert len(rows) == found


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "state=%FF",
        "since=0001-01-01",
        "until=9999-12-31",
        "town=x'",
        "after=1e999-1",
        "after=none-x",
        "after=-",
        "category=..%2F",
        "q=" + "灯" * 300,
    ],
)
def test_a_malformed_filter_is_never_a_failure(town, case, query):
    client = as_(town, "county_dispatcher")
    assert client.get(f"/desk/cases/?{query}").status_code == 200
    assert client.get(f"/desk/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("town_dispatcher", "/desk/"),
        ("handler", "/desk/"),
        ("town_dispatcher", "/desk/cases/"),
        ("audit_admin", "/desk/audit/"),
        ("security_admin", "/desk/people/"),
    ],
)
def test_a_list_costs_at_most_twelve_queries_however_long(town, role, page):
    for number in range(20):
        filed(town, f"第{number:02d}件事")
    client = as_(town, role)
    client.get(page)
    with questions() as asked:
        client.get(page)
    assert len(asked) <= 12, asked


def test_a_case_page_costs_the_same_at_the_end_as_at_the_beginning(town, case):
    client = as_(town, "town_dispatcher")
    client.get(f"/desk/c/{case.public_code}/")
    with questions() as early:
        client.get(f"/desk/c/{case.public_code}/")
    take_through(town, case, "assign", "sign_for", "report_done", "verify", "call_back")
    with questions() as late:
        client.get(f"/desk/c/{case.public_code}/")
    # At the beginning it also looks for what is alike.
    assert len(late) <= len(early) <= 12, late
