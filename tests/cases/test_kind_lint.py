"""The lint names every fault, says where to mend it, and what it lets pass has a way to an end from everywhere."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanzhi.cases.flow import flow_from
from sanzhi.cases.kinds import Kind, checkup, lint, paths, read
from sanzhi.kit.calendar import WorkingCalendar
from tests.county import MONDAY
from tests.kinds import kind, noise, with_item

CALENDAR = WorkingCalendar({}, date(2027, 12, 31), date(2018, 1, 1))


def findings(it: Kind, before: Kind | None = None) -> list:
    return lint(it, at=MONDAY, calendar=CALENDAR, before=before)


def errors(it: Kind) -> set[str]:
    return {one.code for one in findings(it) if one.level == "error"}


def without(part: str, code: str) -> Kind:
    return kind(**{part: [one for one in noise()[part] if one["code"] != code]})


def and_state(**state: str) -> Kind:
    return kind(states=[*noise()["states"], {"code": "s9", "desk": "孤岛", "public": "孤岛", **state}])


# What somebody does to a sound kind, and the one word the lint has for it.
FAULTS: dict[str, tuple[Callable[[], Kind], str]] = {
    "a state no step leads to": (lambda: and_state(holder="receiver"), "unreachable"),
    "a state no step leaves": (lambda: with_item("steps", "t3", frm=["s2"]), "endless"),
    "a state in nobody's hands": (lambda: with_item("states", "s2", holder=""), "unowned_state"),
    "a step that nobody may take": (lambda: with_item("steps", "t2", who=[]), "unowned_step"),
    "a step whose people do not hold the matter": (lambda: with_item("steps", "t2", who=["town_dispatcher"]), "unowned_step"),
    "a step of a resident": (lambda: with_item("steps", "t2", who=["resident", "handler"]), "role_unknown"),
    "waiting without a clock": (lambda: with_item("steps", "t1", starts=[]), "unclocked"),
    "two clocks at once": (lambda: with_item("steps", "t1", stops=[]), "two_clocks"),
    "a clock that runs after the end": (lambda: with_item("steps", "t3", stops=[]), "clock_left"),
    "a clock started while it runs": (lambda: with_item("steps", "t3", frm=["s3"], to="s3", stops=[], starts=["c1"]), "clock_twice"),
    "a clock that is not there": (lambda: without("clocks", "c2"), "clock_unknown"),
    "longer than the law leaves": (lambda: with_item("clocks", "c2", limit="61d", yellow="61d", red="90d", law="petition.handle"), "beyond_law"),
    "working days beyond the law's days": (lambda: with_item("clocks", "c2", limit="45wd", yellow="45wd", red="90wd", law="petition.handle"), "beyond_law"),
    "a law that is not in the table": (lambda: with_item("clocks", "c2", law="moon.law"), "law_unknown"),
    "a limit nobody can read": (lambda: with_item("clocks", "c2", limit="soon"), "limit_unreadable"),
    "yellow after red": (lambda: with_item("clocks", "c2", yellow="11wd"), "cards_crossed"),
    "a limit without ground": (lambda: with_item("clocks", "c2", basis=""), "no_basis"),
    "no word for the resident": (lambda: with_item("states", "s2", public=""), "no_public_label"),
    "no word for the desk": (lambda: with_item("states", "s2", desk=""), "no_label"),
    "two buttons of one name": (lambda: kind(steps=[*noise()["steps"], noise()["steps"][0] | {"code": "t9"}]), "twin_label"),
    "a letter asking for what nobody said": (lambda: with_item("letters", "l1", text="{楼栋}"), "letter_unknown_field"),
    "an empty letter": (lambda: with_item("letters", "l1", text=""), "letter_empty"),
    "a choice of one": (lambda: with_item("fields", "f1", options=["工地"]), "no_options"),
    "a field of no type": (lambda: with_item("fields", "f1", type="colour"), "field_type"),
    "a field of a step that is gone": (lambda: with_item("fields", "f3", at="t9"), "field_unplaced"),
    "no lead where the lead holds it": (lambda: with_item("steps", "t1", asks=[]), "no_lead"),
    "a step from nowhere": (lambda: with_item("steps", "t2", frm=["s8", "s2"]), "step_unplaced"),
    "going on after the end": (lambda: with_item("steps", "t3", frm=["s3", "end1"], to="end1"), "after_end"),
    "no beginning": (lambda: kind(start=""), "no_start"),
    "beginning at the end": (lambda: kind(start="end1"), "start_ended"),
    "beginning in other hands": (lambda: with_item("states", "s1", holder="centre"), "start_not_received"),
    "no end": (lambda: without("states", "end1"), "no_end"),
    "two things of one code": (lambda: kind(states=[*noise()["states"], noise()["states"][0]]), "twin_code"),
    "no name": (lambda: kind(name=""), "no_name"),
    "not kept at all": (lambda: kind(retention_years=0), "no_retention"),
    "a secrecy that is none": (lambda: kind(secrecy="top"), "secrecy_unknown"),
    "filed where nobody files": (lambda: kind(doors=["pigeon"]), "door_unknown"),
    "a field called like a column of the table": (lambda: kind(doors=["sheet"], fields=[{"code": "f1", "label": "地点", "type": "text"}]), "column_taken"),
    "more fields than a table has columns": (lambda: kind(doors=["sheet"], fields=[{"code": f"f{n}", "label": f"第{n}项", "type": "text"} for n in range(1, 24)]), "too_many_columns"),
    "asking for what cannot be asked": (lambda: with_item("steps", "t1", asks=["lead", "blood"]), "ask_unknown"),
}  # fmt: skip


def test_a_sound_kind_is_passed_without_a_word():
    assert findings(kind()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_name_and_a_sentence(fault: str):
    spoil, code = FAULTS[fault]
    found = [one for one in findings(spoil()) if one.code == code]
    assert found and all(one.level == "error" and one.sentence for one in found)


@pytest.mark.parametrize(
    "within", [{"limit": "60d"}, {"limit": "40wd"}, {"limit": "1440h"}], ids=lambda it: it["limit"]
)
def test_a_limit_within_the_law_is_passed(within):
    it = with_item("clocks", "c2", yellow="80d", red="90d", law="petition.handle", **within)
    assert errors(it) == set()


def test_the_findings_lead_to_what_is_to_be_mended():
    (found,) = [
        one for one in findings(with_item("states", "s2", public="")) if one.code == "no_public_label"
    ]
    assert (found.part, found.item) == ("states", "s2")
    assert "测声中" in found.sentence


WARNINGS = {
    "retention_short": lambda: kind(retention_years=5),
    "retention_lowered": lambda: kind(retention_years=9),
    "secrecy_lowered": lambda: kind(secrecy="open"),
    "silent_step": lambda: with_item("steps", "t2", public=""),
    "clock_unused": lambda: kind(clocks=[*noise()["clocks"], noise()["clocks"][0] | {"code": "c3"}]),
    "unchanged": kind,
}


@pytest.mark.parametrize("code", WARNINGS)
def test_what_is_only_doubtful_is_a_warning(code: str):
    found = findings(WARNINGS[code](), before=kind())
    assert code in {one.code for one in found}
    assert {one.level for one in found} == {"warning"}


# --- any data at all ---------------------------------------------------------------------------------

CODES = st.sampled_from(["s1", "s2", "s3", "end1", "end2", "t1", "c1", "c2", "", "é"])
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | CODES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PART = st.lists(
    st.dictionaries(
        st.sampled_from(["code", "frm", "to", "who", "asks", "starts", "stops", "holder", "limit", "type", "at", "law", "text"]),
        ANY | st.lists(CODES, max_size=3),
        max_size=9,
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(["name", "start", "opens", "states", "steps", "clocks", "fields", "letters"]),
        PART | ANY,
    )
)
def test_no_data_makes_the_lint_fail(spec):
    findings(read("any", spec))
    findings(read("any", None))


STATES = ["s1", "s2", "s3", "end1", "end2"]


@st.composite
def shuffled(draw: st.DrawFn) -> dict:
    """The noise kind with its steps laid anew between its states, and another end."""
    spec = noise(fields=[], letters=[])
    spec["states"].append({"code": "end2", "desk": "不成立", "public": "不成立"})
    spec["steps"] = [
        spec["steps"][0]
        | {"code": f"t{n}", "label": f"步骤{n}", "who": ["county_dispatcher"]}
        | {"frm": draw(st.lists(st.sampled_from(STATES[:3]), min_size=1, max_size=2, unique=True))}
        | {"to": draw(st.sampled_from(STATES)), "asks": ["lead"]}
        | draw(st.sampled_from([{"stops": ["c1", "c2"], "starts": ["c1"]}, {"stops": ["c1", "c2"], "starts": []}]))
        for n in range(draw(st.integers(2, 6)))
    ]  # fmt: skip
    return spec


@settings(max_examples=300, deadline=None)
@given(shuffled())
def test_what_the_lint_passes_is_a_flow_in_which_every_state_reaches_an_end(spec):
    it = read("noise", spec)
    if errors(it):
        return
    flow = flow_from(it, 1)  # which refuses, by itself, what cannot be reached or has no way out
    assert {f"noise-{code}" for code in paths.ending(it)} == set(flow.states)
    for place in paths.walk(it).places:
        assert len(place.clocks) == (0 if place.state.startswith("end") else 1)


def test_the_property_is_not_empty():
    assert errors(kind()) == set()
    assert set(flow_from(kind(), 1).states) == {"noise-s1", "noise-s2", "noise-s3", "noise-end1"}


@pytest.mark.parametrize("rule", range(6))
def test_each_rule_taken_away_lets_some_fault_through(rule, monkeypatch):
    """The mutants: without a rule, a fault that it names is no longer named."""
    named = {code for spoil, code in FAULTS.values() if code in {one.code for one in findings(spoil())}}
    monkeypatch.setattr(checkup, "LINTS", tuple(one for n, one in enumerate(checkup.LINTS) if n != rule))
    left = {code for spoil, code in FAULTS.values() if code in {one.code for one in findings(spoil())}}
    assert left < named
