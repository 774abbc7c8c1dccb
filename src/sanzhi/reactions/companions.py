"""三社的联动: whoever a record names hears of it, at the address that is theirs."""

from collections.abc import Sequence

from django.utils.timezone import localdate

from sanzhi.groups import queries as groups
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


def of_consultations(words: type[Said], *, adviser: bool = False) -> Handler:
    """Whoever asked, or the adviser; who they are stands in no record."""

    def tell(messages: Sequence[Message]) -> None:
        there = "/desk/advising/{id}/" if adviser else "/consultations/{id}/"
        for message in messages:
            numbers = message.content.get("consultations", [message.about[1]])
            for number, both in groups.people_of_consultations(numbers).items():
                cause, link = f"{message.topic}:{message.id}:{number}", there.format(id=number)
                people.tell([both[adviser]], words.told({}), cause=cause, link=link, at=message.at)

    return tell


def of_casework(words: type[Said], link: str, *parts: str) -> Handler:
    """Whoever has these parts in the casework, but not who did it; who they are stands in no record."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            there = groups.people_of_casework(message.about[1], localdate(message.at))
            told = [who for part in parts if (who := there.get(part)) and who != message.by]
            cause, address = f"{message.topic}:{message.id}", link.format(id=message.about[1])
            people.tell(told, words.told({}), cause=cause, link=address, at=message.at)

    return tell
