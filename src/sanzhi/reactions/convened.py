"""议事的联动: everybody on the roster hears of a meeting; everybody with a vote hears when it is open and what came of it."""

from collections.abc import Callable, Iterable, Sequence

from sanzhi.deliberation import queries
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def members(words: type[Said]) -> Handler:
    """Whoever sits in the body now."""
    return _told(words, lambda message: queries.members_of(message.content["council"]))


def electors(words: type[Said]) -> Handler:
    """Whoever is on the frozen roster of the meeting."""
    return _told(words, lambda message: queries.called_to(message.about[1]))


def _told(words: type[Said], whom: Callable[[Message], Iterable[int]]) -> Handler:
    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            cause, link = f"{message.topic}:{message.id}", f"/meetings/{message.about[1]}/"
            people.tell(whom(message), words.told({}), cause=cause, link=link, at=message.at)

    return tell
