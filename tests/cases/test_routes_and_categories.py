"""Routes and categories are replaced from a day on, looked at before, and never applied backwards."""

import pytest

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import Called
from sanzhi.cases.models import Case, Category, CategoryMapping, CategoryVersion, RoutingRule
from sanzhi.kit import clock
from sanzhi.kit.calendar import with_day
from sanzhi.people import actions as people_actions
from sanzhi.people import queries as people
from tests.county import DAY, MONDAY, County, a_member_of_staff, an_office
from tests.kinds import refused

LATER = MONDAY + DAY


@pytest.fixture
def keeper(county: County):
    return a_member_of_staff("管规则", "system_admin", county.centre)


def lamps(county: County, **changes) -> dict:
    usual = {
        "purpose": "propose",
        "name": "路灯归住建局",
        "when": {"words": ["路灯"]},
        "office_id": county.roads.id,
        "office_kind": "",
    }
    return usual | changes


# --- routes ------------------------------------------------------------------------------------------


def test_a_rule_is_added_looked_at_and_in_force_for_what_is_filed_from_then_on(county, keeper):
    old = county.filed(at=MONDAY)
    draft = actions.draft_routing(by=keeper, at=LATER)
    draft = actions.put_route(draft.id, None, lamps(county), by=keeper, at=LATER, revision=1)
    told = queries.preview_routing(keeper, draft, at=LATER)
    assert (told.cases, told.receive, told.propose) == (1, 0, 1)
    assert [(one.before, one.after) for one in told.shown] == [("", "市住房和城乡建设局")]
    assert actions.publish_routing_draft(draft.id, by=keeper, at=LATER, revision=2) == 2
    new = county.filed(at=LATER)
    assert Case.objects.get(pk=old.pk).routing["propose"]["office"] is None
    assert Case.objects.get(pk=new.pk).routing["propose"]["office"] == county.roads.id


def test_a_preview_names_numbers_and_places_and_nothing_of_what_was_said(county, keeper):
    case = county.filed(at=MONDAY)
    draft = actions.draft_routing(by=keeper, at=LATER)
    draft = actions.put_route(draft.id, None, lamps(county), by=keeper, at=LATER, revision=1)
    shown = repr(queries.preview_routing(keeper, draft, at=LATER))
    assert case.title not in shown
    assert "沈小满" not in shown


def test_the_order_of_rules_decides_and_a_rule_no_one_reaches_is_named(county, keeper):
    draft = actions.draft_routing(by=keeper, at=LATER)
    everything = lamps(county, name="其余归水务", when={}, office_id=county.water.id)
    draft = actions.put_route(draft.id, None, everything, by=keeper, at=LATER, revision=1)
    draft = actions.put_route(draft.id, None, lamps(county), by=keeper, at=LATER, revision=2)
    assert queries.shadowed(draft.rules) == [4]
    filing = county.filing()
    told = {one.purpose: one for one in queries.trace_routing(keeper, filing, "web", draft)}
    assert told["建议谁主办"].office == "市水务集团"
    draft = actions.move_route(draft.id, 3, by=keeper, at=LATER, revision=3)
    told = {one.purpose: one for one in queries.trace_routing(keeper, filing, "web", draft)}
    assert told["建议谁主办"].office == "市住房和城乡建设局"
    assert queries.shadowed(draft.rules) == []


def test_two_people_write_one_draft_and_the_second_is_told(county, keeper):
    draft = actions.draft_routing(by=keeper, at=LATER)
    assert actions.draft_routing(by=keeper, at=LATER).id == draft.id
    actions.put_route(draft.id, None, lamps(county), by=keeper, at=LATER, revision=1)
    again = lambda: actions.drop_route(draft.id, 0, by=keeper, at=LATER, revision=1)  # noqa: E731
    assert refused(again) == "changed_meanwhile"


def test_a_rule_without_an_office_and_a_draft_without_a_rule_are_refused(county, keeper):
    draft = actions.draft_routing(by=keeper, at=LATER)
    for wrong, code in (
        ({"office_id": None}, "office_missing"),
        ({"office_kind": "village"}, "office_missing"),
        ({"office_id": 10**9}, "office_unknown"),
        ({"name": " "}, "no_name"),
    ):
        rule = lamps(county, **wrong)
        ask = lambda rule=rule: actions.put_route(draft.id, None, rule, by=keeper, at=LATER, revision=1)  # noqa: E731
        assert refused(ask) == code
    actions.drop_route(draft.id, 0, by=keeper, at=LATER, revision=1)
    actions.drop_route(draft.id, 0, by=keeper, at=LATER, revision=2)
    ask = lambda: actions.publish_routing_draft(draft.id, by=keeper, at=LATER, revision=3)  # noqa: E731
    assert refused(ask) == "no_rules"
    assert RoutingRule.objects.values_list("version", flat=True).distinct().count() == 1


