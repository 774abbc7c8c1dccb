"""Whom a record is told to. Each function takes a message class and gives back a handler of a batch."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.timezone import localtime

from sanzhi.cases import queries as cases
from sanzhi.cases.queries import Brief
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .texts import Said, kin, petitioners, posts, residents

DESK_ROLES = ("town_dispatcher", "county_dispatcher", "handler", "village_clerk")
Words = type[Said]


def reporter(words: Words, *, merged: bool = True) -> Handler:
    """Tell the person whose matter it is, unless they did it themselves or left no name; and all who go along with it.

    By text too where the class has one. Whoever was merged in reads the number of their own filing; they are left out
    where their own case is about to say the same (`merged`).
    """

    def handle(messages: Sequence[Message]) -> None:
        along = cases.followers({message.about[1] for message in messages})
        merged_in = (case for followed in along.values() for _since, case in followed.merged)
        briefs = cases.briefs({*(message.about[1] for message in messages), *merged_in})
        for message in messages:
            case, followed = briefs[message.about[1]], along.get(message.about[1], cases.Followers())
            if case.reporter_id != message.by and not case.anonymous:
                _tell([case.reporter_id], words, message, case, link=f"/c/{case.public_code}/")
            for own in (briefs[one] for one in followed.merged_by(message.at) if merged):
                _tell([own.reporter_id], words, message, own, link=f"/c/{own.public_code}/")
            progress = f"/c/{case.public_code}/progress"
            _tell(followed.joined_by(message.at), kin.JoinedMoved, message, case, link=progress)

    return handle


def asker(words: Words) -> Handler:
    """Tell the person whose matter it is and nobody else: they asked, the others did not."""

    def tell(message: Message, case: Brief) -> None:
        _tell([case.reporter_id], words, message, case, link=f"/c/{case.public_code}/")

    return _each(tell)


def kind_reporter(messages: Sequence[Message]) -> None:
    """A step of a county's own kind: ask the person whose matter it is how it went, or tell them of it if the kind says
    anything of it to them."""
    said = [one for one in messages if one.content.get("told") or one.content.get("rates")]
    for rates, these in groupby(said, key=lambda one: bool(one.content.get("rates"))):
        reporter(residents.AskedToRate if rates else residents.KindMoved)(list(these))


def _each(tell: Callable[[Message, Brief], None]) -> Handler:
    """One message at a time, with its case; the cases are read at once."""

    def handle(messages: Sequence[Message]) -> None:
        briefs = cases.briefs({message.about[1] for message in messages})
        for message in messages:
            tell(message, briefs[message.about[1]])

    return handle


def _at_desk(office: int | None, words: Words, message: Message, case: Brief) -> None:
    there = people.people_at(office, DESK_ROLES, message.at) if office else []
    others = (one for one in there if one != message.by)
    _tell(others, words, message, case, link=f"/desk/c/{case.public_code}/")


def desk(words: Words) -> Handler:
    """Tell everyone who works at the desk that holds the case, but not who did it. A merged case is in its main
    case's hands."""
    return _each(lambda message, case: _at_desk(_holder(case), words, message, case))


def _holder(case: Brief) -> int | None:
    return case.holder_id or cases.main_holder(case.id)


def addressee(words: Words) -> Handler:
    """Tell the office that the record names, which need not be the one that holds the case."""
    return _each(lambda message, case: _at_desk(message.content["office_id"], words, message, case))


def helpers(words: Words) -> Handler:
    """Tell the offices that the record asks to help."""

    def tell(message: Message, case: Brief) -> None:
        for office in message.content.get("help_ids", ()):
            _at_desk(office, words, message, case)

    return _each(tell)


def receiver(words: Words) -> Handler:
    """Tell everyone who works at the desk that received it, but not who did it."""
    return _each(lambda message, case: _at_desk(case.receiver_id, words, message, case))


def lead(words: Words) -> Handler:
    """Tell everyone who works at the office that leads its handling, or last did, wherever the case is now."""
    return _each(lambda message, case: _at_desk(case.lead_id, words, message, case))


def supervisors(words: Words) -> Handler:
    """Tell those who watch over the place: the town's supervisors and the county's."""

    def tell(message: Message, case: Brief) -> None:
        over = people.people_over("supervisor", case.area_code, message.at)
        _tell(over, words, message, case, link=f"/desk/c/{case.public_code}/")

    return _each(tell)


def keepers(words: Words) -> Handler:
    """Tell those who let other systems in: the security administrators."""

    def handle(messages: Sequence[Message]) -> None:
        for message in messages:
            told = {post.person_id for post in people.posts_held(message.at) if post.role == "security_admin"}
            link = f"/desk/webhooks/{message.about[1]}/"
            people_actions.tell(sorted(told), words.told({}), cause=_cause(message), link=link, at=message.at)

    return handle


WHERE = {posts.FactorReset: "/staff/factors/", posts.DeputyNamed: "/desk/roster/"}


def person(words: Words) -> Handler:
    """Tell the person whom the record is about: for what was done to an account or a post."""

    def handle(messages: Sequence[Message]) -> None:
        for message in messages:
            facts = {"office": message.content.get("office", ""), "date": _day(message)}
            told, where = [message.about[1]], WHERE[words]
            people_actions.tell(told, words.told(facts), cause=_cause(message), link=where, at=message.at)

    return handle


def of_the_grid(messages: Sequence[Message]) -> None:
    """Tell who works in a grid that it ends, from which day on, and whether another takes over."""
    for message in messages:
        said = message.content
        first = date.fromisoformat(said["from"])
        words = posts.GridTakenOver if said["successor"] else posts.GridEnded
        facts = {"date": f"{first.month}月{first.day}日"}
        told = said["people"]
        people_actions.tell(told, words.told(facts), cause=_cause(message), link="/desk/", at=message.at)


# A petition is not handled again for what somebody answers about it; whoever is told that it is over is told so.
OVER = (residents.Closed, residents.ClosedUnreached, residents.ClosedUnasked, residents.ClosedDeclined)


def _tell(persons: Iterable[int], words: Words, message: Message, case: Brief, *, link: str) -> None:
    told, cause = list(persons), _cause(message)
    if not told:
        return
    words = petitioners.AskingOver if case.kind == "petition" and words in OVER else words
    facts = {"number": case.number, "office": message.content.get("lead", ""), "date": _day(message)}
    people_actions.tell(told, words.told(facts), cause=cause, link=link, at=message.at)
    there = str(cases.rating_link(case.id) or "") if words.sms and words.rates else link
    if words.sms and there:
        people_actions.queue_text(
            told, words.code, cause=cause, facts=facts, link=there, urgent=case.emergency, at=message.at
        )


def _cause(message: Message) -> str:
    return f"{message.topic}:{message.id}"


def _day(message: Message) -> str:
    at = localtime(message.at)
    return f"{at.month}月{at.day}日"
