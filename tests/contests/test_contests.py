"""擂台赛: announced before it counts, counted from what the rooms show, contested, counted anew, closed; and nothing is lost."""

import os
from decimal import Decimal
from functools import partial

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.contests import actions, queries
from sanzhi.contests.models import Contest, Reading
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.reactions.table import REACTIONS
from tests.county import DAY, MONDAY
from tests.windows.hall import refused

from .ring import COUNTS, OVER, Ring, violations

RIGHT = {"upheld": True, "reason": "查实有三件是系统重复登记的退回", "part": 8, "whole": 10}


def test_a_contest_is_counted_from_the_cases_and_the_panel_and_ranked(ring: Ring):
    one = ring.frozen()
    first, second, third = (place.name for place in ring.villages)
    # dispatched rightly 8, 5 and 10 of 10: 60, 0 and 100; of the panel 80, 90 and 70; weights 60 and 40
    assert ring.shown(one) == [
        (third, Decimal("88.00"), 1),
        (first, Decimal("68.00"), 2),
        (second, Decimal("36.00"), 3),
    ]
    assert violations() == []


def test_an_appeal_that_is_upheld_changes_a_rank_and_the_first_count_stays(ring: Ring):
    one = ring.frozen()
    _first, second, _third = (place.name for place in ring.villages)
    entrant = queries.entrants_of(one)[1]
    data = one.indicators.get(gauge="right_first")
    made = actions.appeal(one.pk, data.pk, entrant=entrant.pk, text="有三件退回是系统重复登记的，请核对。", by=ring.clerks[1], at=OVER)  # fmt: skip
    assert refused(partial(ring.do, actions.close, one, at=OVER + 6 * DAY)) == "appeals_left"
    assert refused(partial(ring.do, actions.decide, one, appeal=made.pk, **RIGHT, at=OVER)) == "own_count"
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    assert refused(partial(ring.do, actions.close, one, at=OVER + 6 * DAY)) == "count_first"
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + 2 * DAY)
    assert [row[0] for row in ring.shown(one)][1] != ring.shown(one, 1)[1][0]
    (changed,) = Reading.objects.filter(run__number=2, appeal=made)
    assert (changed.entrant.area.name, changed.part, changed.whole) == (second, 8, 10)
    assert (
        refused(partial(ring.do, actions.count_anew, one, reason="再来一次", at=OVER + 3 * DAY))
        == "nothing_to_count"
    )
    ring.do(actions.close, one, at=OVER + 6 * DAY)
    assert queries.state_of(Contest.objects.get(pk=one.pk), OVER + 6 * DAY) == "closed"
    assert violations() == []


def test_an_appeal_against_marks_sets_them_aside_and_the_panel_marks_anew(ring: Ring):
    one = ring.frozen()
    entrant, rubric = queries.entrants_of(one)[0], one.indicators.get(gauge="")
    made = actions.appeal(one.pk, rubric.pk, entrant=entrant.pk, text="评委没有看我们的台账就给了分。", by=ring.clerks[0], at=OVER)  # fmt: skip
    again = partial(actions.mark, one.pk, entrant.pk, rubric.pk, evidence="补看了台账")
    assert refused(partial(again, points=Decimal(95), by=ring.leader, at=OVER)) == "not_marking"
    ring.do(
        actions.decide,
        one,
        appeal=made.pk,
        upheld=True,
        reason="确实没有看台账",
        by=ring.second,
        at=OVER + DAY,
    )
    for judge in ring.judges:
        again(points=Decimal(100), by=judge, at=OVER + 2 * DAY)
    ring.do(actions.count_anew, one, reason="重新打分", by=ring.second, at=OVER + 3 * DAY)
    assert ring.shown(one)[1][1] == Decimal("76.00")  # 60 of 60 %, 100 of 40 %
    old, new = Reading.objects.filter(entrant=entrant, indicator=rubric).order_by("run")
    assert [len(queries.marks_behind(each)) for each in (old, new)] == [4, 4]
    assert violations() == []


@pytest.mark.parametrize("day", [0, 1])
def test_what_is_scored_is_announced_before_the_first_day_that_counts(ring: Ring, day: int):
    one = ring.drafted()
    refusal = refused(partial(ring.do, actions.announce, one, at=MONDAY + day * DAY)) if day else None
    assert refusal == ("announced_late" if day else None)


