"""A county's own kind as a Flow. Its codes are "<kind>-<code>", so that no two kinds share a state, step or clock."""

from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from sanzhi.cases import kinds
from sanzhi.cases.models import KindVersion
from sanzhi.kit.flow import Flow, State, Step

from . import course
from .matter import DISPATCHERS, HANDLERS

MOST_KEPT = 500  # flows kept in memory


@lru_cache(maxsize=MOST_KEPT)
def published(code: str, version: int) -> kinds.Kind:
    """A published version as it was published; the database lets nobody change it. KeyError for any other."""
    found = KindVersion.objects.filter(code=code, version=version, state__in=KindVersion.IN_USE).first()
    if found is None:
        raise KeyError((code, version))
    return kinds.read(found.code, found.spec)


@lru_cache(maxsize=MOST_KEPT)
def county_flow(code: str, version: int) -> Flow:
    return flow_from(published(code, version), version)


def own(code: str) -> str:
    """A kind's own code of a state or step: the part after the kind."""
    return code.partition("-")[2]


def is_county(code: str) -> bool:
    """Whether a state, step or clock belongs to a county's own kind."""
    return "-" in code


def clock_code(kind: str, version: int, clock: str) -> str:
    """Each version has limits of its own, which start with it."""
    return f"{kind}-{version}-{clock}"


def flow_from(kind: kinds.Kind, version: int) -> Flow:
    """The kind's states and steps, and what every open matter has: urging, supplementing, cards, the office complained of."""

    def full(code: str) -> str:
        return f"{kind.code}-{code}"

    def clocks(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(clock_code(kind.code, version, code) for code in codes)

    states = {
        full(one.code): State(
            desk=one.desk,
            public=one.public,
            holder="" if one.ended else kinds.HOLDERS.get(one.holder, ""),
            clock=clock_code(kind.code, version, kind.opens) if one.code == kind.start else None,
            ended=one.ended,
        )
        for one in kind.states
    }
    steps = tuple(
        Step(
            full(step.code), tuple(map(full, step.frm)), full(step.to), step.label,
            public=step.public or None, who=step.who, needs=step.asks, starts=clocks(step.starts),
            stops=clocks(step.stops), pauses=clocks(step.pauses), resumes=clocks(step.resumes),
        )
        for step in kind.steps
    )  # fmt: skip
    standing = tuple(code for code, state in states.items() if not state.ended)
    return Flow(kind.code, start=full(kind.start), states=states, steps=(*steps, *_beside(standing)))


def _beside(standing: tuple[str, ...]) -> tuple[Step, ...]:
    """Written on the matter without moving it."""
    urgers = ("resident", *DISPATCHERS, "supervisor")
    tellers = ("resident", "grid_worker", *DISPATCHERS, *HANDLERS)
    return (
        Step("urge", standing, None, _("催办"), public=_("催了一次办"), who=urgers),
        Step(
            "supplement",
            standing,
            None,
            _("补充情况"),
            public=_("补充了情况"),
            who=tellers,
            needs=("text",),
        ),
        Step("card", standing, None, _("亮牌"), public=_("超过办理时限，已亮牌督促"), who=("clock",)),
        *(replace(step, frm=standing) for step in course.STEPS if step.name in ("shield", "unshield")),
    )
