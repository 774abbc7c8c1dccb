"""荣誉的联动: whoever is asked, or of whom something was decided, is told; where, and nothing of what."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def concerned(words: type[Said], link: str = "/me/honours/") -> Handler:
    """The persons whom the record names, on the page where they answer; not whoever did it."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            told = [one for one in message.content["persons"] if one != message.by]
            if told:
                cause = f"{message.topic}:{message.id}"
                people.tell(told, words.told({}), cause=cause, link=link, at=message.at)

    return tell


def of_a_diary(words: type[Said]) -> Handler:
    """As `concerned`, of what its writer shared: on their diary."""
    return concerned(words, "/me/diary/")
