"""信访代办: by the principal's written word, within it, taken back in one step; the agent decides nothing."""

import io

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from PIL import Image

from sanzhi.cases.models import Case
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.models import Person
from sanzhi.people.queries import resident_actor
from sanzhi.petitions import actions, queries
from sanzhi.petitions.actions import NewAgency
from sanzhi.petitions.files import WORDS
from sanzhi.petitions.models import Agency, Contact
from tests.county import DAY, HOUR, MONDAY

from .bureau import Bureau, refused


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


def opened(county, by=None) -> Agency:
    new = NewAgency(
        "代办老人", "13900000001", "门前排水管", "代为提交信访事项、跟踪进展、转达结果", "agency-1"
    )
    return actions.open_agency(new, by=by or county.clerk, at=MONDAY)


def principal(one: Agency):
    return resident_actor(Person.objects.get(pk=one.principal_id))


def submit(county, one: Agency, by=None, at=MONDAY + HOUR):
    new = county.new(form="visit", key=f"agency-petition-{one.pk}")
    return actions.file_petition(new, by=by or county.clerk, at=at, agency=one.pk)


def test_nothing_is_submitted_without_the_principals_word(county):
    one = opened(county)
    assert refused(lambda: submit(county, one)) == "no_word"
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.filter(pk=one.pk).update(petition=county.filed())
    assert refused(lambda: actions.give_word(one.pk, by=county.clerk, at=MONDAY)) == "not_yours"
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    petition = submit(county, one)
    assert queries.persons_of(petition.pk) == [one.principal_id]
    assert Case.objects.get(pk=petition.pk).receiver_id == county.bureau.pk


def test_a_word_on_paper_lies_on_the_shelf(county):
    one = opened(county)
    photo = io.BytesIO()
    Image.new("RGB", (9, 9), "white").save(photo, "PNG")
    photo.seek(0)
    actions.enter_word(one.pk, WORDS.keep_image(photo, "委托书.png"), by=county.clerk, at=MONDAY)
    one.refresh_from_db()
    assert (one.means, bool(one.digest)) == ("paper", True)


def test_the_word_is_taken_back_in_one_step_and_nothing_goes_out_after_that(county):
    one = opened(county)
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    actions.take_word_back(one.pk, by=principal(one), at=MONDAY + HOUR)
    assert refused(lambda: submit(county, one, at=MONDAY + DAY)) == "word_taken_back"
    log = {"how": "visit", "words": "上门说明情况", "solved": False, "by": county.clerk, "at": MONDAY + DAY}
    assert refused(lambda: actions.log_contact(one.pk, **log)) == "word_taken_back"
    petition = county.filed()
    with pytest.raises(DatabaseError, match="taken back"), transaction.atomic():
        Agency.objects.filter(pk=one.pk).update(petition=petition)


def test_after_the_word_is_taken_back_the_agent_sees_the_petition_no_more(county):
    one = opened(county)
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    petition = submit(county, one)
    assert queries.visible_to(county.clerk).filter(pk=petition.pk).exists()
    actions.take_word_back(one.pk, by=principal(one), at=MONDAY + DAY)
    with walls.seeing(sight_of(county.clerk)):
        assert not queries.visible_to(county.clerk).filter(pk=petition.pk).exists()


def test_an_agent_decides_nothing_of_it(county):
    one = opened(county, by=county.officer)
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    petition = submit(county, one, by=county.officer)
    send = {"to": county.roads.pk, "at": MONDAY + DAY}
    assert refused(lambda: actions.send(petition.pk, by=county.officer, **send)) == "agent_decides_nothing"
    actions.send(petition.pk, by=county.second, **send)


def test_tried_on_the_spot_it_may_end_there_and_every_contact_stays(county):
    one = opened(county)
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    actions.log_contact(
        one.pk, how="organ", words="和施工单位说好明天来修", solved=True, by=county.clerk, at=MONDAY + HOUR
    )
    one.refresh_from_db()
    assert one.ended_at == MONDAY + HOUR
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.update(words="改了")


def test_the_result_is_explained_and_the_principal_rates_it(county):
    one = opened(county)
    actions.give_word(one.pk, by=principal(one), at=MONDAY)
    rate = {"satisfied": 5, "at": MONDAY + 3 * DAY}
    assert refused(lambda: actions.rate_agency(one.pk, by=principal(one), **rate)) == "not_over"
    actions.explain_result(one.pk, outcome="排水管已修好", by=county.clerk, at=MONDAY + 2 * DAY)
    assert refused(lambda: actions.rate_agency(one.pk, by=county.clerk, **rate)) == "not_yours"
    actions.rate_agency(one.pk, by=principal(one), **rate)
    figures = queries.agency_figures(county.officer, MONDAY.year)
    assert [(row.tier, row.opened, row.solved, row.submitted, row.rated, row.satisfied) for row in figures] == [
        ("county", 0, 0, 0, 0, 0), ("town", 0, 0, 0, 0, 0), ("village", 1, 0, 0, 1, 1),
    ]  # fmt: skip


def test_nobody_acts_for_themselves(county):
    me = Person.objects.get(pk=county.clerk.person_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(principal=me, agent=me, office=county.village_office, tier="village", matter="我的",
                              scope="全部", key="self", opened_at=MONDAY)  # fmt: skip
