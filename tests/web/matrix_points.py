"""积分 in the matrix's world: a household's claim, a transfer asked for, a draft of a standard."""

from collections.abc import Callable, Iterator
from datetime import date

from sanzhi.ledger import codes
from sanzhi.people import actions as people
from sanzhi.people.models import Household, Office
from sanzhi.people.roles import Actor
from sanzhi.points import actions, queries
from sanzhi.points.actions import Report
from sanzhi.points.files import SHELF
from tests.county import HOUR, MONDAY, a_member_of_staff
from tests.notices.conftest import a_photo
from tests.points.road import START, Road

Rule = Callable[[Actor], bool]
DEED = MONDAY + 22 * HOUR


class Walker(Road):
    """One village and whoever makes its standard."""

    def __init__(self, village: Office, dispatcher: Actor, word: Callable[[], str]) -> None:
        self.code, self.start, self.dispatcher = village.area_id, START, dispatcher
        self.clerk = a_member_of_staff(word(), "village_clerk", village)
        self.overseer = a_member_of_staff(word(), "village_overseer", village)

    def household(self, number: str, person: int) -> Household:
        home = people.register_household(self.code, number, by=self.clerk, at=START)
        people.put_in_household(
            person, home.pk, birth_date=date(1980, 5, 1), is_head=True, by=self.clerk, at=START
        )
        return home


def scored(
    values: dict[str, list[object]],
    village: Office,
    dispatcher: Actor,
    neighbour: Actor,
    word: Callable[[], str],
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    walker = Walker(village, dispatcher, word)
    standard = walker.in_force()
    number, deed, title = word(), word(), word()
    assert neighbour.person_id
    home = walker.household(number, neighbour.person_id)
    actions.join(neighbour.person_id, by=neighbour, at=DEED)
    photo = SHELF.keep_image(a_photo(), "沟.jpg")
    new = Report("litter", home.pk, DEED.date(), text=f"清了水沟{deed}", photos=[photo])
    claim = actions.report(new, by=neighbour, at=DEED)
    draft = actions.draft_standard(village.area_id, by=walker.clerk, at=DEED)
    head = {"base_points": 100, "scope": "all", "ceiling": None, "carry_cap": 0}
    actions.set_head(draft.id, title=f"新的细则{title}", **head, by=walker.clerk, at=DEED)
    for name, one in (
        ("claim", claim.id), ("evidence", claim.evidence.get().id), ("household", home.pk), ("standard", draft.id),
        ("standard", standard.id), ("item", "litter"), ("area", village.area_id), ("village", village.area_id),
    ):  # fmt: skip
        values.setdefault(name, []).append(one)
    assert queries.statement_of(codes.of_household(home.pk), until=DEED) == []
    yield deed, lambda actor: _of(actor, neighbour) or _works(actor, village, queries.WORK)
    yield (
        number,
        lambda actor: _of(actor, neighbour) or _works(actor, village, (*queries.WORK, "household.keep")),
    )
    makes = ("points.standard", "points.review", "points.template")
    yield title, lambda actor: _works(actor, village, makes)


def _of(actor: Actor, neighbour: Actor) -> bool:
    return actor.person_id == neighbour.person_id


def _works(actor: Actor, village: Office, permissions: tuple[str, ...]) -> bool:
    there = bool(actor.reach) and village.area_id.startswith(actor.reach)
    return there and any(actor.may(one) for one in permissions)