def test_only_who_keeps_the_routes_writes_them(county):
    assert refused(lambda: actions.draft_routing(by=county.decider, at=LATER)) == "role_may_not_route"
    assert refused(lambda: queries.routing_in_force(county.handler)) == "role_may_not_route"


# --- categories --------------------------------------------------------------------------------------


def test_a_category_is_renamed_from_a_day_on_and_its_history_stays(county, keeper):
    called = Called("市政道路", "utilities", ("路灯", "窨井盖"))
    before = Category.objects.get(code="city.roads").name
    actions.change_category("city.roads", called, seen=0, by=keeper, at=LATER)
    versions = queries.category_versions(keeper, "city.roads")
    assert [(one.name, one.valid_to) for one in versions] == [("市政道路", None), (before, LATER.date())]
    assert queries.rulebook().paces["city.roads"] == "utilities"
    assert queries.suggest_category("窨井盖坏了", "") == "city.roads"
    again = lambda: actions.change_category("city.roads", called, seen=0, by=keeper, at=LATER)  # noqa: E731
    assert refused(again) == "changed_meanwhile"


def test_a_retired_category_takes_nothing_new_and_keeps_what_it_has(county, keeper):
    case = county.filed(category_code="city.roads")
    assert queries.category_touch(keeper, "city.roads", at=LATER).open_cases == 1
    actions.retire_category("city.roads", by=keeper, at=LATER)
    assert Case.objects.get(pk=case.pk).category_id == "city.roads"
    with pytest.raises(actions.FilingRefused) as refusal:
        county.filed(category_code="city.roads")
    assert set(refusal.value.problems) == {"category_code"}


def test_what_cannot_be_retired_says_why(county, keeper):
    assert refused(lambda: actions.retire_category("other", by=keeper, at=LATER)) == "catch_all"
    assert refused(lambda: actions.retire_category("city", by=keeper, at=LATER)) == "has_children"


def test_a_new_category_is_offered_and_its_code_is_never_used_again(county, keeper):
    called = Called("充电桩", "general", ("充电桩",))
    actions.add_category("charging", "city", called, by=keeper, at=LATER)
    assert county.filed(at=LATER, category_code="city.charging").category_id == "city.charging"
    actions.retire_category("city.charging", by=keeper, at=LATER)
    ask = lambda: actions.add_category("charging", "city", called, by=keeper, at=LATER)  # noqa: E731
    assert refused(ask) == "code_taken"
    assert CategoryVersion.objects.filter(category="city.charging", valid_to=None).count() == 0
    deep = lambda: actions.add_category("x", "a.b.c", called, by=keeper, at=LATER)  # noqa: E731
    assert refused(deep) == "parent_unknown"


def test_an_outside_label_means_one_category_at_a_time(county, keeper):
    for category in ("city.roads", "other"):
        actions.map_label("12345", "路灯管理", category, by=keeper, at=LATER)
    assert queries.category_for_label("12345", "路灯管理") == "other"
    assert CategoryMapping.objects.filter(label="路灯管理").count() == 2


# --- the calendar ------------------------------------------------------------------------------------


def test_the_deadlines_named_beforehand_are_those_that_a_change_moves(county, keeper):
    county.filed(at=MONDAY)  # due at the end of Tuesday
    county.case_in("handling")
    tuesday = LATER.date()
    told = queries.deadlines_moved(keeper, with_day(people.working_calendar(), tuesday, False))
    people_actions.set_calendar_day(tuesday, works=False, name="台风停工", by=keeper, at=clock.now())
    assert told.count == actions.recompute_open(at=MONDAY) == 2
    assert all(one.after > one.before for one in told.shown)
    assert refused(lambda: queries.deadlines_moved(county.handler, people.working_calendar())) != ""


@pytest.mark.parametrize(
    "kind", ["bank", "court", "party_branch", "pioneer_station", "social_org", "mediation"]
)
def test_an_office_that_holds_no_case_is_given_none(county: County, kind: str):
    """Departments and offices of a town handle what people bring, and a village its own; nobody else is offered."""
    place = county.village.code
    here = an_office(f"not-{kind}", "不办事项的单位", kind, place)
    assert here not in queries.offices_for_choice(place, MONDAY)
    assert here not in queries.offices_that_lead(MONDAY)
    assert county.roads in queries.offices_for_choice(place, MONDAY)
    assert county.roads in queries.offices_that_lead(MONDAY)
