"""A town's hall in the matrix's world: somebody at a counter, somebody waiting, a booking; a name in each."""

from collections.abc import Callable, Iterator
from datetime import time

from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.windows import actions
from sanzhi.windows.actions import Arrival, NewShift
from tests.county import DAY, HOUR, MONDAY

Rule = Callable[[Actor], bool]


def queued(
    values: dict[str, list[object]], room: Office, keeper: Actor, resident: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    hall = actions.open_centre(place="子夜路1号一楼", by=keeper, at=MONDAY)
    window = actions.put_counter(
        hall.pk, number=1, name="综合", services=("hotline", "mediation"), by=keeper, at=MONDAY
    )
    actions.set_open(window.pk, to=True, by=keeper, at=MONDAY)
    for weekday in range(5):
        new = NewShift("mediation", weekday, time(9), time(17), 3)
        shift = actions.put_shift(hall.pk, new, by=keeper, at=MONDAY)
    booked, called, waits = (word() for _ in range(3))
    at = MONDAY + DAY  # what the desk shows is of the day on which the matrix looks
    there = [
        actions.take_ticket(hall.pk, Arrival("hotline", name=name), by=keeper, at=at)
        for name in (called, waits)
    ]
    actions.call_next(window.pk, by=keeper, at=at + HOUR)
    seat = actions.book_for(hall.pk, "mediation", at + 2 * HOUR, name=booked, by=keeper, at=MONDAY)
    own = actions.book(hall.pk, "mediation", at + DAY, by=resident, at=MONDAY)
    for name, made in (
        ("hall", [hall.pk]), ("door", [hall.poster]), ("window", [window.pk]), ("shift", [shift.pk]),
        ("queued", [one.pk for one in there]), ("turn", [one.code for one in there]), ("seat", [seat.code, own.code]),
    ):  # fmt: skip
        values.setdefault(name, []).extend(made)

    def serves(actor: Actor) -> bool:
        return actor.office_id == room.pk and actor.may("window.serve")

    for said in (booked, called, waits):
        yield said, serves
