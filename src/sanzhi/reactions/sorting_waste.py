"""垃圾分类的联动: the grown people of a household are told how to do better, and what became of an appeal."""

from collections.abc import Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.waste import queries

from .texts import Said
from .turns import GRADES_DIFFER
from .waiting import nearest, seats


def at_home(words: type[Said]) -> Handler:
    """Once each, on the page of its bins. One question for a batch."""

    def tell(messages: Sequence[Message]) -> None:
        homes = {home for message in messages for home in message.content["households"]}
        grown = queries.grown_people_of(homes, max(message.at for message in messages))
        for message in messages:
            told = sorted({one for home in message.content["households"] for one in grown.get(home, [])})
            if told:
                cause = f"{message.topic}:{message.id}"
                people_actions.tell(told, words.told({}), cause=cause, link="/waste/", at=message.at)

    return tell


def differing(messages: Sequence[Message]) -> None:
    """两个等次: whoever may settle it at the bin's village and gave neither; once for each batch that a phone sent."""
    first = queries.graded_by(
        {number for message in messages for number, _grade in message.content["second"]}
    )
    if not first:
        return
    posts = seats(GRADES_DIFFER.roles, {area for area, _by in first.values()}, messages)
    for message in messages:
        for area, by in {first[number] for number, _grade in message.content["second"] if number in first}:
            there = nearest(posts, GRADES_DIFFER, area, (by, message.by))
            if there:
                cause = f"{message.topic}:{message.id}"
                people_actions.tell(
                    there, GRADES_DIFFER.words.told({}), cause=cause, link=GRADES_DIFFER.link, at=message.at
                )
