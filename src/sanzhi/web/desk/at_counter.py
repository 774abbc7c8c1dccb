"""窗口前的人: what is filed for whoever a counter called is tied to their number, and asks no name again."""

from typing import Any

from django.http import HttpRequest

from sanzhi.kit import clock
from sanzhi.web.ui.paging import number_in
from sanzhi.windows import actions, queries


def turn_of(request: HttpRequest) -> Any:
    """Whose number stands at the counter, where the desk comes from there: `?number=`. None where it does not. Raises Refusal."""
    number = number_in(request, "number")
    return queries.ticket_at(request.actor, number) if number else None


def name_of(turn: Any) -> str:
    """What the person at the counter is called, where they gave a name."""
    return turn.person.name if turn and turn.person else ""


def known(turn: Any, name: str, phone: str) -> int | None:
    """Whose name this is, where it is the one given for the number and no telephone is: nobody becomes two people here."""
    return turn.person_id if name_of(turn) and name_of(turn) == name.strip() and not phone else None


def tie(request: HttpRequest, turn: Any, code: str) -> None:
    """The number says what came of it, where there is one. Raises Refusal."""
    if turn:
        actions.tie(turn.pk, code, by=request.actor, at=clock.now())
