"""检举控告 by its pages: written with a name or without, dealt with by its body, and not to be noticed by the accused (I16)."""

import re

import pytest
from django.db import transaction
from django.test import Client

from sanzhi.journal.models import IdempotencyKey
from sanzhi.kit import clock
from sanzhi.petitions.models import Accusation
from tests.county import a_member_of_staff, a_resident, at_the_desk, person_of
from tests.petitions.conftest import FACTS, Accused
from tests.questions import questions
from tests.web.desk.conftest import send, text
from tests.web.matrix import addresses
from tests.web.test_honours import MOST_QUESTIONS, at_home


@pytest.fixture
def county(db, settings) -> Accused:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Accused()


def written(county: Accused, who: Client, **changes) -> str:
    said = {"accused": county.town_office.pk, "facts": FACTS, "whom": "建设办王某", "named": "yes", **changes}
    answer = send(who, "/accusations/new", **said)
    assert answer.status_code == 302, text(answer)
    return answer["Location"].split("/")[2]


def test_written_with_a_name_opened_registered_told_and_concluded(county):
    me, officer = at_home(county.resident), at_the_desk(county.officer)
    code = written(county, me)
    where = f"/desk/accusations/{code}/"
    shut = text(officer.get(where))
    assert FACTS not in shut and county.resident.name not in shut
    assert send(officer, f"{where}open", purpose="登记").status_code == 302
    assert FACTS in text(officer.get(where))
    assert send(officer, f"{where}register").status_code == 302
    assert send(officer, f"{where}inform", words="您反映的已经受理。").status_code == 302
    assert send(officer, f"{where}conclude", words="经核查属实，已经依纪处理。").status_code == 302
    mine = text(me.get(f"/accusations/{code}/"))
    for words in ("市纪委信访室：登记", "您反映的已经受理。", "经核查属实", "已办结"):
        assert words in mine
    assert code in me.get("/accusations/").content.decode()
    assert at_home(a_resident()).get(f"/accusations/{code}/").status_code == 404


def test_without_a_name_the_code_alone_leads_to_it(county):
    street = Client()
    code = written(county, street)
    assert Accusation.objects.get(code=code).accuser_id is None
    found = street.get("/accusations/", {"code": code.lower().replace("-", " ")})
    assert found["Location"] == f"/accusations/{code}/"
    assert send(street, f"/accusations/{code}/more", words="还有一次在三月。").status_code == 302
    assert "还有一次在三月。" in text(street.get(f"/accusations/{code}/"))


def test_signed_in_but_nameless_nothing_says_whose_it_is(county):
    me = at_home(county.resident)
    code = written(county, me, named="no")
    me.get(f"/accusations/{code}/")  # says the code once
    assert Accusation.objects.get(code=code).accuser_id is None
    assert code not in me.get("/accusations/").content.decode()
    account = f"web:{person_of(county.resident).account.pk}:"
    assert [
        key for key in IdempotencyKey.objects.values_list("scope", flat=True) if key.startswith(account)
    ] == []


def test_what_is_wrong_is_said_and_what_was_typed_stays(county):
    answer = send(Client(), "/accusations/new", accused="", facts="太短", whom="某人")
    assert answer.status_code == 422
    assert 'value="某人"' in answer.content.decode() and "太短" in text(answer)
    missing = Client().get("/accusations/", {"code": "abc"})
    assert missing.status_code == 422


def test_forwarded_it_is_gone_from_the_desk(county):
    code = written(county, Client())
    officer = at_the_desk(county.officer)
    answer = send(officer, f"/desk/accusations/{code}/forward", to=county.bureau.pk, reason="由信访局办")
    assert answer["Location"] == "/desk/accusations/"
    assert officer.get(f"/desk/accusations/{code}/").status_code == 404
    assert code in text(at_the_desk(county.bureau_officer).get("/desk/accusations/"))


def test_the_list_costs_the_same_however_long(county):
    for _time in range(3):
        county.accused()
    officer = at_the_desk(county.officer)
    officer.get("/desk/accusations/")
    with questions() as few:
        officer.get("/desk/accusations/")
    for _time in range(31):
        county.accused()
    with questions() as many:
        page = officer.get("/desk/accusations/")
    assert len(many) <= len(few) <= MOST_QUESTIONS
    assert "before=" in page.content.decode()


# What carries a fresh key or the second it was made in, whatever the county holds; what is one's own, not the town's; and
# how many entries of any kind the whole journal has, which tells that something happened somewhere in the county.
BY_ITSELF = (
    "desk/field/session", "desk/waste/walk/session", "desk/patrols/round/session", "desk/import/template.xlsx", "honours/red/sheet.pdf",
    "accusations", "readyz", "healthz", "staff/", "me/", "desk/audit/proof",
)  # fmt: skip
VARIES = re.compile(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|nonce="[^"]*"|\d{2}:\d{2}(?::\d{2})?')


def seen(county: Accused) -> dict[str, str]:
    """Every page and file that answers, asked by everybody of the accused town, with what changes by itself taken out."""
    found = {}
    with clock.one_moment(clock.now()):
        for actor in county.of_theirs:
            browser = at_the_desk(actor)
            for address in sorted({*addresses()}):
                if "<" in address or address.startswith(BY_ITSELF):
                    continue
                answer = browser.get(f"/{address}", {"q": "礼金"} if address.endswith("cases/") else {})
                body = b"" if answer.streaming else answer.content
                found[f"{actor.name} {address}"] = VARIES.sub("", body.decode("utf-8", "replace"))
    return found


def test_twin_nobody_of_the_accused_town_finds_it_on_any_page_in_any_search_export_or_count(county):
    """The same county twice, once with an accusation and once without: every answer is the same to the byte."""
    roles = ("town_dispatcher", "handler", "village_clerk", "grid_worker", "supervisor", "audit_admin", "leader", "accusation_officer")  # fmt: skip
    offices = (county.town_office, county.room, county.village_office)
    county.of_theirs = [a_member_of_staff(f"{role}{n}", role, offices[n % 3]) for n, role in enumerate(roles)]
    with transaction.atomic():
        without = seen(county)
        transaction.set_rollback(True)
    with transaction.atomic():
        county.accused()
        with_one = seen(county)
        transaction.set_rollback(True)
    assert len(without) > 300
    differing = [where for where in without if without[where] != with_one[where]]
    assert differing == [], differing
