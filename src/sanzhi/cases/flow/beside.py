"""随带环节 as data: the built-in states and steps that a county's own kind takes over, in the words of the built-in matter."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from sanzhi.cases import kinds
from sanzhi.kit.flow import State, Step

from . import asking, course, dispatched, family
from .matter import MATTER_1

_STATES = {**MATTER_1.states, **course.STATES, **family.STATES}
_STEPS = {
    step.name: step
    for step in (
        dispatched.INSTRUCTING,
        family.FOLLOWING,
        *family.STEPS,
        *course.STEPS,
        *asking.STEPS,
        *MATTER_1.steps,
    )
}  # of one name the earliest, whose words they share

Named = Callable[[tuple[str, ...]], tuple[str, ...]]


def named() -> dict[str, Step]:
    """The built-in steps by name, for the flows of rooms."""
    return dict(_STEPS)


def states_taken(kind: kinds.Kind) -> dict[str, State]:
    own = {one.code for one in kind.states}
    return {one.code: _STATES[one.code] for one in kinds.whole(kind).states if one.code not in own}


def steps_taken(kind: kinds.Kind, states: Named, clocks: Named) -> Iterator[Step]:
    """The steps that move a matter. `states` and `clocks` give the full codes of the kind's own."""
    for one in kinds.taken_over(kind):
        yield replace(
            _STEPS[one.like], name=one.code, frm=states(one.frm), to=states((one.to,))[0], starts=clocks(one.starts),
            stops=clocks(one.stops), pauses=clocks(one.pauses), resumes=clocks(one.resumes),
        )  # fmt: skip


def steps_beside(kind: kinds.Kind, standing: tuple[str, ...], everywhere: tuple[str, ...]) -> Iterator[Step]:
    """What is written on a matter without moving it. `standing`: the open states of the kind's own design;
    `everywhere`: all of its states, its own and those it takes over."""
    asked = (kinds.ASKED,) if kinds.ASKED in kind.beside else ()
    still = (kinds.SUSPENDED,) if kinds.SUSPENDED in states_taken(kind) else ()
    yield from _in((*standing, *still), "urge")
    yield from _in((*standing, *still, *asked, *_merged(kind)), "supplement")
    yield from _in((*standing, *still, *asked), "shield", "unshield")
    yield from _in((*standing, *asked), "card")
    if delayed := tuple(f"{kind.code}-{code}" for code in kinds.delayed_in(kind)):
        yield from _in(delayed, "delay_ask", "delay_grant", "delay_refuse")
    if asked:
        yield from _in(asked, "no_answer")
        yield from _in(("closed",), "rate_late")
    if "supervise" in kind.beside:
        over = (*standing, *asked, *(("closed",) if asked else ()))
        yield from _in(over, "supervise", "supervise_escalate")
        yield from _in(everywhere, "supervise_reply", "supervise_lift")
        yield from _in((*standing, *still, *asked), "instruct")
    yield from _gathering(kind, standing, everywhere)
    if "contest" in kind.beside:
        judged = tuple(code for code in everywhere if code not in _merged(kind))
        yield from _in(judged, "contest_card", "contest_uphold", "contest_refuse")
        if asked:
            yield from _in((*standing, *still, *asked, "closed"), "contest_rating")


def _merged(kind: kinds.Kind) -> tuple[str, ...]:
    return (kinds.MERGED,) if "merge" in kind.beside else ()


def _gathering(kind: kinds.Kind, standing: tuple[str, ...], everywhere: tuple[str, ...]) -> Iterator[Step]:
    """What is written on a case because of another one."""
    if "merge" in kind.beside:
        yield from _in((*standing, *((kinds.ASKED,) if kinds.ASKED in kind.beside else ())), "absorb")
        yield from _in(everywhere, "release")
    if "link" in kind.beside:
        yield from _in(everywhere, "link", "unlink")
    if "split" in kind.beside:
        yield from _in(standing, "split")


def _in(states: tuple[str, ...], *names: str) -> Iterator[Step]:
    for name in names:
        yield replace(_STEPS[name], frm=states)
