"""A large table in the background: looked at first, taken part by part, each row once, and every broken one named."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from sanzhi.alarms import actions, queries
from sanzhi.alarms.actions import feed
from sanzhi.alarms.models import Alarm, AlarmSheet, AlarmSheetPart, AlarmTrouble, Batch
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from tests.county import a_member_of_staff, an_office
from tests.disputes.room import refused

from .conftest import DAY, HOUR, MONDAY, Station


@pytest.fixture
def small(monkeypatch) -> int:
    """Parts of two rows, so that five make three."""
    for module in ("feed", "sheets"):
        monkeypatch.setattr(f"sanzhi.alarms.actions.{module}.PART", 2)
    return 2


def rows(town: Station, count: int = 5, broken: int = 0):
    good = [town.row(MONDAY + n * DAY) for n in range(count)]
    return [*good, *(town.row(MONDAY, area="没有这个村") for _time in range(broken))]


def kept(town: Station, table) -> AlarmSheet:
    return actions.keep_alarm_sheet(table, name="警情.xlsx", by=town.liaison, at=MONDAY + 9 * DAY)[0]


def run(sheet: AlarmSheet) -> int:
    turns = 1
    while actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY + HOUR):
        turns += 1
    return turns


def test_nothing_is_taken_until_somebody_presses_and_then_part_by_part(town, small):
    sheet = kept(town, rows(town))
    assert not Alarm.objects.exists()
    assert actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY) is False
    actions.start_alarm_sheet(sheet.pk, skip=False, by=town.liaison, at=MONDAY + 9 * DAY)
    assert actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY) is True
    sheet.refresh_from_db()
    assert (sheet.position, Alarm.objects.count(), sheet.running) == (2, 2, True)
    assert run(sheet) == 2
    sheet.refresh_from_db()
    assert (sheet.position, Alarm.objects.count(), sheet.running) == (5, 5, False)
    assert (Batch.objects.get().taken, sheet.finished_at is not None) == (5, True)
    assert not AlarmSheetPart.objects.exists()
    assert town.violations() == []


def test_a_worker_killed_in_a_part_begins_it_again_and_takes_each_row_once(town, small, monkeypatch):
    sheet = kept(town, rows(town))
    actions.start_alarm_sheet(sheet.pk, skip=False, by=town.liaison, at=MONDAY + 9 * DAY)
    actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY)

    def killed(*_args: object, **_said: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Batch, "save", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY)
    run(sheet)
    assert Alarm.objects.count() == 5 and Batch.objects.get().taken == 5


def test_with_a_broken_row_nothing_is_taken_unless_it_is_skipped(town, small):
    sheet = kept(town, rows(town, 3, broken=2))
    assert sheet.wrong == 2
    assert [one.sentence for one in queries.alarm_troubles(sheet)] == [
        "没有“没有这个村”这个镇（街道）或村（社区）。"
    ] * 2
    start = {"by": town.liaison, "at": MONDAY + 9 * DAY}
    assert refused(lambda: actions.start_alarm_sheet(sheet.pk, skip=False, **start)) == "broken_rows"
    with pytest.raises(IntegrityError), transaction.atomic():
        AlarmSheet.objects.update(position=1)
    actions.start_alarm_sheet(sheet.pk, skip=True, **start)
    run(sheet)
    batch = Batch.objects.get()
    assert (Alarm.objects.count(), batch.taken, batch.broken) == (3, 3, 2)


def test_the_same_table_again_is_the_same_one_and_counts_nothing_twice(town, small):
    table = rows(town)
    sheet = kept(town, table)
    actions.start_alarm_sheet(sheet.pk, skip=False, by=town.liaison, at=MONDAY + 9 * DAY)
    run(sheet)
    again, known = actions.keep_alarm_sheet(table, name="又一次.xlsx", by=town.liaison, at=MONDAY + 10 * DAY)
    assert (again.pk, known) == (sheet.pk, True)
    actions.start_alarm_sheet(again.pk, skip=False, by=town.liaison, at=MONDAY + 10 * DAY)
    assert Alarm.objects.count() == 5 and Batch.objects.count() == 1


def test_it_is_stopped_and_goes_on_where_it_was(town, small):
    sheet = kept(town, rows(town))
    start = {"skip": False, "by": town.liaison, "at": MONDAY + 9 * DAY}
    actions.start_alarm_sheet(sheet.pk, **start)
    actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY)
    actions.stop_alarm_sheet(sheet.pk, by=town.liaison, at=MONDAY + 9 * DAY)
    assert actions.take_next_part(sheet.pk, at=MONDAY + 9 * DAY) is False and Alarm.objects.count() == 2
    actions.start_alarm_sheet(sheet.pk, **start)
    run(sheet)
    assert Alarm.objects.count() == 5


def test_a_row_that_is_broken_only_when_its_turn_comes_is_told_of_too(town, small, monkeypatch):
    sheet = kept(town, rows(town, 2))
    actions.start_alarm_sheet(sheet.pk, skip=False, by=town.liaison, at=MONDAY + 9 * DAY)
    monkeypatch.setattr("sanzhi.alarms.queries.areas_by_name", dict)
    run(sheet)
    assert AlarmTrouble.objects.filter(sheet=sheet).count() == 2 and not Alarm.objects.exists()


def test_another_place_finds_no_table_of_this_one(town, small):
    sheet = kept(town, rows(town))
    elsewhere = a_member_of_staff(
        "别镇警联络", "police_liaison", an_office("st2", "别镇派出所", "town_office", "330483101000")
    )
    assert refused(lambda: queries.alarm_sheet(elsewhere, sheet.pk)) == "not_visible"
    with walls.seeing(sight_of(elsewhere)):
        assert not AlarmSheet.objects.exists() and not AlarmSheetPart.objects.exists()
    assert feed.PART == 2


def test_what_a_table_holds_is_sealed(town, small):
    table = rows(town)
    kept(town, table)
    assert all(table[0].brief.encode() not in bytes(part.content) for part in AlarmSheetPart.objects.all())


# --- how long it is kept -----------------------------------------------------------------------------------

FAR = MONDAY + timedelta(days=5 * 366 + 2)


def test_after_its_years_an_alarm_loses_its_words_in_every_version_and_still_counts(town):
    from sanzhi.alarms import sweeps

    one = town.came(brief="楼上漏水，两家争吵，邻居劝开。", place="庆丰北路99号")
    actions.add_party(
        one.pk, name="张三", phone="13800000009", approval="公安〔2026〕1号", by=town.liaison, at=MONDAY
    )
    assert sweeps.forget_alarms(at=FAR - 7 * DAY) == 0
    assert sweeps.forget_alarms(at=FAR) == 1
    assert sweeps.forget_alarms(at=FAR) == 0
    one.refresh_from_db()
    assert (one.place, one.brief, one.place_key, one.latitude, one.area_id) == (
        "（已清除）",
        "",
        "",
        None,
        town.room.area_id,
    )
    assert (one.cause, one.reported_at, one.parties.count()) == ("neighbour", MONDAY, 0)
    assert [row.said for row in one.versions.all()] == [{}]
    assert town.violations() == []
    with pytest.raises(DatabaseError, match="no words"), transaction.atomic():
        Alarm.objects.filter(pk=one.pk).update(brief="又写回来")


def test_what_a_standing_nail_rests_on_stays_with_it(town):
    from sanzhi.alarms import sweeps

    town.nail()
    assert sweeps.forget_alarms(at=FAR + 60 * DAY) == 0


def test_the_words_of_a_version_go_only_when_their_time_is_over(town):
    one = town.came()
    with pytest.raises(DatabaseError), transaction.atomic():
        one.versions.update(said={})
    with pytest.raises(DatabaseError, match="all its words or none"), transaction.atomic():
        Alarm.objects.filter(pk=one.pk).update(erased_at=FAR)


@pytest.mark.usefixtures("own_home")
def test_a_new_key_seals_anew_and_the_same_number_is_still_the_same(town, settings):
    from pathlib import Path

    from sanzhi.alarms import sweeps
    from sanzhi.alarms.models import AlarmParty
    from sanzhi.kit import crypto

    said = {
        "name": "张三",
        "phone": "13800000009",
        "approval": "公安〔2026〕1号",
        "by": town.liaison,
        "at": MONDAY,
    }
    first = actions.add_party(town.came().pk, **said)
    before = bytes(first.sealed)
    crypto.new_version(Path(settings.SANZHI_HOME))
    assert sweeps.rotate_parties(at=MONDAY) == 1
    assert sweeps.rotate_parties(at=MONDAY) == 0
    first.refresh_from_db()
    place = {"table": "alarms_alarmparty", "column": "sealed", "row": first.pk}
    assert (
        bytes(first.sealed) != before and crypto.decrypt(bytes(first.sealed), **place) == "张三\n13800000009"
    )
    second = actions.add_party(town.came(MONDAY + DAY).pk, **said)
    assert bytes(second.key) == bytes(first.key)
    third = actions.add_party(town.came(MONDAY + DAY).pk, **{**said, "phone": "13800000010"})
    assert bytes(third.key)[:2] != bytes(first.key)[:2] and AlarmParty.objects.count() == 3
