"""What a supervisor looks for first: what is late, what is supervised, whose it is, and what is due next."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.kit import clock
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff, assign, at_the_desk
from tests.kinds import published
from tests.questions import questions

MOST_QUESTIONS = 12


@pytest.fixture
def county(db, settings, monkeypatch) -> County:
    settings.ALLOWED_HOSTS = ["testserver"]
    monkeypatch.setattr(clock, "now", lambda: MONDAY + 3 * DAY)
    return County()


def titles(client, query: str) -> list[str]:
    return [case.title for case in client.get(f"/desk/cases/?{query}").context["rows"]]


def test_late_ones_supervised_ones_and_those_of_one_office_are_found(county: County):
    for number, name in enumerate(("未分派的", "交给住建的", "督办的"), 1):
        case = county.filed(at=MONDAY + number * HOUR, title=name)
        if name != "未分派的":
            assign(county, case, MONDAY + 2 * DAY)
    cases.supervise(
        case.id, level="urge", why="居民一再来催", ask="三天内修好路灯", office=county.roads.id, by=county.supervisor,
        at=MONDAY + 2 * DAY + HOUR,
    )  # fmt: skip
    desk = at_the_desk(county.supervisor)
    assert titles(desk, "only=late") == ["未分派的"]
    assert titles(desk, "only=supervised") == ["督办的"]
    assert titles(desk, f"lead={county.roads.id}") == ["督办的", "交给住建的"]
    assert titles(desk, f"lead={county.roads.id}&only=late") == []


def test_what_is_due_first_stands_first_over_all_pages_and_what_is_done_is_not_there(county: County):
    for number in range(33):
        county.filed(at=MONDAY + timedelta(minutes=number), title=f"第{number}件")
    done = county.case_in("reported")
    desk = at_the_desk(county.supervisor)
    first = desk.get("/desk/cases/?order=due")
    second = desk.get("/desk/cases/" + first.context["older"])
    rows = [*first.context["rows"], *second.context["rows"]]
    assert [row.due_at for row in rows] == sorted(row.due_at for row in rows)
    assert (len(rows), done.id in {row.id for row in rows}) == (33, False)


def test_a_countys_own_kind_is_listed_alone(county: County):
    pair = [a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管")]
    kind = published(*pair, MONDAY)
    desk = at_the_desk(county.supervisor)
    assert f'value="{kind.code}"' in desk.get("/desk/cases/?q=").content.decode()
    assert titles(desk, f"kind={kind.code}") == []


def test_a_third_level_is_chosen_by_the_name_of_its_second(county: County):
    keeper = a_member_of_staff("管规则", "system_admin", county.centre)
    called = cases.Called("路灯杆", "general", ())
    cases.add_category("lamps", "city.roads", called, by=keeper, at=MONDAY)
    page = at_the_desk(county.supervisor).get("/desk/cases/?q=").content.decode()
    assert "· 路灯杆</option>" in page
    case = county.filed(category_code="city.roads.lamps")
    assert [
        one.id for one in at_the_desk(county.supervisor).get("/desk/cases/?category=city").context["rows"]
    ] == [case.id]


def test_the_list_asks_as_often_for_many_as_for_few(county: County):
    desk = at_the_desk(county.supervisor)
    counted = []
    for _round in range(2):
        for _number in range(12):
            county.filed()
        desk.get("/desk/cases/?order=due&only=late")
        with questions() as asked:
            desk.get("/desk/cases/?order=due&only=late")
        counted.append(len(asked))
    assert counted[0] == counted[1] <= MOST_QUESTIONS


def test_everybody_reads_what_each_post_may_do_and_which_is_theirs(county: County):
    page = at_the_desk(county.handler).get("/desk/roles/").content.decode()
    assert "在承办单位签收、办理、回复交给本单位的事项" in page
    assert page.count("您的岗位") == 1


def test_the_caller_of_many_matters_is_read_to_the_last(county: County):
    for number in range(queries.EARLIER + 2):
        county.filed(title=f"第{number}件")
    person = county.resident.person_id
    first = queries.earlier_of(county.dispatcher, person, MONDAY)
    rest = queries.earlier_of(county.dispatcher, person, MONDAY, before=first[queries.EARLIER - 1].case.id)
    assert (len(first), len(rest)) == (queries.EARLIER + 1, 2)
