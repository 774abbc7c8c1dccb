"""保存期限: what has stayed as long as its kind says loses its words, everywhere; its course and the figures stay."""

import os
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from sanzhi.cases import actions as cases
from sanzhi.cases import files, queries, retention, sweeps
from sanzhi.cases.models import Attachment, Case, DayTown, Move, Search
from sanzhi.cases.verify import CHECKS
from sanzhi.journal import queries as journal
from sanzhi.journal import sealing
from sanzhi.journal.models import Entry
from sanzhi.journal.verify import check_chain
from sanzhi.kit import clock
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Person
from tests.cases.test_covering import filed_with_photo
from tests.county import DAY, HOUR, MONDAY, assign, call_back, report, sign_for, verify
from tests.county import merge as merged_into_another

pytestmark = pytest.mark.usefixtures("own_home")

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
IN_TEN_YEARS = MONDAY.replace(year=MONDAY.year + 10) + 2 * DAY


def closed(county, **changes: object) -> Case:
    """A matter with a photo that is driven to its end within one Monday."""
    case = filed_with_photo(county, **changes)
    for hours, step in enumerate((assign, sign_for, report, verify, call_back), start=1):
        step(county, case, MONDAY + hours * HOUR)
    return Case.objects.get(pk=case.pk)


def found_wrong() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]


@given(ended=DAYS, today=DAYS, years=st.integers(1, 60))
def test_the_last_day_forwards_and_the_first_that_stays_backwards_are_the_same_rule(ended, today, years):
    assert (today > retention.last_day(ended, years)) == (ended < retention.ended_before(today, years))


def test_words_stay_to_the_end_of_the_corresponding_day_and_are_gone_the_day_after(county):
    case = closed(county)
    last = MONDAY.replace(year=MONDAY.year + 10, hour=23, minute=59)
    assert queries.last_day_of(case) == last.date()
    assert sweeps.erase_due(at=last) == 0
    assert sweeps.erase_due(at=last + timedelta(minutes=1)) == 1
    assert sweeps.erase_due(at=last + DAY) == 0


def test_nothing_that_was_said_is_left_and_every_step_still_stands(county):
    case = closed(county, latitude=30.74, longitude=120.49)
    steps = list(Move.objects.filter(case=case).values_list("step", flat=True))
    digest = Attachment.objects.get(case=case).digest
    long_ago = (MONDAY - 100 * DAY).timestamp()
    os.utime(files.path_of(digest), (long_ago, long_ago))
    sweeps.erase_due(at=IN_TEN_YEARS)
    case.refresh_from_db()
    assert (case.title, case.text, case.place, case.latitude) == (retention.ERASED_TITLE, "", "", None)
    assert case.reporter_id != county.resident.person_id
    assert not files.path_of(digest).exists()
    assert Search.objects.get(case=case).words == ""
    about = journal.entries_about("case", case.id)
    assert [entry.kind for entry in about if entry.content] == ["case.erased"]
    assert list(Move.objects.filter(case=case).values_list("step", flat=True)) == steps
    page = queries.case_page(county.dispatcher, case.public_code, at=IN_TEN_YEARS)
    assert [line.step for line in page.timeline] == [*steps, "case.erased"]
    assert found_wrong() == []
    sealing.seal()
    assert {one.check for one in check_chain().violations} <= {"checkpoint"}  # notes of other tests' chains


def test_the_figures_it_is_in_do_not_change(county):
    closed(county)
    cases.count_days(at=MONDAY + DAY)
    before = list(DayTown.objects.values_list("day", "town_code", "counts"))
    sweeps.erase_due(at=IN_TEN_YEARS)
    cases.count_days(at=IN_TEN_YEARS)
    assert before
    assert list(DayTown.objects.values_list("day", "town_code", "counts")) == before


def test_nobody_who_is_in_no_other_matter_is_known_any_more(county):
    case = closed(county)
    me = case.reporter_id
    sweeps.erase_due(at=IN_TEN_YEARS)
    person = Person.objects.get(pk=me)
    assert (person.name, person.phone, person.erased_at) == ("已清除", None, IN_TEN_YEARS)
    assert all(entry.content is None for entry in journal.entries_about("person", me))


