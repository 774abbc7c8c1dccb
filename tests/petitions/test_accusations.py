"""检举控告: to a body with the power to deal with it, and to nobody of the accused's, whatever they try (I16)."""

import pytest
from django.db import Error, transaction

from sanzhi.journal.models import Entry
from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Office
from sanzhi.people.roles import INSTALLER
from sanzhi.petitions import actions, queries, sweeps
from sanzhi.petitions.models import Accusation, AccusationMove
from sanzhi.petitions.verify import check_accusations
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident, an_office
from tests.petitions.conftest import FACTS, Accused

LATER = MONDAY + HOUR


def refused(code: str, call, *args, **named) -> str:
    with pytest.raises(Refusal) as error:
        call(*args, **named)
    assert error.value.code == code
    return error.value.sentence


def under(office: Office, above: Office) -> None:
    Office.objects.filter(pk=office.pk).update(above=above)


def test_it_goes_to_the_most_competent_body_with_the_clocks_of_the_law(county: Accused):
    one = county.accused()
    assert (one.body, one.state) == (county.discipline, "received")
    assert (one.register_by - MONDAY).days == 15  # 《信访工作条例》第二十二条: the sixteenth midnight
    assert one.inform_by == one.register_by  # 第二十三条
    assert queries.readers_at(one, LATER) == [county.officer.person_id]


def test_its_words_are_sealed_in_the_table_and_in_no_other(county: Accused):
    one = county.accused()
    assert "礼金".encode() not in bytes(one.sealed)
    about = Entry.objects.filter(about_type="accusation")
    assert [(said.kind, said.by_id, said.content) for said in about] == [("accusation.receive", None, {})]


def test_whoever_opens_it_says_what_for_and_whoever_accused_reads_that(county: Accused):
    one = county.accused()
    assert queries.accusation_page(county.officer, one.code, at=LATER).words == {}
    refused("words_missing", actions.open_words, one.code, purpose=" ", by=county.officer, at=LATER)
    opened = actions.open_words(one.code, purpose="登记", by=county.officer, at=LATER)
    assert (opened.words["facts"], opened.words["name"]) == (FACTS, county.resident.name)
    again = LATER + HOUR
    assert (
        queries.accusation_page(county.officer, one.code, at=again).words == {}
    )  # an hour later it is shut again
    (look,) = queries.accusation_for_accuser(county.resident, one.code, at=LATER).looks
    assert (look.office, look.purpose, look.at) == (county.discipline, "登记", LATER)


def test_registered_told_and_concluded_whoever_accused_reads_the_course_and_nobody_else(county: Accused):
    one = county.accused()
    actions.register_accusation(one.code, by=county.officer, at=LATER)
    actions.note(one.code, words="向镇里以外的单位调阅合同", by=county.officer, at=LATER)
    actions.inform(one.code, words="您反映的事项已经受理。", by=county.officer, at=LATER + DAY)
    actions.conclude(
        one.code, words="经核查属实，已依纪处理，感谢您的反映。", by=county.officer, at=LATER + 9 * DAY
    )
    page = queries.accusation_for_accuser(county.resident, one.code, at=LATER)
    assert [line.label for line in page.lines] == ["收到", "已登记", "告知了受理情况", "已办结，结果见下"]
    assert page.lines[-1].words.startswith("经核查属实")
    assert page.steps == []
    refused("not_visible", queries.accusation_for_accuser, a_resident("别人"), one.code, at=LATER)
    refused("not_visible", queries.accusation_for_accuser, None, one.code, at=LATER)
    refused("step_not_open", actions.note, one.code, words="再写一句", by=county.officer, at=LATER + 10 * DAY)


def test_who_gives_no_name_follows_it_by_the_code_alone(county: Accused):
    one = county.accused(anonymous=True)
    assert one.accuser_id is None
    actions.supplement_accusation(one.code, words="还有一次在三月。", by=None, at=LATER)
    assert queries.accusation_for_accuser(None, one.code, at=LATER).lines[-1].words == "还有一次在三月。"
    assert "name" not in actions.open_words(one.code, purpose="登记", by=county.officer, at=LATER).words


def test_a_second_telling_does_not_move_the_first(county: Accused):
    one = county.accused()
    first = actions.inform(one.code, words="已经收到。", by=county.officer, at=LATER).informed_at
    assert (
        actions.inform(one.code, words="还在办理。", by=county.officer, at=LATER + DAY).informed_at == first
    )


