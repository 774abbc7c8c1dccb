"""A resident follows a matter to the end, and nobody else does."""

from uuid import uuid4

import pytest
from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.models import Case, Move
from sanzhi.kit import clock
from sanzhi.people import actions as people
from tests.county import DAY, MONDAY, County
from tests.questions import questions
from tests.web.resident.strangers import a_stranger
from tests.web.resident.test_filing import a_photo

PAGES = ("", "filed", "deadline", "supplement", "rate", "reopen")
# Every address of this face that changes a case, the state it is open in, and what it needs.
VERBS = {
    "urge": ("handling", {}),
    "supplement": ("handling", {"text": "旁边那盏也坏了"}),
    "rate": ("follow_up", {"solved": "yes", "satisfied": "5"}),
    "reopen": ("follow_up", {"reason": "还是不亮，没有修好"}),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_ones_own_case_opens_within_its_budget(at_home: Client, county: County, page: str):
    case = county.case_in("follow_up")
    with questions() as asked:
        assert at_home.get(f"/c/{case.public_code}/{page}").status_code == 200
    assert len(asked) <= 12, asked


@pytest.mark.parametrize("page", PAGES)
def test_a_strangers_page_is_the_page_of_nothing(county: County, page: str):
    case = county.case_in("follow_up")
    stranger = a_stranger()
    assert stranger.get(f"/c/{case.public_code}/{page}").status_code == 404
    assert stranger.get("/c/0000-0000-0000-0000/").status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_sent_twice_has_one_effect_and_one_answer(at_home: Client, county: County, verb: str):
    state, body = VERBS[verb]
    case = county.case_in(state)
    moves = Move.objects.filter(case=case).count()
    sent = body | {"once": uuid4().hex}
    first = at_home.post(f"/c/{case.public_code}/{verb}", sent)
    second = at_home.post(f"/c/{case.public_code}/{verb}", sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Move.objects.filter(case=case).count() == moves + 1
    other = at_home.post(f"/c/{case.public_code}/{verb}", sent | {"text": "另一份内容", "said": "另一份"})
    assert other.status_code == 409
    assert Move.objects.filter(case=case).count() == moves + 1


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_refuses_a_get_that_changes_and_a_stranger(county: County, verb: str):
    state, body = VERBS[verb]
    case = county.case_in(state)
    answer = a_stranger().post(f"/c/{case.public_code}/{verb}", body | {"once": uuid4().hex})
    assert answer.status_code == 404
    assert Case.objects.get(pk=case.pk).version == case.version


def test_a_refused_form_keeps_what_was_typed(at_home: Client, county: County):
    case = county.case_in("follow_up")
    answer = at_home.post(f"/c/{case.public_code}/rate", {"once": uuid4().hex, "said": "灯还是不亮啊"})
    assert answer.status_code == 422
    assert "灯还是不亮啊" in answer.content.decode()


@pytest.mark.parametrize(("step", "body"), [("rate", {"solved": "yes", "satisfied": "5"}), ("reopen", {})])
def test_a_step_that_is_not_open_says_why_and_keeps_what_was_typed(
    at_home: Client, county: County, step: str, body: dict
):
    case = county.case_in("handling")
    asked = at_home.get(f"/c/{case.public_code}/{step}", follow=True)
    assert asked.redirect_chain == [(f"/c/{case.public_code}/", 302)]
    assert [told.message for told in asked.context["messages"]] == ["现在是“正在办理”，还不能这样做。"]
    words = {"said": "等了很久了", "reason": "等了很久了", "once": uuid4().hex}
    sent = at_home.post(f"/c/{case.public_code}/{step}", body | words)
    assert sent.status_code == 422
    assert "等了很久了" in sent.content.decode()
    assert Case.objects.get(pk=case.pk).version == case.version


def test_rating_it_unsolved_sends_it_back_to_be_handled(at_home: Client, county: County):
    case = county.case_in("follow_up")
    body = {"solved": "no", "satisfied": "1", "said": "灯还是不亮", "once": uuid4().hex}
    at_home.post(f"/c/{case.public_code}/rate", body)
    assert Case.objects.get(pk=case.pk).state == "handling"


def test_a_photo_is_shown_to_its_owner_only(at_home: Client, county: County):
    case = county.case_in("handling")
    body = {"text": "补一张照片", "photos": a_photo(), "once": uuid4().hex}
    at_home.post(f"/c/{case.public_code}/supplement", body)
    photo = case.attachments.get().id
    answer = at_home.get(f"/c/{case.public_code}/files/{photo}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert a_stranger().get(f"/c/{case.public_code}/files/{photo}").status_code == 404
    assert at_home.get(f"/c/{case.public_code}/files/{photo + 1}").status_code == 404


def test_the_code_is_found_however_it_is_typed(at_home: Client, county: County):
    case = county.filed()
    typed = case.public_code.lower().replace("-", " ")
    assert at_home.get("/find", {"code": typed})["Location"] == f"/c/{case.public_code}/"
    assert at_home.get("/find", {"code": "不是码"}).status_code == 422


def test_the_list_shows_what_is_under_way_or_what_has_ended(at_home: Client, county: County):
    under_way, ended = county.case_in("handling").public_code, county.case_in("closed").public_code
    for show, here in (
        ("open", {under_way}),
        ("ended", {ended}),
        ("", {under_way, ended}),
        ("x", {under_way, ended}),
    ):
        page = at_home.get("/mine/", {"show": show}).content.decode()
        assert {code for code in (under_way, ended) if code in page} == here


def test_one_reads_and_exports_what_is_kept_about_oneself(at_home: Client, county: County):
    case = county.filed()
    people.look(
        county.resident.person_id, purpose="上门前联系", about=("case", case.id), by=county.handler, at=MONDAY
    )
    assert "上门前联系" in at_home.get("/me/looked").content.decode()
    told = at_home.get("/me/export.json").json()
    assert told["phone"].startswith("199")
    assert [row["code"] for row in told["matters"]] == [case.public_code]
    masked = at_home.get("/me/").content.decode()
    assert told["phone"] not in masked
    assert told["phone"] in at_home.get("/me/?show=phone").content.decode()


def test_one_objects_to_being_declined_once_within_a_month(at_home: Client, county: County):
    case = county.filed(at=clock.now())
    cases.not_accept(
        case.id, reason="已经进入诉讼程序", route="请向法院申请", by=county.dispatcher, at=clock.now()
    )
    page = at_home.get(f"/c/{case.public_code}/").content.decode()
    assert f"/c/{case.public_code}/object" in page
    sent = {"reason": "还没有起诉，请接着办", "once": uuid4().hex}
    assert at_home.post(f"/c/{case.public_code}/object", sent).status_code == 302
    assert Case.objects.get(pk=case.pk).holder_id == county.centre.id
    assert at_home.post(f"/c/{case.public_code}/object", sent | {"once": uuid4().hex}).status_code == 422


def test_the_code_of_a_merged_matter_says_how_far_the_other_one_is_and_nothing_else_of_it(county: County):
    case = county.case_in("merged")
    main = Case.objects.exclude(pk=case.pk).get()
    cases.assign(main.id, lead=county.roads.id, by=county.dispatcher, at=MONDAY + DAY)
    page = Client().get(f"/t/{case.public_code}/").content.decode()
    assert "和另一件同样的事合并办理，那一件现在：" in page
    assert "已交给承办单位" in page
    assert main.public_code not in page
