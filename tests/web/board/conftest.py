"""Twenty-one matters of one March, told so that every number of the board can be counted by hand."""

from datetime import timedelta

import pytest

from sanzhi.cases import actions as cases
from sanzhi.cases import sweeps
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.people.models import Account
from sanzhi.people.roles import Actor
from tests.county import DAY, HOUR, MONDAY, County, assign, decline, give_back, report, sign_for, verify

NOW = MONDAY + 28 * DAY  # Monday 30 March 2026, nine o'clock


@pytest.fixture
def county(db) -> County:
    return County()


@pytest.fixture
def march(county: County) -> County:
    """12 done on time, 2 done late, 1 overdue, 1 declined, 1 reopened, 1 returned, 2 fresh; 1 in another town.

    Of the 14 done, 9 people were very satisfied, 2 were not, 1 could not be reached; 2 wait for the call.
    """
    for n in range(9):
        _closed(county, n, satisfied=5)
    for n in (9, 10):
        _closed(county, n, satisfied=2)
    _unreached(county)
    for n in (12, 13):
        _handled(county, MONDAY + n * HOUR, done_after=18 * DAY)
    _handling(county, MONDAY + 14 * HOUR)
    decline(county, county.filed(MONDAY + 15 * HOUR), MONDAY + 16 * HOUR)
    _reopened(county)
    case = county.filed(NOW - 3 * HOUR)
    assign(county, case, NOW - 2 * HOUR)
    give_back(county, case, NOW - HOUR)
    county.filed(NOW - HOUR)
    county.filed(NOW - HOUR)
    elsewhere = next(town for town in people.towns_with_villages() if town.code != county.village.parent_id)
    county.filed(NOW - HOUR, area_code=elsewhere.villages[0].code)
    sweeps.raise_cards(at=NOW)
    return county


def _handling(county: County, at):
    case = county.filed(at)
    assign(county, case, at + HOUR)
    sign_for(county, case, at + 2 * HOUR)
    return case


def _handled(county: County, at, done_after=3 * HOUR):
    case = _handling(county, at)
    report(county, case, at + done_after)
    verify(county, case, at + done_after + timedelta(minutes=5))
    return case


def _closed(county: County, n: int, satisfied: int) -> None:
    at = MONDAY + n * HOUR
    case = _handled(county, at)
    cases.call_back(case.id, solved=True, satisfied=satisfied, by=county.caller, at=at + 4 * HOUR)


def _unreached(county: County) -> None:
    at = MONDAY + 11 * HOUR
    case = _handled(county, at)
    for n in range(3):
        cases.no_answer(case.id, by=county.caller, at=at + (4 + 12 * n) * HOUR)
    cases.close_unreached(case.id, by=county.caller, at=at + 29 * HOUR)


def _reopened(county: County) -> None:
    at = NOW - 8 * HOUR
    case = _handled(county, at)
    cases.call_back(case.id, solved=False, satisfied=1, by=county.caller, at=at + 4 * HOUR)


@pytest.fixture
def as_actor(client):
    """Sign in as somebody in post, second factor and all."""

    def sign_in(actor: Actor):
        client.force_login(Account.objects.get(person_id=actor.person_id))
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return sign_in


@pytest.fixture
def at_now():
    """The board as it stood on 30 March."""
    with clock.simulated(NOW):
        yield NOW
