"""垃圾分类的联动: the grown people of a household are told how to do better, and what became of an appeal."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.waste import queries

from .texts import Said


def at_home(words: type[Said]) -> Handler:
    """Once each, on the page of its bins. One question for a batch."""

    def tell(messages: Sequence[Message]) -> None:
        homes = {home for message in messages for home in message.content["households"]}
        grown = queries.grown_people_of(homes, max(message.at for message in messages))
        for message in messages:
            told = sorted({one for home in message.content["households"] for one in grown.get(home, [])})
            if told:
                cause = f"{message.topic}:{message.id}"
                people_actions.tell(told, words.told({}), cause=cause, link="/waste/", at=message.at)

    return tell
