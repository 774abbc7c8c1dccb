"""服务单: what whoever asked says of it, by page or by telephone alike; refused with a reason, passed on with their word."""

import pytest
from django.db import transaction

from sanzhi.groups import actions, queries, sweeps
from sanzhi.groups.actions import NewOrder
from sanzhi.groups.models import ServiceOrder
from tests.county import DAY, HOUR, MONDAY
from tests.reactions.test_table import deliver, told

from .place import refused, violations
from .test_orders import TUESDAY, Teams


@pytest.fixture
def teams(db) -> Teams:
    return Teams()


def test_an_order_by_telephone_is_worth_as_much_and_is_confirmed_on_their_word_by_another(teams):
    assert refused(lambda: teams.by_phone(consented=False)) == "consent_missing"
    one = teams.by_phone()
    assert (
        refused(lambda: teams.by_phone(name="王芳")) == "name_differs"
    )  # else it would be somebody else's to read
    assert (one.channel, one.taken_by_id, one.office_id) == (
        "phone",
        teams.dispatcher.person_id,
        teams.room.pk,
    )
    assert one.answer_by == teams.asked().answer_by
    teams.accepted(one)
    actions.finish_order(one.pk, by=teams.clerk, at=MONDAY + DAY)
    said = {"rating": None, "comment": "", "at": MONDAY + DAY}
    assert refused(lambda: actions.confirm_order(one.pk, **said, by=teams.clerk)) == "not_visible"
    called = {**said, "at": MONDAY + DAY + HOUR, "by": teams.dispatcher}
    for wrong in (None, MONDAY, MONDAY + 2 * DAY):  # not said when, before it was done, after now
        again = {**called, "heard_at": wrong}
        assert refused(lambda said=again: actions.confirm_order(one.pk, **said)) == "heard_at_shape"
    done = actions.confirm_order(one.pk, **called, heard_at=MONDAY + DAY + HOUR / 2)
    assert (done.state, done.heard_by_id, done.heard_at) == (
        "confirmed",
        teams.dispatcher.person_id,
        MONDAY + DAY + HOUR / 2,
    )
    with pytest.raises(Exception, match="another_confirms_an_order"), transaction.atomic():
        ServiceOrder.objects.filter(pk=one.pk).update(confirmed_by_id=teams.clerk.person_id)


def test_what_is_said_not_to_be_done_is_open_again_with_the_team_by_page_and_by_telephone(teams):
    mine, hers = teams.asked(), teams.by_phone()
    for one in (mine, hers):
        teams.accepted(one)
        actions.finish_order(one.pk, by=teams.clerk, at=MONDAY + DAY)
    later = {"why": "水龙头还是漏", "at": MONDAY + DAY + HOUR}
    assert refused(lambda: actions.contradict_order(mine.pk, by=teams.clerk, **later)) == "not_visible"
    open_again = actions.contradict_order(mine.pk, by=teams.resident, **later)
    assert (open_again.state, open_again.done_at, open_again.contradiction) == (
        "accepted",
        None,
        "水龙头还是漏",
    )
    by_phone = {**later, "by": teams.dispatcher}
    assert refused(lambda: actions.contradict_order(hers.pk, **by_phone)) == "heard_at_shape"
    said = actions.contradict_order(hers.pk, **by_phone, heard_at=MONDAY + DAY)
    assert (said.state, said.heard_by_id) == ("accepted", teams.dispatcher.person_id)
    deliver()
    assert told(teams.clerk.person_id).count("有一张服务单本人说没有做好，请和本人约时间再去。") == 2
    actions.finish_order(mine.pk, by=teams.clerk, at=MONDAY + 2 * DAY)
    actions.confirm_order(mine.pk, rating=3, comment="", by=teams.resident, at=MONDAY + 2 * DAY)
    with pytest.raises(Exception, match="does not go from"), transaction.atomic():
        ServiceOrder.objects.filter(pk=mine.pk).update(state="accepted", rating=None)
    assert sweeps.forget_orders(at=MONDAY + 400 * DAY) == 1
    mine.refresh_from_db()
    assert mine.contradiction == "" and violations() == []


def test_another_team_is_told_of_nobody_who_did_not_agree_and_only_of_what_it_does(teams):
    """What they agreed to named one team."""
    one = teams.asked(passable=False)
    passing = {"reason": "我们的电工不在", "by": teams.clerk, "at": MONDAY}
    assert refused(lambda: actions.pass_order(one.pk, to=teams.other.pk, **passing)) == "not_asked"
    with pytest.raises(Exception, match="with a word only"), transaction.atomic():
        ServiceOrder.objects.filter(pk=one.pk).update(state="passed", reason="转走了吧")
    assert refused(lambda: actions.allow_passing(one.pk, by=teams.clerk, at=MONDAY)) == "not_visible"
    actions.allow_passing(one.pk, by=teams.resident, at=MONDAY)
    assert refused(lambda: teams.offer(teams.club.pk, teams.leader, kind="", name="理发")) == "kind_missing"
    cut = teams.offer(teams.club.pk, teams.leader, kind="haircut", name="理发")
    assert [row.pk for row in queries.offers_to_pass(one)] == [teams.other.pk]
    assert refused(lambda: actions.pass_order(one.pk, to=cut.pk, **passing)) == "other_kind"
    assert actions.pass_order(one.pk, to=teams.other.pk, **passing).passable  # and so again
    hers = teams.by_phone()
    assert actions.allow_passing(hers.pk, by=teams.dispatcher, at=MONDAY).passable  # the desk, on her word


def test_refused_only_with_a_reason_passed_on_never_back_and_cancelled_in_one_step(teams):
    one = teams.asked()
    assert (
        refused(lambda: actions.refuse_order(one.pk, reason="忙", by=teams.clerk, at=MONDAY))
        == "reason_missing"
    )
    passing = {"to": teams.other.pk, "reason": "我们的电工不在", "by": teams.clerk, "at": MONDAY}
    there = actions.order_service(
        teams.other.pk, NewOrder("三组8号", TUESDAY, "am"), by=teams.resident, at=MONDAY
    )
    assert refused(lambda: actions.pass_order(one.pk, **passing)) == "has_one_there"
    actions.cancel_order(there.pk, by=teams.resident, at=MONDAY)
    new = actions.pass_order(one.pk, **passing)
    assert (new.group_id, new.passed_from_id, new.place) == (teams.club.pk, one.pk, "三组8号")
    back = {"to": teams.mend.pk, "reason": "我们也不行", "by": teams.leader, "at": MONDAY}
    assert refused(lambda: actions.pass_order(new.pk, **back)) == "had_it_already"
    assert [row.pk for row in queries.offers_to_pass(new)] == []
    assert actions.cancel_order(new.pk, by=teams.resident, at=MONDAY).state == "cancelled"
    again = teams.asked()
    assert actions.refuse_order(again.pk, reason="这种水管没有配件", by=teams.clerk, at=MONDAY).reason
    with pytest.raises(Exception, match="does not go from"), transaction.atomic():
        ServiceOrder.objects.filter(pk=again.pk).update(state="accepted", helper="老费")
