"""交接的消息: whoever has to act, whoever sent it, whose it is; and what is late once."""

from datetime import timedelta

import pytest

from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.people import queries as people
from sanzhi.reactions.table import REACTIONS
from sanzhi.windows import sweeps

from .hall import DAY, HOUR
from .handed import Organs


@pytest.fixture
def town(db) -> Organs:
    return Organs()


def test_what_waits_past_its_time_is_told_once_to_its_office_and_to_the_supervisors(town: Organs):
    one = town.handed("police")
    assert sweeps.remind_receivers(at=one.due_at - HOUR) == 0
    assert sweeps.remind_receivers(at=one.due_at) == 1
    assert sweeps.remind_receivers(at=one.due_at + DAY) == 0
    delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1))
    for who in (town.liaison, town.supervisor):
        assert any("过了两个工作日" in told.text for told in people.messages_for(who.person_id)), who.name
    assert not any("过了两个工作日" in told.text for told in people.messages_for(town.court.person_id))


def test_everybody_concerned_is_told_and_nobody_twice(town: Organs):
    case = town.filed()
    one = town.received(town.handed("mediation", case))
    town_desk = {told.text for told in _told(town.dispatcher)}
    assert any("乌镇调解委员会已经接收" in text for text in town_desk)
    mine = [told.text for told in _told(town.resident)]
    assert sum("已经接收" in text for text in mine) == 1
    assert any("有一件事交给您的单位" in told.text for told in _told(town.clerk))
    assert {told.link for told in _told(town.clerk)} >= {f"/desk/handovers/{one.pk}/"}


def _told(who):
    delivery.deliver(REACTIONS, at=clock.now() + timedelta(seconds=1))
    return people.messages_for(who.person_id)
