"""我也遇到了, and the hint that leads there: found by place, time and words; shown without a word of what was said."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import nearness, queries
from sanzhi.cases.models import Join
from sanzhi.cases.rules import Filing
from sanzhi.kit.verdict import Refusal
from sanzhi.people import queries as people
from tests.county import DAY, HOUR, MONDAY, WUZHEN, County, a_resident
from tests.questions import questions

LATER = MONDAY + DAY
AGAIN = {"title": "公交站旁路灯不亮", "text": "村口公交站旁边路灯坏了，晚上看不见路。"}


def hinted(county: County, at=LATER, **changes) -> list[str]:
    return [hint.code for hint in queries.hints(a_resident("路过人"), county.filing(**(AGAIN | changes)), at)]


def test_the_same_lamp_in_the_same_village_is_found_within_ninety_days(county: County):
    case = county.filed()
    assert hinted(county) == [case.public_code]
    assert hinted(county, at=MONDAY + timedelta(days=90)) == [case.public_code]
    assert hinted(county, at=MONDAY + timedelta(days=91)) == []
    assert (
        hinted(county, title="楼上邻居装修太吵", text="每天早上七点电钻响，孩子睡不好觉。", place="三幢")
        == []
    )


def test_across_the_village_line_it_is_found_only_within_five_hundred_metres(county: County):
    here = {"latitude": 30.7400, "longitude": 120.4900}
    case = county.filed(**here)
    over_there = people.towns_with_villages().get(code=WUZHEN).villages[1].code
    near = {"latitude": 30.7430, "longitude": 120.4920}  # some 390 m
    far = {"latitude": 30.7440, "longitude": 120.4940}  # some 590 m, in a neighbouring square
    assert hinted(county, area_code=over_there, **near) == [case.public_code]
    assert hinted(county, area_code=over_there, **far) == []
    assert hinted(county, area_code=over_there) == []


def test_every_point_within_five_hundred_metres_lies_in_the_nine_squares():
    for lat, lon in ((30.4, 120.2), (30.61, 120.55), (30.7, 120.7)):
        for north in range(-9, 10):
            for east in range(-9, 10):
                there = (lat + north * 0.0005, lon + east * 0.0006)
                if nearness.metres((lat, lon), there) <= nearness.METRES:
                    assert nearness.square(*there) in nearness.squares_around(lat, lon)


def test_what_is_about_a_person_is_never_shown_to_a_stranger(county: County):
    case = county.filed(category_code="party.conduct")
    assert hinted(county) == []
    assert [
        one.case.id for one in queries.similar_cases(county.dispatcher, county.filed(**AGAIN), LATER)
    ] == [case.id]
    with pytest.raises(Refusal) as refused:
        cases.join(case.id, person_id=county.caller.person_id, by=county.caller, at=LATER)
    assert refused.value.code == "not_visible"


def test_a_hint_holds_no_title_no_words_and_no_name(county: County):
    county.filed()
    (hint,) = queries.hints(a_resident(), county.filing(**AGAIN), LATER)
    told = str(vars(hint))
    for secret in ("村口路灯不亮", "坏了三天", "沈小满", "公交站"):
        assert secret not in told


def test_joined_twice_is_joined_once_and_left_in_one_step(county: County):
    case, other = county.filed(), a_resident("路过人")
    assert cases.join(case.id, person_id=other.person_id, note="我家门口也是", by=other, at=LATER)
    assert not cases.join(case.id, person_id=other.person_id, by=other, at=LATER)
    assert (queries.joined(case.id), Join.objects.count()) == (1, 1)
    assert queries.join_notes(case.id) == ["我家门口也是"]
    assert "门口" not in str(bytes(Join.objects.get().note))
    cases.leave(case.id, by=other, at=LATER + HOUR)
    assert queries.joined(case.id) == 0
    with pytest.raises(Refusal):
        queries.progress(other, case.public_code)


def test_nobody_joins_their_own_matter_or_one_that_has_ended(county: County):
    case, other = county.filed(), a_resident("路过人")
    for who, this, code in (
        (county.resident, case, "join_own"),
        (other, county.case_in("closed"), "join_ended"),
    ):
        with pytest.raises(Refusal) as refused:
            cases.join(this.id, person_id=who.person_id, by=who, at=LATER)
        assert refused.value.code == code


def test_who_joined_sees_how_far_it_is_and_not_a_word_of_what_was_said(county: County):
    case, other = county.case_in("reported"), a_resident("路过人")
    cases.join(case.id, person_id=other.person_id, by=other, at=LATER)
    page = queries.progress(other, case.public_code)
    assert [line.label for line in page.lines][-1] == "承办单位报告已办理"
    assert all(not line.words and not line.files and not line.who for line in page.lines)
    for stranger in (a_resident("别人"), county.handler):
        with pytest.raises(Refusal):
            queries.progress(stranger, case.public_code)


def test_the_hint_asks_the_database_twice(county: County):
    for _n in range(6):
        county.filed()
    with questions() as asked:
        assert len(queries.hints(county.resident, county.filing(**AGAIN), LATER)) == 5
    assert len(asked) == 3, asked  # and its sight, which is the house's


def test_too_few_words_find_nothing(county: County):
    county.filed()
    assert queries.hints(county.resident, Filing("路灯", "", county.village.code, "city.roads"), LATER) == []
