"""The figures against a count by hand, and every figure against the list it opens."""

import re
from html import unescape

import pytest

from sanzhi.cases import queries
from sanzhi.cases.queries import HEADLINES, MEASURES, OFFICE_MEASURES, Scope
from tests.county import MONDAY, County, a_member_of_staff
from tests.web.board.conftest import NOW

PARTS = ("part", "whole", "rest")


def whole_march(**narrower) -> Scope:
    return Scope(since=MONDAY, until=NOW, at=NOW, **narrower)


def test_the_figures_are_those_counted_by_hand(march: County):
    total = queries.cube(march.supervisor, whole_march(), [MONDAY]).over()
    assert (
        {code: total[code] for code in HEADLINES}
        == {
            "filed": 21,
            "open": 8,  # 2 wait for the call, 1 overdue, 1 reopened, 1 returned, 3 fresh
            "overdue": 1,
            "declined": 1,
            "transferred": 0,
            "yellow": 2,  # the two that wait for the call: three working days were up on the 25th, six are up tonight
            "red": 1,  # the overdue one; what was done late was closed to the cards before anybody looked
        }
    )
    made_of = {code: (figure.numerator, figure.denominator) for code, figure in total.figures.items()}
    assert made_of == {
        "on_time": (12, 15),  # 9 + 2 + 1 in time; 2 late and 1 overdue beside them
        "satisfied": (
            9,
            12,
        ),  # 9 yes, 2 no, and the one who had it reopened; nobody guesses for the unreached
        "solved": (11, 12),
        "response": (11, 12),
        "same_day": (12, 14),  # the two late ones took longer
        "right_first": (16, 17),  # one was given back
        "repeated": (0, 21),  # the clock has not looked yet
        "returned": (1, 21),
        "reopened": (1, 21),
    }


def test_every_figure_counts_exactly_the_cases_it_opens(march: County):
    scope = whole_march()
    total = queries.cube(march.supervisor, scope, [MONDAY]).over()
    for code in HEADLINES:
        assert queries.behind(march.supervisor, scope, code).count() == total[code], code
    for code, figure in total.figures.items():
        listed = {part: queries.behind(march.supervisor, scope, code, part).count() for part in PARTS}
        assert listed == {"part": figure.numerator, "whole": figure.denominator, "rest": figure.rest}, code


def test_every_figure_of_an_office_counts_exactly_the_cases_it_opens(march: County):
    rows = queries.offices(march.supervisor, whole_march())
    assert {row.name: row.tally["assigned"] for row in rows} == {
        "市住房和城乡建设局": 17,
        "市社会治理中心": 0,  # had cards raised against it, for calls not made
    }
    for row in rows:
        scope = whole_march(office=row.office_id)
        for code in ("assigned", "card_yellow", "card_red"):
            assert queries.behind(march.supervisor, scope, code).count() == row.tally[code], (row.name, code)
        for code, measure in OFFICE_MEASURES.items():
            figure = row.tally.figure(measure)
            listed = {part: queries.behind(march.supervisor, scope, code, part).count() for part in PARTS}
            expected = {"part": figure.numerator, "whole": figure.denominator, "rest": figure.rest}
            assert listed == expected, (row.name, code)


def test_an_office_is_told_only_of_what_it_was_given(march: County):
    roads = next(
        row for row in queries.offices(march.supervisor, whole_march()) if row.office_id == march.roads.id
    )
    made_of = {
        code: (roads.tally.figure(measure).numerator, roads.tally.figure(measure).denominator)
        for code, measure in OFFICE_MEASURES.items()
    }
    assert made_of == {
        "signed": (17, 17),
        "on_time": (12, 15),
        "satisfied": (9, 12),
        "given_back": (1, 17),
        "helped": (0, 0),
        "help_liked": (0, 0),
    }


def test_steps_and_towns_add_up_to_the_whole(march: County):
    cube = queries.cube(march.supervisor, whole_march(), [MONDAY, NOW.replace(hour=0)])
    assert [cube.over(step=step)["filed"] for step in (0, 1)] == [16, 5]
    assert [cube.over(town=town)["filed"] for town in ("330483100", "330483001")] == [20, 1]
    assert cube.over().counts == queries.cube(march.supervisor, whole_march(), [MONDAY]).over().counts


def test_volume_is_told_by_step(march: County):
    assert queries.volume(march.supervisor, whole_march(), [MONDAY, NOW.replace(hour=0)]) == [16, 5]


@pytest.mark.parametrize("figure", ["nothing", ""])
def test_an_unknown_figure_is_not_found(march, as_actor, at_now, figure):
    assert as_actor(march.supervisor).get("/board/cases/", {"figure": figure}).status_code == 404


def test_every_link_of_the_board_opens_as_many_cases_as_it_says(march, as_actor, at_now):
    """The page itself, read as a leader reads it: the number pressed and the rows that come."""
    client = as_actor(march.supervisor)
    for page in ("/board/?period=year", "/board/offices/?period=year", "/board/town/330483100000/"):
        links = re.findall(r'<a href="(/board/cases/\?[^"]+)">(\d+)</a>', client.get(page).content.decode())
        assert len(links) > 10
        for href, number in set(links):
            rows = client.get(unescape(href)).content.decode().count('class="code"')
            assert rows == int(number), (page, href)


def test_a_supervisor_of_one_town_counts_only_that_town(march: County):
    theirs = a_member_of_staff("严镇督", "supervisor", march.room)
    cube = queries.cube(theirs, whole_march(), [MONDAY])
    assert (cube.over()["filed"], {town for _step, town in cube.cells}) == (20, {"330483100"})


def test_the_rest_is_never_missed_for_want_of_a_value(march: County):
    """A column without a value is neither true nor false to the database; the rest must hold it all the same."""
    for code in MEASURES:
        parts = [queries.behind(march.supervisor, whole_march(), code, part) for part in PARTS]
        part, whole, rest = (set(rows.values_list("id", flat=True)) for rows in parts)
        assert (part | rest, part & rest) == (whole, set()), code
