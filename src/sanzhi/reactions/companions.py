"""三社的联动: whoever a record names hears of it, at the address that is theirs."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def named(words: type[Said], link: str, key: str) -> Handler:
    """Those whom the record names under `key`."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            there = link.format(id=message.about[1])
            cause = f"{message.topic}:{message.id}"
            people.tell(message.content[key], words.told({}), cause=cause, link=there, at=message.at)

    return tell
