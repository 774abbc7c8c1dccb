"""擂台赛的联动: the places that take part hear what was announced, shown, counted anew; the one that appealed, what was decided."""

from collections.abc import Sequence

from sanzhi.contests import queries
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.people.roles import ROLES

from .texts import Said

APPEALING = [code for code, role in ROLES.items() if "contest.appeal" in role.permissions]


def entrants(words: type[Said]) -> Handler:
    """Whoever may appeal for one of the places that take part."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell(words, message, queries.places_entered(message.about[1]))

    return tell


def judges(words: type[Said], *, when: str = "") -> Handler:
    """The panel. `when`: only where the record says so."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            if not when or message.content[when]:
                _said(words, message, set(queries.judges_asked(message.about[1])))

    return tell


def whoever_appealed(words: type[Said]) -> Handler:
    """Whoever may appeal for the place that did."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell(words, message, [message.content["entrant"]])

    return tell


def _tell(words: type[Said], message: Message, places: Sequence[str]) -> None:
    seats = posts.seats_over(APPEALING, places, message.at)
    _said(words, message, {seat.person for seat in seats if seat.area in places})


def _said(words: type[Said], message: Message, there: set[int]) -> None:
    link = f"/desk/contests/{message.about[1]}/"
    people.tell(
        there - {message.by},
        words.told({}),
        cause=f"{message.topic}:{message.id}:{words.code}",
        link=link,
        at=message.at,
    )
