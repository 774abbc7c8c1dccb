"""线索的联动: whoever reported a clue is told that somebody decided about it."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people

from .texts import Said


def whoever_wrote(words: type[Said]) -> Handler:
    """Once, where their clues stand: a resident's page, or the desk's of a grid worker."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            link = "/clues/" if message.content["resident"] else "/desk/clues/mine"
            cause = f"{message.topic}:{message.id}"
            people.tell([message.content["writer"]], words.told({}), cause=cause, link=link, at=message.at)

    return tell
