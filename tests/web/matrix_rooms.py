"""What every room above the cases holds in the matrix's world: each word that stands in one place, and who may read it."""

from collections.abc import Callable, Iterator

from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import County
from tests.web.matrix_accusations import accused
from tests.web.matrix_alarms import alarmed
from tests.web.matrix_compacts import agreed
from tests.web.matrix_contests import contested
from tests.web.matrix_councils import convened
from tests.web.matrix_disputes import mediated
from tests.web.matrix_honours import praised
from tests.web.matrix_leading import led
from tests.web.matrix_notices import announced
from tests.web.matrix_patrols import walked
from tests.web.matrix_petitions import petitioned
from tests.web.matrix_points import scored
from tests.web.matrix_rewards import rewarded
from tests.web.matrix_societies import asked_for
from tests.web.matrix_statements import vouched
from tests.web.matrix_volunteers import granted, helped
from tests.web.matrix_waste import sorted_
from tests.web.matrix_windows import queued

Rule = Callable[[Actor], bool]


def told_in_rooms(
    values: dict[str, list[object]], town: County, joined: Actor, village: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Fills `values` with what addresses name. `joined` is a resident there, and grown."""
    yield from announced(values, village, joined, word)
    yield from scored(values, village, town.dispatcher, joined, word)
    yield from rewarded(values, village, joined, word)
    yield from vouched(values, joined, word)
    yield from praised(values, village, town.centre, joined, word)
    yield from sorted_(values, village, joined, word)
    yield from mediated(values, village, word)
    yield from alarmed(values, town.room, town.village.code, joined, word)
    yield from accused(values, town.room, joined, word)
    yield from petitioned(values, village, town.roads, joined, word)
    yield from convened(values, village, joined, word)
    yield from agreed(values, village, town.dispatcher, joined, word)
    yield from walked(values, town, village, joined, word)
    yield from queued(values, town.room, town.dispatcher, joined, word)
    yield from led(values, village, town.roads, word)
    yield from contested(values, town, village, word)
    yield from helped(values, town.room, village, word)
    yield from granted(values, town.room, word)
    yield from asked_for(values, town.room, village, joined, word)
