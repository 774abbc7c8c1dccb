"""走访 and 网格日志: asked first, the household's own to read, correct and take back; a day signed as it was."""

from datetime import date
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from sanzhi.cases.actions import Origin, register
from sanzhi.cases.models import Case
from sanzhi.journal.delivery import deliver
from sanzhi.journal.models import Entry
from sanzhi.kit import clock, walls
from sanzhi.patrols import actions, queries, sweeps
from sanzhi.patrols.models import Correction, GridDiary, Need, VisitRecord
from sanzhi.people import actions as registered
from sanzhi.people import queries as people
from sanzhi.people.access import sight_of
from sanzhi.people.actions import name_deputy
from sanzhi.people.models import Look
from sanzhi.people.roles import Actor
from sanzhi.reactions.table import REACTIONS
from tests.county import a_member_of_staff, person_of
from tests.patrols.grid import DAY, HOUR, MONDAY, GridWork, refused, violations


def test_without_a_yes_nothing_is_written_and_nothing_counts_against_the_household(grid: GridWork):
    grid.home()
    assert refused(lambda: grid.visit(agreed_by="")) == "no_consent"
    assert refused(lambda: grid.visit(agreed_by="外人")) == "member_unknown"
    assert refused(lambda: grid.visit(text="这家是重点人员")) == "labels_people"
    assert refused(lambda: grid.visit(item=grid.items["patrol"].pk)) == "not_on_list"
    no = grid.visit(agreed_by="", text="", needs=())
    assert not no.consented and "不影响您办任何事" in no.asked
    assert queries.lines_of(grid.worker, MONDAY.date()) == [
        {"at": "09:00", "kind": "visit", "text": grid.items["visit"].what}
    ]  # as any other visit
    (she,) = grid.home("002", "沈小囡")
    assert refused(lambda: actions.withdraw_consent(no.pk, by=she, at=MONDAY)) == "not_visible"
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitRecord.objects.filter(pk=no.pk).update(text="其实…")


def moved(grid: GridWork, who: Actor) -> None:
    """To another household of the village."""
    home = registered.register_household(grid.village.code, "009", by=grid.clerk, at=MONDAY)
    registered.put_in_household(who.person_id or 0, home.pk, birth_date=date(1950, 5, 1), is_head=True, by=grid.clerk, at=MONDAY)  # fmt: skip


def test_whoever_has_no_phone_takes_it_back_at_the_counter(grid: GridWork):
    she, _he = grid.home("001", "沈阿妹", "沈阿弟")
    visit = grid.visit()
    take_back = partial(actions.withdraw_for, visit.pk, at=MONDAY)
    assert refused(lambda: take_back(name="外人", by=grid.clerk)) == "not_who_agreed"
    assert refused(lambda: take_back(name="沈阿弟", by=grid.clerk)) == "not_who_agreed"  # of the same home
    assert refused(lambda: take_back(name="沈阿妹", by=grid.other)) == "not_visible"
    assert refused(lambda: take_back(name="沈阿妹", by=she)) == "not_who_agreed"
    moved(grid, she)
    asked = actions.ask_correction(visit.pk, says="写得不对，难听", by=she, at=MONDAY)
    # Whoever wrote it cannot make it vanish with the complaint about it, and she hears who took it back in her name.
    assert refused(lambda: take_back(name="沈阿妹", by=grid.worker)) == "wrote_it"
    assert visit.corrections.get() == asked
    assert take_back(name="沈阿妹", by=grid.clerk).withdrawn_by_id == she.person_id
    while deliver(REACTIONS, at=MONDAY, limit=100) == 100:
        pass
    assert any("替您撤回" in one.text for one in people.messages_for(she.person_id or 0))
    assert Need.objects.count() == 0 and violations() == []


def test_what_was_said_is_kept_for_two_years(grid: GridWork):
    grid.home()
    visit = grid.visit()
    sweeps.forget(at=MONDAY + 729 * DAY)
    assert visit.needs.count() == 2
    sweeps.forget(at=MONDAY + 731 * DAY)
    visit.refresh_from_db()
    assert visit.text == "" and visit.needs.count() == 0 and visit.consented and violations() == []


