"""网格的联动: workers of a grid hear of a task, whoever keeps grids of what is late, one person of what is theirs."""

from collections.abc import Collection, Sequence

from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people
from sanzhi.people import queries as posts

from .texts import Said
from .waiting import seats

KEEPERS = ("village_clerk", "grid_head")


def workers(words: type[Said]) -> Handler:
    """Whoever has the task, else those of its grid; where the grid has nobody, every worker of the village."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell(_hands(message) - {message.by}, words, message, "/desk/patrols/{id}/")

    return tell


def _hands(message: Message) -> set[int | None]:
    said = message.content
    if said.get("person"):
        return {said["person"]}
    here = posts.posts_in_grid(said["grid"], message.at)
    if there := {post.person_id for post in here if post.role == "grid_worker"}:
        return set(there)
    return {
        seat.person
        for seat in seats(("grid_worker",), (said["area"],), [message])
        if seat.area == said["area"]
    }


def keepers(words: type[Said]) -> Handler:
    """The village's clerk and grid head."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            area = message.content["area"]
            there = {seat.person for seat in seats(KEEPERS, (area,), [message]) if seat.area == area}
            _tell(there - _hands(message), words, message, "/desk/patrols/{id}/")

    return tell


def person(words: type[Said], link: str) -> Handler:
    """Whoever the record names."""

    def tell(messages: Sequence[Message]) -> None:
        for message in messages:
            _tell({message.content["person"]} - {message.by}, words, message, link)

    return tell


def _tell(persons: Collection[int | None], words: type[Said], message: Message, link: str) -> None:
    there = sorted(one for one in persons if one)
    if there:
        cause, where = f"{message.topic}:{message.id}:{words.code}", link.format(id=message.about[1])
        people.tell(there, words.told({}), cause=cause, link=where, at=message.at)
