"""撤回同意: one step, no reason asked; from that moment on the name and the photo are shown nowhere."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sanzhi.people import actions as people
from sanzhi.people.models import Consent, Person
from sanzhi.people.roles import Actor

from . import good, red

OURS = "honour-"


def is_ours(purpose: str) -> bool:
    """Whether a consent with this purpose is one to be named by this room."""
    return purpose.startswith(OURS)


@transaction.atomic
def take_back(purpose: str, *, of: int | None = None, by: Actor, at: datetime) -> bool:
    """撤回同意 to be named, one's own; `of`: of whom, where it is told at the counter (`papers.take_back_at_counter`).
    Returns whether there was one to take back.

    What it is for is held before the consent, as whoever publishes it does: of the two, one waits for the other.
    """
    whose = of or by.person_id
    known = Consent.objects.filter(person=whose, purpose=purpose, withdrawn_at=None)
    person = Person.objects.filter(pk=whose, consents__in=known).first()
    if person is None:
        return False
    _ours, kind, number = purpose.split("-")
    room: Any = good if kind == "good" else red
    held = room.hold(int(number))
    people.withdraw_consent(person, purpose, by=by, at=at)
    room.taken_back(held, by=by, at=at)
    return True
