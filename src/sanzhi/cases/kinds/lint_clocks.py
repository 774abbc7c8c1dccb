"""体检: clocks. One clock is on wherever a matter waits, none after its end, and none runs longer than a law leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from sanzhi.kit.calendar import WorkingCalendar
from sanzhi.kit.deadlines import Limit

from .beside import CALL_BACK, delayed_in
from .findings import Finding, error, warning
from .lint_delays import delay_findings
from .maxima import exceeds, maxima, readable
from .paths import Walked
from .spec import Clock, Kind, Step


def clock_findings(
    kind: Kind, entire: Kind, walked: Walked, at: datetime, calendar: WorkingCalendar
) -> Iterator[Finding]:
    """`entire`: the kind with what it takes over, through which `walked` went."""
    yield from _waiting(entire, walked)
    yield from _named(kind)
    for clock in kind.clocks:
        yield from _limit(clock, at, calendar)
        if clock.delay and not delayed_in(replace(kind, clocks=(clock,))):
            sentence = _("计时“%(clock)s”可以延期，可是它走的时候不在承办单位手里，没有人能申请。")
            yield warning(
                "delay_unused", sentence % {"clock": clock.name or clock.code}, "clocks", clock.code
            )
        if not _used(kind, clock):
            sentence = _("计时“%(clock)s”没有哪一步启动。") % {"clock": clock.name or clock.code}
            yield warning("clock_unused", sentence, "clocks", clock.code)


def _waiting(kind: Kind, walked: Walked) -> Iterator[Finding]:
    names = {clock.code: clock.name or clock.code for clock in kind.clocks} | {CALL_BACK: _("回访")}
    for place in sorted(walked.places, key=lambda place: (place.state, sorted(place.clocks))):
        state = kind.state(place.state)
        if state is None:
            continue
        said = {
            "state": state.desk or state.code,
            "clocks": "、".join(sorted(names.get(code, code) for code in place.clocks)),
        }
        if state.ended and place.clocks:
            sentence = _("到“%(state)s”时“%(clocks)s”还没有停。") % said
            yield error("clock_left", sentence, "states", state.code)
        elif not state.ended and not place.clocks:
            sentence = _("在“%(state)s”等待时没有计时，可能一直拖下去。") % said
            yield error("unclocked", sentence, "states", state.code)
        elif not state.ended and len(place.clocks) > 1:
            sentence = _("在“%(state)s”有几个计时同时在走：%(clocks)s。一次只能有一个。") % said
            yield error("two_clocks", sentence, "states", state.code)
    for step, clock in sorted(walked.started_twice):
        sentence = _("步骤“%(step)s”启动“%(clock)s”时，它已经在走；请先停。") % {
            "step": _label(kind, step),
            "clock": names.get(clock, clock),
        }
        yield error("clock_twice", sentence, "steps", step)


def _label(kind: Kind, code: str) -> str:
    step = kind.step(code)
    return (step.label if step else "") or code


def _named(kind: Kind) -> Iterator[Finding]:
    known = {clock.code for clock in kind.clocks}
    if kind.opens not in known:
        yield error("clock_unknown", _("没有选登记之后先走哪个计时。"))
    for step in kind.steps:
        for code in sorted(_clocks_of(step) - known):
            said = {"step": step.label or step.code, "clock": code}
            sentence = _("步骤“%(step)s”用到的计时“%(clock)s”不存在。") % said
            yield error("clock_unknown", sentence, "steps", step.code)


def _clocks_of(step: Step) -> set[str]:
    return {*step.starts, *step.stops, *step.pauses, *step.resumes}


def _used(kind: Kind, clock: Clock) -> bool:
    return clock.code in (kind.opens, kind.again_clock) or any(
        clock.code in step.starts for step in kind.steps
    )


def _limit(clock: Clock, at: datetime, calendar: WorkingCalendar) -> Iterator[Finding]:
    name = {"clock": clock.name or clock.code}
    limits = [readable(text) for text in (clock.limit, clock.yellow, clock.red)]
    limit, yellow, red = limits
    if not (limit and yellow and red):
        sentence = _("计时“%(clock)s”的时限、黄牌、红牌要写成“2h”“15d”“5wd”这样。") % name
        yield error("limit_unreadable", sentence, "clocks", clock.code)
        return
    if exceeds(yellow, red, at, calendar):
        yield error("cards_crossed", _("计时“%(clock)s”的黄牌比红牌还晚。") % name, "clocks", clock.code)
    if len(clock.basis) < 4:
        sentence = _("计时“%(clock)s”没有写依据；没有的写“本地约定”和会议。") % name
        yield error("no_basis", sentence, "clocks", clock.code)
    yield from _within_the_law(clock, limit, at, calendar)
    if clock.delay:
        yield from delay_findings(clock, (limit, yellow, red), at, calendar)


def _within_the_law(clock: Clock, limit: Limit, at: datetime, calendar: WorkingCalendar) -> Iterator[Finding]:
    if not clock.law:
        return
    most = maxima().get(clock.law)
    said = {"clock": clock.name or clock.code}
    if most is None:
        yield error("law_unknown", _("计时“%(clock)s”引用的法定上限不存在。") % said, "clocks", clock.code)
    elif exceeds(limit, most.limit, at, calendar):
        said |= {"limit": str(limit), "most": str(most.limit), "basis": most.basis}
        sentence = _("计时“%(clock)s”是%(limit)s，超过法定的%(most)s。依据：%(basis)s。") % said
        yield error("beyond_law", sentence, "clocks", clock.code)
