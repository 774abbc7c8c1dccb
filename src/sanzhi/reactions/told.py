"""Whom a record is told to. Each function takes a message class and gives back a handler."""

from collections.abc import Iterable

from django.utils.timezone import localtime

from sanzhi.cases import queries as cases
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .texts import Said, desks, residents

DESK_ROLES = ("town_dispatcher", "county_dispatcher", "handler", "village_clerk")
Words = type[Said]


def reporter(words: Words) -> Handler:
    """Tell the person whose matter it is, unless they did it themselves or left no name; and all who go along with it.

    By text too where the class has one. Whoever was merged in reads the number of their own filing.
    """

    def handle(message: Message) -> None:
        about = message.about[1]
        case = cases.brief(about)
        if case.reporter_id != message.by and not case.anonymous:
            _tell([case.reporter_id], words, message, about, link=f"/c/{case.public_code}/")
        along = cases.followers(about, message.at)
        for person, own, code in along.merged:
            _tell([person], words, message, own, link=f"/c/{code}/")
        if along.joined:
            _tell(
                along.joined,
                residents.JoinedMoved,
                message,
                about,
                link=f"/c/{case.public_code}/progress",
            )

    return handle


def kind_reporter(message: Message) -> None:
    """A step of a county's own kind: tell the person whose matter it is, if the kind says anything of it to them."""
    if message.content.get("told"):
        reporter(residents.KindMoved)(message)


def _at_desk(office: int | None, words: Words, message: Message, case: cases.Brief) -> None:
    there = people.people_at(office, DESK_ROLES, message.at) if office else []
    others = (one for one in there if one != message.by)
    _tell(others, words, message, message.about[1], link=f"/desk/c/{case.public_code}/")


def desk(words: Words) -> Handler:
    """Tell everyone who works at the desk that holds the case, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        # A merged case is in its main case's hands.
        _at_desk(case.holder_id or cases.main_holder(message.about[1]), words, message, case)

    return handle


def addressee(words: Words) -> Handler:
    """Tell the office that the record names, which need not be the one that holds the case."""

    def handle(message: Message) -> None:
        _at_desk(message.content["office_id"], words, message, cases.brief(message.about[1]))

    return handle


def receiver(words: Words) -> Handler:
    """Tell everyone who works at the desk that received it, but not who did it."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        _at_desk(case.receiver_id, words, message, case)

    return handle


def lead(words: Words) -> Handler:
    """Tell everyone who works at the office that leads its handling, or last did, wherever the case is now."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        _at_desk(case.lead_id, words, message, case)

    return handle


def supervisors(words: Words) -> Handler:
    """Tell those who watch over the place: the town's supervisors and the county's."""

    def handle(message: Message) -> None:
        case = cases.brief(message.about[1])
        over = people.people_over("supervisor", case.area_code, message.at)
        _tell(over, words, message, message.about[1], link=f"/desk/c/{case.public_code}/")

    return handle


WHERE = {desks.FactorReset: "/staff/factors/", desks.DeputyNamed: "/desk/roster/"}


def person(words: Words) -> Handler:
    """Tell the person whom the record is about: for what was done to an account or a post."""

    def handle(message: Message) -> None:
        facts = {"office": message.content.get("office", ""), "date": _day(message)}
        cause = f"{message.topic}:{message.id}"
        people_actions.tell(
            [message.about[1]], words.told(facts), cause=cause, link=WHERE[words], at=message.at
        )

    return handle


def _tell(persons: Iterable[int], words: Words, message: Message, case_id: int, *, link: str) -> None:
    told, cause = list(persons), f"{message.topic}:{message.id}"
    if not told:
        return
    mentioned = cases.mentioned(case_id)
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
