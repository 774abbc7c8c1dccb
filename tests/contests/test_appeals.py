"""申诉: of a place against one count; decided by another; only what was upheld moves, and what was counted stays."""

import os
from functools import partial

import psycopg

from sanzhi.contests import actions, queries
from sanzhi.contests.models import Contest, Mark, Reading
from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.reactions.table import REACTIONS
from tests.county import DAY, HOUR, a_member_of_staff, assign, give_back
from tests.windows.hall import refused

from .ring import COUNTS, OVER, Ring, violations

RIGHT = {"upheld": True, "reason": "查实有三件是系统重复登记的退回", "part": 8, "whole": 10}


def test_an_appeal_that_is_upheld_changes_a_rank_and_the_first_count_stays(ring: Ring):
    one = ring.frozen()
    first, second, third = (place.name for place in ring.villages)
    made = ring.appealed(one, 1)
    assert refused(partial(ring.do, actions.close, one, at=OVER + 6 * DAY)) == "appeals_left"
    assert refused(partial(ring.do, actions.decide, one, appeal=made.pk, **RIGHT, at=OVER)) == "own_count"
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    assert refused(partial(ring.do, actions.close, one, at=OVER + 6 * DAY)) == "count_first"
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + 2 * DAY)
    assert ring.shown(one, 1) == [(third, 88, 1), (first, 68, 2), (second, 36, 3)]
    # 8, 8 and 10 of 10: nought, nought and a hundred
    assert ring.shown(one) == [(third, 88, 1), (second, 36, 2), (first, 32, 3)]
    (changed,) = Reading.objects.filter(run__number=2, appeal=made)
    assert (changed.entrant.area.name, changed.part, changed.whole) == (second, 8, 10)
    assert (
        refused(partial(ring.do, actions.count_anew, one, reason="再来", at=OVER + 3 * DAY))
        == "nothing_to_count"
    )
    assert (
        refused(partial(ring.do, actions.close, one, at=OVER + 6 * DAY)) == "appeals_open"
    )  # of the new count
    ring.do(actions.close, one, at=OVER + 8 * DAY)
    assert queries.state_of(Contest.objects.get(pk=one.pk), OVER + 8 * DAY) == "closed"
    assert violations() == []


def test_nothing_moves_but_what_was_upheld_whatever_became_of_the_cases_since(ring: Ring):
    one = ring.frozen()
    case = ring.filed(at=COUNTS, area_code=ring.villages[2].code, title="后来登记的")
    assign(ring, case, OVER + HOUR)
    give_back(ring, case, OVER + 2 * HOUR)
    made = ring.appealed(one, 1)
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + 2 * DAY)
    read = Reading.objects.filter(indicator__gauge="right_first").order_by("run", "entrant")
    assert [(each.part, each.whole) for each in read] == [
        (8, 10),
        (5, 10),
        (10, 10),
        (8, 10),
        (8, 10),
        (10, 10),
    ]


def test_whoever_made_the_count_that_is_contested_decides_nothing_of_it_later_either(ring: Ring):
    one = ring.frozen()
    first, second = ring.appealed(one, 0), ring.appealed(one, 1)
    ring.do(actions.decide, one, appeal=first.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + DAY)
    decide = partial(actions.decide, one.pk, second.pk, upheld=False, reason="查过没有错", at=OVER + 2 * DAY)
    assert refused(partial(decide, by=ring.keeper)) == "own_count"
    decide(by=ring.second)


def test_an_appeal_against_marks_sets_them_aside_and_the_panel_marks_anew(ring: Ring):
    one = ring.frozen()
    entrant, rubric = queries.entrants_of(one)[0], one.indicators.get(gauge="")
    made = ring.appealed(one, 0, gauge="")
    again = partial(actions.mark, one.pk, entrant.pk, rubric.pk, evidence="补看了台账")
    assert refused(partial(again, points=95, by=ring.leader, at=OVER)) == "not_marking"
    # at the very moment of the count: what it was made of stays what it was made of
    ring.do(
        actions.decide, one, appeal=made.pk, upheld=True, reason="确实没有看台账", by=ring.second, at=OVER
    )
    assert violations() == []
    count = partial(ring.do, actions.count_anew, one, reason="重新打分", by=ring.second, at=OVER + 3 * DAY)
    for judge in ring.judges[:3]:
        assert refused(count) == "marks_missing_anew"
        again(points=100, by=judge, at=OVER + 2 * DAY)
    count()
    assert ring.shown(one)[1][1] == 76  # 60 of 60 %, 100 of 40 %
    old, new = Reading.objects.filter(entrant=entrant, indicator=rubric).order_by("run")
    assert [each.marks.count() for each in (old, new)] == [4, 3]
    assert refused(partial(again, points=1, by=ring.judges[3], at=OVER + 4 * DAY)) == "not_marking"
    assert Mark.objects.filter(set_aside_at=None, entrant=entrant).count() == 3
    assert violations() == []


