import pytest
from django.test import Client

from sanzhi.people import actions as people
from tests.county import MONDAY, County, person_of


@pytest.fixture
def county(db) -> County:
    return County()


@pytest.fixture
def at_home(county: County) -> Client:
    """The county's resident, signed in."""
    client = Client()
    account = people.open_resident_account(person_of(county.resident), at=MONDAY)
    client.force_login(account)
    return client
