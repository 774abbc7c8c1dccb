"""导入警情: each number once, a correction beside what it corrects, every broken row named, and each day counted."""

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from sanzhi.alarms import actions, queries
from sanzhi.alarms.actions import Taken
from sanzhi.alarms.models import Alarm, AlarmParty, AlarmVersion, DayReport
from sanzhi.alarms.queries import Filters
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.access import sight_of
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from tests.alarms.conftest import DAY, HOUR, MONDAY, Station
from tests.county import a_member_of_staff, an_office

AT = MONDAY + DAY


def brought(town, *rows, skip: bool = False) -> Taken:
    return actions.import_alarms(rows, skip=skip, by=town.liaison, at=AT)


def test_an_alarm_is_kept_as_it_was_sent_with_its_kind_and_one_spelling_of_its_place(town):
    row = town.row()
    assert brought(town, row) == Taken(taken=1)
    one = Alarm.objects.get()
    assert (one.cause, one.is_police_matter, one.place_key) == (
        "neighbour",
        False,
        "330483100|庆丰北路17号-1-302",
    )
    assert [version.said["place"] for version in queries.versions_of(one)] == [row.place]
    assert town.violations() == []


def test_the_same_table_twice_counts_once_and_a_correction_leaves_a_trace(town):
    row = town.row()
    brought(town, row)
    assert brought(town, row) == Taken(known=1)
    changed = row.__class__(**(vars(row) | {"place": "庆丰北路19号", "sub_category": "债务纠纷"}))
    assert brought(town, changed) == Taken(changed=1)
    one = Alarm.objects.get()
    assert (one.place, one.cause, one.version) == ("庆丰北路19号", "money", 2)
    assert [version.said["place"] for version in queries.versions_of(one)] == [row.place, "庆丰北路19号"]
    assert town.violations() == []


def test_the_database_itself_refuses_to_overwrite_an_alarm_or_a_version(town):
    one = town.came()
    for rows, change in (
        (Alarm.objects.all(), {"place": "别处别处"}),
        (AlarmVersion.objects.all(), {"said": {}}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.filter(pk__gt=0).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Alarm.objects.filter(pk=one.pk).delete()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"alarm_no": "12"}, "警情编号请写"),
        ({"alarm_no": "J2026'; DROP"}, "警情编号请写"),
        ({"reported_at": "昨天"}, "报警时间请写成"),
        ({"reported_at": "2027-01-01 00:00"}, "还没有到"),
        ({"reported_at": "0001-01-01 00:00"}, "三年以前"),
        ({"area": "没有的村"}, "没有“没有的村”"),
        ({"area": "330483001000"}, "不是这里的"),
        ({"place": ""}, "请写地点"),
        ({"category": ""}, "请写地点和类别"),
        ({"police": "也许"}, "请写是或否"),
        ({"longitude": "30.6", "latitude": "120.5"}, "写反了"),
        ({"longitude": "=1+1", "latitude": "30"}, "经纬度请写数字"),
        ({"longitude": "nan", "latitude": "30"}, "不在国内"),
        ({"brief": "报警人 13912345678"}, "证件号或电话"),
        ({"brief": "11010519491231002X 报警"}, "证件号或电话"),
        ({"result": "当事人有前科"}, "不收前科"),
        ({"brief": "x" * 201}, "超过 200 个字"),
        ({"place": "庆丰\x00路"}, "无法显示"),
    ],
)
def test_each_broken_row_is_named_and_nothing_is_taken_unless_it_is_skipped(town, changes, sentence):
    good, bad = town.row(), town.row(**changes)
    told = brought(town, good, bad)
    assert [line for line, _said in told.problems] == [bad.line] and sentence in told.problems[0][1]
    assert not Alarm.objects.exists()
    assert brought(town, good, bad, skip=True).taken == 1


def test_only_whoever_the_police_sent_brings_a_table_and_a_resident_sees_none(town):
    for by in (town.dispatcher, town.handler, town.resident, town.supervisor):
        with pytest.raises(Refusal):
            actions.import_alarms([town.row()], skip=False, by=by, at=AT)
    one = town.came()
    with walls.seeing(sight_of(town.resident)):
        assert not Alarm.objects.exists() and not AlarmVersion.objects.exists()
    assert queries.alarms_in(town.handler, Filters()) == []
    assert queries.alarms_in(town.dispatcher, Filters()) == [one]
    far = a_member_of_staff(
        "别处受理", "town_dispatcher", an_office("far", "濮院", "command_room", "330483101000")
    )
    assert queries.alarms_in(far, Filters()) == []
    with walls.seeing(sight_of(far)):
        assert not Alarm.objects.exists()


