"""调解的联动: the parties hear of every move on their own page, the body's desk of what the parties did."""

from collections.abc import Sequence

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .praised import concerned
from .texts import Said


def parties(words: type[Said]) -> Handler:
    """The persons whom the record names; not whoever did it."""

    def tell(messages: Sequence[Message]) -> None:
        briefs = cases.briefs({message.about[1] for message in messages})
        for message in messages:
            told = [one for one in message.content.get("persons", ()) if one != message.by]
            _tell(told, words, message, f"/disputes/{briefs[message.about[1]].public_code}/")

    return tell


def their_body(words: type[Said]) -> Handler:
    """The clerks of the body it is before, and the mediator whom the record names; not whoever did it."""

    def tell(messages: Sequence[Message]) -> None:
        briefs = cases.briefs({message.about[1] for message in messages})
        for message in messages:
            brief = briefs[message.about[1]]
            there = people.people_at(brief.receiver_id, ("mediation_clerk",), message.at)
            told = [one for one in (*there, *message.content.get("hands", ())) if one != message.by]
            _tell(told, words, message, f"/desk/disputes/{brief.public_code}/")

    return tell


def of_a_subsidy(words: type[Said]) -> Handler:
    """The mediator whom it was for, on the list of subsidies."""
    return concerned(words, "/desk/subsidies/")


def _tell(told: list[int], words: type[Said], message: Message, link: str) -> None:
    if told:
        cause = f"{message.topic}:{message.id}"
        people_actions.tell(list(dict.fromkeys(told)), words.told({}), cause=cause, link=link, at=message.at)
