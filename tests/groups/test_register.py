"""The register of social organisations: what an entry says, who may enter it, how long a rating holds."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.groups import actions, queries, rules
from sanzhi.groups.actions import NewReport
from sanzhi.groups.models import Group, Rating
from sanzhi.groups.queries import Asked
from tests.county import DAY, MONDAY, an_office

from .place import Register, a_code, entered, refused, registered, violations

RATED_ON = date(2026, 2, 1)


@pytest.fixture
def there(db) -> Register:
    return Register()


def test_a_help_team_is_filed_and_an_association_is_registered_with_its_code(there):
    team = entered(there)
    body = entered(there, registered(there.village.code, there.body.pk))
    assert (team.uscc, team.standing, body.office_id) == (None, "filed", there.body.pk)
    assert violations() == []


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"standing": "filed"}, "must_be_registered"),
        ({"uscc": ""}, "numbers_missing"),
        ({"uscc": "51330483MJ80000010"}, "uscc_check"),
        ({"uscc": "5133048"}, "uscc_shape"),
        ({"legal_rep": " "}, "numbers_missing"),
        ({"host": "market"}, "host_shape"),
        ({"founded_on": date(2026, 3, 3)}, "founded_later"),
        ({"area": "330483101001"}, "not_your_area"),
    ],
)
def test_an_entry_that_says_too_little_or_wrong_is_refused(there, changes, code):
    assert refused(lambda: entered(there, registered(there.village.code, **changes))) == code


def test_a_team_says_where_it_is(there):
    assert refused(lambda: entered(there, there.new(host=""))) == "host_shape"


def test_one_code_and_one_name_are_entered_once_until_cancelled(there):
    one = entered(there, registered(there.village.code))
    assert refused(lambda: entered(there, registered(there.village.code, name="别的协会"))) == "uscc_taken"
    other = registered(there.village.code, uscc=a_code("52330483MJ8000002"))
    assert refused(lambda: entered(there, other)) == "name_taken"
    actions.set_status(one.pk, "cancelled", reason="已经注销登记", by=there.officer, at=MONDAY)
    entered(there, other)
    assert refused(lambda: actions.set_status(one.pk, "active", reason="恢复正常", by=there.officer, at=MONDAY)) == "cancelled"  # fmt: skip


def test_only_the_social_officer_of_the_place_enters(there):
    for who in (there.dispatcher, there.handler, there.resident, there.leader):
        assert refused(lambda who=who: entered(there, by=who)) == "role_may_not_keep_groups"


def test_a_group_is_run_from_a_village_or_an_office_of_its_own_in_reach_only(there):
    far = an_office("far", "濮院协会", "social_org", "330483101000")
    for office in (there.roads.pk, far.pk, 999_999):
        assert refused(lambda office=office: entered(there, registered(there.village.code, office))) == "choice_unknown"  # fmt: skip


@pytest.mark.parametrize(
    "points, grade", [(1000, 5), (951, 5), (950, 4), (901, 4), (851, 3), (801, 2), (800, 1), (701, 1), (700, 0)]
)  # fmt: skip
def test_the_grade_follows_from_the_points(points, grade):
    assert rules.grade_of(points) == grade


def a_body(there: Register, result: str = "passed") -> Group:
    body = entered(there, registered(there.village.code))
    actions.enter_report(body.pk, NewReport(2025, result, 5, 2, 40), by=there.officer, at=MONDAY)
    return body


def test_a_rating_holds_five_years_and_not_a_day_longer(there):
    body = a_body(there)
    one = actions.rate(body.pk, points=930, given_on=RATED_ON, by=there.officer, at=MONDAY)
    assert (one.grade, one.valid_to) == (4, date(2031, 2, 1))
    last, over = date(2031, 1, 31), date(2031, 2, 1)
    assert queries.group_page(body.pk, last).rating and queries.group_page(body.pk, over).rating is None
    assert violations() == []


def test_nobody_is_rated_who_was_not_registered_for_two_years(there):
    young = entered(there, registered(there.village.code, founded_on=date(2024, 2, 2)))
    for group in (entered(there), young):  # a filed team, and one a day too young
        rate = partial(actions.rate, group.pk, points=930, given_on=RATED_ON, by=there.officer, at=MONDAY)
        assert refused(rate) == "too_young"


def test_a_report_that_failed_or_is_missing_keeps_from_being_rated(there):
    def rate(points: int = 930) -> str:
        return refused(lambda: actions.rate(body.pk, points=points, given_on=RATED_ON, by=there.officer, at=MONDAY))  # fmt: skip

    body = entered(there, registered(there.village.code))
    assert rate() == "report_missing"
    actions.enter_report(body.pk, NewReport(2025, "failed"), by=there.officer, at=MONDAY)
    assert rate() == "report_missing"
    actions.enter_report(body.pk, NewReport(2025, "mostly"), by=there.officer, at=MONDAY)
    assert rate(700) == "no_grade"
    actions.set_status(body.pk, "investigated", reason="被立案调查", by=there.officer, at=MONDAY)
    assert rate() == "not_in_standing"


def test_the_database_refuses_a_rating_that_lasts_longer(there):
    body = a_body(there)
    said = {"group": body, "points": 930, "grade": 4, "given_on": RATED_ON, "entered_by_id": there.officer.person_id, "entered_at": MONDAY}  # fmt: skip
    for until in (date(2031, 2, 2), date(2030, 2, 1)):
        with pytest.raises(DatabaseError, match="five years"), transaction.atomic():
            Rating.objects.create(**said, valid_to=until)


def test_a_report_is_of_a_year_that_is_over(there):
    body = entered(there, registered(there.village.code))
    for year in (2026, 2019):
        assert refused(lambda year=year: actions.enter_report(body.pk, NewReport(year, "passed"), by=there.officer, at=MONDAY)) == "year_shape"  # fmt: skip


def test_everybody_finds_by_words_kind_and_place_and_nothing_cancelled(there):
    team, body = entered(there), entered(there, registered(there.village.code))
    assert queries.directory(Asked("修水电")) == [team]
    assert queries.directory(Asked(kind="association", area=there.village.code[:9])) == [body]
    assert queries.directory(Asked(area="330483101")) == []
    actions.set_status(team.pk, "cancelled", reason="人都散了", by=there.officer, at=MONDAY + DAY)
    assert queries.directory(Asked()) == [body]
    assert queries.to_keep(there.officer, Asked()) == [team, body]


def test_a_town_has_one_service_centre(there):
    town = there.room.area_id
    put = {"name": "乌镇社会组织服务中心", "place": "子夜路2号", "phone": "0573-88882222"}
    actions.put_centre(town, **put, by=there.officer, at=MONDAY)
    actions.put_centre(town, **put | {"place": "子夜路3号"}, by=there.officer, at=MONDAY)
    assert [one.place for one in queries.centres()] == ["子夜路3号"]
    assert refused(lambda: actions.put_centre(there.village.code, **put, by=there.officer, at=MONDAY)) == "area_level"  # fmt: skip


def test_verify_notices_a_code_that_does_not_check(there):
    body = entered(there, registered(there.village.code))
    Group.objects.filter(pk=body.pk).update(uscc="51330483MJ80000010")
    assert violations() == ["its social credit code does not check"]
