"""检索: what a needle asks of the index, and that a desk of one town finds its own."""

from datetime import date, timedelta

import pytest

from sanzhi.cases import queries, rules
from sanzhi.cases.queries import Filters
from sanzhi.kit import clock
from sanzhi.people import queries as people
from tests.county import HOUR, MONDAY, County

WUZHEN = "330483100"


@pytest.mark.parametrize(
    ("needle", "town", "asked"),
    [
        ("路灯", "", "'路灯'"),
        ("变压器", "", "'变压' & '压器'"),
        ("东街17号", "", "'东街' & '17'"),
        ("东街17", "", "'东街' & '17':*"),
        ("zjj 路灯", "", "'zjj':* & '路灯'"),
        ("号", "", "'号':*"),
        ("路灯 修", "", "'路灯' & '修':*"),
        ("修 路灯", "", "'修':* & '路灯'"),
        ("第17", "", "'17':*"),
        ("路灯", WUZHEN, f"'路灯' & 'town{WUZHEN}'"),
        ("号", WUZHEN, f"'号':* & 'town{WUZHEN}'"),
        ("，。！", WUZHEN, ""),
        ("路灯", "' | '", "'路灯'"),
    ],
)
def test_a_needle_asks_for_pairs_and_for_single_characters_only_where_nothing_else_is(needle, town, asked):
    assert rules.search_query(needle, town) == asked


@pytest.mark.parametrize("single", "村口路灯坏了三天")
def test_a_single_character_finds_the_case_wherever_it_stands(db, single):
    county = County()
    case = county.filed(title="村口路灯坏了", text="坏了三天，晚上看不见。")
    assert [one.id for one in queries.find(county.dispatcher, Filters(words=single)).rows] == [case.id]
    assert queries.find(county.dispatcher, Filters(words="龙")).rows == []


def test_months_are_asked_for_as_any_of_them():
    asked = rules.search_query("路灯", "", [date(2026, 2, 28), date(2026, 3, 1)])
    assert asked == "'路灯' & (month202602 | month202603)"
    assert rules.search_query("，", "", [date(2026, 3, 1)]) == ""


@pytest.mark.parametrize("many", [3, 7])
def test_the_newest_months_fill_a_page_or_the_others_are_looked_through_too(db, many):
    """Old and new ones, newest first, and the way to what is older."""
    county = County()
    old = [county.filed(at=MONDAY - timedelta(days=100 + n)) for n in range(2)]
    new = [county.filed(at=MONDAY - timedelta(hours=n)) for n in range(many)]
    with clock.simulated(MONDAY + HOUR):
        page = queries.find(county.dispatcher, Filters(words="路灯"), size=5)
        assert [case.id for case in page.rows] == [case.id for case in (*new, *old)][:5]
        rest = queries.find(county.dispatcher, Filters(words="路灯"), after=page.older or "", size=5)
    assert bool(page.older) == (many == 7)
    if page.older:
        assert [case.id for case in rest.rows] == [case.id for case in (*new, *old)][5:]


def test_a_desk_of_one_town_finds_what_the_county_finds_there(db):
    county = County()
    elsewhere = people.towns_with_villages().exclude(code=f"{WUZHEN}000")[0].villages[0]
    here, _there = county.filed(), county.filed(area_code=elsewhere.code)
    county.filed(title="井盖丢了", text="村口的井盖丢了，很危险。")
    of_the_town = queries.find(county.dispatcher, Filters(words="路灯")).rows
    of_the_county = queries.find(county.decider, Filters(words="路灯")).rows
    assert [case.id for case in of_the_town] == [here.id]
    assert len(of_the_county) == 2
    narrowed = queries.find(county.decider, Filters(words="路灯", town=WUZHEN)).rows
    assert [case.id for case in narrowed] == [here.id]
    assert queries.count(county.dispatcher, Filters(words="路灯")) == 1
