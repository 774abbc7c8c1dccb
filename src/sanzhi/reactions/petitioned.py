"""信访的联动: whoever petitions hears of what happened, the desk that has it of what waits, the principal of what is done for them."""

from collections.abc import Sequence

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts
from sanzhi.petitions import queries as petitions

from .texts import Said, petitioners

WORKING = ("petition_officer", "town_dispatcher", "handler")
ASKED = "follow_up"  # with the centre, whose desk has a list of whom to call
FOR_THE_HEAD = "case.petition-askmore"


def step_taken(messages: Sequence[Message]) -> None:
    """Every step of a petition: the petitioners where it says anything to them, and the desk whose turn it is."""
    briefs = cases.briefs({message.about[1] for message in messages})
    for message in messages:
        case = briefs[message.about[1]]
        if message.content.get("told"):
            persons = [one for one in message.content.get("persons", ()) if one != message.by]
            _tell(persons, petitioners.PetitionMoved, message, f"/petitions/{case.public_code}/")
        for office in message.content.get("desks", ()):
            there = [one for one in posts.people_at(office, WORKING, message.at) if one != message.by]
            _tell(there, petitioners.PetitionHere, message, f"/desk/petitions/{case.public_code}/")
        if case.holder_id and case.state != ASKED:
            roles = ("organ_head",) if message.kind == FOR_THE_HEAD else WORKING
            there = [one for one in posts.people_at(case.holder_id, roles, message.at) if one != message.by]
            _tell(there, petitioners.PetitionHere, message, f"/desk/petitions/{case.public_code}/")


def principal(words: type[Said]) -> Handler:
    """Whose matter an agent goes through."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            found = petitions.agency_concerns(message.about[1])
            _tell([found.principal_id], words, message, f"/agency/{message.about[1]}/")

    return tell


def agent(words: type[Said]) -> Handler:
    """Who goes through it for them."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            found = petitions.agency_concerns(message.about[1])
            if found.agent_id != message.by:
                _tell([found.agent_id], words, message, f"/desk/agency/{message.about[1]}/")

    return tell


def _tell(persons: list[int], words: type[Said], message: Message, link: str) -> None:
    if persons:
        people.tell(
            persons,
            words.told({}),
            cause=f"{message.topic}:{message.id}:{words.code}",
            link=link,
            at=message.at,
        )
