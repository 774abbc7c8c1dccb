import pytest

from sanzhi.kit.flow import Flow, FlowError, State, Step
from sanzhi.kit.verdict import Verdict

STATES = {
    "registered": State(desk="待分派", public="已收到", holder="clerk"),
    "handling": State(desk="办理中", public="正在办理", holder="office", clock="hotline.general"),
    "closed": State(desk="已办结", public="已办结", ended=True),
}
ASSIGN = Step("assign", ("registered",), "handling", "交办", "已交办", starts=("hotline.general",))
CLOSE = Step("close", ("handling",), "closed", "办结", "已办结", stops=("hotline.general",))
URGE = Step("urge", ("registered", "handling"), None, "催办", "您催办了一次")
REOPEN = Step("reopen", ("closed",), "handling", "重办", "重新办理")


def flow(states=STATES, steps=(ASSIGN, CLOSE, URGE, REOPEN), start="registered"):
    return Flow("demo", start, states, steps)


def test_a_state_offers_only_its_own_steps_in_the_order_written():
    assert [step.name for step in flow().steps_from("handling")] == ["close", "urge"]


def test_every_pair_of_step_and_state_is_either_a_step_or_a_no_with_a_sentence():
    ours = flow()
    legal = {(step.name, state) for step in ours.steps for state in step.frm}
    for name in ("assign", "close", "urge", "reopen"):
        for state in STATES:
            answer = ours.step(name, state)
            assert isinstance(answer, Step) == ((name, state) in legal)
            if isinstance(answer, Verdict):
                assert answer.code == "step_not_open"
                assert STATES[state].desk in answer.sentence


def test_a_step_nobody_defined_is_named_in_the_refusal():
    assert flow().step("burn", "handling").code == "unknown_step"


def test_an_unknown_state_is_a_fault_of_the_program_and_says_so():
    with pytest.raises(KeyError):
        flow().steps_from("lost")


def test_urging_leaves_the_matter_where_it_stands():
    assert URGE.lands("handling") == "handling"
    assert ASSIGN.lands("registered") == "handling"


def test_one_name_may_lead_to_different_places_from_different_states():
    back = Step("back", ("handling",), "registered", "退回")
    again = Step("back", ("closed",), "handling", "退回")
    ours = flow(steps=(ASSIGN, CLOSE, back, again))
    assert ours.step("back", "handling").to == "registered"
    assert ours.step("back", "closed").to == "handling"


@pytest.mark.parametrize(
    ("steps", "start", "complaint"),
    [
        ((ASSIGN, CLOSE), "lost", "unknown states: lost"),
        ((ASSIGN, CLOSE, Step("x", ("moon",), "closed", "甲")), "registered", "unknown states: moon"),
        ((ASSIGN, CLOSE, Step("x", ("handling",), "moon", "甲")), "registered", "unknown states: moon"),
        ((ASSIGN, CLOSE, CLOSE), "registered", "twice for one state: close@handling"),
        ((ASSIGN,), "registered", "cannot be reached: closed"),
    ],
)
def test_a_flow_that_contradicts_itself_cannot_be_written(steps, start, complaint):
    with pytest.raises(FlowError, match=complaint):
        flow(steps=steps, start=start)


def test_a_state_with_no_way_to_an_end_cannot_be_written_even_when_it_goes_round_in_circles():
    states = STATES | {"limbo": State(desk="搁置", public="搁置"), "attic": State(desk="存放", public="存放")}
    shelve = Step("shelve", ("handling",), "limbo", "搁置")
    store = Step("store", ("limbo",), "attic", "存放")
    fetch = Step("fetch", ("attic",), "limbo", "取回")
    with pytest.raises(FlowError, match="no way to an end: attic, limbo"):
        flow(states, (ASSIGN, CLOSE, shelve, store, fetch))


def test_a_flow_cannot_be_changed_after_it_is_written():
    with pytest.raises(TypeError):
        flow().states["new"] = State(desk="新", public="新")


def test_the_diagram_shows_every_state_step_and_end():
    text = flow().mermaid()
    assert text.startswith("stateDiagram-v2\n    [*] --> registered\n")
    assert "    handling: 办理中\n" in text
    assert "    handling --> handling: 催办\n" in text
    assert text.endswith("    closed --> [*]\n")
