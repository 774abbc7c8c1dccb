"""Papers shown with a petition: cleaned, seen by whoever sees it and nobody else, and gone when its words are."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image

from sanzhi.cases import sweeps as engine
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.petitions import actions, queries, sweeps, verify
from sanzhi.petitions.actions import NewAgency
from sanzhi.petitions.files import PAPERS
from sanzhi.petitions.models import Paper
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, a_resident

from .bureau import Bureau, refused, whole

pytestmark = pytest.mark.usefixtures("own_home")


@pytest.fixture
def county(db) -> Bureau:
    actions.load_reference(at=MONDAY)
    return Bureau()


def kept(colour: str = "white"):
    photo = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(photo, "PNG")
    photo.seek(0)
    return PAPERS.keep_image(photo, f"{colour}.png")


def test_the_petitioner_and_the_organ_put_in_papers_and_each_says_whose(county):
    one = county.sent()
    actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + 2 * HOUR)
    actions.add_papers(one.pk, [kept("red")], by=county.handler, at=MONDAY + 3 * HOUR)
    actions.add_papers(one.pk, [kept("blue")], side="petitioner", by=county.officer, at=MONDAY + 3 * HOUR)
    said = [(row.side, row.office_id, row.name) for row in Paper.objects.all()]
    assert said == [
        ("petitioner", None, "white.png"),
        ("organ", county.roads.pk, "red.png"),
        ("petitioner", county.bureau.pk, "blue.png"),
    ]
    assert whole(county) == []


def test_the_same_paper_again_is_the_same_one(county):
    one = county.filed()
    for _time in range(2):
        actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + HOUR)
    assert Paper.objects.count() == 1


def test_a_paper_is_seen_by_those_who_see_the_petition_and_by_nobody_else(county):
    one = county.sent()
    actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + 2 * HOUR)
    paper = Paper.objects.get()
    strangers = (a_resident("路人"), county.dispatcher, county.supervisor, county.leader, county.clerk,
                 a_member_of_staff("别局信访", "handler", county.water))  # fmt: skip
    for actor in (county.resident, county.officer, county.handler, county.head):
        with walls.seeing(sight_of(actor)):
            assert queries.paper_of(actor, paper.pk).digest == paper.digest
    for actor in strangers:
        with walls.seeing(sight_of(actor)):
            assert refused(lambda actor=actor: queries.paper_of(actor, paper.pk)) == "not_visible"
            assert not Paper.objects.exists(), actor.name


@pytest.mark.parametrize("who", ["dispatcher", "head", "supervisor"])
def test_nobody_puts_in_papers_who_does_not_work_on_it(county, who):
    one = county.sent()
    add = lambda: actions.add_papers(one.pk, [kept()], by=getattr(county, who), at=MONDAY + DAY)  # noqa: E731
    assert refused(add) == "not_in_your_hands"


def test_an_agent_puts_in_the_principals_papers_while_the_word_stands(county):
    new = NewAgency("阿婆", "13911112222", "低保申请", "代为提交、跟踪", "agency-papers")
    agency = actions.open_agency(new, by=county.clerk, at=MONDAY)
    principal = type(county.resident)(agency.principal_id, "阿婆", county.resident.role)
    actions.give_word(agency.pk, by=principal, at=MONDAY)
    filed = county.new(form="visit", petitioners=())
    one = actions.file_petition(filed, by=county.clerk, at=MONDAY, agency=agency.pk)
    [paper] = actions.add_papers(one.pk, [kept()], by=county.clerk, at=MONDAY + HOUR)
    assert paper.side == "petitioner"
    actions.take_word_back(agency.pk, by=principal, at=MONDAY + DAY)
    add = lambda: actions.add_papers(one.pk, [kept("red")], by=county.clerk, at=MONDAY + DAY)  # noqa: E731
    assert refused(add) == "not_in_your_hands"


def test_nothing_is_put_in_after_the_end(county):
    one = county.filed()
    actions.withdraw(one.pk, by=county.resident, at=MONDAY + HOUR)
    add = lambda: actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + DAY)  # noqa: E731
    assert refused(add) == "ended"


def test_a_paper_stays_as_it_was_shown(county):
    one = county.filed()
    actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + HOUR)
    for change in ("name = '别的'", "side = 'organ', office_id = 1", "digest = repeat('a', 64)"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE petitions_paper SET {change}")  # noqa: S608 - our own words
    with pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.all().delete()


def test_papers_go_with_the_words_of_the_case_and_the_file_from_the_shelf(county):
    one = county.filed()
    actions.add_papers(one.pk, [kept()], by=county.resident, at=MONDAY + HOUR)
    digest = Paper.objects.get().digest
    actions.withdraw(one.pk, by=county.resident, at=MONDAY + DAY)
    far = MONDAY + timedelta(days=11 * 366)
    assert sweeps.clear_shelves(at=far) == 0 and PAPERS.path_of(digest).exists()
    assert engine.erase_due(at=far) == 1
    assert [(row.name, row.digest) for row in Paper.objects.all()] == [("", "")]
    assert sweeps.clear_shelves(at=far) == 1 and not PAPERS.path_of(digest).exists()
    assert verify.check_papers().violations == []


def test_a_paper_that_is_lost_or_was_changed_is_found(county):
    one = county.filed()
    rows = actions.add_papers(one.pk, [kept(), kept("red")], by=county.resident, at=MONDAY + HOUR)
    PAPERS.path_of(rows[0].digest).unlink()
    PAPERS.path_of(rows[1].digest).write_bytes(b"something else")
    assert len(verify.check_papers().violations) == 2
