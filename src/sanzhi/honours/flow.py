"""好人评选的流程: the steps of a nomination as data; drawn in docs/flows/honours.md and held by the trigger beside it."""

from sanzhi.kit.flow import Flow, State, Step

from .models import Nomination

_STATES = dict(Nomination.State.choices)
_HOLDERS = {
    "nominated": "clerk", "asked": "nominee", "agreed": "checker", "checked": "clerk", "announced": "awarder",
    "awarded": "awarder",
}  # fmt: skip
_ENDED = ("awarded", "revoked", "declined", "refused", "failed", "objected")


def _state(code: str) -> State:
    words = _STATES[code]
    return State(desk=words, public=words, holder=_HOLDERS.get(code), ended=code in _ENDED)


GOOD = Flow(
    "honours",
    "nominated",
    {code: _state(code) for code in _STATES},
    (
        Step("accept", ("nominated",), "asked", "对上人，问本人"),
        Step("decline", ("nominated",), "declined", "不受理"),
        Step("agree", ("asked",), "agreed", "本人同意"),
        Step("refuse", ("asked", "agreed", "checked", "announced"), "refused", "本人不同意、撤回同意"),
        Step("check", ("agreed",), "checked", "核实属实"),
        Step("fail", ("agreed",), "failed", "核实不通过"),
        Step("announce", ("checked",), "announced", "拟公示"),
        Step("award", ("announced",), "awarded", "授予"),
        Step("object", ("announced",), "objected", "异议成立"),
        Step("revoke", ("awarded",), "revoked", "撤销"),
    ),
)
