"""Whom a record is told to. Each function takes a message class (or a bare sentence) and gives back a handler."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .texts import Said

DESK_ROLES = ("town_dispatcher", "county_dispatcher", "handler", "village_clerk")
Words = str | type[Said]


def reporter(words: Words) -> Handler:
    """Tell the person whose matter it is, unless they did it themselves; by text too where the class has one."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        if case.reporter_id != message.by:
            _tell([case.reporter_id], words, message, case, link=f"/c/{case.public_code}/")

    return handle


def desk(words: Words) -> Handler:
    """Tell everyone who works at the desk that holds the case, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        if case.holder_id:
            there = people.people_at(case.holder_id, DESK_ROLES, message.at)
            _tell((one for one in there if one != message.by), words, message, case)

    return handle


def supervisors(words: Words) -> Handler:
    """Tell those who watch over the place: the town's supervisors and the county's."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        _tell(people.people_over("supervisor", case.area_code, message.at), words, message, case)

    return handle


def _tell(persons: Iterable[int], words: Words, message: Message, case: cases.Brief, link: str = "") -> None:
    told, cause = list(persons), f"{message.topic}:{message.id}"
    link = link or f"/desk/c/{case.public_code}/"
    if isinstance(words, str):
        sentence = words.format_map({**message.content, "title": case.title})
        people_actions.tell(told, sentence, cause=cause, link=link, at=message.at)
        return
    mentioned = cases.mentioned(message.about[1])
    facts = {
        "number": mentioned.number,
        "office": message.content.get("lead", ""),
        "date": _day(message),
    }
    people_actions.tell(told, words.told(facts), cause=cause, link=link, at=message.at)
    if words.sms and not (words.rates and mentioned.link_id is None):
        there = str(mentioned.link_id) if words.rates else link
        people_actions.queue_text(
            told, words.code, cause=cause, facts=facts, link=there, urgent=mentioned.emergency, at=message.at
        )


def _day(message: Message) -> str:
    at = localtime(message.at)
    return f"{at.month}月{at.day}日"
