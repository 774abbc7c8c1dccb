"""A link rates one matter once, without signing in, and tells a stranger nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases import queries
from sanzhi.cases.models import CallBack, Case, RatingLink
from sanzhi.journal.models import Entry, IdempotencyKey
from sanzhi.kit import clock
from sanzhi.people import actions as staff
from sanzhi.people import queries as people
from sanzhi.people.models import Person, TextStop
from sanzhi.people.roles import INSTALLER
from tests.county import DAY, HOUR, MONDAY, County

SOLVED = {"solved": "yes", "satisfied": "5", "said": "灯亮了"}


@pytest.fixture
def now(county: County):
    with clock.simulated(MONDAY + 6 * HOUR):
        yield MONDAY + 6 * HOUR


@pytest.fixture
def case(county: County, now) -> Case:
    return county.case_in("follow_up")


def address(case: Case) -> str:
    return f"/r/{queries.token_of(RatingLink.objects.get(follow_up__case=case))}/"


def rate(where: str, key: str = "one-press-of-this-test", **said: str):
    return Client().post(where, {"once": key, **(said or SOLVED)})


def test_the_page_shows_number_and_category_and_nothing_of_the_matter_or_the_person(county, case):
    page = Client().get(address(case)).content.decode()
    assert queries.number_of(case) in page and "道路" in page
    for secret in (case.title, case.text[:8], case.place, case.public_code, "沈小满"):
        assert secret not in page


def test_a_rating_closes_the_matter_and_stands_as_the_reporter_s_own(county, case):
    where = address(case)
    assert rate(where)["Location"] == "/r/thanks"
    rated = Case.objects.get(pk=case.pk)
    call = CallBack.objects.get(case=case)
    assert (rated.state, rated.satisfied, call.means, call.by_id) == ("closed", 5, "link", case.reporter_id)
    assert Entry.objects.get(kind="rating.by_link").by_id == case.reporter_id


def test_pressed_twice_it_is_one_rating_and_the_same_thanks(county, case):
    where = address(case)
    assert rate(where)["Location"] == rate(where)["Location"] == "/r/thanks"
    assert CallBack.objects.count() == 1


def test_not_solved_sends_it_back(county, case):
    rate(address(case), solved="no", satisfied="1", said="还是不亮")
    assert Case.objects.get(pk=case.pk).state == "handling"


def test_wrong_used_expired_and_revoked_are_answered_alike(county, case, now):
    where = address(case)
    rate(where)
    used = Client().get(where)
    wrong = Client().get("/r/nothing-of-the-kind/")
    second = county.case_in("follow_up")
    cases.revoke_link(second.id, reason="手机换人了", by=county.caller, at=now)
    revoked = Client().get(address(second))
    third = county.case_in("follow_up")
    with clock.simulated(now + 31 * DAY):
        expired = Client().get(address(third))
    pages = {
        re.sub(r'value="[^"]{20,}"', "", one.content.decode()).replace(one.wsgi_request.path, "")
        for one in (used, wrong, revoked, expired)
    }
    assert {one.status_code for one in (used, wrong, revoked, expired)} == {404}
    assert len(pages) == 1
    assert "到就近窗口说" in pages.pop()


def test_a_call_that_is_answered_ends_the_link_and_a_matter_closed_in_silence_does_not(county, case, now):
    cases.call_back(case.id, solved=True, satisfied=3, by=county.caller, at=now)
    assert Client().get(address(case)).status_code == 404
    second = county.case_in("follow_up")
    cases.decline_answer(second.id, by=county.caller, at=now)
    assert rate(address(second)).status_code == 302
    assert Case.objects.get(pk=second.pk).satisfied == 5


def test_a_thousand_guesses_from_one_address_are_stopped_and_then_even_the_right_link_is(county, case):
    stranger = Client()
    answers = [stranger.get(f"/r/guess-number-{n}/").status_code for n in range(1000)]
    assert answers.count(404) == 30 and answers.count(429) == 970
    assert stranger.get(address(case)).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.9").get(address(case)).status_code == 200


def test_without_the_limit_a_thousand_guesses_would_all_be_looked_up(county, case, monkeypatch):
    """The mutant: what the test above would see if nobody counted."""
    from sanzhi.people import actions

    monkeypatch.setattr(actions, "refuse_when_spent", lambda *args, **kwargs: None)
    monkeypatch.setattr(actions, "count_attempt", lambda *args, **kwargs: None)
    answers = [Client().get(f"/r/guess-number-{n}/").status_code for n in range(100)]
    assert answers.count(404) == 100


def test_guesses_by_post_are_counted_though_their_transaction_is_undone(county, case):
    answers = [rate(f"/r/guess-number-{n}/", key=f"guess-number-{n:06}").status_code for n in range(40)]
    assert answers.count(404) == 30 and answers.count(429) == 10


def test_the_token_lies_nowhere_in_the_database(county, case):
    where = address(case)
    token = where.split("/")[2]
    Client().post(where + "stop", {"once": "stop-texts-of-this-test"})
    rate(where)
    assert len(token) == 27  # 160 bits
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s', [f"%{token}%"])
            assert cursor.fetchone() == (0,), table
    assert IdempotencyKey.objects.filter(scope__contains="link:").exists()


def test_two_who_press_at_once_are_one_rating(county, case, now):
    token = address(case).split("/")[2]
    cases.rate_by_link(token, solved=True, satisfied=5, at=now)
    with pytest.raises(Exception, match="打不开"):
        cases.rate_by_link(token, solved=False, satisfied=1, at=now)
    assert CallBack.objects.count() == 1


def test_who_holds_the_link_may_stop_the_texts_without_an_account(county, case):
    answer = Client().post(address(case) + "stop", {"once": "stop-texts-of-this-test"})
    assert answer["Location"] == "/r/stopped"
    assert people.stopped_groups(case.reporter_id) == set(TextStop.Group.values)
    assert Client().get(address(case)).status_code == 200


def test_a_resident_chooses_which_texts_to_get(county, at_home):
    page = at_home.get("/me/texts").content.decode()
    assert page.count(" checked") == 2
    assert "督查员" not in page
    at_home.post("/me/texts", {"once": "texts-of-this-test-1", "wanted": ["rating"]})
    assert people.stopped_groups(county.resident.person_id) == {"progress"}


def test_who_supervises_is_asked_of_the_digest_too(county, at_home):
    who = Person.objects.get(pk=county.resident.person_id)
    staff.appoint(who, "supervisor", county.centre, by=INSTALLER, at=MONDAY)
    assert at_home.get("/me/texts").content.decode().count(" checked") == 3
    at_home.post("/me/texts", {"once": "texts-of-this-test-2", "wanted": ["rating"]})
    assert people.stopped_groups(county.resident.person_id) == {"progress", "digest"}


def test_a_link_lives_thirty_days():
    from sanzhi.cases import sampling

    assert timedelta(days=30) == sampling.LINK_LIFE


def test_an_empty_rating_is_told_field_by_field_and_keeps_the_link(county, case):
    answer = rate(address(case), said="灯亮了")
    assert answer.status_code == 422
    assert "灯亮了" in answer.content.decode()
    assert Client().get(address(case)).status_code == 200
