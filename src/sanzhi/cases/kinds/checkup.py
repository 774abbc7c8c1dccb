"""体检: what is wrong with a kind, each by name, in plain words, with the place to mend it.

An error keeps a kind from being published; a warning does not. LINTS is the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import WorkingCalendar

from . import lint_words, paths
from .beside import ASKED, whole
from .findings import Finding, error, warning
from .lint_beside import beside_findings
from .lint_clocks import clock_findings
from .lint_doors import door_findings
from .spec import HOLDERS, ROLES_AT, Kind, Step

__all__ = ["Finding", "Judged", "lint"]


@dataclass(frozen=True)
class Judged:
    """体检的对象: a kind, the same with what it takes over, the version it would replace, and the calendar its limits are tried on."""

    kind: Kind
    whole: Kind
    before: Kind | None
    at: datetime
    calendar: WorkingCalendar
    walked: paths.Walked


def lint(kind: Kind, *, at: datetime, calendar: WorkingCalendar, before: Kind | None = None) -> list[Finding]:
    """Every finding, errors first. `before`: the published version that this one would replace."""
    entire = whole(kind)
    judged = Judged(kind, entire, before, at, calendar, paths.walk(entire))
    found = list(dict.fromkeys(one for rule in LINTS for one in rule(judged)))
    return sorted(found, key=lambda one: one.level)


def shape(judged: Judged) -> Iterator[Finding]:
    """Every code is there once, and names nothing that is not there."""
    kind = judged.kind
    if not kind.name:
        yield error("no_name", _("种类还没有名称。"))
    for part in ("states", "steps", "clocks", "fields", "letters"):
        codes = [one.code for one in getattr(kind, part)]
        for code in sorted({code for code in codes if codes.count(code) > 1 or not code}):
            yield error("twin_code", _("内部编号“%(code)s”重复或为空。") % {"code": code}, part, code)
    start = kind.state(kind.start)
    if start is None:
        yield error("no_start", _("没有选登记之后的第一个状态。"))
    elif start.ended:
        yield error("start_ended", _("第一个状态不能是办结状态。"), "states", kind.start)
    elif start.holder != "receiver":
        yield error("start_not_received", _("第一个状态要在受理单位手里：首接负责。"), "states", kind.start)
    known = {one.code for one in kind.states}
    for step in kind.steps:
        lost = {*step.frm, step.to} - known - ({ASKED} if step.to == ASKED else set())
        if lost or not step.frm or ASKED in step.frm:
            sentence = _("步骤“%(step)s”没有写全从哪个状态到哪个状态。") % {"step": step.label or step.code}
            yield error("step_unplaced", sentence, "steps", step.code)


def reach(judged: Judged) -> Iterator[Finding]:
    """No state out of reach, none without a way to an end, none that goes on after an end."""
    kind = judged.kind
    reached, ending = paths.reached(judged.whole), paths.ending(judged.whole)
    if not any(one.ended for one in judged.whole.states):
        yield error("no_end", _("没有办结状态，事项永远办不完。"), "states")
    for one in kind.states:
        name = {"state": one.desk or one.code}
        if one.code not in reached:
            yield error("unreachable", _("没有哪一步能到“%(state)s”。") % name, "states", one.code)
        if one.code not in ending:
            yield error("endless", _("从“%(state)s”没有路走到办结。") % name, "states", one.code)
        if one.ended and kind.steps_from(one.code):
            yield error("after_end", _("“%(state)s”已经办结，后面不能再有步骤。") % name, "states", one.code)
    if judged.walked.cut_short:
        yield error("too_intricate", _("走法太多，没有人看得明白；请减少步骤或计时。"))


def owners(judged: Judged) -> Iterator[Finding]:
    """Every open state is in somebody's hands, and somebody there may go on; every step has someone to take it."""
    kind = judged.kind
    for one in kind.states:
        if not one.ended and one.holder not in HOLDERS:
            sentence = _("状态“%(state)s”没有写在谁手里。") % {"state": one.desk or one.code}
            yield error("unowned_state", sentence, "states", one.code)
    for step in kind.steps:
        name = {"step": step.label or step.code}
        if strangers := sorted(set(step.who) - {role for roles in ROLES_AT.values() for role in roles}):
            said = {**name, "roles": "、".join(strangers)}
            sentence = _("步骤“%(step)s”写了不能办这一步的岗位：%(roles)s。") % said
            yield error("role_unknown", sentence, "steps", step.code)
        if not step.who:
            yield error("unowned_step", _("步骤“%(step)s”没有人可以办。") % name, "steps", step.code)
        for idle in _idle_at(kind, step):
            sentence = _("事项在“%(state)s”时不在能办“%(step)s”的人手里。") % {**name, "state": idle}
            yield error("unowned_step", sentence, "steps", step.code)
    for place in judged.walked.places:
        state = kind.state(place.state)
        if state and state.holder == "lead" and not place.led:
            sentence = _("到“%(state)s”的时候还没有选过承办单位。") % {"state": state.desk or state.code}
            yield error("no_lead", sentence, "states", state.code)


def _idle_at(kind: Kind, step: Step) -> list[str]:
    """The states of a step where nobody who may take it has the matter in hand."""
    idle = []
    for state in filter(None, map(kind.state, step.frm)):
        there = ROLES_AT.get(state.holder, ())
        if step.who and there and not set(step.who) & {*there, "county_dispatcher", "caller"}:
            idle.append(state.desk or state.code)
    return idle


def clocks(judged: Judged) -> Iterator[Finding]:
    """A matter that waits has a clock; no limit is longer than the law leaves."""
    yield from clock_findings(judged.kind, judged.whole, judged.walked, judged.at, judged.calendar)


def words(judged: Judged) -> Iterator[Finding]:
    """What people read is there: labels, options, letters."""
    yield from lint_words.labels(judged.kind)
    yield from lint_words.fields(judged.kind)
    yield from lint_words.letters(judged.kind)


def keeping(judged: Judged) -> Iterator[Finding]:
    """Kept long enough, and no less confidential than it was."""
    yield from lint_words.retention(judged.kind)
    if judged.before:
        yield from lint_words.lowered(judged.kind, judged.before)
        if judged.kind == judged.before:
            yield warning("unchanged", _("和现行版本没有区别。"))


def beside(judged: Judged) -> Iterator[Finding]:
    """What is taken over from the built-in matter joins the kind's own states."""
    yield from beside_findings(judged.kind)


def doors(judged: Judged) -> Iterator[Finding]:
    """Where it may be filed, what it asks can be said there."""
    yield from door_findings(judged.kind)


LINTS: tuple[Callable[[Judged], Iterator[Finding]], ...] = (
    shape,
    reach,
    owners,
    clocks,
    words,
    keeping,
    beside,
    doors,
)
