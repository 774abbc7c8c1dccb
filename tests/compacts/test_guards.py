"""What the database refuses of a compact, whoever asks; and what can still be put right before it counts."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from sanzhi.compacts import actions, queries
from sanzhi.compacts.models import Compact, Version
from sanzhi.deliberation import actions as deliberation
from sanzhi.deliberation.models import Resolution
from sanzhi.people import actions as people
from sanzhi.people import queries as known
from sanzhi.people.roles import INSTALLER
from tests.county import a_member_of_staff, person_of

from .pact import ASKED, DAY, MONDAY, SENT, Pact, refused, violations


def test_a_day_that_has_not_come_moves_and_the_version_before_goes_on_until_then(pact: Pact):
    first = pact.in_force()
    assert refused(
        lambda: actions.move_force(first.pk, day=first.force_from, by=pact.clerk, at=MONDAY + 9 * DAY)
    ) == ("in_force_already")
    second = filed_again(pact, first)
    soon, later = (MONDAY + 90 * DAY).date(), (MONDAY + 110 * DAY).date()
    actions.bring_in_force(second.pk, day=soon, by=pact.clerk, at=MONDAY + 75 * DAY)
    actions.move_force(second.pk, day=later, by=pact.clerk, at=MONDAY + 76 * DAY)
    first.refresh_from_db()
    assert first.replaced_on == later and first.holds_on(soon)
    past = refused(lambda: actions.move_force(first.pk, day=later, by=pact.clerk, at=MONDAY - 9 * DAY))
    assert past == "day_after_the_next"  # else the older would begin when the newer already holds
    assert violations() == []


def filed_again(pact: Pact, first: Version) -> Version:
    """The next version of the same compact, passed and filed."""
    draft = actions.revise(first.compact_id, by=pact.clerk, at=MONDAY + 10 * DAY)
    passed = pact.passed(pact.reviewed(draft, MONDAY + 30 * DAY), starts_at=MONDAY + 60 * DAY)
    return actions.file_version(
        passed.pk, number="备〔2026〕000099", by=pact.dispatcher, at=MONDAY + 70 * DAY
    )


def test_a_round_is_called_off_before_anybody_scored_and_never_after(pact: Pact):
    version = pact.in_force()
    signer = pact.home("7", "沈阿大")[0]
    wrong = pact.appraising(version)
    actions.call_off_appraisal(wrong.pk, because="评议员请错了人", by=pact.clerk, at=MONDAY + 9 * DAY)
    again = pact.appraising(version)
    wrong.refresh_from_db()
    assert queries.untouched([wrong, again]) == {again.pk}
    assert again.number == wrong.number + 1
    pact.scores(again, [signer], 4, 4, 4)
    late = refused(
        lambda: actions.call_off_appraisal(again.pk, because="分数不好看", by=pact.clerk, at=MONDAY + 9 * DAY)
    )
    assert late == "scored_by_some"
    assert queries.untouched([wrong, again]) == set()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(again).objects.filter(pk=again.pk).update(off_because="分数不好看", closed_at=MONDAY)
    assert violations() == []


def test_what_was_resolved_of_something_else_passes_no_compact(pact: Pact):
    other = pact.voting("named", here=9)
    pact.voted(other, *["for"] * 9)
    resolution = pact.closed(other)
    version, _meeting = pact.put(starts_at=MONDAY + 30 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(state="passed", resolution=resolution)
    assert Resolution.objects.filter(passed=True).count() == 1


CHANGES = {
    "begins as passed": lambda v: Version.objects.create(
        compact=v.compact, number=9, state="passed", drafted_by=v.drafted_by, drafted_at=MONDAY
    ),
    "another reviewer": lambda v: Version.objects.filter(pk=v.pk).update(reviewed_by=v.drafted_by),
    "another sender": lambda v: Version.objects.filter(pk=v.pk).update(sent_by=v.reviewed_by),
    "another item": lambda v: Version.objects.filter(pk=v.pk).update(item=None),
    "another host": lambda v: Compact.objects.filter(pk=v.compact_id).update(host="别处", kind="market"),
    "deleted": lambda v: v.delete(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_filed_stays_whose_it_is_and_how_it_came_about(pact: Pact, change: str):
    version = pact.in_force()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        CHANGES[change](version)


def test_whoever_a_later_change_wrote_over_still_does_not_review(pact: Pact):
    other = a_member_of_staff("另一文书", "village_clerk", pact.office)
    one = pact.drafted()
    clause = queries.clauses_of(one)[0]
    said = {"field": clause.field, "kind": clause.kind}
    actions.change_clause(clause.pk, **said, text="酒席不超过十二桌，不请乐队。", by=other, at=ASKED)
    actions.change_clause(clause.pk, **said, text="酒席不超过十桌，不请乐队。", by=pact.clerk, at=ASKED)
    pact.asked(one)
    actions.send(one.pk, by=pact.clerk, at=SENT)
    both = known.actor_in(
        people.appoint(person_of(other), "town_dispatcher", pact.room, by=INSTALLER, at=SENT)
    )
    assert refused(lambda: actions.review(one.pk, ok=True, by=both, at=SENT)) == "own_draft"


def test_rounds_of_a_version_that_was_replaced_are_still_read_and_closed(pact: Pact):
    first = pact.in_force()
    old = pact.appraising(first)
    second = filed_again(pact, first)
    day = MONDAY + 75 * DAY
    actions.bring_in_force(second.pk, day=day.date(), by=pact.clerk, at=day)
    assert [one.pk for one in queries.appraisals_of(first.compact)] == [old.pk]
    assert actions.close_appraisal(old.pk, by=pact.clerk, at=day).overall is None
    assert pact.appraising(second, at=day).number == 1
    assert violations() == []


def test_an_estates_compact_is_adopted_by_its_own_owners_and_nothing_by_who_only_advises(pact: Pact):
    def body(pack: str, name: str) -> int:
        return deliberation.open_body(pack, name, pact.village.code, by=pact.clerk, at=ASKED).pk

    mine, theirs = body("owners", "青龙苑业主大会"), body("owners", "东方苑业主大会")
    advises, collective = body("council", "百姓议事会"), body("members", "成员大会")
    estate = {"kind": "estate", "host": "青龙苑", "name": "青龙苑公约"}
    assert refused(lambda: pact.compact(**estate, body=theirs)) == "owners_of_another"
    assert refused(lambda: pact.compact(**estate, body=pact.body.pk)) == "not_the_owners"
    one = pact.compact(**estate, body=mine).compact
    assert refused(lambda: pact.compact(**estate | {"host": "青龙"}, body=mine)) == "owners_have_one"
    assert [each.pk for each in queries.bodies_to_adopt(one)] == [mine]
    for kind in ("market", "enterprise", "stairwell", "other"):
        for no in (advises, collective):
            said = {"kind": kind, "host": "农贸市场", "body": no}
            assert refused(lambda said=said: pact.compact(**said)) == "only_advises"
    assert refused(lambda: actions.name_body(one.pk, theirs, by=pact.clerk, at=MONDAY)) == "owners_of_another"
    for other in (theirs, advises, pact.body.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            Compact.objects.filter(pk=one.pk).update(body=other)


def test_no_clause_and_no_opinion_says_a_name_or_a_number_of_somebody(pact: Pact):
    (she,) = pact.home("1号", "沈阿妹")
    one = pact.asked()
    clause = queries.clauses_of(one)[0]
    for said, code in (
        ("沈阿妹家门口不堆杂物。", "names_somebody"), ("沈 阿妹家门口不堆杂物。", "names_somebody"),
        ("有事打 13812345678。", "number_of_somebody"), ("号码330483199001010010不外传。", "number_of_somebody"),
    ):  # fmt: skip
        assert refused(lambda said=said: write(pact, one, said)) == code
        assert (
            refused(lambda said=said: actions.give_opinion(clause.pk, wording=said, by=she, at=ASKED)) == code
        )
    opinion = actions.give_opinion(clause.pk, wording="金小小家带头，酒席不超过十桌。", by=she, at=ASKED)
    pact.home(
        "2号", "金小小"
    )  # registered since: what was written before is read again before it is taken or sent
    take = refused(lambda: actions.settle_opinion(opinion.pk, taken=True, by=pact.clerk, at=ASKED + DAY))
    assert take == "names_somebody"
    actions.settle_opinion(opinion.pk, taken=False, answer="里面写了人名。", by=pact.clerk, at=ASKED + DAY)
    pact.home("3号", "房前屋后")
    assert refused(lambda: actions.send(one.pk, by=pact.clerk, at=SENT)) == "names_somebody"


def write(pact: Pact, one: Version, said: str) -> None:
    actions.add_clause(one.pk, field="order", kind="oblige", text=said, by=pact.clerk, at=ASKED)


def test_a_later_version_shows_old_beside_new_and_the_first_shows_nothing(pact: Pact):
    first = pact.in_force()
    assert queries.compared(first) == []
    draft = actions.revise(first.compact_id, by=pact.clerk, at=MONDAY + DAY)
    assert queries.compared(draft) == []
    top, second, _third = queries.clauses_of(draft)
    actions.change_clause(
        top.pk, field="conduct", kind="encourage", text="酒席不超过十桌。", by=pact.clerk, at=MONDAY + DAY
    )
    actions.drop_clause(second.pk, by=pact.clerk, at=MONDAY + DAY)
    assert queries.compared(draft) == [
        ("提倡：红白喜事不攀比，酒席不超过十五桌。", "提倡：酒席不超过十桌。"), ("应当：房前屋后自己打扫，垃圾分类投放。", ""),
    ]  # fmt: skip
