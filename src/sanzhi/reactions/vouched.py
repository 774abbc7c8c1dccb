"""积分证明的联动: whose it is hears that a bank looked, and what it said."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def holder(words: type[Said]) -> Handler:
    """The person whose statement it is, on its page."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            link, cause = f"/me/statements/{message.about[1]}/", f"{message.topic}:{message.id}"
            people.tell([message.content["person"]], words.told({}), cause=cause, link=link, at=message.at)

    return tell
