"""随带环节: what a county's kind may take over from the built-in matter as it is, and how that joins its own states.

The states and steps keep their built-in codes, so that the call-back desk, its sampling, the lists and the boards
know them. What they say and who takes them stands with the built-in matter; here is only from where to where.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .paths import MERGED, SUSPENDED, running_in, walk
from .spec import Kind, State, Step

ASKED = "follow_up"  # the one built-in state in which a designed step may land
CALL_BACK = "call_back"  # its clock; the limit is the county's own for every call-back
_CLOSED = State("closed", _("已办结"), _("已办结"), "", True)
STATES: dict[str, tuple[State, ...]] = {
    "follow_up": (State(ASKED, _("待回访"), _("等您评价"), "centre", False), _CLOSED),
    "suspend": (State(SUSPENDED, _("中止办理"), _("暂时中止"), "lead", False),),
    "transfer": (State("transferred", _("已转其他渠道"), _("已转其他渠道办理"), "", True),),
    "merge": (State(MERGED, _("已并案"), _("已和同一件事合并办理"), "", False),),
}
CODES = frozenset(state.code for states in STATES.values() for state in states)


def whole(kind: Kind) -> Kind:
    """The kind with the states and steps that it takes over; without any, the kind itself."""
    if not kind.beside:
        return kind
    taken = dict.fromkeys(state for switch in kind.beside for state in STATES.get(switch, ()))
    steps = tuple(_landing(step) for step in kind.steps)
    return replace(kind, states=(*kind.states, *taken), steps=(*steps, *taken_over(kind)))


def _landing(step: Step) -> Step:
    """A step that lands where the resident is asked starts the clock of the asking."""
    return replace(step, starts=(*step.starts, CALL_BACK)) if step.to == ASKED else step


def taken_over(kind: Kind) -> Iterator[Step]:
    """The steps that move a matter through what the kind takes over, under their built-in names."""
    clocks = tuple(one.code for one in kind.clocks)
    if ASKED in kind.beside:
        yield from _asking(kind)
    if "suspend" in kind.beside:
        yield _step("suspend", _("中止办理"), (kind.suspends,), SUSPENDED, pauses=clocks)
        yield _step("resume", _("恢复办理"), (SUSPENDED,), kind.suspends, resumes=clocks)
    if "transfer" in kind.beside:
        still = (SUSPENDED,) if "suspend" in kind.beside else ()
        standing = (*(one.code for one in kind.states if not one.ended), *still)
        yield _step("transfer", _("转其他渠道"), standing, "transferred", stops=clocks)
    if "merge" in kind.beside:
        yield from _merging(kind, clocks)


def delayed_in(kind: Kind) -> list[str]:
    """The states in a leading office's hands where a clock runs that may be put off, in the designer's order."""
    may = {one.code for one in kind.clocks if one.delay}
    found = {place.state for place in walk(whole(kind)).places if place.clocks & may} if may else set()
    return [one.code for one in kind.states if one.holder == "lead" and one.code in found]


def _merging(kind: Kind, clocks: tuple[str, ...]) -> Iterator[Step]:
    """Into another case of the kind and back to where it stood; or, with the other, to where that one ended."""
    standing = tuple(running_in(kind))
    yield _step("merge", _("并案"), standing, MERGED, pauses=clocks)
    for code in standing:
        yield _step(
            f"unmerge_{code}", _("撤销并案"), (MERGED,), code, resumes=clocks, like="unmerge_registered"
        )
    for code in (one.code for one in kind.states if one.ended):
        yield _step(f"follow_{code}", _("随主事项结束"), (MERGED,), code, stops=clocks, like="follow")
    if "transfer" in kind.beside:
        yield _step("follow_transferred", _("随主事项转其他渠道"), (MERGED,), "transferred", stops=clocks)
    if ASKED in kind.beside:
        yield _step("rate", _("评价办结"), (MERGED,), "closed", stops=clocks)
        yield _step("close_merged", _("随主事项办结"), (MERGED,), "closed", stops=clocks)


def _asking(kind: Kind) -> Iterator[Step]:
    for code, label in {
        "call_back": _("回访办结"),
        "rate": _("评价办结"),
        "close_unreached": _("三次未联系上办结"),
        "decline_answer": _("当事人不愿回答，办结"),
        "close_unasked": _("未评价办结"),
    }.items():
        yield _step(code, label, (ASKED,), "closed", stops=(CALL_BACK,))
    again = (kind.again, kind.again_clock) if kind.again else (kind.start, kind.opens)
    asked = (ASKED, "closed")
    # Only where an office leads it: to that office; else to the desk that received it, as when it came in.
    yield _step("reopen", _("重新办理"), asked, again[0], led=True, starts=again[1:], stops=(CALL_BACK,))
    yield _step(
        "reopen_unassigned", _("重新分派"), asked, kind.start, starts=(kind.opens,), stops=(CALL_BACK,)
    )


def _step(
    code: str,
    label: str,
    frm: tuple[str, ...],
    to: str,
    *,
    led: bool = False,
    starts: tuple[str, ...] = (),
    stops: tuple[str, ...] = (),
    pauses: tuple[str, ...] = (),
    resumes: tuple[str, ...] = (),
    like: str = "",
) -> Step:
    asks = ("lead",) if led else ()
    return Step(code, label, "", frm, to, (), asks, starts, stops, pauses, resumes, like or code)
