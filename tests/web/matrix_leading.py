"""A branch in the matrix's world: a member, what they pledged and whom they look in on; a word in each."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

from sanzhi.leadership import actions
from sanzhi.leadership.actions import NewDocument, NewLead, NewMember, NewProject
from sanzhi.people import queries as people
from sanzhi.people.models import Office
from sanzhi.people.roles import Actor
from tests.county import MONDAY, a_member_of_staff, a_resident, an_office

Rule = Callable[[Actor], bool]
TODAY = MONDAY.date()
MONTH = timedelta(days=30)


def led(
    values: dict[str, list[object]], village: Office, owner: Office, word: Callable[[], str]
) -> Iterator[tuple[str, Rule]]:
    """Each word that stands in one place, and who may read it; fills `values` with what addresses name."""
    clerk = a_member_of_staff("党建小陆", "party_clerk", owner)
    branch = an_office(f"branch-{village.pk}", f"{village.name}网格支部", "party_branch", village.area_id)
    secretary = a_member_of_staff("支书", "branch_secretary", branch)
    name = word()
    member = a_resident(name)
    phone = people.mobile_of(member.person_id or 0)
    one = actions.add_member(NewMember(name, phone, TODAY), by=secretary, at=MONDAY)
    said, duty, did = word(), word(), word()
    pledge = actions.pledge(one.pk, text=f"每周清扫{said}", due_on=TODAY + MONTH, by=secretary, at=MONDAY)
    actions.take_post(one.pk, name="卫生岗", duty=duty, by=secretary, at=MONDAY)
    actions.note_service(one.pk, on=TODAY, what=did, by=secretary, at=MONDAY)
    project = actions.begin_project(
        NewProject(901 + len(values.get("project", [])), "演示工程", "做什么", owner.pk, TODAY, TODAY + 12 * MONTH, "完成率", "%", "up", Decimal(9)),
        by=clerk, at=MONDAY,
    )  # fmt: skip
    waits = word()
    node = actions.add_milestone(project.pk, title="第一批", due_on=TODAY + MONTH, by=clerk, at=MONDAY)
    reporter = a_member_of_staff("填报", "handler", owner)
    actions.report(node.pk, evidence=f"做成了{waits}", by=reporter, at=MONDAY)
    lead = actions.name_lead(
        NewLead(village.area_id, "head", "演示", "书记", "牵头", TODAY), by=clerk, at=MONDAY
    )
    paper = actions.publish(
        NewDocument("organise", village.area_id, "规则", "街道", f"演办{village.pk}号", TODAY, TODAY, "第一条 每月开会一次，研究三治融合工作。"),
        by=clerk, at=MONDAY,
    )  # fmt: skip
    for key, made in (
        ("member", [one.pk]), ("pledge", [pledge.pk]), ("project", [project.number]),
        ("milestone", [node.pk]), ("lead", [lead.pk]), ("policy", [paper.pk]),
    ):  # fmt: skip
        values.setdefault(key, []).extend(made)

    def theirs(actor: Actor) -> bool:
        if actor.is_resident:
            return actor.person_id == member.person_id
        return actor.may("member.keep") and actor.office_id == branch.pk

    def works_on_it(actor: Actor) -> bool:
        return actor.may("leadership.keep") or actor.may("project.report")

    values.setdefault("visitors", []).extend([secretary, member])
    yield from ((one_word, theirs) for one_word in (name, said, duty, did))
    yield waits, works_on_it
