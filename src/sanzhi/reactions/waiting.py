"""轮到谁: whoever has to act next is told, at the nearest desk where somebody may.

The record says where (`place`, else `area`), who had a hand in it already and may not (`hands`), and which roles may
not either (`roles`). The text says what waits and nothing of whom it is about.
"""

from collections.abc import Collection, Iterable, Sequence

from django.utils.timezone import localdate

from sanzhi.honours import queries as honours
from sanzhi.journal.delivery import Handler, Message
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from sanzhi.people.queries import Seat
from sanzhi.points import queries as points
from sanzhi.rewards import queries as rewards

from . import turns
from .turns import Turn


def seats(roles: Iterable[str], places: Iterable[str], messages: Sequence[Message]) -> list[Seat]:
    """岗位: whoever sits over these places, read once for a batch."""
    return people.seats_over(set(roles), set(places), max(message.at for message in messages))


def nearest(
    posts: Sequence[Seat],
    turn: Turn,
    place: str,
    hands: Collection[int | None] = (),
    barred: Collection[str] = (),
) -> set[int]:
    """Those of these posts who may: at the village, else at its town, else at the county."""
    roles = set(turn.roles) - set(barred)
    for level in people.up_from(place):
        at_it = (post for post in posts if post.area == level and post.role in roles)
        if there := {post.person for post in at_it} - set(hands):
            return there
    return set()


def whoever_may(turn: Turn, *, when: str = "", daily: bool = False) -> Handler:
    """Tell those who may, but not who did it. `when`: only where the record says so; `daily`: once a day and place,
    for what comes in many times a day."""

    def tell(messages: Sequence[Message]) -> None:
        wanted = [message for message in messages if not when or message.content[when]]
        if not wanted:
            return
        posts = seats(turn.roles, map(_place, wanted), wanted)
        for message in wanted:
            said = message.content
            there = nearest(posts, turn, _place(message), said.get("hands", ()), said.get("roles", ()))
            key = f"{turn.words.code}:{_place(message)}:{localdate(message.at)}" if daily else ""
            _tell(there - {message.by}, turn, message, message.about[1], cause=key)

    return tell


def revokers(messages: Sequence[Message]) -> None:
    """Those who may take the award back: of a village's its overseers, else whoever answers there for civility."""
    for turn, village in ((turns.TO_REVOKE_IN_VILLAGE, True), (turns.TO_REVOKE, False)):
        whoever_may(turn)([one for one in messages if (one.content["level"] == "village") == village])


def merchants(turn: Turn) -> Handler:
    """Tell those who redeem for the merchant whose settlement it is, but not who did it."""

    def tell(messages: Sequence[Message]) -> None:
        hands = rewards.redeemers_of({message.content["merchant"] for message in messages})
        for message in messages:
            there = hands.get(message.content["merchant"], set()) - {message.by}
            _tell(there, turn, message, message.about[1])

    return tell


def disclosed(messages: Sequence[Message]) -> None:
    """公示开始: of a payment, its merchant is told; of deductions, whoever has to tell the household in person."""
    numbers = [message.about[1] for message in messages]
    paid, serve = rewards.settlements_of(numbers), points.to_serve(numbers)
    hands = rewards.redeemers_of({one.merchant_id for one in paid.values()})
    for message in messages:
        if one := paid.get(message.about[1]):
            _tell(hands.get(one.merchant_id, set()), turns.SETTLEMENT_DISCLOSED, message, one.pk)
    if mine := [message for message in messages if message.about[1] in serve]:
        posts = seats(turns.TO_SERVE.roles, map(_place, mine), mine)
        for message in mine:
            _tell(
                nearest(posts, turns.TO_SERVE, _place(message)),
                turns.TO_SERVE,
                message,
                serve[message.about[1]],
            )


def stood(messages: Sequence[Message]) -> None:
    """公示期满: whoever enters, publishes, awards or goes on now. Each room is asked once for a batch."""
    numbers = [message.about[1] for message in messages]
    due: dict[int, points.Due | honours.Stood] = {one.notice: one for one in points.due_after(numbers)}
    due.update({one.notice: one for one in honours.due_after(numbers)})
    mine = [message for message in messages if message.about[1] in due]
    if not mine:
        return
    roles = {role for turn in turns.STOOD.values() for role in turn.roles}
    posts = seats(roles, [due[message.about[1]].place for message in mine], mine)
    for message in mine:
        one = due[message.about[1]]
        turn = turns.STOOD[one.what]
        _tell(nearest(posts, turn, one.place, one.hands), turn, message, one.id)


def scorers(messages: Sequence[Message]) -> None:
    """The panel of the village, but for who had a hand in the claim or is near to its household; once a day."""
    found = points.scorers_of([message.about[1] for message in messages])
    for message in messages:
        key = f"{turns.TO_SCORE.words.code}:{message.content['area']}:{localdate(message.at)}"
        _tell(found.get(message.about[1], set()), turns.TO_SCORE, message, message.about[1], cause=key)


def _place(message: Message) -> str:
    return message.content.get("place") or message.content["area"]


def _tell(
    persons: Collection[int | None], turn: Turn, message: Message, number: int, *, cause: str = ""
) -> None:
    told = sorted(one for one in persons if one)
    if told:
        cause, link = cause or f"{message.topic}:{message.id}", turn.link.format(id=number)
        people_actions.tell(told, turn.words.told({}), cause=cause, link=link, at=message.at)
