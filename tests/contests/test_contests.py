"""擂台赛: announced before it counts, counted from what the rooms show, and shown once."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from sanzhi.contests import actions, queries
from sanzhi.contests.models import Contest, Reading
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.people.roles import INSTALLER
from tests.county import DAY, MONDAY, a_member_of_staff, person_of
from tests.windows.hall import refused

from .ring import COUNTS, OVER, TODAY, Ring, violations


def test_a_contest_is_counted_from_the_cases_and_the_panel_and_ranked(ring: Ring):
    one = ring.frozen()
    first, second, third = (place.name for place in ring.villages)
    # dispatched rightly 8, 5 and 10 of 10: 60, 0 and 100; of the panel 80, 90 and 70; weights 60 and 40
    assert ring.shown(one) == [(third, 88, 1), (first, 68, 2), (second, 36, 3)]
    assert violations() == []


def test_what_is_scored_is_announced_before_the_first_day_that_counts(ring: Ring):
    assert refused(partial(ring.do, actions.announce, ring.drafted(), at=MONDAY + DAY)) == "announced_late"


def test_once_announced_nothing_of_it_changes(ring: Ring):
    one, other = ring.announced(), ring.draft()
    assert refused(partial(ring.do, actions.add_gauge, one, gauge="solved", weight=10)) == "announced_already"
    for statement in (
        "UPDATE contests_indicator SET weight = weight - 1",
        f"UPDATE contests_indicator SET contest_id = {other.pk}",
        "DELETE FROM contests_entrant",
        "UPDATE contests_contest SET ends_on = ends_on + 30",
        "DELETE FROM contests_judge",
        "DELETE FROM contests_contest",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        f"DELETE FROM contests_{one}"
        for one in ("mark", "run", "reading", "readingmark", "standing", "appeal")
    ],
)
def test_what_was_given_counted_and_said_is_not_deleted(ring: Ring, statement: str):
    one = ring.frozen()
    ring.appealed(one)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("name", ["信访量下降", "零上访", "110接警量下降"])
def test_no_rubric_and_no_prize_rewards_that_fewer_people_ask(ring: Ring, name: str):
    one = ring.draft()
    said = {"name": name, "rubric": "看台账和现场，有依据才给分。", "weight": 10}
    assert refused(partial(ring.do, actions.add_rubric, one, **said)) == "rewards_silence"
    assert refused(partial(ring.draft, about=f"{name}的授红旗")) == "rewards_silence"


def test_no_gauge_is_of_how_many_asked():
    assert all("÷" in str(one.formula) for one in queries.GAUGES.values())


def test_weights_groups_judges_keepers_and_quarters_must_stand(ring: Ring):
    assert refused(partial(ring.do, actions.announce, ring.drafted((60, 39)))) == "weights_sum"
    lone = ring.drafted()
    bands = {place.code: band for place, band in zip(ring.villages, ("甲", "甲", "乙"), strict=True)}
    ring.do(actions.set_entrants, lone, bands=bands)
    assert refused(partial(ring.do, actions.announce, lone)) == "group_of_one"
    few = ring.drafted()
    ring.do(actions.set_judges, few, chosen=[who.person_id for who in ring.judges[:2]])
    assert refused(partial(ring.do, actions.announce, few)) == "judges_few"
    outside = {"330402001001": "甲"}
    assert refused(partial(ring.do, actions.set_entrants, few, bands=outside)) == "entrant_unknown"
    towns = ring.draft(level="town")
    for gauge, weight in (("agreed", 60), ("solved", 40)):
        ring.do(actions.add_gauge, towns, gauge=gauge, weight=weight)
    ring.do(actions.set_entrants, towns, bands={place.code: "甲" for place in queries.places_in(towns)})
    assert refused(partial(ring.do, actions.announce, towns)) == "quarters_only"


def test_whoever_is_alone_holds_no_contest_since_nobody_could_decide_an_appeal(ring: Ring):
    one = ring.drafted()
    people.end_appointment(posts.appointments_of(ring.second.person_id, MONDAY)[0], by=INSTALLER, at=MONDAY)
    assert refused(partial(ring.do, actions.announce, one, at=MONDAY)) == "keepers_few"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ends_on": date(9999, 12, 31)}, "contest_shape"),
        ({"starts_on": date(2090, 1, 1), "ends_on": date(2090, 2, 1)}, "contest_shape"),
        ({"ends_on": TODAY + DAY}, "contest_shape"),
        ({"area": "330483100000", "level": "town"}, "choice_unknown"),
        ({"area": "330483999000"}, "choice_unknown"),
        ({"title": "赛"}, "contest_shape"),
    ],
)
def test_a_contest_of_no_end_or_of_nobody_is_refused(ring: Ring, changes: dict, code: str):
    assert refused(partial(ring.draft, **changes)) == code


def test_a_draft_is_changed_and_loses_its_groups_with_its_place(ring: Ring):
    one = ring.drafted()
    town = actions.NewContest("330483100000", "village", "乌镇擂台赛", "", TODAY + 5 * DAY, TODAY + 20 * DAY)
    ring.do(actions.redraft, one, new=town)
    assert queries.entrants_of(one) == [] and Contest.objects.get().title == "乌镇擂台赛"


def test_names_and_formulas_are_kept_as_written_whoever_adds_them(ring: Ring):
    with translation.override("en"):
        made = ring.do(actions.add_gauge, ring.draft(), gauge="on_time", weight=10)
    assert made.name == "按期办结率" and "限内办结" in made.formula


def test_a_judge_does_not_mark_a_place_that_any_of_their_posts_covers_nor_twice(ring: Ring):
    one = ring.drafted()
    assert ring.of_town.person_id not in dict(queries.who_may_judge(one, MONDAY))  # could mark nobody
    village = posts.appointments_of(ring.clerks[0].person_id, MONDAY)[0].office
    people.appoint(person_of(ring.judges[2]), "village_overseer", village, by=INSTALLER, at=MONDAY)
    ring.do(actions.set_judges, one, chosen=[who.person_id for who in ring.judges])
    ring.do(actions.announce, one)
    entrant, rubric = queries.entrants_of(one)[0], one.indicators.get(gauge="")
    mark = partial(actions.mark, one.pk, entrant.pk, rubric.pk, points=80, evidence="看了现场")
    assert refused(partial(mark, by=ring.judges[2], at=COUNTS)) == "own_place"
    assert [row.entrant.pk for row in queries.marks_of(ring.judges[2], one, COUNTS)] == [
        each.pk for each in queries.entrants_of(one)[1:]
    ]
    people.appoint(
        person_of(ring.judges[3]), "village_overseer", village, by=INSTALLER, at=MONDAY
    )  # afterwards
    assert refused(partial(mark, by=ring.judges[3], at=COUNTS)) == "own_place"
    assert refused(partial(mark, by=ring.keeper, at=COUNTS)) == "not_a_judge"
    assert refused(partial(mark, by=ring.leader, at=MONDAY)) == "not_marking"  # before it counts
    mark(by=ring.leader, at=COUNTS)
    assert refused(partial(mark, by=ring.leader, at=COUNTS)) == "marked_already"


def test_standings_wait_for_the_last_day_and_for_the_marks_but_not_for_ever(ring: Ring):
    one = ring.announced()
    assert queries.table(one) is None
    assert refused(partial(ring.do, actions.freeze, one, at=COUNTS)) == "not_to_freeze"
    assert refused(partial(ring.do, actions.freeze, one, at=OVER)) == "marks_missing"
    assert refused(partial(ring.do, actions.freeze, one, at=OVER + 20 * DAY)) == "not_to_freeze"
    ring.do(actions.freeze, one, at=OVER + 7 * DAY)
    assert refused(partial(ring.do, actions.freeze, one, at=OVER + 8 * DAY)) == "not_to_freeze"
    assert {row[1:] for row in ring.shown(one)} == {(None, None)}  # too few of everything
    assert refused(partial(ring.do, actions.close, one, at=OVER + 12 * DAY)) == "appeals_open"
    assert (
        refused(partial(ring.do, actions.call_off, one, reason="不办了", at=OVER + 7 * DAY))
        == "call_off_late"
    )
    assert violations() == []


def test_a_towns_keeper_reads_the_countys_contest_and_not_its_draft(ring: Ring):
    one, draft = ring.announced(), ring.draft()
    of_town = a_member_of_staff("镇党建", "party_clerk", ring.room)
    assert [each.pk for each in queries.contests_kept(of_town)] == [one.pk]
    assert refused(partial(queries.contest_for, of_town, draft.pk)) == "not_visible"


def test_what_other_rooms_did_is_counted_and_where_nobody_did_anything_nobody_gains(ring: Ring):
    one = ring.draft()
    for gauge, weight in (("right_first", 60), ("served", 20), ("disclosed", 20)):
        ring.do(actions.add_gauge, one, gauge=gauge, weight=weight)
    ring.do(actions.set_entrants, one, bands={place.code: "甲组" for place in ring.villages})
    ring.do(actions.announce, one)
    ring.dispatched()
    ring.do(actions.freeze, one, at=OVER)
    read = {name: [] for name in ("right_first", "served", "disclosed")}
    for each in Reading.objects.select_related("indicator"):
        read[each.indicator.gauge].append(each.score)
    assert set(read["served"]) == {None}  # nobody is registered in a household there: no share of nothing
    assert len(set(read["disclosed"])) == 1  # all owed the same and published nothing
    assert len(set(read["right_first"])) == 3
    assert "joined" not in {each.code for each in queries.gauges_for("village")}
    towns = ring.draft(level="town")
    ring.do(actions.add_gauge, towns, gauge="joined", weight=100)
    ring.do(actions.set_entrants, towns, bands={place.code: "甲" for place in queries.places_in(towns)})
    assert (
        refused(partial(ring.do, actions.announce, towns)) == "quarters_only"
    )  # what the police asked for, too
    assert violations() == []
