"""称重: each reading of a scale counts once, each broken one is named, and only sorting out is rewarded, never a kilogram."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.access import sight_of
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from sanzhi.points.models import Claim
from sanzhi.waste import actions, queries
from sanzhi.waste.actions import Reading, Weighed
from sanzhi.waste.models import Weighing
from tests.county import a_member_of_staff, a_resident, an_office
from tests.waste.conftest import DAY, HOUR, MONDAY, Sorted

AT = MONDAY + DAY
READ = "2026-03-02 07:15:30"


def a_reading(village, line: int = 2, **changes: str) -> Reading:
    usual = {"scale": "A-1", "code": village.bin().code, "kg": "3.25", "at": READ}
    return Reading(line, **(usual | changes))


def brought(village, *rows: Reading, skip: bool = False, at=AT) -> Weighed:
    return actions.import_weighings(rows or [a_reading(village)], skip=skip, by=village.clerk, at=at)


def test_a_reading_is_kept_as_it_was_read_and_the_household_reads_it(village):
    assert brought(village) == Weighed(taken=1)
    one = Weighing.objects.get()
    assert (one.grams, one.kg, one.household_id, one.stream) == (3250, "3.25", village.home.pk, "food")
    assert f"{one.weighed_at:%Y-%m-%d %H:%M:%S%z}" == "2026-03-01 23:15:30+0000"
    assert queries.weighings_of_mine(village.resident) == [one]
    assert queries.weighings_of_mine(village.neighbour) == []
    assert queries.weighings_kept_of(village.resident)[0]["grams"] == 3250


def test_the_same_table_twice_counts_once_and_another_weight_for_it_is_named(village):
    brought(village)
    assert brought(village, a_reading(village), a_reading(village, 3)) == Weighed(known=2)
    told = brought(village, a_reading(village, 4, kg="3.5"))
    assert told.problems == [(4, "这台秤这一刻这只桶已经记了 3.25 公斤，和这一行不一样。")]
    assert Weighing.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "ZZZZ"}, "桶号"),
        ({"household": "13"}, "这只桶不是 13 户的。"),
        ({"scale": ""}, "秤号请写"),
        ({"scale": "秤\x00"}, "秤号请写"),
        ({"kg": "-3"}, "公斤请写"),
        ({"kg": "1e3"}, "公斤请写"),
        ({"kg": "NaN"}, "公斤请写"),
        ({"kg": "0"}, "公斤请写"),
        ({"kg": "501"}, "公斤请写"),
        ({"kg": "3,5"}, "公斤请写"),
        ({"kg": "=1+1"}, "公斤请写"),
        ({"at": "昨天"}, "时间请写成"),
        ({"at": "2026-02-30 07:00"}, "时间请写成"),
        ({"at": "2026-03-04 07:00"}, "还没有到"),
        ({"at": "0001-01-01 00:00"}, "天以前的"),
        ({"at": "2026-01-29T07:00:00+08:00"}, "天以前的"),
    ],
)
def test_each_broken_row_is_named_and_nothing_is_taken_unless_it_is_skipped(village, changes, sentence):
    rows = [a_reading(village), a_reading(village, 9, **changes)]
    told = brought(village, *rows)
    assert [line for line, _sentence in told.problems] == [9] and sentence in told.problems[0][1]
    assert not Weighing.objects.exists()
    assert brought(village, *rows, skip=True).taken == 1


def test_a_bin_of_elsewhere_is_none_of_theirs_and_only_the_clerk_brings_a_table(village):
    office = an_office("far-village", "别村", "village", "330483100003")
    stranger = a_member_of_staff("别村文书", "village_clerk", office)
    told = actions.import_weighings([a_reading(village)], skip=True, by=stranger, at=AT)
    assert told.taken == 0 and "不是这里的桶" in told.problems[0][1]
    for by in (village.inspector, village.resident):
        with pytest.raises(Refusal):
            actions.import_weighings([a_reading(village)], skip=False, by=by, at=AT)


def test_a_bin_that_was_not_in_use_then(village):
    code = village.bin().code
    actions.replace_bin(village.bin().pk, "broken", by=village.clerk, at=MONDAY - DAY)
    told = brought(village, a_reading(village, code=code))
    assert told.problems == [(2, "那个时候这只桶没有在用。")]


def test_many_rows_cost_no_more_questions_than_two(village, django_assert_max_num_queries):
    rows = [a_reading(village, n, at=f"2026-03-02 07:{n // 60:02}:{n % 60:02}") for n in range(300)]
    with django_assert_max_num_queries(8):
        assert brought(village, *rows).taken == 300


def a_client(*, channels=("scale",), areas=("330483100",)):
    admission = Admission("清运车", list(channels), list(areas), 600, None)
    return people.admit_client(admission, by=INSTALLER, at=MONDAY)[0]


def test_another_system_sends_what_its_scales_read_where_it_was_admitted(village):
    row = a_reading(village)
    assert actions.weigh_from_client([row], by=a_client(), at=AT).taken == 1
    assert actions.weigh_from_client([row], by=a_client(), at=AT).known == 1
    far = actions.weigh_from_client([row], by=a_client(areas=("330483001",)), at=AT)
    assert "不是这里的桶" in far.problems[0][1]
    with pytest.raises(Refusal, match="channel_not_admitted"):
        actions.weigh_from_client([row], by=a_client(channels=("api",)), at=AT)


def test_the_database_keeps_a_reading_as_it_was(village):
    brought(village)
    one = Weighing.objects.get()
    for change in ({"grams": 9000}, {"household": village.next_door}, {"scale": "B"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Weighing.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Weighing.objects.all().delete()
    one.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        one.save(force_insert=True)
    assert village.violations() == []


def test_the_second_wall_shows_a_weighing_to_its_household_and_the_village_alone(village):
    brought(village)
    for actor, seen in (
        (village.resident, 1),
        (village.clerk, 1),
        (village.neighbour, 0),
        (village.handler, 0),
    ):
        with walls.seeing(sight_of(actor)):
            assert Weighing.objects.count() == seen, actor.name


def test_verify_finds_a_claim_whose_weighings_are_gone(scheme):
    brought(scheme)
    handed(scheme)
    assert scheme.violations() == []
    Weighing.objects.update(claim=None)
    assert scheme.violations() == ["a claim for weights has no weighing, or one of another household or day"]


# --- what goes to points ---


def handed(village, at=MONDAY + 10 * DAY, by=None):
    by = by or a_member_of_staff("陆文书", "village_clerk", village.clerk_office)
    return actions.hand_over_weighings(village.code, by=by, at=at)


def test_a_day_gives_one_claim_however_heavy_and_however_often(scheme):
    times = [a_reading(scheme, n, at=f"2026-03-02 07:0{n}:00", kg="40") for n in range(5)]
    brought(scheme, *times, a_reading(scheme, 9, at="2026-03-02 09:00:00", scale="B-2", kg="0.5"))
    other = scheme.bin(stream="other").code
    brought(scheme, a_reading(scheme, code=other, at="2026-03-02 08:00:00"))
    done = handed(scheme)
    claim = Claim.objects.get(source="waste")
    assert (done.inspections, done.claims, done.households) == (6, 1, 1)
    assert (claim.quantity, claim.direction, claim.happened_on) == (1, "+", MONDAY.date())
    assert Weighing.objects.filter(claim=claim).count() == 6  # what was not sorted out is not among them
    with pytest.raises(Refusal, match="nothing_due"):
        handed(scheme, at=MONDAY + 11 * DAY, by=scheme.clerk)
    assert scheme.violations() == []


def test_nothing_before_seven_days_nor_by_who_brought_it_nor_where_an_a_gave_already(scheme):
    brought(scheme)
    for at, by in ((AT + 7 * DAY - timedelta(seconds=1), None), (AT + 8 * DAY, scheme.clerk)):
        with pytest.raises(Refusal, match="nothing_due"):
            handed(scheme, at=at, by=by)
    scheme.graded("A")
    actions.hand_over(scheme.code, by=scheme.clerk, at=MONDAY + 9 * DAY)
    with pytest.raises(Refusal, match="nothing_due"):
        handed(scheme)
    assert Claim.objects.filter(source="waste").count() == 1


def test_a_day_that_gave_its_claim_by_weight_gives_none_for_an_a_besides(scheme):
    brought(scheme)
    scheme.graded("A")
    assert handed(scheme).claims == 1
    with pytest.raises(Refusal, match="nothing_due"):
        actions.hand_over(scheme.code, by=scheme.clerk, at=MONDAY + 10 * DAY)
    assert Claim.objects.filter(source="waste").count() == 1


def test_whoever_does_not_take_part_gets_nothing_and_loses_nothing(scheme):
    home = scheme.house("14", a_resident("没参加"))
    actions.issue(scheme.code, [actions.BinRow(2, "14")], by=scheme.clerk, at=MONDAY - DAY)
    brought(scheme, a_reading(scheme, code=scheme.bin(home).code))
    with pytest.raises(Refusal, match="nothing_due"):
        handed(scheme)


@pytest.mark.slow
def test_the_same_table_from_two_desks_at_once_counts_once(committed_db):
    village = Sorted()
    other = a_member_of_staff("陆文书", "village_clerk", village.clerk_office)
    rows = [a_reading(village, n, at=f"2026-03-02 07:15:{n:02}") for n in range(20)]
    told, start = [], threading.Barrier(2)

    def run(by) -> None:
        start.wait()
        try:
            told.append(actions.import_weighings(rows, skip=False, by=by, at=MONDAY + HOUR))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(by,)) for by in (village.clerk, other)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted((one.taken, one.known) for one in told) == [(0, 20), (20, 0)]
    assert Weighing.objects.count() == 20
