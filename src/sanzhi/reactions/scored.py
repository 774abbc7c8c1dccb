"""积分的联动: what is hung on the wall sets its round going; who reported and whose household it is are told."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.points import actions as points
from sanzhi.points import queries

from .texts import Said

Words = type[Said]


def on_the_wall(messages: Sequence[Message]) -> None:
    """公示开始: the claims of its round stand on the wall; what would be deducted is set aside."""
    for message in messages:
        points.hold_deductions(message.about[1], at=message.at)


def whoever_reported(words: Words) -> Handler:
    """The person who reported a claim, on its page."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            if message.content["reporter"] and message.content["reporter"] != message.by:
                link = f"/points/claims/{message.about[1]}/"
                _tell([message.content["reporter"]], words, message, link)

    return tell


def households(words: Words) -> Handler:
    """Everybody who takes part in the households that a round's entries are for, once each. One question for a batch."""

    def tell(messages: Sequence[Message]) -> None:
        people = queries.people_of({home for message in messages for home in message.content["households"]})
        for message in messages:
            told = {one for home in message.content["households"] for one in people.get(home, [])}
            _tell(sorted(told), words, message, "/points/book")

    return tell


def household(words: Words) -> Handler:
    """Everybody of the household who takes part. One question for a batch."""

    def tell(messages: Sequence[Message]) -> None:
        people = queries.people_of([message.content["household"] for message in messages])
        for message in messages:
            link = f"/points/claims/{message.about[1]}/"
            _tell(people.get(message.content["household"], []), words, message, link)

    return tell


def _tell(persons: Sequence[int], words: Words, message: Message, link: str) -> None:
    if persons:
        cause = f"{message.topic}:{message.id}"
        people_actions.tell(persons, words.told({}), cause=cause, link=link, at=message.at)
