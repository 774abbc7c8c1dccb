"""三张网: an alarm handled together, a clue that a person confirms."""

import pytest

from sanzhi.alarms import actions, queries
from sanzhi.alarms.models import Clue, JointCall
from sanzhi.cases.models import Assignment, Case
from sanzhi.kit import walls
from sanzhi.kit.verdict import Refusal
from sanzhi.people.access import sight_of
from tests.alarms.conftest import DAY, HOUR, MONDAY
from tests.county import a_member_of_staff, an_office


def asked(town) -> JointCall:
    return actions.ask_joint(town.came().pk, why="要镇里和水务一起办", by=town.liaison, at=MONDAY + HOUR)


def test_town_department_and_police_get_their_parts_in_one_case_and_one_answers(town):
    call = asked(town)
    given = [town.water.pk, town.station.pk]
    with walls.seeing(sight_of(town.dispatcher)):
        call = actions.answer_joint(
            call.pk, lead=town.roads.pk, helpers=given, by=town.dispatcher, at=MONDAY + 2 * HOUR
        )
    case = Case.objects.get()
    assert (case.channel, case.state, case.lead_id, call.case_id) == (
        "police_110",
        "assigned",
        town.roads.pk,
        case.pk,
    )
    assert set(Assignment.objects.filter(case=case).values_list("office", flat=True)) == {
        town.roads.pk,
        *given,
    }
    assert town.violations() == []


def test_it_is_asked_once_answered_once_and_never_to_one_office_alone(town):
    call = asked(town)
    with pytest.raises(Refusal, match="asked_already"):
        actions.ask_joint(call.alarm_id, why="再提请一次", by=town.liaison, at=MONDAY + HOUR)
    with pytest.raises(Refusal, match="alone"):
        actions.answer_joint(
            call.pk, lead=town.roads.pk, helpers=[], by=town.dispatcher, at=MONDAY + 2 * HOUR
        )
    told = {"lead": town.roads.pk, "helpers": [town.water.pk], "at": MONDAY + 2 * HOUR}
    with pytest.raises(Refusal, match="role_may_not_judge"):
        actions.answer_joint(call.pk, by=town.liaison, **told)
    actions.answer_joint(call.pk, by=town.decider, **told)
    with pytest.raises(Refusal, match="answered_already"):
        actions.answer_joint(call.pk, by=town.dispatcher, **told)


def test_a_police_matter_stays_with_the_police(town):
    one = town.came(police="是")
    with pytest.raises(Refusal, match="police_matter"):
        actions.ask_joint(one.pk, why="要镇里一起办", by=town.liaison, at=MONDAY + HOUR)


def a_clue(town, by=None, **changes) -> Clue:
    usual = {
        "area": town.village.code,
        "place": "北路3号",
        "cause": "neighbour",
        "text": "两家为了地界吵了好几回。",
    }
    return actions.file_clue(**(usual | changes), by=by or town.resident, at=MONDAY)


def test_a_clue_becomes_a_case_when_a_person_confirms_it_and_its_writer_follows_it(town):
    with walls.seeing(sight_of(town.resident)):
        clue = a_clue(town)
    with walls.seeing(sight_of(town.dispatcher)):
        taken = actions.take_clue(clue.pk, by=town.dispatcher, at=MONDAY + HOUR)
    assert taken.case.reporter_id == town.resident.person_id
    assert queries.clues_of_mine(town.resident) == [clue]
    with pytest.raises(Refusal, match="decided"):
        actions.close_clue(clue.pk, reason="已经有人办了", by=town.dispatcher, at=MONDAY + DAY)


def test_or_is_closed_with_a_reason(town):
    clue = a_clue(town)
    with pytest.raises(Refusal, match="reason_missing"):
        actions.close_clue(clue.pk, reason="", by=town.dispatcher, at=MONDAY + HOUR)
    actions.close_clue(clue.pk, reason="去看过，两家已经谈好", by=town.dispatcher, at=MONDAY + HOUR)
    assert queries.clues_in(town.dispatcher) == [] and queries.clues_in(town.dispatcher, "closed") == [clue]
    assert not Case.objects.exists()


def test_a_grid_worker_reports_at_their_place_and_nobody_reads_another_s_clues(town):
    office = an_office("village", town.village.name, "village", town.village.code)
    worker = a_member_of_staff("网格员小马", "grid_worker", office)
    clue = a_clue(town, worker)
    with pytest.raises(Refusal):
        a_clue(town, worker, area="330483001001")
    with pytest.raises(Refusal):
        a_clue(town, town.handler)
    with walls.seeing(sight_of(town.resident)):
        assert not Clue.objects.exists()
    assert queries.clues_in(town.liaison) == []
    assert queries.clues_in(town.dispatcher) == [clue]


@pytest.mark.parametrize(
    "changes", [{"text": "吵"}, {"place": ""}, {"cause": "x"}, {"text": "电话13912345678的人"}]
)
def test_a_clue_says_where_and_what_and_not_who(town, changes):
    with pytest.raises(Refusal):
        a_clue(town, **changes)


def test_only_what_was_given_to_everybody_within_a_day_counts_as_in_time_and_by_town(town):
    span, code = (MONDAY, MONDAY + 30 * DAY), town.village.code[:9]
    call = asked(town)
    assert queries.joint_in_time_by_town(*span) == {code: (0, 1)}
    given = [town.water.pk, town.station.pk]
    actions.answer_joint(
        call.pk, lead=town.roads.pk, helpers=given, by=town.dispatcher, at=MONDAY + HOUR + DAY
    )
    assert queries.joint_in_time_by_town(*span) == {code: (1, 1)}
    JointCall.objects.update(answered_at=MONDAY + 2 * HOUR + DAY)
    assert queries.joint_in_time_by_town(*span) == {code: (0, 1)}
    assert queries.joint_in_time_by_town(MONDAY - 30 * DAY, MONDAY) == {}
