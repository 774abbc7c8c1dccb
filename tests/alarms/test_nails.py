"""钉子警情: the rule proposes, a person confirms or not, and it comes out when performed, quiet and satisfied."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connections, transaction

from sanzhi.alarms import actions, queries, sweeps
from sanzhi.alarms.actions import NewNailRule
from sanzhi.alarms.models import Nail, NailRule, Proposal
from sanzhi.cases.models import Case
from sanzhi.kit.verdict import Refusal
from sanzhi.people.roles import ROLES
from tests.alarms.conftest import DAY, HOUR, MONDAY, PLACE, Station
from tests.county import a_member_of_staff


def proposed(town, at) -> list[Proposal]:
    return list(Proposal.objects.filter(pk__in=actions.propose(at=at)).exclude(sort="early"))


def test_three_of_one_cause_at_one_address_in_ninety_days_are_proposed_once(town):
    for n, place in enumerate((PLACE, "庆丰北路17号 1幢 302", "乌镇庆丰北路十七号1栋302室")):
        town.came(MONDAY + 20 * n * DAY, place=place)
    (one,) = proposed(town, MONDAY + 41 * DAY)
    assert (one.sort, one.cause, len(one.alarms), one.count_30, one.count_90, one.count_365) == (
        "place", "neighbour", 3, 2, 3, 3,
    )  # fmt: skip
    assert proposed(town, MONDAY + 42 * DAY) == []
    assert town.violations() == []


@pytest.mark.parametrize(
    "changes",
    [
        [{}, {}],
        [{}, {}, {"place": "庆丰北路19号1幢302室"}],
        [{}, {}, {"sub_category": "债务纠纷"}],
        [{}, {}, {"police": "是"}],
        [{}, {}, {"category": "交通", "sub_category": "事故"}],
    ],
)
def test_two_or_another_door_another_cause_or_a_police_matter_are_none(town, changes):
    for n, change in enumerate(changes):
        town.came(MONDAY + 10 * n * DAY, **change)
    assert proposed(town, MONDAY + 30 * DAY) == []


def test_three_within_ninety_one_days_are_none_and_within_ninety_are_one_whenever_it_is_asked(town):
    for day in (0, 45, 91):
        town.came(MONDAY + day * DAY)
        town.came(MONDAY + min(day, 90) * DAY, place="另一处9号")
    found = proposed(town, MONDAY + 150 * DAY)
    assert [one.place for one in found] == ["另一处9号"]


def test_the_same_parties_at_three_addresses_are_proposed_and_nothing_says_who(town):
    for n in range(3):
        one = town.came(MONDAY + n * DAY, place=f"北路{n}号")
        actions.add_party(
            one.pk, name="沈某", phone="13912345678", approval="桐公1号", by=town.liaison, at=MONDAY + n * DAY
        )
    (one,) = proposed(town, MONDAY + 4 * DAY)
    assert (one.sort, one.place, one.place_key) == ("parties", "", "")
    nail = actions.confirm(one.pk, town.reason(), by=town.dispatcher, at=MONDAY + 5 * DAY)
    assert len(queries.alarms_of_nail(nail)) == 3


def test_a_person_says_no_with_a_reason_and_it_comes_back_only_with_a_new_alarm(town):
    one = town.proposed()
    with pytest.raises(Refusal, match="reason_missing"):
        actions.reject(one.pk, reason="", by=town.dispatcher, at=MONDAY + 31 * DAY)
    actions.reject(one.pk, reason="三次不是同一家的事", by=town.dispatcher, at=MONDAY + 31 * DAY)
    assert proposed(town, MONDAY + 32 * DAY) == []
    town.came(MONDAY + 33 * DAY)
    assert len(proposed(town, MONDAY + 34 * DAY)) == 1
    share = queries.wrong_share(town.supervisor, MONDAY.date(), MONDAY.date() + timedelta(days=60))
    assert (share.rejected, share.decided, share.percent) == (1, 1, 100.0)


def test_only_a_dispatcher_of_the_place_decides_and_only_once(town):
    one = town.proposed()
    for by in (town.liaison, town.supervisor, town.resident, town.handler):
        with pytest.raises(Refusal):
            actions.confirm(one.pk, town.reason(), by=by, at=MONDAY + 31 * DAY)
    actions.confirm(one.pk, town.reason(), by=town.dispatcher, at=MONDAY + 31 * DAY)
    with pytest.raises(Refusal, match="decided"):
        actions.reject(one.pk, reason="后来想想不是", by=town.second, at=MONDAY + 32 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.filter(pk=one.pk).update(decision="rejected")


def test_a_nail_comes_out_when_performed_quiet_and_satisfied_and_by_another_hand(town):
    nail = town.nail()
    step = actions.add_step(
        nail.pk,
        office=town.water.pk,
        what="上门查漏水",
        due_on=date(2026, 4, 20),
        by=town.dispatcher,
        at=MONDAY + 32 * DAY,
    )
    actions.finish_step(step.pk, how="换了水管，不再漏", by=town.dispatcher, at=MONDAY + 33 * DAY)
    actions.review(nail.pk, colour="blue", found="两家已经谈妥", by=town.dispatcher, at=MONDAY + 34 * DAY)
    far = MONDAY + 120 * DAY
    with pytest.raises(Refusal, match="not_performed"):
        actions.follow_up(nail.pk, satisfied=True, how="电话问过两家", by=town.dispatcher, at=far)
    assert len(queries.wanting(nail, MONDAY + 34 * DAY)) == 3
    actions.note_performed(
        nail.pk, on=date(2026, 4, 10), how="按协议修好了", by=town.dispatcher, at=MONDAY + 40 * DAY
    )
    actions.follow_up(nail.pk, satisfied=False, how="一家还不满意", by=town.second, at=MONDAY + 50 * DAY)
    with pytest.raises(Refusal, match="回访还没有满意"):
        actions.remove(nail.pk, by=town.second, at=far)
    actions.follow_up(nail.pk, satisfied=True, how="两家都说好了", by=town.second, at=MONDAY + 60 * DAY)
    with pytest.raises(Refusal, match="天没有警情"):
        actions.remove(nail.pk, by=town.second, at=MONDAY + 100 * DAY)
    with pytest.raises(Refusal, match="own_hand"):
        actions.remove(nail.pk, by=town.dispatcher, at=far)
    removed = actions.remove(nail.pk, by=town.second, at=far)
    assert removed.removed_at == far and removed.colour == "blue"
    assert town.violations() == []


def ready(town, nail: Nail) -> None:
    actions.note_performed(
        nail.pk, on=date(2026, 4, 10), how="按协议修好了", by=town.dispatcher, at=MONDAY + 40 * DAY
    )
    actions.follow_up(nail.pk, satisfied=True, how="两家都说好了", by=town.second, at=MONDAY + 60 * DAY)


def test_an_alarm_in_between_holds_it_and_the_database_says_so_too(town):
    nail = town.nail()
    ready(town, nail)
    town.came(MONDAY + 80 * DAY)
    at = MONDAY + 120 * DAY
    with pytest.raises(Refusal, match="天没有警情"):
        actions.remove(nail.pk, by=town.second, at=at)
    with pytest.raises(DatabaseError, match="not quiet"), transaction.atomic():
        Nail.objects.filter(pk=nail.pk).update(removed_at=at, removed_by=town.second.person_id)
    with pytest.raises(DatabaseError, match="by another"), transaction.atomic():
        Nail.objects.filter(pk=nail.pk).update(removed_at=at, removed_by=town.dispatcher.person_id)


def test_one_alarm_after_the_removal_is_proposed_and_a_person_raises_it_again(town):
    nail = town.nail()
    ready(town, nail)
    actions.remove(nail.pk, by=town.second, at=MONDAY + 120 * DAY)
    assert proposed(town, MONDAY + 121 * DAY) == []
    town.came(MONDAY + 130 * DAY)
    (one,) = proposed(town, MONDAY + 131 * DAY)
    assert (one.sort, one.nail_id) == ("again", nail.pk)
    assert proposed(town, MONDAY + 132 * DAY) == []
    again = actions.confirm(one.pk, town.reason(colour="red"), by=town.dispatcher, at=MONDAY + 133 * DAY)
    assert (again.pk, again.raised, again.removed_at, again.performed_on) == (nail.pk, 2, None, None)


def test_early_signs_are_of_a_village_and_a_cause_and_never_a_nail(town):
    town.came(MONDAY - 40 * DAY, place="老地方1号")
    for n in range(5):
        town.came(MONDAY + n * DAY, place=f"北路{n}号")
    sweeps.propose(at=MONDAY + 10 * DAY)
    one = Proposal.objects.get(sort="early")
    assert (one.place, one.place_key, one.count_30) == (town.village.name, town.village.code, 5)
    with pytest.raises(Refusal, match="only_a_sign"):
        actions.confirm(one.pk, town.reason(), by=town.dispatcher, at=MONDAY + 11 * DAY)
    actions.reject(one.pk, reason="已请村里走访", by=town.dispatcher, at=MONDAY + 11 * DAY)


def test_deleting_every_proposal_changes_no_case_and_no_nail(town):
    """I11: advice has no effect of its own."""
    town.filed()
    nail = town.nail()
    before = list(Case.objects.values()), list(Nail.objects.values())
    assert Proposal.objects.all().delete()[0] == 1
    assert (list(Case.objects.values()), list(Nail.objects.values())) == before
    assert queries.nail(town.dispatcher, nail.pk).pk == nail.pk


def test_what_is_proposed_is_the_same_whoever_the_parties_are(town):
    """I10: all numbers of people exchanged, every sign stays."""
    for n in range(3):
        town.came(MONDAY + n * DAY)
    point = transaction.savepoint()
    first = [(one.sort, one.place_key, one.cause) for one in proposed(town, MONDAY + 5 * DAY)]
    transaction.savepoint_rollback(point)
    assert first == [(one.sort, one.place_key, one.cause) for one in proposed(town, MONDAY + 5 * DAY)]
    with pytest.raises(DatabaseError, match="no_proposal_is_about_somebody"), transaction.atomic():
        Proposal.objects.create(
            sort="person", area_id=town.village.code, cause="help", place="x", alarms=[], count_30=0, count_90=0, count_365=0,
            first_at=MONDAY, last_at=MONDAY, rule=NailRule.objects.get(), proposed_at=MONDAY,
        )  # fmt: skip


def test_two_who_decide_at_once_are_one_decision(committed_db):
    town = Station()
    one, told = town.proposed(), []

    def decide(by) -> None:
        try:
            actions.confirm(one.pk, town.reason(), by=by, at=MONDAY + 31 * DAY)
            told.append("confirmed")
        except Refusal as refusal:
            told.append(refusal.code)
        connections.close_all()

    threads = [threading.Thread(target=decide, args=(by,)) for by in (town.dispatcher, town.second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["confirmed", "decided"] and Nail.objects.count() == 1


def a_rule(**changes: object) -> NewNailRule:
    usual = {
        "least": 4,
        "days": 60,
        "quiet_days": 90,
        "words": {"estate": ["噪声"]},
        "basis": "本平台约定",
        "valid_from": date(2026, 3, 9),
    }
    return NewNailRule(**(usual | changes))


def test_a_rule_is_drawn_up_by_one_published_by_another_and_begins_on_its_day(town):
    one, two = (a_member_of_staff(name, "system_admin", town.centre) for name in ("系一", "系二"))
    rule = actions.draft_nail_rule(a_rule(), by=one, at=MONDAY)
    with pytest.raises(Refusal, match="own_hand"):
        actions.publish_nail_rule(rule.pk, by=one, at=MONDAY)
    actions.publish_nail_rule(rule.pk, by=two, at=MONDAY)
    assert queries.rule_on(MONDAY).least == 3 and queries.rule_on(MONDAY + 7 * DAY).least == 4
    assert town.came(MONDAY + HOUR).cause == "neighbour"
    assert town.came(MONDAY + 8 * DAY).cause == ""
    with pytest.raises(DatabaseError, match="published and stays"), transaction.atomic():
        NailRule.objects.filter(pk=rule.pk).update(least=2)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"least": 1}, "次数"),
        ({"days": 3}, "天数"),
        ({"quiet_days": 3}, "平静期"),
        ({"basis": " "}, "依据"),
        ({"words": {"person": ["某类"]}}, "没有这一种"),
        ({"words": {}}, "写几个"),
        ({"words": {"estate": ["噪声"], "neighbour": ["噪声"]}}, "两种里"),
        ({"words": {"help": ["重点人员"]}}, "不写人的类别"),
        ({"valid_from": date(2026, 3, 1)}, "不能早于今天"),
    ],
)
def test_a_rule_with_something_wrong_is_not_drawn_up(town, changes, sentence):
    by = a_member_of_staff("系一", "system_admin", town.centre)
    with pytest.raises(Refusal, match=sentence):
        actions.draft_nail_rule(a_rule(**changes), by=by, at=MONDAY)


def test_nobody_who_handles_alarms_sees_cases_by_that_and_the_police_see_none():
    police = ROLES["police_liaison"].permissions
    assert not {one for one in police if one.startswith(("case.", "points."))}