def test_the_list_is_searched_filtered_and_read_on_page_by_page(town):
    for n in range(25):
        town.came(MONDAY + n * HOUR, place=f"北路{n}号", police="是" if n % 2 else "否")
    first = queries.alarms_in(town.dispatcher, Filters())
    assert len(first) == 21
    rest = queries.alarms_in(town.dispatcher, Filters(), (first[19].reported_at, first[19].id))
    assert len({*first[:20], *rest}) == 25
    assert len(queries.alarms_in(town.dispatcher, Filters(police=True))) == 12
    assert [one.place for one in queries.alarms_in(town.dispatcher, Filters(words="北路7号"))] == ["北路7号"]
    assert queries.alarms_in(town.dispatcher, Filters(cause="money")) == []
    assert queries.alarms_in(town.dispatcher, Filters(area=town.village.code, last=date(2026, 3, 1))) == []


def test_ten_thousand_rows_cost_a_few_statements_for_each_thousand(town, django_assert_max_num_queries):
    rows = [town.row(MONDAY - n % 90 * DAY, place=f"北路{n}号") for n in range(10_000)]
    with django_assert_max_num_queries(60):
        assert brought(town, *rows).taken == 10_000
    assert brought(town, *rows).known == 10_000


def a_client(channels=("alarm",), areas=("330483100",)):
    return people.admit_client(
        Admission("公安平台", list(channels), list(areas), 600, None), by=INSTALLER, at=MONDAY
    )[0]


def test_the_police_s_own_system_sends_where_it_was_admitted(town):
    row = town.row()
    assert actions.alarms_from_client([row], by=a_client(), at=AT).taken == 1
    assert actions.alarms_from_client([row], by=a_client(), at=AT).known == 1
    far = actions.alarms_from_client([town.row()], by=a_client(areas=("330483001",)), at=AT)
    assert "不是这里的" in far.problems[0][1]
    with pytest.raises(Refusal, match="channel_not_admitted"):
        actions.alarms_from_client([row], by=a_client(channels=("api",)), at=AT)


def test_a_day_is_counted_against_what_the_police_say_and_missing_numbers_are_named(town):
    first, third = town.came(alarm_no="J202603020001"), town.came(alarm_no="J202603020003")
    today = MONDAY.date()
    (day,) = queries.reconciled(town.dispatcher, today, today)
    assert (day.told, day.here, day.missing, day.even) == (None, 2, ["J202603020002"], False)
    actions.report_day(today, 3, by=town.liaison, at=AT)
    (day,) = queries.reconciled(town.liaison, today, today)
    assert (day.told, day.missing) == (3, ["J202603020002"])
    actions.report_day(today, 2, [first.alarm_no, "J202603020009"], by=town.liaison, at=AT)
    (day,) = queries.reconciled(town.liaison, today, today)
    assert (day.missing, day.extra) == (["J202603020009"], [third.alarm_no])
    actions.report_day(today, 2, [first.alarm_no, third.alarm_no], by=town.liaison, at=AT)
    assert queries.reconciled(town.liaison, today, today)[0].even
    assert DayReport.objects.count() == 3
    with pytest.raises(Refusal, match="numbers_differ"):
        actions.report_day(today, 5, ["J202603020001"], by=town.liaison, at=AT)


def test_a_party_comes_in_only_with_the_police_s_approval_and_nobody_reads_who(town):
    one, other = town.came(), town.came(place="别的地方8号")
    with pytest.raises(Refusal, match="no_approval"):
        actions.add_party(one.pk, name="沈某", phone="13912345678", approval="", by=town.liaison, at=AT)
    with walls.seeing(sight_of(town.liaison)):
        for each in (one, other, one):
            actions.add_party(
                each.pk,
                name="沈某",
                phone="139 1234 5678",
                approval="桐公〔2026〕1号",
                by=town.liaison,
                at=AT,
            )
        assert not AlarmParty.objects.exists()
        assert queries.number_of_parties(one) == 1
    mine, theirs = AlarmParty.objects.order_by("id")
    assert bytes(mine.key) == bytes(theirs.key) and "沈".encode() not in bytes(mine.sealed)


def test_two_at_once_that_bring_the_same_number_keep_one(committed_db):
    town = Station()
    row, told = town.row(), []

    def send() -> None:
        told.append(actions.import_alarms([row], skip=False, by=town.liaison, at=AT))
        connections.close_all()

    threads = [threading.Thread(target=send) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((one.taken, one.known) for one in told) == [(0, 1)] * 3 + [(1, 0)]
    assert Alarm.objects.count() == 1
