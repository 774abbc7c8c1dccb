"""Whom a record is told to. Each function takes a sentence and gives back a handler for the table."""

from collections.abc import Iterable

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

DESK_ROLES = ("town_dispatcher", "county_dispatcher", "handler", "village_clerk")


def reporter(sentence: str) -> Handler:
    """Tell the person whose matter it is, unless they did it themselves."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        if case.reporter_id != message.by:
            _tell([case.reporter_id], sentence, message, case, link=f"/c/{case.public_code}/")

    return handle


def desk(sentence: str) -> Handler:
    """Tell everyone who works at the desk that holds the case, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        if case.holder_id:
            there = people.people_at(case.holder_id, DESK_ROLES, message.at)
            _tell((one for one in there if one != message.by), sentence, message, case)

    return handle


def receiver(sentence: str) -> Handler:
    """Tell everyone who works at the desk that received it, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        there = people.people_at(case.receiver_id, DESK_ROLES, message.at)
        _tell((one for one in there if one != message.by), sentence, message, case)

    return handle


def lead(sentence: str) -> Handler:
    """Tell everyone who works at the office that leads its handling, or last did, wherever the case is now."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        there = people.people_at(case.lead_id, DESK_ROLES, message.at) if case.lead_id else []
        _tell((one for one in there if one != message.by), sentence, message, case)

    return handle


def supervisors(sentence: str) -> Handler:
    """Tell those who watch over the place: the town's supervisors and the county's."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        _tell(people.people_over("supervisor", case.area_code, message.at), sentence, message, case)

    return handle


def person(sentence: str, link: str) -> Handler:
    """Tell the person whom the record is about: for what was done to an account or a post."""

    def handle(message: Message) -> None:
        text, cause = sentence.format_map(message.content), f"{message.topic}:{message.id}"
        people_actions.tell([message.about[1]], text, cause=cause, link=link, at=message.at)

    return handle


def _tell(persons: Iterable[int], sentence: str, message: Message, case: cases.Brief, link: str = "") -> None:
    people_actions.tell(
        persons,
        sentence.format_map({**message.content, "title": case.title}),
        cause=f"{message.topic}:{message.id}",
        link=link or f"/desk/c/{case.public_code}/",
        at=message.at,
    )
