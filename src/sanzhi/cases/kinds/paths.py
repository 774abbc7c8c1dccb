"""走遍: every way a matter can go through a kind, with the clocks that run and whether somebody leads it."""

from __future__ import annotations

from dataclasses import dataclass

from .beside import SUSPENDED, whole
from .spec import Kind, Step

MOST_PLACES = 4_000  # a kind with more is beyond what anybody can read; the lint says so


@dataclass(frozen=True)
class Place:
    """一处: a state, the clocks that are on there (running or paused), and whether a lead has been named."""

    state: str
    clocks: frozenset[str]
    led: bool


@dataclass(frozen=True)
class Walked:
    """走遍的结果: every place reached; steps that start a clock which is on already; whether it was cut short."""

    places: frozenset[Place]
    started_twice: frozenset[tuple[str, str]]  # (step, clock)
    cut_short: bool


def walk(kind: Kind) -> Walked:
    """From filing on, along every step, until nothing new is reached."""
    first = Place(kind.start, frozenset([kind.opens] if kind.opens else []), False)
    known = {one.code for one in kind.states}
    seen, waiting, twice = {first}, [first], set()
    while waiting and len(seen) <= MOST_PLACES:
        here = waiting.pop()
        for step in kind.steps_from(here.state):
            if step.to == SUSPENDED:
                continue
            kept = here.clocks - set(step.stops)
            twice |= {(step.code, clock) for clock in step.starts if clock in kept}
            there = _after(here, step, kept)
            if there.state in known and there not in seen:
                seen.add(there)
                waiting.append(there)
    return Walked(frozenset(seen), frozenset(twice), bool(waiting))


def _after(here: Place, step: Step, kept: frozenset[str]) -> Place:
    return Place(step.to, kept | set(step.starts), here.led or "lead" in step.asks)


def delayed_in(kind: Kind) -> list[str]:
    """The states in a leading office's hands where a clock runs that may be put off, in the designer's order."""
    may = {one.code for one in kind.clocks if one.delay}
    found = {place.state for place in walk(whole(kind)).places if place.clocks & may} if may else set()
    return [one.code for one in kind.states if one.holder == "lead" and one.code in found]


def reached(kind: Kind) -> set[str]:
    """The states that can be reached from filing."""
    return _spread({kind.start}, {(frm, step.to) for step in kind.steps for frm in step.frm})


def ending(kind: Kind) -> set[str]:
    """The states from which there is a way to an end."""
    ended = {one.code for one in kind.states if one.ended}
    return _spread(ended, {(step.to, frm) for step in kind.steps for frm in step.frm})


def _spread(found: set[str], edges: set[tuple[str, str]]) -> set[str]:
    grown = set(found)
    while True:
        more = {to for frm, to in edges if frm in grown} - grown
        if not more:
            return grown
        grown |= more
