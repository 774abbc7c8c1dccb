"""流程: the states of a matter and the steps between them, as data that is checked when written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext as _

from .verdict import Verdict, no


class FlowError(ValueError):
    """A flow that contradicts itself; raised when the program starts, never at run time."""


@dataclass(frozen=True, slots=True)
class State:
    """状态: what staff read (`desk`), what the citizen reads (`public`), and whose turn it is (`holder`)."""

    desk: str
    public: str
    holder: str | None = None
    clock: str | None = None  # code of the limit that runs while the matter stands here
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """步骤: a move by name from any of `frm` to `to`; `to=None` leaves the matter where it stands (催办, 补充).

    label: the verb staff press. public: what the citizen reads on the timeline, None when silent.
    who: role names. needs: fields the mover must give. starts, stops, pauses, resumes: codes of clocks; a clock that
    runs already is not started again. hands: whose hands the matter must be in: "" the holder's for a step that moves
    it and anybody's with a part in it for one that does not; "holder" the holder's in any case; "over" the holder's,
    those of whoever received it, or of whoever stands above both.
    """

    name: str
    frm: tuple[str, ...]
    to: str | None
    label: str
    public: str | None = None
    who: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    hands: Literal["", "holder", "over"] = ""

    def lands(self, state: str) -> str:
        """The state the matter is in after this step is taken in `state`."""
        return state if self.to is None else self.to


@dataclass(frozen=True)
class Flow:
    """流程: refuses to exist with unknown or unreachable states, twin steps, or a state with no way to an end."""

    name: str
    start: str
    states: Mapping[str, State]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "states", MappingProxyType(dict(self.states)))
        object.__setattr__(self, "steps", tuple(self.steps))
        self._refuse(self._unknown(), "unknown states")
        self._refuse(self._twins(), "steps defined twice for one state")
        self._refuse(set(self.states) - self._reached(), "states that cannot be reached")
        self._refuse(set(self.states) - self._ending(), "states with no way to an end")

    def steps_from(self, state: str) -> tuple[Step, ...]:
        """Every step that may be taken in `state`, in the order written. KeyError for an unknown state."""
        if state not in self.states:
            raise KeyError(state)
        return tuple(step for step in self.steps if state in step.frm)

    def step(self, name: str, state: str) -> Step | Verdict:
        """The step, or a no that says why it cannot be taken here. KeyError for an unknown state."""
        here = self.states[state]
        named = [step for step in self.steps if step.name == name]
        if not named:
            return no("unknown_step", _("没有“%(name)s”这个操作。") % {"name": name})
        for step in named:
            if state in step.frm:
                return step
        where = _("、").join(dict.fromkeys(str(self.states[frm].desk) for step in named for frm in step.frm))
        return no(
            "step_not_open",
            _("当前是“%(state)s”，不能“%(step)s”；只有在“%(where)s”时才能这样做。")
            % {"state": here.desk, "step": named[0].label, "where": where},
        )

    def mermaid(self) -> str:
        """The flow as a Mermaid state diagram, for the generated documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [f"    {key}: {state.desk}" for key, state in self.states.items()]
        lines += [f"    {frm} --> {step.lands(frm)}: {step.label}" for step in self.steps for frm in step.frm]
        lines += [f"    {key} --> [*]" for key, state in self.states.items() if state.ended]
        return "\n".join(lines) + "\n"

    def _refuse(self, culprits: Iterable[str], what: str) -> None:
        named = sorted(culprits)
        if named:
            raise FlowError(f"flow {self.name}: {what}: {', '.join(named)}")

    def _unknown(self) -> set[str]:
        used = {self.start, *(frm for step in self.steps for frm in step.frm)}
        used |= {step.to for step in self.steps if step.to is not None}
        return used - set(self.states)

    def _twins(self) -> set[str]:
        pairs = [f"{step.name}@{frm}" for step in self.steps for frm in step.frm]
        return {pair for pair in pairs if pairs.count(pair) > 1}

    def _edges(self) -> set[tuple[str, str]]:
        return {(frm, step.to) for step in self.steps for frm in step.frm if step.to is not None}

    def _reached(self) -> set[str]:
        return _closure({self.start}, self._edges())

    def _ending(self) -> set[str]:
        ended = {key for key, state in self.states.items() if state.ended}
        return _closure(ended, {(to, frm) for frm, to in self._edges()})


def _closure(found: set[str], edges: set[tuple[str, str]]) -> set[str]:
    """Every state reached from `found` along `edges`."""
    grown = found | {to for frm, to in edges if frm in found}
    return found if grown == found else _closure(grown, edges)
