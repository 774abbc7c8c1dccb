"""Positions are brought, looked at, then in force; cases are seen on the map by whoever may see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sanzhi.cases.models import Case
from sanzhi.journal.models import Entry
from sanzhi.people.models import Grid, Position
from tests.web.desk.conftest import as_, filed, send, text

POINT = "30.745,120.49"


def bring(client, village, point=POINT, **more):
    file = SimpleUploadedFile("villages.csv", f"code,lat,lon\n{village},{point}".encode())
    said = {"kind": "village", "datum": "wgs84", "source": "测试测绘", "file": file} | more
    return send(client, "/desk/places/", **said)


def publish(client, answer, seen="0"):
    return send(client, answer["Location"] + "publish", seen=seen)


def test_a_village_is_placed_only_after_its_preview_and_a_later_place_ends_the_earlier(town):
    client = as_(town, "system_admin")
    drafted = bring(client, town.village.code)
    assert drafted.status_code == 302
    assert not Position.objects.exists()
    assert "新的" in text(client.get(drafted["Location"]))
    publish(client, drafted)
    first = Position.objects.get()
    assert "原来的位置留作记录" in text(
        client.get(drafted["Location"])
    )  # a published sheet can be looked at again
    again = bring(client, town.village.code, "30.75,120.49")
    assert "移动 556 米" in text(client.get(again["Location"]))
    publish(client, again, seen=str(first.sheet_id))
    first.refresh_from_db()
    assert first.valid_to is not None
    assert Position.objects.get(valid_to=None).latitude == 30.75
    assert Entry.objects.filter(kind="places.published").count() == 2


def test_a_preview_of_an_older_map_is_not_published(town):
    client = as_(town, "system_admin")
    one, other = bring(client, town.village.code), bring(client, town.village.code, "30.75,120.49")
    publish(client, one)
    publish(client, other, seen="0")
    assert Position.objects.get().latitude == 30.745


def test_a_wrong_file_is_told_what_to_mend_and_an_unknown_village_by_its_code(town):
    client = as_(town, "system_admin")
    assert "不在本县附近" in text(bring(client, town.village.code, "39.9,116.4"))
    assert "没有代码是 330483999999" in text(bring(client, "330483999999"))


def test_a_grid_is_drawn_by_its_corners_and_a_crossing_one_is_refused(town):
    client = as_(town, "system_admin")
    said = {"village": town.village.code, "name": "东片网格"}
    crossed = "120.49, 30.74\n120.50, 30.75\n120.50, 30.74\n120.49, 30.75"
    assert "自己交叉" in text(send(client, "/desk/places/draw", corners=crossed, **said))
    round_ = "120.49, 30.74\n120.50, 30.74\n120.50, 30.75\n120.49, 30.75"
    drafted = send(client, "/desk/places/draw", corners=round_, **said)
    publish(client, drafted)
    assert Grid.objects.get(name="东片网格").area_id == town.village.code
    assert len(Position.objects.get().ring) == 4


@pytest.mark.parametrize("role", ["security_admin", "supervisor", "handler"])
def test_nobody_else_places_anything(town, role):
    assert bring(as_(town, role), town.village.code).status_code == 403


def test_the_map_counts_what_one_may_see_and_opens_the_filtered_list(
    town, case, django_assert_max_num_queries
):
    admin = as_(town, "system_admin")
    publish(admin, bring(admin, town.village.code))
    filed(town, title="另一盏路灯")
    client = as_(town, "supervisor")
    client.get("/desk/map/")
    with django_assert_max_num_queries(22):
        whole = client.get("/desk/map/")
    assert "共 2 件" in text(whole)
    page = client.get("/desk/map/", {"at": "330483100000"}).content.decode()
    address = f"/desk/cases/?village={town.village.code}"
    assert address in page
    assert "共 2 件" in text(client.get(address))
    assert "共 0 件" in text(as_(town, "helper").get("/desk/map/", {"at": "330483100000"}))


def test_inside_a_village_each_case_with_a_position_is_a_point(town, case):
    Case.objects.filter(pk=case.pk).update(latitude=30.745, longitude=120.49)
    page = as_(town, "town_dispatcher").get("/desk/map/", {"at": town.village.code})
    assert f"/desk/c/{case.public_code}/" in page.content.decode()
    hidden = as_(town, "helper").get("/desk/map/", {"at": town.village.code})
    assert case.public_code not in hidden.content.decode()


@pytest.mark.parametrize(
    "asked", ["at=x", "at=33048310000１", "e=99&n=--1&at=330483100000", "at=330483100000&village=9"]
)
def test_a_strange_address_still_shows_a_map(town, asked):
    assert as_(town, "supervisor").get(f"/desk/map/?{asked}").status_code == 200
