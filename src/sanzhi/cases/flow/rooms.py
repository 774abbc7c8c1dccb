"""室办种类: kinds of matter that belong to a room standing on this one; the room says so once, when the program starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sanzhi.kit.flow import Flow, Step

from .beside import named
from .county import own

_admitted: dict[str, RoomKind] = {}


@dataclass(frozen=True)
class RoomKind:
    """室办种类: a kind that a room above handles by its own verbs, on its own pages.

    Its states, steps and clocks are "<code>-…", and a state it ends in begins with "end", as a county's own kinds have
    it. `flows`: version → flow. `secrecy`: what its cases begin with. `years`: how long words stay after the end, and why.
    `script`: what is said at its call-back, where the county's own would promise what does not hold here.
    """

    code: str
    name: Any  # lazy words
    flows: Mapping[int, Flow]
    secrecy: str
    years: int
    basis: str
    script: tuple[Any, ...] = ()  # lazy words

    @property
    def version(self) -> int:
        """What a new case gets."""
        return max(self.flows)


def admit(kind: RoomKind) -> None:
    """Take a room's kind in. ValueError for a code that is taken, or a flow whose codes are not its own."""
    if _admitted.get(kind.code, kind) != kind:
        raise ValueError(f"the kind {kind.code} belongs to another room")
    for flow in kind.flows.values():
        for code in (*flow.states, *(step.name for step in flow.steps)):
            if "-" in code and not code.startswith(f"{kind.code}-"):
                raise ValueError(f"{code} is not a code of {kind.code}")
        for code, state in flow.states.items():
            if "-" in code and state.ended != own(code).startswith("end"):
                raise ValueError(f"{code} must begin with “end” exactly when it has ended")
    _admitted[kind.code] = kind


def room_kind(code: str) -> RoomKind | None:
    """The room's kind under this code, or the one that a state, step or clock of this code belongs to."""
    return _admitted.get(code.partition("-")[0])


def room_kinds() -> list[RoomKind]:
    return [_admitted[code] for code in sorted(_admitted)]


ASKED = "follow_up"
_ENDS_ASKING = ("call_back", "rate", "close_unreached", "decline_answer", "close_unasked")
_ANYWHERE = ("supervise_reply", "supervise_lift", "link", "unlink")
_WHILE_OPEN = (
    "urge", "supplement", "card", "shield", "unshield", "supervise", "supervise_escalate", "instruct",
)  # fmt: skip


def beside_room(
    standing: tuple[str, ...],
    everywhere: tuple[str, ...],
    again: str,
    again_clocks: tuple[str, ...],
    *,
    suspended: str = "",
    clocks: tuple[str, ...] = (),
) -> Iterator[Step]:
    """What a room's flow takes over from the built-in matter as it is: urging, cards, supervision, links, and the asking
    of the citizen in the built-in states follow_up and closed, which the room's flow must have among its states.

    `standing`: its open states; `everywhere`: all; `again`: where a matter goes that was not solved, and the clocks
    that start there; "" where an answer starts nothing. `suspended`: from which state it may stand still, where its law
    allows that, with `clocks`.
    """
    taken = named()
    for name in _WHILE_OPEN:
        yield replace(taken[name], frm=standing)
    for name in _ANYWHERE:
        yield replace(taken[name], frm=everywhere)
    if ASKED in everywhere:
        for name in _ENDS_ASKING:
            yield replace(taken[name], frm=(ASKED,))
        yield replace(taken["no_answer"], frm=(ASKED,))
        yield replace(taken["rate_late"], frm=("closed",))
        for name in ("reopen", "reopen_unassigned") if again else ():
            yield replace(taken[name], frm=(ASKED, "closed"), to=again, starts=again_clocks)
    if suspended:
        yield replace(taken["suspend"], frm=(suspended,), pauses=clocks)
        yield replace(taken["resume"], to=suspended, resumes=clocks)
