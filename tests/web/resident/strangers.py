"""Someone else, signed in."""

from django.test import Client

from sanzhi.people import actions as people
from tests.county import MONDAY, a_resident, person_of


def a_stranger() -> Client:
    client = Client()
    client.force_login(people.open_resident_account(person_of(a_resident("陌生人")), at=MONDAY))
    return client
