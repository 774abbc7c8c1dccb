"""第二道墙: every step can be taken by whoever takes it, seeing no more than the database lets them see."""

import pytest

from sanzhi.cases.models import Case
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor
from sanzhi.petitions import actions as petitions
from sanzhi.windows import access, actions, queries
from sanzhi.windows.actions import Handing, Received
from sanzhi.windows.models import Handover
from tests.county import a_resident

from .hall import DAY, HOUR, MONDAY, refused
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


def test_only_its_two_offices_and_the_supervisors_read_a_handover(town: Organs):
    one = town.handed("police")
    readers = {town.dispatcher, town.second, town.liaison, town.supervisor}
    for who in (town.dispatcher, town.second, town.liaison, town.supervisor, town.officer, town.clerk, town.court, town.handler, town.decider):  # fmt: skip
        known = who in readers
        assert queries.visible_to(who).exists() == known, who.name
        assert bool(access.may_read(who, one)) == known, who.name
        if not known:
            assert refused(lambda who=who: queries.handover_page(who, one.pk)) == "not_visible"
    with walls.seeing(sight_of(town.court)):
        assert not Handover.objects.exists()
    for who, sees in ((town.resident, 1), (a_resident("别人"), 0), (town.liaison, 1)):
        with walls.seeing(sight_of(who)):
            assert Handover.objects.count() == sees, who.name


def test_the_sender_sees_who_has_it_and_the_outcome_in_one_line_and_not_what_is_said_there(town: Organs):
    one = town.received(town.handed("petition"))
    page = queries.handover_page(town.dispatcher, one.pk)
    assert page.outcome == "已收到，正在登记"
    assert page.opens == one.first  # their own, not the petition


def test_whoever_may_see_it_gets_from_the_first_number_to_the_present_one(town: Organs):
    one = town.received(town.handed("petition"))
    page = queries.handover_page(town.officer, one.pk)
    assert page.opens == one.made
