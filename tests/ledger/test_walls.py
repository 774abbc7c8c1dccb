"""Who sees which accounts: one's own household, the area one works for; a department and a stranger none."""

import pytest
from django.db import connection

from sanzhi.kit import walls
from sanzhi.ledger import actions, queries
from sanzhi.ledger.actions import NewAccount
from sanzhi.ledger.rules import Line
from sanzhi.people.access import sight_of
from sanzhi.people.models import Household, Person
from tests.county import MONDAY, WUZHEN, County, a_member_of_staff, a_resident, an_office
from tests.ledger.book import AWARD, a_village

pytestmark = pytest.mark.django_db
COUNTS = ("ledger_account", "ledger_balance", "ledger_posting", "ledger_entry")


def seen() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in COUNTS:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def test_a_household_sees_its_own_account_and_no_other():
    county, neighbour = County(), a_resident("隔壁人家")
    homes = {}
    for person in (county.resident, neighbour):
        home = Household.objects.create(area_id=a_village(), number=f"{person.person_id}")
        Person.objects.filter(pk=person.person_id).update(household=home)
        homes[person.person_id] = home.id
    accounts = actions.open_accounts(
        [NewAccount("village", "村积分发行", a_village(), floor=None)]
        + [NewAccount(f"h{home}", "户", a_village(), household=home) for home in homes.values()],
        at=MONDAY,
    )
    lines = [Line(f"d{taker}", accounts[0], taker, 5) for taker in accounts[1:]]
    actions.post(lines, AWARD, by=None, at=MONDAY)
    elsewhere = a_member_of_staff(
        "崇福人", "town_dispatcher", an_office("cf", "崇福", "command_room", "330483103000")
    )
    stranger = dict.fromkeys(COUNTS, 0) | {"ledger_account": 1}  # that the village gives points is no secret
    expected = {
        county.resident: {"ledger_account": 2, "ledger_balance": 1, "ledger_posting": 1, "ledger_entry": 1},
        county.dispatcher: {"ledger_account": 3, "ledger_balance": 3, "ledger_posting": 2, "ledger_entry": 4},
        county.handler: stranger,
        elsewhere: stranger,
        a_resident("路过人"): stranger,
    }
    assert county.dispatcher.reach == WUZHEN[:9]
    for actor, sees in expected.items():
        with walls.seeing(sight_of(actor)):
            assert seen() == sees, actor.name
    with walls.seeing(sight_of(county.resident)):
        assert queries.balance(accounts[1]).posted == 5
        assert queries.balance(accounts[2]) == queries.Stand()
        (line,) = queries.statement(accounts[1], until=MONDAY)
        assert (line.amount, line.contra.name) == (5, "村积分发行")
        assert queries.statement(accounts[0], until=MONDAY) == []
