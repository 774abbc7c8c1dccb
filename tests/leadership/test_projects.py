"""重点工程和制度文件: accepted by another, warned of once, judged by what was solved; published once and withdrawn."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from sanzhi.journal import delivery
from sanzhi.kit import clock
from sanzhi.leadership import actions, queries, sweeps
from sanzhi.leadership.models import KeyProject, PolicyDocument
from sanzhi.people import queries as people
from sanzhi.reactions.table import REACTIONS
from tests.county import DAY, MONDAY, a_member_of_staff
from tests.windows.hall import refused

from .branch import TODAY, Party, violations


def test_a_milestone_is_reported_by_its_owner_and_accepted_by_somebody_else(party: Party):
    one = party.milestone(party.project())
    assert (
        refused(lambda: actions.report(one.pk, evidence="已经开工", by=party.helper, at=MONDAY))
        == "not_the_owner"
    )
    actions.report(one.pk, evidence="第一批十台开工，照片在工地公示栏", by=party.handler, at=MONDAY)
    assert [row.pk for row in queries.to_accept(party.clerk)] == [one.pk]
    actions.accept(one.pk, yes=True, by=party.clerk, at=MONDAY + DAY)
    page = queries.project_page(7, MONDAY + DAY)
    assert [node.stands for node in page.nodes] == ["done"]
    assert (
        refused(lambda: actions.report(one.pk, evidence="再报一次", by=party.handler, at=MONDAY))
        == "ended_already"
    )
    assert violations() == []  # fmt: skip


def test_who_reported_does_not_accept_even_where_they_keep_projects(party: Party):
    project = party.project(owner=party.party.pk)
    one = party.milestone(project)
    owner = a_member_of_staff("党建承办", "handler", party.party)
    actions.report(one.pk, evidence="已经完成第一批", by=owner, at=MONDAY)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE leadership_milestone SET reported_by_id = %s WHERE id = %s",
            [party.clerk.person_id, one.pk],
        )
    assert refused(lambda: actions.accept(one.pk, yes=True, by=party.clerk, at=MONDAY)) == "own_report"
    actions.accept(one.pk, yes=True, by=party.second, at=MONDAY)


def test_sent_back_with_a_reason_it_is_reported_anew(party: Party):
    one = party.milestone(party.project())
    actions.report(one.pk, evidence="已经开工", by=party.handler, at=MONDAY)
    assert refused(lambda: actions.accept(one.pk, yes=False, by=party.clerk, at=MONDAY)) == "reason_missing"
    actions.accept(one.pk, yes=False, reason="照片看不出开工", by=party.clerk, at=MONDAY)
    assert queries.to_accept(party.clerk) == []
    actions.report(one.pk, evidence="已经开工，附开工令", by=party.handler, at=MONDAY + DAY)


def test_it_is_said_once_that_a_milestone_is_near_and_once_that_it_is_late(party: Party):
    party.milestone(party.project(), days=10)
    said = [sweeps.warn_of_milestones(at=MONDAY + day * DAY) for day in range(15)]
    assert said == [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]


def test_the_owner_hears_what_is_near_and_what_is_sent_back_and_the_keeper_what_is_to_accept(party: Party):
    one = party.milestone(party.project(), days=3)
    sweeps.warn_of_milestones(at=MONDAY)
    actions.report(one.pk, evidence="已经开工", by=party.handler, at=MONDAY)
    actions.accept(one.pk, yes=False, reason="照片看不出开工", by=party.clerk, at=MONDAY)
    while delivery.deliver(REACTIONS, at=clock.now()):
        pass
    owner, keeper = (
        [each.text for each in people.messages_for(who.person_id or 0)]
        for who in (party.handler, party.clerk)
    )
    assert len(owner) == 2 and "被退回" in owner[0] and "到期" in owner[1]
    assert ["等您验收" in said for said in keeper] == [True]


def test_what_is_near_or_late_is_listed_the_soonest_due_first_to_owner_and_clerk(party: Party, monkeypatch):
    monkeypatch.setattr("sanzhi.leadership.queries.progress.PAGE_SIZE", 2)
    project = party.project()
    due = [party.milestone(project, days=days).pk for days in (1, 2, 3, 40)]
    for who in (party.clerk, party.handler):
        first = queries.milestones_due(who, MONDAY)
        assert [node.one.pk for node in first] == due[:3]
        assert [node.one.pk for node in queries.milestones_due(who, MONDAY, due[1])] == [due[2]]
    assert queries.milestones_due(party.helper, MONDAY) == []


def test_a_project_that_rewards_silence_is_refused_and_found(party: Party):
    assert (
        refused(lambda: party.project(indicator="信访量", direction="down", unit="件")) == "rewards_silence"
    )
    one = party.project()
    KeyProject.objects.filter(pk=one.pk).update(indicator="信访量", direction="down")  # the mutant
    assert violations() == ["a project is judged by fewer people asking"]


def test_figures_are_read_with_their_source_and_the_last_one_holds(party: Party):
    one = party.project()

    def read(value: int, on: date) -> None:
        said = {"value": Decimal(value), "source": "住建局月报"}
        actions.read_off(one.pk, on=on, **said, by=party.handler, at=MONDAY + 40 * DAY)

    read(50, TODAY), read(60, TODAY + 30 * DAY), read(92, TODAY + 30 * DAY)
    page = queries.project_page(7, MONDAY)
    assert [row.value for row in page.readings] == [50, 60, 92] and page.reached is True
    assert refused(lambda: read(1, date(2026, 12, 1))) == "day_outside"
    (row,) = queries.projects(TODAY)
    assert (row.last, row.nodes, row.late) == (92, 0, 0)


def test_a_project_is_closed_when_no_milestone_is_left(party: Party):
    project = party.project()
    one = party.milestone(project)
    close = partial(actions.close_project, project.pk, on=TODAY, by=party.clerk, at=MONDAY)
    assert refused(close) == "milestones_left"
    actions.drop_milestone(one.pk, reason="并入下一批", by=party.clerk, at=MONDAY)
    close()
    assert refused(lambda: party.milestone(project)) == "closed_already"


def test_a_place_has_one_secretary_and_the_next_comes_after(party: Party):
    one = party.lead()
    assert refused(lambda: party.lead(name="另一位")) == "secretary_there"
    actions.end_lead(one.pk, on=TODAY + 10 * DAY, by=party.clerk, at=MONDAY)
    assert refused(lambda: party.lead(name="另一位", since=TODAY + 9 * DAY)) == "secretary_there"
    party.lead(name="另一位", since=TODAY + 10 * DAY)
    assert [row.name for row in queries.leads_of("330483000000", TODAY + 9 * DAY)] == ["演示书记"]
    party.lead(area=party.village.code, name="村书记", post="村党委书记")
    names = [row.name for row in queries.leads_of(party.village.code, TODAY + 10 * DAY)]
    assert names == ["另一位", "村书记"]  # the county first
    assert refused(lambda: actions.end_lead(one.pk, on=TODAY, by=party.handler, at=MONDAY)) == "role_may_not_lead"  # fmt: skip


def test_a_new_version_ends_the_old_one_on_its_day(party: Party):
    old = party.document()
    new = party.document(in_force_from=TODAY + 30 * DAY, text="第一条 擂台赛每半年一次，按化解率排名。")
    assert (new.version, PolicyDocument.objects.get(pk=old.pk).withdrawn_from) == (2, TODAY + 30 * DAY)
    assert [row.pk for row in queries.documents(TODAY)] == [new.pk, old.pk]
    assert [row.pk for row in queries.documents(TODAY + 30 * DAY)] == [new.pk]
    assert refused(lambda: party.document(in_force_from=TODAY)) == "not_later"
    actions.withdraw_document(new.pk, on=TODAY + 90 * DAY, reason="到时取消", by=party.clerk, at=MONDAY)
    assert refused(lambda: party.document(in_force_from=TODAY + 60 * DAY)) == "not_later"
    party.document(in_force_from=TODAY + 90 * DAY)
    assert violations() == []


def test_documents_are_found_by_words_of_their_text_kind_and_whether_they_hold(party: Party):
    one = party.document()
    party.document(number="演办〔2026〕2号", kind="organise", title="领导小组工作规则", text="领导小组每月开一次会，研究三治融合，办公室记录。")  # fmt: skip

    def found(**asked: object) -> list[str]:
        return [row.title for row in queries.documents(TODAY, **asked)]

    assert found(words="化解率 擂台") == ["三治擂台赛办法"]
    assert found(kind="organise") == ["领导小组工作规则"]
    actions.withdraw_document(one.pk, on=TODAY, reason="合并到新办法", by=party.clerk, at=MONDAY)
    assert found(words="擂台") == [] and found(words="擂台", ended=True) == ["三治擂台赛办法"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE leadership_policydocument SET text = '改了的全文'",
        "UPDATE leadership_lead SET name = '别人'",
        "UPDATE leadership_milestone SET due_on = due_on + 30",
        "UPDATE leadership_milestone SET accepted_at = now(), accepted_by_id = reported_by_id",
    ],
)
def test_the_database_keeps_what_was_published_named_and_set(party: Party, statement: str):
    party.document()
    party.lead()
    one = party.milestone(party.project())
    actions.report(one.pk, evidence="已经开工", by=party.handler, at=MONDAY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_town_keeps_its_own_and_not_the_countys(party: Party):
    town = a_member_of_staff("镇党建", "party_clerk", party.room)
    assert refused(lambda: actions.name_lead(_lead(), by=town, at=MONDAY)) == "role_may_not_lead"
    actions.name_lead(_lead(area=party.village.code), by=town, at=MONDAY)


def _lead(area: str = "330483000000"):
    return actions.NewLead(area, "head", "演示组长", "书记", "牵头", TODAY)
