"""设立单位: by the system administrator, at its level, under a code that was never used."""

import pytest

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions, queries
from sanzhi.people.models import Office
from tests.county import DAY, MONDAY, WUZHEN, County, a_member_of_staff, at_the_desk

pytestmark = pytest.mark.django_db
COUNTY = "330483000000"


@pytest.fixture
def county(db) -> County:
    made = County()
    made.keeper = a_member_of_staff("系统老郁", "system_admin", made.centre)
    return made


def opened(county: County, **changes: object) -> Office:
    usual = {"name": "演示农商银行", "kind": "bank", "area_code": COUNTY, "by": county.keeper, "at": MONDAY}
    return actions.open_office(**(usual | changes))


def test_it_gets_a_code_of_its_own_that_is_never_given_again(county):
    first = opened(county)
    actions.close_office(first.id, successor=None, by=county.keeper, at=MONDAY + DAY)
    second = opened(county, at=MONDAY + 2 * DAY)
    assert first.code != second.code and second in queries.offices_of_kind("bank", MONDAY + 2 * DAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "银"}, "office_name"),
        ({"kind": "moon"}, "office_kind"),
        ({"area_code": WUZHEN}, "office_level"),
        ({"area_code": "000000000000"}, "area_unknown"),
        ({"kind": "village", "area_code": WUZHEN}, "office_level"),
        ({"name": "市住房和城乡建设局", "kind": "department"}, "office_name_taken"),
        ({"name": "第二中心", "kind": "governance_centre"}, "office_there"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(county, changes, code):
    with pytest.raises(Refusal) as refused:
        opened(county, **changes)
    assert refused.value.code == code


def test_nobody_else_opens_one(county):
    for actor in (county.dispatcher, county.supervisor, county.handler):
        with pytest.raises(Refusal) as refused:
            opened(county, by=actor)
        assert refused.value.code == "not_system_admin"


def test_the_page_opens_one_finds_it_and_keeps_what_was_typed(county):
    client = at_the_desk(county.keeper)
    said = {"kind": "bank", "area": WUZHEN, "name": "演示农商银行", "once": "key-of-this-test-0001"}
    refused = client.post("/desk/offices/new", said)
    assert refused.status_code == 422 and "演示农商银行" in refused.content.decode()
    taken = client.post("/desk/offices/new", said | {"area": COUNTY, "once": "key-of-this-test-0002"})
    assert taken.status_code == 302
    page = client.get("/desk/offices/", {"q": "农商"}).content.decode()
    assert "演示农商银行" in page and "市住房和城乡建设局" not in page
    assert "没有找到这样的单位" in client.get("/desk/offices/", {"q": "查无此地"}).content.decode()