def test_only_the_place_itself_appeals_and_within_five_days_of_a_count(ring: Ring):
    one = ring.frozen()
    entrant, data = queries.entrants_of(one)[0], one.indicators.get(gauge="right_first")
    appeal = partial(actions.appeal, one.pk, data.pk, entrant=entrant.pk, text="有三件退回是系统重复登记的。")
    for who in (ring.clerks[1], ring.dispatcher, ring.keeper, ring.resident):
        assert refused(partial(appeal, by=who, at=OVER)) == "not_the_entrant"
    assert refused(partial(appeal, by=ring.clerks[0], at=OVER + 6 * DAY)) == "appeal_late"
    made = appeal(by=ring.clerks[0], at=OVER + 5 * DAY)
    assert refused(partial(appeal, by=ring.clerks[0], at=OVER + 5 * DAY)) == "appealed_already"
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + 6 * DAY)
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + 9 * DAY)
    ring.appealed(one, 1, at=OVER + 13 * DAY)  # whoever fell by the new count may contest it


def test_everybody_who_has_a_part_in_it_hears_and_whoever_counted_is_not_asked_to_decide(ring: Ring):
    one = ring.frozen()
    of_data, of_marks = ring.appealed(one, 0), ring.appealed(one, 1, gauge="")
    ring.do(actions.decide, one, appeal=of_data.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    ring.do(
        actions.decide,
        one,
        appeal=of_marks.pk,
        upheld=True,
        reason="没有看台账",
        by=ring.second,
        at=OVER + DAY,
    )
    while delivery.deliver(REACTIONS, at=clock.now() + DAY):
        pass

    def heard(*who) -> list[str]:
        return ["".join(each.text for each in people.messages_for(one.person_id)) for one in who]

    assert all("公布了名次，五天内可以申诉" in said for said in heard(*ring.clerks))
    assert ["有了裁定" in said for said in heard(*ring.clerks)] == [True, True, False]
    assert ["等没有算分的人裁定" in said for said in heard(ring.second, ring.keeper)] == [True, False]
    assert all("请您当一场擂台赛的评委" in said and "请您重新打分" in said for said in heard(*ring.judges))


def test_of_a_town_with_one_keeper_the_countys_decide(ring: Ring):
    of_town = a_member_of_staff("镇党建", "party_clerk", ring.room)
    ring.keeper = of_town
    one = ring.draft(area="330483100000")
    assert queries.keepers_of(one, COUNTS) >= {of_town.person_id, ring.second.person_id}


PLANTED = {
    "UPDATE contests_reading SET score = 99 WHERE score = 60": "a score is not what its count gives",
    "UPDATE contests_standing SET rank = 1 WHERE rank = 2": "the standings are not what the scores give",
    "UPDATE contests_reading SET part = part + 1 WHERE whole = 4": "a reading is not the sum of its marks",
    "UPDATE contests_contest SET opened_at = frozen_at": "a contest was announced when it already counted",
    "UPDATE contests_judge SET places = '{330483100}'": "a judge marked a place that their posts cover",
    "UPDATE contests_indicator SET formula = '信访量越少分越高' WHERE gauge = ''": "a contest rewards that fewer people ask",
    "UPDATE contests_indicator SET weight = 1 WHERE gauge = ''": "the weights of an announced contest are not a hundred",
    "UPDATE contests_contest SET frozen_at = entered_at": "standings were shown before the last day that counts was over",
    "UPDATE contests_appeal SET part = 9": "a count was set right otherwise than its appeal says",
    "UPDATE contests_appeal SET decided_by_id = (SELECT made_by_id FROM contests_run ORDER BY id LIMIT 1)": "an appeal was decided by whoever made the count it is against",
    "UPDATE contests_contest SET closed_at = shown_at + interval '5 days'": "a contest was closed within the days of appeal, or with one that was not decided or not counted",
    "UPDATE contests_reading SET part = whole + 1 WHERE whole = 10": "a part is more than its whole",
    "DELETE FROM contests_standing; DELETE FROM contests_readingmark; DELETE FROM contests_reading; DELETE FROM contests_run": "standings were shown that nobody counted",
}  # fmt: skip


def test_each_planted_fault_is_found(committed_db, server):
    ring = Ring()
    one = ring.frozen()
    made = ring.appealed(one, 1)
    ring.do(actions.decide, one, appeal=made.pk, **RIGHT, by=ring.second, at=OVER + DAY)
    ring.do(actions.count_anew, one, reason="申诉成立", by=ring.second, at=OVER + 2 * DAY)
    ring.do(actions.close, one, at=OVER + 8 * DAY)
    assert violations() == []
    with psycopg.connect(server.url(os.environ["SANZHI_DATABASE"]), autocommit=True) as superuser:
        for fault, sentence in PLANTED.items():
            superuser.execute("SET session_replication_role = replica")
            superuser.execute(
                "ALTER TABLE contests_contest DROP CONSTRAINT IF EXISTS standings_are_shown_from_the_first_count_on"
            )
            superuser.execute(fault)
            assert sentence in violations(), fault
