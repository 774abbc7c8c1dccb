"""检举控告的联动: the body that has it, and whoever wrote it; nobody of the accused's, for none is among them (I16)."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.petitions import queries as petitions

from .texts import Said


def body(words: type[Said]) -> Handler:
    """Whoever deals with such at the body that has it now."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            found = petitions.whom_to_tell(message.about[1], message.at)
            others = [one for one in found.readers if one != message.by]
            _told(others, words, message, f"/desk/accusations/{found.code}/")

    return tell


def accuser(words: type[Said]) -> Handler:
    """Whoever wrote it, where they gave their name."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            found = petitions.whom_to_tell(message.about[1], message.at)
            if found.accuser:
                _told([found.accuser], words, message, f"/accusations/{found.code}/")

    return tell


def _told(persons: list[int], words: type[Said], message: Message, link: str) -> None:
    if persons:
        cause = f"{message.topic}:{message.id}"
        people.tell(persons, words.told({}), cause=cause, link=link, at=message.at)
