"""What a counter of another organ takes down is tied to the number too, as the person who stands there, under one name."""

import pytest

from sanzhi.disputes.models import Dispute
from sanzhi.kit import clock
from sanzhi.petitions.models import Petition
from sanzhi.windows import actions
from sanzhi.windows.models import Ticket
from tests.county import MONDAY, at_the_desk
from tests.web.test_windows import post
from tests.windows.handed import Organs

TAKEN = {"names": "沈小满", "category": "claim", "form": "visit", "people": 1, "title": "水管没有修", "field": "city.roads",
         "facts": "门前的排水管挖断以后没有修。", "claims": "修好水管", "reply_by": "counter"}  # fmt: skip
ARGUED = {"title": "通道堆放杂物", "type": "neighbour", "source": "applied", "text": "隔壁在公用通道堆了杂物。", "request": "请把通道清出来",
          "name2": "钱阿二"}  # fmt: skip


@pytest.fixture
def town(db, settings) -> Organs:
    settings.ALLOWED_HOSTS = ["testserver"]
    return Organs()


@pytest.fixture(autouse=True)
def monday():
    with clock.simulated(MONDAY):
        yield


def at_counter(town: Organs, service: str, counter, by) -> Ticket:
    town.came(by=town.resident, service=service)
    return actions.call_next(counter.pk, by=by, at=MONDAY)


def test_a_petition_taken_down_at_the_counter_is_the_persons_own_and_tied_to_the_number(town: Organs):
    one = at_counter(town, "petition", town.three, town.officer)
    desk, where = at_the_desk(town.officer), f"/desk/petitions/new?number={one.pk}"
    assert where in desk.get("/desk/windows/").content.decode()
    assert town.resident.name in desk.get(where).content.decode()
    said = {**TAKEN, "names": town.resident.name, "area": town.village.code}
    assert post(desk, where, **said).status_code == 302
    made = Petition.objects.get()
    assert made.case.reporter_id == town.resident.person_id
    assert Ticket.objects.get(pk=one.pk).case_id == made.pk


def test_a_dispute_taken_down_at_the_committees_counter_is_too(town: Organs):
    counter = town.counter(4, "调解委员会", "mediation", office=town.committee.pk)
    one = at_counter(town, "mediation", counter, town.clerk)
    desk, where = at_the_desk(town.clerk), f"/desk/disputes/new?number={one.pk}"
    assert where in desk.get("/desk/windows/").content.decode()
    said = {**ARGUED, "name1": town.resident.name, "area": town.village.code}
    assert post(desk, where, **said).status_code == 302
    made = Dispute.objects.get()
    assert made.parties.get(side=1).person_id == town.resident.person_id
    assert Ticket.objects.get(pk=one.pk).case_id == made.pk


def test_another_name_at_the_same_counter_is_another_person(town: Organs):
    one = at_counter(town, "petition", town.three, town.officer)
    said = {**TAKEN, "names": "沈阿大", "area": town.village.code}
    post(at_the_desk(town.officer), f"/desk/petitions/new?number={one.pk}", **said)
    assert Petition.objects.get().case.reporter_id != town.resident.person_id


def test_a_number_of_another_hall_or_office_ties_nothing(town: Organs):
    one = at_counter(town, "petition", town.three, town.officer)
    assert at_the_desk(town.clerk).get(f"/desk/disputes/new?number={one.pk}").status_code == 404
