"""接访、积案、三项建议、年度报告: seats given once, what is unsolved counted and never what is filed, every figure with what it is of."""

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import NewReception
from sanzhi.petitions.models import BacklogReview, Booking
from tests.county import DAY, HOUR, MONDAY, a_resident

from .bureau import OPINION, Bureau, refused


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


def reception(county: Bureau, seats: int = 1):
    new = NewReception(
        "李市长", "副市长", "市信访局一楼", MONDAY + 3 * DAY, MONDAY + 3 * DAY + 2 * HOUR, seats
    )
    return actions.open_reception(new, by=county.officer, at=MONDAY)


def test_a_seat_is_given_once_and_given_up_it_is_anothers(county):
    one, other = reception(county), a_resident("另一位")
    assert actions.book(one.pk, topic="排水管", by=county.resident, at=MONDAY).seat == 1
    assert actions.book(one.pk, topic="排水管", by=county.resident, at=MONDAY).seat == 1
    assert refused(lambda: actions.book(one.pk, topic="噪声", by=other, at=MONDAY)) == "full"
    actions.give_up(one.pk, by=county.resident, at=MONDAY + HOUR)
    assert actions.book(one.pk, topic="噪声", by=other, at=MONDAY + HOUR).seat == 1
    late = MONDAY + 3 * DAY
    assert refused(lambda: actions.book(one.pk, topic="晚了", by=county.resident, at=late)) == "too_late"


def test_what_a_reception_came_to_is_a_visit_of_that_person(county):
    one = reception(county)
    booking = actions.book(one.pk, topic="排水管", by=county.resident, at=MONDAY)
    online = county.filed().case.public_code
    note = {"by": county.officer, "at": MONDAY + 3 * DAY + HOUR}
    assert refused(lambda: actions.note_received(booking.pk, petition=online, **note)) == "not_theirs"


def test_a_booking_is_seen_by_its_person_and_the_bureau_alone(county):
    booking = actions.book(reception(county).pk, topic="排水管", by=county.resident, at=MONDAY)
    seen = set()
    for actor in (county.resident, county.officer, county.handler, county.supervisor, a_resident("路人")):
        with walls.seeing(sight_of(actor)):
            seen |= (
                {actor.role.code + actor.name} if Booking.objects.filter(pk=booking.pk).exists() else set()
            )
    assert seen == {"resident沈小满", "petition_officer信访老周"}


def test_an_unsolved_case_has_its_leader_its_reviews_and_ends_by_being_solved(county):
    one = county.sent()
    said = {
        "ground": "complex",
        "leader": "李市长",
        "measures": "每月会商一次，三个月内修复。",
        "at": MONDAY + DAY,
    }
    assert refused(lambda: actions.open_backlog(one.pk, by=county.handler, **said)) == "role_may_not"
    row = actions.open_backlog(one.pk, by=county.officer, **said)
    assert actions.open_backlog(one.pk, by=county.officer, **said).pk == row.pk
    actions.review_backlog(row.pk, words="施工单位已进场", by=county.officer, at=MONDAY + 2 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        BacklogReview.objects.update(words="改了")
    assert queries.annual_report(county.officer, 2026, MONDAY + 3 * DAY).unsolved == 1
    actions.solve_backlog(
        row.pk, how="管道已修复，信访人当面表示满意。", by=county.officer, at=MONDAY + 4 * DAY
    )
    report = queries.annual_report(county.officer, 2026, MONDAY + 5 * DAY)
    assert (report.unsolved, report.solved) == (0, 1)


def test_filing_more_does_not_lengthen_the_list_of_unsolved_cases(county):
    for _time in range(3):
        county.filed()
    assert queries.annual_report(county.officer, 2026, MONDAY + DAY).unsolved == 0


def test_advice_is_answered_in_writing_once_by_the_organ_it_went_to(county):
    said = {"kind": "improve", "words": "请在开工前公示管线保护方案。", "at": MONDAY}
    assert refused(lambda: actions.advise(to=county.roads.pk, by=county.handler, **said)) == "role_may_not"
    row = actions.advise(to=county.roads.pk, by=county.officer, **said)
    answer = {"adopted": "yes", "answer": "已写入施工许可条件。", "at": MONDAY + DAY}
    assert refused(lambda: actions.answer_advice(row.pk, by=county.helper, **answer)) == "not_visible"
    actions.answer_advice(row.pk, by=county.head, **answer)
    again = actions.answer_advice(row.pk, by=county.handler, **{**answer, "adopted": "no"})
    assert again.adopted == "yes"
    report = queries.annual_report(county.officer, 2026, MONDAY + 2 * DAY)
    assert report.advice[0] == ("改进工作的建议", 1, 1, 1)


def test_the_annual_report_counts_what_art_41_asks_each_with_what_it_is_of(county):
    one = county.reexamining()
    actions.reexamine(one.pk, OPINION, result="keep", by=county.officer, at=MONDAY + 50 * DAY)
    late = county.filed(MONDAY + 60 * DAY, field="environment.noise")
    actions.rate(one.pk, satisfied=2, by=county.resident, at=MONDAY + 51 * DAY)
    report = queries.annual_report(county.leader, 2026, MONDAY + 90 * DAY)
    assert report.total == 2 and late.pk
    assert [(row.name, row.n) for row in report.organs] == [("市住房和城乡建设局", 1)]
    assert {row.name: row.n for row in report.fields} == {"城乡管理": 1, "生态环境": 1}
    rates = {row.name: (row.in_time, row.of) for row in report.rates}
    assert rates["信访事项登记、转送"] == (1, 2)  # one in time, one over
    assert rates["信访事项办理"] == (1, 1)
    assert [(row.name, row.in_time, row.of) for row in report.reviews] == [("复查率", 1, 1), ("复核率", 1, 1)]
    assert (report.satisfied.in_time, report.satisfied.of) == (0, 1)
    for actor in (county.handler, county.dispatcher, county.supervisor):
        if not (actor.may("board.view") and len(actor.reach) == 6):
            assert refused(lambda actor=actor: queries.annual_report(actor, 2026, MONDAY)) == "role_may_not"
