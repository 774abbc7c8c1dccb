"""走遍: every way a matter can go through a kind, with the clocks that run and whether somebody leads it."""

from __future__ import annotations

from dataclasses import dataclass

from .spec import Kind, Step

# A matter comes back from these as it went, its clocks paused meanwhile: what leads there leads nowhere new.
SUSPENDED, MERGED = "suspended", "merged"
ASIDE = frozenset({SUSPENDED, MERGED})
AWAY = "transferred"  # handled elsewhere: no way of this kind's own to an end

MOST_PLACES = 4_000  # a kind with more is beyond what anybody can read; the lint says so


@dataclass(frozen=True)
class Place:
    """一处: a state, the clocks that are on there (running or paused), whether a lead has been named, and which clocks
    are paused."""

    state: str
    clocks: frozenset[str]
    led: bool
    paused: frozenset[str] = frozenset()


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
            if step.to in ASIDE:
                continue
            kept = here.clocks - set(step.stops)
            twice |= {(step.code, clock) for clock in step.starts if clock in kept}
            there = _after(here, step, kept)
            if there.state in known and there not in seen:
                seen.add(there)
                waiting.append(there)
    return Walked(frozenset(seen), frozenset(twice), bool(waiting))


def _after(here: Place, step: Step, kept: frozenset[str]) -> Place:
    on = kept | set(step.starts)
    paused = (here.paused | set(step.pauses)) - set(step.resumes)
    return Place(step.to, on, here.led or "lead" in step.asks, paused & on - set(step.starts))


def running_in(kind: Kind) -> list[str]:
    """The open states in which no clock ever stands still, in the designer's order."""
    still = {place.state for place in walk(kind).places if place.paused}
    return [one.code for one in kind.states if not one.ended and one.code not in still]


def reached(kind: Kind) -> set[str]:
    """The states that can be reached from filing."""
    return _spread({kind.start}, _edges(kind))


def ending(kind: Kind) -> set[str]:
    """The states from which there is a way to an end of its own, not only out of the house."""
    ended = {one.code for one in kind.states if one.ended and one.code != AWAY}
    return _spread(ended, {(to, frm) for frm, to in _edges(kind)})


def _edges(kind: Kind) -> set[tuple[str, str]]:
    edges = {(frm, step.to) for step in kind.steps for frm in step.frm}
    return {edge for edge in edges if ASIDE.isdisjoint(edge)}


def _spread(found: set[str], edges: set[tuple[str, str]]) -> set[str]:
    grown = set(found)
    while True:
        more = {to for frm, to in edges if frm in grown} - grown
        if not more:
            return grown
        grown |= more
