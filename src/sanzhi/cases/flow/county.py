"""A county's own kind as a Flow. Its codes are "<kind>-<code>", so that no two kinds share a state, step or clock."""

from functools import lru_cache

from sanzhi.cases import kinds
from sanzhi.cases.kinds.beside import CALL_BACK
from sanzhi.cases.models import KindVersion
from sanzhi.kit.flow import Flow, State, Step

from .beside import states_taken, steps_beside, steps_taken

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


def has_own_codes(code: str) -> bool:
    """Whether a state, step or clock belongs to a kind with codes of its own, a county's or a room's, and is not one of
    the built-in matter's."""
    return "-" in code


def clock_code(kind: str, version: int, clock: str) -> str:
    """Each version has limits of its own, which start with it."""
    return f"{kind}-{version}-{clock}"


def _state(kind: kinds.Kind, version: int, one: kinds.State) -> State:
    return State(
        desk=one.desk,
        public=one.public,
        holder="" if one.ended else kinds.HOLDERS.get(one.holder, ""),
        clock=clock_code(kind.code, version, kind.opens) if one.code == kind.start else None,
        ended=one.ended,
    )


def flow_from(kind: kinds.Kind, version: int) -> Flow:
    """The kind's states and steps, what it takes over from the built-in matter, and what every open matter has: urging,
    supplementing, cards, the office complained of."""
    taken = states_taken(kind)

    def full(code: str) -> str:
        return code if code in taken else f"{kind.code}-{code}"

    def states(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(full, codes))

    def clocks(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code if code == CALL_BACK else clock_code(kind.code, version, code) for code in codes)

    own = {full(one.code): _state(kind, version, one) for one in kind.states}
    steps = tuple(
        Step(
            f"{kind.code}-{step.code}", states(step.frm), full(step.to), step.label,
            public=step.public or None, who=step.who, needs=step.asks, starts=clocks(step.starts),
            stops=clocks(step.stops), pauses=clocks(step.pauses), resumes=clocks(step.resumes),
        )
        for step in kinds.whole(kind).steps[: len(kind.steps)]
    )  # fmt: skip
    standing = tuple(code for code, state in own.items() if not state.ended)
    return Flow(
        kind.code,
        start=full(kind.start),
        states={**own, **taken},
        steps=(
            *steps,
            *steps_taken(kind, states, clocks),
            *steps_beside(kind, standing, (*own, *taken)),
        ),
    )
