"""A county's own kind, from the draft to the last step of a matter filed under it."""

from datetime import timedelta

import psycopg
import pytest
from django.db import transaction

from sanzhi.cases import access, actions, queries, verify
from sanzhi.cases.actions import FilingRefused, Origin
from sanzhi.cases.flow import flow_of
from sanzhi.cases.models import Assignment, Case, ClockRun
from tests.county import DAY, HOUR, MONDAY, County, a_member_of_staff
from tests.kinds import drafted, noise, published, refused

LATER = MONDAY + DAY


def filed(county: County, code: str, at=LATER, **details) -> Case:
    said = {"kind": code, "details": {"f1": "工地", **details}}
    origin = Origin(county.resident.person_id, "web")
    return actions.register(county.filing(**said), origin, by=county.resident, at=at)


def through(county: County, code: str) -> Case:
    """Filed, assigned, measured, answered; an hour apart."""
    case = filed(county, code)
    step = f"{code}-t"
    actions.kind_step(case.id, step + "1", lead=county.roads.id, by=county.dispatcher, at=LATER + HOUR)
    actions.kind_step(case.id, step + "2", details={"f3": 62}, by=county.handler, at=LATER + 2 * HOUR)
    words = {"reply": "已要求工地夜间停工，请您监督。"}
    actions.kind_step(case.id, step + "3", words=words, by=county.dispatcher, at=LATER + 3 * HOUR)
    return Case.objects.get(pk=case.pk)


# --- filing and handling -------------------------------------------------------------------------------


