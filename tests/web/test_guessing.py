"""A thousand tries at a code or a one-time password meet a wall that every process shares; without it, they do not."""

import pytest
from django.core.cache import cache
from django.test import Client

from sanzhi.kit import clock, ids
from sanzhi.people import actions as people
from sanzhi.people.actions import signin
from sanzhi.people.models import Attempt
from sanzhi.web.ui import guessing
from tests.county import MONDAY, a_resident, person_of

TRIES = 1000
PHONE = "19912345678"


@pytest.fixture(autouse=True)
def at_one_moment(county):
    """All within one window, and nothing remembered in a process."""
    with clock.simulated(MONDAY.replace(minute=1)):
        yield
        cache.clear()


def statuses(client: Client, address: str, **headers: str) -> list[int]:
    found = []
    for _try in range(TRIES):
        found.append(client.get(address.format(ids.public_code()), **headers).status_code)
        cache.clear()
    return found


@pytest.mark.slow
def test_a_thousand_codes_from_one_address_learn_nothing_after_thirty(county):
    case = county.filed()
    assert Client().get(f"/t/{case.public_code}/").status_code == 200
    found = statuses(Client(), "/t/{}/")
    assert (found.count(404), found.count(429)) == (guessing.BY_ADDRESS, TRIES - guessing.BY_ADDRESS)
    right = Client().get(f"/t/{case.public_code}/")
    assert right.status_code == 429  # the right one is answered like a wrong one
    assert Client().get(f"/find?code={case.public_code}").status_code == 429
    assert Client(REMOTE_ADDR="10.1.2.3").get(f"/t/{case.public_code}/").status_code == 200


@pytest.mark.slow
def test_a_thousand_codes_typed_into_the_search_are_stopped_too(county):
    client, found = Client(), []
    for _try in range(TRIES):
        found.append(client.get("/find", {"code": ids.public_code()}, follow=True).status_code)
    assert found.count(429) == TRIES - guessing.BY_ADDRESS
    wrong = [
        client.get("/find", {"code": "不是码"}, REMOTE_ADDR="10.0.0.9").status_code for _try in range(40)
    ]
    assert (wrong.count(422), wrong.count(429)) == (guessing.BY_ADDRESS, 40 - guessing.BY_ADDRESS)


@pytest.mark.slow
def test_an_account_that_changes_its_address_is_stopped_by_name(county):
    client = Client()
    client.force_login(people.open_resident_account(person_of(a_resident()), at=MONDAY))
    found = [
        client.get(f"/c/{ids.public_code()}/", REMOTE_ADDR=f"10.0.{n // 250}.{n % 250}").status_code
        for n in range(TRIES)
    ]
    assert (found.count(404), found.count(429)) == (guessing.BY_ACCOUNT, TRIES - guessing.BY_ACCOUNT)


def test_a_press_on_somebody_elses_matter_counts_as_well(county):
    client, code = Client(), county.filed().public_code
    client.force_login(people.open_resident_account(person_of(a_resident("别人")), at=MONDAY))
    for number in range(guessing.BY_ACCOUNT):
        client.post(f"/c/{code}/urge", {"once": f"a-key-of-somebody-{number:04d}"})
    assert client.get(f"/c/{code}/").status_code == 429


@pytest.mark.slow
def test_a_thousand_one_time_codes_open_no_account(county, settings):
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"
    right = people.send_code(PHONE, address="10.9.9.9", at=clock.now())
    wrong = (f"{number:06d}" for number in range(TRIES + 1) if f"{number:06d}" != right)
    client, said = Client(), []
    for number, code in zip(range(TRIES), wrong, strict=False):
        address = f"10.0.{number // 250}.{number % 250}"  # each from another address: the phone is the target
        answer = client.post("/sign-in/code", {"phone": PHONE, "code": code, "name": ""}, REMOTE_ADDR=address)
        said.append(answer.context["form"].errors["code"][0])
    assert sum("不对" in sentence for sentence in said) == signin.CODE_TRIES
    assert sum("试错次数过多" in sentence for sentence in said) == TRIES - signin.CODE_TRIES
    last = client.post("/sign-in/code", {"phone": PHONE, "code": right, "name": ""})
    assert last.status_code == 422  # even the right one, by now


@pytest.mark.slow
def test_the_limit_lies_in_the_database_and_without_it_every_try_is_answered(county, monkeypatch):
    """The mutant: the same tries with the counting taken out."""
    client = Client()
    for _try in range(guessing.BY_ADDRESS + 5):
        client.get(f"/t/{ids.public_code()}/")
    assert Attempt.objects.filter(bucket__startswith="guess:address:").get().count == guessing.BY_ADDRESS
    monkeypatch.setattr(guessing.people, "refuse_when_spent", lambda *args, **told: None)
    monkeypatch.setattr(guessing.people, "count_attempt", lambda *args, **told: None)
    assert set(statuses(client, "/t/{}/")) == {404}


def test_mutant_without_the_limit_of_tries_whoever_goes_on_gets_in(county, settings, monkeypatch):
    settings.SANZHI_CODE_SENDER = "sanzhi.people.senders.OnScreen"
    monkeypatch.setattr(signin, "CODE_TRIES", TRIES)
    right = people.send_code(PHONE, address="10.9.9.9", at=clock.now())
    wrong = (code for code in (f"{number:06d}" for number in range(50)) if code != right)
    tried = [*(next(wrong) for _try in range(40)), right]
    sent = ({"phone": PHONE, "code": code, "name": ""} for code in tried)
    found = [Client().post("/sign-in/code", one, REMOTE_ADDR="10.0.0.7").status_code for one in sent]
    assert (set(found[:-1]), found[-1]) == ({422}, 302)
