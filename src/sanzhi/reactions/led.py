"""重点工程的联动: the owning office hears of what is near, late or sent back; whoever keeps projects of what is late."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.people.roles import ROLES

from .texts import Said

REPORTING = [code for code, role in ROLES.items() if "project.report" in role.permissions]
LINK = "/desk/leading/"


def owners(words: type[Said]) -> Handler:
    """Whoever reports at the owning office."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            there = set(posts.people_at(message.content["owner"], REPORTING, message.at)) - {message.by}
            people.tell(there, words.told({}), cause=_cause(words, message), link=LINK, at=message.at)

    return tell


def keepers_of_projects(words: type[Said]) -> Handler:
    """Party clerks over the place of the owning office."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            there = posts.people_over("party_clerk", message.content["place"], message.at)
            cause = f"{_cause(words, message)}:over"
            people.tell(there, words.told({}), cause=cause, link=LINK, at=message.at)

    return tell


def _cause(words: type[Said], message: Message) -> str:
    return f"{message.topic}:{message.id}:{words.code}"
