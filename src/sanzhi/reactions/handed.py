"""交接的联动: the office it was handed to, the one that handed it, and whose matter it is, each hears of what waits or came."""

from collections.abc import Sequence

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.windows import queries as windows

from .texts import Said

RECEIVING = ("petition_officer", "mediation_clerk", "police_liaison", "court_clerk", "handler")
SENDING = ("town_dispatcher", "county_dispatcher", "petition_officer", "mediation_clerk")


def to_whom(words: type[Said]) -> Handler:
    """The office it was sent to."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _at(message.content["to"], RECEIVING, words, message)

    return tell


def from_whom(words: type[Said]) -> Handler:
    """The office that sent it."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _at(message.content["sender"], SENDING, words, message)

    return tell


def over_it(words: type[Said]) -> Handler:
    """The supervisors of the place."""

    def tell(messages: Sequence[Message]) -> None:
        briefs = cases.briefs({message.content["first"] for message in messages})
        for message in messages:
            there = posts.people_over("supervisor", briefs[message.content["first"]].area_code, message.at)
            link = f"/desk/handovers/{message.about[1]}/"
            said, cause = words.told(_facts(message)), _cause(words, message)
            people.tell(there, said, cause=f"{cause}:over", link=link, at=message.at)

    return tell


def whose(words: type[Said], *, unless: str = "") -> Handler:
    """The person with the first number; `unless` the kind of case that has told them by its own step."""

    def tell(messages: Sequence[Message]) -> None:
        briefs = cases.briefs({message.content["first"] for message in messages})
        for message in messages:
            case = briefs[message.content["first"]]
            if case.anonymous or (unless and message.content.get("kind") == unless):
                continue
            link = f"/c/{case.public_code}/"
            people.tell(
                [case.reporter_id],
                words.told(_facts(message)),
                cause=_cause(words, message),
                link=link,
                at=message.at,
            )

    return tell


def _at(office: int, roles: Sequence[str], words: type[Said], message: Message) -> None:
    there = [one for one in posts.people_at(office, roles, message.at) if one != message.by]
    if there:
        link = f"/desk/handovers/{message.about[1]}/"
        people.tell(
            there, words.told(_facts(message)), cause=_cause(words, message), link=link, at=message.at
        )


def _facts(message: Message) -> dict[str, str]:
    """The number the person got first, and the office it was sent to."""
    number = cases.briefs({message.content["first"]})[message.content["first"]].number
    return {"number": number, "office": windows.office_named(message.content.get("to"))}


def _cause(words: type[Said], message: Message) -> str:
    return f"{message.topic}:{message.id}:{words.code}"
