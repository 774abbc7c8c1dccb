"""Whom a record of a notice is told to. Posts are read once for a batch."""

from collections.abc import Iterable, Sequence

from sanzhi.journal.delivery import Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people

from .texts import Said, desks, residents

ANSWER = ("village_clerk", "town_dispatcher")
ANSWER_FOR = (*ANSWER, "supervisor")
Words = type[Said]


def objector(messages: Sequence[Message]) -> None:
    """Whoever objected or asked reads that there is an answer."""
    for message in messages:
        _tell([message.content["raised_by"]], residents.ObjectionAnswered, message, link="/me/objections")


def answerers(messages: Sequence[Message]) -> None:
    """Those who may answer in the place, but not who objected."""
    for message, there in _over(messages, ANSWER):
        others = (one for one in there if one != message.by)
        _tell(others, desks.NoticeObjected, message, link=f"/desk/objections/{message.about[1]}/")


def owing(messages: Sequence[Message]) -> None:
    """Those who publish in the place, and whoever watches over it."""
    for message, there in _over(messages, ANSWER_FOR):
        _tell(there, desks.DisclosureOverdue, message, link="/desk/disclosure/")


def _over(messages: Sequence[Message], roles: Sequence[str]) -> Iterable[tuple[Message, list[int]]]:
    """Each message with those who hold one of these roles in its village or the town above it."""
    held = [post for post in people.posts_held(messages[0].at) if post.role in roles] if messages else []
    for message in messages:
        area = message.content["area"]
        places = (area, f"{area[:9]}000")
        yield message, sorted({post.person_id for post in held if post.office.area_id in places})


def _tell(persons: Iterable[int], words: Words, message: Message, *, link: str) -> None:
    if told := list(persons):
        cause = f"{message.topic}:{message.id}"
        people_actions.tell(told, words.told({}), cause=cause, link=link, at=message.at)
