"""A small invented county for tests, made by walking the real road: every row here was written by an action."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.test import Client

from sanzhi.cases import actions as cases
from sanzhi.cases.flow import NEWEST
from sanzhi.cases.models import Case
from sanzhi.cases.rules import Filing
from sanzhi.kit.calendar import COUNTY
from sanzhi.people import actions as people
from sanzhi.people import queries
from sanzhi.people.models import Area, Office, Person
from sanzhi.people.roles import INSTALLER, THE_CLOCK, Actor

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=COUNTY)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WUZHEN = "330483100000"
PASSWORD = secrets.token_urlsafe(16)  # of this run only
_serial = count(1)


def an_office(code: str, name: str, kind: str, area: str = "330483000000") -> Office:
    office, _new = Office.objects.get_or_create(
        code=code, defaults={"name": name, "kind": kind, "area_id": area, "valid_from": MONDAY.date()}
    )
    return office


def a_member_of_staff(name: str, role: str, office: Office) -> Actor:
    account = people.open_staff_account(
        name=name, username=f"staff{next(_serial)}", password=PASSWORD, by=INSTALLER, at=MONDAY
    )
    return queries.actor_in(people.appoint(account.person, role, office, by=INSTALLER, at=MONDAY))


def a_resident(name: str = "沈小满") -> Actor:
    phone = f"199{next(_serial):08d}"
    return queries.resident_actor(people.register_resident(name=name, phone=phone, by=THE_CLOCK, at=MONDAY))


@dataclass
class County:
    """One town's command room, the county centre, two departments, and someone in each post a case needs."""

    centre: Office = field(default_factory=lambda: an_office("centre", "市社会治理中心", "governance_centre"))
    room: Office = field(
        default_factory=lambda: an_office("room", "乌镇综合信息指挥室", "command_room", WUZHEN)
    )
    roads: Office = field(default_factory=lambda: an_office("roads", "市住房和城乡建设局", "department"))
    water: Office = field(default_factory=lambda: an_office("water", "市水务集团", "department"))

    def __post_init__(self) -> None:
        self.village: Area = queries.towns_with_villages().get(code=WUZHEN).villages[0]
        self.dispatcher = a_member_of_staff("范受理", "town_dispatcher", self.room)
        self.decider = a_member_of_staff("市受理", "county_dispatcher", self.centre)
        self.caller = a_member_of_staff("费回访", "caller", self.centre)
        self.handler = a_member_of_staff("钟承办", "handler", self.roads)
        self.helper = a_member_of_staff("水承办", "handler", self.water)
        self.supervisor = a_member_of_staff("严督查", "supervisor", self.centre)
        self.leader = a_member_of_staff("分管领导", "leader", self.centre)
        self.resident = a_resident()

    def filing(self, **changes: object) -> Filing:
        usual = {
            "title": "村口路灯不亮",
            "text": "村口的路灯坏了三天，晚上走路看不见。",
            "area_code": self.village.code,
            "category_code": "city.roads",
            "place": "村口公交站旁",
        }
        return Filing(**(usual | changes))

    def filed(self, at: datetime = MONDAY, **changes: object) -> Case:
        assert self.resident.person_id
        origin = cases.Origin(self.resident.person_id, "web")
        return cases.register(self.filing(**changes), origin, by=self.resident, at=at)

    def case_in(self, state: str, version: int = NEWEST) -> Case:
        """A case driven to `state` by the steps people would take; an hour apart, from Monday nine o'clock.

        `version`: of the flow; an earlier one is what a case carries that was filed before the newest was published.
        """
        case = self.filed()
        if version != NEWEST:
            Case.objects.filter(pk=case.pk).update(kind_version=version)
        for hours, step in enumerate(ROADS[state], start=1):
            step(self, case, MONDAY + hours * HOUR)
        return Case.objects.get(pk=case.pk)


def assign(county: County, case: Case, at: datetime) -> None:
    cases.assign(case.id, lead=county.roads.id, by=county.dispatcher, at=at)


def sign_for(county: County, case: Case, at: datetime) -> None:
    cases.sign_for(case.id, by=county.handler, at=at)


def give_back(county: County, case: Case, at: datetime) -> None:
    cases.return_case(case.id, reason="不是本单位职责", proposed=county.water.id, by=county.handler, at=at)


def report(county: County, case: Case, at: datetime) -> None:
    cases.report_done(
        case.id,
        reply="路灯已经更换，今晚起恢复照明。",
        no_photo_because="夜间拍摄不清",
        by=county.handler,
        at=at,
    )


def verify(county: County, case: Case, at: datetime) -> None:
    cases.verify(case.id, by=county.dispatcher, at=at)


def call_back(county: County, case: Case, at: datetime) -> None:
    cases.call_back(case.id, solved=True, satisfied=5, by=county.caller, at=at)


def decline(county: County, case: Case, at: datetime) -> None:
    route = "请向人民法院申请执行"
    cases.not_accept(case.id, reason="已经进入诉讼程序", route=route, by=county.dispatcher, at=at)


def suspend(county: County, case: Case, at: datetime) -> None:
    until = at + 10 * DAY
    cases.suspend(
        case.id, ground="appraisal", reason="灯杆要做结构检测", until=until, by=county.handler, at=at
    )


def transfer(county: County, case: Case, at: datetime) -> None:
    cases.transfer(case.id, channel="court", reason="双方已经起诉到法院", by=county.dispatcher, at=at)


def merge(county: County, case: Case, at: datetime) -> None:
    main = county.filed(at=MONDAY)
    cases.merge(case.id, into=main.id, reason="和另一件说的是同一盏灯", by=county.dispatcher, at=at)


# From the filing on, to every state that a case can stand in.
ROADS = {
    "registered": (),
    "assigned": (assign,),
    "handling": (assign, sign_for),
    "arbitration": (assign, give_back, assign, give_back, assign, give_back),
    "reported": (assign, sign_for, report),
    "follow_up": (assign, sign_for, report, verify),
    "closed": (assign, sign_for, report, verify, call_back),
    "not_accepted": (decline,),
    "suspended": (assign, sign_for, suspend),
    "transferred": (assign, sign_for, transfer),
    "merged": (merge,),
}


def person_of(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)


def at_the_desk(actor: Actor) -> Client:
    """A browser in which this member of staff is signed in, second factor and all."""
    client = Client()
    client.force_login(person_of(actor).account)
    session = client.session
    session["second_factor"] = True
    session.save()
    return client
