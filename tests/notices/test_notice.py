"""公示: drawn up by one, signed by another, stands its time unchanged; then what it announced may take effect."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import DatabaseError, transaction

from sanzhi.kit import clock
from sanzhi.kit.calendar import COUNTY
from sanzhi.kit.verdict import Refusal
from sanzhi.notices import actions, queries, sweeps
from sanzhi.notices.actions import NewLine
from sanzhi.notices.models import Line, Notice, Proof
from sanzhi.notices.verify import CHECKS
from tests.county import MONDAY
from tests.notices.conftest import DAY, HOUR, Village, a_photo

pytestmark = pytest.mark.usefixtures("own_home")

OVER = MONDAY + 30 * DAY


def wrong(at: datetime) -> list[str]:
    with clock.simulated(at):
        return [one.sentence for check in CHECKS.values() for one in check().violations]


def test_seven_days_are_counted_from_the_day_after_to_the_end_of_a_working_day(village: Village):
    notice = village.posted()  # Monday 2 March 2026
    assert notice.until == datetime.combine(date(2026, 3, 10), time(), COUNTY)
    friday = village.posted(
        at=MONDAY + 5 * DAY, title="另一份加分名单"
    )  # Saturday: the seventh day is a Saturday too
    assert friday.until == datetime.combine(date(2026, 3, 17), time(), COUNTY)


def test_whoever_drew_it_up_does_not_sign_it_and_a_handler_does_neither(village: Village):
    draft = village.drafted()
    with pytest.raises(Refusal, match="审签"):
        actions.post_notice(draft.id, by=village.clerk, at=MONDAY)
    by_town = actions.draft_notice(village.new(), by=village.dispatcher, at=MONDAY)
    with pytest.raises(Refusal, match="不能自己审签"):
        actions.post_notice(by_town.id, by=village.dispatcher, at=MONDAY)
    with pytest.raises(Refusal, match="拟稿"):
        actions.draft_notice(village.new(), by=village.handler, at=MONDAY)
    with pytest.raises(Refusal, match="不是您所在"):
        actions.draft_notice(village.new(area="330483101201"), by=village.clerk, at=MONDAY)


def test_longer_than_the_rule_is_free_and_shorter_is_refused(village: Village):
    assert village.drafted(days=20).days == 20
    with pytest.raises(Refusal, match="至少 3 天"):
        village.drafted(days=2)
    with pytest.raises(Refusal, match="至少 15 天"):
        village.drafted(kind="affairs", days=14)


def test_nothing_takes_effect_before_the_end_without_a_photo_or_with_an_open_objection(village: Village):
    notice = village.posted(proven=False)
    assert queries.stands(notice.id, MONDAY + DAY).code == "notice_running"
    assert queries.stands(notice.id, OVER).code == "not_proven"
    village.proven(notice)
    assert queries.stands(notice.id, OVER).ok
    objected = actions.object_to(
        notice.id, line=1, text="树枝是我清走的", by=village.neighbour, at=MONDAY + DAY
    )
    assert queries.stands(notice.id, OVER).code == "objection_open"
    standing = queries.lines_standing(notice.id, OVER)
    assert (standing["claim:1"].code, standing["claim:2"].ok) == ("objection_open", True)
    actions.answer_objection(
        objected.id,
        upheld=True,
        answer="查明属实，不给这一户加分",
        by=village.other_clerk,
        at=MONDAY + 2 * DAY,
    )
    standing = queries.lines_standing(notice.id, OVER)
    assert (standing["claim:1"].code, standing["claim:2"].ok) == ("objection_upheld", True)
    assert wrong(OVER) == ["it is long over and still names people"]
    sweeps.clear_names(at=OVER)
    assert wrong(OVER) == []


def test_what_was_posted_never_changes_whoever_asks_the_database(village: Village):
    notice = village.posted()
    for changes in ({"title": "改过的标题"}, {"days": 1}, {"until": notice.until - DAY}, {"contact": "别人"}):
        with transaction.atomic(), pytest.raises(DatabaseError):
            Notice.objects.filter(pk=notice.id).update(**changes)
    with transaction.atomic(), pytest.raises(DatabaseError, match="stays as it is"):
        Line.objects.filter(notice=notice).update(figure="+30")
    with transaction.atomic(), pytest.raises(DatabaseError, match="neither added"):
        Line.objects.create(notice=notice, number=9, what="补一行")
    with transaction.atomic(), pytest.raises(DatabaseError, match="neither added"):
        Line.objects.filter(notice=notice).delete()
    with transaction.atomic(), pytest.raises(DatabaseError, match="Cannot delete"):
        Notice.objects.filter(pk=notice.id).delete()
    with pytest.raises(Refusal, match="已经公示"):
        actions.change_draft(notice.id, village.new(), by=village.clerk, at=MONDAY + DAY)


def test_it_may_stand_longer_with_a_reason_never_shorter(village: Village):
    notice = village.posted()
    longer = actions.extend_notice(
        notice.id, days=5, reason="台风期间公告栏看不到", by=village.overseer, at=MONDAY + DAY
    )
    assert longer.until == datetime.combine(date(2026, 3, 17), time(), COUNTY)  # the fifth day is a Sunday
    with pytest.raises(Refusal, match="已经结束"):
        actions.extend_notice(notice.id, days=5, reason="再延几天看看", by=village.overseer, at=OVER)


def test_withdrawn_it_stays_to_be_read_and_nothing_of_it_takes_effect(village: Village):
    notice = village.posted()
    actions.withdraw_notice(notice.id, reason="名单弄错了", by=village.overseer, at=MONDAY + DAY)
    assert queries.stands(notice.id, OVER).code == "withdrawn"
    assert [one.id for one in queries.posted(village.village.code)] == [notice.id]
    with pytest.raises(Refusal, match="已经撤回"):
        actions.object_to(notice.id, line=None, text="我有意见要提", by=village.resident, at=MONDAY + 2 * DAY)


def test_names_are_gone_when_it_is_over_and_the_rest_stays(village: Village):
    notice = village.posted()
    assert sweeps.clear_names(at=MONDAY + DAY) == 0
    assert [line.who for line in queries.lines_of(notice, OVER)] == [
        "",
        "",
    ]  # hidden at once, whatever the clock did
    assert sweeps.clear_names(at=OVER) == 1
    assert sweeps.clear_names(at=OVER) == 0
    assert list(Line.objects.values_list("who", "figure").distinct()) == [("", "+3")]
    assert wrong(MONDAY + 2 * DAY) == []


def test_names_stay_while_an_objection_waits_for_its_answer(village: Village):
    notice = village.posted()
    actions.object_to(notice.id, line=1, text="树枝是我清走的", by=village.neighbour, at=MONDAY + DAY)
    assert sweeps.clear_names(at=OVER) == 0


def test_a_draft_that_another_matter_waits_for_keeps_its_lines_and_is_not_dropped(village: Village):
    """Else a line would lose what it is about, and whatever waits for it would wait for ever."""
    lines = [NewLine("路灯款", who="沈小满", figure="5 分", key="claim:7")]
    made = village.new(lines=lines, about=("round", 7))
    draft = actions.draft_notice(made, by=village.clerk, at=MONDAY)
    typed = replace(made, about=None, days=20, lines=[replace(lines[0], key="")])
    changed = actions.change_draft(draft.id, typed, by=village.clerk, at=MONDAY)
    assert (changed.days, changed.about_type, changed.about_id) == (20, "round", 7)
    assert changed.lines.get().key == "claim:7"
    others = replace(typed, lines=[replace(lines[0], figure="50 分")])
    reworded = replace(typed, body="另写一段")
    for wish in (lambda: actions.change_draft(draft.id, others, by=village.clerk, at=MONDAY),
                 lambda: actions.change_draft(draft.id, reworded, by=village.clerk, at=MONDAY),
                 lambda: actions.drop_draft(draft.id, by=village.clerk, at=MONDAY)):  # fmt: skip
        with pytest.raises(Refusal):
            wish()


def test_a_draft_is_changed_as_a_whole_or_dropped(village: Village):
    draft = village.drafted()
    again = actions.change_draft(
        draft.id,
        village.new(lines=[NewLine("只剩这一行", key="claim:7")]),
        by=village.other_clerk,
        at=MONDAY + HOUR,
    )
    assert [line.key for line in again.lines.all()] == ["claim:7"]
    assert again.drafted_by_id == village.other_clerk.person_id
    actions.drop_draft(draft.id, by=village.clerk, at=MONDAY + HOUR)
    assert not Notice.objects.exists()


def test_words_are_missing_and_it_says_which(village: Village):
    for changes, said in (
        ({"title": "短"}, "标题"),
        ({"contact": ""}, "有异议找谁"),
        ({"lines": [], "body": ""}, "正文和明细"),
        ({"kind": "nothing"}, "没有这一类"),
        ({"lines": [NewLine("")]}, "每一行"),
    ):
        with pytest.raises(Refusal, match=said):
            village.drafted(**changes)


def test_the_same_photo_twice_is_one_proof_and_it_is_on_disk(village: Village):
    notice = village.posted()
    village.proven(notice)
    assert Proof.objects.count() == 1
    with pytest.raises(Refusal):
        actions.prove_posted(
            notice.id, photo=a_photo(), name="墙.jpg", place="村口", by=village.caller, at=MONDAY + DAY
        )
    assert wrong(MONDAY + 2 * DAY) == []


def test_a_draft_is_no_strangers_business(village: Village):
    draft = village.drafted()
    for reader in (None, village.resident, village.handler):
        with pytest.raises(Refusal, match="没有找到"):
            queries.notice_by_id(reader, draft.id)
    assert queries.notice_by_id(village.overseer, draft.id) == draft
    assert [one.id for one in queries.drafts(village.overseer)] == [draft.id]


def test_days_of_a_kind_are_set_upward_only_and_running_notices_keep_theirs(village: Village):
    admin = village.admin
    running = village.posted()
    actions.publish_notice_rule("points", days=10, by=admin, at=MONDAY + DAY)
    assert village.drafted().days == 7  # drawn up on Monday, before
    later = actions.draft_notice(village.new(), by=village.clerk, at=MONDAY + 2 * DAY)
    assert (later.days, Notice.objects.get(pk=running.id).days) == (10, 7)
    with pytest.raises(Refusal, match="至少 15 天"):
        actions.publish_notice_rule("affairs", days=7, by=admin, at=MONDAY + DAY)
    with pytest.raises(Refusal, match="系统管理员"):
        actions.publish_notice_rule("points", days=8, by=village.clerk, at=MONDAY + DAY)
