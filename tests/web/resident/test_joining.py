"""A resident is shown what seems to be the same thing before filing, and joins instead."""

from uuid import uuid4

from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import Case, Join
from sanzhi.kit import clock
from sanzhi.people.models import Consent
from tests.county import County, a_resident
from tests.questions import questions
from tests.web.resident.strangers import a_stranger
from tests.web.resident.test_filing import walk_to_the_last_step


def from_somebody_else(county: County) -> Case:
    other = a_resident("陆大山")
    origin = cases.Origin(other.person_id, "web")
    filing = county.filing(title="陆家门口路灯坏", text="村口公交站旁的路灯坏了，晚上走路看不见。")
    return cases.register(filing, origin, by=other, at=clock.now())


def test_the_hint_shows_no_word_of_what_the_other_wrote_and_joining_replaces_filing(
    at_home: Client, county: County
):
    case = from_somebody_else(county)
    walk_to_the_last_step(at_home, county)
    page = at_home.get("/file/check").content.decode()
    assert "附近好像有人反映过同样的事" in page
    for secret in ("陆家门口", "陆大山"):
        assert secret not in page
    address, body = f"/c/{case.public_code}/join", {"once": uuid4().hex}
    first, second = at_home.post(address, body), at_home.post(address, body)
    assert first["Location"] == second["Location"] == f"/c/{case.public_code}/progress"
    assert (Join.objects.count(), Case.objects.count(), Consent.objects.count()) == (1, 1, 1)
    progress = at_home.get(first["Location"]).content.decode()
    assert "诉求已提交" in progress
    for secret in ("陆家门口", "陆大山", "公交站"):
        assert secret not in progress
    assert at_home.get("/file/check").status_code == 302  # the draft is gone
    assert f"/c/{case.public_code}/progress" in at_home.get("/mine/").content.decode()


def test_nobody_else_sees_the_progress_and_leaving_is_one_step(at_home: Client, county: County):
    case = from_somebody_else(county)
    at_home.post(f"/c/{case.public_code}/join", {"once": uuid4().hex})
    address = f"/c/{case.public_code}/progress"
    assert a_stranger().get(address).status_code == 404
    assert at_home.get(f"/c/{case.public_code}/").status_code == 404
    assert at_home.post(f"/c/{case.public_code}/leave", {"once": uuid4().hex}).status_code == 302
    assert at_home.get(address).status_code == 404


def test_a_merged_filing_keeps_its_page_with_the_main_case_beside_it(at_home: Client, county: County):
    main, case = from_somebody_else(county), county.filed(at=clock.now())
    at = clock.now()
    cases.merge(case.id, into=main.id, reason="说的是同一盏灯", by=county.dispatcher, at=at)
    cases.assign(main.id, lead=county.roads.id, by=county.dispatcher, at=at)
    page = at_home.get(f"/c/{case.public_code}/").content.decode()
    for shown in ("合并办理的进展", "村口的路灯坏了三天", "已交给承办单位", "市住房和城乡建设局"):
        assert shown in page
    for secret in ("陆家门口", "陆大山", main.public_code):
        assert secret not in page


def test_the_resident_reads_that_it_is_supervised_and_not_why(at_home: Client, county: County):
    case = county.filed(at=clock.now())
    cases.supervise(
        case.id, level="press", why="领导批示", ask="请报原因", by=county.supervisor, at=clock.now()
    )
    page = at_home.get(f"/c/{case.public_code}/").content.decode()
    assert "这件事已经列入督办" in page
    assert "领导批示" not in page
    assert "请报原因" not in page


def test_the_parts_of_a_split_matter_are_all_on_its_page(at_home: Client, county: County):
    case = county.filed(at=clock.now())
    part = cases.Part("修电线", "村口电线要换。", "city.roads", county.village.code)
    (child,) = cases.split(case.id, parts=[part], reason="要分开办", by=county.dispatcher, at=clock.now())
    page = at_home.get(f"/c/{case.public_code}/").content.decode()
    assert f"/c/{child.public_code}/" in page
    assert at_home.get(f"/c/{child.public_code}/").status_code == 200


def test_the_hint_costs_the_last_page_two_questions(at_home: Client, county: County):
    for _n in range(3):
        from_somebody_else(county)
    walk_to_the_last_step(at_home, county)
    with questions() as asked:
        at_home.get("/file/check")
    assert len(asked) <= 13, asked
    assert len(queries.hints(county.resident, county.filing(), clock.now())) == 3


def test_a_matter_that_shields_anybody_is_neither_hinted_at_nor_joined(at_home: Client, county: County):
    case = from_somebody_else(county)
    for secrecy in ("shielded", "closed"):
        Case.objects.filter(pk=case.pk).update(secrecy=secrecy)
        walk_to_the_last_step(at_home, county)
        assert case.public_code not in at_home.get("/file/check").content.decode()
        assert at_home.post(f"/c/{case.public_code}/join", {"once": uuid4().hex}).status_code == 404
    assert Join.objects.count() == 0
