"""A town's hall in the matrix's world: somebody at a counter, somebody waiting, a booking; a name in each."""

from collections.abc import Callable, Iterator
from datetime import time

from sanzhi.cases import actions as cases
from sanzhi.cases.rules import Filing
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from sanzhi.windows import actions
from sanzhi.windows.actions import Arrival, Handing, NewShift
from tests.county import DAY, HOUR, MONDAY, a_member_of_staff, an_office

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

    yield from ((said, serves) for said in (booked, called, waits))
    yield from _handed(values, room, keeper, resident, word)


def _handed(
    values: dict[str, list[object]], room: Office, keeper: Actor, resident: Actor, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """One matter that waits at the police, confidential; with a word in its title, its text and the reason."""
    station = an_office(f"station-{room.pk}", f"{room.name}派出所", "department", room.area_id)
    a_member_of_staff(word(), "police_liaison", station)
    title, text, why = word(), word(), word()
    village = people.towns_with_villages().get(code=room.area_id).villages[0]
    filing = Filing(f"吵架{title}", f"隔壁天天吵架到半夜，{text}", village.code, "legal.neighbour", "北路")
    case = cases.register(filing, cases.Origin(resident.person_id or 0, "web"), by=resident, at=MONDAY)
    cases.set_secrecy(case.pk, secrecy="closed", reason="本人要求保密", by=keeper, at=MONDAY)
    new = Handing("police", station.pk, f"由公安处理{why}")
    one = actions.hand_over(case.pk, new, by=keeper, at=MONDAY + HOUR)
    values.setdefault("handover", []).append(one.pk)

    def has_it(actor: Actor) -> bool:
        if actor.is_resident:
            return actor.person_id == resident.person_id
        received = actor.office_id == station.pk and actor.may("handover.receive")
        return received or (actor.office_id == room.pk and actor.may("case.view_area"))

    def sends(actor: Actor) -> bool:
        return has_it(actor) or (actor.office_id == room.pk and actor.may("handover.send"))

    yield from ((said, has_it) for said in (text,))
    yield from ((said, sends) for said in (title, why))