def test_once_announced_nothing_of_it_changes(ring: Ring):
    one = ring.announced()
    assert refused(partial(ring.do, actions.add_gauge, one, gauge="solved", weight=10)) == "announced_already"
    for statement in (
        "UPDATE contests_indicator SET weight = weight - 1",
        "DELETE FROM contests_entrant",
        "UPDATE contests_contest SET ends_on = ends_on + 30",
        "DELETE FROM contests_judge",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize("name", ["信访量下降", "零上访", "警情减少", "投诉举报件数"])
def test_no_rubric_rewards_that_fewer_people_ask(ring: Ring, name: str):
    one = ring.draft()
    said = {"name": name, "rubric": "看台账和现场，有依据才给分。", "weight": 10}
    assert refused(partial(ring.do, actions.add_rubric, one, **said)) == "rewards_silence"


def test_no_gauge_is_of_how_many_asked():
    """Each is a share of what was brought; none counts what was brought itself."""
    assert set(queries.GAUGES) == {"on_time", "satisfied", "solved", "response", "right_first", "agreed"}
    assert all("÷" in str(one.formula) for one in queries.GAUGES.values())


def test_weights_groups_and_judges_must_stand(ring: Ring):
    assert refused(partial(ring.do, actions.announce, ring.drafted((60, 39)))) == "weights_sum"
    lone = ring.drafted()
    bands = {place.code: band for place, band in zip(ring.villages, ("甲", "甲", "乙"), strict=True)}
    ring.do(actions.set_entrants, lone, bands=bands)
    assert refused(partial(ring.do, actions.announce, lone)) == "group_of_one"
    few = ring.drafted()
    ring.do(actions.set_judges, few, chosen=[f"{who.person_id}-{who.reach}" for who in ring.judges[:3]])
    assert refused(partial(ring.do, actions.announce, few)) == "judges_few"
    outside = {"330402001001": "甲"}
    assert refused(partial(ring.do, actions.set_entrants, few, bands=outside)) == "entrant_unknown"


def test_a_judge_does_not_mark_their_own_place_nor_twice(ring: Ring):
    one = ring.announced()
    entrant, rubric = queries.entrants_of(one)[0], one.indicators.get(gauge="")
    mark = partial(actions.mark, one.pk, entrant.pk, rubric.pk, points=Decimal(80), evidence="看了现场")
    assert refused(partial(mark, by=ring.of_town, at=COUNTS)) == "own_place"
    assert refused(partial(mark, by=ring.keeper, at=COUNTS)) == "not_a_judge"
    assert refused(partial(mark, by=ring.leader, at=MONDAY)) == "not_marking"  # before it counts
    mark(by=ring.leader, at=COUNTS)
    assert refused(partial(mark, by=ring.leader, at=COUNTS)) == "marked_already"
    assert [each.mark is not None for each in queries.marks_of(ring.leader, one)] == [True, False, False]
    assert queries.marks_of(ring.of_town, one) == []


def test_only_the_place_itself_appeals_and_within_five_days(ring: Ring):
    one = ring.frozen()
    entrant, data = queries.entrants_of(one)[0], one.indicators.get(gauge="right_first")
    appeal = partial(actions.appeal, one.pk, data.pk, entrant=entrant.pk, text="有三件退回是系统重复登记的。")
    for who in (ring.clerks[1], ring.dispatcher, ring.keeper, ring.resident):
        assert refused(partial(appeal, by=who, at=OVER)) == "not_the_entrant"
    assert refused(partial(appeal, by=ring.clerks[0], at=OVER + 6 * DAY)) == "appeal_late"
    appeal(by=ring.clerks[0], at=OVER + 5 * DAY)
    assert refused(partial(appeal, by=ring.clerks[0], at=OVER + 5 * DAY)) == "appealed_already"


def test_standings_wait_for_the_last_day_and_are_shown_once(ring: Ring):
    one = ring.announced()
    assert queries.table(one) is None
    assert refused(partial(ring.do, actions.freeze, one, at=COUNTS)) == "not_to_freeze"
    ring.do(actions.freeze, one, at=OVER)
    assert refused(partial(ring.do, actions.freeze, one, at=OVER + DAY)) == "not_to_freeze"
    assert {row[1:] for row in ring.shown(one)} == {(None, None)}  # too few of everything
    assert refused(partial(ring.do, actions.close, one, at=OVER + 5 * DAY)) == "appeals_open"
    assert refused(partial(ring.do, actions.call_off, one, reason="不办了", at=OVER)) == "call_off_late"


PLANTED = {
    "UPDATE contests_reading SET score = 99 WHERE score = 60": "a score is not what its count gives",
    "UPDATE contests_standing SET rank = 1 WHERE rank = 2": "the standings are not what the scores give",
    "UPDATE contests_contest SET opened_at = frozen_at": "a contest was announced when it already counted",
    "UPDATE contests_judge SET reach = '330483100'": "a judge marked the place their post covers",
    "UPDATE contests_indicator SET name = '信访量下降' WHERE gauge = ''": "a contest rewards that fewer people ask",
}


def test_each_planted_fault_is_found(committed_db, server):
    Ring().frozen()
    assert violations() == []
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        for fault, sentence in PLANTED.items():
            superuser.execute(fault)
            assert sentence in violations()


def test_the_places_hear_of_the_standings_and_the_one_that_appealed_of_what_was_decided(ring: Ring):
    one = ring.frozen()
    entrant, data = queries.entrants_of(one)[0], one.indicators.get(gauge="right_first")
    made = actions.appeal(one.pk, data.pk, entrant=entrant.pk, text="有三件退回是系统重复登记的。", by=ring.clerks[0], at=OVER)  # fmt: skip
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    while delivery.deliver(REACTIONS, at=clock.now() + DAY):
        pass
    heard = [[each.text for each in people.messages_for(clerk.person_id)] for clerk in ring.clerks]
    assert all("您的单位参加的擂台赛公布了名次，五天内可以申诉。" in each for each in heard)
    assert [any("有了裁定" in each for each in texts) for texts in heard] == [True, False, False]
    assert any("等没有算分的人裁定" in each.text for each in people.messages_for(ring.second.person_id))
