"""第二道墙: every step can be taken by whoever takes it, seeing no more than the database lets them see."""

import pytest

from sanzhi.cases.models import Case
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions as petitions
from sanzhi.windows import actions, queries
from sanzhi.windows.actions import Handing, Received
from sanzhi.windows.models import Handover

from .hall import DAY, HOUR, MONDAY
from .handed import Organs


@pytest.fixture
def town(db) -> Organs:
    return Organs()


def seeing(who: Actor):
    return walls.seeing(sight_of(who))


@pytest.mark.parametrize("channel", ["petition", "mediation", "police", "court", "law_enforcement"])
def test_handed_on_received_and_followed_each_in_their_own_sight(town: Organs, channel: str):
    case, by = town.filed(), town.receivers[channel]
    with seeing(town.dispatcher):
        one = actions.hand_over(
            case.pk,
            Handing(channel, by.office_id or 0, "按这个程序办", True),
            by=town.dispatcher,
            at=MONDAY + HOUR,
        )
    with seeing(by):
        assert [row.pk for row in queries.handovers_at(by, "in")] == [one.pk]
        assert queries.handover_page(by, one.pk).words == case.text
        said = Received(other_name="钱阿二") if channel == "mediation" else Received(their_no="1号")
        actions.receive(one.pk, said, by=by, at=MONDAY + 2 * HOUR)
    if Handover.objects.get(pk=one.pk).made_id is None:
        with seeing(by):
            actions.note_answer(one.pk, answer="已经立案", by=by, at=MONDAY + DAY)
    with seeing(town.resident):
        (hop,) = queries.course_of(Case.objects.get(pk=case.pk))
        assert hop.one.state == "received"


def test_a_petition_not_accepted_is_handed_on_in_the_bureaus_sight(town: Organs):
    made = town.received(town.handed("petition")).made
    assert made
    with seeing(town.officer):
        petitions.decline_petition(
            made.pk, route="court", reason="已经进入诉讼程序", by=town.officer, at=MONDAY + DAY
        )
        new = Handing("court", town.court_office.pk, "本人要起诉", True)
        one = actions.hand_over(made.pk, new, by=town.officer, at=MONDAY + DAY)
    assert one.hop == 2


def test_sent_back_and_taken_up_again_in_each_ones_sight(town: Organs):
    one = town.handed("police")
    with seeing(town.liaison):
        actions.send_back(one.pk, ground="属于民事纠纷", by=town.liaison, at=MONDAY + DAY)
    with seeing(town.dispatcher):
        actions.take_back(one.pk, by=town.dispatcher, at=MONDAY + DAY)
        assert Case.objects.get(pk=one.case_id).state == "registered"


def test_a_number_goes_from_the_door_to_the_counter_in_each_ones_sight(town: Organs):
    with seeing(town.resident):
        ticket = town.came(by=town.resident, service="petition")
    with seeing(town.officer):
        assert [row.pk for row in queries.desk(town.officer, town.hall, MONDAY).waiting] == [ticket.pk]
        actions.call_next(town.three.pk, by=town.officer, at=MONDAY)
        actions.served(ticket.pk, by=town.officer, at=MONDAY + HOUR)