def test_needs_are_followed_up_and_filed_only_with_their_word(grid: GridWork):
    (she,) = grid.home()
    visit = grid.visit()
    mine, clerks = visit.needs.order_by("id")
    assert clerks.follows_id == grid.clerk.person_id
    assert [one.pk for one in queries.needs_to_follow(grid.worker, MONDAY)] == [mine.pk]
    assert [one.pk for one in queries.needs_to_follow(grid.clerk, MONDAY)] == [
        mine.pk,
        clerks.pk,
    ]  # if a worker leaves
    assert (
        refused(lambda: actions.meet_need(clerks.pk, done="装好了", by=grid.worker, at=MONDAY))
        == "not_the_follower"
    )
    filed = {"title": "装扶手", "category": "city.roads", "by": grid.clerk, "at": MONDAY}
    assert refused(lambda: actions.file_need(clerks.pk, agreed=False, **filed)) == "not_agreed"
    actions.file_need(clerks.pk, agreed=True, **filed)
    assert Case.objects.get().reporter_id == she.person_id
    actions.meet_need(mine.pk, done="志愿者每周二去", by=grid.worker, at=MONDAY + DAY)
    assert refused(lambda: actions.meet_need(mine.pk, done="又一次", by=grid.worker, at=MONDAY)) == "need_met"


def test_what_one_said_at_the_door_is_read_by_oneself_wherever_one_lives_and_by_nobody_else_at_home(
    grid: GridWork,
):
    she, he = grid.home("001", "沈阿妹", "沈阿弟")
    (child,) = grid.home("003", "沈囡囡", born=(MONDAY - 4000 * DAY).date())
    visit = grid.visit()
    registered.put_in_household(child.person_id or 0, visit.household_id, birth_date=(MONDAY - 4000 * DAY).date(), is_head=False, by=grid.clerk, at=MONDAY)  # fmt: skip
    moved(grid, she)
    for one, days in ((he, [MONDAY.date()]), (child, [])):  # a grown member sees the day, a child nothing
        with walls.seeing(sight_of(one)):
            assert VisitRecord.objects.count() == Need.objects.count() == 0
            assert queries.my_visits(one, MONDAY) == [] == queries.kept_of(one, MONDAY)
            assert queries.days_visited(one, MONDAY.date()) == days
        for act in (
            partial(actions.withdraw_consent, visit.pk),
            partial(actions.ask_correction, visit.pk, says="不是一个人住"),
        ):
            assert refused(partial(act, by=one, at=MONDAY)) == "not_visible"
    with walls.seeing(sight_of(she)):
        (seen,) = queries.my_visits(she, MONDAY)
        assert seen.text == visit.text and seen.by.name == "甲网格员" and seen.needs.count() == 2
        asked = actions.ask_correction(visit.pk, says="不是一个人住", by=she, at=MONDAY)
    assert (
        refused(lambda: actions.ask_correction(visit.pk, says="再说一遍这个", by=she, at=MONDAY))
        == "correction_waits"
    )
    said = {"changed": True, "text": "两个人住，买菜不方便。", "answer": "已改", "at": MONDAY}
    for nothing in ("", " ", visit.text):
        assert refused(lambda text=nothing: actions.answer_correction(asked.pk, by=grid.worker, **{**said, "text": text})) == "nothing_changed"  # fmt: skip
    assert refused(lambda: actions.answer_correction(asked.pk, by=grid.other, **said)) == "not_visible"
    actions.answer_correction(asked.pk, by=grid.worker, **said)
    assert VisitRecord.objects.get().text == "两个人住，买菜不方便。"
    with walls.seeing(sight_of(she)):
        (copy,) = queries.kept_of(
            she, MONDAY
        )  # her own copy says what she asked for and what she said was wrong
    assert copy["text"] == "两个人住，买菜不方便。" and len(copy["needs"]) == 2
    assert [(one["says"], one["answer"]) for one in copy["corrections"]] == [("不是一个人住", "已改")]
    actions.withdraw_consent(visit.pk, by=she, at=MONDAY + DAY)
    left = VisitRecord.objects.get()
    assert left.text == "" and left.consented and Need.objects.count() == Correction.objects.count() == 0
    assert left.visited_at == MONDAY  # the fact of a visit stays
    assert (
        refused(lambda: actions.ask_correction(visit.pk, says="还有什么", by=she, at=MONDAY))
        == "nothing_written"
    )
    told = " ".join(
        str(one) for one in Entry.objects.filter(about_type="gridvisit").values_list("content", flat=True)
    )
    assert "买菜" not in told and violations() == []


def test_what_a_household_said_never_leaves_the_village(grid: GridWork):
    grid.home()
    grid.visit()
    grid.visit(by=grid.other)
    town_clerk = a_member_of_staff("镇里的文书", "village_clerk", grid.room)

    def seen(actor: Actor) -> int:
        with walls.seeing(sight_of(actor)):
            behind, shown = VisitRecord.objects.count(), queries.visits_visible(actor, MONDAY).count()
        assert shown <= behind, actor.name
        return behind

    assert seen(grid.clerk) == 2
    assert seen(grid.worker) == seen(grid.other) == 1  # their own grid, and nobody else's
    for actor in (grid.head, grid.dispatcher, grid.decider, grid.supervisor, grid.drafter, grid.handler, grid.resident, town_clerk):  # fmt: skip
        assert seen(actor) == 0, actor.name
    assert queries.visits_counted(grid.drafter, MONDAY.date()) == [("乌镇镇", None)] or queries.visits_counted(grid.drafter, MONDAY.date())[0][1] is None  # fmt: skip
    for _n in range(8):
        grid.visit(needs=())
    assert queries.visits_counted(grid.drafter, MONDAY.date())[0][1] == 10


