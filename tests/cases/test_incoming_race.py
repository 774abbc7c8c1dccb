"""Eight pieces of one sender, thirty-two hands on them at once: one desk has them all, nobody waits for anybody."""

from itertools import count
from time import sleep

from django.db import transaction

from sanzhi.cases import actions as cases
from sanzhi.cases.actions import Written, incoming
from sanzhi.cases.models import Call, Incoming
from sanzhi.people import actions as people
from sanzhi.people.actions import Admission
from sanzhi.people.roles import INSTALLER
from tests.cases.test_race import HANDS, race
from tests.county import HOUR, MONDAY, County, a_member_of_staff

PIECES = 8


def test_one_hand_takes_every_piece_and_the_others_are_told(committed_db, monkeypatch):
    def slowly(*args, **told):
        """Long enough for every hand to have its locks."""
        sleep(0.3)
        return take_call(*args, **told)

    take_call = incoming.take_call
    monkeypatch.setattr(incoming, "take_call", slowly)
    with transaction.atomic():
        operator = a_member_of_staff("话务员", "county_dispatcher", County().centre)
        admission = Admission("短信网关", ("message",), ("330483",), 600)
        gateway, _token = people.admit_client(admission, by=INSTALLER, at=MONDAY)
        words = [Written("sms", "13900001111", f"第{number}条") for number in range(PIECES)]
        pieces = [cases.receive(one, by=gateway, at=MONDAY) for one in words]
    presses = count()
    ends = race(
        lambda: cases.take_incoming(
            pieces[next(presses) % PIECES].id, purpose="处理短信留言", by=operator, at=MONDAY + HOUR
        )
    )
    assert ends == {"won": 1, "taken_already": HANDS - 1}
    assert set(Incoming.objects.values_list("call_id", flat=True)) == {Call.objects.get().id}
