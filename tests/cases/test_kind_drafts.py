"""A kind is written as a draft and published by somebody who wrote none of it; then nobody changes it."""

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from sanzhi.cases import actions, queries
from sanzhi.cases.actions import NotYet
from sanzhi.cases.models import KindVersion, LimitRule
from tests.county import MONDAY
from tests.kinds import drafted, noise, published, refused


def test_who_wrote_any_of_a_draft_cannot_publish_it(county, drafter, publisher):
    draft = drafted(drafter, MONDAY)
    assert (
        refused(lambda: actions.publish_kind(draft.id, by=drafter, at=MONDAY, revision=draft.revision))
        == "own_draft"
    )
    draft = actions.put_part(
        draft.id, "states", "s1", {"desk": "等派单"}, by=publisher, at=MONDAY, revision=1
    )
    assert refused(lambda: actions.publish_kind(draft.id, by=publisher, at=MONDAY, revision=2)) == "own_draft"


def test_a_draft_with_an_error_is_not_published_and_the_error_is_named(county, drafter, publisher):
    spec = noise()
    spec["states"][1]["public"] = ""
    draft = drafted(drafter, MONDAY, spec)
    with pytest.raises(NotYet) as refusal:
        actions.publish_kind(draft.id, by=publisher, at=MONDAY, revision=1)
    assert [one.code for one in refusal.value.findings] == ["no_public_label"]
    assert KindVersion.objects.get(pk=draft.pk).state == "draft"
    assert LimitRule.objects.filter(clock__startswith=draft.code).count() == 0


def test_publishing_makes_its_limits_rules_with_their_ground(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    rules = LimitRule.objects.filter(clock__startswith=f"{version.code}-1-")
    assert sorted(rules.values_list("limit", "confidence")) == [("1wd", "D"), ("5wd", "D")]


def test_two_people_change_one_draft_at_once_and_the_second_is_told(county, drafter, publisher):
    draft = drafted(drafter, MONDAY)
    actions.put_part(draft.id, "states", "s1", {"desk": "等派单"}, by=drafter, at=MONDAY, revision=1)
    again = lambda: actions.drop_part(draft.id, "letters", "l1", by=publisher, at=MONDAY, revision=1)  # noqa: E731
    assert refused(again) == "changed_meanwhile"


def test_there_is_one_draft_of_a_kind_at_a_time_and_none_of_what_is_built_in(county, drafter):
    draft = drafted(drafter, MONDAY)
    assert refused(lambda: drafted(drafter, MONDAY, code=draft.code)) == "draft_exists"
    assert refused(lambda: drafted(drafter, MONDAY, code="matter")) == "built_in"
    actions.discard_kind(draft.id, by=drafter, at=MONDAY)
    assert drafted(drafter, MONDAY, code=draft.code).version == 2


def test_only_system_administrators_design(county, drafter):
    draft = drafted(drafter, MONDAY)
    assert refused(lambda: drafted(county.decider, MONDAY)) == "role_may_not_design"
    assert refused(lambda: queries.kind_version(county.supervisor, draft.id)) == "role_may_not_design"


def test_a_published_version_is_changed_by_nobody(county, drafter, publisher):
    version = published(drafter, publisher, MONDAY)
    assert (
        refused(lambda: actions.put_part(version.id, "states", "s1", {}, by=drafter, at=MONDAY, revision=1))
        == "no_draft"
    )
    for changes in ({"spec": {}}, {"state": "draft"}, {"version": 9}):
        with pytest.raises(DatabaseError), transaction.atomic():
            KindVersion.objects.filter(pk=version.pk).update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        KindVersion.objects.filter(pk=version.pk).delete()


def test_dropping_a_clock_drops_every_mention_of_it_and_the_lint_says_what_lacks(county, drafter):
    draft = drafted(drafter, MONDAY)
    draft = actions.drop_part(draft.id, "clocks", "c2", by=drafter, at=MONDAY, revision=1)
    assert all("c2" not in step.get("starts", []) for step in draft.spec["steps"])
    assert "unclocked" in {one.code for one in queries.lint_of(draft, MONDAY)}