def test_forwarded_it_is_out_of_sight_of_whoever_had_it(county: Accused):
    one = county.accused()
    actions.forward(one.code, to=county.bureau.pk, reason="不属于纪检职责", by=county.officer, at=LATER)
    refused("not_visible", queries.accusation_page, county.officer, one.code, at=LATER)
    assert queries.accusation_page(county.bureau_officer, one.code, at=LATER).one.state == "received"


@pytest.mark.parametrize("which", ["town_office", "room", "village_office"])
def test_it_is_never_forwarded_to_whom_it_accuses_or_under_them(county: Accused, which: str):
    one = county.accused()
    to = getattr(county, which).pk
    refused("not_lawful", actions.forward, one.code, to=to, reason="试一试", by=county.officer, at=LATER)
    with pytest.raises(Error, match="does not go to whom it accuses"), transaction.atomic():
        Accusation.objects.filter(pk=one.pk).update(body_id=to)  # by any hand at all


def test_against_the_discipline_body_itself_it_goes_to_the_bureau(county: Accused):
    one = county.accused(accused=county.discipline.pk)
    assert one.body == county.bureau
    refused("not_visible", queries.accusation_page, county.officer, one.code, at=LATER)


def test_where_every_body_is_the_accuseds_nothing_is_kept_and_the_way_up_is_told(county: Accused):
    under(county.bureau, county.centre)
    under(county.discipline, county.centre)
    said = refused("goes_above", county.accused, accused=county.centre.pk)
    assert "上级机关" in said
    assert (Accusation.objects.count(), AccusationMove.objects.count()) == (0, 0)


def test_somebody_with_a_second_post_with_the_accused_reads_nothing_of_it(county: Accused):
    one = county.accused()
    assert county.officer.person_id
    people.appoint(_person(county.officer), "handler", county.town_office, by=INSTALLER, at=MONDAY)
    refused("not_visible", queries.accusation_page, county.officer, one.code, at=LATER)
    assert queries.accusations_here(county.officer) == []
    assert queries.counts_here(county.officer) == {"received": 0, "registered": 0}
    assert queries.readers_at(one, LATER) == []


def _person(actor):
    from sanzhi.people.models import Person

    return Person.objects.get(pk=actor.person_id)


def test_after_a_reorganisation_it_leaves_the_body_that_came_under_the_accused(county: Accused):
    one = county.accused()
    actions.register_accusation(one.code, by=county.officer, at=LATER)
    under(county.discipline, county.town_office)
    refused(
        "not_visible", queries.accusation_page, county.officer, one.code, at=LATER
    )  # at once, before any clock
    assert sweeps.lead_away(at=LATER + DAY) == 1
    assert queries.accusation_page(county.bureau_officer, one.code, at=LATER).one.state == "received"
    under(county.discipline, None)  # and back: who was once under them stays out
    refused("not_lawful", actions.forward, one.code, to=county.discipline.pk, reason="还回去", by=county.bureau_officer, at=LATER + DAY)  # fmt: skip
    assert sweeps.lead_away(at=LATER + 2 * DAY) == 0


def test_where_a_reorganisation_leaves_no_body_nobody_reads_it_and_its_writer_is_told_to_go_above(
    county: Accused,
):
    one = county.accused()
    for office in (county.discipline, county.bureau):
        under(office, county.town_office)
    assert sweeps.lead_away(at=LATER) == 0
    for officer in (county.officer, county.bureau_officer):
        refused("not_visible", queries.accusation_page, officer, one.code, at=LATER)
    assert queries.accusation_for_accuser(county.resident, one.code, at=LATER).goes_above
    found = check_accusations()
    assert (found.violations, len(found.warnings)) == ([], 1)


def test_a_new_office_under_the_accused_is_kept_out_from_its_first_day(county: Accused):
    one = county.accused()
    new = an_office("new", "乌镇镇新设办公室", "town_office", county.room.area_id)
    somebody = a_member_of_staff("新来的", "accusation_officer", new)
    refused("not_visible", queries.accusation_page, somebody, one.code, at=LATER)
    assert new.pk in queries.kept_out(one.accused_id, one.pk)


def test_its_words_whom_it_accuses_and_what_met_the_clock_stay_as_they_were(county: Accused):
    one = county.accused()
    actions.register_accusation(one.code, by=county.officer, at=LATER)
    for changes in (
        {"accused_id": county.roads.pk},
        {"sealed": b"x"},
        {"register_by": LATER},
        {"registered_at": LATER + DAY},
    ):
        with pytest.raises(Error, match="stays as it came in"), transaction.atomic():
            Accusation.objects.filter(pk=one.pk).update(**changes)
    with pytest.raises(Error), transaction.atomic():
        AccusationMove.objects.filter(accusation=one).delete()
