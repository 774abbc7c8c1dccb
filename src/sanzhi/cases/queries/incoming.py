"""短信留言: what waits, and what was written to the one in hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from sanzhi.cases import access
from sanzhi.cases.models import Call, Incoming
from sanzhi.kit import crypto
from sanzhi.people.roles import Actor

TABLE = "cases_incoming"
SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """等着的一条: the row and its words."""

    row: Incoming
    text: str


def incoming_waiting(actor: Actor, *, after: int = 0) -> list[Waiting]:
    """What nobody has in hand, the oldest first, one more than are shown on a page. The numbers are not opened."""
    access.may_take_messages(actor).or_refuse()
    rows = Incoming.objects.filter(call=None, id__gt=after).order_by("id")
    return [Waiting(row, words_of_incoming(row)) for row in rows[: SHOWN + 1]]


def incoming_count(actor: Actor) -> int | None:
    """How many wait; None for whoever does not take them."""
    if not access.may_take_messages(actor):
        return None
    return Incoming.objects.filter(call=None).count()


def written_to(call: Call) -> Sequence[Waiting]:
    """What this call deals with, when it came in writing; the first one first."""
    if call.outcome:
        return ()
    return [Waiting(row, words_of_incoming(row)) for row in Incoming.objects.filter(call=call).order_by("id")]


def words_of_incoming(row: Incoming) -> str:
    return crypto.decrypt(bytes(row.text or b""), table=TABLE, column="text", row=row.id)


def number_of_incoming(row: Incoming) -> str:
    """The clear number: only to find out whose it is, behind a look on record."""
    return crypto.decrypt(bytes(row.phone or b""), table=TABLE, column="phone", row=row.id)
