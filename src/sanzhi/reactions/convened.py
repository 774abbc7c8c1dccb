"""议事的联动: everybody on the roster hears of a meeting; everybody with a vote hears when it is open and what came of it."""

from collections.abc import Callable, Iterable, Sequence

from sanzhi.deliberation import queries
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts

from .texts import Said


def members(words: type[Said]) -> Handler:
    """Whoever sits in the body now."""
    return _told(words, lambda message: queries.members_of(message.content["council"]))


def proposer(words: type[Said]) -> Handler:
    """Whose proposal it is."""
    return _told(words, lambda message: [message.content["person"]])


def proposers(words: type[Said]) -> Handler:
    """Whose proposal led to the task."""
    return _told(words, lambda message: queries.proposers_of(message.about[1]))


def keepers_of_safety(words: type[Said]) -> Handler:
    """Who mediates there, of what was handed to where it is safe; they are told that, and not what it is."""

    def whom(message: Message) -> list[int]:
        if message.content["state"] != "handed":
            return []
        return posts.people_over("mediation_clerk", message.content["area"], message.at)

    return _told(words, whom, "/desk/disputes/new")


def electors(words: type[Said]) -> Handler:
    """Whoever is on the frozen roster of the meeting."""
    return _told(words, lambda message: queries.called_to(message.about[1]))


def drawn(words: type[Said]) -> Handler:
    """Whoever was drawn by lot."""
    return _told(words, lambda message: queries.drawn_people(message.about[1]))


def moved_in_draw(words: type[Said]) -> Handler:
    """Whoever is said not to come, and whoever has the seat now."""
    return _told(words, lambda message: message.content["persons"])


PAGES = {
    "meeting": "/meetings/{}/",
    "proposal": "/proposals/{}/",
    "task": "/errands/{}/",
    "draw": "/draws/{}/",
}


def _told(words: type[Said], whom: Callable[[Message], Iterable[int]], there: str = "") -> Handler:
    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            link = there or PAGES[message.about[0]].format(message.about[1])
            cause = f"{message.topic}:{message.id}:{words.code}"
            people.tell(whom(message), words.told({}), cause=cause, link=link, at=message.at)

    return tell
