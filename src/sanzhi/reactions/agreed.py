"""公约的联动: whoever gave an opinion hears what became of it; whoever was named to the panel, that they score."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def author(words: type[Said]) -> Handler:
    """Whoever gave the opinion."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell([message.content["person"]], words, message)

    return tell


def panel(words: type[Said]) -> Handler:
    """Whoever was named to score as one of the panel."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell(message.content["panel"], words, message)

    return tell


def _tell(persons: Sequence[int], words: type[Said], message: Message) -> None:
    link = f"/compacts/{message.about[1]}/mine"
    people.tell(persons, words.told({}), cause=f"{message.topic}:{message.id}", link=link, at=message.at)