def test_a_matter_is_filed_walked_to_its_end_and_verifies(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    case = through(county, version.code)
    assert (case.kind, case.kind_version, case.state) == (version.code, 1, f"{version.code}-end1")
    assert case.details == {"f1": "工地", "f3": 62}
    assert case.closed_at == LATER + 3 * HOUR
    assert case.holder_id is None
    assert ClockRun.objects.filter(case=case, stopped_at=None).count() == 0
    assert Assignment.objects.get(case=case).office_id == county.roads.id
    assert [found.violations for found in (check() for check in verify.CHECKS.values())] == [[]] * len(
        verify.CHECKS
    )


def test_the_limits_of_the_kind_run_the_clocks(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    case = filed(county, version.code)
    assert ClockRun.objects.get(case=case).rule.clock == f"{version.code}-1-c1"
    assert case.due_at == LATER.replace(hour=0) + 2 * DAY  # one working day after Tuesday is all of Wednesday


def test_what_the_kind_asks_must_be_answered(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    for wrong in ({"f1": "天上"}, {"f1": ""}, {"f1": 3}):
        with pytest.raises(FilingRefused) as refusal:
            filed(county, version.code, **wrong)
        assert "f1" in refusal.value.problems
    case = filed(county, version.code)
    step = f"{version.code}-t"
    assert (
        refused(lambda: actions.kind_step(case.id, step + "1", by=county.dispatcher, at=LATER))
        == "lead_missing"
    )
    actions.kind_step(case.id, step + "1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    for details in ({}, {"f3": "很吵"}, {"f3": True}):
        ask = lambda details=details: actions.kind_step(  # noqa: E731
            case.id, step + "2", details=details, by=county.handler, at=LATER
        )
        assert refused(ask) == "details_missing"


def test_nobody_takes_a_step_that_is_not_theirs_or_not_open(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    case = filed(county, version.code)
    step = f"{version.code}-t"
    assert (
        refused(
            lambda: actions.kind_step(case.id, step + "1", lead=county.roads.id, by=county.handler, at=LATER)
        )
        == "role_may_not"
    )
    assert (
        refused(
            lambda: actions.kind_step(case.id, step + "2", details={"f3": 1}, by=county.handler, at=LATER)
        )
        == "step_not_open"
    )
    assert (
        refused(lambda: actions.kind_step(case.id, step + "9", by=county.dispatcher, at=LATER))
        == "unknown_step"
    )
    matter = county.filed()
    assert (
        refused(lambda: actions.kind_step(matter.id, "assign", by=county.dispatcher, at=LATER))
        == "unknown_step"
    )


def test_a_running_case_keeps_its_version_and_the_next_gets_the_new_one(county, drafter, publisher):
    first = published(drafter, publisher, MONDAY)
    old = filed(county, first.code)
    spec = noise()
    spec["states"][0]["desk"] = "等派单"
    spec["clocks"][1]["limit"] = "3wd"
    second = drafted(publisher, LATER, spec, code=first.code)
    actions.publish_kind(second.id, by=drafter, at=LATER, revision=1)
    new = filed(county, first.code)
    assert [
        (one.kind_version, flow_of(one.kind, one.kind_version).states[one.state].desk) for one in (old, new)
    ] == [
        (1, "待派单"),
        (2, "等派单"),
    ]
    for case in (old, new):
        actions.kind_step(case.id, f"{first.code}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    limits = [ClockRun.objects.get(case=case, stopped_at=None).rule.limit for case in (old, new)]
    assert limits == ["5wd", "3wd"]


def test_a_withdrawn_kind_takes_nothing_new_and_runs_what_runs(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    case = filed(county, version.code)
    actions.withdraw_kind(version.id, reason="并入一般诉求", by=drafter, at=LATER)
    assert refused(lambda: filed(county, version.code)) == "kind_not_open"
    assert version.code not in {one.kind.code for one in queries.kinds_to_file(county.resident)}
    actions.kind_step(case.id, f"{version.code}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)


def test_a_kind_not_open_to_residents_is_filed_by_staff_only(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY, for_residents=False)
    assert refused(lambda: filed(county, version.code)) == "kind_not_open"
    offered = {one.kind.code for one in queries.kinds_to_file(county.dispatcher)}
    assert version.code in offered


def test_the_desk_that_holds_it_has_it_to_do_and_its_late_clock_raises_a_card(county, drafter, publisher):
    from sanzhi.cases import sweeps

    case = filed(county, published(drafter, publisher, MONDAY).code)
    assert case in queries.inbox(county.dispatcher).rows
    sweeps.raise_cards(at=LATER + timedelta(days=20))
    assert Case.objects.get(pk=case.pk).card == "red"


# --- who may know --------------------------------------------------------------------------------------


def test_the_office_that_handles_a_shielded_matter_does_not_learn_who_reported(county, drafter, publisher):
    case = filed(county, published(drafter, publisher, MONDAY).code)
    actions.kind_step(case.id, f"{case.kind}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    case.refresh_from_db()
    page = queries.case_page(county.handler, case.public_code, at=LATER)
    assert page.reporter_name == ""
    assert all("沈" not in line.who for line in page.timeline)
    assert queries.case_page(county.dispatcher, case.public_code, at=LATER).reporter_name == "沈小满"
    assert not access.may_know_reporter(county.handler, case)
    assert access.may_know_reporter(county.dispatcher, case)
    assert access.may_know_reporter(county.resident, case)


def test_a_confidential_matter_is_known_only_to_the_desks_that_have_to_do_with_it(county, drafter, publisher):
    case = filed(county, published(drafter, publisher, MONDAY, secrecy="closed").code)
    actions.kind_step(case.id, f"{case.kind}-t1", lead=county.roads.id, by=county.dispatcher, at=LATER)
    case.refresh_from_db()
    parts = frozenset(Assignment.objects.filter(case=case).values_list("office_id", flat=True))
    clerk = a_member_of_staff("范文书", "village_clerk", county.centre)
    everyone = {
        "resident": county.resident, "dispatcher": county.dispatcher, "handler": county.handler,
        "supervisor": county.supervisor, "decider": county.decider, "caller": county.caller, "clerk": clerk,
    }  # fmt: skip
    seeing = {
        name for name, actor in everyone.items() if queries.visible_to(actor).filter(pk=case.pk).exists()
    }
    assert seeing == {"resident", "dispatcher", "handler"}
    assert seeing == {name for name, actor in everyone.items() if access.may_see(actor, case, parts)}


# --- letters, dry run, proof ---------------------------------------------------------------------------


def test_a_letter_is_filled_with_what_was_said(county, drafter, publisher):
    case = through(county, published(drafter, publisher, MONDAY).code)
    letter = queries.letter(county.dispatcher, case.public_code, "l1", at=LATER)
    assert letter["paragraphs"][0] == "关于“村口路灯不亮”，声源为工地，测得62分贝。"
    assert letter["paragraphs"][1].startswith("市住房和城乡建设局")


def test_a_dry_run_says_how_many_of_last_months_cases_pass_and_where_the_others_stop(county, drafter):
    for state in ("registered", "assigned", "handling", "not_accepted"):
        county.case_in(state)
    told = queries.dry_run(drafter, drafted(drafter, MONDAY), "matter", at=LATER)
    assert (told.cases, told.passed, told.ended) == (4, 3, 0)
    assert told.stops == {("待派单", "not_accept", "no_step"): 1}
    # one working day to dispatch as before; five to measure where signing had one; handling ran already
    assert told.clocks == {"same": 4, "later": 2}
    assert refused(lambda: queries.dry_run(county.decider, drafted(drafter, MONDAY), "matter", at=LATER))


def test_a_kind_of_which_the_owner_changed_a_word_is_found(
    committed_db, owner_connection: psycopg.Connection
):
    with transaction.atomic():
        county = County()
        pair = [a_member_of_staff(name, "system_admin", county.centre) for name in ("甲管", "乙管")]
        version = published(*pair, MONDAY)
    with owner_connection.transaction():
        owner_connection.execute("ALTER TABLE cases_kindversion DISABLE TRIGGER USER")
        owner_connection.execute(
            "UPDATE cases_kindversion SET spec = jsonb_set(spec, '{name}', '\"别的\"') WHERE id = %s",
            [version.id],
        )
    assert [found.check for found in verify.CHECKS["kinds"]().violations] == ["kind"]