def test_whoever_reads_a_household_s_visits_leaves_a_line_for_whoever_spoke_and_for_nobody_beside_them(
    grid: GridWork,
):
    she, _he = grid.home("001", "沈阿妹", "沈阿弟")
    visit = grid.visit()
    read = {"by": grid.clerk, "at": MONDAY}
    assert refused(lambda: actions.read_visits(visit.household_id, purpose="", **read)) == "purpose_missing"
    actions.read_visits(visit.household_id, purpose="安排买菜", **read)
    assert [(one.person_id, one.purpose) for one in Look.objects.all()] == [(she.person_id, "安排买菜")]
    assert refused(lambda: actions.read_visits(visit.household_id, purpose="看看", by=grid.other, at=MONDAY)) == "not_visible"  # fmt: skip


def test_a_diary_is_made_of_what_was_recorded_and_stays_as_it_was_signed(grid: GridWork):
    grid.home()
    grid.done()
    grid.visit(at=MONDAY + 3 * HOUR)
    origin = Origin(grid.resident.person_id, "grid", grid.worker.person_id)
    case = register(grid.filing(), origin, by=grid.worker, at=MONDAY + 4 * HOUR)
    day = MONDAY.date()
    actions.write_diary(day, words="下午下雨", by=grid.worker, at=MONDAY + 8 * HOUR)
    begun = GridDiary.objects.get()
    for keeper in (grid.clerk, grid.head):  # until it is signed it is nobody else's
        assert refused(lambda who=keeper: queries.diary_here(who, begun.pk)) == "not_visible"
        with walls.seeing(sight_of(keeper)):
            assert not GridDiary.objects.exists()
    assert queries.diary_here(grid.worker, begun.pk) == begun
    one = actions.sign_diary(day, by=grid.worker, at=MONDAY + 9 * HOUR)
    assert [line["kind"] for line in one.lines] == ["start", "fine", "fine", "done", "visit", "filed"]
    assert (
        "买菜" not in str(one.lines)
        and "001" not in str(one.lines)
        and case.public_code not in str(one.lines)
    )
    assert (
        refused(lambda: actions.write_diary(day, words="改", by=grid.worker, at=MONDAY + DAY))
        == "diary_signed"
    )
    actions.add_to_diary(one.pk, words="补：傍晚又去了一次", by=grid.worker, at=MONDAY + DAY)
    assert (
        refused(lambda: actions.add_to_diary(one.pk, words="替他写", by=grid.clerk, at=MONDAY))
        == "not_your_diary"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        GridDiary.objects.update(words="没下雨")
    assert refused(lambda: actions.sign_diary(day + DAY, by=grid.worker, at=MONDAY + DAY)) == "diary_empty"
    assert (
        refused(lambda: actions.write_diary(day + 9 * DAY, words="先写", by=grid.worker, at=MONDAY))
        == "day_to_come"
    )
    with walls.seeing(sight_of(grid.clerk)):
        assert queries.diary_here(grid.clerk, one.pk).words == "下午下雨"
    assert queries.diaries_of(grid.clerk, day) == [one] == queries.diaries_of(grid.head, day)
    assert queries.diaries_of(grid.other, day) == [] and violations() == []


def test_whoever_stands_in_for_a_worker_walks_their_tasks_and_reads_their_grid_s_visits(grid: GridWork):
    grid.home()
    now = clock.now()  # the wall asks the database which day it is
    grid.visit(at=now)
    task = grid.task(at=now)
    actions.start_task(task.pk, by=grid.worker, at=now)
    (post,) = [one for one in people.posts_at(grid.office.pk, now) if one.person_id == grid.worker.person_id]
    days = {"first": now.date(), "last": (now + 9 * DAY).date()}
    name_deputy(post.pk, grid.other.person_id, **days, by=grid.worker, at=now)
    standing = [one for one in people.posts_to_act_in(person_of(grid.other), now) if one.stands_for]
    deputy = people.actor_in(standing[0])
    with walls.seeing(sight_of(deputy)):
        assert VisitRecord.objects.count() == queries.visits_visible(deputy, now).count() == 1
        actions.take_over(task.pk, by=deputy, at=now)
    assert {one.pk for one in queries.my_grids(deputy, now)} == {grid.one.pk, grid.two.pk}
