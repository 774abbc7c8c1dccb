"""网格支部、红色先锋站 from a table: every row is entered or named, and the same table twice sets up nothing twice."""

import pytest

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions
from sanzhi.people.actions import OfficeRow
from sanzhi.people.models import Office
from sanzhi.people.roles import INSTALLER
from tests.county import MONDAY, County, a_member_of_staff, an_office, at_the_desk
from tests.web.desk.conftest import send, text

pytestmark = pytest.mark.django_db
HEAD = "名称\t类型\t村（社区）\t镇（街道）"


def entered(rows: list[OfficeRow], *, skip: bool = False):
    return actions.import_offices(rows, skip=skip, by=INSTALLER, at=MONDAY)


def rows(county: County) -> list[OfficeRow]:
    village = county.village
    return [
        OfficeRow(2, "第一网格支部", "网格支部", village.name, village.parent.name),
        OfficeRow(3, "第二网格支部", "网格支部", village.code),
        OfficeRow(4, "桥头红色先锋站", "红色先锋站", village.name, phone="0573-88880000"),
    ]


def test_every_row_becomes_an_office_of_its_village():
    here = County()
    assert (entered(rows(here)).made, Office.objects.filter(kind="party_branch").count()) == (3, 2)
    station = Office.objects.get(kind="pioneer_station")
    assert (station.area_id, station.phone) == (here.village.code, "0573-88880000")
    again = entered(rows(here), skip=True)
    assert again.made == 0 and [line for line, _why in again.problems] == [2, 3, 4]


def test_a_broken_row_keeps_all_of_them_out_unless_such_are_skipped():
    here = County()
    broken = [
        *rows(here),
        OfficeRow(5, "第一网格支部", "网格支部", here.village.name),
        OfficeRow(6, "没有村的支部", "网格支部", "哪里也不是村"),
        OfficeRow(7, "信访局", "部门", here.village.name),
        OfficeRow(8, "短", "网格支部", here.village.name),
    ]
    done = entered(broken)
    assert (done.made, Office.objects.filter(kind="party_branch").count()) == (0, 0)
    assert [line for line, _why in done.problems] == [5, 6, 7, 8]
    assert entered(broken, skip=True).made == 3
    with pytest.raises(Refusal, match="rows_count"):
        entered([])


def test_only_whoever_keeps_offices_imports_them():
    here = County()
    with pytest.raises(Refusal):
        actions.import_offices(rows(here), skip=False, by=here.dispatcher, at=MONDAY)


def test_by_its_page_every_broken_row_is_named(settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    here = County()
    admin = at_the_desk(
        a_member_of_staff("系统员", "system_admin", an_office("it", "市数据局", "department"))
    )
    where, village = "/desk/offices/import", here.village
    good = f"第一网格支部\t网格支部\t{village.name}\t{village.parent.name}"
    wrong = send(admin, where, pasted=f"{HEAD}\n{good}\n第二支部\t支部\t{village.name}\t")
    assert "第 3 行" in text(wrong) and "一行也没有收" in text(wrong)
    assert not Office.objects.filter(kind="party_branch").exists()
    assert "第一行要有" in text(send(admin, where, pasted="谁\n张三"))
    assert send(admin, where, pasted=f"{HEAD}\n{good}").status_code == 302
    assert "第一网格支部" in text(admin.get("/desk/offices/"))
    assert send(at_the_desk(here.dispatcher), where, pasted=f"{HEAD}\n{good}").status_code == 403
