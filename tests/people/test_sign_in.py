"""Residents sign in by phone and one-time code; codes are few, short-lived and tried a few times only."""

import re

import pytest
from django.test import override_settings

from sanzhi.kit.verdict import Refusal
from sanzhi.people import actions as people
from sanzhi.people.models import Account, Person, SignInCode
from tests.county import HOUR, MONDAY

PHONE = "19900001234"
HERE = {"address": "192.0.2.1"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def codes_on_screen():
    with override_settings(SANZHI_CODE_SENDER="sanzhi.people.senders.OnScreen"):
        yield


def test_a_code_opens_an_account_once_and_the_same_one_the_next_time():
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    first = people.check_code(PHONE, code, name="沈小满", at=MONDAY, **HERE)
    again = people.send_code("+86 199-0000-1234", at=MONDAY, **HERE)
    assert people.check_code(PHONE, again, at=MONDAY, **HERE) == first
    assert first.person.name == "沈小满"
    assert Account.objects.count() == 1


def test_a_wrong_code_is_counted_and_five_are_enough():
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        with pytest.raises(Refusal) as refused:
            people.check_code(PHONE, wrong, at=MONDAY, **HERE)
        assert refused.value.code == "code_wrong"
    with pytest.raises(Refusal) as refused:
        people.check_code(PHONE, code, at=MONDAY, **HERE)
    assert refused.value.code == "code_spent"


def test_a_code_is_good_for_five_minutes_and_for_one_time():
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    with pytest.raises(Refusal) as refused:
        people.check_code(PHONE, code, at=MONDAY + HOUR, **HERE)
    assert refused.value.code == "code_expired"
    code = people.send_code(PHONE, at=MONDAY + HOUR, **HERE)
    people.check_code(PHONE, code, at=MONDAY + HOUR, **HERE)
    with pytest.raises(Refusal):
        people.check_code(PHONE, code, at=MONDAY + HOUR, **HERE)


def test_one_phone_gets_five_codes_an_hour_and_is_told_when_to_come_back():
    for _code in range(5):
        people.send_code(PHONE, at=MONDAY, **HERE)
    with pytest.raises(Refusal) as refused:
        people.send_code(PHONE, at=MONDAY, **HERE)
    assert refused.value.code == "too_often"
    assert re.search(r"\d+ 分钟后", refused.value.sentence)
    people.send_code(PHONE, at=MONDAY + HOUR, **HERE)


def test_without_a_gateway_nobody_is_sent_a_code_and_the_page_says_where_else_to_go():
    silent = override_settings(SANZHI_CODE_SENDER="sanzhi.people.senders.Refusing")
    with silent, pytest.raises(Refusal) as refused:
        people.send_code(PHONE, at=MONDAY, **HERE)
    assert refused.value.code == "sender_down"


def test_neither_the_phone_nor_the_code_lies_readable_in_the_database():
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    people.check_code(PHONE, code, name="沈小满", at=MONDAY, **HERE)
    kept = SignInCode.objects.get()
    person = Person.objects.get()
    for blob in (kept.phone_index, kept.digest, person.phone, person.phone_index):
        assert PHONE.encode() not in bytes(blob)
        assert code.encode() not in bytes(blob)


def test_a_closed_account_cannot_come_in():
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    account = people.check_code(PHONE, code, at=MONDAY, **HERE)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    code = people.send_code(PHONE, at=MONDAY, **HERE)
    with pytest.raises(Refusal) as refused:
        people.check_code(PHONE, code, at=MONDAY, **HERE)
    assert refused.value.code == "account_closed"