def test_who_has_another_matter_or_an_account_stays_known(county):
    other = closed(county)
    county.filed(at=MONDAY + DAY)
    sweeps.erase_due(at=IN_TEN_YEARS)
    assert Person.objects.get(pk=county.resident.person_id).erased_at is None
    assert Case.objects.get(pk=other.pk).reporter_id != county.resident.person_id


def test_a_resident_who_signs_in_stays_known(county):
    people.open_resident_account(Person.objects.get(pk=county.resident.person_id), at=MONDAY)
    closed(county)
    sweeps.erase_due(at=IN_TEN_YEARS)
    assert Person.objects.get(pk=county.resident.person_id).erased_at is None


def test_whoever_may_says_that_it_stays_longer_with_a_reason_and_an_end(county):
    case = closed(county)
    until = localdate(IN_TEN_YEARS) + 30 * DAY
    at = IN_TEN_YEARS - 60 * DAY
    with pytest.raises(Refusal, match="理由"):
        cases.keep_longer(case.id, until=until, reason="", by=county.supervisor, at=at)
    with pytest.raises(Refusal, match="督查员"):
        cases.keep_longer(case.id, until=until, reason="法院来函调取", by=county.handler, at=at)
    with pytest.raises(Refusal, match="最多延长10年"):
        cases.keep_longer(
            case.id, until=until.replace(year=2060), reason="法院来函调取", by=county.supervisor, at=at
        )
    cases.keep_longer(case.id, until=until, reason="法院来函调取", by=county.supervisor, at=at)
    assert [one.last for one in queries.ending_soon(county.supervisor, at).rows] == [until]
    assert sweeps.erase_due(at=IN_TEN_YEARS) == 0
    assert sweeps.erase_due(at=IN_TEN_YEARS + 31 * DAY) == 1


def test_what_has_not_ended_is_neither_erased_nor_kept_longer(county):
    case = county.filed()
    with pytest.raises(Refusal, match="还没有办结"):
        cases.keep_longer(
            case.id, until=date(2027, 1, 1), reason="法院来函调取", by=county.supervisor, at=MONDAY + HOUR
        )
    assert sweeps.erase_due(at=IN_TEN_YEARS) == 0


def test_two_files_of_one_matter_stay_as_long_as_either(county):
    case = county.case_in("handling")
    merged_into_another(county, case, MONDAY + 3 * HOUR)
    sweeps.close_merged(at=MONDAY + 100 * DAY)
    assert sweeps.erase_due(at=IN_TEN_YEARS + 200 * DAY) == 0  # the main one is still open


def test_a_matter_without_its_words_takes_no_step(county):
    case = closed(county)
    sweeps.erase_due(at=IN_TEN_YEARS)
    with pytest.raises(Refusal, match="已经清除"):
        cases.supervise(
            case.id,
            level="urge",
            why="复查",
            ask="请说明情况",
            office=county.roads.id,
            by=county.supervisor,
            at=IN_TEN_YEARS + HOUR,
        )
    with transaction.atomic(), pytest.raises(IntegrityError, match="what_is_erased_is_gone"):
        Case.objects.filter(pk=case.pk).update(text="又写回来")


def test_a_photo_that_was_just_chosen_is_no_orphan(county):
    kept = closed(county)
    path = files.path_of(Attachment.objects.get(case=kept).digest)
    Attachment.objects.filter(case=kept).delete()
    sweeps.erase_due(at=clock.now())
    assert path.exists()


def test_verify_finds_what_outlived_its_time_and_words_that_were_left(county):
    case = closed(county)
    with clock.simulated(IN_TEN_YEARS + 30 * DAY):
        assert found_wrong() == ["its time is over and its words are still here"]
        sweeps.erase_due(at=IN_TEN_YEARS)
        assert found_wrong() == []
        Search.objects.filter(case=case).update(words="路灯")
        assert found_wrong() == ["it was erased, and some of its words are still here"]
    assert Entry.objects.filter(kind="case.erased").count() == 1
