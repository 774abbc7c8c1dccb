"""亮履评: pledged by households, checked by place, scored by those who signed, who did not, and a panel."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.compacts import actions, queries
from sanzhi.compacts.models import Check, Pledge, Score
from sanzhi.kit import walls
from sanzhi.people.access import sight_of
from sanzhi.people.roles import Actor
from tests.compacts.pact import Pact
from tests.county import DAY, MONDAY, person_of
from tests.deliberation.council import refused

pytestmark = pytest.mark.django_db
CLOSED = MONDAY + 8 * DAY


def test_a_household_signs_once_by_whoever_of_it_and_withdraws_in_one_step(pact: Pact):
    one, (she, he) = pact.in_force(), pact.home("1号", "沈阿妹", "沈阿弟")
    actions.pledge(one.pk, by=she, at=MONDAY)
    assert refused(lambda: actions.pledge(one.pk, by=he, at=MONDAY)) == "signed_already"
    assert queries.pledges_counted(one) == 1
    actions.withdraw(one.pk, by=he, at=MONDAY)
    assert queries.pledges_counted(one) == 0
    assert refused(lambda: actions.withdraw(one.pk, by=he, at=MONDAY)) == "not_signed"
    assert actions.pledge(one.pk, by=he, at=MONDAY).household_id == person_of(she).household_id


def test_what_was_signed_of_a_replaced_version_is_taken_back_too(pact: Pact):
    first = pact.in_force()
    she, he = pact.home("1号", "沈阿妹", "沈阿弟")
    actions.pledge(first.pk, by=she, at=MONDAY)
    draft = actions.revise(first.compact_id, by=pact.clerk, at=MONDAY + 10 * DAY)
    later = MONDAY + 60 * DAY
    pact.in_force(pact.reviewed(draft, MONDAY + 30 * DAY), later, number="备〔2026〕2号")
    compact, me = first.compact, queries.reads_as(he)
    assert [one.version_id for one in queries.my_pledges(me, compact)] == [first.pk]
    actions.withdraw(first.pk, by=he, at=later)
    assert queries.my_pledges(me, compact) == []
    assert queries.pledges_counted(first) == 0


def test_only_the_grown_of_a_household_of_the_place_sign_and_only_what_is_in_force(pact: Pact):
    one = pact.in_force()
    (child,) = pact.home("2号", "小沈", born=None)
    for who in (child, pact.resident):
        assert refused(lambda who=who: actions.pledge(one.pk, by=who, at=MONDAY)) == "not_of_a_household"
    draft = actions.revise(one.compact_id, by=pact.clerk, at=MONDAY)
    (grown,) = pact.home("3号", "老沈")
    assert refused(lambda: actions.pledge(draft.pk, by=grown, at=MONDAY)) == "not_in_force"


def test_what_was_signed_on_paper_is_entered_by_the_clerk_with_the_name_of_who_signed(pact: Pact):
    one, (grown,) = pact.in_force(), pact.home("3号", "老沈")

    def enter(number: str, name: str) -> Pledge:
        return actions.pledge_from_paper(one.pk, household=number, name=name, by=pact.clerk, at=MONDAY)

    assert (
        refused(lambda: enter("9号", "老沈")) == refused(lambda: enter("3号", "别人")) == "household_unknown"
    )
    assert enter("3号", "老沈").signed_by_id == grown.person_id
    assert refused(lambda: enter("3号", "老沈")) == "signed_already"
    assert [each.household.number for each in queries.pledges_of(pact.clerk, one)] == ["3号"]
    assert refused(lambda: queries.pledges_of(pact.supervisor, one)) == "not_visible"


def test_who_signed_is_shown_to_themselves_and_the_keeper_by_the_database_too(pact: Pact):
    one, (she,), (other,) = pact.in_force(), pact.home("1号", "沈阿妹"), pact.home("2号", "隔壁")
    actions.pledge(one.pk, by=she, at=MONDAY)
    for actor, sees in ((she, 1), (other, 0), (pact.clerk, 1), (pact.handler, 0)):
        with walls.seeing(sight_of(actor)):
            assert Pledge.objects.count() == sees, actor.name
    with walls.seeing(sight_of(other)):
        assert queries.pledges_counted(one) == 1


def test_a_check_says_where_and_what_never_who_and_what_is_not_right_has_a_day(pact: Pact):
    one = pact.in_force()
    pact.home("1号", "沈阿妹")
    clause = queries.clauses_of(one)[1].pk
    usual = {"place": "三组路口", "seen": "垃圾没有分类", "ok": False, "due_on": (MONDAY + 3 * DAY).date()}

    def see(**said: object) -> Check:
        return actions.check(clause, **(usual | said), by=pact.clerk, at=MONDAY)

    assert refused(lambda: see(seen="沈阿妹家门口没扫")) == "names_somebody"
    assert refused(lambda: see(due_on=None)) == refused(lambda: see(ok=True)) == "due_missing"
    found = see()
    assert [each.pk for each in queries.open_checks(one.compact)] == [found.pk]
    assert (
        refused(lambda: actions.put_right(found.pk, done="沈阿妹扫过了", by=pact.clerk, at=MONDAY))
        == "names_somebody"
    )
    actions.put_right(found.pk, done="已经清运，加了分类桶。", by=pact.clerk, at=MONDAY + DAY)
    assert queries.open_checks(one.compact) == []
    again = partial(actions.put_right, found.pk, done="再写一次整改。", by=pact.clerk, at=MONDAY + DAY)
    assert refused(again) == "nothing_to_put_right"


def test_each_scores_once_as_what_they_are(pact: Pact):
    one, signed, (neighbour,), guest = (
        pact.in_force(),
        pact.homes(1),
        pact.home("20号", "没签的"),
        pact.guests(),
    )
    actions.pledge(one.pk, by=signed[0], at=MONDAY)
    named = Actor(guest[0].person_id, "别的名字", guest[0].role)  # a number alone tells no name
    for wrong in (pact.clerk, pact.dispatcher, named):
        assert refused(lambda who=wrong: pact.appraising(one, panel=[*guest, who])) == "assessor_unknown"
    assert refused(lambda: pact.appraising(one, panel=guest[:2])) == "panel_size"

    def for_ever() -> None:
        day = {"opens_on": MONDAY.date(), "closes_on": date(9999, 12, 31)}
        actions.open_appraisal(one.pk, **day, by=pact.clerk, at=MONDAY)

    assert refused(for_ever) == "appraisal_days"
    round_ = pact.appraising(one, panel=guest)
    assert refused(lambda: pact.appraising(one)) == "appraisal_open"
    pact.scores(round_, [signed[0], neighbour, guest[0]], 5, 4, 3)
    assert refused(lambda: pact.scores(round_, [guest[0]], 5, 4, 3)) == "scored_already"
    assert refused(lambda: pact.scores(round_, [pact.resident], 5, 4, 3)) == "lives_elsewhere"
    assert refused(lambda: actions.score(round_.pk, {1: 5}, by=neighbour, at=MONDAY + DAY)) == "score_shape"
    groups = Score.objects.order_by("id").values_list("person", "group").distinct()
    assert set(groups) == {
        (signed[0].person_id, "member"),
        (neighbour.person_id, "neighbour"),
        (guest[0].person_id, "panel"),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        Score.objects.update(points=1)  # the application may not even try
    with walls.seeing(sight_of(pact.clerk)):
        assert not Score.objects.exists()  # who gave what is nobody's


def test_at_the_close_few_are_not_shown_and_a_weak_clause_is_to_be_put_right(pact: Pact):
    one, guests = pact.in_force(), pact.guests()
    many, few = pact.homes(10), pact.homes(9, first=11)
    for who in many:
        actions.pledge(one.pk, by=who, at=MONDAY)
    round_ = pact.appraising(one, panel=guests)
    pact.scores(round_, many, 5, 2, 4)
    pact.scores(round_, few, 1, 1, 1)
    pact.scores(round_, guests, 4, 3, 4)
    assert (
        refused(lambda: actions.close_appraisal(round_.pk, by=pact.clerk, at=MONDAY + 7 * DAY))
        == "not_to_close"
    )
    closed = actions.close_appraisal(round_.pk, by=pact.clerk, at=CLOSED)
    rows = queries.means_by_clause(closed)
    assert [row.means for row in rows] == [
        [Decimal("5.00"), None, Decimal("4.00")], [Decimal("2.00"), None, Decimal("3.00")], [Decimal("4.00"), None, Decimal("4.00")],
    ]  # fmt: skip
    assert ([row.all for row in rows], closed.overall) == (
        [Decimal("4.50"), Decimal("2.50"), Decimal("4.00")],
        Decimal("3.67"),
    )
    weak = Check.objects.get()
    assert (weak.clause.number, weak.appraisal_id, weak.due_on) == (2, closed.pk, (CLOSED + 30 * DAY).date())
    late = partial(pact.scores, round_, [pact.resident], 1, 1, 1)
    assert refused(late) == "not_scoring"
    assert pact.appraising(one, at=CLOSED).number == 2


def test_a_panel_alone_rates_nothing(pact: Pact):
    one, guests = pact.in_force(), pact.guests()
    round_ = pact.appraising(one, panel=guests)
    pact.scores(round_, guests, 5, 5, 1)
    closed = actions.close_appraisal(round_.pk, by=pact.clerk, at=CLOSED)
    assert closed.overall is None  # so there is no certificate either
    assert [row.all for row in queries.means_by_clause(closed)] == [5, 5, 1]


def test_where_too_few_scored_there_is_no_mean_at_all(pact: Pact):
    one, few = pact.in_force(), pact.homes(9)
    round_ = pact.appraising(one)
    pact.scores(round_, few, 1, 1, 1)
    closed = actions.close_appraisal(round_.pk, by=pact.clerk, at=CLOSED)
    assert closed.overall is None and not Check.objects.exists()
    assert {mean for row in queries.means_by_clause(closed) for mean in row.means} == {None}
