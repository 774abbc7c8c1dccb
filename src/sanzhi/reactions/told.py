"""Whom a record is told to. Each function takes a sentence and gives back a handler for the table."""

from collections.abc import Iterable
from dataclasses import replace

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

JOINED = "您也遇到的{title}有新进展，点开可以看。"
DESK_ROLES = ("town_dispatcher", "county_dispatcher", "handler", "village_clerk")


def reporter(sentence: str) -> Handler:
    """Tell the person whose matter it is, unless they did it themselves or left no name; and all who go along with it.

    Whoever was merged in reads of their own filing; whoever joined reads no word of what another person filed.
    """

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        if case.reporter_id != message.by and not case.anonymous:
            _tell([case.reporter_id], sentence, message, case, link=f"/c/{case.public_code}/")
        along = cases.followers(message.about[1], message.at)
        for person, title, code in along.merged:
            own = replace(case, title=title, public_code=code)
            _tell([person], sentence, message, own, link=f"/c/{code}/")
        if along.joined:
            _tell(
                along.joined,
                JOINED,
                message,
                replace(case, title=along.thing),
                link=f"/c/{case.public_code}/progress",
            )

    return handle


def addressee(sentence: str) -> Handler:
    """Tell the office that the record names, which need not be the one that holds the case."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        there = people.people_at(message.content["office_id"], DESK_ROLES, message.at)
        _tell((one for one in there if one != message.by), sentence, message, case)

    return handle


def kind_reporter(message: Message) -> None:
    """A step of a county's own kind: tell the person whose matter it is what the kind says of it, if it says anything."""
    if message.content.get("told"):
        reporter("“{title}”：{told}")(message)


def desk(sentence: str) -> Handler:
    """Tell everyone who works at the desk that holds the case, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        holder = case.holder_id or cases.main_holder(
            message.about[1]
        )  # a merged case is in its main case's hands
        if holder:
            there = people.people_at(holder, DESK_ROLES, message.at)
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


def _tell(persons: Iterable[int], sentence: str, message: Message, case: cases.Brief, link: str = "") -> None:
    people_actions.tell(
        persons,
        sentence.format_map({**message.content, "title": case.title}),
        cause=f"{message.topic}:{message.id}",
        link=link or f"/desk/c/{case.public_code}/",
        at=message.at,
    )
