"""A county's party clerk, a project with its owner, and a branch with its secretary; every row by the actions people take."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sanzhi.kit import walls
from sanzhi.leadership import actions
from sanzhi.leadership.actions import NewDocument, NewLead, NewMember, NewProject
from sanzhi.leadership.models import KeyProject, Lead, Member, Milestone, PolicyDocument
from sanzhi.leadership.verify import CHECKS
from sanzhi.people import queries as people
from sanzhi.people.actions import register_resident
from sanzhi.people.roles import THE_CLOCK, Actor
from tests.county import DAY, MONDAY, County, a_member_of_staff, an_office

TODAY = MONDAY.date()


@dataclass
class Party(County):
    """桐乡's party office, the roads office as an owner, and one grid branch of 乌镇."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.party = an_office("party", "市委组织部党建办", "department")
        self.clerk: Actor = a_member_of_staff("党建小陆", "party_clerk", self.party)
        self.second: Actor = a_member_of_staff("党建小贾", "party_clerk", self.party)
        self.branch = an_office("branch-1", "子夜社区第一网格支部", "party_branch", self.village.code)
        self.other = an_office("branch-2", "子夜社区第二网格支部", "party_branch", self.village.code)
        self.secretary: Actor = a_member_of_staff("支书老沈", "branch_secretary", self.branch)
        self.stranger: Actor = a_member_of_staff("支书老钱", "branch_secretary", self.other)

    def project(self, **changes: object) -> KeyProject:
        usual = {
            "number": 7, "title": "老旧小区加装电梯", "about": "三年加装一百台。", "owner": self.roads.pk, "begins_on": TODAY,
            "ends_on": date(2026, 12, 31), "indicator": "加装完成率", "unit": "%", "direction": "up", "target": Decimal(90),
        }  # fmt: skip
        return actions.begin_project(NewProject(**(usual | changes)), by=self.clerk, at=MONDAY)

    def milestone(self, project: KeyProject, days: int = 30) -> Milestone:
        due = TODAY + days * DAY
        return actions.add_milestone(project.pk, title="第一批开工", due_on=due, by=self.clerk, at=MONDAY)

    def lead(self, **changes: object) -> Lead:
        usual = {
            "area": "330483000000", "part": "secretary", "name": "演示书记", "post": "市委书记", "duties": "牵头抓三治融合",
            "since": TODAY,
        }  # fmt: skip
        return actions.name_lead(NewLead(**(usual | changes)), by=self.clerk, at=MONDAY)

    def document(self, **changes: object) -> PolicyDocument:
        usual = {
            "kind": "compare", "area": "330483000000", "title": "三治擂台赛办法", "issuer": "市委办公室", "number": "演办〔2026〕1号",
            "issued_on": TODAY, "in_force_from": TODAY, "text": "第一条 擂台赛每季度一次，按化解率、满意率排名。",
        }  # fmt: skip
        return actions.publish(NewDocument(**(usual | changes)), by=self.clerk, at=MONDAY)

    def member(self, name: str = "沈阿大", phone: str = "19900000001", by: Actor | None = None) -> Member:
        known_as(name, phone)
        return actions.add_member(NewMember(name, phone, TODAY), by=by or self.secretary, at=MONDAY)

    def themselves(self, member: Member) -> Actor:
        return people.resident_actor(member.person)


def known_as(name: str, phone: str) -> None:
    """Somebody of this name has signed in here with this number before."""
    with walls.the_house():
        register_resident(name=name, phone=phone, by=THE_CLOCK, at=MONDAY)


def violations() -> list[str]:
    return [one.sentence for check in CHECKS.values() for one in check().violations]
